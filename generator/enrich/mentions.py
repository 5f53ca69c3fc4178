"""Interview and vocabulary -> where each term is mentioned, and which passages are about what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import markup
from generator.enrich.matching import Matcher, Span, matcher
from generator.model import Exchange, Interview, Mention, Paragraph, Role, Term

__all__ = ["Matcher", "Passage", "Skipped", "Weight", "find", "passages", "reviewed", "survey", "weights"]

_DWELT_ON = 3
"""So many sentences of an answer make it an answer about a term."""

INTRODUCTION = "intro"
"""Stands for an exchange where a passage is in the introduction."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Words that were left alone because they could mean more than one term."""

    sentence: str
    """Id of the sentence."""
    start: int
    end: int
    terms: tuple[str, ...]
    """Ids of the terms that claim them."""
    reason: str
    """For the editor, in a few words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that mentions a term, or that an editor has put under it."""

    term: str
    exchange: str
    """Id of the exchange, or `intro`."""
    paragraph: str
    sentences: tuple[str, ...]
    """Ids of the sentences that do, in order."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How much an exchange has to do with a term."""

    term: str
    question: int
    """Sentences of the interviewer (or moderator) that mention it."""
    answer: int
    """Sentences of the respondent that do."""
    relevance: str
    """`primary`: asked about and answered, or dwelt on; `secondary`: asked about, or twice in the answer; `mention`."""


def find(interview: Interview, terms: tuple[Term, ...]) -> tuple[Mention, ...]:
    """Where the terms are mentioned, in the order of the text; each paragraph is read in the language it is in."""
    return survey(interview, terms)[0]


def survey(interview: Interview, terms: tuple[Term, ...]) -> tuple[tuple[Mention, ...], tuple[Skipped, ...]]:
    """`find`, and what it left alone.

    Words that several terms claim go to the one among them that the interview mentions elsewhere by words of its own
    ("Bush" in an interview that also says "George W. Bush"); where none or several are, they are skipped.
    """
    spans = list(_spans(interview, terms))
    certain = {span.terms[0] for _, span in spans if len(span.terms) == 1}
    found, skipped = [], []
    for sentence, span in spans:
        meant = span.terms if len(span.terms) == 1 else tuple(term for term in span.terms if term in certain)
        if len(meant) == 1:
            found.append(Mention(meant[0], sentence, span.start, span.end))
        else:
            reason = f"could be {' or '.join(span.terms)}, and the interview does not say which"
            skipped.append(Skipped(sentence, span.start, span.end, span.terms, reason))
    return tuple(found), tuple(skipped)


def reviewed(
    interview: Interview,
    found: Iterable[Mention],
    added: Collection[tuple[str, str]] = (),
    removed: Collection[tuple[str, str]] = (),
) -> tuple[Mention, ...]:
    """The mentions after an editor's decisions: pairs of the id of a sentence, paragraph or exchange and a term.

    What an editor added where the words do not say it has no extent: a mention from 0 to 0.
    """
    within = _ancestors(interview)
    removed = set(removed)
    kept = {
        mention: None
        for mention in found
        if removed.isdisjoint((id_, mention.term) for id_ in within.get(mention.sentence, ()))
        and mention.sentence in within
    }
    there = {(mention.sentence, mention.term) for mention in kept}
    for id_, term in sorted(set(added)):
        inside = [sentence for sentence, ids in within.items() if id_ in ids]
        if inside and there.isdisjoint((sentence, term) for sentence in inside):
            kept[Mention(term, inside[0], 0, 0)] = None
    order = {sentence: at for at, sentence in enumerate(within)}
    return tuple(sorted(kept, key=lambda mention: (order[mention.sentence], mention.start, mention.end, mention.term)))


def passages(
    interview: Interview,
    found: Iterable[Mention],
    added: Collection[tuple[str, str]] = (),
    removed: Collection[tuple[str, str]] = (),
) -> tuple[Passage, ...]:
    """The passages of each term, in the order of the text, an editor's decisions (see `reviewed`) applied."""
    within = _ancestors(interview)
    sentences: dict[tuple[str, str], dict[str, None]] = {}
    for mention in reviewed(interview, found, added, removed):
        sentences.setdefault((mention.term, within[mention.sentence][1]), {})[mention.sentence] = None
    return tuple(
        Passage(term, within[next(iter(ids))][2], paragraph, tuple(ids)) for (term, paragraph), ids in sentences.items()
    )


def weights(interview: Interview, found: Iterable[Mention]) -> Mapping[str, tuple[Weight, ...]]:
    """Id of each exchange -> what it is about, most first."""
    by_sentence: dict[str, dict[str, None]] = {}
    for mention in found:
        by_sentence.setdefault(mention.sentence, {})[mention.term] = None
    return {exchange.id: _weights(exchange, by_sentence) for exchange in interview.exchanges}


def _weights(exchange: Exchange, by_sentence: Mapping[str, Iterable[str]]) -> tuple[Weight, ...]:
    counts: dict[str, list[int]] = {}
    for turn in exchange.turns:
        for paragraph in turn.paragraphs:
            for sentence in paragraph.sentences:
                for term in by_sentence.get(sentence.id, ()):
                    counts.setdefault(term, [0, 0])[turn.role is Role.RESPONDENT] += 1
    found = [Weight(term, asked, said, _relevance(asked, said)) for term, (asked, said) in counts.items()]
    ranks = ("primary", "secondary", "mention")
    return tuple(sorted(found, key=lambda weight: (ranks.index(weight.relevance), -weight.question - weight.answer)))


def _relevance(asked: int, said: int) -> str:
    if (asked and asked + said > 1) or said >= _DWELT_ON:
        return "primary"
    return "secondary" if asked or said > 1 else "mention"


def _spans(interview: Interview, terms: tuple[Term, ...]) -> Iterator[tuple[str, Span]]:
    for _, paragraph in _paragraphs(interview):
        spans = matcher(terms, paragraph.language).spans
        for sentence in paragraph.sentences:
            for span in spans(markup.plain(sentence.text)):
                yield sentence.id, span


def _paragraphs(interview: Interview) -> Iterator[tuple[str, Paragraph]]:
    """Every paragraph with the id of its exchange."""
    for paragraph in interview.introduction:
        yield INTRODUCTION, paragraph
    for exchange in interview.exchanges:
        for turn in exchange.turns:
            for paragraph in turn.paragraphs:
                yield exchange.id, paragraph


def _ancestors(interview: Interview) -> dict[str, tuple[str, str, str]]:
    """Id of each sentence -> its own id, its paragraph's, its exchange's; in the order of the text."""
    return {
        sentence.id: (sentence.id, paragraph.id, exchange)
        for exchange, paragraph in _paragraphs(interview)
        for sentence in paragraph.sentences
    }
