"""`interview.md` in pieces, nothing lost: front matter, and blocks of lines that belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.errors import InputError

FILE = "interview.md"

EXCHANGE = re.compile(r"## +(?P<number>\d+)(?: +(?P<title>.*?))? *$")
SECTION = re.compile(r"# +(?P<title>.*?) *$")
LABEL = re.compile(
    r"\*\*(?P<name>.+?) ?(?P<colon>[:：])\*\*"
    r"(?: \((?P<start>\d+:\d\d(?::\d\d)?(?:[.,]\d+)?)\))?(?: +(?P<words>.+))?$"
)
STAGE = re.compile(r"\*(?P<words>\\?[\[(（【].*[\])）】])\*$")
NOTE = "> [!NOTE]"
"""What stands on a line: marks of Markdown, and what they mean here."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of the body that belong together, with the blank lines behind them."""

    raw: str
    line: int
    """1-based line of the file where it starts."""

    @property
    def lines(self) -> list[str]:
        """The lines with words, without their line ends and outer white space."""
        return [line.strip() for line in self.raw.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Document:
    """`interview.md` cut in pieces, nothing lost: `head` + all `raw` is the file."""

    head: str
    """Byte-order mark, front matter and its fences, and blank lines behind it."""
    front_matter: str
    """The YAML alone."""
    blocks: tuple[Block, ...]


def document(text: str, file: str | Path = FILE) -> Document:
    """Cut the text of `interview.md` in pieces. Raises `InputError` when it has no front matter."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    if not lines or lines[0].strip() != "---":
        found = f"the file starts with {lines[0].strip()[:40]!r}" if lines else "an empty file"
        raise InputError(file, 1, found, "front matter between two lines of ---")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == "---"), None)
    if end is None:
        raise InputError(file, 1, "front matter without an end", "a line of --- behind it")
    body = end + 1
    while body < len(lines) and not lines[body].strip():
        body += 1
    head = text[: len(text) - sum(map(len, lines[body:]))]
    return Document(head, "".join(lines[1:end]), tuple(_blocks(lines, body)))


def write(pieces: Document) -> str:
    """The text the document was cut from."""
    return pieces.head + "".join(block.raw for block in pieces.blocks)


def _blocks(lines: list[str], start: int) -> Iterator[Block]:
    """A heading is a block of its own; else blank lines end a block."""
    at = start
    while at < len(lines):
        end = at + 1
        if not lines[at].lstrip().startswith("#"):
            while end < len(lines) and lines[end].strip() and not is_heading(lines[end]):
                end += 1
        while end < len(lines) and not lines[end].strip():
            end += 1
        yield Block("".join(lines[at:end]), at + 1)
        at = end


def is_heading(line: str) -> bool:
    """Whether a line is the heading of an exchange or of a section."""
    return bool(EXCHANGE.match(line.strip()) or SECTION.match(line.strip()))
