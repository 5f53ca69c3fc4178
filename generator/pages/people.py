"""People, organisations, places: what they said here, and what was said of them, never mixed up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from generator.model import Exchange, Interview, Role, Term
from generator.pages import terms
from generator.pages.page import Page, SearchRecord
from generator.pages.passages import Passage, shorten
from generator.pages.render import render
from generator.pages.timeline import timeline
from generator.pages.view import View

DETAILED = 12
"""So many interviews are listed with the questions in which somebody speaks, the others by title."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """Exchanges of one interview in which somebody speaks."""

    interview: Interview
    role: Role
    exchanges: tuple[Exchange, ...]


@dataclass(frozen=True, slots=True)
class Part(terms.OfTerm):
    """`people/<id>/`."""

    @property
    def name(self) -> str:
        """Under which it is kept."""
        return f"people/{self.term}"

    def pages(self, view: View) -> Iterator[Page]:
        """The page."""
        yield _person(view, view.terms[self.term])


def pages(view: View) -> Iterator[Page]:
    """`people/`, and `people/<id>/` for everybody and everything that speaks or is named."""
    yield from overview(view)
    for part in parts(view):
        yield from part.pages(view)


def parts(view: View) -> Iterator[Part]:
    """Everybody and everything that speaks or is named."""
    found = view.of_kind(*(kind for kind in terms.kinds(view.edition.ui.gettext) if kind != "topic"))
    return (Part(*one) for one in terms.sources(view, found))


def overview(view: View) -> Iterator[Page]:
    """`people/`."""
    gettext = view.edition.ui.gettext
    kinds = {
        "person": gettext("People"),
        "organisation": gettext("Organisations"),
        "place": gettext("Places"),
        "work": gettext("Works and projects"),
    }
    groups = [(name, found) for kind, name in kinds.items() if (found := view.of_kind(kind))]
    title = gettext("People and places")
    description = gettext("Who speaks and who or what is named in %(publication)s.") % {"publication": view.name}
    body = render(view, "people", "people/", title=title, groups=groups)
    yield Page("people/", "people", title, description, body)


def _person(view: View, term: Term) -> Page:
    path = f"people/{term.id}/"
    label = view.label(term)
    gettext, ngettext = view.edition.ui.gettext, view.edition.ui.ngettext
    appearances = list(_appearances(view, term))
    title = term.titles.get(view.locale, "")
    note = term.notes.get(view.locale, "")
    named, own = _passages(view, term)
    body = render(
        view,
        "person",
        path,
        term=term,
        title=label,
        office=title,
        kind=terms.kinds(gettext)[term.kind],
        note=note,
        roles={
            Role.INTERVIEWER: gettext("asks the questions"),
            Role.MODERATOR: gettext("moderates"),
            Role.RESPONDENT: gettext("answers"),
        },
        appearances=appearances,
        most=DETAILED,
        answered=sum(_numbered(one) for one in appearances if one.role is Role.RESPONDENT),
        asked=sum(_numbered(one) for one in appearances if one.role is Role.INTERVIEWER),
        passages=named,
        quotes=terms.quotes(view, term, named),
        own=terms.quotes(view, term, own),
        timeline=timeline(view, named),
        figures=list(islice(terms.figures_in(view, named), terms.ASKED)),
        topics=terms.same_exchange_terms(view, term, "topic"),
        links=terms.links(term),
        other_labels={tag: words for tag, words in term.labels.items() if tag != view.locale},
    )
    count = ngettext("named in %(n)s passage", "named in %(n)s passages", len(named)) % {"n": len(named)}
    described = " · ".join(part.rstrip(".。") for part in (label, title, note, count) if part)
    aliases = " ".join(term.aliases.get(view.locale, ()))
    record = SearchRecord(f"<p>{title} {note}</p><p hidden>{aliases}</p>", term.kind, weight=9)
    return Page(path, "person", label, shorten(described), body, search=record)


def _appearances(view: View, term: Term) -> Iterator[Appearance]:
    """The interviews in which somebody speaks, newest first."""
    for interview in view.interviews:
        role = next((p.role for p in interview.participants if p.id == term.id), None)
        if role:
            spoken = tuple(e for e in interview.exchanges if any(turn.participant == term.id for turn in e.turns))
            yield Appearance(interview, role, spoken)


def _numbered(appearance: Appearance) -> int:
    return sum(1 for exchange in appearance.exchanges if exchange.number)


def _passages(view: View, term: Term) -> tuple[list[Passage], list[Passage]]:
    """What others say of somebody, and the passages in which they name themselves."""
    named: list[Passage] = []
    own: list[Passage] = []
    for passage in view.passages(term.id):
        (own if passage.turn and passage.turn.participant == term.id else named).append(passage)
    return named, own
