"""Figures -> charts: bars of what may honestly be compared, as SVG with a title and a description.

Figures of one measure, one unit, one direction of flow and periods of one length share an axis: never a full year
beside a quarter. What cannot be told by the length of a bar has none: changes, ranges, negative values, temperatures.
A derived value is hollow. The table on the same page has the same numbers.

The words stand above their bars and are broken into lines by a careful guess of their width, so that nothing is cut
off in a narrow window, in any script; sizes are in em and follow the reader's font size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import east_asian_width

from markupsafe import Markup

from generator import markup
from generator.l10n import formats
from generator.model import Figure
from generator.pages.rows import Row
from generator.pages.view import View

WIDTH = 18
"""Em that fit beside each other in the narrowest window, 320 px."""

LINE, BAR, GAP = Decimal("1.5"), Decimal("1"), Decimal("0.7")
"""Height of a line of words, of a bar, and of the space below each, in em."""

DESCENT = Decimal("0.45")
"""How far letters reach below the line they stand on, in em: in Arabic farther than in Latin."""

EN_SPACE = "\N{EN SPACE}"
"""Between the parts of a label: a plain space would be too little after a year."""

_ARBITRARY_ZERO = ("Cel", "[degF]")
"""Units in which twice the number is not twice as much."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar."""

    label: tuple[str, ...]
    """What it is of: the period, and who said it when where that tells bars apart."""
    value: Decimal
    words: str
    """The value in the reader's locale."""
    derived: bool = False
    """Nobody said it: it follows from what was said."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars that share an axis."""

    months: int
    """Length of the periods."""
    quarters: bool
    """Whether all of them are quarters of a year."""
    bars: tuple[Bar, ...]


def charts(view: View, rows: Sequence[Row]) -> list[Chart]:
    """A chart for each set of at least two figures of one measure that can be compared, derived rows among them."""
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        figure = row.figure
        if _is_length(figure) and (months := length(figure.period)):
            groups.setdefault((figure.kind, figure.unit, figure.flow, months), []).append(row)
    return [
        Chart(length(found[0].figure.period), all(_is_quarter(row.figure.period) for row in found), tuple(bars))
        for found in groups.values()
        if len(bars := _bars(view, found)) > 1
    ]


def length(period: str) -> int:
    """Months of a period (`2023` 12, `2024-01/2024-03` 3, `2024-03` 1); 0 where it has no certain length."""
    if re.fullmatch(r"\d{4}", period):
        return 12
    if re.fullmatch(r"\d{4}-\d\d", period):
        return 1
    if match := re.fullmatch(r"(\d{4})(-\d\d)?/(\d{4})(-\d\d)?", period):
        first = int(match[1]) * 12 + int((match[2] or "-01")[1:])
        last = int(match[3]) * 12 + int((match[4] or "-12")[1:])
        return max(last - first + 1, 0)
    return 0


def _is_quarter(period: str) -> bool:
    return length(period) == 3 and period[5:7] in ("01", "04", "07", "10")


def _is_length(figure: Figure) -> bool:
    return (
        figure.kind in ("amount", "percent")
        and figure.value is not None
        and figure.value >= 0
        and figure.high is None
        and figure.unit not in _ARBITRARY_ZERO
    )


def _bars(view: View, rows: Sequence[Row]) -> list[Bar]:
    """A bar for each thing said; the same said again is one bar."""
    days = {row.interview.slug: view.date(row.interview.date) for row in rows}
    said: dict[tuple[object, ...], Bar] = {}
    for row in sorted(rows, key=lambda row: (row.figure.period, bool(row.follows), row.interview.date)):
        rivals = {other.figure.value for other in rows if other.figure.period == row.figure.period}
        label = [row.period]
        if len(rivals) > 1:
            label += [one for one in (row.attribution, days[row.interview.slug] if len(days) > 1 else "") if one]
        value = row.figure.value or Decimal(0)
        key = (row.figure.period, value, bool(row.follows))
        said.setdefault(key, Bar(tuple(label), value, row.value, bool(row.follows)))
    return list(said.values()) if any(bar.value for bar in said.values()) else []


def drawn(view: View, title: str, found: Sequence[Chart]) -> Iterator[Markup]:
    """The charts as HTML: a figure with a caption and an SVG each."""
    for at, chart in enumerate(found, 1):
        kind = _kind(view, chart)
        note = view.edition.ui.gettext("Hollow: derived from what was said, not said.")
        legend = f'<span class="legend">{note}</span>' if any(bar.derived for bar in chart.bars) else ""
        yield Markup(
            f'<figure class="chart"><figcaption>{markup.attribute(title)} <span>{markup.attribute(kind)}</span>'
            f"{legend}</figcaption>{_svg(view, chart, f'{title} · {kind}', f'chart-{at}')}</figure>"
        )


def _kind(view: View, chart: Chart) -> str:
    """What the bars are of."""
    ui = view.edition.ui
    if chart.quarters:
        return ui.gettext("Quarters")
    named = {12: ui.gettext("Full years"), 1: ui.gettext("Months")}
    count = ui.ngettext("Periods of %(n)s month", "Periods of %(n)s months", chart.months)
    return named.get(chart.months) or count % {"n": formats.number(Decimal(chart.months), view.locale)}


def _svg(view: View, chart: Chart, title: str, name: str) -> str:
    """One drawing: for each bar its words, then the bar as long as its share of the largest."""
    rtl = formats.direction(view.locale) == "rtl"
    derived = view.edition.ui.gettext("derived")
    top = max(bar.value for bar in chart.bars)
    at = Decimal(0)
    parts, described = [], []
    for bar in chart.bars:
        words = [*bar.label, bar.words, *([derived] if bar.derived else [])]
        described.append(" · ".join(words))
        for line in _lines([*((one, "label") for one in bar.label), *((one, "") for one in words[len(bar.label) :])]):
            at += LINE
            parts.append(_text(line, at - DESCENT, rtl))
        at += Decimal("0.15")
        share = 100 * bar.value / top
        shape = ' class="derived"' if bar.derived else ""
        x = f"{100 - share:.2f}%" if rtl else "0"
        parts.append(f'<rect{shape} x="{x}" y="{at}em" width="{share:.2f}%" height="{BAR}em" rx="2"></rect>')
        at += BAR + GAP
    heads = (
        f'<title id="{name}-title">{markup.attribute(title)}</title>'
        f'<desc id="{name}-desc">{markup.attribute(chr(10).join(described))}</desc>'
    )
    return (
        f'<svg role="img" aria-labelledby="{name}-title" aria-describedby="{name}-desc" '
        f'width="100%" height="{at - GAP + Decimal("0.2")}em">{heads}{"".join(parts)}</svg>'
    )


def _text(line: Sequence[tuple[str, str]], y: Decimal, rtl: bool) -> str:
    spans = [
        f'<tspan{f""" class="{kind}" """.rstrip() if kind else ""}>{markup.attribute(words)}</tspan>'
        for words, kind in line
    ]
    return f'<text x="{"100%" if rtl else "0"}" y="{y}em">{EN_SPACE.join(spans)}</text>'


def _lines(parts: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Parts of a label (words and their kind) as lines that fit; a part is broken only if it is too long alone."""
    lines: list[list[tuple[str, str]]] = []
    room = Decimal(0)
    for words, kind in parts:
        for piece in _broken(words):
            size = width(piece) + Decimal("0.6")
            if lines and size <= room:
                lines[-1].append((piece, kind))
                room -= size
            else:
                lines.append([(piece, kind)])
                room = WIDTH - size
    return lines


def _broken(words: str) -> list[str]:
    """Words in pieces that fit a line: broken at spaces, and anywhere where there are none."""
    pieces = [""]
    for unit in re.findall(r"\S+\s*", words):
        if width(pieces[-1] + unit.rstrip()) <= WIDTH:
            pieces[-1] += unit
            continue
        for letter in unit if width(unit) > WIDTH else [unit]:
            if width(pieces[-1] + letter.rstrip()) > WIDTH and pieces[-1]:
                pieces.append("")
            pieces[-1] += letter
    return [piece.strip() for piece in pieces if piece.strip()]


def width(words: str) -> Decimal:
    """A careful guess of how many em words take in bold: wide and unknown letters a whole one."""
    return sum((SPACE if letter == " " else _EM.get(east_asian_width(letter), Decimal(1)) for letter in words), ZERO)


ZERO, SPACE = Decimal(0), Decimal("0.35")

_EM = {"Na": Decimal("0.62"), "N": Decimal("0.66"), "H": Decimal("0.6"), "A": Decimal("0.66")}
"""Width of a letter by its class in Unicode's East Asian Width: narrow, neutral, half-wide, ambiguous."""
