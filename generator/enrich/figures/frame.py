"""The sentence around a figure -> what it measures, which way it changed, who says so, from where to where it moves.

All of it is proposed in the words of the sentence; an editor decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from generator.enrich.figures.lexicon import Lexicon, lexicon
from generator.enrich.figures.periods import Period
from generator.enrich.figures.phrases import Phrases
from generator.enrich.figures.tokens import tokens
from generator.enrich.figures.value import Value

_CLAUSE = re.compile(r"[;:,，；：、،؛—]\s*|(?<=\D)\.\s|。")
_TRIM = ' \u00a0\u202f\t,;:.，。；：、،؛—–-()（）"“”'
_REACH = 60
"""Characters between a number and the word that says which way it changed."""
_BREAK = re.compile(r"[;:.?!。；：？！](?!\d)")
_AFTER = re.compile(r"(?!\s+(?:of|de|der|des|от|из|من)\b)[^,;:.?!，。；：？！、،؛]{0,30}")
"""What follows a number closely enough to say how it changed: *24% more*, but not *24% of the growth*."""
_WORD = re.compile(r"[^\W\d_]{4,}|[\u3040-\u9fff]{2,}")
_LONGEST = 160
"""Characters of the longest measure proposed."""


def direction(text: str, value: Value, gap: tuple[int, int], lex: Lexicon) -> str:
    """`increase`, `decrease` or empty: by the nearest word for a change between the numbers around the value."""
    before = _unhedged(text[gap[0] : value.start], lex)
    words = tokens(before).words
    if words and words[-1] in lex.words["level"]:
        return ""
    after = _AFTER.match(text, value.end, gap[1])
    behind = after.group() if after else ""
    nearest: list[tuple[int, str]] = []
    for name, table in (("increase", lex.increase), ("decrease", lex.decrease)):
        nearest += [
            (len(before) - end, name) for _, end in _places(before, table) if _BREAK.search(before, end) is None
        ]
        nearest += [(start, name) for start, _ in _places(behind, table)]
    nearest = [(distance, name) for distance, name in nearest if distance <= _REACH]
    return min(nearest)[1] if nearest else ""


def year_on_year(text: str, lex: Lexicon) -> bool:
    """Whether a stretch of a sentence compares with the year before."""
    return bool(_places(text, lex.year_on_year))


def _places(text: str, table: Phrases[bool]) -> list[tuple[int, int]]:
    """Where phrases of a table stand in a text."""
    found = tokens(text)
    return [
        (found.spans[at][0], found.spans[end[1] - 1][1])
        for at in range(len(found.words))
        if (end := table.at(found.words, at))
    ]


@lru_cache(maxsize=32)
def _attributions(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in lexicon(language).raw.get("attribution", ()))


def attribution(text: str, lex: Lexicon) -> str:
    """To whom the sentence attributes its numbers, or empty."""
    for pattern in _attributions(lex.language):
        if match := pattern.search(text):
            return match["who"].strip(_TRIM)
    return ""


def measure(text: str, value: Value, periods: Sequence[Period], lex: Lexicon) -> str:
    """What a figure measures: the subject of a verb that gives amounts, else the clause without the number."""
    clauses = _clauses(text, value)
    for start, _ in clauses:
        if subject := _subject(_without(text, start, value.start, periods, lex), lex):
            return subject
    start, end = clauses[0]
    left = _without(text, start, value.start, periods, lex)
    right = _without(text, value.end, end, periods, lex)
    links = "|".join(re.escape(link) for link in lex.words["links"] | {"of"})
    right = re.sub(rf"^\s*(?:{links})['’]?\s", " ", right, flags=re.IGNORECASE)
    gap = "" if lex.han else " "
    return _tidy(f"{_unhedged(left, lex)}{gap}{right}", lex)


def _subject(left: str, lex: Lexicon) -> str:
    """What stands before the first verb that gives an amount or a change; empty when that is nothing."""
    for start, _ in sorted(_places(left, lex.verbs) + _places(left, lex.increase) + _places(left, lex.decrease)):
        subject = _tidy(left[:start], lex)
        for auxiliary in lex.words["auxiliaries"]:
            subject = subject.removesuffix(f" {auxiliary}")
        if sum(map(str.isalpha, subject)) >= (2 if lex.han else 4):
            return subject
    return ""


def _clauses(text: str, value: Value) -> list[tuple[int, int]]:
    """The clause of a value, and the same with the clause before it; from the first that has words of its own."""
    cuts = [(match.start(), match.end()) for match in _CLAUSE.finditer(text)]
    starts = [0] + [end for start, end in cuts if end <= value.start]
    end = next((start for start, _ in cuts if start >= value.end), len(text))
    while len(starts) > 1 and not _WORD.search(text, starts[-1], value.start):
        starts.pop()
    return [(start, end) for start in reversed(starts[-2:])]


def _without(text: str, start: int, end: int, periods: Sequence[Period], lex: Lexicon) -> str:
    """A stretch of a sentence without its times and the words that lead to them."""
    kept, at = "", start
    for period in periods:
        if start <= period.start and period.end <= end:
            kept, at = kept + _leads(lex.language).sub("", text[at : period.start]), period.end
    return kept + text[at:end]


@lru_cache(maxsize=32)
def _leads(language: str) -> re.Pattern[str]:
    """The words that lead to a time, at the end of a text."""
    words = sorted(lexicon(language).raw.get("time_lead", ()), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words)) or '(?!)'})\s*$", re.IGNORECASE)


def _unhedged(text: str, lex: Lexicon) -> str:
    """A stretch without the hedge at its end (*about*)."""
    found = tokens(text)
    for at in range(max(0, len(found.words) - 4), len(found.words)):
        hedge = lex.approximate.at(found.words, at)
        if hedge and hedge[1] == len(found.words):
            return text[: found.spans[at][0]]
    return text


def _tidy(text: str, lex: Lexicon) -> str:
    """A measure without the article or connective it starts with."""
    text = re.sub(r"\s+", " ", text).strip(_TRIM)
    for lead in sorted(lex.words["lead"], key=len, reverse=True):
        if text.lower().startswith(lead + " ") or (lex.han and text.startswith(lead)):
            text = text[len(lead) :].strip(_TRIM)
    return text[:_LONGEST]


def flow(text: str, lex: Lexicon) -> str:
    """`Russia→China` when the sentence says which of two countries something moves to, else empty."""
    places = _countries(text, lex)
    order = list(dict.fromkeys(code for _, code in places))
    if len(order) != 2:
        return ""
    first, second = order
    second_at = next(at for at, code in places if code == second)
    trade = lex.raw.get("trade", {})
    lower = text.lower()
    if any(word.lower() in lower for word in trade.get("export", ())):
        return _arrow(first, second, lex)
    if any(word.lower() in lower for word in trade.get("import", ())):
        return _arrow(second, first, lex)
    before = tokens(text[:second_at]).words
    return _arrow(first, second, lex) if before and before[-1] in lex.words["to"] else ""


def _countries(text: str, lex: Lexicon) -> list[tuple[int, str]]:
    """Countries named in a sentence: where, and which."""
    pattern, codes = _names(lex.language)
    return [(match.start(), codes[match.group()]) for match in pattern.finditer(text)]


@lru_cache(maxsize=32)
def _names(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Names of countries and what belongs to them (by how the words start), and their ISO 3166 codes."""
    lex = lexicon(language)
    codes = {name: code for code, names in lex.raw.get("demonyms", {}).items() for name in names}
    words = "|".join(sorted(map(re.escape, codes), key=len, reverse=True)) or "(?!)"
    return re.compile(words if lex.han else rf"(?<!\w)(?:{words})"), codes


def _arrow(source: str, target: str, lex: Lexicon) -> str:
    from babel import Locale

    names = Locale.parse(lex.locale).territories
    return f"{names.get(source, source)}→{names.get(target, target)}"
