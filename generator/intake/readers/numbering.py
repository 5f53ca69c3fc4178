"""Numbers that paragraphs begin with: those of questions, not those of days."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.intake import dates
from generator.model import Utterance

_NUMBER = re.compile(
    r"[（(【\[]?\s*(?:No\.?\s*|№\s*|#)?(\d{1,3}|[０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[.．)）、】\]:：]|\s[-–—])(?:\s+|(?=[^\d\s]))"
)
_DAY = re.compile(r"\\?\d{1,2}\W.{0,32}?(?:1[5-9]|20)\d\d")
"""What can be a date that begins with the day, as far as a glance tells."""


def at_start(text: str) -> re.Match[str] | None:
    """The number a text begins with: `3. Why?`, `（三）`, but not that of `3. Mai 2002`."""
    match = _NUMBER.match(text)
    return None if match and is_date(text) else match


def is_date(text: str) -> bool:
    """Whether a text begins with a date whose day has a point behind it."""
    found = dates.find(text[:40].replace("\\", "")) if _DAY.match(text) else None
    return bool(found and found[1][0] == 0 and len(found[0]) == len("2002-05-03"))


_BARE_NUMBER = re.compile(r"(\d{1,3})(?:\s*[-–—]\s*|\s+)(?=[^\W\d_]|[¿\"“„«])")
_SEQUENCE = 4
"""Paragraphs that must count up from 1 before figures without a point are taken for their numbers."""


def numbered(found: list[Utterance]) -> list[Utterance]:
    """Paragraphs that count up from 1 without a point behind the figure (`3 What is it?`, `3-What is it?`)."""
    places: list[int] = []
    for at, one in enumerate(found):
        match = _BARE_NUMBER.match(one.text) if not one.number else None
        if match and int(match[1]) == len(places) + 1:
            places.append(at)
    if len(places) < _SEQUENCE or any(one.number for one in found[places[0] : places[-1]]):
        return found
    for at in places:
        match = _BARE_NUMBER.match(found[at].text)
        assert match
        found[at] = replace(found[at], number=match[1], text=found[at].text[match.end() :])
    return found
