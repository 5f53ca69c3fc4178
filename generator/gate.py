"""The one gate that everything published comes through: drafts stay in, withdrawn and sealed words are taken out.

What is taken out is gone for every output behind the gate. The passages stay, with their ids, so that their addresses
can say that there was something: a sentence without words is a sealed one, and nothing else has no words (`sealed`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from generator.errors import InputError
from generator.model import Exchange, Interview, Paragraph, Sentence, Text, Turn

_Hides = Callable[[str, str, str], bool]
"""Whether the words of a sentence are hidden, from the ids of its exchange, its paragraph and itself."""

INTRODUCTION = "intro"
"""What stands for the exchange of the introduction's paragraphs, also as a seal."""


def publishable(interview: Interview) -> Interview | None:
    """What may be published of an interview with minted ids: nothing of a draft, no words of a withdrawn one.

    A seal covers what its id names: what stands in that passage now, and what came from it, wherever it stands now.
    Whatever would give the words away goes too: the link to the original file, titles, corrections. Raises InputError
    for a seal on a passage that is not there: it may have been merged into another, and its words would get out.
    """
    if interview.status == "draft":
        return None
    if interview.status == "withdrawn":
        hidden = _without(interview, lambda *ids: True)
        source = replace(interview.source, original="", note="", dropped=())
        return replace(hidden, title=_silent(interview.title), source=source, corrections=())
    if not interview.sealed:
        return interview
    _verify_seals(interview)
    hidden = _without(interview, lambda *ids: any(_covers(seal, id) for seal in interview.sealed for id in ids))
    said = {sentence.id for paragraph in _paragraphs(hidden) for sentence in paragraph.sentences if sentence.text}
    corrections = tuple(correction for correction in interview.corrections if correction.sentence in said)
    return replace(hidden, source=replace(interview.source, original=""), corrections=corrections)


def sealed(passage: Interview | Exchange | Paragraph | Sentence) -> bool:
    """Whether all words of a passage were taken out, so that a notice stands in their place."""
    if isinstance(passage, Sentence):
        return not passage.text
    sentences = [sentence for paragraph in _paragraphs(passage) for sentence in paragraph.sentences]
    return bool(sentences) and not any(sentence.text for sentence in sentences)


def _paragraphs(passage: Interview | Exchange | Paragraph) -> Iterator[Paragraph]:
    if isinstance(passage, Paragraph):
        yield passage
        return
    if isinstance(passage, Interview):
        yield from passage.introduction
    for exchange in passage.exchanges if isinstance(passage, Interview) else (passage,):
        for turn in exchange.turns:
            yield from turn.paragraphs


def _covers(seal: str, id: str) -> bool:
    return id == seal or id.startswith(f"{seal}.")


def _verify_seals(interview: Interview) -> None:
    ids = {INTRODUCTION} if interview.introduction else set()
    ids |= {exchange.id for exchange in interview.exchanges}
    for paragraph in _paragraphs(interview):
        ids |= {paragraph.id, *(sentence.id for sentence in paragraph.sentences)}
    for seal in interview.sealed:
        if seal not in ids:
            raise InputError(
                f"{interview.slug}/interview.md",
                None,
                f"sealed: {seal} is not in the text (any more); nothing is published: its words may be elsewhere",
                "the id of the passage that holds the words now, or no such line when they are gone",
            )


def _without(interview: Interview, hides: _Hides) -> Interview:
    """The interview without the words of the hidden sentences, nor titles where nothing else is left."""
    return replace(
        interview,
        introduction=_blank(interview.introduction, INTRODUCTION, hides),
        exchanges=tuple(_exchange(exchange, hides) for exchange in interview.exchanges),
    )


def _exchange(exchange: Exchange, hides: _Hides) -> Exchange:
    def turn(turn: Turn) -> Turn:
        return replace(turn, paragraphs=_blank(turn.paragraphs, exchange.id, hides))

    blank = replace(exchange, turns=tuple(turn(each) for each in exchange.turns))
    if not hides(exchange.id, exchange.id, exchange.id) and not sealed(blank):
        return blank
    section = exchange.section and _silent(exchange.section)
    return replace(blank, title=_silent(exchange.title), section=section)


def _blank(paragraphs: tuple[Paragraph, ...], exchange: str, hides: _Hides) -> tuple[Paragraph, ...]:
    def sentence(sentence: Sentence, paragraph: str) -> Sentence:
        return replace(sentence, text="") if hides(exchange, paragraph, sentence.id) else sentence

    return tuple(
        replace(paragraph, sentences=tuple(sentence(each, paragraph.id) for each in paragraph.sentences))
        for paragraph in paragraphs
    )


def _silent(text: Text) -> Text:
    return replace(text, words="")
