"""An interview: what it is, its questions with a line of each answer, and the whole text to read and print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import markup
from generator.exports import citations
from generator.model import Exchange, Interview, Role
from generator.pages import addresses, citing, facets, metadata
from generator.pages.page import Page, SearchRecord
from generator.pages.passages import asked, paragraphs, participants, shorten, words
from generator.pages.render import render
from generator.pages.rows import rows
from generator.pages.text import InterviewText
from generator.pages.view import View


@dataclass(frozen=True, slots=True)
class Line:
    """A question in the list of questions."""

    exchange: Exchange
    title: str
    """Inline Markdown."""
    question: str
    """Its first words, plain."""
    answer: str
    """The first words of the answer, plain."""
    language: str
    """BCP 47 tag of question and answer."""


def pages(view: View, interview: Interview) -> Iterator[Page]:
    """The one page at `interviews/<slug>/`."""
    path = addresses.interview(interview.slug)
    title = markup.plain(interview.title.words)
    url = f"{view.settings.url}{view.locale}/{path}"
    cited = citing.standing(view, interview, citations.of_interview(interview, url=url, publication=view.name))
    body = render(
        view,
        "interview",
        path,
        interview=interview,
        source=view.source(interview),
        translated=view.is_translation(interview),
        status=view.edition.status.get(interview.slug),
        askers=participants(interview, Role.INTERVIEWER, Role.MODERATOR),
        respondents=participants(interview, Role.RESPONDENT),
        names={participant.id: participant for participant in interview.participants},
        lines=[_line(view, exchange) for exchange in interview.exchanges],
        text=InterviewText(view, interview, path),
        rows=rows(view, interview),
        citations=citing.shown(view, cited),
        corrected=addresses.history(interview.slug) if view.changes.get(interview.slug) else "",
        corrections=len(view.changes.get(interview.slug, ())),
    )
    respondent = next(iter(participants(interview, Role.RESPONDENT)), None)
    record = SearchRecord(
        words=str(InterviewText(view, interview, path, annotated=False).paragraphs(interview.introduction)),
        kind="interview",
        meta={"interview": title, "date": view.date(interview.date), "speaker": respondent.name if respondent else ""},
        filters=facets.filters(view, interview),
        weight=5,
    )
    yield Page(
        path,
        "interview",
        title,
        description(view, interview),
        body,
        language=interview.title.language,
        head=metadata.of_interview(view, interview),
        locales=view.readable.get(interview.slug, {}).get("", ()),
        canonical=fallback(view, interview),
        edit=edit(view, interview, 1),
        script=citing.script(view, interview, cited, [paragraph for _, _, paragraph in paragraphs(interview)]),
        search=record,
    )


def description(view: View, interview: Interview) -> str:
    """Who asked whom, when, and the introduction's first words: different for every interview."""
    return shorten(words(interview.introduction) or markup.plain(interview.title.words))


def edit(view: View, interview: Interview, line: int) -> str:
    """Where the words are edited: the line of `interview.md`, or in a translation the catalog."""
    if not view.settings.repository:
        return ""
    root = f"{view.settings.repository}/blob/{view.settings.branch}"
    if view.is_translation(interview):
        return f"{root}/translations/{view.locale}/LC_MESSAGES/{interview.slug}.po?plain=1"
    return f"{root}/docs/interviews/{interview.slug}/interview.md?plain=1#L{line}"


def _line(view: View, exchange: Exchange) -> Line:
    question = [paragraph for turn in asked(exchange) for paragraph in turn.paragraphs]
    answer = [p for turn in exchange.turns if turn.role is not Role.INTERVIEWER for p in turn.paragraphs]
    language = (question or answer)[0].language
    return Line(
        exchange, view.exchange_title(exchange), shorten(words(question), 240), shorten(words(answer), 160), language
    )


def fallback(view: View, interview: Interview, exchange: str = "") -> str:
    """The locale whose page this one repeats because nothing of it is translated; empty where something is.

    Of an interview in a language without an edition, all editions repeat the first.
    """
    readable = view.readable.get(interview.slug, {}).get(exchange, ())
    language, locales = view.source(interview).language, view.settings.locales
    return "" if view.locale in readable else language if language in locales else locales[0]
