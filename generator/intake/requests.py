"""Paragraphs that ask without a question mark, and those that end with one and answer all the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.intake.stretches import asks, ends_asking, size
from generator.model import Utterance


def without_musings(utterances: Sequence[Utterance], marks: list[bool]) -> list[bool]:
    """Marks without the long paragraphs right behind a question that end in a question of their own: answers."""
    kept: list[bool] = []
    for at, mark in enumerate(marks):
        if at and kept[at - 1] and at + 1 < len(marks) and marks[at + 1] and _muses(utterances[at].text):
            kept.append(False)
            continue
        long = size(utterances[at].text) > max(40, 2.5 * size(utterances[at - 1].text)) if at else False
        kept.append(mark and not (at and kept[at - 1] and long))
    return kept


def _muses(text: str) -> bool:
    """Whether a text says something before it asks."""
    first = re.match(r"[^.!?。！？؟]*[.!?。！？؟]", text)
    return first is not None and not ends_asking(first[0])


_APART = 0.8
"""Share of the paragraphs with a blank line between them that makes it a habit."""
_ABOVE = 60
"""Words of a line that leads up to a question."""


def with_lines_above(utterances: Sequence[Utterance], marks: list[bool]) -> list[bool]:
    """Marks with the lines that stand above a question with no blank line between, where other paragraphs have one."""
    gaps = [two.line - one.line for one, two in pairwise(utterances)]
    if sum(gap > 1 for gap in gaps) < _APART * len(gaps):
        return marks
    found = list(marks)
    for at in range(len(gaps), 0, -1):
        above = utterances[at - 1]
        plain = not (above.label or above.style or above.number)
        closes = found[at] and (at == len(gaps) or gaps[at] != 1 or found[at + 1])
        if closes and gaps[at - 1] == 1 and plain and size(above.text) <= _ABOVE:
            found[at - 1] = True
    return found


def with_requests(utterances: Sequence[Utterance], marks: list[bool]) -> list[bool]:
    """Marks with the requests that end without a question mark (`Tell us about …`), where answers are single
    paragraphs: there an answer of three is two answers and what was asked between them."""
    places = [at for at, mark in enumerate(marks) if mark]
    gaps = [two - one - 1 for one, two in pairwise(places)]
    if sum(gap == 1 for gap in gaps) < max(1, 0.5 * len(gaps)):
        return marks
    middles = {one + 2 for one, gap in zip(places, gaps, strict=False) if gap == 3}
    return [mark or (at in middles and _requests(utterances, at)) for at, mark in enumerate(marks)]


def _requests(utterances: Sequence[Utterance], at: int) -> bool:
    """Whether a paragraph between two answers asks for the second: a request, or a remark far shorter than both."""
    this, before, after = (size(utterances[near].text) for near in (at, at - 1, at + 1))
    return (this < 40 and asks(utterances[at].text)) or (this <= 8 and min(before, after) >= 3 * this)
