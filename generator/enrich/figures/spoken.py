"""A number in words -> its value: `three hundred and twenty thousand`, *dos mil quinientos millones*."""

from __future__ import annotations

from decimal import Decimal

from generator.enrich.figures.lexicon import Lexicon
from generator.enrich.figures.number import Number, is_letter
from generator.enrich.figures.tokens import Tokens


def spoken(found: Tokens, at: int, lex: Lexicon) -> Number | None:
    """The number in words that starts at a token."""
    read = _round(found.words, at, lex) or _words(found, at, lex)
    return _with_point(found.words, read, lex) if read else _compound(found.words[at], at, lex)


def _round(words: list[str], at: int, lex: Lexicon) -> Number | None:
    """*a million*, *half a million*, مليونا."""
    if words[at] in lex.words["articles"] and (scale := lex.scales.at(words, at + 1)):
        return Number(Decimal(1).scaleb(scale[0]), scale[1], scale[0], True)
    if (half := lex.halves.at(words, at)) and (scale := lex.scales.at(words, half[1])):
        return Number(Decimal("0.5").scaleb(scale[0]), scale[1], scale[0], True)
    if whole := lex.round_numbers.at(words, at + (words[at] in lex.words["articles"])):
        return Number(whole[0], whole[1], whole[0].adjusted(), True)
    return part_of(words, at, lex)


def part_of(words: list[str], at: int, lex: Lexicon) -> Number | None:
    """*a quarter of a million*, *three quarters of a million*, четверть миллиона."""
    above = (Decimal(1), at + 1) if words[at] in lex.words["articles"] else lex.numerals.at(words, at)
    below = lex.denominators.at(words, above[1] if above else at)
    if not below:
        return None
    place = below[1]
    while place < len(words) and (words[place] in lex.words["links"] or words[place] in lex.words["articles"]):
        place += 1
    scale = lex.scales.at(words, place)
    share = (above[0] if above else Decimal(1)) / below[0]
    return Number(share.scaleb(scale[0]), scale[1], scale[0], True) if scale and share < 1 else None


def _words(found: Tokens, at: int, lex: Lexicon) -> Number | None:
    """Number words and scale words, as long as they make one number."""
    words = found.words
    total, group, end, power = Decimal(0), Decimal(0), at, 0
    while end < len(words):
        part = _part(words, _past_joiner(words, end, lex) if end > at else end, lex)
        joined = _joined(group, part[0], lex) if part else None
        if part and joined is not None and (group or total or end == at):
            group, end = joined, part[1]
            continue
        scale = lex.scales.at(words, end)
        if not scale or (end == at and not _bare(words[at], lex)) or is_letter(found, end, lex):
            break
        power, end = scale
        factor = Decimal(1).scaleb(power)
        if total and total < factor:
            total = (total + group) * factor  # dos mil quinientos | millones
        else:
            total += max(group, Decimal(0 if total else 1)) * factor
        group = Decimal(0)
    return Number(total + group, end, power, True) if end > at else None


def _part(words: list[str], at: int, lex: Lexicon) -> tuple[Decimal, int] | None:
    """One number word."""
    if at >= len(words):
        return None
    numeral = lex.numerals.at(words, at)
    if numeral or not lex.compounds:
        return numeral
    one = _compound(words[at], at, lex)
    return (one.value, one.end) if one and not one.unit else None


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
    return Number(total + group, at + 1, spelled=True, unit=table.endings.get(match["end"] or "", ""))


def _with_point(words: list[str], whole: Number, lex: Lexicon) -> Number:
    """`two point five`."""
    if whole.end < len(words) and words[whole.end] in lex.words["point"] and not whole.power:
        tail = lex.numerals.at(words, whole.end + 1)
        if tail and tail[0] < 10:
            return Number(Decimal(f"{whole.value}.{tail[0]}"), tail[1], 0, True)
    return whole


def _bare(word: str, lex: Lexicon) -> bool:
    """Whether a scale word can be a number by itself: *mille*, مليون, but not *million*."""
    bare = lex.raw.get("bare_scales", ())
    return bare == "true" or word in bare


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
    if lex.raw.get("units_first") and 0 < group % 100 < 10 and 20 <= value < 100:
        return group + value  # خمسة وسبعون
    if 0 < value < group and group % (10 ** len(str(int(value)))) == 0:
        return group + value
    return None
