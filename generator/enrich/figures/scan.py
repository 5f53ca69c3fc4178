"""A sentence -> every number in it, by value, with the unit, the scale and the hedge that belong to it.

Nothing is left out here for being unimportant: what is worth publishing is decided in `choice`, and translations are
compared by everything that is found here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from generator.enrich.figures import fractions, ordinals, ranges, units
from generator.enrich.figures.lexicon import DURATIONS, Lexicon
from generator.enrich.figures.number import Number
from generator.enrich.figures.numerals import number
from generator.enrich.figures.periods import dates
from generator.enrich.figures.tokens import DASHES, Tokens, fold, latin, tokens
from generator.enrich.figures.value import Value, value

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_ASCII_WORD = re.compile("[a-z]+")
"""The same where all is ASCII and in small letters, in half the time."""
_OVERLAPPING = 12
"""Dates that more than one rule finds at one place; no more are looked at."""
_DATED = {"amount", "ordinal", "duration", "year"}
"""Kinds that may turn out to be part of a date."""


def candidate(text: str, lex: Lexicon) -> bool:
    """Whether a sentence can hold a figure at all: the quick look that most sentences do not pass."""
    if _DIGIT.search(text):
        return True
    if lex.han:
        return not lex.telling.isdisjoint(text)
    folded = fold(text)
    words = (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)
    if not lex.telling.isdisjoint(words):
        return True
    table = lex.compounds
    return table is not None and any(len(word) > 6 and table.pattern.fullmatch(word) for word in words)


def scan(text: str, lex: Lexicon) -> list[Value]:
    """Every number of a sentence, in order."""
    found = tokens(text)
    values: list[Value] = []
    spans: list[tuple[int, int]] | None = None
    at = 0
    while at < len(found.words):
        read = _read(found, at, lex)
        if read is None:
            at += 1
            continue
        begun = found.spans[at][0]
        said, at = read
        if values and said.start < values[-1].end:  # the sign before it belongs to the number before
            said = replace(said, start=begun, unit="")
        if said.kind in _DATED and not (said.power or said.fine or said.named or said.unit not in ("", *DURATIONS)):
            spans = sorted(dates(found.text, lex)) if spans is None else spans
            while len(spans) > 1 and spans[0][1] <= said.start:
                spans.pop(0)
            if said.kind != "year" and any(start <= said.start < end for start, end in spans[:_OVERLAPPING]):
                said = replace(said, kind="date")
        values.append(said)
    return [replace(said, quote=text[said.start : said.end]) for said in ranges.join(found.text, values, lex)]


def _read(found: Tokens, at: int, lex: Lexicon) -> tuple[Value, int] | None:
    """The number that starts at a token, and the token behind it."""
    word = found.words[at]
    digit = word[0].isdecimal()
    if not digit and not lex.may_start(word):
        return None
    idiom = lex.idioms.at(found.words, at)
    if idiom or (digit and _is_label(found, at, lex)):
        end = idiom[1] if idiom else at + 1
        named = Decimal(word) if digit and word.isdecimal() and not idiom else Decimal(0)
        return value(found, at, end, named, kind="label"), end
    if not digit and (special := _special(found, at, lex)):
        return special
    read = number(found, at, lex)
    if read is None:
        return (value(found, at, at + 1, Decimal(0), kind="label"), at + 1) if digit else None
    ordinal = ordinals.with_suffix(found, at, read, lex)
    return ordinal or fractions.tenths(found, at, read, lex) or _amount(found, at, read, lex)


def _is_label(found: Tokens, at: int, lex: Lexicon) -> bool:
    """Digits that are part of a name, a version, a time or an address: `G20`, `F-16`, `10:30`, `24/7`, `#5`."""
    text, (start, end) = found.text, found.spans[at]
    before, before2 = text[start - 1 : start], text[start - 2 : start - 1]
    after, after2 = text[end : end + 1], text[end + 1 : end + 2]
    if before and (before in "#№_" or (latin(before) and not units.sign(found, at, lex)[0])):
        return True
    if before in ("-", "–") and at > 1 and found.glued(at - 2, at - 1) and text[found.spans[at - 2][0]].isupper():
        return True
    if (before in (":", "/") and before2.isdigit()) or (after in (":", "/") and after2.isdigit()):
        return True
    return after == "." and after2.isascii() and after2.islower()  # a file or a domain


def _special(found: Tokens, at: int, lex: Lexicon) -> tuple[Value, int] | None:
    """Numbers that no numeral starts: *half*, *a third of*, *hundreds*, *doubled*, *first*, 第三."""
    words = found.words
    if share := fractions.fraction(found, at, lex):
        return share
    if (vague := lex.vague.at(words, at)) and not (at and words[at - 1][0].isdecimal()):
        return value(found, at, vague[1], vague[0], kind="vague", spelled=True), vague[1]
    if multiple := lex.multiples.at(words, at):
        return value(found, at, multiple[1], multiple[0], kind="multiple", spelled=True), multiple[1]
    return ordinals.in_words(found, at, lex)


def _amount(found: Tokens, at: int, read: Number, lex: Lexicon) -> tuple[Value, int]:
    """A number with what belongs to it: currency before; percent, unit or counted thing behind."""
    words = found.words
    start, unit, named = at, read.unit, False
    end = units.past_hedge(words, read.end, lex.approximate_after)
    percent = lex.percent.at(words, units.past_hyphen(words, end))
    if percent:
        unit, end = percent
    elif not unit:
        unit, start = units.sign(found, at, lex)
        measured = units.unit(found, end, read, lex)
        if measured and unit in ("", measured[0]):
            unit, end = measured
        if not unit and (thing := units.counted(found, end, lex)):
            unit, end, named = *thing, True
    if lex.han and (unit in ("", *DURATIONS)) and (done := lex.anniversary.at(words, read.end)):
        return value(found, start, done[1], read.value, unit="a", kind="ordinal", spelled=read.spelled), done[1]
    kind = _kind(found, at, end, read, unit, lex)
    if kind == "year":
        unit, named, end = "", False, read.end
    fine = not read.spelled and not words[at].isdecimal() and read.value >= 1000
    hedge = units.hedge(words, start, end, read.end, lex)
    more = {"unit": unit, "kind": kind, "approximate": hedge, "named": named, "fine": fine}
    return value(found, start, end, read.value, spelled=read.spelled, power=read.power, **more), end


def _kind(found: Tokens, at: int, end: int, read: Number, unit: str, lex: Lexicon) -> str:
    """What kind of value a number with its unit is."""
    words, hours = found.words, lex.words["time_after"]
    if unit in ("%", "pp"):
        return "percent" if unit == "%" else "points"
    if unit in ("min", "s") and lex.han and at and words[at - 1] in hours:
        return "date"  # 14時30分
    if not unit and not read.power and end < len(words):
        if words[end] in hours:
            return "date"
        if not read.spelled and found.glued(end - 1, end) and latin(found.text[found.spans[end][0]]):
            return "label"  # 5G
    if _is_year(found, at, read, unit, end, lex):
        return "year"
    return "duration" if unit in DURATIONS else "amount"


def _is_year(found: Tokens, at: int, read: Number, unit: str, end: int, lex: Lexicon) -> bool:
    """Four digits that are a year and not an amount."""
    words = found.words
    if read.spelled:
        return bool(lex.han) and unit == "a" and 1000 < read.value < 2200  # 二〇二四年
    if read.power or len(words[at]) != 4 or not words[at].isdecimal() or not 1500 <= read.value < 2100:
        return False
    if lex.han:
        return unit in ("", "a") and not lex.counters.at(words, read.end)
    before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    if after in lex.words["year_after"] or unit == "":
        return True
    other = (
        words[at - 2]
        if before in DASHES and at > 1
        else words[at + 2]
        if after in DASHES and at + 2 < len(words)
        else ""
    )
    if len(other) == 4 and other.isdecimal():
        return True  # 2025-2026
    return before in lex.words["year_before"] and (unit == "a" or unit.startswith("{"))
