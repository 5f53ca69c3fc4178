"""What pages of topics, people, organisations and places have in common: quotations, kin, figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator import markup
from generator.cache import digest
from generator.l10n import formats
from generator.model import Exchange, Interview, Term
from generator.pages.page import Download
from generator.pages.passages import Passage
from generator.pages.rows import Row, rows
from generator.pages.view import View

RELATED = 6
"""So many related terms are shown."""

QUOTED = 100
"""So many passages are quoted on a page."""

ASKED = 60
"""So many questions, or figures, are listed on a page."""

AUTHORITIES = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
    "viaf": ("VIAF", "https://viaf.org/viaf/{}"),
    "gnd": ("GND", "https://d-nb.info/gnd/{}"),
    "isni": ("ISNI", "https://isni.org/isni/{}"),
    "geonames": ("GeoNames", "https://www.geonames.org/{}/"),
    "ror": ("ROR", "https://ror.org/{}"),
    "url": ("", "{}"),
}
"""Key of a term's `links` -> name of the authority, and the address of an identifier."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage as the page of a term shows it."""

    passage: Passage
    words: Markup
    """Its sentences with the words that mention the term marked."""
    more: int
    """Passages of the same answer, or interview, that are not quoted."""
    whole: bool
    """What is not quoted stands elsewhere in the interview, not only in the same answer."""
    proposed: bool
    """Nobody has confirmed that it is about the term."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Terms that have to do with a topic, and why."""

    broader: tuple[Term, ...]
    """From the nearest to the widest, as the vocabulary has it."""
    narrower: tuple[Term, ...]
    related: tuple[Term, ...]
    """As the vocabulary has it, in either direction."""
    together: tuple[Term, ...]
    """Others, most often mentioned in the same exchanges."""


@dataclass(frozen=True, slots=True)
class OfTerm:
    """The page of a term: what it is made from, for those who keep it (`pages.Part`)."""

    term: str
    slugs: tuple[str, ...]
    """The interviews that mention it, or in which it speaks."""
    around: str
    """Digest of the terms that have a page, and of the days of all interviews: there is a time line on the page."""

    @property
    def apart(self) -> bool:
        """It is made where the view is."""
        return False

    def cut(self, view: View) -> View:
        """The whole view: some terms occur nearly everywhere."""
        return view

    def downloads(self, view: View) -> Iterator[Download]:
        """None."""
        return iter(())

    def extracts(self, view: View) -> Mapping[str, Any]:
        """None."""
        return {}


def sources(view: View, found: Iterable[Term]) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """What the pages of terms are made from: the fields of `OfTerm`."""
    speaking: dict[str, dict[str, None]] = {}
    for interview in view.interviews:
        here = [mention.term for mention in view.corpus.mentions.get(interview.slug, ())]
        here += [mention.term for mention in view.mentions.get(interview.slug, ())]
        for id_ in (*here, *(participant.id for participant in interview.participants)):
            speaking.setdefault(id_, {})[interview.slug] = None
    around = digest(sorted(view.with_pages), [interview.date for interview in view.interviews])
    for term in found:
        yield term.id, tuple(speaking.get(term.id, ())), around


def quotes(view: View, term: Term, passages: Sequence[Passage]) -> list[Quote]:
    """The passages; where there are very many, one of each answer, or one of each of the latest interviews."""
    groups: dict[tuple[str, ...], list[Passage]] = {}
    whole = False
    for scope in (_paragraph, _exchange, _interview):
        groups = {}
        whole = scope is _interview
        for passage in passages:
            groups.setdefault(scope(passage), []).append(passage)
        if len(groups) <= QUOTED:
            break
    return [_quote(view, term, group, whole) for group in list(groups.values())[-QUOTED:]]


def _paragraph(passage: Passage) -> tuple[str, ...]:
    return passage.interview.slug, passage.anchor


def _exchange(passage: Passage) -> tuple[str, ...]:
    return passage.interview.slug, passage.exchange.id if passage.exchange else ""


def _interview(passage: Passage) -> tuple[str, ...]:
    return (passage.interview.slug,)


def _quote(view: View, term: Term, group: Sequence[Passage], whole: bool) -> Quote:
    passage = group[0]
    slug = passage.interview.slug
    said = [sentence for sentence in passage.sentences if sentence.text]
    found = {s.id: [mention for mention in view.places(slug, s.id) if mention.term == term.id] for s in said}
    words = formats.joiner(passage.paragraph.language).join(
        markup.annotate(s.text, [(one.start, one.end, "<mark>", "</mark>") for one in found[s.id] if one.end])
        for s in said
    )
    statuses = {mention.status for mentions in found.values() for mention in mentions}
    return Quote(passage, Markup(words), len(group) - 1, whole, statuses == {"proposed"})


def kin(view: View, term: Term) -> Kin:
    """What the vocabulary says of a topic's relations, and the topics it is spoken of with; only those with pages."""
    terms = [other for other in view.corpus.terms if other.id in view.with_pages and other.id != term.id]
    broader: list[Term] = []
    above = term.broader
    while above in view.terms and view.terms[above] not in broader:
        broader.append(view.terms[above])
        above = view.terms[above].broader
    narrower = [other for other in terms if other.broader == term.id]
    related = [other for other in terms if other.id in term.related or term.id in other.related]
    declared = {other.id for other in (*broader, *narrower, *related)}
    together = [other for other in same_exchange_terms(view, term, "topic", limit=None) if other.id not in declared]
    shown = tuple(one for one in broader if one.id in view.with_pages)
    return Kin(shown, tuple(narrower), tuple(related), tuple(together[:RELATED]))


def same_exchange_terms(view: View, term: Term, *kinds: str, limit: int | None = RELATED) -> list[Term]:
    """Terms of the kinds most often mentioned in the same exchanges, those the editor declared related first."""
    counts: Counter[str] = Counter()
    for slug, exchange in {(p.interview.slug, p.exchange.id) for p in view.passages(term.id) if p.exchange}:
        counts.update(
            other.id for other in view.terms_of(slug, exchange) if other.kind in kinds and other.id != term.id
        )
    declared = [identifier for identifier in term.related if identifier in view.with_pages]
    ranked = declared + [identifier for identifier, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    return [view.terms[identifier] for identifier in dict.fromkeys(ranked)][:limit]


def figures_in(view: View, passages: Iterable[Passage]) -> Iterator[Row]:
    """The figures said in the sentences of passages, in their order; rows are made only of interviews that have any."""
    for passage in passages:
        slug = passage.interview.slug
        ids = {sentence.id for sentence in passage.sentences}
        if not any(figure.sentence in ids for figure in view.corpus.figures.get(slug, ())):
            continue
        said = rows(view, view.by_slug[slug])
        for sentence in passage.sentences:
            yield from (row for row in said if row.figure.sentence == sentence.id)


def by_interview(found: Iterable[tuple[Interview, Exchange]]) -> list[tuple[Interview, list[Exchange]]]:
    """Exchanges by interview, the order kept."""
    groups: dict[str, tuple[Interview, list[Exchange]]] = {}
    for interview, exchange in found:
        groups.setdefault(interview.slug, (interview, []))[1].append(exchange)
    return list(groups.values())


def links(term: Term) -> list[tuple[str, str, str]]:
    """Authority, identifier and address of each verified identifier of a term."""
    return [
        (AUTHORITIES[key][0], identifier, AUTHORITIES[key][1].format(identifier))
        for key, identifier in term.links.items()
    ]


def kinds(gettext: Callable[[str], str]) -> dict[str, str]:
    """Kind of a term -> what one of the kind is called."""
    return {
        "topic": gettext("Topic"),
        "person": gettext("Person"),
        "organisation": gettext("Organisation"),
        "place": gettext("Place"),
        "work": gettext("Work or project"),
    }
