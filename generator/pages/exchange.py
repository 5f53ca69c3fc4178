"""One exchange: the question set apart, the answer by speaker, its topics, its figures, and where to go on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from generator import markup
from generator.exports import citations
from generator.model import Exchange, Interview, Role, Sentence
from generator.pages import addresses, citing, facets, metadata, questions
from generator.pages import interview as interview_page
from generator.pages.page import Page, SearchRecord
from generator.pages.passages import asked, participants, shorten, words
from generator.pages.render import render
from generator.pages.rows import rows
from generator.pages.text import InterviewText
from generator.pages.view import NEAREST, View


def pages(view: View, interview: Interview) -> Iterator[Page]:
    """A page for each exchange, at `interviews/<slug>/<id>/`."""
    names = {participant.id: participant for participant in interview.participants}
    numbered = [exchange for exchange in interview.exchanges if exchange.number]
    for at, exchange in enumerate(interview.exchanges):
        path = addresses.exchange(interview.slug, exchange.id)
        question = asked(exchange)
        said = [paragraph for turn in exchange.turns for paragraph in turn.paragraphs]
        url = f"{view.settings.url}{view.locale}/{path}"
        cited = citations.of_question(interview, exchange, url=url, publication=view.name)
        cited = citing.standing(view, interview, cited)
        body = render(
            view,
            "exchange",
            path,
            interview=interview,
            exchange=exchange,
            title=view.exchange_title(exchange),
            count=len(numbered),
            question=question,
            answer=exchange.turns[len(question) :],
            names=names,
            text=InterviewText(view, interview, path, beside=view.is_translation(interview)),
            rows=rows(view, interview, [exchange.id]),
            topics=view.topics_of(interview.slug, exchange.id),
            asked=list(_parts(view, interview, exchange)),
            again=questions.again(view, interview, exchange),
            nearest=NEAREST,
            later=[
                one for one in view.references_to.get(interview.slug, ()) if _within(one.earlier_sentence, exchange)
            ],
            related=[r for r in view.related.get((interview.slug, exchange.id), ()) if r.slug in view.by_slug],
            translated=view.is_translation(interview),
            source=view.source(interview),
            before=interview.exchanges[at - 1] if at else None,
            after=interview.exchanges[at + 1] if at + 1 < len(interview.exchanges) else None,
            citations=citing.shown(view, cited),
        )
        title = markup.plain(view.exchange_title(exchange))
        yield Page(
            path,
            "exchange",
            f"{title} · {markup.plain(interview.title.words)}",
            shorten(words(said)),
            body,
            language=exchange.title.language if exchange.title.words else "",
            head=metadata.of_exchange(view, interview, exchange),
            locales=view.readable.get(interview.slug, {}).get(exchange.id, ()),
            canonical=interview_page.fallback(view, interview, exchange.id),
            edit=interview_page.edit(view, interview, exchange.line),
            script=citing.script(view, interview, cited, said),
            search=_record(view, interview, exchange, title, path),
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences of the answer that follow each other, counted from its first sentence."""

    first: int
    last: int
    anchor: str
    """Id of the first of them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A part of the question, and what answers it."""

    sentence: Sentence
    language: str
    answers: tuple[Stretch, ...]
    status: str
    """`confirmed` or `proposed`."""


def _parts(view: View, interview: Interview, exchange: Exchange) -> Iterator[Asked]:
    """The parts of a question of several; nothing where only one thing was asked."""
    found = view.parts.get(interview.slug, {}).get(exchange.id, ())
    for part in found if len(found) > 1 else ():
        asks = view.sentence(interview.slug, part.sentence)
        if asks and asks.sentences[0].text:
            yield Asked(
                asks.sentences[0], asks.paragraph.language, tuple(_stretches(exchange, part.answers)), part.status
            )


def _stretches(exchange: Exchange, answers: Collection[str]) -> Iterator[Stretch]:
    """The answering sentences as stretches."""
    said = [
        sentence.id
        for turn in exchange.turns
        if turn.role is not Role.INTERVIEWER
        for paragraph in turn.paragraphs
        for sentence in paragraph.sentences
    ]
    places = [at for at, identifier in enumerate(said, 1) if identifier in answers]
    for _, run in groupby(enumerate(places), key=lambda place: place[1] - place[0]):
        stretch = [at for _, at in run]
        yield Stretch(stretch[0], stretch[-1], said[stretch[0] - 1])


def _within(sentence: str, exchange: Exchange) -> bool:
    return sentence.split(".")[0] == exchange.id


def _record(view: View, interview: Interview, exchange: Exchange, title: str, path: str) -> SearchRecord:
    text = InterviewText(view, interview, path, annotated=False)
    terms = view.terms_of(interview.slug, exchange.id)
    keywords = " ".join([view.label(t) for t in terms] + [a for t in terms for a in t.aliases.get(view.locale, ())])
    speakers = {turn.participant for turn in exchange.turns if turn.role is not Role.INTERVIEWER}
    speaker = [p.name for p in participants(interview, Role.RESPONDENT, Role.MODERATOR) if p.id in speakers]
    said = "".join(str(text.paragraphs(turn.paragraphs)) for turn in exchange.turns)
    return SearchRecord(
        words=f"{said}<p hidden>{markup.attribute(keywords)}</p>",
        kind="exchange",
        meta={
            "title": title,
            "interview": markup.plain(interview.title.words),
            "date": view.date(interview.date),
            "speaker": ", ".join(speaker),
        },
        filters=facets.filters(view, interview, exchange),
        weight=7,
    )
