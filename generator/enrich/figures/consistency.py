"""Figures of several interviews -> those that contradict each other; and what they imply.

A contradiction is a matter for an editor: two honest sources may count differently, so every conflict names its figures
and leaves the judgement open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from generator.enrich.figures.periods import year_before
from generator.model import Figure

_COUNTED = ("confirmed", "proposed")
_ROUNDED = Decimal("0.02")
"""Two hedged values this close, relatively, do not contradict each other."""


@dataclass(frozen=True, slots=True)
class Said:
    """A figure and the interview it is from."""

    interview: str
    """Slug."""
    figure: Figure


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures that cannot all be right."""

    kind: str
    """`values` (one measure and period, two values), `percentage` (it contradicts its two amounts) or `total` (the
    parts do not add up to it)."""
    figures: tuple[Said, ...]
    message: str
    """What contradicts what, with the numbers."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A value nobody said, that follows from two that were said: never to be shown as said."""

    of: str
    """Id of the amount it follows from."""
    change: str
    """Id of the change it follows from."""
    value: Decimal
    """Rounded to the precision of the amount."""
    unit: str
    measure: str
    period: str
    """The period the change compares with; empty when that is not known."""


def consistency(figures_by_interview: Mapping[str, Sequence[Figure]]) -> Iterator[Conflict]:
    """Contradictions within and between interviews; rejected, stale and repeated figures do not count."""
    said = [
        Said(slug, figure)
        for slug, figures in figures_by_interview.items()
        for figure in figures
        if figure.status in _COUNTED and not figure.duplicate_of and figure.value is not None
    ]
    yield from _values(said)
    yield from _percentages(said)
    yield from _totals(said)


def derived(figures: Iterable[Figure]) -> Iterator[Derived]:
    """What each change implies of the amount it qualifies: 107 million after +24 % were 86.3 million before."""
    known = {figure.id: figure for figure in figures}
    for change in known.values():
        amount = known.get(change.of)
        if not _is_change(change) or not amount or amount.value is None or amount.kind != "amount":
            continue
        if (factor := _factor(change)) > 0:
            base = _rounded(amount.value / factor, amount.value)
            yield Derived(amount.id, change.id, base, amount.unit, amount.measure, change.compared_with)


def _is_change(figure: Figure) -> bool:
    return figure.unit == "%" and bool(figure.direction) and figure.value is not None and figure.high is None


def _factor(change: Figure) -> Decimal:
    """By what a change multiplies: 1.24 for an increase of 24 %."""
    share = (change.value or Decimal(0)) / 100
    return 1 + share if change.direction == "increase" else 1 - share


def _rounded(value: Decimal, like: Decimal) -> Decimal:
    """A value with as many significant digits as another, at least three."""
    digits = max(3, len(str(int(like)).rstrip("0")))
    step = Decimal(1).scaleb(value.adjusted() - digits + 1)
    rounded = value.quantize(step, ROUND_HALF_EVEN) if step < 1 else (value / step).quantize(Decimal(1)) * step
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded


def _values(said: Sequence[Said]) -> Iterator[Conflict]:
    """One measure, one period, two values."""
    groups: defaultdict[tuple[str, ...], list[Said]] = defaultdict(list)
    for one in said:
        figure = one.figure
        if figure.measure and figure.period and figure.kind != "range":
            groups[
                (_key(figure.measure), figure.period, figure.unit, figure.kind, figure.direction, figure.compared_with)
            ].append(one)
    for group in groups.values():
        first = group[0]
        for other in group[1:]:
            if not _close(first.figure, other.figure):
                yield Conflict(
                    "values",
                    (first, other),
                    f"{first.figure.measure}, {first.figure.period}: {_quoted(first)} and {_quoted(other)}",
                )


def _key(measure: str) -> str:
    return " ".join(measure.lower().split())


def _close(one: Figure, other: Figure) -> bool:
    """Whether two values agree, a hedge (*about*) allowing for rounding."""
    a, b = one.value or Decimal(0), other.value or Decimal(0)
    return a == b or (bool(one.approximate or other.approximate) and abs(a - b) <= _ROUNDED * max(abs(a), abs(b)))


def _quoted(said: Said) -> str:
    return f"“{said.figure.quote}” ({said.interview}, {said.figure.sentence})"


def _percentages(said: Sequence[Said]) -> Iterator[Conflict]:
    """A change that contradicts the amounts of the two periods it compares."""
    by_id = {(one.interview, one.figure.id): one for one in said}
    for change in said:
        amount = by_id.get((change.interview, change.figure.of))
        if not _is_change(change.figure) or amount is None or amount.figure.kind != "amount":
            continue
        base_period = change.figure.compared_with or year_before(amount.figure.period)
        for base in said:
            same = _key(base.figure.measure) == _key(amount.figure.measure) and base.figure.unit == amount.figure.unit
            if same and base.figure.kind == "amount" and base.figure.period == base_period and base.figure.value:
                before, after = base.figure.value, amount.figure.value or Decimal(0)
                real = (after - before) / before * 100
                stated = (_factor(change.figure) - 1) * 100
                if abs(real - stated) > _allowance(change.figure, before, after):
                    message = (
                        f"{amount.figure.measure}: {_quoted(base)} to {_quoted(amount)} is a change of {real:+.1f} %, "
                        f"not {_quoted(change)}"
                    )
                    yield Conflict("percentage", (base, amount, change), message)


def _allowance(change: Figure, before: Decimal, after: Decimal) -> Decimal:
    """How far, in points, a stated percentage may be from the computed one: half a unit of the last digit of each."""
    exponent = (change.value or Decimal(0)).as_tuple().exponent
    own = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) / 2
    rounding = sum((_last_digit(value) / 2 / value for value in (before, after) if value), Decimal(0)) * 100
    return own + rounding * (after / before) + (Decimal(1) if change.approximate else 0)


def _last_digit(value: Decimal) -> Decimal:
    """The worth of the last significant digit: 1000000 for 107000000, 0.1 for 5.2."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _totals(said: Sequence[Said]) -> Iterator[Conflict]:
    """Parts that do not add up to their total: figures whose `of` is an amount of the same unit and period."""
    by_id = {(one.interview, one.figure.id): one for one in said}
    parts: defaultdict[tuple[str, str], list[Said]] = defaultdict(list)
    for one in said:
        if one.figure.kind == "amount" and one.figure.of:
            parts[(one.interview, one.figure.of)].append(one)
    for key, members in parts.items():
        total = by_id.get(key)
        if total is None or any(part.figure.unit != total.figure.unit for part in members):
            continue
        added = sum((part.figure.value or Decimal(0) for part in members), Decimal(0))
        whole = total.figure.value or Decimal(0)
        hedged = any(one.figure.approximate for one in (total, *members))
        if added > whole * (1 + (_ROUNDED if hedged else Decimal(0))) or (
            len(members) > 1 and "total" in total.figure.basis and not hedged and added != whole
        ):
            named = ", ".join(map(_quoted, members))
            yield Conflict(
                "total", (total, *members), f"{named} add up to {added:,f}, but the total is {_quoted(total)}"
            )
