"""What there is to translate: interviews, vocabulary and hand-written pages -> messages with notes for translators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.l10n.blocks import blocks, translatable
from generator.l10n.glossary import names, said
from generator.l10n.languages import closest
from generator.model import Corpus, Exchange, Figure, Interview, Paragraph, Participant, Role, Term


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
    terms: Sequence[Term] = (),
    locale: str = "",
    page: str = "",
) -> tuple[Message, ...]:
    """The messages of an interview in the order of its text, without exchanges and paragraphs that are sealed.

    `figures` are the interview's. `terms` that are said in a message are listed for the translator with their labels
    in `locale`. `page` is the absolute address of the interview's page in its own language, if there is one.
    """
    file = f"docs/interviews/{interview.slug}/interview.md"
    numbers = _figures_by_paragraph(figures)
    return tuple(
        replace(
            message,
            notes=(
                *message.notes,
                *_glossary(terms, message.text, interview.language, locale),
                *([f"figures: {'; '.join(numbers[message.context])}"] if message.context in numbers else []),
                *([_address(page, message.context)] if page else []),
            ),
            references=tuple((file, line) for _, line in message.references) or ((file, 0),),
        )
        for message in _bare(interview)
        if not {message.context, message.context.partition(".")[0]} & set(interview.sealed)
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


def _figures_by_paragraph(figures: Iterable[Figure]) -> dict[str, list[str]]:
    """Paragraph id -> the numbers said in it, as they are said."""
    found: dict[str, list[str]] = {}
    for figure in figures:
        quotes = found.setdefault(figure.sentence.rpartition(".")[0], [])
        if figure.status != "rejected" and figure.quote not in quotes:
            quotes.append(figure.quote)
    return {paragraph: quotes for paragraph, quotes in found.items() if quotes}


def _glossary(terms: Sequence[Term], text: str, language: str, locale: str) -> Iterator[str]:
    """One line with the terms said in a text and what the publication calls them in the locale."""
    pairs = [
        f"{names(term, language)[0]} = {translated[0]}"
        for term in said(terms, text, language)
        if locale and (translated := names(term, locale))
    ]
    if pairs:
        yield f"glossary: {'; '.join(pairs)}"


def _address(page: str, context: str) -> str:
    """Where the text stands on the page."""
    anchor = context.removesuffix(".title").removesuffix(".section")
    return page if anchor == "title" else f"{page}#{anchor}"


def page_messages(name: str, markdown: str) -> tuple[Message, ...]:
    """The messages of a hand-written page of `docs/`, one per top-level block, in the context of its file name."""
    place = ((f"docs/{name}", 0),)
    return tuple(Message(name, block, references=place) for block in blocks(markdown) if translatable(block))


def vocabulary_messages(corpus: Corpus, locale: str, licence: str = "") -> tuple[Message, ...]:
    """The strings of the corpus that are neither text of an interview nor labels of a term in `locale`.

    Names and titles of participants whom `people.yml` does not give in the locale, publishers, rights, notes, and
    what figures measure and to whom they are attributed; of interviews in other languages than the locale. And the
    publication's own `licence`, if it has one.
    """
    terms = {term.id: term for term in corpus.terms}
    found: list[Message] = []
    if licence:
        found.append(Message("licence", licence, notes=("of the publication",), references=(("mkdocs.yml", 0),)))
    for interview in corpus.interviews:
        if interview.language != locale:
            found += _people(interview, terms, locale)
            found += _about(interview)
            found += _measures(interview, corpus.figures.get(interview.slug, ()))
    return tuple(found)


def _people(interview: Interview, terms: Mapping[str, Term], locale: str) -> Iterator[Message]:
    place = ((f"docs/interviews/{interview.slug}/interview.md", 0),)
    for participant in interview.participants:
        term = terms.get(participant.id)
        if not (term and closest(locale, term.labels)):
            yield Message("participant", participant.name, notes=(f"name of a {participant.kind}",), references=place)
        if participant.title and not (term and closest(locale, term.titles)):
            notes = (f"office or function of {participant.name}",)
            yield Message("participant", participant.title, notes=notes, references=place)


def _about(interview: Interview) -> Iterator[Message]:
    place = ((f"docs/interviews/{interview.slug}/interview.md", 0),)
    if interview.source.publisher:
        yield Message("publisher", interview.source.publisher, notes=("where it was published",), references=place)
    if interview.source.licence:
        yield Message("rights", interview.source.licence, notes=("whose the words are",), references=place)
    notes = (interview.source.note, *(correction.note for correction in interview.corrections))
    for text in filter(None, notes):
        yield Message("note", text, notes=("note of the editor",), references=place)


def _measures(interview: Interview, figures: Iterable[Figure]) -> Iterator[Message]:
    place = ((f"docs/interviews/{interview.slug}/review.yml", 0),)
    for figure in figures:
        if figure.status in ("rejected", "stale"):
            continue
        if figure.measure:
            yield Message("measure", figure.measure, notes=(f"what is measured: {figure.quote}",), references=place)
        if figure.attribution:
            yield Message("attribution", figure.attribution, notes=("who says so",), references=place)
