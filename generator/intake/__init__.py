"""Raw sources -> interviews: `read` makes a `Transcript` of any known format, `understand` an `Interview` of that.

A reader is a module of `readers`, listed in `READERS`; what words mean is understood here, alike for all formats.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import replace

from generator.errors import InputError
from generator.intake import readers
from generator.intake.decoding import MAX_BYTES, Source
from generator.intake.readers import READERS, reader
from generator.intake.result import Intake, as_json
from generator.intake.understanding import understand
from generator.model import Transcript

SUFFIXES = readers.suffixes()
"""Extensions worth trying when a folder is imported."""

MAX_PARAGRAPHS = 40_000
"""More than the longest oral history; what has more is not one interview."""

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
    _refuse(name, raw)
    chosen, source = readers.choose(name, raw)
    if not chosen.BINARY and not source.text.strip():
        raise InputError(name, None, "an empty file", "a transcript")
    transcript = chosen.read(source)
    if not transcript.utterances:
        raise InputError(name, None, f"no words in it (read as {transcript.format})", "a transcript")
    if len(transcript.utterances) > MAX_PARAGRAPHS:
        found = f"{len(transcript.utterances):,} paragraphs"
        raise InputError(name, None, found, f"a transcript of at most {MAX_PARAGRAPHS:,}")
    metadata = {**transcript.metadata, **({"encoding": source.encoding} if source.encoding else {})}
    return replace(transcript, metadata=metadata, findings=source.findings + transcript.findings)


def parse(name: str, raw: bytes, keep: Collection[int | str] = (), today: datetime.date | None = None) -> Intake:
    """A file, read and understood."""
    return understand(read(name, raw, keep), today, keep)


def _refuse(name: str, raw: bytes) -> None:
    """`InputError` for what no reader needs to look at."""
    if len(raw) > MAX_BYTES:
        raise InputError(name, None, f"{len(raw):,} bytes", f"a transcript of at most {MAX_BYTES:,} bytes")
    if not raw.strip():
        raise InputError(name, None, "an empty file", "a transcript")
    for magic, (found, expected) in _REFUSED.items():
        if raw.startswith(magic):
            raise InputError(name, None, found, expected)


__all__ = ["READERS", "SUFFIXES", "Intake", "Source", "as_json", "parse", "read", "reader", "understand"]
