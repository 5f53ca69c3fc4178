"""People, organisations, places: what they said here, and what was said of them, never mixed up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Exchange, Interview, Role, Term
from generator.pages.page import Page, SearchRecord
from generator.pages.render import render
from generator.pages.terms import same_exchange_terms
from generator.pages.text import InterviewText
from generator.pages.view import View, shorten


@dataclass(frozen=True, slots=True)
class Appearance:
    """Exchanges of one interview in which somebody speaks."""

    interview: Interview
    role: Role
    exchanges: tuple[Exchange, ...]


def pages(view: View) -> Iterator[Page]:
    """`people/`, and `people/<id>/` for everybody and everything that speaks or is named."""
    gettext = view.edition.ui.gettext
    kinds = {
        "person": gettext("People"),
        "organisation": gettext("Organisations"),
        "place": gettext("Places"),
        "work": gettext("Works and projects"),
    }
    groups = [(name, terms) for kind, name in kinds.items() if (terms := view.of_kind(kind))]
    title = gettext("People and places")
    description = gettext("Who speaks and who or what is named in %(publication)s.") % {"publication": view.name}
    body = render(view, "people", "people/", title=title, groups=groups)
    yield Page("people/", "people", title, description, body)
    for _, terms in groups:
        for term in terms:
            yield _person(view, term, kinds[term.kind])


def _person(view: View, term: Term, kind: str) -> Page:
    path = f"people/{term.id}/"
    label = view.label(term)
    appearances = list(_appearances(view, term))
    title = term.titles.get(view.locale, "")
    note = term.notes.get(view.locale, "")
    passages = view.passages(term.id)
    body = render(
        view,
        "person",
        path,
        term=term,
        title=label,
        office=title,
        kind=kind,
        note=note,
        appearances=appearances,
        passages=passages,
        texts={i.slug: InterviewText(view, i, path, annotated=False) for i in view.interviews},
        topics=same_exchange_terms(view, term, "topic"),
        other_labels={tag: words for tag, words in term.labels.items() if tag != view.locale},
    )
    ngettext = view.edition.ui.ngettext
    count = ngettext("named in %(n)s passage", "named in %(n)s passages", len(passages)) % {"n": len(passages)}
    described = " · ".join(part.rstrip(".。") for part in (label, title, note, count) if part)
    aliases = " ".join(term.aliases.get(view.locale, ()))
    record = SearchRecord(f"<p>{title} {note}</p><p hidden>{aliases}</p>", term.kind, weight=9)
    return Page(path, "person", label, shorten(described), body, search=record)


def _appearances(view: View, term: Term) -> Iterator[Appearance]:
    for interview in view.interviews:
        role = next((p.role for p in interview.participants if p.id == term.id), None)
        if role:
            spoken = tuple(e for e in interview.exchanges if any(turn.participant == term.id for turn in e.turns))
            yield Appearance(interview, role, spoken)
