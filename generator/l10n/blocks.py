"""A hand-written Markdown page -> its top-level blocks, the units in which it is translated."""

from __future__ import annotations

import re

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_WORDS = re.compile(r"[^\W\d_]")


def blocks(markdown: str) -> list[str]:
    """The top-level blocks of a page, without its front matter.

    A block ends at a blank line, unless a fence is open or the next line is indented (it then belongs to a list item
    or an admonition). Blocks joined by blank lines are the page again.
    """
    found: list[str] = []
    lines: list[str] = []
    blank = 0
    fence = ""
    for line in _body(markdown):
        if not fence and not line.strip():
            blank += 1
            continue
        if lines and blank and not (fence or line.startswith(("    ", "\t")) or _continues_list(lines[0], line)):
            found.append("\n".join(lines))
            lines = []
        lines += [""] * (blank if lines else 0)
        blank = 0
        lines.append(line)
        mark = _FENCE.match(line)
        if fence and mark and mark[1].startswith(fence) and not line.strip(" `~"):
            fence = ""
        elif not fence and mark:
            fence = mark[1]
    return [*found, "\n".join(lines)] if lines else found


def translatable(block: str) -> bool:
    """Whether a block has words for a translator: not a rule, a comment, a piece of code or of HTML."""
    return bool(_WORDS.search(block)) and not _FENCE.match(block) and not block.startswith(("<!--", "    ", "\t"))


def _continues_list(first: str, line: str) -> bool:
    """Whether a line indented by two or three columns is still part of the list that the block is."""
    return bool(re.match(r"(?:[-*+]|\d+[.)]) ", first)) and line.startswith("  ")


def _body(markdown: str) -> list[str]:
    lines = markdown.lstrip("\ufeff").splitlines()
    if lines and lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], 1):
            if line.rstrip() in ("---", "..."):
                return lines[number + 1 :]
    return lines
