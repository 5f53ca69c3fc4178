"""Pages: one module and one template per kind of page.

To add a kind of page, write `pages/<kind>.py` with a function `pages` and `templates/<kind>.html`, and add its line
to `SITE` (made once an edition) or `INTERVIEW` (made once an interview).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.model import Interview
from generator.pages import (
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


def of_site(view: View) -> Iterator[Page]:
    """The pages that belong to the whole edition."""
    for make in SITE.values():
        yield from make(view)


def of_interview(view: View, one: Interview) -> Iterator[Page]:
    """The pages of one interview."""
    for make in INTERVIEW.values():
        yield from make(view, one)


def of_downloads(view: View) -> Iterator[Download]:
    """The files of the edition that are not pages."""
    yield from downloads.files(view)


def downloads_of_site(view: View) -> Iterator[Download]:
    """Those of the whole edition."""
    yield from downloads.of_site(view)


def downloads_of_interview(view: View, one: Interview) -> Iterator[Download]:
    """Those of one interview."""
    yield from downloads.of_interview(view, one)


def redirects(view: View, paths: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Old path, new path and the anchor there, below the site's root; `paths` are those of the edition's pages."""
    yield from moved.redirects(view, paths)
