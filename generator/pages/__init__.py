"""Pages: one module and one template per kind of page.

To add a kind of page, write `pages/<kind>.py` with a function `pages` and `templates/<kind>.html`, and add its line
to `SITE` (made once an edition) or `INTERVIEW` (made once an interview).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from generator.model import Interview
from generator.pages import (
    accounts,
    alone,
    data,
    downloads,
    exchange,
    facets,
    history,
    home,
    index,
    interview,
    interviews,
    measures,
    moved,
    parallel,
    people,
    questions,
    topics,
    translations,
    written,
)
from generator.pages.page import Download, Page
from generator.pages.view import View

SITE: Mapping[str, Callable[[View], Iterator[Page]]] = {
    "home": home.pages,
    "interviews": interviews.pages,
    "facets": facets.pages,
    "topics": topics.pages,
    "people": people.pages,
    "data": data.pages,
    "measures": measures.pages,
    "questions": questions.pages,
    "index": index.pages,
    "written": written.pages,
    "translations": translations.pages,
}

INTERVIEW: Mapping[str, Callable[[View, Interview], Iterator[Page]]] = {
    "interview": interview.pages,
    "exchange": exchange.pages,
    "parallel": parallel.pages,
    "history": history.pages,
    "data": data.of_interview,
}


PARTED: Mapping[str, tuple[Callable[[View], Iterator[Page]], Callable[[View], Iterator[Part]]]] = {
    "topics": (topics.overview, topics.parts),
    "people": (people.overview, people.parts),
    "data": (lambda view: iter(()), data.parts),
}
"""Of `SITE`, those with so many pages that each is made only where it has to be: the page above them, and these."""

FOLDERS = ("topics/", "people/", data.PATH)
"""Where the pages of `PARTED` are, and hardly any others."""


class Part(Protocol):
    """Pages and downloads of an edition that are made and kept together."""

    @property
    def name(self) -> str:
        """Under which they are kept: a path without a dot."""

    @property
    def slugs(self) -> tuple[str, ...]:
        """The interviews that they are made from."""

    @property
    def apart(self) -> bool:
        """Whether that is little enough to make them elsewhere."""

    def cut(self, view: View) -> View:
        """The view with what they are made from: enough for the other functions."""

    def pages(self, view: View) -> Iterator[Page]:
        """The pages."""

    def downloads(self, view: View) -> Iterator[Download]:
        """The files."""

    def extracts(self, view: View) -> Mapping[str, Any]:
        """What other pages are made from, to be kept beside them."""


ACCOUNT, RECORDS = "account", "records"
"""What is kept of an interview: `View.accounts`, `View.records`."""


@dataclass(frozen=True, slots=True)
class OfInterview:
    """All there is of an interview."""

    slug: str

    @property
    def name(self) -> str:
        """Under which it is kept."""
        return f"interviews/{self.slug}"

    @property
    def slugs(self) -> tuple[str, ...]:
        """Itself."""
        return (self.slug,)

    @property
    def apart(self) -> bool:
        """It can be made anywhere."""
        return True

    def cut(self, view: View) -> View:
        """The view of the interview alone."""
        return alone.alone(view, self.slug)

    def pages(self, view: View) -> Iterator[Page]:
        """Its pages."""
        return of_interview(view, view.by_slug[self.slug])

    def downloads(self, view: View) -> Iterator[Download]:
        """Its downloads."""
        return downloads.of_interview(view, view.by_slug[self.slug])

    def extracts(self, view: View) -> Mapping[str, Any]:
        """What the pages of all figures need of it."""
        interview = view.by_slug[self.slug]
        return {ACCOUNT: accounts.account(view, interview), RECORDS: downloads.records(view, interview)}


def parts(view: View) -> Iterator[Part]:
    """What the whole edition has in `FOLDERS`, page by page."""
    for _, divided in PARTED.values():
        yield from divided(view)


def of_site(view: View) -> Iterator[Page]:
    """The pages that belong to the whole edition."""
    for make in SITE.values():
        yield from make(view)


def whole(view: View) -> Iterator[Page]:
    """Those of them that are not among the `parts`."""
    for kind, make in SITE.items():
        yield from PARTED[kind][0](view) if kind in PARTED else make(view)


def typical(view: View) -> Iterator[Page]:
    """A few pages, in which most kinds of page occur."""
    few = _typical(view.interviews, view)
    for one in few:
        yield from of_interview(view, one)
    small = alone.few(view, [one.slug for one in few])
    for page in of_site(small):
        yield page
        if page.path == data.PATH:
            yield replace(page, path=f"{data.PATH}all/2/")


def _typical(interviews: Sequence[Interview], view: View) -> list[Interview]:
    found: dict[tuple[object, ...], Interview] = {}
    for one in interviews:
        parallel, changes = view.is_parallel(one), view.changes.get(one.slug)
        found.setdefault((one.status, parallel, bool(changes), bool(view.corpus.figures.get(one.slug))), one)
    return list(found.values())


def of_interview(view: View, one: Interview) -> Iterator[Page]:
    """The pages of one interview."""
    for make in INTERVIEW.values():
        yield from make(view, one)


def hand_written(view: View) -> Iterator[Page]:
    """The pages with Markdown that only the engine can tell."""
    return written.pages(view)


def of_downloads(view: View) -> Iterator[Download]:
    """The files of the edition that are not pages."""
    return downloads.files(view)


def downloads_of_site(view: View) -> Iterator[Download]:
    """Those of the whole edition."""
    return downloads.of_site(view)


def redirects(view: View, paths: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Old path, new path and the anchor there, below the site's root; `paths` are those of the edition's pages."""
    yield from moved.redirects(view, paths)
