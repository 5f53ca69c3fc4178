"""Definition lists of Markdown (`Name`, and `: words` on the next line), in which people write dialogues."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DEFINITION = re.compile(r" {0,3}:[ \t\u3000]+(?=\S)")


def before_their_words(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Numbered lines, with each term of a definition list before its definition: `Name: words`."""
    term: tuple[int, str] | None = None
    for number, line in lines:
        match = _DEFINITION.match(line)
        if match and term:
            yield term[0], f"{term[1].strip()}: {line[match.end() :]}"
            term = None
            continue
        if term:
            yield term
        short = 0 < len(line.strip()) <= 60 and not line.startswith((" ", "\t", "#", ">", "-", "*", ":"))
        term = (number, line) if short else None
        if not term:
            yield number, line
    if term:
        yield term
