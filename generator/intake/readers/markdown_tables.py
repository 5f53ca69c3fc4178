"""Tables of Markdown, in which people put a question beside its answer, or a name beside its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.intake.readers import rows
from generator.model import Dropped

_ROW = re.compile(r" {0,3}\|.*\|\s*$")
_RULE = re.compile(r" {0,3}\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_CELL = re.compile(r"(?<!\\)\|")
_NAME = 40
"""Characters of a cell that can be the name before the words in the next."""


def as_lines(lines: Sequence[tuple[int, str]], dropped: list[Dropped]) -> Iterator[tuple[int, str]]:
    """Numbered lines, with each row of a table as the paragraphs it holds; into `dropped` goes its header."""
    at = 0
    while at < len(lines):
        number, line = lines[at]
        if at + 1 < len(lines) and _ROW.match(line) and _RULE.match(lines[at + 1][1]):
            header = _cells(line)
            end = next((n for n in range(at + 2, len(lines)) if not _ROW.match(lines[n][1])), len(lines))
            dropped += [Dropped(n, text.strip(), "header of a table") for n, text in lines[at : at + 2]]
            for n, text in lines[at + 2 : end]:
                for paragraph in _paragraphs(header, _cells(text)):
                    yield from ((n, paragraph), (n, ""))
            at = end
            continue
        yield number, line
        at += 1


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _CELL.split(line.strip().strip("|"))]


def _paragraphs(header: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    """What is said in a row: `Q: …` and `A: …`, `Name: …`, or each cell by itself."""
    columns = {name: at for name in rows.COLUMNS for at, cell in enumerate(header) if rows.named(cell, name)}
    if {"question", "answer"} <= columns.keys():
        pairs = [("Q", columns["question"]), ("A", columns["answer"])]
    elif {"speaker", "words"} <= columns.keys():
        named = cells[columns["speaker"]] if columns["speaker"] < len(cells) else ""
        pairs = [(named, columns["words"])]
    elif len(cells) == 2 and 0 < len(cells[0]) <= _NAME and not re.search(r"[.!?。！？؟]$", cells[0]):
        pairs = [(cells[0], 1)]
    else:
        pairs = [("", at) for at in range(len(cells))]
    for label, at in pairs:
        if words := cells[at] if at < len(cells) else "":
            label = label.strip("*_: ：")
            yield f"{label}: {words}" if label else words
