"""Parts of a whole: *half*, *two thirds*, *a third of*, 三分之二, 百分之二十, 七成."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from generator.enrich.figures.lexicon import Lexicon
from generator.enrich.figures.number import Number
from generator.enrich.figures.numerals import number
from generator.enrich.figures.spoken import part_of
from generator.enrich.figures.tokens import Tokens
from generator.enrich.figures.units import hedge, past_hyphen
from generator.enrich.figures.value import Value, value

_PLACES = Decimal("0.0001")
"""Fractions are given to four places."""
_OF = frozenset(["of", "de", "di", "der", "des", "dei", "delle"])


def fraction(found: Tokens, at: int, lex: Lexicon) -> tuple[Value, int] | None:
    """A fraction in words that starts at a token; `named` when it is one of something."""
    if lex.han:
        return _parts(found, at, lex)
    words = found.words
    if dual := lex.dual_fractions.at(words, at):
        return _share(found, at, dual[1], 2 / Decimal(dual[0]), True)
    if (half := lex.halves.at(words, at)) and not lex.scales.at(words, half[1]):
        return _share(found, at, half[1], Decimal("0.5"), False)
    if part_of(words, at, lex):
        return None  # a quarter of a million is a number
    article = words[at] in lex.words["articles"]
    above = (Decimal(1), at + 1) if article else lex.numerals.at(words, at)
    below = lex.denominators.at(words, past_hyphen(words, above[1])) if above else None
    if not above or not below:
        return None
    of_something = below[1] < len(words) and words[below[1]] in _OF
    if of_something or (not article and above[0] < below[0]):
        return _share(found, at, below[1], above[0] / below[0], True)
    return None


def _share(found: Tokens, at: int, end: int, share: Decimal, named: bool) -> tuple[Value, int]:
    more = {"unit": "1", "kind": "fraction", "spelled": True, "named": named}
    return value(found, at, end, share.quantize(_PLACES), **more), end


def _parts(found: Tokens, at: int, lex: Lexicon) -> tuple[Value, int] | None:
    """三分之二; of a hundred parts, a percentage."""
    words = found.words
    if half := lex.halves.at(words, at):
        return _share(found, at, half[1], Decimal("0.5"), False)
    below = number(found, at, lex) if words[at] in lex.han or words[at][0].isdecimal() else None
    if not below or not below.value or "".join(words[below.end : below.end + 2]) not in lex.raw["parts_of"]:
        return None
    above = number(found, below.end + 2, lex) if below.end + 2 < len(words) else None
    if not above:
        return None
    if below.value != 100:
        return _share(found, at, above.end, above.value / below.value, True)
    around = hedge(words, at, above.end, above.end, lex)
    return value(found, at, above.end, above.value, unit="%", kind="percent", approximate=around), above.end


def tenths(found: Tokens, at: int, read: Number, lex: Lexicon) -> tuple[Value, int] | None:
    """七成, 七成五, 3割: a number of tenths as percent."""
    end = read.end
    if end >= len(found.words) or found.words[end] not in lex.words["tenths"]:
        return None
    share, stop = read.value * 10, end + 1
    if stop < len(found.words) and 0 < lex.han.get(found.words[stop], 0) < 10:
        share, stop = share + lex.han[found.words[stop]], stop + 1
    made = value(found, at, stop, share, unit="%", kind="percent", spelled=read.spelled)
    return replace(made, approximate=hedge(found.words, at, stop, stop, lex)), stop
