"""A sentence -> every number in it, by value, with the unit, the scale and the hedge that belong to it.

Nothing is left out here for being unimportant: what is worth publishing is decided in `choice`, and translations are
compared by everything that is found here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.enrich.figures.lexicon import DURATIONS, Lexicon
from generator.enrich.figures.numerals import Number, number, plain
from generator.enrich.figures.periods import dates
from generator.enrich.figures.tokens import Tokens, fold, tokens, western

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+")
_DASHES = frozenset("-–—−－~～〜")
_FRACTION = Decimal("0.0001")
"""Fractions are given to four places."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number in a sentence."""

    start: int
    """Offsets into the sentence, in code points; end exclusive."""
    end: int
    quote: str
    """The characters between them: number, scale, unit, and what is counted where it follows."""
    value: Decimal
    """For a range the lower bound; for a year, month or day its number."""
    unit: str = ""
    """Code as in `model.Figure.unit`; `1` for a fraction."""
    high: Decimal | None = None
    """Upper bound of a range."""
    kind: str = "amount"
    """`amount`, `percent`, `points`, `ordinal`, `duration`, `fraction`, `multiple`, `vague` (*hundreds*), `year`, `years`
    (two years and what lies between), `date` (part of a date) or `label` (*Article 5*, *G20*)."""
    approximate: str = ""
    """`about`, `over`, `under` or empty."""
    spelled: bool = False
    """Written in words."""
    scaled: bool = False
    """With a scale word."""
    named: bool = False
    """The counted thing follows in the quote."""
    fine: bool = False
    """Written with group signs (`997,900`)."""


def candidate(text: str, lex: Lexicon) -> bool:
    """Whether a sentence can hold a figure at all: the quick look that most sentences do not pass."""
    if _DIGIT.search(text):
        return True
    if lex.han:
        return not lex.telling.isdisjoint(text)
    words = _WORD.findall(fold(text))
    if not lex.telling.isdisjoint(words):
        return True
    table = lex.compounds
    return table is not None and any(len(word) > 6 and table.pattern.fullmatch(word) for word in words)


def scan(text: str, lex: Lexicon, reference: str = "") -> list[Value]:
    """Every number of a sentence, in order; `reference` is the ISO date of the text."""
    found = tokens(text)
    values: list[Value] = []
    spans = None
    at = 0
    while at < len(found.words):
        read = _read(found, at, lex)
        if read is None:
            at += 1
            continue
        value, at = read
        if value.kind in ("amount", "ordinal", "duration", "year") and not (value.scaled or value.fine):
            spans = dates(found.text, lex) if spans is None else spans
            if any(start <= value.start < end for start, end in spans) and not (
                value.named or (value.unit and value.unit not in DURATIONS)
            ):
                value = replace(value, kind="year" if value.kind == "year" else "date")
        values.append(value)
    return _ranges(found.text, text, values, lex)


def _read(found: Tokens, at: int, lex: Lexicon) -> tuple[Value, int] | None:
    """The number that starts at a token, and the token behind it."""
    word = found.words[at]
    digit = word[0].isdigit()
    if not digit:
        if idiom := lex.idioms.at(found.words, at):
            return _value(found, at, idiom[1], Decimal(0), kind="label"), idiom[1]
        if special := _special(found, at, lex):
            return special
    elif (idiom := lex.idioms.at(found.words, at)) or _is_label(found, at):
        end = idiom[1] if idiom else at + 1
        return _value(found, at, end, _label_value(word), kind="label"), end
    if lex.han and word in lex.words["ordinal_before"] and at + 1 < len(found.words):
        ordinal = number(found, at + 1, lex)
        return (_value(found, at, ordinal.end, ordinal.value, kind="ordinal"), ordinal.end) if ordinal else None
    read = number(found, at, lex)
    if read is None:
        return (_value(found, at, at + 1, Decimal(0), kind="label"), at + 1) if digit else None
    return _finish(found, at, read, lex)


def _value(found: Tokens, first: int, end: int, value: Decimal, **more: object) -> Value:
    start, stop = found.spans[first][0], found.spans[end - 1][1]
    return Value(start, stop, found.text[start:stop], plain(value), **more)  # type: ignore[arg-type]


def _label_value(word: str) -> Decimal:
    return Decimal(word) if word.isdecimal() and len(word) < 12 else Decimal(0)


def _is_label(found: Tokens, at: int) -> bool:
    """Digits that are part of a name, a version, a time or an address: `G20`, `F-16`, `10:30`, `2.0.1`, `24/7`, `#5`."""
    text, (start, end) = found.text, found.spans[at]
    before, before2 = text[start - 1 : start], text[start - 2 : start - 1]
    after, after2 = text[end : end + 1], text[end + 1 : end + 2]
    if before and (before == "#" or before == "№" or before == "_" or (_latin(before) and not _currency(found, at))):
        return True
    if before in "-–" and before and at > 1 and found.glued(at - 2, at - 1) and text[found.spans[at - 2][0]].isupper():
        return True
    if (before in ":/" and before and before2.isdigit()) or (after in ":/" and after and after2.isdigit()):
        return True
    return after == "." and after2.isalpha() and after2.islower() and after2.isascii()  # a file or a domain


def _latin(char: str) -> bool:
    return char.isalpha() and char < "\u2e80" and not "\u0600" <= char <= "\u06ff"


def _currency(found: Tokens, at: int) -> bool:
    """Whether the letters right before digits are a currency: `RMB500`, `Rs500`."""
    return at > 0 and found.words[at - 1] in ("rmb", "rs", "usd", "eur", "cny", "rub", "gbp", "chf", "inr", "jpy")


def _special(found: Tokens, at: int, lex: Lexicon) -> tuple[Value, int] | None:
    """Numbers that no numeral starts: *hundreds*, *half a million*, *doubled*, *a third of*, *first*."""
    words = found.words
    if half := lex.halves.at(words, at):
        if scale := lex.scales.at(words, half[1]):
            read = Number(Decimal("0.5").scaleb(scale[0]), scale[1], True, True)
            return _finish(found, at, read, lex)
        return _value(found, at, half[1], Decimal("0.5"), unit="1", kind="fraction", spelled=True), half[1]
    if dual := lex.dual_fractions.at(words, at):
        share = (2 / Decimal(dual[0])).quantize(_FRACTION)
        return _value(found, at, dual[1], share, unit="1", kind="fraction", spelled=True, named=True), dual[1]
    if fraction := _fraction(found, at, lex):
        return fraction
    if (vague := lex.vague.at(words, at)) and not (at and words[at - 1][0].isdigit()):
        return _value(found, at, vague[1], vague[0], kind="vague", spelled=True), vague[1]
    if multiple := lex.multiples.at(words, at):
        return _value(found, at, multiple[1], multiple[0], kind="multiple", spelled=True), multiple[1]
    if (ordinal := _ordinal_words(words, at, lex)) and not (
        lex.units.at(words, at) and at and words[at - 1][0].isdigit()
    ):
        unit = "a" if _anniversary(found, at, ordinal[1], lex) else ""
        return _value(found, at, ordinal[1], ordinal[0], unit=unit, kind="ordinal", spelled=True), ordinal[1]
    return None


def _ordinal_words(words: list[str], at: int, lex: Lexicon) -> tuple[Decimal, int] | None:
    """An ordinal in words: *third*, *seventy-fifth*, الخامسة والسبعون."""
    if ordinal := lex.ordinals.at(words, at):
        if (
            lex.raw.get("units_first")
            and ordinal[0] < 10
            and (tens := lex.ordinals.at(words, ordinal[1]))
            and tens[0] >= 20
        ):
            return ordinal[0] + tens[0], tens[1]
        return ordinal
    if lex.han or lex.raw.get("units_first") or not (tens := lex.numerals.at(words, at)) or tens[0] < 20:
        return None
    place = tens[1] + (tens[1] < len(words) and words[tens[1]] == "-")
    unit = lex.ordinals.at(words, place)
    return (tens[0] + unit[0], unit[1]) if unit and unit[0] < 10 else None


def _fraction(found: Tokens, at: int, lex: Lexicon) -> tuple[Value, int] | None:
    """*two thirds*, *a third of*, 三分之二."""
    words = found.words
    if lex.han:
        below = number(found, at, lex) if words[at] in lex.han or words[at][0].isdigit() else None
        over = "".join(words[below.end : below.end + 2]) if below else ""
        if not below or over not in lex.raw.get("parts_of", ()) or below.end + 2 >= len(words):
            return None
        above = number(found, below.end + 2, lex)
        if not above or not below.value:
            return None
        if below.value == 100:
            return _value(found, at, above.end, above.value, unit="%", kind="percent"), above.end
        share = (above.value / below.value).quantize(_FRACTION)
        return _value(found, at, above.end, share, unit="1", kind="fraction", named=True), above.end
    article = words[at] in lex.words["articles"]
    numerator = (Decimal(1), at + 1) if article else lex.numerals.at(words, at)
    if not numerator or not (below_ := lex.denominators.at(words, _hyphen(words, numerator[1]))):
        return None
    certain = not article and numerator[0] < below_[0]
    if below_[1] < len(words) and (words[below_[1]] in ("of", "de", "di", "der", "des", "dei", "delle") or certain):
        share = (numerator[0] / below_[0]).quantize(_FRACTION)
        return _value(found, at, below_[1], share, unit="1", kind="fraction", spelled=True, named=True), below_[1]
    return None


def _hyphen(words: list[str], at: int) -> int:
    return at + (at < len(words) and words[at] == "-")


def _finish(found: Tokens, at: int, read: Number, lex: Lexicon) -> tuple[Value, int]:
    """A number with what belongs to it: currency before, percent, unit or counted thing behind."""
    words, text = found.words, found.text
    start = at
    unit, kind, end, named = read.unit, "amount", read.end, False
    digits = found.words[at] if not read.spelled else ""
    if (digits or read.spelled) and (ordinal := _ordinal_suffix(found, at, read, lex)):
        return ordinal
    end = _past(words, end, lex.approximate_after)
    if lex.han and end < len(words) and words[end] in lex.words["tenths"]:
        return _tenths(found, at, read, end, lex)
    if percent := lex.percent.at(words, _hyphen(words, end)):
        unit, end = percent
        kind = "percent" if unit == "%" else "points"
    elif not unit:
        unit, start = _sign(found, at, lex)
        if (place := _link(words, end, lex)) is not None and (measured := lex.units.at(words, place)):
            follows = not unit or measured[0] == unit
            if follows and _whole(found, measured[1]) and not _a_letter(found, end, place, measured[1], read):
                unit, end = unit or measured[0], measured[1]
        if not unit and (counted := _counted(found, end, lex)):
            unit, end, named = counted[0], counted[1], True
    if unit in DURATIONS:
        kind = "duration"
    if (
        ((done := lex.anniversary.at(words, end)) and lex.han)
        or (lex.han and unit == "" and (done := lex.anniversary.at(words, read.end)))
        or (kind == "duration" and lex.han and (done := lex.anniversary.at(words, read.end)))
    ):
        unit, kind, end = "a", "ordinal", done[1]
    hours = lex.words["time_after"]
    if unit in ("min", "s") and lex.han and at and words[at - 1] in hours:
        return _value(found, at, end, read.value, kind="date"), end  # 14時30分
    if kind == "amount" and not read.scaled and end < len(words) and words[end] in hours:
        return _value(found, at, end, read.value, kind="date"), end
    if read.spelled is False and kind == "amount" and not unit and end < len(words) and found.glued(end - 1, end):
        after = text[found.spans[end][0]]
        if after.isalpha() and _latin(after):
            return _value(found, at, end, read.value, kind="label"), end
    fine = bool(digits) and not digits.isdecimal() and read.value >= 1000
    value = _value(
        found,
        start,
        end,
        read.value,
        unit=unit,
        kind=kind,
        spelled=read.spelled,
        scaled=read.scaled,
        named=named,
        fine=fine,
    )
    value = replace(value, approximate=_approximate(words, start, end, read.end, lex))
    if _is_year(found, at, value, digits, lex):
        value = replace(value, kind="year", unit="", end=found.spans[read.end - 1][1], named=False)
        value = replace(value, quote=text[value.start : value.end])
        end = read.end
    return value, end


def _ordinal_suffix(found: Tokens, at: int, read: Number, lex: Lexicon) -> tuple[Value, int] | None:
    """`75th`, `75-я`, `75.º`, `75e`, `30.` before *Jahrestag*."""
    words, end = found.words, read.end
    if read.scaled or end >= len(words) or (read.spelled and read.unit != "ordinal"):
        return None
    if read.unit == "ordinal":
        return _value(found, at, end, read.value, kind="ordinal", spelled=True), end
    suffixes = lex.words["ordinal_suffixes"]
    stop = end
    if found.glued(end - 1, end):
        if words[end] in ("-", "."):
            both = words[end] + words[end + 1] if end + 1 < len(words) and found.glued(end, end + 1) else ""
            if (words[end] == "-" and both[1:] in suffixes) or both in suffixes:
                stop = end + 2
            elif words[end] == "." and "." in suffixes and end + 1 < len(words) and not found.glued(end, end + 1):
                stop = end + 1
        elif words[end] in suffixes:
            stop = end + 1
    if stop == end:
        return None
    unit = "a" if _anniversary(found, end, stop, lex) else ""
    return _value(found, at, stop, read.value, unit=unit, kind="ordinal"), stop


def _anniversary(found: Tokens, first: int, end: int, lex: Lexicon) -> bool:
    """Whether an ordinal counts the years of an anniversary."""
    words = found.words
    near = [*range(first, end), *range(end, min(end + 2, len(words)))]
    if lex.raw.get("anniversary_before"):
        near += range(max(0, first - 3), first)
    return any(lex.anniversary.at(words, place) for place in near)


def _tenths(found: Tokens, at: int, read: Number, end: int, lex: Lexicon) -> tuple[Value, int]:
    """七成, 七成五, 3割: tenths as percent."""
    value, stop = read.value * 10, end + 1
    if stop < len(found.words) and 0 < lex.han.get(found.words[stop], 0) < 10:
        value, stop = value + lex.han[found.words[stop]], stop + 1
    made = _value(found, at, stop, value, unit="%", kind="percent", spelled=read.spelled)
    return replace(made, approximate=_approximate(found.words, at, stop, read.end, lex)), stop


def _past(words: list[str], at: int, table: object) -> int:
    """The place behind a hedge that follows the number: 20*余*个."""
    hedge = table.at(words, at)  # type: ignore[attr-defined]
    return hedge[1] if hedge and hedge[1] < len(words) else at


def _link(words: list[str], at: int, lex: Lexicon) -> int | None:
    """The place behind *de*, *d'* or a hyphen between a number and its unit."""
    if at >= len(words):
        return None
    if words[at] == "'":
        return at + 1  # vent'anni
    if words[at] in lex.words["links"]:
        return at + 1 + (at + 1 < len(words) and words[at + 1] == "'")
    return _hyphen(words, at)


def _whole(found: Tokens, end: int) -> bool:
    """Whether a unit is a whole word, not the start of a hyphenated one."""
    return end >= len(found.words) or found.words[end] != "-" or not found.glued(end - 1, end)


def _a_letter(found: Tokens, end: int, place: int, stop: int, read: Number) -> bool:
    """A one-letter unit far from its number, or behind a number in words, is another word (`5 a`, `two m`)."""
    word = found.words[place]
    if stop - place > 1 or len(word) > 1 or not _latin(word):
        return False
    return read.spelled or found.text[found.spans[place][0]].isupper() or place != end or word in "aod"


def _sign(found: Tokens, at: int, lex: Lexicon) -> tuple[str, int]:
    """The currency sign before a number, which may be two tokens (`US$`, `R$`), and the token where it starts."""
    words = found.words
    if at > 1 and found.glued(at - 2, at - 1) and (code := lex.symbols.get(words[at - 2] + words[at - 1])):
        return code, at - 2
    code = lex.symbols.get(words[at - 1], "") if at else ""
    return (code, at - 1) if code else ("", at)


def _counted(found: Tokens, end: int, lex: Lexicon) -> tuple[str, int] | None:
    """The counted thing behind a number, past the words that may describe it: `900,000 complete vehicles`."""
    words = found.words
    place = _link(words, end, lex)
    if place is None:
        return None
    gap = int(lex.raw.get("counter_gap", 0))
    for skipped in range(gap + 1):
        here = place + skipped
        if here >= len(words):
            return None
        if counted := lex.counters.at(words, here):
            return counted
        word = words[here]
        if not word[0].isalpha() or word in lex.words["not_nouns"] or len(word) < 3:
            return None
    return None


def _approximate(words: list[str], start: int, end: int, behind: int, lex: Lexicon) -> str:
    """The hedge before or behind a number."""
    for length in (4, 3, 2, 1):
        if start >= length and (hedge := lex.approximate.at(words, start - length)) and hedge[1] == start:
            return hedge[0]
    after = lex.approximate_after.at(words, behind) or lex.approximate_after.at(words, end)
    return after[0] if after else ""


def _is_year(found: Tokens, at: int, value: Value, digits: str, lex: Lexicon) -> bool:
    """Four digits that are a year and not an amount."""
    words = found.words
    if value.spelled and lex.han and value.unit == "a" and 1000 < value.value < 2200:
        return True
    if len(digits) != 4 or not digits.isdecimal() or not 1500 <= int(digits) < 2100 or value.scaled:
        return False
    if lex.han:
        return value.unit in ("", "a") and not value.named
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if after in lex.words["year_after"] or value.unit == "":
        return True
    return value.kind != "percent" and before in lex.words["year_before"] and (value.named or value.unit == "a")


def _ranges(western_text: str, text: str, values: list[Value], lex: Lexicon) -> list[Value]:
    """Joins the two ends of a range, and gives every value its quote in the characters of the source."""
    joined: list[Value] = []
    for value in values:
        if joined and (pair := _pair(western_text, joined[-1], value, lex)):
            joined[-1:] = pair
        else:
            joined.append(value)
    return [replace(value, quote=text[value.start : value.end]) for value in joined]


_DETERMINER = r"(?:el|la|los|las|le|les|il|i|o|os|as|den|dem)"
"""Articles that may stand before either end of a range: *entre el 10 y el 15 por ciento*."""
_RANGED = {"amount", "percent", "points", "duration"}


def _pair(text: str, low: Value, high: Value, lex: Lexicon) -> tuple[Value, ...] | None:
    """Two values that belong together: one range (`15 to 20 million`), or the two ends of a change."""
    between = text[low.end : high.start].strip().lower()
    between = re.sub(rf"(?<=\w)\s+{_DETERMINER}$", "", between)
    if not between or len(between) > 6 or low.high is not None:
        return None
    dash = between in _DASHES
    if low.kind == high.kind == "year":
        years = replace(high, start=low.start, value=low.value, high=high.value, kind="years")
        return (years,) if (dash or between in lex.words["range"]) and low.value < high.value else None
    if low.kind not in _RANGED or high.kind not in _RANGED or low.unit not in ("", high.unit) or low.named:
        return None
    opened = _opened(text[: low.start], between, lex)
    if not (dash or opened or between in lex.words["range"]):
        return None
    first = replace(low, unit=high.unit, kind=high.kind)
    if high.scaled and not low.scaled:
        first = replace(first, value=plain(low.value.scaleb(_power(high))), scaled=True)
    if not dash and _moves(text[: low.start] if not low.unit else text, lex):
        return (first, high)
    if first.value >= high.value:
        return None
    hedge = low.approximate or high.approximate
    return (replace(high, start=low.start, value=first.value, high=high.value, approximate=hedge, spelled=low.spelled),)


def _opened(before: str, between: str, lex: Lexicon) -> bool:
    """Whether the word before the first value announces the one between the two: *between … and*."""
    return any(
        closing.lower() == between
        and re.search(rf"(?:^|\W){re.escape(opening)}(?:\s+{_DETERMINER})?\W*$", before, re.IGNORECASE)
        for opening, closing in lex.raw.get("between", {}).items()
    )


def _power(value: Value) -> int:
    """How far a scale word moved a value: 6 for `20 million`."""
    digits = re.search(r"\d[\d.,]*", western(value.quote))
    said = Decimal(digits.group().replace(",", ".")) if digits and digits.group().count(",") < 2 else None
    power = 0
    while said and said.scaleb(power) < value.value:
        power += 1
    return power


def _moves(text: str, lex: Lexicon) -> bool:
    """Whether a text speaks of a change, so that *from … to …* are two amounts and not a range."""
    words = tokens(text).words
    return any(lex.increase.at(words, at) or lex.decrease.at(words, at) for at in range(len(words)))
