"""Figures -> charts: bars of what may honestly be compared, as a list that is read without seeing the bars.

Only figures of one measure, one unit and periods of one length share an axis: never a full year beside a quarter. An
approximate value is marked as such, a derived one is drawn hollow. The table beside the chart has the same numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from generator import markup
from generator.enrich import figures
from generator.l10n import formats
from generator.l10n.quantities import Quantity
from generator.model import Figure
from generator.pages.rows import Row
from generator.pages.view import View


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar."""

    label: str
    value: Decimal
    words: str
    derived: bool = False
    """Nobody said it: it follows from what was said."""


def bars(view: View, rows: Sequence[Row]) -> Iterator[Markup]:
    """A chart for each set of at least two figures that can be compared."""
    groups: dict[tuple[str, int], list[Bar]] = {}
    amounts = [row for row in rows if row.figure.kind == "amount" and row.figure.value is not None]
    bases = {one.of: one for one in figures.derived(row.figure for row in rows)}
    for row in amounts:
        months = length(row.figure.period)
        if not months or row.figure.value is None:
            continue
        group = groups.setdefault((row.figure.unit, months), [])
        base = bases.get(row.figure.id)
        if base and base.period:
            words = formats.figure(_like(row.figure, base.value), view.locale, view.edition.ui)
            group.append(Bar(formats.period(base.period, view.locale, view.edition.ui), base.value, words, True))
        group.append(Bar(row.period, row.figure.value, row.value))
    for group in groups.values():
        unique = list({bar.label: bar for bar in group}.values())
        if len(unique) > 1:
            yield _chart(view, rows[0].measure, unique)


def length(period: str) -> int:
    """Months of a period (`2023` 12, `2024-01/2024-03` 3, `2024-03` 1); 0 where it has no certain length."""
    if re.fullmatch(r"\d{4}", period):
        return 12
    if re.fullmatch(r"\d{4}-\d\d", period):
        return 1
    if match := re.fullmatch(r"(\d{4})-(\d\d)/(\d{4})-(\d\d)", period):
        years, months = int(match[3]) - int(match[1]), int(match[4]) - int(match[2])
        return years * 12 + months + 1
    return 0


def _like(figure: Figure, value: Decimal) -> Quantity:
    from dataclasses import replace

    return replace(figure, value=value, approximate="about")


def _chart(view: View, title: str, shown: Sequence[Bar]) -> Markup:
    """A bar is as long as its share of the largest; the stylesheet draws it."""
    derived = view.edition.ui.gettext("derived")
    top = max(bar.value for bar in shown)
    items = []
    for bar in shown:
        words = f"{bar.words} · {derived}" if bar.derived else bar.words
        items.append(
            f'<li><span class="period">{markup.attribute(bar.label)}</span> '
            f'<span class="length{" derived" if bar.derived else ""}" style="--share:{bar.value / top:.3f}"></span> '
            f"<bdi>{markup.attribute(words)}</bdi></li>"
        )
    return Markup(
        f'<figure class="chart"><figcaption>{markup.attribute(title)}</figcaption><ul>{"".join(items)}</ul></figure>'
    )
