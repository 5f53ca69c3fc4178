"""Addresses that an edition once had -> where what they led to is now: renamed interviews, and pages that are gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.model import Interview
from generator.pages import addresses
from generator.pages.view import View


def redirects(view: View, paths: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Old path, new path and the anchor there, below the site's root and without the last slash.

    `paths` are those of the edition's pages, as they have them.
    """
    pages: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        folder, _, rest = path.partition("/")
        if folder == "interviews" and rest:
            slug, _, page = rest.partition("/")
            pages[slug].append(page)
    for interview in view.interviews:
        home = f"{view.locale}/{addresses.interview(interview.slug)}"
        former = [f"{view.locale}/{addresses.interview(slug)}" for slug in interview.former_slugs]
        for page in pages[interview.slug]:
            for old in former:
                yield f"{old}{page}"[:-1], f"{home}{page}"[:-1], ""
        for page, anchor in _gone(view, interview):
            if page not in pages[interview.slug]:
                for old in (home, *former):
                    yield f"{old}{page}"[:-1], home[:-1], anchor


def _gone(view: View, interview: Interview) -> Iterator[tuple[str, str]]:
    """Pages that the interview may have had, with the place on its own page that their visitors look for."""
    for identifier in view.retired.get(interview.slug, {}):
        if "." not in identifier:
            yield f"{identifier}/", identifier
    withheld = interview.status == "withdrawn" or bool(interview.sealed)
    status = view.edition.status.get(interview.slug)
    if withheld:
        yield "history/", ""
    if view.is_translation(interview) and (withheld or (status and status.outdated)):
        yield "parallel/", ""
    if withheld or view.corpus.figures.get(interview.slug):
        yield "data/", ""
