"""What was measured: for each measure every figure that was said of it, over time, with a chart where it is honest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.exports import citations
from generator.model import Interview
from generator.pages import charts, citing, tables
from generator.pages.accounts import account
from generator.pages.page import Page
from generator.pages.render import render
from generator.pages.rows import Row, rows, with_derived
from generator.pages.view import View


def address(slug: str) -> str:
    """Where the page of a measure is; `slug` as in `Row.page`."""
    return f"data/{slug}/"


def by_measure(view: View) -> dict[str, list[Row]]:
    """Slug of each measure that an editor has confirmed a figure of -> these figures of all interviews, by period."""
    found: dict[str, list[Row]] = {}
    for interview in view.interviews:
        confirmed = any(line.page for line in account(view, interview).lines)
        for row in rows(view, interview) if confirmed else ():
            if row.page:
                found.setdefault(row.page, []).append(row)
    for group in found.values():
        group.sort(key=lambda row: (row.figure.period, row.interview.date, row.interview.slug))
    return found


def pages(view: View) -> Iterator[Page]:
    """`data/<measure>/` for each measure that an editor has confirmed a figure of."""
    gettext = view.edition.ui.gettext
    for name, said in by_measure(view).items():
        path, title = address(name), said[0].measure
        shown = with_derived(view, said)
        description = gettext("What was said of this in %(publication)s: %(measure)s.") % {
            "publication": view.name,
            "measure": title,
        }
        cited = citations.of_dataset(
            title,
            key=f"data.{name}",
            url=f"{view.settings.url}{view.locale}/{path}",
            publication=view.name,
            language=view.locale,
        )
        body = render(
            view,
            "measure",
            path,
            title=title,
            table=tables.table(view, shown, citing.figure(view)),
            charts=list(charts.drawn(view, title, charts.charts(view, shown))),
            tellings=tellings(said),
            citations=citing.shown(view, cited),
        )
        # Not in search: whoever looks for oil wants the answer first, and finds the measure from there.
        yield Page(path, "measure", title, description, body, script=citing.page_script(view, cited))


@dataclass(frozen=True, slots=True)
class Said:
    """A figure in the course of time."""

    row: Row
    standing: str
    """`first`, `same` as in an earlier interview, or `other` than in it."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What one interview says of a measure."""

    interview: Interview
    said: tuple[Said, ...]


def tellings(said: Sequence[Row]) -> list[Telling]:
    """How what was said of a measure changed from interview to interview, the earliest first; nothing for one."""
    by_interview: dict[str, list[Row]] = {}
    for row in sorted(said, key=lambda row: (row.interview.date, row.interview.slug, row.figure.period)):
        by_interview.setdefault(row.interview.slug, []).append(row)
    before: dict[tuple[str, ...], str] = {}
    found = []
    for group in by_interview.values():
        standings = []
        for row in group:
            earlier = before.get(_question(row))
            standings.append(Said(row, "first" if earlier is None else "same" if earlier == row.value else "other"))
        before |= {_question(row): row.value for row in group}
        found.append(Telling(group[0].interview, tuple(standings)))
    return found if len(found) > 1 else []


def _question(row: Row) -> tuple[str, ...]:
    """What a figure answers: figures that agree in this can be laid beside each other."""
    figure = row.figure
    return (figure.kind, figure.unit, figure.period, figure.flow, figure.basis, figure.compared_with)
