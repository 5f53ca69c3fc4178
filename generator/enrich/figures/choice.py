"""Which of the numbers in a sentence are figures: most are names, dates, list numbers, idioms and turns of phrase.

Of the eighty number expressions of one diplomatic interview fifteen are figures: every rule here leaves something out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from generator.enrich.figures.lexicon import Lexicon, lexicon
from generator.enrich.figures.tokens import fold, tokens
from generator.enrich.figures.value import Value

_QUOTED = re.compile(r"[\"“„«‹「『《‘][^\"“”„«»‹›「」『』《》‘’]{1,60}[\"”“»›」』》’]")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[\s.#]*$")
_NEAR = 80
"""Characters before a number in which the word before it is."""
_WORDS_AFTER = re.compile(r"[\s-]*(?:(?:de|di|d’|d')\s*)?([^\W\d_]+)(?:[\s-]+([^\W\d_]+))?")
_SMALL = 10
"""Counts below this are figures only when they are written in digits or measured: "two sides", "three points"."""


def figures(text: str, values: list[Value], lex: Lexicon) -> list[Value]:
    """The values of a sentence that are proposed as figures, with the unit the sentence implies where none was said."""
    chosen: list[Value] = []
    for value in values:
        if _is_named(text, value, lex) or _is_list_number(text, value) or _is_ratio(text, value, values, lex):
            continue
        value = _with_implied_unit(text, value, chosen, lex)
        if _KINDS.get(value.kind, _never)(text, value, lex):
            chosen.append(value)
    if len(chosen) > 1:  # two years beside a figure say when it was
        chosen = [value for value in chosen if value.kind != "years"]
    return chosen


def _never(text: str, value: Value, lex: Lexicon) -> bool:
    return False


def _always(text: str, value: Value, lex: Lexicon) -> bool:
    return True


def _percent(text: str, value: Value, lex: Lexicon) -> bool:
    """Percentages are always said as figures, save in names."""
    return value.value > 0


def _fraction(text: str, value: Value, lex: Lexicon) -> bool:
    """Two thirds of something; a bare *half* is a turn of phrase."""
    return value.named


def _ordinal(text: str, value: Value, lex: Lexicon) -> bool:
    """Anniversaries, and ranks in digits."""
    return value.unit == "a" or (not value.spelled and _last_words(text, value) & lex.words["rank"] != set())


def _duration(text: str, value: Value, lex: Lexicon) -> bool:
    """How long something lasted, but not when it was (*ten years ago*, *in the past ten years*)."""
    if (value.spelled and value.value < _SMALL) or value.value < 1:
        return False
    after = tokens(text[value.end :]).words[:2]
    window = lex.words["ago"] | lex.words["window"]
    if set(after) & window or _last_words(text, value) & lex.words["window"]:
        return False
    before = text[: value.start].rstrip().lower()
    return not any(before.endswith(cue.lower()) for cue in lex.raw.get("before_ago", ()))


def _amount(text: str, value: Value, lex: Lexicon) -> bool:
    """What is counted or measured."""
    small = value.spelled and value.value < _SMALL
    if value.unit and not value.unit.startswith("{"):
        return not (value.spelled and value.value <= 1)
    if value.power:
        return bool(value.unit) or value.named or not _is_one(value) or bool(value.approximate and not value.spelled)
    if value.unit == "{time}":
        return value.value >= _SMALL and not value.spelled
    if value.unit:
        return not small
    if value.named:
        return value.value >= _SMALL
    if value.fine:
        return True
    if value.value < _SMALL or value.value % 1 or _after_name(text, value, lex):
        return False
    if not value.spelled and value.value >= 10000:
        return True
    return _counts(text, value, lex) or (value.value >= 100 and _follows(text, value, lex))


def _is_one(value: Value) -> bool:
    """Whether it is a bare power of ten in words: *a million*, *a thousand*."""
    return value.spelled and str(value.value).strip("0") in ("1", "1.", "")


_KINDS = {
    "amount": _amount,
    "percent": _percent,
    "points": _always,
    "fraction": _fraction,
    "ordinal": _ordinal,
    "duration": _duration,
    "years": _always,
}


def _is_named(text: str, value: Value, lex: Lexicon) -> bool:
    """Part of a name: in quotation marks, or behind *article*, *resolution*, *No.*"""
    if value.kind in ("percent", "points", "years") or value.power:
        return False
    if value.unit == "" or value.kind == "ordinal":
        for match in _QUOTED.finditer(text):
            if match.start() < value.start and value.end <= match.end():
                return True
    if value.unit in ("", "m", "g", "a") or value.unit.startswith("{"):
        before = _word_before(text, value)
        if before and value.start - before.end(1) < 3 and _labels(before.group(1), lex):
            return True
    following = text[value.end : value.end + 1]
    return bool(lex.han) and following in lex.words["ordinal_after"] and following != ""


def _word_before(text: str, value: Value) -> re.Match[str] | None:
    """The word right before a number; group 1 is the word."""
    return _WORD_BEFORE.search(text, max(0, value.start - _NEAR), value.start)


def _labels(word: str, lex: Lexicon) -> bool:
    word = fold(word)
    labels = lex.words["label_before"]
    return word in labels or any(word.endswith(label) and len(label) > 3 for label in labels if lex.raw.get("clitics"))


def _is_list_number(text: str, value: Value) -> bool:
    """`3. There is news …`."""
    return (
        not text[: value.start].strip()
        and re.match(r"[.)、．]\s|、", text[value.start + len(value.quote.rstrip(".")) :]) is not None
    )


def _is_ratio(text: str, value: Value, values: list[Value], lex: Lexicon) -> bool:
    """Either number of *nine out of ten*."""
    at = values.index(value)
    pairs = [pair for pair in (values[at - 1 : at + 1], values[at : at + 2]) if len(pair) == 2]
    return any(
        low.spelled and high.spelled and text[low.end : high.start].strip().lower() in lex.raw.get("ratio", ())
        for low, high in pairs
    )


def _last_words(text: str, value: Value) -> set[str]:
    return set(tokens(text[max(0, value.start - 40) : value.start]).words[-2:])


def _after_name(text: str, value: Value, lex: Lexicon) -> bool:
    """Behind a capitalised word that does not start the sentence: *Boeing 737*, *Windows 11*."""
    before = _word_before(text, value)
    if not before or lex.language == "de" or text[before.end(1) : value.start].strip():
        return False
    return before.group(1)[0].isupper() and bool(text[: before.start(1)].strip())


def _counts(text: str, value: Value, lex: Lexicon) -> bool:
    """Whether what follows can be a counted thing, one word on or behind one adjective: *36 new hospitals*."""
    following = _WORDS_AFTER.match(text, value.end)
    noun = _noun(lex.language)
    if not following or noun is None:
        return False
    first, second = following.group(1), following.group(2) or ""
    if fold(first) in lex.words["not_nouns"]:
        return False
    if noun.fullmatch(first):
        return True
    return (
        first[0].islower()
        and len(first) > 2
        and bool(noun.fullmatch(second))
        and fold(second) not in lex.words["not_nouns"]
    )


@lru_cache(maxsize=32)
def _noun(language: str) -> re.Pattern[str] | None:
    """How a counted noun looks in a language, as far as that can be told."""
    pattern = lexicon(language).raw.get("generic_noun")
    return re.compile(pattern) if pattern else None


def _follows(text: str, value: Value, lex: Lexicon) -> bool:
    """Right behind a verb that gives an amount (*reached 350*) or a cue that something is counted."""
    before = tokens(text[max(0, value.start - 60) : value.start]).words
    ends = [
        found[1] for at in range(len(before)) if (found := lex.verbs.at(before, at) or lex.count_cues.at(before, at))
    ]
    return len(before) in ends


def _with_implied_unit(text: str, value: Value, earlier: list[Value], lex: Lexicon) -> Value:
    """A bare number takes the unit of what is counted before it (*the number of tourists … was 477,000*), or that of
    the figure before it in the sentence (*997,900 Russian tourists and 477,000 Chinese*)."""
    if value.kind != "amount" or value.unit or value.named or value.spelled:
        return value
    if not (value.fine or value.power or value.value >= 1000):
        return value
    before = tokens(text[: value.start]).words
    for at in range(len(before) - 1, -1, -1):
        cue = lex.count_cues.at(before, at)
        if not cue:
            continue
        for place in range(cue[1], min(cue[1] + 5, len(before))):
            if counted := lex.counters.at(before, place):
                return replace(value, unit=counted[0])
    if earlier and earlier[-1].unit.startswith("{") and not _counts(text, value, lex):
        return replace(value, unit=earlier[-1].unit)
    return value
