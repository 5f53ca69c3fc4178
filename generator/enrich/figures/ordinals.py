"""Ordinals (*75th*, *seventy-fifth*, 75-я, 75.º, 第三), and which of them count the years of an anniversary."""

from __future__ import annotations

from decimal import Decimal

from generator.enrich.figures.lexicon import Lexicon
from generator.enrich.figures.number import Number
from generator.enrich.figures.numerals import number
from generator.enrich.figures.tokens import Tokens
from generator.enrich.figures.value import Value, value


def in_words(found: Tokens, at: int, lex: Lexicon) -> tuple[Value, int] | None:
    """An ordinal that starts with a word or with 第."""
    words = found.words
    if lex.han:
        read = number(found, at + 1, lex) if words[at] in lex.words["ordinal_before"] and at + 1 < len(words) else None
        return (value(found, at, read.end, read.value, kind="ordinal", spelled=True), read.end) if read else None
    if at and words[at - 1][0].isdecimal() and lex.units.at(words, at):
        return None  # 30 seconds
    spoken = _spoken(words, at, lex)
    if spoken is None:
        return None
    unit = "a" if _is_anniversary(found, at, spoken[1], lex) else ""
    return value(found, at, spoken[1], spoken[0], unit=unit, kind="ordinal", spelled=True), spoken[1]


def _spoken(words: list[str], at: int, lex: Lexicon) -> tuple[Decimal, int] | None:
    """Value of *third*, *seventy-fifth*, الخامسة والسبعون, and the token behind it."""
    units_first = bool(lex.raw.get("units_first"))
    if ordinal := lex.ordinals.at(words, at):
        tens = lex.ordinals.at(words, ordinal[1]) if units_first and ordinal[0] < 10 else None
        return (ordinal[0] + tens[0], tens[1]) if tens and tens[0] >= 20 else ordinal
    ten = None if units_first else lex.numerals.at(words, at)
    if ten is None or ten[0] < 20:
        return None
    unit = lex.ordinals.at(words, ten[1] + (words[ten[1] : ten[1] + 1] == ["-"]))
    return (ten[0] + unit[0], unit[1]) if unit and unit[0] < 10 else None


def with_suffix(found: Tokens, at: int, read: Number, lex: Lexicon) -> tuple[Value, int] | None:
    """An ordinal in digits, or one whose ending is part of its number word (`trentesimo`)."""
    if read.unit == "ordinal":
        return value(found, at, read.end, read.value, kind="ordinal", spelled=True), read.end
    stop = read.end if read.power or read.spelled else _past_suffix(found, read.end, lex.words["ordinal_suffixes"])
    if stop == read.end:
        return None
    unit = "a" if _is_anniversary(found, read.end, stop, lex) else ""
    return value(found, at, stop, read.value, unit=unit, kind="ordinal"), stop


def _past_suffix(found: Tokens, end: int, suffixes: frozenset[str]) -> int:
    """The token behind an ordinal suffix that is glued to the number before `end`."""
    words = found.words
    if end >= len(words) or not found.glued(end - 1, end):
        return end
    glued = end + 1 < len(words) and found.glued(end, end + 1)
    if glued and (words[end] + words[end + 1] in suffixes or (words[end] == "-" and words[end + 1] in suffixes)):
        return end + 2
    if words[end] == ".":
        return end + 1 if "." in suffixes and not glued and end + 1 < len(words) else end
    return end + 1 if words[end] in suffixes else end


def _is_anniversary(found: Tokens, first: int, end: int, lex: Lexicon) -> bool:
    """Whether an ordinal that ends with the tokens from `first` to `end` counts the years of an anniversary."""
    near = list(range(first, min(end + 2, len(found.words))))
    if lex.raw.get("anniversary_before"):
        near += range(max(0, first - 3), first)
    return any(lex.anniversary.at(found.words, place) for place in near)
