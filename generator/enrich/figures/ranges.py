"""Two numbers that belong together: the ends of a range, or the two ends of a change."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.enrich.figures.lexicon import Lexicon
from generator.enrich.figures.number import plain
from generator.enrich.figures.tokens import DASHES, tokens
from generator.enrich.figures.value import Value


def join(text: str, values: list[Value], lex: Lexicon) -> list[Value]:
    """The values of a sentence, the two ends of a range as one; their quotes are those of the second end."""
    joined: list[Value] = []
    for value in values:
        if joined and (pair := _pair(text, joined[-1], value, lex)):
            joined[-1:] = pair
        else:
            joined.append(value)
    return joined


_DETERMINER = r"(?:el|la|los|las|le|les|il|i|o|os|as|den|dem)"
"""Articles that may stand before either end of a range: *entre el 10 y el 15 por ciento*."""
_NEAR = 120
"""Characters around two values in which a word for a change may stand."""
_RANGED = {"amount", "percent", "points", "duration"}


def _pair(text: str, low: Value, high: Value, lex: Lexicon) -> tuple[Value, ...] | None:
    """Two values that belong together: one range (`15 to 20 million`), or the two ends of a change."""
    between = text[low.end : high.start].strip().lower()
    between = re.sub(rf"(?<=\w)\s+{_DETERMINER}$", "", between)
    if not between or len(between) > 6 or low.high is not None:
        return None
    dash = between in DASHES
    if low.kind == high.kind == "year":
        years = replace(high, start=low.start, value=low.value, high=high.value, kind="years")
        return (years,) if (dash or between in lex.words["range"]) and low.value < high.value else None
    if low.kind not in _RANGED or high.kind not in _RANGED or low.unit not in ("", high.unit) or low.named:
        return None
    opened = _opened(text[max(0, low.start - _NEAR) : low.start], between, lex)
    if not (dash or opened or between in lex.words["range"]):
        return None
    first = replace(low, unit=high.unit, kind=high.kind)
    if high.power and not low.power:
        first = replace(first, value=plain(low.value.scaleb(high.power)), power=high.power)
    if not dash and _moves(text[max(0, low.start - _NEAR) : low.start if not low.unit else high.end + _NEAR], lex):
        return (first, high)
    if first.value >= high.value:
        return (first, high) if opened else None
    hedge = low.approximate or high.approximate
    return (replace(high, start=low.start, value=first.value, high=high.value, approximate=hedge, spelled=low.spelled),)


def _opened(before: str, between: str, lex: Lexicon) -> bool:
    """Whether the word before the first value announces the one between the two: *between … and*."""
    return any(
        closing.lower() == between
        and re.search(rf"(?:^|\W){re.escape(opening)}(?:\s+{_DETERMINER})?\W*$", before, re.IGNORECASE)
        for opening, closing in lex.raw.get("between", {}).items()
    )


def _moves(text: str, lex: Lexicon) -> bool:
    """Whether a text speaks of a change, so that *from … to …* are two amounts and not a range."""
    words = tokens(text).words
    return any(lex.increase.at(words, at) or lex.decrease.at(words, at) for at in range(len(words)))
