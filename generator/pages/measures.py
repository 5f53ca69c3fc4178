"""What was measured: for each measure every figure that was said of it, over time, with a chart where it is honest."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages import charts
from generator.pages.page import Page, SearchRecord
from generator.pages.render import render
from generator.pages.rows import Row, rows
from generator.pages.slugs import slug
from generator.pages.view import View


def address(measure: str) -> str:
    """Where the page of a measure is; `measure` as in `review.yml`."""
    return f"data/{slug(measure)}/"


def by_measure(view: View) -> dict[str, list[Row]]:
    """Measure, in the interview's language -> the figures of all interviews, by period."""
    found: dict[str, list[Row]] = {}
    for interview in view.interviews:
        for row in rows(view, interview):
            if row.figure.measure and row.figure.status == "confirmed":
                found.setdefault(row.figure.measure, []).append(row)
    for group in found.values():
        group.sort(key=lambda row: (row.figure.period, row.interview.date, row.figure.id))
    return found


def pages(view: View) -> Iterator[Page]:
    """`data/<measure>/` for each measure that an editor has confirmed a figure of."""
    gettext = view.edition.ui.gettext
    for measure, found in by_measure(view).items():
        path = address(measure)
        title = found[0].measure
        description = gettext("What was said of this in %(publication)s: %(measure)s.") % {
            "publication": view.name,
            "measure": title,
        }
        body = render(view, "measure", path, title=title, rows=found, charts=list(charts.bars(view, found)))
        yield Page(path, "measure", title, description, body, search=SearchRecord(f"<p>{title}</p>", "data", weight=6))
