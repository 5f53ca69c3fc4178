"""A number as written, in digits, in words or in Han numerals -> its value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from generator.enrich.figures.lexicon import Lexicon
from generator.enrich.figures.tokens import SPACES, Tokens

_NOT_DIGITS = re.compile(rf"[{SPACES}'’٬]")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_LONGEST = 30
"""Digits of the longest number anybody says; what is longer is no number."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number at a place in the tokens."""

    value: Decimal
    end: int
    """Token behind it."""
    scaled: bool = False
    """It has a scale word (`107 million`)."""
    spelled: bool = False
    """It is written in words."""
    unit: str = ""
    """Unit that is part of the word (`30-летие`)."""


def digits(text: str, decimal: str) -> Decimal | None:
    """Value of a number in digits with the separators of its language; None when it is a version, a date or an address."""
    text = _NOT_DIGITS.sub("", text).replace("٫", ".") if not text.isdigit() else text
    if len(text) > _LONGEST:
        return None
    dots, commas = text.count("."), text.count(",")
    if not dots and not commas:
        return Decimal(text)
    if dots and commas:
        sign = max(".,", key=text.rfind)
        whole, _, fraction = text.rpartition(sign)
        if text.count(sign) > 1 or not (_GROUPED.fullmatch(whole) or _INDIAN.fullmatch(whole)):
            return None
        return Decimal(f"{re.sub('[.,]', '', whole)}.{fraction}")
    sign = "." if dots else ","
    grouped = bool(_GROUPED.fullmatch(text) or _INDIAN.fullmatch(text)) and not text.startswith("0")
    if grouped and (dots + commas > 1 or sign not in decimal):
        return Decimal(text.replace(sign, ""))
    return Decimal(text.replace(",", ".")) if dots + commas == 1 else None


def number(found: Tokens, at: int, lex: Lexicon) -> Number | None:
    """The number that starts at a token, with its scale words."""
    word = found.words[at]
    if word[0].isdigit():
        value = digits(found.text[slice(*found.spans[at])], lex.decimal)
        return None if value is None else _scaled(found, Number(value, at + 1), lex)
    if lex.han:
        spelled = _han(found.words, at, lex)
        return _scaled(found, spelled, lex) if spelled else None
    return _words(found, at, lex) or _compound(word, at, lex)


def plain(value: Decimal) -> Decimal:
    """The same value without an exponent: 500000, not 5E+5."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _scaled(found: Tokens, first: Number, lex: Lexicon) -> Number:
    """A number with the scale words behind it: `107 million`, `1亿2000万`."""
    words, total, value, end = found.words, Decimal(0), first.value, first.end
    scaled = False
    last = 99
    while True:
        at = end
        if lex.han and lex.approximate_after.at(words, at) and lex.scales.at(words, at + 1):
            at += 1  # 20多万
        elif at < len(words) and words[at] == "-" and lex.scales.at(words, at + 1):
            at += 1  # 100-billion-dollar
        scale = lex.scales.at(words, at)
        if not scale or scale[0] >= last or _single_letter(found, at, lex):
            break
        value, last, end, scaled = value.scaleb(scale[0]), scale[0], scale[1], True
        following = lex.scales.at(words, end)
        if following and (last, following[0]) in ((3, 6), (3, 9), (4, 8)):  # mil millones, 3千亿, 万亿
            continue
        if not (lex.han and end < len(words)):
            break
        lower = _lower(found, end, lex, last)
        if lower is None:
            break
        total, value, end = total + value, lower.value, lower.end
        if not lex.scales.at(words, end):
            break
    return Number(total + value, end, scaled, first.spelled)


def _lower(found: Tokens, at: int, lex: Lexicon, power: int) -> Number | None:
    """The lower part of a number in Han script (`2000万` of `1億2000万`)."""
    if found.words[at][0].isdigit():
        value = digits(found.words[at], lex.decimal)
        lower = None if value is None else Number(value, at + 1)
    else:
        lower = _han(found.words, at, lex)
    return lower if lower and lower.value < Decimal(10) ** power else None


def _single_letter(found: Tokens, at: int, lex: Lexicon) -> bool:
    """Whether the scale word is a letter that means something else here: `$5m` and `5M€` have a scale, `5 m` has not."""
    word = found.words[at]
    if len(word) > 1 or not word.isascii():
        return False
    before = found.words[at - 2] if at > 1 else ""
    after = found.words[at + 1] if at + 1 < len(found.words) and found.glued(at, at + 1) else ""
    if after in lex.symbols:
        return False
    return not (found.glued(at - 1, at) and (before in lex.symbols or word == "k"))


def _han(words: list[str], at: int, lex: Lexicon) -> Number | None:
    """Han numerals up to 千: 三千二百, 十五, 二〇二四, 零点三."""
    group = total = Decimal(0)
    end = at
    run = ""
    while end < len(words) and (value := lex.han.get(words[end])) is not None:
        if value < 10:
            run += str(value)
        else:
            if end > at and not run and not total:
                break
            total += (Decimal(run) if run else Decimal(1)) * value
            run = ""
        end += 1
    if end == at:
        return None
    group = total + (Decimal(run) if run else 0)
    if end < len(words) - 1 and words[end] in lex.words["point"]:
        fraction = ""
        after = end + 1
        while after < len(words) and (digit := lex.han.get(words[after], 10)) < 10:
            fraction += str(digit)
            after += 1
        if fraction:
            return Number(Decimal(f"{group}.{fraction}"), after, spelled=True)
    return Number(group, end, spelled=True)


def _compound(word: str, at: int, lex: Lexicon) -> Number | None:
    """A number word written together."""
    table = lex.compounds
    match = table.pattern.fullmatch(word) if table and len(word) > 4 else None
    if not table or not match:
        return None
    group = total = Decimal(0)
    for part in table.part.findall(word[: match.start("end")] if match["end"] else word):
        value = table.parts[part]
        if value == 1000:
            total, group = total + max(group, Decimal(1)) * 1000, Decimal(0)
        elif value == 100:
            group = max(group, Decimal(1)) * 100
        else:
            group += value
    unit = table.endings.get(match["end"] or "", "")
    return Number(total + group, at + 1, spelled=True, unit=unit)


def _words(found: Tokens, at: int, lex: Lexicon) -> Number | None:
    """A number in several words: `three hundred and twenty thousand`, `dos mil quinientos millones`."""
    words = found.words
    total, group, end = Decimal(0), Decimal(0), at
    scaled = False
    if words[at] in lex.words["articles"] and (scale := lex.scales.at(words, at + 1)):
        return Number(Decimal(10) ** scale[0], scale[1], True, True)
    if dual := lex.dual_scales.at(words, at):
        return Number(dual[0], dual[1], True, True)
    while end < len(words):
        place = _past_joiner(words, end, lex) if end > at else end
        numeral = lex.numerals.at(words, place)
        if numeral is None and lex.compounds and place < len(words) and (one := _compound(words[place], place, lex)):
            numeral = None if one.unit else (one.value, one.end)
        joined = _joined(group, numeral[0], lex) if numeral else None
        if numeral and joined is not None and (group or total or end == at):
            group, end = joined, numeral[1]
            continue
        scale = lex.scales.at(words, end)
        if not scale or (end == at and not _bare(words, at, lex)) or _single_letter(found, end, lex):
            break
        power = Decimal(10) ** scale[0]
        if total and total < power:
            total, group = (total + group) * power, Decimal(0)
        else:
            total, group = total + max(group, Decimal(0 if total else 1)) * power, Decimal(0)
        end, scaled = scale[1], True
    if end == at:
        return None
    return _with_point(words, Number(total + group, end, scaled, True), lex)


def _with_point(words: list[str], whole: Number, lex: Lexicon) -> Number:
    """`two point five`."""
    if whole.end < len(words) and words[whole.end] in lex.words["point"] and not whole.scaled:
        tail = lex.numerals.at(words, whole.end + 1)
        if tail and tail[0] < 10:
            return Number(Decimal(f"{whole.value}.{tail[0]}"), tail[1], False, True)
    return whole


def _bare(words: list[str], at: int, lex: Lexicon) -> bool:
    """Whether a scale word can be a number by itself: *mille*, مليون, but not *million*."""
    bare = lex.raw.get("bare_scales", ())
    return bare == "true" or words[at] in bare


def _past_joiner(words: list[str], at: int, lex: Lexicon) -> int:
    """The place behind an *and* or a hyphen between two number words."""
    while at < len(words) - 1 and (words[at] == "-" or words[at] in lex.words["joiners"]):
        at += 1
    return at


def _joined(group: Decimal, value: Decimal, lex: Lexicon) -> Decimal | None:
    """A number word added to those before it, or None when it starts another number (`two, three`)."""
    if not group:
        return value
    if value == 100 and group < 100:
        return group * 100
    if lex.raw.get("units_first") and group % 100 < 10 and 20 <= value < 100 and group % 100:
        return group + value  # خمسة وسبعون
    if 0 < value < group and group % (10 ** len(str(int(value)))) == 0:
        return group + value
    return None
