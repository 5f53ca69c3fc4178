"""The data appendix, of an interview and of the whole publication: every figure that was said, with its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import markup
from generator.enrich import collation
from generator.exports import citations
from generator.model import Interview
from generator.pages import addresses, citing, measures, metadata, tables
from generator.pages.page import Page, SearchRecord
from generator.pages.render import render
from generator.pages.rows import Row, rows, with_derived
from generator.pages.view import View

PATH = "data/"

SIZE = 400
"""So many rows are on one page; what comes after them is on the next."""

LIST = 60
"""So many interviews are listed below the table, the newest."""


def pages(view: View) -> Iterator[Page]:
    """The appendix of the publication at `data/`, its later parts at `data/all/<n>/`."""
    gettext = view.edition.ui.gettext
    said = [row for interview in view.interviews for row in rows(view, interview)]
    whole = tables.table(view, with_derived(view, said), citing.figure(view))
    paths = [PATH, *(f"{PATH}all/{n}/" for n in range(2, -(-whole.total // SIZE) + 1))]
    description = gettext("Every figure that was said, with its unit, its period and the sentence that says it.")
    cited = citations.of_dataset(
        gettext("Data appendix"),
        key="data",
        url=f"{view.settings.url}{view.locale}/{PATH}",
        publication=view.name,
        language=view.locale,
    )
    for at, (path, part) in enumerate(zip(paths, tables.divided(whole, paths, SIZE), strict=True)):
        title = gettext("Data appendix, part %(number)s") % {"number": at + 1} if at else gettext("Data appendix")
        body = render(
            view,
            "data",
            path,
            title=title,
            table=part,
            interview=None,
            before=paths[at - 1] if at else "",
            after=paths[at + 1] if at + 1 < len(paths) else "",
            measures=_measures(view) if not at else [],
            interviews=_interviews(view, said) if not at else [],
            downloads=PATH,
            citations=citing.shown(view, cited),
        )
        record = SearchRecord(f"<p>{description}</p>", "data", weight=5) if not at else None
        head = "" if at else metadata.of_data(view, title, description, PATH, view.interviews)
        script = citing.page_script(view, cited)
        yield Page(path, "data", title, description, body, head=head, script=script, search=record)


def of_interview(view: View, interview: Interview) -> Iterator[Page]:
    """The appendix of an interview at `interviews/<slug>/data/`, where the records of its figures are."""
    said = rows(view, interview)
    if not said:
        return
    gettext = view.edition.ui.gettext
    path = addresses.data(interview.slug)
    name = markup.plain(interview.title.words)
    title = gettext("Figures said in this interview")
    cited = citations.of_dataset(
        title_of(view, interview),
        key=f"{interview.slug}.data",
        url=f"{view.settings.url}{view.locale}/{path}",
        publication=view.name,
        language=view.locale,
        date=interview.date,
    )
    body = render(
        view,
        "data",
        path,
        title=title,
        table=tables.table(view, with_derived(view, said), citing.figure(view)),
        interview=interview,
        before="",
        after="",
        measures=[],
        interviews=[],
        downloads=path,
        citations=citing.shown(view, cited),
    )
    description = gettext("Every figure said in this interview, with the sentence that says it: %(title)s")
    description %= {"title": name}
    head = metadata.of_data(view, title_of(view, interview), description, path, [interview])
    script = citing.page_script(view, cited)
    yield Page(path, "data", f"{title} · {name}", description, body, head=head, script=script)


def title_of(view: View, interview: Interview) -> str:
    """Title of the interview's data set."""
    pattern = view.edition.ui.gettext("Figures said in the interview “%(title)s”")
    return pattern % {"title": markup.plain(interview.title.words)}


@dataclass(frozen=True, slots=True)
class Listed:
    """A measure, or an interview, and how many figures there are of it."""

    path: str
    words: str
    count: int
    interview: Interview | None = None


def _measures(view: View) -> list[Listed]:
    """The measures that have a page, in the order of the alphabet."""
    found = [
        Listed(measures.address(name), group[0].measure, len(group))
        for name, group in measures.by_measure(view).items()
    ]
    return sorted(found, key=lambda one: collation.key(one.words, view.locale))


def _interviews(view: View, said: list[Row]) -> list[Listed]:
    counts: dict[str, int] = {}
    for row in said:
        counts[row.interview.slug] = counts.get(row.interview.slug, 0) + 1
    return [
        Listed(addresses.data(slug), markup.plain(view.by_slug[slug].title.words), count, view.by_slug[slug])
        for slug, count in list(counts.items())[:LIST]
    ]
