"""Corpus -> for each exchange the few that have most to do with it, and why; and who quotes whom.

What two exchanges share counts the more the rarer it is: first the terms of the vocabulary, then, to decide between
equals, the words. Both are looked up in an index, and what very many exchanges share is not followed, so that the
work grows with the corpus and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from generator import markup
from generator.enrich.content import content
from generator.enrich.similarity import Index
from generator.model import Corpus, Exchange, Role, Term

Address = tuple[str, str]
"""Slug of the interview and id of the exchange."""

Words = tuple[tuple[str, str], ...]
"""Languages, each with the words of a text in it that carry meaning, stemmed, as often as they occur, with spaces."""

_TERMS = 8.0
"""How much terms outweigh words: these decide where the terms leave it open. Like the three weights below, this is
what serves the eleven questions of the first interview, in each of its languages alike."""

_NAME = 0.3
"""What a mention of a name counts beside that of a topic: two answers that name a country are not yet related."""

_ASKED = 5.0
"""What a mention in the question counts beside one in the answer."""

_BROADER = 0.75
"""What a mention counts for the broader term."""

_LEAST = 0.05
"""The least cosine, of terms or of words, that makes two exchanges related."""

_COMMON = 60
"""A word that more exchanges have is not followed: of a thousand interviews, most of the time would go into those."""


@dataclass(frozen=True, slots=True)
class Related:
    """An exchange that has to do with another."""

    slug: str
    exchange: str
    terms: tuple[str, ...]
    """Ids of the terms both are about, the most telling first: the reason to show."""
    words: tuple[str, ...]
    """Words (as stems) both use, the most telling first: the reason where no term is shared."""


def related(
    corpus: Corpus, limit: int = 3, known: Mapping[str, Mapping[str, Words]] | None = None
) -> Mapping[Address, tuple[Related, ...]]:
    """The related exchanges of every exchange, the closest first, at most `limit`.

    `known` are the `words` of each exchange, by slug and id, where somebody has them.
    """
    by_terms, by_words = Index(_terms(corpus)), Index(_counted(corpus, known or {}), _COMMON)
    found = {}
    for address in by_words.weights:
        terms, words = by_terms.near(address), by_words.near(address)
        close = [other for cosines in (terms, words) for other, cosine in cosines.items() if cosine >= _LEAST]
        # Rounded, so that what is equal does not depend on the order of additions.
        scores = {other: round(_TERMS * terms.get(other, 0.0) + words.get(other, 0.0), 9) for other in close}
        near = sorted(scores, key=lambda other: (-scores[other], other))
        found[address] = tuple(
            Related(*other, by_terms.shared(address, other), by_words.shared(address, other)[:5])
            for other in near[:limit]
        )
    return found


def _terms(corpus: Corpus) -> dict[Address, dict[str, float]]:
    """How much each exchange has to do with each term: what is asked about more than what an answer passes by."""
    terms = {term.id: term for term in corpus.terms}
    found: dict[Address, dict[str, float]] = {}
    for interview in corpus.interviews:
        mentioned: dict[str, list[str]] = defaultdict(list)
        for mention in corpus.mentions.get(interview.slug, ()):
            mentioned[mention.sentence].append(mention.term)
        for exchange in interview.exchanges:
            counted: dict[str, float] = defaultdict(float)
            for turn in exchange.turns:
                asked = 1.0 if turn.role is Role.RESPONDENT else _ASKED
                for paragraph in turn.paragraphs:
                    # Once for a paragraph: how often a word is repeated is a matter of style, and of the language.
                    for id_ in sorted({id_ for sentence in paragraph.sentences for id_ in mentioned[sentence.id]}):
                        weight = asked if terms[id_].kind == "topic" else asked * _NAME
                        counted[f"term:{id_}"] += weight
                        for under in _with_broader(id_, terms):
                            counted[f"under:{under}"] += weight * _BROADER
            found[interview.slug, exchange.id] = counted
    return found


def _with_broader(id_: str, terms: Mapping[str, Term]) -> list[str]:
    """A term, and what it is a part of: an answer on oil and one on gas have energy in common."""
    above = [id_]
    while terms[above[-1]].broader:
        above.append(terms[above[-1]].broader)
    return above


def words(exchange: Exchange) -> Words:
    """The words of an exchange, each in the language of its paragraph."""
    found: dict[str, list[str]] = {}
    for turn in exchange.turns:
        for paragraph in turn.paragraphs:
            text = " ".join(markup.plain(sentence.text) for sentence in paragraph.sentences)
            language = paragraph.language.partition("-")[0]
            found.setdefault(language, []).extend(content(text, language))
    return tuple((language, " ".join(said)) for language, said in found.items())


def _counted(corpus: Corpus, known: Mapping[str, Mapping[str, Words]]) -> dict[Address, dict[str, float]]:
    """How often each exchange uses each word of its language."""
    found: dict[Address, dict[str, float]] = {}
    for interview in corpus.interviews:
        own = known.get(interview.slug, {})
        for exchange in interview.exchanges:
            counted: Counter[str] = Counter()
            for language, said in own[exchange.id] if exchange.id in own else words(exchange):
                counted.update(f"{language}:{word}" for word in said.split(" ") if word)
            found[interview.slug, exchange.id] = dict(counted)
    return found
