"""What one interview adds to an edition: its pages, its downloads, and what search keeps of it. Made anywhere, kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import pages, publish, search
from generator.assemble import Address
from generator.cache import Cache
from generator.moulds import Mould
from generator.pages import shell
from generator.pages.page import Download, Page
from generator.pages.view import View
from generator.publish import Rendered
from generator.search import Documents, Summary


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site, as it was when it was written."""

    path: str
    """Below the edition's folder."""
    size: int
    changed: int
    """Nanoseconds, as the file system has them."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """What an interview added to an edition."""

    files: tuple[File, ...]
    addresses: tuple[Address, ...]
    summary: Summary
    """For search; the copies themselves are kept beside it."""


@dataclass(frozen=True, slots=True)
class Order:
    """The work of making the sheets of one interview."""

    view: View
    """Of the interview alone."""
    key: str
    """Under which they are kept."""
    moulds: Mapping[publish.Key, Mould]
    edition: Path
    """The edition's folder, in which they are written."""
    cache: Path


@dataclass(frozen=True, slots=True)
class Lacking:
    """What an order needs before it can be carried out: moulds for pages like these."""

    samples: tuple[Rendered, ...]


def make(orders: Sequence[Order]) -> list[Sheets | Lacking]:
    """Write and keep the sheets of some interviews. Doing it twice changes nothing: what is written is the same."""
    return [_make(order) for order in orders]


def rendered(view: View, made: Iterable[Page]) -> Iterator[Rendered]:
    """Pages as the engine takes them."""
    return ((page.path, shell.front_matter(view, page), page.body) for page in made)


def addresses(view: View, made: Iterable[Page]) -> Iterator[Address]:
    """Where pages are, for the sitemap."""
    for page in made:
        if not page.hidden:
            locales = view.settings.locales if page.locales is None else page.locales
            yield Address(page.path, locales, page.changed)


def write(edition: Path, downloads: Iterable[Download]) -> Iterator[str]:
    """Write downloads into the edition's folder; their paths."""
    for download in downloads:
        file = edition / download.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(download.content)
        yield download.path


def _make(order: Order) -> Sheets | Lacking:
    view = order.view
    (interview,) = view.interviews
    made = list(pages.of_interview(view, interview))
    poured = list(rendered(view, made))
    if lacking := publish.lacking(poured, order.moulds):
        return Lacking(lacking)
    paths = [*publish.pour(order.edition, poured, order.moulds)]
    paths += write(order.edition, pages.downloads_of_interview(view, interview))
    summary, documents = _copies(view, made)
    sheets = Sheets(tuple(_files(order.edition, paths)), tuple(addresses(view, made)), summary)
    cache = Cache(order.cache)
    cache.put(_documents(view.locale, interview.slug), order.key, dict(documents))
    cache.put(_name(view.locale, interview.slug), order.key, sheets)
    return sheets


def kept(cache: Cache, locale: str, slug: str, key: str, old: Path, new: Path) -> Sheets | None:
    """The sheets that were made with this key before, put from the old edition's folder into the new one.

    None where there are none, or any of their files is not what was written then.
    """
    sheets = cache.get(_name(locale, slug), key)
    if not isinstance(sheets, Sheets) or not all(_is_there(old, file) for file in sheets.files):
        return None
    for folder in dict.fromkeys(file.path.rpartition("/")[0] for file in sheets.files):
        (new / folder).mkdir(parents=True, exist_ok=True)
    for file in sheets.files:
        link(old / file.path, new / file.path)
    return sheets


def documents(cache: Cache, locale: str, slug: str, key: str) -> Documents | None:
    """The copies for search that were kept with the sheets."""
    found: Documents | None = cache.get(_documents(locale, slug), key)
    return found


def copies(view: View) -> tuple[Summary, Documents]:
    """What search keeps of the pages of an interview alone."""
    (interview,) = view.interviews
    return _copies(view, pages.of_interview(view, interview))


def _copies(view: View, made: Iterable[Page]) -> tuple[Summary, Documents]:
    return search.copies(((page.path, page.title, page.search) for page in made if page.search), view.locale)


def link(source: Path, target: Path) -> None:
    """The same file at two places, neither of which is changed afterwards; a copy where the disk cannot."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)


def _files(edition: Path, paths: Iterable[str]) -> Iterator[File]:
    for path in paths:
        found = (edition / path).stat()
        yield File(path, found.st_size, found.st_mtime_ns)


def _is_there(edition: Path, file: File) -> bool:
    try:
        found = (edition / file.path).stat()
    except OSError:
        return False
    return (found.st_size, found.st_mtime_ns) == (file.size, file.changed)


def _name(locale: str, slug: str) -> str:
    return f"editions/{locale}/{slug}"


def _documents(locale: str, slug: str) -> str:
    return f"editions/{locale}/{slug}.copies"
