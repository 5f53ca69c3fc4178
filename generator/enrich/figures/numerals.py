"""The number at a place in a sentence, in digits, in Han numerals or in words, with its scale words."""

from __future__ import annotations

from decimal import Decimal

from generator.enrich.figures.lexicon import Lexicon
from generator.enrich.figures.number import LONGEST, Number, digits, is_letter
from generator.enrich.figures.spoken import spoken
from generator.enrich.figures.tokens import Tokens

_ABOVE = {3: (6, 8, 9), 4: (8,)}
"""Scale words that may follow another and multiply with it: *mil millones*, 千亿, 万亿."""


def number(found: Tokens, at: int, lex: Lexicon) -> Number | None:
    """The number that starts at a token."""
    first = _simple(found, at, lex)
    if first:
        return _scaled(found, first, lex)
    return None if lex.han or found.words[at][0].isdecimal() else spoken(found, at, lex)


def _simple(found: Tokens, at: int, lex: Lexicon) -> Number | None:
    """A number in digits or Han numerals, without scale words."""
    if found.words[at][0].isdecimal():
        value = digits(found.text[slice(*found.spans[at])], lex.decimal)
        return None if value is None else Number(value, at + 1)
    return _han(found.words, at, lex) if lex.han else None


def _scaled(found: Tokens, first: Number, lex: Lexicon) -> Number:
    """A number with the scale words behind it: `107 million`, `1亿2000万`."""
    total, value, end, power = Decimal(0), first.value, first.end, 0
    while scale := _scale(found, end, lex):
        if power and scale[0] not in _ABOVE.get(power, ()):
            break
        value, power, end = value.scaleb(scale[0]), scale[0], scale[1]
        lower = _simple(found, end, lex) if _starts_lower(found.words, end, lex) else None
        if lower and lower.value < Decimal(1).scaleb(power):
            total, value, end = total + value, lower.value, lower.end
            below = _scale(found, end, lex)
            if not below or below[0] >= power:
                break
            value, power, end = value.scaleb(below[0]), below[0], below[1]
    return Number(total + value, end, power, first.spelled)


def _starts_lower(words: list[str], at: int, lex: Lexicon) -> bool:
    """Whether the lower part of a Han number can start at a place: 1亿*2000万*, but not the 千 of 645万千瓦."""
    return bool(lex.han) and at < len(words) and (words[at][0].isdecimal() or lex.han.get(words[at], 10) < 10)


def _scale(found: Tokens, at: int, lex: Lexicon) -> tuple[int, int] | None:
    """The scale word at a place, past a hyphen (`100-billion`) or a hedge (20多万)."""
    words = found.words
    if at < len(words) and (words[at] == "-" or (lex.han and lex.approximate_after.at(words, at))):
        at = at + 1 if lex.scales.at(words, at + 1) else at
    scale = lex.scales.at(words, at)
    return scale if scale and not is_letter(found, at, lex) else None


def _han(words: list[str], at: int, lex: Lexicon) -> Number | None:
    """Han numerals up to 千: 三千二百, 十五, 二〇二四, 零点三."""
    total, run, end = Decimal(0), "", at
    while end < len(words) and (value := lex.han.get(words[end])) is not None:
        if value < 10:
            run += str(value)
        elif run or end == at or total:
            total += Decimal(run or 1) * value
            run = ""
        end += 1
    if end == at or len(run) > LONGEST or end - at > 2 * LONGEST:
        return None
    whole = total + Decimal(run or 0)
    fraction, after = "", end + 1
    if end < len(words) and words[end] in lex.words["point"]:
        while after < len(words) and (digit := lex.han.get(words[after], 10)) < 10:
            fraction += str(digit)
            after += 1
    if fraction and len(fraction) <= LONGEST:
        return Number(Decimal(f"{whole}.{fraction}"), after, spelled=True)
    return Number(whole, end, spelled=True)
