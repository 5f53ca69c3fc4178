"""A publication -> its site: what stands in every edition, what each interview adds to it, what stands above them."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from generator import assemble, frames, linking, pages, publish, search, sheets, views
from generator.assemble import Address
from generator.cache import Cache, of_files
from generator.config import Settings
from generator.edition import Writing
from generator.frames import Tree
from generator.l10n import formats
from generator.pages import shell
from generator.pages.view import View
from generator.preview import Edition, Preview
from generator.progress import progress
from generator.publication import Publication
from generator.work import Workers


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    site: Path
    pages: int
    interviews: int
    locales: tuple[str, ...]
    size: int
    """Bytes of the site, within a hundredth."""
    preview: Preview | None = field(default=None, repr=False, compare=False)
    """Shows an edit in the site before the next build; None where all pages were built by MkDocs."""


def build(
    loaded: Publication,
    *,
    jobs: int = 0,
    quiet: bool = False,
    plain: bool = False,
    workers: Workers | None = None,
    cache: Cache | None = None,
    exchange: AbstractContextManager[object] | None = None,
) -> Built:
    """Build the site; the old one stays until the new one is finished. While they are exchanged, `exchange` is held.

    With `plain` MkDocs builds every page; without, most are poured into moulds it made, and what an interview adds is
    taken from the old site where nothing that it is made from has changed. The site is the same.
    """
    with workers or Workers(jobs) as hands:
        building = _Building(loaded, hands, cache or Cache(loaded.settings.build / "cache"), quiet)
        return building.build(plain, exchange or nullcontext())


class _Building:
    """One build: what its steps have in common."""

    def __init__(self, loaded: Publication, workers: Workers, cache: Cache, quiet: bool) -> None:
        self.loaded, self.settings = loaded, loaded.settings
        self.workers, self.cache, self.quiet = workers, cache, quiet
        self.new = self.settings.build / "site"
        self.editions: list[Edition] = []
        """Those that were poured."""
        self.size = 0
        """Bytes that were written or kept so far, as far as that is known without looking at every file again."""
        self.overrides = self.settings.root / self.settings.overrides if self.settings.overrides else None

    def build(self, plain: bool, exchange: AbstractContextManager[object]) -> Built:
        settings, new = self.settings, self.new
        read = self._catalogs()
        seen = views.of(self.loaded, [views.edition(self.loaded, locale) for locale in settings.locales], self.cache)
        # A catalog that was saved while it was read is taken for none that was ever read.
        self.catalogs = read if self._catalogs() == read else {}
        self._clear(() if plain else settings.locales)
        publish.write_theme(settings.build / "theme", self.overrides)
        logo = [settings.docs / settings.logo] if settings.logo else []
        publish.write_assets(new / "assets", [*logo, *([self.overrides / "assets"] if self.overrides else [])])
        addresses: dict[str, Address] = {}
        moved: list[tuple[str, str, str]] = []
        count = 0
        for view, found in zip(seen, self._plain(seen) if plain else self._poured(seen), strict=True):
            count += len(found)
            found.sort(key=lambda address: address.path)
            addresses.update({address.path: address for address in found if address.locales})
            moved += pages.redirects(view, [address.path for address in found])
        _write_root(settings, seen, new, dict(sorted(addresses.items())))
        assemble.write_redirects(new, moved, settings.url)
        with exchange:
            assemble.swap(new, settings.site)
        preview = None if plain else Preview(self.loaded, self.editions)
        size = linking.size(settings.site) if plain else self.size
        return Built(settings.site, count, len(self.loaded.corpus.interviews), settings.locales, size, preview)

    def _clear(self, spared: Collection[str]) -> None:
        """Make room for the new site; of what is there from the build before the last, some editions are spared."""
        self.new.mkdir(parents=True, exist_ok=True)
        for path in self.new.iterdir():
            if not path.is_dir():
                path.unlink()
            elif path.name not in spared:
                shutil.rmtree(path)

    def _plain(self, seen: Sequence[View]) -> Iterator[list[Address]]:
        """Every edition by MkDocs, each in a process of its own."""
        tasks = [(view, self._tree(view, seen), self.new) for view in seen]
        with progress("editions", len(seen), quiet=self.quiet) as advance:
            for view, found in zip(seen, self.workers.spread(_build_plainly, tasks, len(tasks)), strict=True):
                advance(view.locale)
                yield found

    def _poured(self, seen: Sequence[View]) -> Iterator[list[Address]]:
        """Every edition, page by page: MkDocs makes frames for them only."""
        trees = []
        for view in seen:
            built = tuple(sheets.rendered(view, pages.hand_written(view)))
            tree = replace(self._tree(view, seen), built=built)
            typical = () if frames.kept(tree, self.cache) else sheets.rendered(view, pages.typical(view))
            trees.append(replace(tree, samples=publish.samples(one for one in typical if not publish.is_built(one))))
        made = frames.frames(trees, self.workers, self.cache)
        total = len(seen) * len(self.loaded.corpus.interviews)
        with progress("interviews", total, quiet=self.quiet) as advance:
            for view, tree, frame in zip(seen, trees, list(made), strict=True):
                one = Writing(self.loaded, self.catalogs, self.workers, self.cache, view, tree, frame, self.new)
                yield list(one.write(advance))
                self.size += one.size
                self.editions.append((view, one.frame.moulds))

    def _tree(self, view: View, seen: Sequence[View]) -> Tree:
        return Tree(
            folder=self.settings.build / view.locale,
            locale=view.locale,
            name=view.name,
            description=view.description,
            url=f"{self.settings.url}{view.locale}/",
            extra={**shell.edition_strings(view), "everywhere": [shell.not_found(one) for one in seen]},
            theme=self.settings.build / "theme",
        )

    def _catalogs(self) -> dict[tuple[str, str], str]:
        """Locale and slug -> digest of the catalog, whether there is one or not."""
        found = {}
        for locale in self.settings.locales:
            folder = self.settings.translations / locale / "LC_MESSAGES"
            there = {file.name for file in folder.iterdir()} if folder.is_dir() else set()
            for slug in self.loaded.keys:
                name = f"{slug}.po"
                found[locale, slug] = of_files([folder / name]) if name in there else ""
        return found


def _build_plainly(task: tuple[View, Tree, Path]) -> list[Address]:
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


def _write_root(settings: Settings, seen: Sequence[View], new: Path, addresses: dict[str, Address]) -> None:
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
        for view in seen
    ]
    assemble.write_root(new, name=settings.name, languages=languages)
    (new / settings.locales[0] / "404.html").rename(new / "404.html")
    for locale in settings.locales[1:]:
        (new / locale / "404.html").unlink()
    assemble.write_sitemap(new, addresses.values(), settings.url)
