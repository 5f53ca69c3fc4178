"""What there is to translate: interviews, vocabulary and hand-written pages -> messages with notes for translators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model import Exchange, Figure, Interview, Paragraph, Participant, Role


@dataclass(frozen=True, slots=True)
class Message:
    """A text to translate."""

    context: str
    """msgctxt: the minted id in an interview; what kind of text it is elsewhere."""
    text: str
    """msgid; a paragraph has one sentence per line."""
    plural: str = ""
    """msgid_plural."""
    notes: tuple[str, ...] = ()
    """Lines for the translator."""
    references: tuple[tuple[str, int], ...] = ()
    """File, relative to the publication, and 1-based line (0 for none)."""
    flags: tuple[str, ...] = ()
    """`python-format` and the like."""
    minted: bool = False
    """Whether the context alone says which message it is, whatever becomes of its words (see `identity`)."""


def source_text(paragraph: Paragraph) -> str:
    """A paragraph as a message: one sentence per line, as in `interview.md`."""
    return "\n".join(sentence.text for sentence in paragraph.sentences)


def interview_messages(
    interview: Interview,
    figures: Sequence[Figure] = (),
    terms: Sequence[tuple[str, str]] = (),
    page: str = "",
) -> tuple[Message, ...]:
    """The messages of an interview in the order of its text.

    `figures` are the interview's; `terms` are words to look for in the text and how the publication says them in the
    locale; `page` is the absolute address of the interview's page in its own language, if there is one.
    """
    file = f"docs/interviews/{interview.slug}/interview.md"
    numbers = _figures_by_sentence(figures)
    return tuple(
        replace(
            message,
            notes=tuple(_notes(message, numbers.get(message.context, ()), terms, page)),
            references=tuple((file, line) for _, line in message.references) or ((file, 1),),
        )
        for message in _bare(interview)
        if message.context not in interview.sealed and message.context.partition(".")[0] not in interview.sealed
    )


def _bare(interview: Interview) -> Iterator[Message]:
    """The messages with what their place in the interview says of them."""
    if interview.title.words:
        yield Message("title", interview.title.words, notes=("title of the interview",), minted=True)
    for paragraph in interview.introduction:
        yield _paragraph(paragraph, "introduction")
    people = {participant.id: participant for participant in interview.participants}
    for exchange in interview.exchanges:
        yield from _exchange(exchange, people)


def _exchange(exchange: Exchange, people: Mapping[str, Participant]) -> Iterator[Message]:
    place = (("", exchange.line),)
    if exchange.section and exchange.section.words:
        note = ("title of a section",)
        yield Message(f"{exchange.id}.section", exchange.section.words, notes=note, references=place, minted=True)
    if exchange.title.words:
        note = (f"short title of question {exchange.number}" if exchange.number else "short title",)
        yield Message(f"{exchange.id}.title", exchange.title.words, notes=note, references=place, minted=True)
    question = _question(exchange)
    for turn in exchange.turns:
        speaker = people[turn.participant].name if turn.participant in people else "not named in the source"
        for paragraph in turn.paragraphs:
            if paragraph.kind == "note":
                notes = ["note of the editor"]
            elif paragraph.kind == "stage":
                notes = ["stage direction"]
            else:
                notes = [f"speaker: {speaker} ({turn.role.value})"]
                if turn.role is Role.RESPONDENT and question:
                    notes.append(f"answers question {exchange.number}: {question}")
            yield _paragraph(paragraph, *notes)


def _question(exchange: Exchange) -> str:
    """The exchange's title, or the last sentence asked before the first answer."""
    if exchange.title.words:
        return exchange.title.words
    last = ""
    for turn in exchange.turns:
        if turn.role is Role.RESPONDENT:
            break
        if turn.paragraphs:
            last = turn.paragraphs[-1].sentences[-1].text
    return last


def _paragraph(paragraph: Paragraph, *notes: str) -> Message:
    return Message(paragraph.id, source_text(paragraph), notes=notes, references=(("", paragraph.line),), minted=True)


def _figures_by_sentence(figures: Iterable[Figure]) -> dict[str, list[str]]:
    """Paragraph id -> the numbers said in it, as they are said."""
    found: dict[str, list[str]] = {}
    for figure in figures:
        if figure.status != "rejected":
            found.setdefault(figure.sentence.rpartition(".")[0], []).append(figure.quote)
    return found


def _notes(message: Message, numbers: Sequence[str], terms: Sequence[tuple[str, str]], page: str) -> Iterator[str]:
    yield from message.notes
    words = message.text.casefold()
    glossary = [f"{term} = {label}" for term, label in terms if term.casefold() in words]
    if glossary:
        yield f"glossary: {'; '.join(dict.fromkeys(glossary))}"
    if numbers:
        yield f"figures: {'; '.join(dict.fromkeys(numbers))}"
    if page:
        anchor = message.context.removesuffix(".title").removesuffix(".section")
        yield page if anchor == "title" else f"{page}#{anchor}"
