"""The data appendix, of an interview and of the whole publication: every figure that was said, with its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from generator import markup
from generator.enrich import collation
from generator.exports import citations
from generator.exports.citations import Citation
from generator.model import Interview
from generator.pages import addresses, alone, citing, measures, metadata, tables
from generator.pages.accounts import Account, account, shown, words
from generator.pages.page import Download, Page, SearchRecord, relative
from generator.pages.render import render
from generator.pages.rows import Row, rows, told, with_derived
from generator.pages.view import View

PATH = "data/"

SIZE = 400
"""So many rows are on one page; what comes after them is on the next."""

LIST = 60
"""So many interviews are listed below the table, the newest."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A measure, or an interview, and how many figures there are of it."""

    path: str
    words: str
    count: int
    interview: Interview | None = None
    """Without its text."""


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the appendix of the publication: all it is made from but the interviews that its rows are of."""

    number: int
    """From 0."""
    paths: tuple[str, ...]
    """Addresses of all parts."""
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    """Slug -> the numbers of the lines of its account."""
    filters: tuple[tables.Filter, ...]
    total: int
    """Rows of all parts."""
    head: str
    measures: tuple[Listed, ...]
    interviews: tuple[Listed, ...]

    @property
    def name(self) -> str:
        """Under which it is kept."""
        return f"{PATH}{self.number + 1}"

    @property
    def slugs(self) -> tuple[str, ...]:
        """The interviews that its rows are of: all that the view has to have."""
        return tuple(slug for slug, _ in self.rows)

    @property
    def apart(self) -> bool:
        """It can be made anywhere."""
        return True

    def cut(self, view: View) -> View:
        """The view of the interviews that its rows are of."""
        return alone.few(view, self.slugs)

    def downloads(self, view: View) -> Iterator[Download]:
        """None: the package has its own."""
        return iter(())

    def extracts(self, view: View) -> Mapping[str, Any]:
        """None."""
        return {}

    def pages(self, view: View) -> Iterator[Page]:
        """The one page."""
        gettext, at, path = view.edition.ui.gettext, self.number, self.paths[self.number]
        title = gettext("Data appendix, part %(number)s") % {"number": at + 1} if at else gettext("Data appendix")
        cited = _citation(view)
        shown = [row for slug, numbers in self.rows for row in _chosen(view, slug, numbers)]
        others = tuple(relative(path, other) for other in self.paths if other != path)
        cite = (lambda row: "") if others else citing.figure(view)
        body = render(
            view,
            "data",
            path,
            title=title,
            table=tables.Table(tables.lines(shown, self.filters, cite), self.filters, self.total, others),
            interview=None,
            before=self.paths[at - 1] if at else "",
            after=self.paths[at + 1] if at + 1 < len(self.paths) else "",
            measures=self.measures,
            interviews=self.interviews,
            downloads=PATH,
            citations=citing.shown(view, cited),
        )
        description = _description(view)
        record = SearchRecord(f"<p>{description}</p>", "data", weight=5) if not at else None
        script = citing.page_script(view, cited)
        yield Page(path, "data", title, description, body, head=self.head, script=script, search=record)


def _chosen(view: View, slug: str, numbers: Sequence[int]) -> list[Row]:
    found = told(view, rows(view, view.by_slug[slug]))
    return [found[number] for number in numbers]


def pages(view: View) -> Iterator[Page]:
    """The appendix of the publication at `data/`, its later parts at `data/all/<n>/`."""
    for part in parts(view):
        yield from part.pages(view)


def parts(view: View) -> Iterator[Part]:
    """The appendix, page by page: what is on each, without making it."""
    accounts = {interview.slug: account(view, interview) for interview in view.interviews}
    places = list(shown(accounts))
    filters = tables.filters(view, words(accounts, places))
    paths = (PATH, *(f"{PATH}all/{n}/" for n in range(2, -(-len(places) // SIZE) + 1)))
    said = [interview for interview in view.interviews if accounts[interview.slug].said]
    for at in range(len(paths)):
        here = groupby(places[at * SIZE : (at + 1) * SIZE], key=lambda place: place[0])
        yield Part(
            at,
            paths,
            tuple((slug, tuple(number for _, number in group)) for slug, group in here),
            filters,
            len(places),
            "" if at else metadata.of_data(view, _title(view), _description(view), PATH, said),
            () if at else tuple(_measures(view)),
            () if at else tuple(_interviews(said, accounts)),
        )


def _title(view: View) -> str:
    return view.edition.ui.gettext("Data appendix")


def _description(view: View) -> str:
    return view.edition.ui.gettext(
        "Every figure that was said, with its unit, its period and the sentence that says it."
    )


def _citation(view: View) -> Citation:
    return citations.of_dataset(
        _title(view),
        key="data",
        url=f"{view.settings.url}{view.locale}/{PATH}",
        publication=view.name,
        language=view.locale,
    )


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


def _measures(view: View) -> list[Listed]:
    """The measures that have a page, in the order of the alphabet."""
    found = [
        Listed(measures.address(name), group[0].measure, len(group))
        for name, group in measures.by_measure(view).items()
    ]
    return sorted(found, key=lambda one: collation.key(one.words, view.locale))


def _interviews(said: Sequence[Interview], accounts: Mapping[str, Account]) -> Iterator[Listed]:
    for one in said[:LIST]:
        outline = replace(one, introduction=(), exchanges=())
        yield Listed(addresses.data(one.slug), markup.plain(one.title.words), accounts[one.slug].said, outline)
