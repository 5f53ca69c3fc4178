"""An interview in two languages, side by side, paragraph by paragraph: as published and translated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import markup
from generator.model import Exchange, Interview, Paragraph, State, Turn
from generator.pages import addresses
from generator.pages import interview as interview_page
from generator.pages.page import Page
from generator.pages.passages import paragraphs
from generator.pages.render import render
from generator.pages.text import InterviewText
from generator.pages.view import View


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph of the edition and the same paragraph as published."""

    exchange: Exchange | None
    turn: Turn | None
    opens: bool
    """Whether it is the first of its turn."""
    begins: bool
    """Whether it is the first of its exchange."""
    translated: Paragraph
    published: Paragraph

    @property
    def is_translated(self) -> bool:
        """Whether there are two to read; else the published one stands alone."""
        return self.translated.state in (State.SOURCE, State.TRANSLATED)

    @property
    def sentence_by_sentence(self) -> bool:
        """Whether each sentence of the one stands for one of the other."""
        return len(self.translated.sentences) == len(self.published.sentences)


def pages(view: View, interview: Interview) -> Iterator[Page]:
    """The one page at `interviews/<slug>/parallel/`, in every edition that translates something of the interview."""
    source = view.source(interview)
    readable = view.readable.get(interview.slug, {}).get("", ())
    if not view.is_parallel(interview):
        return
    path = addresses.parallel(interview.slug)
    gettext = view.edition.ui.gettext
    title = markup.plain(interview.title.words)
    body = render(
        view,
        "parallel",
        path,
        interview=interview,
        source=source,
        pairs=list(_pairs(interview, source)),
        names={participant.id: participant for participant in interview.participants},
        text=InterviewText(view, interview, path),
        published=InterviewText(view, source, path, annotated=False),
    )
    described = gettext("%(title)s, as published and translated, side by side.") % {"title": title}
    locales = tuple(locale for locale in readable if locale != source.language)
    heading = gettext("Side by side: %(title)s") % {"title": title}
    yield Page(
        path,
        "parallel",
        heading,
        described,
        body,
        locales=locales,
        only=locales,
        elsewhere=addresses.interview(interview.slug),
        edit=interview_page.edit(view, interview, 1),
    )


def _pairs(interview: Interview, source: Interview) -> Iterator[Pair]:
    before: tuple[Exchange | None, Turn | None] = (None, None)
    for (exchange, turn, translated), (_, _, published) in zip(paragraphs(interview), paragraphs(source), strict=True):
        opens = turn is not None and turn is not before[1]
        yield Pair(exchange, turn, opens, exchange is not None and exchange is not before[0], translated, published)
        before = (exchange, turn)
