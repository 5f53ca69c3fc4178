"""The sentences of an interview, each with what is around it: the walk that the exports share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from generator import markup
from generator.l10n.languages import joiner
from generator.model import Exchange, Interview, Paragraph, Participant, Role, Sentence, Turn


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence in its place."""

    sentence: Sentence
    paragraph: Paragraph
    turn: Turn | None = None
    """None in the introduction."""
    exchange: Exchange | None = None
    """None in the introduction."""

    @property
    def spoken(self) -> bool:
        """Whether a participant said it: it is neither introduction nor stage direction nor note."""
        return self.turn is not None and self.paragraph.kind == "speech"


def passages(interview: Interview) -> Iterator[Passage]:
    """Every sentence in the order of the text, those without words (sealed ones) included."""
    for paragraph in interview.introduction:
        for sentence in paragraph.sentences:
            yield Passage(sentence, paragraph)
    for exchange in interview.exchanges:
        for turn in exchange.turns:
            for paragraph in turn.paragraphs:
                for sentence in paragraph.sentences:
                    yield Passage(sentence, paragraph, turn, exchange)


def question(exchange: Exchange) -> tuple[Turn, ...]:
    """The turns before anybody answers; none in what stands before the first question (number 0)."""
    return tuple(takewhile(lambda turn: turn.role is not Role.RESPONDENT, exchange.turns)) if exchange.number else ()


def answers(exchange: Exchange) -> tuple[Turn, ...]:
    """The turns that are not the question."""
    return exchange.turns[len(question(exchange)) :]


def words(turns: Iterable[Turn]) -> str:
    """What is said in the turns, as plain text: sentences joined as their language joins them, a line per paragraph."""
    lines = (spoken(paragraph) for turn in turns for paragraph in turn.paragraphs if paragraph.kind == "speech")
    return "\n".join(line for line in lines if line)


def spoken(paragraph: Paragraph) -> str:
    """The words of a paragraph as plain text; empty when it is sealed."""
    sentences = (markup.plain(sentence.text) for sentence in paragraph.sentences if sentence.text)
    return joiner(paragraph.language).join(sentences)


def people(interview: Interview, *roles: Role) -> tuple[Participant, ...]:
    """The participants in these roles, in the order of the front matter."""
    return tuple(participant for participant in interview.participants if participant.role in roles)


def speakers(interview: Interview, turns: Iterable[Turn]) -> list[Participant]:
    """Who speaks in the turns, in the order of the front matter."""
    ids = {turn.participant for turn in turns}
    return [participant for participant in interview.participants if participant.id in ids]
