"""What the table of all figures has to know of an interview's before it shows any: kept, so that not all are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.cache import small
from generator.model import Interview
from generator.pages import tables
from generator.pages.rows import Row, rows, told, what
from generator.pages.view import View


@dataclass(frozen=True, slots=True)
class Line:
    """A row, or one that a change implies of the time before, if nobody says that anywhere."""

    keys: tuple[str, ...]
    """Its value in each of `tables.KEYS`."""
    what: tuple[str, ...]
    """What it is a figure of."""
    derived: bool
    page: str
    """Slug of its measure's page, or empty."""


@dataclass(frozen=True, slots=True)
class Account:
    """The figures of an interview."""

    lines: tuple[Line, ...]
    """In the order of `rows.told`."""
    words: tuple[Mapping[str, str], ...]
    """For each of `tables.KEYS`, the words of each value."""

    @property
    def said(self) -> int:
        """So many rows are of something that was said."""
        return sum(not line.derived for line in self.lines)


small(Line)

Place = tuple[str, int]
"""Slug of an interview and the number of a line of its account."""


def account(view: View, interview: Interview) -> Account:
    """The account of an interview, made where the view does not have it."""
    if interview.slug not in view.accounts:
        found = told(view, rows(view, interview))
        view.accounts[interview.slug] = Account(tuple(map(_line, found)), tables.words(view, found))
    return view.accounts[interview.slug]


def _line(row: Row) -> Line:
    return Line(tables.keys(row), what(row.figure), bool(row.follows), row.page)


def shown(accounts: Mapping[str, Account]) -> Iterator[Place]:
    """The lines that are shown where all are together: those that were said, and what they imply that nobody says."""
    stated = {line.what for one in accounts.values() for line in one.lines if not line.derived}
    for slug, one in accounts.items():
        for number, line in enumerate(one.lines):
            if line.derived:
                if line.what in stated:
                    continue
                stated.add(line.what)
            yield slug, number


def words(accounts: Mapping[str, Account], places: Iterable[Place]) -> tuple[dict[str, str], ...]:
    """For each of `tables.KEYS`, the words of the values that the lines have."""
    found: tuple[dict[str, str], ...] = tuple({} for _ in tables.KEYS)
    for slug, number in places:
        one = accounts[slug]
        for values, there, key in zip(found, one.words, one.lines[number].keys, strict=True):
            if key not in values:
                values[key] = there[key]
    return found
