"""An edition that is being written, part by part: what was made before of the same is not made again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from secrets import token_hex
from typing import TypeVar

from generator import frames, pages, publish, search, sheets
from generator.assemble import Address
from generator.cache import Cache, digest, of_files, of_folder
from generator.frames import Frame, Tree
from generator.pages import ACCOUNT, FOLDERS, RECORDS, OfInterview, Part, alone, cards
from generator.pages.accounts import Account
from generator.pages.page import Page
from generator.pages.view import View
from generator.publication import Publication
from generator.publish import Rendered
from generator.search import Documents, Summary
from generator.sheets import COPIES, SUMMARY, Lacking, Order, Sheets
from generator.work import Workers, chunks

CHUNK = 6
"""So many parts are made in one task."""

SEARCH = "pagefind/"
"""Where the search bundle of an edition is."""

P = TypeVar("P", bound=Part)


class Writing:
    """The writing of one edition into the folder of a new site."""

    def __init__(
        self,
        loaded: Publication,
        catalogs: Mapping[tuple[str, str], str],
        workers: Workers,
        cache: Cache,
        view: View,
        tree: Tree,
        frame: Frame,
        new: Path,
    ) -> None:
        self.loaded, self.settings, self.catalogs = loaded, loaded.settings, catalogs
        self.workers, self.cache = workers, cache
        self.view, self.locale, self.tree, self.frame = view, view.locale, tree, frame
        self.old, self.new = self.settings.site / view.locale, new / view.locale
        self.common = self._common()
        self.keys = {OfInterview(one.slug).name: self._key(one.slug) for one in view.interviews}
        """Name of a part -> digest of everything that it is made from."""
        self.size = 0
        """Bytes of what was written or kept so far, but for what MkDocs made."""

    def write(self, advance: Callable[[str], None]) -> Iterator[Address]:
        """Write everything; yields where its pages are. `advance` is told of each interview."""
        view = self.view
        interviews = [OfInterview(one.slug) for one in view.interviews]
        kept = sheets.kept(self.cache, self.locale, self.keys, self.old, self.new, spared=(*FOLDERS, SEARCH))
        added: dict[str, Sheets] = {}
        for interview, one in self._sheets(interviews, kept):
            added[interview.name] = one
            advance(interview.slug)
        self._remember(interviews)
        parts = list(pages.parts(view))
        keys = {part.name: self._key_of(part) for part in parts}
        self.keys |= keys
        kept = sheets.kept(self.cache, self.locale, keys, self.old, self.new, below=FOLDERS)
        added |= {part.name: one for part, one in self._sheets(parts, kept)}
        frames.write(self.frame, self.new)
        own = list(self._whole())
        for path in sheets.write(self.new, pages.downloads_of_site(view)):
            self._weigh(path)
        self._search(own, [*parts, *interviews])
        yield from sheets.addresses(view, own)
        for one in added.values():
            self.size += sum(file.size for file in one.files)
            yield from one.addresses

    def _remember(self, interviews: Iterable[OfInterview]) -> None:
        """Let the view have what was kept of interviews for the pages that all figures are on."""
        for part in interviews:
            account = self._extract(part, ACCOUNT)
            if isinstance(account, Account):
                self.view.accounts[part.slug] = account
            self.view.records[part.slug] = partial(self._extract, part, RECORDS)

    def _extract(self, part: Part, name: str) -> object | None:
        found: object | None = sheets.extract(self.cache, self.locale, part.name, self.keys[part.name], name)
        return found

    def _sheets(self, parts: Sequence[P], kept: Mapping[str, Sheets]) -> Iterator[tuple[P, Sheets]]:
        """The sheets of each part: those that were kept, and the others made."""
        wanted = []
        for part in parts:
            if part.name in kept:
                yield part, kept[part.name]
            else:
                wanted.append(part)
        while wanted:
            lacking: dict[P, Lacking] = {}
            for part, one in self._made(wanted):
                if isinstance(one, Sheets):
                    yield part, one
                else:
                    lacking[part] = one
            if lacking:
                self._mould(chain.from_iterable(one.samples for one in lacking.values()))
            wanted = list(lacking)

    def _made(self, parts: Sequence[P]) -> Iterator[tuple[P, Sheets | Lacking]]:
        """What becomes of each part: some can be made elsewhere; in between, the others are made here."""
        apart, near = [part for part in parts if part.apart], [part for part in parts if not part.apart]
        orders = chunks(map(self._order, apart), CHUNK)
        elsewhere = chain.from_iterable(self.workers.spread(sheets.make, orders, -(-len(apart) // CHUNK)))
        here = ((part, one) for part in near for one in sheets.make([self._order(part)]))
        share = -(-len(near) // max(1, len(apart)))
        for part in apart:
            yield from islice(here, share)
            yield part, next(elsewhere)
        yield from here

    def _order(self, part: Part) -> Order:
        view, key = part.cut(self.view), self.keys[part.name]
        return Order(view, part, key, self.frame.moulds, self.new, self.cache.folder)

    def _mould(self, pages_: Iterable[Rendered]) -> None:
        """Have moulds made for pages like these, too."""
        self.tree = replace(self.tree, samples={**publish.samples(pages_), **self.tree.samples})
        (self.frame,) = frames.frames([self.tree], self.workers, self.cache)

    def _whole(self) -> Iterator[Page]:
        """Write the pages that belong to the whole edition; yields them without their bodies."""
        waiting = []
        for page in pages.whole(self.view):
            (finished,) = sheets.rendered(self.view, [page])
            if publish.lacking([finished], self.frame.moulds):
                waiting.append(finished)
            elif not publish.is_built(finished):
                self._pour([finished])
            yield replace(page, body="", head="", script={})
        waiting = [finished for finished in waiting if not publish.is_built(finished)]
        if waiting:
            self._mould(waiting)
            self._pour(waiting)

    def _pour(self, finished: Sequence[Rendered]) -> None:
        for path in publish.pour(self.new, finished, self.frame.moulds):
            self._weigh(path)

    def _weigh(self, path: str) -> None:
        self.size += (self.new / path).stat().st_size

    def _search(self, own: Iterable[Page], parts: Sequence[Part]) -> None:
        """The search bundle, of the edition's own pages and of what was kept of each part."""

        def found() -> Iterator[tuple[Summary, search.Getter]]:
            summary, documents = sheets.copies(self.view, own)
            yield summary, lambda: documents
            for part in parts:
                summary = self._extract(part, SUMMARY) or self._copies(part)[0]  # type: ignore[assignment]
                yield summary, partial(self._documents, part)

        made = search.gather(
            found(),
            self.locale,
            self.new / SEARCH,
            cache=self.settings.build / "search" / self.locale,
            workers=self.workers,
        )
        self.size += made.size

    def _documents(self, part: Part) -> Documents:
        """The kept copies of a part's pages; made again where somebody lost them."""
        kept = self._extract(part, COPIES)
        return self._copies(part)[1] if kept is None else kept  # type: ignore[return-value]

    def _copies(self, part: Part) -> tuple[Summary, Documents]:
        view = part.cut(self.view)
        return sheets.copies(view, part.pages(view))

    def _common(self) -> str:
        """Digest of what every part is made from."""
        edition, overrides = self.view.edition, self.settings.overrides
        return digest(
            self.settings,
            edition.ui,
            edition.vocabulary,
            edition.pages,
            self.loaded.corpus.terms,
            sorted(self.loaded.decisions.answers.items()),
            of_folder(self.settings.root / overrides) if overrides else "",
            cards.tools(self.locale),
        )

    def _key(self, slug: str) -> str:
        """Digest of everything that an interview's pages are made from."""
        if slug not in self.loaded.keys or not self.catalogs:
            return token_hex()
        own = self.view.by_slug[slug]
        seen = alone.alone(self.view, slug)
        others = seen.beyond.interviews if seen.beyond else ()
        return digest(
            self.common,
            self.loaded.keys[slug],
            [self.catalogs.get((self.locale, one)) for one in (slug, *others)],
            of_files([self.settings.interviews / slug / own.source.original] if own.source.original else []),
            alone.known(seen),
        )

    def _key_of(self, part: Part) -> str:
        """Digest of everything that a part of several interviews is made from."""
        return digest(self.common, [self.keys[OfInterview(slug).name] for slug in part.slugs], part)
