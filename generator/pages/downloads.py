"""The files of an edition that are not pages: texts, originals, data, citations, feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from generator import markup, source
from generator.exports import citations, datapackage, feeds, jsonl, tei
from generator.exports.datapackage import Content, Texts
from generator.model import Interview, Paragraph
from generator.pages import addresses, cards, citing, data, topics
from generator.pages.page import Download
from generator.pages.view import View

FEED = 20
"""So many interviews are in the feed, the newest of those that can be read in the edition."""


def files(view: View) -> Iterator[Download]:
    """Every download of the edition."""
    for interview in view.interviews:
        yield from of_interview(view, interview)
    for topic in topics.parts(view):
        yield from topic.downloads(view)
    yield from of_site(view)


def of_interview(view: View, interview: Interview) -> Iterator[Download]:
    """The downloads of an interview."""
    for make in INTERVIEW:
        yield from make(view, interview)


def of_site(view: View) -> Iterator[Download]:
    """The downloads of the whole edition, but for those of topics."""
    title = view.edition.ui.gettext("Figures said in %(publication)s") % {"publication": view.name}
    yield from _package(view, data.PATH, "figures", title, view.interviews)
    yield _feed(view)
    yield from cards.of_site(view)


def _text(view: View, interview: Interview) -> Iterator[Download]:
    """The edition's text as `interview.md` has it, with a mark where words are withheld."""
    if interview.status == "published":
        text = source.compose(_marked(interview, view.edition.ui.gettext("[Withheld]")))
        yield _beside(interview, f"{interview.slug}.txt", text)


def _marked(interview: Interview, mark: str) -> Interview:
    """The interview with a mark for each sentence that has no words."""

    def paragraph(one: Paragraph) -> Paragraph:
        return replace(
            one, sentences=tuple(s if s.text else replace(s, text=markup.escape(mark)) for s in one.sentences)
        )

    return replace(
        interview,
        introduction=tuple(map(paragraph, interview.introduction)),
        exchanges=tuple(
            replace(
                exchange,
                turns=tuple(replace(t, paragraphs=tuple(map(paragraph, t.paragraphs))) for t in exchange.turns),
            )
            for exchange in interview.exchanges
        ),
    )


def _tei(view: View, interview: Interview) -> Iterator[Download]:
    text = tei.tei(interview, url=_url(view, interview), publication=view.name)
    yield _beside(interview, f"{interview.slug}.tei.xml", text)


def _jsonl(view: View, interview: Interview) -> Iterator[Download]:
    mentions = view.corpus.mentions.get(interview.slug, ())
    figures = view.figures(interview.slug)
    lines = jsonl.jsonl(interview, url=_url(view, interview), mentions=mentions, figures=figures)
    yield _beside(interview, f"{interview.slug}.jsonl", "".join(lines))


def _citations(view: View, interview: Interview) -> Iterator[Download]:
    citation = citations.of_interview(interview, url=_url(view, interview), publication=view.name)
    citation = citing.standing(view, interview, citation)
    for ending, write in citations.FORMATS.values():
        if ending != "txt":
            yield _beside(interview, f"cite.{ending}", write(citation, view.edition.ui))


def _original(view: View, interview: Interview) -> Iterator[Download]:
    """The capture, byte for byte; the gate has taken its name from what may not be published."""
    name = interview.source.original
    file = view.settings.interviews / interview.slug / name
    if name and file.is_file():
        yield Download(f"{addresses.interview(interview.slug)}{name}", file.read_bytes())


def _data(view: View, interview: Interview) -> Iterator[Download]:
    if view.has_figures(interview.slug):
        title = data.title_of(view, interview)
        yield from _package(view, addresses.data(interview.slug), f"figures-{interview.slug}", title, [interview])


INTERVIEW: tuple[Callable[[View, Interview], Iterator[Download]], ...] = (
    _text,
    _tei,
    _jsonl,
    _citations,
    _original,
    _data,
    cards.of_interview,
)
"""What is offered for each interview."""


def _package(view: View, folder: str, name: str, title: str, interviews: Sequence[Interview]) -> Iterator[Download]:
    """A data package in the folder of a page: the figures of the interviews as CSV and JSON, and their description.

    Quotes are the words as published: a record is the same in every edition.
    """

    def found() -> Iterator[Texts]:
        return (records(view, one) for one in interviews)

    contents = {
        "figures.csv": Content(lambda: datapackage.csv_file(found())),
        "figures.json": Content(lambda: datapackage.json_file(found())),
    }
    for file, content in contents.items():
        yield Download(f"{folder}{file}", content)
    ui = view.edition.ui
    home = f"{view.settings.url}{view.locale}/{folder}"
    citation = citations.of_dataset(title, key=name, url=home, publication=view.name, language=view.locale)
    said = [one for one in interviews if view.has_figures(one.slug)]
    sources = [{"title": markup.plain(one.title.words), "path": _url(view, one)} for one in said]
    package = datapackage.package(
        contents,
        name=name,
        title=title,
        description=ui.gettext("Every figure that was said, with its unit, its period and the sentence that says it."),
        homepage=home,
        licence=view.settings.licence,
        citation=citations.plain(citation, ui),
        sources=sources,
    )
    yield Download(f"{folder}datapackage.json", package.encode())


def records(view: View, interview: Interview) -> Texts:
    """The records of an interview's figures, as they were kept or else made."""
    get = view.records.get(interview.slug)
    kept: Texts | None = get() if get else None
    if kept is not None:
        return kept
    found = datapackage.records(view.source(interview), view.figures(interview.slug), url=_url(view, interview))
    made = datapackage.texts(found)
    if view.beyond:  # the view of one interview: two files and what is kept of it are made from the same
        view.records[interview.slug] = lambda: made
    return made


def _feed(view: View) -> Download:
    url = f"{view.settings.url}{view.locale}/feed.xml"
    there = (one for one in view.interviews if view.locale in view.readable.get(one.slug, {}).get("", ()))
    found = filter(None, (feeds.entry(one, url=_url(view, one)) for one in there))
    entries = list(islice(found, FEED))
    home = f"{view.settings.url}{view.locale}/"
    text = feeds.atom(view.name, entries, url=url, home=home, language=view.locale, publication=view.name)
    return Download("feed.xml", text.encode())


def _beside(interview: Interview, name: str, text: str) -> Download:
    """A file in the folder of the interview's page."""
    return Download(f"{addresses.interview(interview.slug)}{name}", text.encode())


def _url(view: View, interview: Interview) -> str:
    return f"{view.settings.url}{view.locale}/{addresses.interview(interview.slug)}"
