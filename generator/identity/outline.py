"""A text's passages as flat lists of sentences, paragraphs and exchanges, each knowing the one around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from generator.identity.ledger import Ledger, depth
from generator.model import Exchange, Interview, Paragraph

OUTSIDE = -1
"""What is around the paragraphs of the introduction: no exchange."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The ids of one text in its order. What is around a passage is an index into the list of the larger ones."""

    exchanges: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    exchange_of: list[int] = field(default_factory=list)
    """Of each paragraph; `OUTSIDE` in the introduction."""
    paragraph_of: list[int] = field(default_factory=list)
    """Of each sentence."""

    def exchange_around(self, sentence: int) -> int:
        """Index of the exchange of a sentence, or `OUTSIDE`."""
        return self.exchange_of[self.paragraph_of[sentence]]

    def sentences_of(self, paragraph: int) -> range:
        """Indexes of the sentences of a paragraph."""
        return range(bisect_left(self.paragraph_of, paragraph), bisect_right(self.paragraph_of, paragraph))

    def paragraphs_of(self, exchange: int) -> range:
        """Indexes of the paragraphs of an exchange, or of the introduction (`OUTSIDE`)."""
        return range(bisect_left(self.exchange_of, exchange), bisect_right(self.exchange_of, exchange))

    def sentences_in(self, exchange: int) -> range:
        """Indexes of the sentences of an exchange, or of the introduction (`OUTSIDE`)."""
        inside = self.paragraphs_of(exchange)
        return range(bisect_left(self.paragraph_of, inside.start), bisect_left(self.paragraph_of, inside.stop))

    def opening(self) -> list[bool]:
        """Of each paragraph whether it is the first of its exchange: the question, where there is one."""
        return [at == 0 or self.exchange_of[at - 1] != around for at, around in enumerate(self.exchange_of)]


def of_interview(interview: Interview) -> Outline:
    """The outline of the present text, with whatever ids it has."""
    outline = Outline()
    _add(outline, interview.introduction, OUTSIDE)
    for number, exchange in enumerate(interview.exchanges):
        outline.exchanges.append(exchange.id)
        _add(outline, paragraphs(exchange), number)
    return outline


def _add(outline: Outline, paragraphs: Iterable[Paragraph], exchange: int) -> None:
    for paragraph in paragraphs:
        outline.paragraph_of.extend([len(outline.paragraphs)] * len(paragraph.sentences))
        outline.sentences.extend(sentence.id for sentence in paragraph.sentences)
        outline.exchange_of.append(exchange)
        outline.paragraphs.append(paragraph.id)


def paragraphs(exchange: Exchange) -> Iterable[Paragraph]:
    """The paragraphs of all turns."""
    return chain.from_iterable(turn.paragraphs for turn in exchange.turns)


def of_ledger(ledger: Ledger) -> Outline:
    """The outline of the text as it was when the ledger was written."""
    outline = Outline()
    for id in ledger.live:
        if depth(id) == 0:
            outline.exchanges.append(id)
        elif depth(id) == 1:
            outline.exchange_of.append(len(outline.exchanges) - 1)
            outline.paragraphs.append(id)
        else:
            outline.paragraph_of.append(len(outline.paragraphs) - 1)
            outline.sentences.append(id)
    return outline
