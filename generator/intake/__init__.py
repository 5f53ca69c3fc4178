"""Raw sources -> interviews: `read` makes a `Transcript` of any known format, `understand` an `Interview` of that.

A reader is a function `Source -> Transcript`; a new format is one file in `readers` and one line in `READERS`.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from generator.errors import InputError
from generator.intake.decoding import MAX_BYTES, Source, decode
from generator.intake.readers import (
    archive,
    captions,
    markdown,
    odt,
    ohms,
    pdf,
    plain,
    rows,
    structured,
    tei,
    web,
    word,
)
from generator.intake.result import Intake, as_json
from generator.intake.understanding import understand
from generator.model import Transcript

READERS: Mapping[str, Callable[[Source], Transcript]] = {
    "text": plain.read,
    "markdown": markdown.read,
    "html": web.read,
    "docx": word.read,
    "odt": odt.read,
    "pdf": pdf.read,
    "captions": captions.read,
    "tei": tei.read,
    "ohms": ohms.read,
    "csv": rows.read,
    "json": structured.read,
}
"""Name of a format -> its reader."""

SUFFIXES = frozenset(
    [
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".mdown",
        ".mkd",
        ".html",
        ".htm",
        ".xhtml",
        ".docx",
        ".odt",
        ".pdf",
        ".vtt",
        ".srt",
        ".xml",
        ".tei",
        ".csv",
        ".tsv",
        ".json",
        ".jsonl",
    ]
)
"""Extensions worth trying when a directory is imported."""

MAX_PARAGRAPHS = 40_000
"""More than the longest oral history; what has more is not one interview."""

_BINARY = {b"PK\x03\x04": "archive", b"%PDF": "pdf"}
_REFUSED = {
    b"\xd0\xcf\x11\xe0": ("an old Word document (.doc)", "DOCX: open it and save it as .docx"),
    b"{\\rtf": ("rich text (RTF)", "DOCX: open it and save it as .docx"),
    b"\x89PNG": ("a picture", "text: run OCR first"),
    b"\xff\xd8\xff": ("a picture", "text: run OCR first"),
    b"ID3": ("a sound recording", "a transcript of it"),
    b"OggS": ("a sound recording", "a transcript of it"),
    b"RIFF": ("a sound recording", "a transcript of it"),
}


def read(name: str, raw: bytes, keep: Collection[int | str] = ()) -> Transcript:
    """A file as a `Transcript`, by the reader its content asks for (its extension decides only in doubt).

    `keep` names what must not be left out: line numbers, the words of a line, or a reason for dropping. Raises
    `InputError` for what cannot be a transcript, `MissingExtraError` when a library for the format is not installed.
    """
    if len(raw) > MAX_BYTES:
        raise InputError(name, None, f"{len(raw):,} bytes", f"a transcript of at most {MAX_BYTES:,} bytes")
    if not raw.strip():
        raise InputError(name, None, "an empty file", "a transcript")
    for magic, (found, expected) in _REFUSED.items():
        if raw.startswith(magic):
            raise InputError(name, None, found, expected)
    kind = next((kind for magic, kind in _BINARY.items() if raw.lstrip()[:8].startswith(magic)), "")
    if kind:
        kind = archive.kind(name, raw) if kind == "archive" else kind
        source = Source(name, raw)
    else:
        source = decode(name, raw)
        if not source.text.strip():
            raise InputError(name, None, "an empty file", "a transcript")
        kind = format_of(name, source.text)
    transcript = READERS[kind](source)
    if not transcript.utterances:
        raise InputError(name, None, f"no words in it (read as {kind})", "a transcript")
    if len(transcript.utterances) > MAX_PARAGRAPHS:
        found = f"{len(transcript.utterances):,} paragraphs"
        raise InputError(name, None, found, f"a transcript of at most {MAX_PARAGRAPHS:,}")
    metadata = {**transcript.metadata, **({"encoding": source.encoding} if source.encoding else {})}
    return replace(transcript, metadata=metadata, findings=source.findings + transcript.findings)


def parse(name: str, raw: bytes, keep: Collection[int | str] = (), today: datetime.date | None = None) -> Intake:
    """A file, read and understood."""
    return understand(read(name, raw, keep), today, keep)


def format_of(name: str, text: str) -> str:
    """Which reader a text asks for."""
    head = text.lstrip()[:2000]
    suffix = name.lower().rsplit(".", 1)[-1] if "." in name else ""
    if head.startswith("WEBVTT") or re.match(r"(?:\d+\s*\n)?\d{1,2}:\d\d(?::\d\d)?[.,]\d{1,3}\s*-->", head):
        return "captions"
    if suffix in ("md", "markdown", "mdown", "mkd"):
        return "markdown"
    if head[:1] in "[{" and _is_json(text, suffix):
        return "json"
    if head.startswith("<"):
        return _tagged(head, text)
    if len(re.findall(r"<(?:p|div|br|cite|h[1-6]|li|td|blockquote)\b[^>]*>", text[:200_000], re.IGNORECASE)) > 5:
        return "html"
    if suffix in ("csv", "tsv") or _is_table(text):
        return "csv"
    return "markdown" if markdown.looks_like(text) else "text"


def _is_json(text: str, suffix: str) -> bool:
    if suffix in ("json", "jsonl", "ndjson"):
        return True
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _tagged(head: str, text: str) -> str:
    if re.search(r"<html|<!doctype html", head, re.IGNORECASE):
        return "html"
    if re.search(r"weareavp\.com/nunncenter/ohms|<(?:vtt_)?transcript>", text[:400_000]) and re.search(
        r"<record[\s>]", text[:5000]
    ):
        return "ohms"
    if head.startswith("<?xml") or re.match(
        r"<(?:TEI|TEI\.2|teiCorpus|akomaNtoso|debate|text|Trans|root|ROOT|transcript|interview)\b", head
    ):
        return "tei"
    return "html"


def _is_table(text: str) -> bool:
    """Whether the first line names columns that a table of utterances has."""
    first = text.split("\n", 1)[0]
    cells = [cell.strip(' "\ufeff') for cell in first.split(rows.separator(text))]
    named = [any(rows.named(cell, column) for column in rows.COLUMNS) for cell in cells]
    return len(cells) > 1 and sum(named) > 1


__all__ = ["READERS", "SUFFIXES", "Intake", "as_json", "format_of", "parse", "read", "understand"]
