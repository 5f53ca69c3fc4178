"""The view cut down to what the pages of one interview are made from: to make them anywhere, and to know when to.

What these pages read is here or they do not have it; the pages of an interview are up to date as long as this is what
it was. `tests/test_site.py` compares pages that were made alone with those made from the whole view.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from generator.enrich.repeated import Group
from generator.model import Corpus, Interview
from generator.pages.passages import Passage
from generator.pages.view import Beyond, View

V = TypeVar("V")


def alone(view: View, slug: str) -> View:
    """The view with one interview in full, and of the others only what its pages quote and link to."""
    own, corpus = view.by_slug[slug], view.corpus
    source = view.source(own)
    groups = {id(group): group for exchange in own.exchanges for group in view.asked_again.get((slug, exchange.id), ())}
    references = view.references_to.get(slug, ())
    related = {
        (slug, exchange.id): found for exchange in own.exchanges if (found := view.related.get((slug, exchange.id)))
    }
    quoted = {(reference.later, reference.later_sentence) for reference in references}
    quoted |= {place for group in groups.values() for place in _places(group)}
    passages = {place: passage for place in sorted(quoted) if place[0] != slug and (passage := view.sentence(*place))}
    linked = [(one.slug, one.exchange) for found in related.values() for one in found if one.slug in view.by_slug]
    outlines = _outlines(view, slug, passages, linked)
    terms = {mention.term for mention in view.mentions.get(slug, ())}
    return replace(
        view,
        edition=replace(
            view.edition,
            interviews=(own,),
            sources={slug: source},
            status={slug: view.edition.status[slug]} if slug in view.edition.status else {},
        ),
        corpus=Corpus((source,), corpus.terms, _only(corpus.figures, slug), _only(corpus.mentions, slug)),
        mentions=_only(view.mentions, slug),
        related=related,
        references=tuple(references),
        parts={slug: view.parts.get(slug, {})}
        | {
            other.slug: {one.id: view.parts.get(other.slug, {}).get(one.id, ()) for one in other.exchanges}
            for other in outlines.values()
        },
        groups=tuple(groups.values()),
        changes=_only(view.changes, slug),
        statuses={locale: _only(found, slug) for locale, found in view.statuses.items()},
        retired=_only(view.retired, slug),
        guests=_only(view.guests, slug),
        readable=_only(view.readable, slug),
        prints={other: view.prints[other] for other in outlines if other in view.prints},
        beyond=Beyond(
            interviews=outlines,
            sentences={place: _moved(passage, outlines[place[0]]) for place, passage in passages.items()},
            passages={term: view.passage_count(term) for term in sorted(terms)},
            differing=view.differing,
            pictures=view.pictures,
        ),
    )


def few(view: View, slugs: Collection[str]) -> View:
    """The view with some interviews in full and no others: for pages that lists of interviews and figures are on."""
    chosen = set(slugs)

    def only(values: Mapping[str, V]) -> dict[str, V]:
        return {slug: value for slug, value in values.items() if slug in chosen}

    corpus = view.corpus
    return replace(
        view,
        edition=replace(
            view.edition,
            interviews=tuple(one for one in view.interviews if one.slug in chosen),
            sources=only(view.edition.sources),
            status=only(view.edition.status),
        ),
        corpus=Corpus(
            tuple(one for one in corpus.interviews if one.slug in chosen),
            corpus.terms,
            only(corpus.figures),
            only(corpus.mentions),
        ),
        mentions=only(view.mentions),
        related={},
        references=(),
        parts=only(view.parts),
        groups=tuple(group for group in view.groups if {slug for slug, _ in _places(group)} <= chosen),
        changes=only(view.changes),
        statuses={locale: only(found) for locale, found in view.statuses.items()},
        retired=only(view.retired),
        guests=only(view.guests),
        readable=only(view.readable),
        prints={},
    )


def known(view: View) -> tuple[object, ...]:
    """All that an alone view has that does not follow from the interview's own files, for its digest."""
    (own,) = view.interviews
    beyond = view.beyond
    assert beyond
    return (
        own.former_slugs,
        view.related,
        view.references,
        {slug: found for slug, found in view.parts.items() if slug != own.slug},
        view.groups,
        view.changes,
        view.statuses,
        view.readable,
        [_outlined(view, one) for one in beyond.interviews.values()],
        [(place, None if passage.exchange else passage.paragraph) for place, passage in beyond.sentences.items()],
        beyond.passages,
        sorted(beyond.differing),
        beyond.pictures,
    )


def _outlined(view: View, outline: Interview) -> tuple[object, ...]:
    """What there is in an outline; of whole exchanges, whose words are many, the digest that is known already.

    That is of the words as published: for those of a translation, its catalog has to be known as well.
    """
    prints = view.prints.get(outline.slug, {})
    exchanges = [prints.get(one.id, one) if one.turns else one for one in outline.exchanges]
    return replace(outline, exchanges=()), exchanges


def _only(values: Mapping[str, V], slug: str) -> dict[str, V]:
    return {slug: values[slug]} if slug in values else {}


def _places(group: Group) -> Iterator[tuple[str, str]]:
    for question in group.questions:
        slug, _, sentence = question.partition("/")
        yield slug, sentence


def _outlines(
    view: View, slug: str, passages: dict[tuple[str, str], Passage], linked: list[tuple[str, str]]
) -> dict[str, Interview]:
    """The other interviews, each with the exchanges that are quoted, and with the titles of those that are linked."""
    whole: dict[str, set[str]] = {}
    for (other, _), passage in passages.items():
        whole.setdefault(other, set()).update({passage.exchange.id} if passage.exchange else ())
    titles: dict[str, set[str]] = {}
    for other, exchange in linked:
        if other != slug:
            titles.setdefault(other, set()).add(exchange)
    return {
        other: _outline(view.by_slug[other], whole.get(other, set()), titles.get(other, set()))
        for other in sorted(whole | titles)
    }


def _outline(interview: Interview, whole: set[str], titles: set[str]) -> Interview:
    exchanges = tuple(
        exchange if exchange.id in whole else replace(exchange, turns=())
        for exchange in interview.exchanges
        if exchange.id in whole or exchange.id in titles
    )
    return replace(interview, introduction=(), exchanges=exchanges)


def _moved(passage: Passage, outline: Interview) -> Passage:
    return replace(passage, interview=outline)
