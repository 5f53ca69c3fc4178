"""Rows of figures -> a table that can be sorted and filtered, in an order that needs no script to know the language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.enrich import collation
from generator.pages.rows import Row
from generator.pages.slugs import slug
from generator.pages.view import View

FEW = 4
"""A table with fewer rows than this is read, not filtered."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing that rows are filtered and sorted by."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    """Key and words of each value that rows have, in the order in which rows are sorted."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table."""

    row: Row
    places: str
    """The place of its value in the options of each filter, joined by spaces: what the script reads."""
    cited: str
    """How to cite the figure; empty for a derived one, which nobody said, and where the record is elsewhere."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or the part of it that one page has."""

    lines: tuple[Line, ...]
    filters: tuple[Filter, ...]
    """Of the whole table; those in which all rows are the same have one option."""
    total: int
    """Rows of the whole table."""
    parts: tuple[str, ...] = ()
    """Links to the pages with the other parts, in order. With parts, it leads to the records and does not repeat them:
    they are more than the rest of a row, and a page of hundreds is slow to load."""

    @property
    def choices(self) -> list[Filter]:
        """The filters that have something to choose."""
        return [one for one in self.filters if len(one.options) > 1] if self.total >= FEW else []


def table(view: View, rows: Sequence[Row], cite: Callable[[Row], str]) -> Table:
    """The whole table; `cite` says how a figure is cited."""
    chosen = filters(view, words(view, rows))
    return Table(lines(rows, chosen, cite), chosen, len(rows))


def lines(rows: Sequence[Row], chosen: Sequence[Filter], cite: Callable[[Row], str]) -> tuple[Line, ...]:
    """Rows of a table with these filters."""
    places = [{key: str(at) for at, (key, _) in enumerate(one.options, 1)} for one in chosen]
    return tuple(
        Line(
            row,
            " ".join(place[key] for place, key in zip(places, keys(row), strict=True)),
            "" if row.follows else cite(row),
        )
        for row in rows
    )


KEYS: dict[str, Callable[[Row], str]] = {
    "measure": lambda row: slug(row.figure.measure) if row.figure.measure else "",
    "unit": lambda row: row.figure.unit if row.unit else "",
    "period": lambda row: row.figure.period,
    "speaker": lambda row: row.speaker,
    "interview": lambda row: row.interview.slug,
    "status": lambda row: row.status,
}
"""Filter -> the key of a row in it: the same in all editions, but for names."""


def keys(row: Row) -> tuple[str, ...]:
    """The row's value in each filter, in the order of `KEYS`."""
    return tuple(key(row) for key in KEYS.values())


def words(view: View, rows: Sequence[Row]) -> tuple[dict[str, str], ...]:
    """For each of `KEYS`, the words of the values that rows have."""
    found: tuple[dict[str, str], ...] = tuple({} for _ in KEYS)
    said = [column[2] for column in _columns(view)]
    for row in rows:
        for values, key, tell in zip(found, keys(row), said, strict=True):
            if key not in values:
                values[key] = tell(row)
    return found


def filters(view: View, found: Sequence[Mapping[str, str]]) -> tuple[Filter, ...]:
    """The filters of a table, `found` the words of the values that its rows have for each of `KEYS`.

    Values are sorted; what has none comes last.
    """
    none = view.edition.ui.gettext("not said")
    return tuple(
        Filter(
            name,
            label,
            tuple(
                (key, told or none) for key, told in sorted(values.items(), key=lambda one: (not one[1], sort(*one)))
            ),
        )
        for (name, label, _, sort), values in zip(_columns(view), found, strict=True)
    )


def _columns(view: View) -> list[tuple[str, str, Callable[[Row], str], Callable[[str, str], object]]]:
    """Name, label, the words of a row and what its key and words are sorted by, for each of `KEYS`."""
    from generator.l10n import formats

    gettext = view.edition.ui.gettext
    statuses = {
        "confirmed": gettext("confirmed"),
        "proposed": gettext("proposed"),
        "derived": gettext("derived"),
    }
    order = {interview.slug: at for at, interview in enumerate(view.interviews)}

    def alphabet(key: str, words: str) -> object:
        return collation.key(words, view.locale)

    def period(row: Row) -> str:
        return formats.period(row.figure.period, view.locale, view.edition.ui) if row.figure.period else ""

    return [
        ("measure", gettext("What is measured"), lambda row: row.measure, alphabet),
        ("unit", gettext("Unit"), lambda row: row.unit, alphabet),
        ("period", gettext("Period"), period, lambda key, words: key),
        ("speaker", gettext("Said by"), lambda row: row.speaker, alphabet),
        ("interview", gettext("Interview"), lambda row: title(view, row), lambda key, words: order[key]),
        ("status", gettext("Status"), lambda row: statuses[row.status], lambda key, words: list(statuses).index(key)),
    ]


def title(view: View, row: Row) -> str:
    """The interview of a row in one line: its day, and its title where there is one."""
    from generator import markup

    return " · ".join(filter(None, (view.date(row.interview.date), markup.plain(row.interview.title.words))))
