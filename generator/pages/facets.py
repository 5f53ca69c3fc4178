"""Facets: the interviews of a year, with a person, on a topic, published in a language, of a kind.

Each is a page of its own, so that it has an address and works without scripts; with them it also has a search that is
narrowed to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator import markup
from generator.l10n import formats
from generator.model import Exchange, Interview, Role
from generator.pages.page import Page
from generator.pages.render import render
from generator.pages.slugs import slug
from generator.pages.view import View

OFFERED = 12
"""So many values of a facet, those of most interviews, are offered in the list of interviews."""

QUESTIONS = 5
"""So many questions are listed with an interview."""

DETAILED = 60
"""A list of more interviews has no questions."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An interview in a list."""

    interview: Interview
    exchanges: tuple[Exchange, ...]
    """Those that are on the topic, or name the person; none where the list is not about words."""
    more: int
    """So many others."""


@dataclass(frozen=True, slots=True)
class Value:
    """A year, a person, a topic …, and the interviews that have it, newest first."""

    id: str
    """Last part of the address."""
    label: str
    """As the edition, and the filter of the search, call it."""
    listed: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to divide the interviews."""

    key: str
    """Part of the address."""
    name: str
    values: tuple[Value, ...]
    filter: str
    """The filter of the search that has the same values; empty where search has none."""

    @property
    def path(self) -> str:
        """Address of the page with its values."""
        return f"interviews/{self.key}/"

    @property
    def offered(self) -> list[Value]:
        """The values of most interviews, in the order of the facet."""
        most = sorted(self.values, key=lambda value: -len(value.listed))[:OFFERED]
        return [value for value in self.values if value in most]


Found = Iterator[tuple[str, str, Interview, tuple[Exchange, ...]]]
"""Id and label of a value, an interview that has it, and the exchanges that do."""


def filters(view: View, interview: Interview, exchange: Exchange | None = None) -> dict[str, tuple[str, ...]]:
    """The filters of the search for a page of an interview: the labels that the facets have, too.

    Language and kind are left out where all interviews have the same.
    """
    named = view.terms_of(interview.slug, exchange.id) if exchange else []
    people = [*_speakers(view, interview, exchange), *(view.label(term) for term in named if term.kind == "person")]
    found = {
        "topic": tuple(view.label(term) for term in named if term.kind == "topic"),
        "person": tuple(dict.fromkeys(people)),
        "year": (interview.date[:4],) if interview.date else (),
        "interview": (markup.plain(interview.title.words),),
    }
    if "language" in view.differing:
        found["language"] = (formats.language_name(view.source(interview).language, view.locale),)
    if "kind" in view.differing:
        found["genre"] = (_kind(view, interview),)
    return found


def facets(view: View) -> list[Facet]:
    """The facets that have values."""
    gettext = view.edition.ui.gettext
    names = {
        "year": gettext("By year"),
        "person": gettext("By person"),
        "topic": gettext("By topic"),
        "language": gettext("By language of publication"),
        "kind": gettext("By kind"),
    }
    searched = {"year": "year", "person": "person", "topic": "topic"}
    searched |= {key: {"kind": "genre"}.get(key, key) for key in view.differing}
    return [
        Facet(key, names[key], values, searched.get(key, ""))
        for key, find in FACETS.items()
        if (values := _values(find(view)))
    ]


def pages(view: View) -> Iterator[Page]:
    """`interviews/<facet>/` with the values of each facet, and `interviews/<facet>/<value>/` with the interviews."""
    gettext = view.edition.ui.gettext
    for facet in facets(view):
        description = gettext("The interviews of %(publication)s, divided in one way: %(facet)s.") % {
            "publication": view.name,
            "facet": facet.name,
        }
        title = f"{gettext('Interviews')} · {facet.name}"
        body = render(view, "facets", facet.path, facet=facet)
        yield Page(facet.path, "facets", title, description, body)
        for value in facet.values:
            yield _page(view, facet, value)


def _page(view: View, facet: Facet, value: Value) -> Page:
    gettext = view.edition.ui.gettext
    path = f"{facet.path}{value.id}/"
    description = gettext("Interviews of %(publication)s under this heading: %(value)s (%(facet)s).") % {
        "publication": view.name,
        "value": value.label,
        "facet": facet.name,
    }
    body = render(view, "facet", path, facet=facet, value=value, detailed=len(value.listed) <= DETAILED)
    return Page(path, "facet", f"{gettext('Interviews')} · {value.label}", description, body)


def _values(found: Found) -> tuple[Value, ...]:
    """The values in the order in which they are found."""
    labels: dict[str, str] = {}
    listed: dict[str, list[Listed]] = {}
    for id_, label, interview, exchanges in found:
        labels.setdefault(id_, label)
        shown = exchanges[:QUESTIONS]
        listed.setdefault(id_, []).append(Listed(interview, shown, len(exchanges) - len(shown)))
    return tuple(Value(id_, label, tuple(listed[id_])) for id_, label in labels.items())


def _years(view: View) -> Found:
    for interview in view.interviews:
        if interview.date:
            yield interview.date[:4], interview.date[:4], interview, ()


def _people(view: View) -> Found:
    """Those who speak, and those who are named; people only."""
    labels = {term.id: view.label(term) for term in view.of_kind("person")}
    for interview in view.interviews:
        speaking = {p.id: p.name for p in interview.participants if p.kind == "person" and p.name}
        named = _exchanges(view, interview, "person")
        for id_ in dict.fromkeys((*speaking, *named)):
            spoken = tuple(e for e in interview.exchanges if any(turn.participant == id_ for turn in e.turns))
            yield id_, labels.get(id_, speaking.get(id_, id_)), interview, spoken or named.get(id_, ())


def _topics(view: View) -> Found:
    found = {interview.slug: _exchanges(view, interview, "topic") for interview in view.interviews}
    for term in view.of_kind("topic"):
        for interview in view.interviews:
            if term.id in found[interview.slug]:
                yield term.id, view.label(term), interview, found[interview.slug][term.id]


def _languages(view: View) -> Found:
    for interview in view.interviews:
        tag = view.source(interview).language
        yield tag, formats.language_name(tag, view.locale), interview, ()


def _kinds(view: View) -> Found:
    for interview in view.interviews:
        yield slug(interview.kind), _kind(view, interview), interview, ()


FACETS: Mapping[str, Callable[[View], Found]] = {
    "year": _years,
    "person": _people,
    "topic": _topics,
    "language": _languages,
    "kind": _kinds,
}
"""Part of the address -> how the values are found, newest interview first."""


def _exchanges(view: View, interview: Interview, kind: str) -> dict[str, tuple[Exchange, ...]]:
    """Id of each term of the kind that is mentioned -> the exchanges that do; none where only the introduction does."""
    found: dict[str, list[Exchange]] = {
        term.id: [] for term in view.terms_of(interview.slug, "intro") if term.kind == kind
    }
    for exchange in interview.exchanges:
        for term in view.terms_of(interview.slug, exchange.id):
            if term.kind == kind:
                found.setdefault(term.id, []).append(exchange)
    return {id_: tuple(exchanges) for id_, exchanges in found.items()}


def _speakers(view: View, interview: Interview, exchange: Exchange | None) -> list[str]:
    """Labels of the people who answer."""
    speaking = {turn.participant for turn in exchange.turns} if exchange else None
    return [
        view.label(view.terms[p.id]) if p.id in view.terms else p.name
        for p in interview.participants
        if p.role is not Role.INTERVIEWER and p.kind == "person" and (speaking is None or p.id in speaking)
    ]


def _kind(view: View, interview: Interview) -> str:
    gettext = view.edition.ui.gettext
    return {
        "interview": gettext("Interview"),
        "press-conference": gettext("Press conference"),
        "oral-history": gettext("Oral history"),
        "speech": gettext("Speech"),
    }[interview.kind]
