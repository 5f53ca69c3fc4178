"""What stands in an interview, for its pages: paragraphs in order, passages, who takes part, words to show of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import markup
from generator.l10n import formats
from generator.model import Exchange, Interview, Paragraph, Participant, Role, Sentence, Turn


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of one turn that follow each other and mention the same term."""

    interview: Interview
    exchange: Exchange | None
    """None in the introduction."""
    turn: Turn | None
    paragraph: Paragraph
    sentences: tuple[Sentence, ...]

    @property
    def anchor(self) -> str:
        """Id of its first sentence."""
        return self.sentences[0].id


def paragraphs(interview: Interview) -> Iterator[tuple[Exchange | None, Turn | None, Paragraph]]:
    """Every paragraph of an interview in order, with where it stands."""
    for paragraph in interview.introduction:
        yield None, None, paragraph
    for exchange in interview.exchanges:
        for turn in exchange.turns:
            for paragraph in turn.paragraphs:
                yield exchange, turn, paragraph


def participants(interview: Interview, *roles: Role) -> list[Participant]:
    """The participants in any of the roles."""
    return [participant for participant in interview.participants if participant.role in roles]


def asked(exchange: Exchange) -> list[Turn]:
    """The turns that ask, up to the first that answers."""
    turns = []
    for turn in exchange.turns:
        if turn.role is not Role.INTERVIEWER:
            break
        turns.append(turn)
    return turns


def words(paragraphs_: tuple[Paragraph, ...] | list[Paragraph]) -> str:
    """The plain words of paragraphs, on one line; without stage directions where anything is said."""
    said = [paragraph for paragraph in paragraphs_ if paragraph.kind != "stage"] or paragraphs_
    return "".join(
        markup.plain(s.text) + formats.joiner(p.language) for p in said for s in p.sentences if s.text
    ).strip()


def shorten(text: str, limit: int = 155) -> str:
    """The first words of a text, cut at a word where the script has spaces, with an ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[:limit].rsplit(" ", 1)[0] if " " in text[limit // 2 : limit] else text[:limit]
    return cut.rstrip(" ,;:.–—，。、") + "…"
