"""A publication -> its site: what stands in every edition, what each interview adds to it, what stands above them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from secrets import token_hex

from generator import assemble, frames, history, identity, pages, publish, search, sheets, source
from generator.cache import Cache, digest, of_files, of_folder
from generator.config import Settings
from generator.enrich import mentions, references, related, repeated
from generator.frames import Frame, Tree
from generator.l10n import editions, formats
from generator.l10n.editions import Edition
from generator.model import Interview, Mention, Paragraph, State, Text
from generator.pages import alone, cards, shell
from generator.pages.page import Page
from generator.pages.view import View, paragraphs
from generator.progress import progress
from generator.publication import Publication
from generator.publish import Rendered
from generator.sheets import Lacking, Order, Sheets
from generator.spool import Spool
from generator.work import Workers, chunks

CHUNK = 6
"""So many interviews of an edition are made in one task."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    site: Path
    pages: int
    interviews: int
    locales: tuple[str, ...]


def build(
    loaded: Publication,
    *,
    jobs: int = 0,
    quiet: bool = False,
    plain: bool = False,
    workers: Workers | None = None,
    cache: Cache | None = None,
) -> Built:
    """Build the site; the old one stays until the new one is finished.

    With `plain` MkDocs builds every page; without, most are poured into moulds it made, and what an interview adds is
    taken from the old site where nothing that it is made from has changed. The site is the same.
    """
    with workers or Workers(jobs) as hands:
        return _Building(loaded, hands, cache or Cache(loaded.settings.build / "cache"), quiet).build(plain)


class _Building:
    """One build: what its steps have in common."""

    def __init__(self, loaded: Publication, workers: Workers, cache: Cache, quiet: bool) -> None:
        self.loaded, self.settings = loaded, loaded.settings
        self.workers, self.cache, self.quiet = workers, cache, quiet
        self.new = self.settings.build / "site"
        self.overrides = self.settings.root / self.settings.overrides if self.settings.overrides else None

    def build(self, plain: bool) -> Built:
        settings, new = self.settings, self.new
        read = self._catalogs()
        views = views_of(self.loaded, [edition(self.loaded, locale) for locale in settings.locales])
        # A catalog that was saved while it was read is taken for none that was ever read.
        self.catalogs = read if self._catalogs() == read else {}
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        publish.write_theme(settings.build / "theme", self.overrides)
        logo = [settings.docs / settings.logo] if settings.logo else []
        publish.write_assets(new / "assets", [*logo, *([self.overrides / "assets"] if self.overrides else [])])
        addresses: dict[str, assemble.Address] = {}
        moved: list[tuple[str, str, str]] = []
        count = 0
        for view, found in zip(views, self._plain(views) if plain else self._poured(views), strict=True):
            count += len(found)
            addresses.update({address.path: address for address in found if address.locales})
            moved += pages.redirects(view, [address.path for address in found])
        _write_root(settings, views, new, addresses)
        assemble.write_redirects(new, moved, settings.url)
        assemble.swap(new, settings.site)
        return Built(settings.site, count, len(self.loaded.corpus.interviews), settings.locales)

    def _plain(self, views: Sequence[View]) -> Iterator[list[assemble.Address]]:
        """Every edition by MkDocs, each in a process of its own."""
        tasks = [(view, self._tree(view, views), self.new) for view in views]
        with progress("editions", len(views), quiet=self.quiet) as advance:
            for view, found in zip(views, self.workers.spread(_build_plainly, tasks, len(tasks)), strict=True):
                advance(view.locale)
                yield found

    def _poured(self, views: Sequence[View]) -> Iterator[list[assemble.Address]]:
        """Every edition: the frame that MkDocs made, and the sheets of each interview."""
        sites = [Spool(_of_site(view), self.settings.build) for view in views]
        trees = []
        for view, site in zip(views, sites, strict=True):
            built = tuple(finished for _, finished in site if publish.is_built(finished))
            tree = replace(self._tree(view, views), built=built)
            typical = () if frames.kept(tree, self.cache) else _typical(view)
            trees.append(replace(tree, samples=publish.samples(chain(_poured_of(site), typical))))
        made = list(frames.frames(trees, self.workers, self.cache))
        total = len(views) * len(self.loaded.corpus.interviews)
        with progress("interviews", total, quiet=self.quiet) as advance:
            for view, tree, frame, site in zip(views, trees, made, sites, strict=True):
                target = self.new / view.locale
                frames.write(frame, target)
                for _ in publish.pour(target, _poured_of(site), frame.moulds):
                    pass
                for _ in sheets.write(target, pages.downloads_of_site(view)):
                    pass
                keys = self._keys(view)
                added = {}
                for slug, one in self._sheets(view, keys, tree, frame):
                    added[slug] = one
                    advance(slug)
                self._search(view, (page for page, _ in site), keys, added)
                here = sheets.addresses(view, (page for page, _ in site))
                yield [*here, *chain.from_iterable(added[slug].addresses for slug in view.edition.sources)]

    def _sheets(self, view: View, keys: Mapping[str, str], tree: Tree, frame: Frame) -> Iterator[tuple[str, Sheets]]:
        """The sheets of each interview: kept ones put into the new site, the others made."""
        locale = view.locale
        old, new = self.settings.site / locale, self.new / locale
        wanted = []
        for slug, key in keys.items():
            found = sheets.kept(self.cache, locale, slug, key, old, new)
            if found:
                yield slug, found
            else:
                wanted.append(slug)
        while wanted:
            orders = (
                Order(alone.alone(view, slug), keys[slug], frame.moulds, new, self.cache.folder) for slug in wanted
            )
            made = self.workers.spread(sheets.make, chunks(orders, CHUNK), -(-len(wanted) // CHUNK))
            lacking: dict[str, Lacking] = {}
            for slug, one in zip(wanted, chain.from_iterable(made), strict=True):
                if isinstance(one, Sheets):
                    yield slug, one
                else:
                    lacking[slug] = one
            if lacking:
                more = publish.samples(chain.from_iterable(one.samples for one in lacking.values()))
                tree = replace(tree, samples={**more, **tree.samples})
                (frame,) = frames.frames([tree], self.workers, self.cache)
            wanted = list(lacking)

    def _search(self, view: View, site: Iterable[Page], keys: Mapping[str, str], added: Mapping[str, Sheets]) -> None:
        """The search bundle of an edition, of its own pages and of what was kept of each interview's."""

        def found() -> Iterator[tuple[search.Summary, search.Getter]]:
            records = ((page.path, page.title, page.search) for page in site if page.search)
            summary, documents = search.copies(records, view.locale)
            yield summary, lambda: documents
            for slug in view.edition.sources:
                yield added[slug].summary, lambda slug=slug: self._copies(view, slug, keys[slug])  # type: ignore[misc]

        search.gather(
            found(),
            view.locale,
            self.new / view.locale / "pagefind",
            cache=self.settings.build / "search" / view.locale,
            jobs=self.workers.jobs,
        )

    def _copies(self, view: View, slug: str, key: str) -> search.Documents:
        """The kept copies of an interview's pages; made again where somebody lost them."""
        kept = sheets.documents(self.cache, view.locale, slug, key)
        return kept if kept is not None else sheets.copies(alone.alone(view, slug))[1]

    def _tree(self, view: View, views: Sequence[View]) -> Tree:
        return Tree(
            folder=self.settings.build / view.locale,
            locale=view.locale,
            name=view.name,
            description=view.description,
            url=f"{self.settings.url}{view.locale}/",
            extra={**shell.edition_strings(view), "everywhere": [shell.not_found(one) for one in views]},
            theme=self.settings.build / "theme",
        )

    def _catalogs(self) -> dict[tuple[str, str], str]:
        """Locale and slug -> digest of the catalog, whether there is one or not."""
        folder = self.settings.translations
        return {
            (locale, slug): of_files([folder / locale / "LC_MESSAGES" / f"{slug}.po"])
            for locale in self.settings.locales
            for slug in self.loaded.keys
        }

    def _keys(self, view: View) -> dict[str, str]:
        """Slug -> digest of everything that the interview's pages in this edition are made from."""
        loaded, edition = self.loaded, view.edition
        common = digest(
            self.settings,
            edition.ui,
            edition.vocabulary,
            edition.pages,
            loaded.corpus.terms,
            sorted(loaded.decisions.answers.items()),
            of_folder(self.overrides) if self.overrides else "",
            cards.tools(view.locale),
        )
        return {
            one.slug: digest(
                common,
                loaded.keys.get(one.slug),
                self.catalogs.get((view.locale, one.slug)),
                of_files([self.settings.interviews / one.slug / one.source.original] if one.source.original else []),
                *self._known(view, one.slug),
            )
            if one.slug in loaded.keys and self.catalogs
            else token_hex()
            for one in view.interviews
        }

    def _known(self, view: View, slug: str) -> tuple[object, ...]:
        """What the pages of an interview know of others, and the catalogs that this is translated with."""
        seen = alone.alone(view, slug)
        others = seen.beyond.interviews if seen.beyond else ()
        return alone.known(seen), [self.catalogs.get((view.locale, other)) for other in others]


def edition(loaded: Publication, locale: str) -> Edition:
    """The edition of the publication in a locale."""
    settings = loaded.settings
    return editions.make(loaded.corpus, locale, settings.translations, loaded.written, settings.locales[0])


def views_of(loaded: Publication, made: Sequence[Edition]) -> list[View]:
    """The editions with what their pages need to know of each other."""
    corpus = loaded.corpus
    statuses = {edition.locale: edition.status for edition in made}
    own = loaded.own
    similar = related.related(corpus, known={slug: one.words for slug, one in own.items()})
    prints = {slug: one.prints for slug, one in own.items()}
    taken_up = references.references(corpus)
    decided = loaded.decisions
    groups = repeated.groups(corpus, decided.merges, decided.not_merges)
    changes = _changes(loaded)
    readable = _readable(made)
    retired = {slug: identity.resolve(ledger.retired) for slug, ledger in loaded.ledgers.items()}
    return [
        View(
            settings=loaded.settings,
            edition=_presentable(edition),
            corpus=corpus,
            mentions={one.slug: _mentions(loaded, one) for one in edition.interviews},
            related=similar,
            references=taken_up,
            parts=loaded.parts,
            groups=groups,
            changes=changes,
            statuses=statuses,
            retired=retired,
            guests={slug: ledger.guests for slug, ledger in loaded.ledgers.items()},
            readable=readable,
            prints=prints,
        )
        for edition in made
    ]


def _mentions(loaded: Publication, interview: Interview) -> tuple[Mention, ...]:
    """Where terms are mentioned in the words of an edition; known where these are the published ones."""
    known = loaded.own.get(interview.slug)
    if known and all(paragraph.state is not State.TRANSLATED for _, _, paragraph in paragraphs(interview)):
        return known.found
    return mentions.find(interview, loaded.corpus.terms)


def _presentable(edition: Edition) -> Edition:
    """The edition with a title for interviews whose own is withheld, and the publishers' names in its language."""
    untitled = Text(edition.ui.gettext("Withdrawn interview"), edition.locale)
    interviews = tuple(
        replace(
            one,
            title=one.title if one.title.words else untitled,
            source=replace(one.source, publisher=edition.word("publisher", one.source.publisher)),
        )
        for one in edition.interviews
    )
    return replace(edition, interviews=interviews)


def _changes(loaded: Publication) -> dict[str, tuple[history.Change, ...]]:
    """Slug -> the changes of its published words that readers are told of."""
    settings = loaded.settings
    recorded = history.changes(settings.root, settings.interviews)
    return {
        one.slug: history.public(recorded.get((settings.interviews / one.slug / source.FILE).resolve(), ()), one)
        for one in loaded.corpus.interviews
    }


def _readable(made: Sequence[Edition]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Slug -> exchange, or empty for the whole -> locales in which some of its words can be read."""
    found: dict[str, dict[str, list[str]]] = {}
    for edition in made:
        for interview in edition.interviews:
            places = found.setdefault(interview.slug, {})
            for exchange, _, paragraph in paragraphs(interview):
                if _is_readable(interview, paragraph, edition.locale):
                    for key in {"", exchange.id if exchange else ""}:
                        if edition.locale not in places.setdefault(key, []):
                            places[key].append(edition.locale)
    return {slug: {key: tuple(value) for key, value in places.items()} for slug, places in found.items()}


def _is_readable(interview: Interview, paragraph: Paragraph, locale: str) -> bool:
    return paragraph.state is State.TRANSLATED or interview.language == locale


def _of_site(view: View) -> Iterator[tuple[Page, Rendered]]:
    """The pages that are not of one interview, each as made and as the engine takes it."""
    for page in pages.of_site(view):
        (finished,) = sheets.rendered(view, [page])
        yield page, finished


def _poured_of(site: Iterable[tuple[Page, Rendered]]) -> Iterator[Rendered]:
    return (finished for _, finished in site if not publish.is_built(finished))


def _typical(view: View) -> Iterator[Rendered]:
    """Pages of a few interviews, in which most kinds of page occur."""
    found: dict[tuple[object, ...], Interview] = {}
    for one in view.interviews:
        parallel, changes = view.is_parallel(one), view.changes.get(one.slug)
        found.setdefault((one.status, parallel, bool(changes), bool(view.corpus.figures.get(one.slug))), one)
    for one in found.values():
        yield from sheets.rendered(view, pages.of_interview(view, one))


def _build_plainly(task: tuple[View, Tree, Path]) -> list[assemble.Address]:
    """One edition, all of its pages built by MkDocs: what the other way has to equal."""
    view, tree, new = task
    made = list(chain(pages.of_site(view), *(pages.of_interview(view, one) for one in view.interviews)))
    finished = frames.build(replace(tree, built=tuple(sheets.rendered(view, made))))
    target = new / view.locale
    finished.rename(target)
    for _ in sheets.write(target, pages.of_downloads(view)):
        pass
    search.index(
        ((page.path, page.title, page.search) for page in made if page.search), view.locale, target / "pagefind"
    )
    return list(sheets.addresses(view, made))


def _write_root(settings: Settings, views: Sequence[View], new: Path, addresses: dict[str, assemble.Address]) -> None:
    """Everything above the editions: choice of language, 404, sitemap."""
    languages = [
        {
            "locale": view.locale,
            "dir": formats.direction(view.locale),
            "autonym": formats.autonym(view.locale),
            "text": view.description,
            "url": f"{settings.url}{view.locale}/",
            "root": settings.url,
        }
        for view in views
    ]
    assemble.write_root(new, name=settings.name, languages=languages)
    (new / settings.locales[0] / "404.html").rename(new / "404.html")
    for locale in settings.locales[1:]:
        (new / locale / "404.html").unlink()
    assemble.write_sitemap(new, addresses.values(), settings.url)
