"""How often a term is spoken of over time: columns of an SVG with a title and a description, and their table.

Text is no part of the drawing, so that it keeps its size when the drawing is narrow. A period without any interview
has no column, one with interviews that say nothing of the term has a line on the ground: silence is not absence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from generator import markup
from generator.l10n import formats
from generator.pages.passages import Passage
from generator.pages.view import View

MONTHS = 36
"""A publication of so many months is shown by month, a longer one by year."""

COLUMNS = 80
"""The most periods that can be told apart."""


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a year in which there were interviews."""

    name: str
    """In the edition's locale."""
    at: int
    """Number of periods since the first."""
    passages: int
    speaking: int
    """Interviews that speak of the term."""
    interviews: int
    """All interviews."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing and what its table says."""

    drawing: Markup
    periods: tuple[Period, ...]

    @property
    def first(self) -> str:
        """Name of the first period."""
        return self.periods[0].name

    @property
    def last(self) -> str:
        """Name of the last period."""
        return self.periods[-1].name


def timeline(view: View, passages: Sequence[Passage]) -> Timeline | None:
    """How often passages come over time; None where they come in one period only: there is nothing to compare."""
    dates = {interview.slug: interview.date for interview in view.interviews if interview.date}
    if len(dates) < 2 or not passages:
        return None
    size = _size(list(dates.values()))
    said = Counter(dates[p.interview.slug][:size] for p in passages if p.interview.slug in dates)
    speaking = Counter(dates[slug][:size] for slug in {p.interview.slug for p in passages} if slug in dates)
    interviews = Counter(date[:size] for date in dates.values())
    start = _number(min(interviews))
    periods = tuple(
        Period(view.date(key), _number(key) - start, said[key], speaking[key], interviews[key])
        for key in sorted(interviews)
    )
    if len(said) < 2 or periods[-1].at >= COLUMNS:
        return None
    return Timeline(_drawing(view, periods), periods)


def _size(dates: Sequence[str]) -> int:
    """So many characters of a date are its period: 7 for months, 4 for years."""
    if min(map(len, dates)) < 7:
        return 4
    return 7 if _number(max(dates)[:7]) - _number(min(dates)[:7]) < MONTHS else 4


def _number(period: str) -> int:
    """Months, or years, since the year 0."""
    year, _, month = period.partition("-")
    return int(year) * 12 + int(month) - 1 if month else int(year)


def _drawing(view: View, periods: Sequence[Period]) -> Markup:
    gettext, ngettext = view.edition.ui.gettext, view.edition.ui.ngettext
    top = max(period.passages for period in periods)
    count = periods[-1].at + 1
    width = 100 / count
    bars = []
    for period in periods:
        at = period.at if formats.direction(view.locale) == "ltr" else count - 1 - period.at
        height = 100 * period.passages / top
        number = formats.number(Decimal(period.passages), view.locale)
        words = ngettext("%(n)s passage", "%(n)s passages", period.passages) % {"n": number}
        bars.append(
            f'<rect x="{(at + 0.1) * width:.2f}%" width="{0.8 * width:.2f}%" y="{100 - height:.1f}%"'
            f' height="{height:.1f}%"{"" if period.passages else " class=none"}>'
            f"<title>{markup.attribute(period.name)} · {words}</title></rect>"
        )
    most = max(periods, key=lambda period: period.passages)
    described = gettext("From %(first)s to %(last)s, most often in %(most)s. The table below has the numbers.") % {
        "first": periods[0].name,
        "last": periods[-1].name,
        "most": most.name,
    }
    title = gettext("Passages over time")
    return Markup(
        f'<svg class="timeline" role="img" aria-labelledby="timeline-title" aria-describedby="timeline-words">'
        f'<title id="timeline-title">{title}</title>'
        f'<desc id="timeline-words">{markup.attribute(described)}</desc>'
        f"{''.join(bars)}</svg>"
    )
