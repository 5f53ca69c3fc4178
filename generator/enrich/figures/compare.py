"""A text and its translation -> the numbers that do not have the same value in both.

Numbers in digits, with a scale word or a percent sign must be in both texts, in whatever form (107 million = 1.07亿);
numbers in words come and go with the language (*two sides*, 双方), so they are only reported when each text has one
that the other has not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.enrich.figures.lexicon import DURATIONS, Lexicon, lexicon
from generator.enrich.figures.periods import month_names
from generator.enrich.figures.scan import scan
from generator.enrich.figures.value import Value

_WEAK_KINDS = {"vague", "fraction", "multiple", "label"}
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Difference:
    """A number that is not the same in a translation as in its source."""

    kind: str
    """`value`, `unit`, `missing` (only in the source) or `added` (only in the translation)."""
    source_quote: str = ""
    source_value: Decimal | None = None
    source_unit: str = ""
    quote: str = ""
    value: Decimal | None = None
    unit: str = ""

    def __str__(self) -> str:
        source = f"“{self.source_quote}” ({_said(self.source_value, self.source_unit)})"
        here = f"“{self.quote}” ({_said(self.value, self.unit)})"
        if self.kind == "missing":
            return f"the source says {source}, the translation has no number of that value"
        if self.kind == "added":
            return f"the translation says {here}, the source has no number of that value"
        return f"the source says {source}, the translation {here}"


def _said(value: Decimal | None, unit: str) -> str:
    return f"{value:,f} {unit}".strip() if value is not None else ""


def values(text: str, language: str) -> list[Value]:
    """Every number of a text by value, in order, whether or not it would be published as a figure."""
    return scan(text, lexicon(language))


def compare(source_text: str, source_language: str, text: str, language: str) -> list[Difference]:
    """What differs in value between a text and its translation, both plain text; empty when nothing does."""
    left = _numbers(source_text, lexicon(source_language))
    right = _numbers(text, lexicon(language))
    found: list[Difference] = []
    for likeness in _LIKENESS:
        for one in list(left):
            pool = [number for number in right if likeness(one, number) and _equal(one, number)]
            if pool:
                other = min(pool, key=lambda number: _distance(one, number))
                left.remove(one)
                right.remove(other)
                if _units_differ(one.value.unit, other.value.unit):
                    found.append(_difference("unit", one, other))
    return found + _unmatched(left, right)


@dataclass(frozen=True, slots=True, eq=False)
class _Number:
    """A number to be found in the other text."""

    value: Value
    strong: bool
    """It has to be there."""
    group: str
    """Among numbers in words, those that can stand for each other."""


_LIKENESS: tuple[Callable[[_Number, _Number], bool], ...] = (
    lambda one, other: one.strong and other.strong and one.group == other.group,
    lambda one, other: one.strong and other.strong,
    lambda one, other: one.strong != other.strong and one.group == other.group,
    lambda one, other: one.group == other.group,
    lambda one, other: one.strong or other.strong,
)
"""Which pairs of numbers are looked at first: a number in words must not use up the digits of another thing."""


def _numbers(text: str, lex: Lexicon) -> list[_Number]:
    numbers = []
    for value in _ends(scan(text, lex)):
        if value.kind == "label" and not value.value:
            continue
        month = value.kind == "date" and _is_month(text, value, lex)
        numbers.append(_Number(value, not month and _strong(value), "month" if month else _group(value)))
    months = [
        _Number(Value(start, end, text[start:end], Decimal(n), kind="date", spelled=True), False, "month")
        for start, end, n in month_names(text, lex)
    ]
    return numbers + months


def _ends(found: Iterable[Value]) -> Iterable[Value]:
    """Ranges as their two ends."""
    for value in found:
        yield value
        if value.high is not None:
            yield replace(value, value=value.high, high=None)


def _strong(value: Value) -> bool:
    if value.kind in _WEAK_KINDS:
        return False
    if value.kind in ("percent", "points"):
        return True
    if value.spelled:
        return value.power > 0 and str(value.value).strip("0") != "1"
    return True


def _group(value: Value) -> str:
    if value.kind in ("fraction", "multiple", "vague", "label"):
        return value.kind
    if value.kind in ("ordinal", "date"):
        return value.kind
    return value.unit if value.unit in DURATIONS else "count"


def _is_month(text: str, value: Value, lex: Lexicon) -> bool:
    """Whether a number in Han script is a month: 3月, the 1 of 1至3月."""
    if not lex.han:
        return False
    after = text[value.end :].lstrip()
    return bool(re.match(r"月|(?:至|到|から|[-－—–~～〜])[\d一二三四五六七八九十]{1,2}月", after))


def _equal(one: _Number, other: _Number) -> bool:
    if (one.group == "month") != (other.group == "month"):
        return False
    if not one.strong and not other.strong and (one.group == "date") != (other.group == "date"):
        return False
    a, b = one.value, other.value
    if a.value == b.value:
        return (a.kind == "vague") == (b.kind == "vague") or a.value >= 1000
    if {a.kind, b.kind} == {"fraction", "percent"}:
        share, percent = (a, b) if a.kind == "fraction" else (b, a)
        return abs(share.value * 100 - percent.value) < Decimal("0.5")
    return False


def _distance(one: _Number, other: _Number) -> tuple[bool, bool, bool]:
    """How unlike two numbers of one value are; of equally unlike ones the first is taken."""
    return one.value.unit != other.value.unit, one.group != other.group, one.value.kind != other.value.kind


def _units_differ(one: str, other: str) -> bool:
    """Whether two units cannot be the same thing: two currencies, percent and percentage points."""
    if one == other or not one or not other:
        return False
    money = bool(_CURRENCY.fullmatch(one)) and bool(_CURRENCY.fullmatch(other))
    return money or {one, other} == {"%", "pp"}


def _unmatched(left: list[_Number], right: list[_Number]) -> list[Difference]:
    """What is left over: everything strong, and words that stand against words."""
    found = []
    strong_right = [number for number in right if number.strong]
    for one in [number for number in left if number.strong]:
        other = _counterpart(one, strong_right)
        if other is None:
            weak = [
                number for number in right if not number.strong and number.group == one.group and number.value.value > 1
            ]
            other = weak[0] if len(weak) == 1 else None
        if other is not None:
            right.remove(other)
            strong_right = [number for number in strong_right if number is not other]
        found.append(_difference("value", one, other) if other else _difference("missing", one, None))
    for other in strong_right:
        weak = [
            number for number in left if not number.strong and number.group == other.group and number.value.value > 1
        ]
        if len(weak) == 1:
            left.remove(weak[0])
        found.append(_difference("value", weak[0], other) if len(weak) == 1 else _difference("added", None, other))
    for one in [number for number in left if not number.strong and _counts(number)]:
        other = next(
            (number for number in right if not number.strong and number.group == one.group and _counts(number)), None
        )
        if other is not None:
            right.remove(other)
            found.append(_difference("value", one, other))
    return found


def _counts(number: _Number) -> bool:
    """Whether a number in words is worth a word: not *one*, and no name."""
    value = number.value
    return value.kind not in ("label", "multiple") and (
        value.value > 1 or value.kind == "date" or number.group == "fraction"
    )


def _counterpart(one: _Number, others: list[_Number]) -> _Number | None:
    """The number most likely meant to be the same: of the same unit, else of the same kind, else the first."""
    ranked = sorted(others, key=lambda other: (other.value.unit != one.value.unit, other.value.kind != one.value.kind))
    return ranked[0] if ranked else None


def _difference(kind: str, one: _Number | None, other: _Number | None) -> Difference:
    left, right = one.value if one else None, other.value if other else None
    return Difference(
        kind,
        left.quote if left else "",
        left.value if left else None,
        left.unit if left else "",
        right.quote if right else "",
        right.value if right else None,
        right.unit if right else "",
    )
