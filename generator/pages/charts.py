"""Figures -> charts: bars of what may honestly be compared, as SVG that takes its colours from the page.

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

WIDTH, BAR, GAP, LABEL = 640, 30, 14, 150


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
            yield _svg(view, rows[0].measure, unique)


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


def _svg(view: View, title: str, shown: Sequence[Bar]) -> Markup:
    gettext = view.edition.ui.gettext
    top = max(bar.value for bar in shown)
    height = len(shown) * (BAR + GAP) + GAP
    described = "; ".join(
        f"{bar.label}: {bar.words}" + (f" ({gettext('derived')})" if bar.derived else "") for bar in shown
    )
    rtl = formats.direction(view.locale) == "rtl"
    parts = []
    for at, bar in enumerate(shown):
        y = GAP + at * (BAR + GAP)
        width = max(2, int((WIDTH - LABEL - 10) * 0.62 * float(bar.value / top)))
        x = WIDTH - LABEL - width if rtl else LABEL
        edge = x - 8 if rtl else x + width + 8
        kind = "bar derived" if bar.derived else "bar"
        words = bar.words + (f" ({gettext('derived')})" if bar.derived else "")
        label_x = WIDTH if rtl else 0
        middle = y + BAR * 0.66
        parts += [
            f'<text class="period" x="{label_x}" y="{middle:.0f}">{markup.attribute(bar.label)}</text>',
            f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{BAR}" rx="2"/>',
            f'<text class="value" x="{edge}" y="{middle:.0f}">{markup.attribute(words)}</text>',
        ]
    direction = "rtl" if rtl else "ltr"
    return Markup(
        f'<figure class="chart"><svg viewBox="0 0 {WIDTH} {height}" role="img" direction="{direction}" '
        f'aria-label="{markup.attribute(f"{title}. {described}")}">{"".join(parts)}</svg>'
        f"<figcaption>{markup.attribute(title)}</figcaption></figure>"
    )
