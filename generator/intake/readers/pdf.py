"""PDF -> Transcript: the text layer, page by page, flowed back into paragraphs."""

from __future__ import annotations

import io
import logging
import re

from generator.errors import InputError, MissingExtraError
from generator.intake.decoding import Source
from generator.intake.readers import CERTAIN, NO, page_margins, plain
from generator.model import Dropped, Transcript

_MAX_PAGES = 1500

SUFFIXES = (".pdf",)
BINARY = True


def claim(source: Source) -> int:
    """By its first bytes."""
    return CERTAIN if source.raw.lstrip()[:4] == b"%PDF" else NO


def read(source: Source) -> Transcript:
    """A PDF with text in it; one that is only pictures needs OCR first, and says so."""
    try:
        import pypdf
    except ImportError as error:
        raise MissingExtraError(source.name, "pypdf", "pdf") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        document = pypdf.PdfReader(io.BytesIO(source.raw))
        if document.is_encrypted and not document.decrypt(""):
            raise InputError(source.name, None, "a PDF protected by a password", "one saved without a password")
        if len(document.pages) > _MAX_PAGES:
            raise InputError(source.name, None, f"{len(document.pages):,} pages", f"at most {_MAX_PAGES:,}")
        pages = [page.extract_text() or "" for page in document.pages]
        title = str(document.metadata.title or "") if document.metadata else ""
    except InputError:
        raise
    except RecursionError as error:
        raise InputError(source.name, None, "nested too deeply", "an ordinary PDF") from error
    except Exception as error:  # pypdf raises whatever its parsers raise
        raise InputError(
            source.name, None, f"not a readable PDF ({type(error).__name__}: {error})", "a PDF with text"
        ) from error
    if not re.search(r"\w", "".join(pages)):
        raise InputError(
            source.name, None, "a PDF without text (scanned pages?)", "a PDF with a text layer: run OCR first"
        )
    lines, dropped = _lines(pages)
    found, rules = plain.paragraphs(lines)
    metadata = {"document-title": title.strip()} if title.strip() else {}
    return Transcript(source.name, "pdf", tuple(found), metadata, tuple(dropped + rules))


def _lines(pages: list[str]) -> tuple[list[tuple[int, str]], list[Dropped]]:
    """Lines of all pages numbered through, without what every page repeats at its head or foot."""
    split = [[line.rstrip() for line in page.replace("\r", "\n").split("\n")] for page in pages]
    edges: dict[str, int] = {}
    for page in split:
        words = [line for line in page if line.strip()]
        for line in {page_margins.shape(line) for line in words[:2] + words[-2:]}:
            edges[line] = edges.get(line, 0) + 1
    repeated = {line for line, count in edges.items() if count >= max(3, len(pages) // 2) and len(line) < 120}
    number = 0
    kept: list[tuple[int, str]] = []
    dropped: list[Dropped] = []
    for page in split:
        filled = [at for at, line in enumerate(page) if line.strip()]
        edge = {*filled[:2], *filled[-2:]}
        for at, line in enumerate(page):
            number += 1
            alone = bool(re.fullmatch(r"\s*[-–—]?\s*\d{1,4}\s*[-–—]?\s*", line)) and len(pages) > 1
            if at in edge and (page_margins.shape(line) in repeated or alone):
                dropped.append(Dropped(number, line.strip(), "page header"))
            else:
                kept.append((number, line))
    return _dehyphenated(kept), dropped


def _dehyphenated(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Lines with the words whole that the printer had divided."""
    joined: list[tuple[int, str]] = []
    for number, line in lines:
        last = joined[-1][1] if joined else ""
        if re.search(r"[^\W\d_]{2}-$", last) and line[:1].islower():
            head, _, rest = line.partition(" ")
            joined[-1] = (joined[-1][0], last[:-1] + head)
            line = rest
        if line or not last.endswith("\0"):
            joined.append((number, line))
    return joined
