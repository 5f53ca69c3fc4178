"""Everything the pages of one edition are made from, with the look-ups they need, computed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator import markup
from generator.config import FILE, Settings
from generator.enrich.mentions import weights
from generator.enrich.questions import Part
from generator.enrich.references import Reference
from generator.enrich.related import Related
from generator.enrich.repeated import Group
from generator.history import Change
from generator.l10n import formats
from generator.l10n.editions import Edition
from generator.l10n.status import Status
from generator.model import (
    Corpus,
    Exchange,
    Figure,
    Interview,
    Mention,
    Paragraph,
    Sentence,
    Term,
)
from generator.pages.passages import Passage, paragraphs
from generator.pages.search_strings import strings

if TYPE_CHECKING:
    from generator.pages.accounts import Account
    from generator.pages.rows import Row

NEAREST = 12
"""So many others that were asked the same are named with an exchange: a thousand pages would name a thousand each."""

MOST_PICTURES = 500
"""With more exchanges, they share the picture of their interview: a thousand interviews would bring a gigabyte."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked in the text of an interview, by where it stands."""

    figures: Mapping[str, list[Figure]]
    """Sentence -> figures said in it."""
    mentions: Mapping[str, list[Mention]]
    """Sentence -> terms mentioned in the edition's words."""
    retired: Mapping[str, list[str]]
    """Id -> retired ids whose old links land on it."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """What the pages of one interview know of the rest of the publication, where they are made alone."""

    interviews: Mapping[str, Interview]
    """Slug -> those they lead to, with the exchanges they lead to only."""
    sentences: Mapping[tuple[str, str], Passage]
    """(slug, sentence id) -> those they quote."""
    passages: Mapping[str, int]
    """Term that the interview mentions -> number of passages in the whole publication."""
    differing: frozenset[str]
    pictures: bool


@dataclass(frozen=True)
class View:
    """One edition, seen by its pages."""

    settings: Settings
    edition: Edition
    corpus: Corpus
    """The source-language publication, enriched: its ids hold in every edition."""
    mentions: Mapping[str, tuple[Mention, ...]]
    """Slug -> mentions found in the words of this edition: what is marked in the text."""
    related: Mapping[tuple[str, str], tuple[Related, ...]] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    """Sentences of later interviews that take up earlier ones."""
    parts: Mapping[str, Mapping[str, tuple[Part, ...]]] = field(default_factory=dict)
    """Slug -> exchange -> what was asked, part by part, with the sentences that answer it."""
    groups: tuple[Group, ...] = ()
    """Every question asked in the publication, the same ones together."""
    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    """Slug -> changes of the published words, oldest first."""
    statuses: Mapping[str, Mapping[str, Status]] = field(default_factory=dict)
    """Locale -> slug -> how far the translation is."""
    retired: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Slug -> retired id -> the id its old links land on."""
    guests: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Slug -> exchange -> ids of other exchanges that had their place on its page at some time."""
    readable: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Slug -> exchange (empty for the interview) -> locales in which at least part of it is translated or published."""
    prints: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Slug -> exchange -> digest of it as published."""
    beyond: Beyond | None = None
    """Where the view is of one interview alone (`alone`): what its pages know of the others."""

    @property
    def locale(self) -> str:
        """BCP 47 tag of the edition."""
        return self.edition.locale

    @property
    def name(self) -> str:
        """The publication's name in this edition."""
        return self._of_settings(0, self.settings.name)

    @property
    def description(self) -> str:
        """What the publication is, in this edition."""
        return self._of_settings(1, self.settings.description)

    def _of_settings(self, at: int, default: str) -> str:
        blocks = self.edition.pages.get(FILE, ())
        return markup.plain(blocks[at].words) if at < len(blocks) else default

    @cached_property
    def search_words(self) -> Mapping[str, object]:
        """The words of the search dialog, for its script."""
        return strings(self.edition.ui.gettext, self.edition.ui.ngettext)

    @cached_property
    def interviews(self) -> tuple[Interview, ...]:
        """The edition's interviews, newest first."""
        return self.edition.interviews

    @cached_property
    def by_slug(self) -> dict[str, Interview]:
        """Slug -> interview in this edition."""
        return {interview.slug: interview for interview in self.interviews} | dict(
            self.beyond.interviews if self.beyond else {}
        )

    @cached_property
    def terms(self) -> dict[str, Term]:
        """Id -> term."""
        return {term.id: term for term in self.corpus.terms}

    def figures(self, slug: str) -> list[Figure]:
        """The figures of an interview that may be published, in the order of the text, duplicates too."""
        if slug not in self._figures:
            found = {
                figure.id: figure for figure in self.corpus.figures.get(slug, ()) if figure.status in self._statuses
            }
            self._figures[slug] = [replace(figure, duplicate_of=_first(figure, found)) for figure in found.values()]
        return self._figures[slug]

    def has_figures(self, slug: str) -> bool:
        """Whether any figure of the interview may be published."""
        return any(figure.status in self._statuses for figure in self.corpus.figures.get(slug, ()))

    @property
    def _statuses(self) -> tuple[str, ...]:
        """Of figures that may be published."""
        return ("confirmed",) if self.settings.figures == "confirmed" else ("confirmed", "proposed")

    @cached_property
    def _figures(self) -> dict[str, list[Figure]]:
        return {}

    @cached_property
    def rows(self) -> dict[str, list[Row]]:
        """Slug -> the rows of its figures, repetitions too, once `rows.rows` was asked for some of them."""
        return {}

    @cached_property
    def accounts(self) -> dict[str, Account]:
        """Slug -> the account of its figures, once it was made or found among what was kept."""
        return {}

    @cached_property
    def records(self) -> dict[str, Callable[[], Any]]:
        """Slug -> what gives the records of its figures (`exports.datapackage.Texts`), or None where they were lost."""
        return {}

    def marks(self, slug: str) -> Marks:
        """What is marked in the text of an interview."""
        if slug not in self._marks:
            marks = Marks(defaultdict(list), defaultdict(list), defaultdict(list))
            for figure in self.figures(slug):
                marks.figures[figure.sentence].append(figure)
            for mention in self.mentions.get(slug, ()):
                marks.mentions[mention.sentence].append(mention)
            for old, new in self.retired.get(slug, {}).items():
                marks.retired[new].append(old)
            self._marks[slug] = marks
        return self._marks[slug]

    @cached_property
    def _marks(self) -> dict[str, Marks]:
        return {}

    def label(self, term: Term) -> str:
        """The term's preferred label in this edition."""
        return self.edition.term_label(term)

    @cached_property
    def _passages(self) -> dict[str, list[Passage]]:
        found: dict[str, list[Passage]] = defaultdict(list)
        for interview in sorted(self.interviews, key=lambda interview: (interview.date, interview.slug)):
            by_sentence: dict[str, list[str]] = defaultdict(list)
            for mention in self.corpus.mentions.get(interview.slug, ()):
                if mention.term not in by_sentence[mention.sentence]:
                    by_sentence[mention.sentence].append(mention.term)
            for exchange, turn, paragraph in paragraphs(interview):
                run: dict[str, list[Sentence]] = {}
                for sentence in (*paragraph.sentences, None):
                    here = by_sentence.get(sentence.id, []) if sentence else []
                    for term in [term for term in run if term not in here]:
                        found[term].append(Passage(interview, exchange, turn, paragraph, tuple(run.pop(term))))
                    for term in here:
                        run.setdefault(term, []).append(sentence)  # type: ignore[arg-type]  # here is empty without one
        return found

    def passages(self, term: str) -> list[Passage]:
        """Every passage that mentions the term, in time order."""
        return self._passages.get(term, [])

    def passage_count(self, term: str) -> int:
        """How many passages mention the term."""
        return self.beyond.passages[term] if self.beyond else len(self.passages(term))

    @cached_property
    def references_to(self) -> dict[str, list[Reference]]:
        """Slug -> references to the interview."""
        found: dict[str, list[Reference]] = defaultdict(list)
        for reference in self.references:
            found[reference.earlier].append(reference)
        return found

    @cached_property
    def _topics(self) -> dict[tuple[str, str], list[Term]]:
        counts: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        for slug, mentions in self.corpus.mentions.items():
            for mention in mentions:
                key = (slug, mention.sentence.split(".")[0])
                counts[key][mention.term] = counts[key].get(mention.term, 0) + 1
        return {
            key: [self.terms[term] for term in sorted(terms, key=lambda term: -terms[term]) if term in self.terms]
            for key, terms in counts.items()
        }

    def terms_of(self, slug: str, exchange: str) -> list[Term]:
        """The terms mentioned in an exchange, the most mentioned first."""
        return self._topics.get((slug, exchange), [])

    def topics_of(self, slug: str, exchange: str) -> list[Term]:
        """The topics of an exchange, the most mentioned first."""
        return [term for term in self.terms_of(slug, exchange) if term.kind == "topic"]

    def of_kind(self, *kinds: str) -> list[Term]:
        """Terms of the kinds that are mentioned or take part, in the order of the vocabulary."""
        speaking = {participant.id for interview in self.interviews for participant in interview.participants}
        return [t for t in self.corpus.terms if t.kind in kinds and (t.id in speaking or self.passages(t.id))]

    @cached_property
    def with_pages(self) -> frozenset[str]:
        """Ids of the terms that have a page: they are mentioned, or they speak."""
        return frozenset(term.id for term in self.of_kind(*{term.kind for term in self.corpus.terms}))

    def places(self, slug: str, sentence: str) -> list[Mention]:
        """Where terms are mentioned in the words that this edition has for a sentence."""
        return [mention for mention in self.mentions.get(slug, ()) if mention.sentence == sentence]

    @cached_property
    def _asked_about(self) -> dict[str, list[tuple[Interview, Exchange]]]:
        found: dict[str, list[tuple[Interview, Exchange]]] = defaultdict(list)
        for interview in sorted(self.interviews, key=lambda interview: (interview.date, interview.slug)):
            weighed = weights(interview, self.corpus.mentions.get(interview.slug, ()))
            for exchange in interview.exchanges:
                for weight in weighed.get(exchange.id, ()):
                    if weight.question or weight.relevance == "primary":
                        found[weight.term].append((interview, exchange))
        return found

    def asked_about(self, term: str) -> list[tuple[Interview, Exchange]]:
        """The exchanges that ask about a term or dwell on it, in time order."""
        return self._asked_about.get(term, [])

    @cached_property
    def asked_again(self) -> dict[tuple[str, str], list[Group]]:
        """(slug, exchange) -> groups of the same question to which one of the exchange's questions belongs.

        Of a group of very many, those nearest in time.
        """
        found: dict[tuple[str, str], list[Group]] = defaultdict(list)
        for group in self.groups:
            done = set()
            for at, question in enumerate(group.questions if len(group.questions) > 1 else ()):
                slug, _, sentence = question.partition("/")
                place = slug, sentence.split(".")[0]
                if place not in done:
                    found[place].append(_around(group, at))
                    done.add(place)
        return found

    @cached_property
    def differing(self) -> frozenset[str]:
        """Of `language` and `kind`, those in which the interviews of the publication differ."""
        if self.beyond:
            return self.beyond.differing
        values = {
            "language": {interview.language for interview in self.edition.sources.values()},
            "kind": {interview.kind for interview in self.interviews},
        }
        return frozenset(name for name, found in values.items() if len(found) > 1)

    def exchange_title(self, exchange: Exchange) -> str:
        """The exchange's short title as inline Markdown, or its number where nobody gave it one."""
        if exchange.title.words:
            return exchange.title.words
        if not exchange.number:
            return self.edition.ui.gettext("Opening statement")
        return self.edition.ui.gettext("Question %(number)s") % {"number": exchange.number}

    def date(self, iso: str) -> str:
        """A date, month or year as the edition writes it."""
        return formats.date(iso, self.locale) if iso else ""

    def departed(self, slug: str, exchange: str) -> list[tuple[str, str]]:
        """Ids that had their place on the exchange's page and have it elsewhere now, each with the id it leads to."""
        return self._departed.get((slug, exchange), [])

    @cached_property
    def _departed(self) -> dict[tuple[str, str], list[tuple[str, str]]]:
        found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for interview in self.interviews:
            home: dict[str, str] = {}
            for exchange, _, paragraph in paragraphs(self.source(interview)):
                where = exchange.id if exchange else "intro"
                home |= {where: where, paragraph.id: where} | {sentence.id: where for sentence in paragraph.sentences}
            leads = {identifier: identifier for identifier in home} | dict(self.retired.get(interview.slug, {}))
            guests = self.guests.get(interview.slug, {})
            stood = [(identifier, identifier.split(".")[0]) for identifier in leads]
            stood += [(identifier, exchange) for exchange, identifiers in guests.items() for identifier in identifiers]
            for old, page in stood:
                if home.get(leads[old], "") != page:
                    found[interview.slug, page].append((old, leads[old]))
        return found

    def published(self, slug: str) -> dict[str, Paragraph]:
        """Paragraphs of an interview as published, by id."""
        if slug not in self._published:
            found = paragraphs(self.edition.sources[slug]) if slug in self.edition.sources else ()
            self._published[slug] = {paragraph.id: paragraph for _, _, paragraph in found}
        return self._published[slug]

    @cached_property
    def _published(self) -> dict[str, dict[str, Paragraph]]:
        return {}

    def source(self, interview: Interview) -> Interview:
        """The interview as published."""
        return self.edition.sources[interview.slug]

    def sentence(self, slug: str, id_: str) -> Passage | None:
        """A sentence where it stands; None where the edition does not have it.

        It is looked for: of a large publication only few are asked for, again and again.
        """
        if (slug, id_) not in self._sentences:
            self._sentences[slug, id_] = self._found(slug, id_)
        return self._sentences[slug, id_]

    @cached_property
    def _sentences(self) -> dict[tuple[str, str], Passage | None]:
        return dict(self.beyond.sentences) if self.beyond else {}

    def _found(self, slug: str, id_: str) -> Passage | None:
        interview = self._own.get(slug)
        if not interview:
            return None
        likely = id_.partition(".")[0]
        near = [exchange for exchange in interview.exchanges if exchange.id == likely]
        for places in (paragraphs(replace(interview, introduction=(), exchanges=tuple(near))), paragraphs(interview)):
            for exchange, turn, paragraph in places:
                for sentence in paragraph.sentences:
                    if sentence.id == id_:
                        return Passage(interview, exchange, turn, paragraph, (sentence,))
        return None

    @cached_property
    def _own(self) -> dict[str, Interview]:
        return {interview.slug: interview for interview in self.interviews}

    @cached_property
    def pictures(self) -> bool:
        """Whether exchanges have pictures of their own."""
        if self.beyond:
            return self.beyond.pictures
        return sum(len(interview.exchanges) for interview in self.interviews) <= MOST_PICTURES

    def is_translation(self, interview: Interview) -> bool:
        """Whether this edition shows the interview in another language than it was published in."""
        return self.source(interview).language != self.locale

    def is_parallel(self, interview: Interview) -> bool:
        """Whether there is something to read side by side with the published text."""
        readable = self.readable.get(interview.slug, {}).get("", ())
        return self.is_translation(interview) and self.locale in readable


def _first(figure: Figure, found: Mapping[str, Figure]) -> str:
    """Id of the first of the published figures that says the same; empty where it is the first itself."""
    seen = {figure.id}
    at = figure
    while at.duplicate_of in found and at.duplicate_of not in seen:
        at = found[at.duplicate_of]
        seen.add(at.id)
    return "" if at is figure else at.id


def _around(group: Group, at: int) -> Group:
    """The question at a place of a group and the nearest others."""
    if len(group.questions) <= NEAREST + 1:
        return group
    first = min(max(0, at - NEAREST // 2), len(group.questions) - NEAREST - 1)
    return replace(group, questions=group.questions[first : first + NEAREST + 1])
