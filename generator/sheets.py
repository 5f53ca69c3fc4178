"""A part of an edition (what an interview adds to it, a page of all figures): made anywhere, kept, found again."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import publish, search
from generator.assemble import Address
from generator.cache import Cache, small
from generator.linking import link_all
from generator.moulds import Mould
from generator.pages import Part, shell
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
    """The files of a part; what search and other pages need of it is kept beside them."""

    files: tuple[File, ...]
    addresses: tuple[Address, ...]


small(File, Address)

SUMMARY, COPIES = "summary", "copies"
"""What is kept of a part for search."""


@dataclass(frozen=True, slots=True)
class Order:
    """The work of making a part."""

    view: View
    """Of what the part is made from alone."""
    part: Part
    key: str
    """Under which it is kept."""
    moulds: Mapping[publish.Key, Mould]
    edition: Path
    """The edition's folder, in which it is written."""
    cache: Path


@dataclass(frozen=True, slots=True)
class Lacking:
    """What an order needs before it can be carried out: moulds for pages like these."""

    samples: tuple[Rendered, ...]


def make(orders: Sequence[Order]) -> list[Sheets | Lacking]:
    """Write and keep some parts. Doing it twice changes nothing: what is written is the same."""
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
        with file.open("wb") as out:
            out.writelines(download.pieces())
        yield download.path


def _make(order: Order) -> Sheets | Lacking:
    view, part, cache = order.view, order.part, Cache(order.cache)
    made = list(part.pages(view))
    poured = list(rendered(view, made))
    if lacking := publish.lacking(poured, order.moulds):
        return Lacking(lacking)
    paths = [*publish.pour(order.edition, poured, order.moulds), *write(order.edition, part.downloads(view))]
    summary, documents = copies(view, made)
    kept = {**part.extracts(view), SUMMARY: summary, COPIES: dict(documents)}
    for name, value in kept.items():
        cache.put(_name(view.locale, part.name, name), order.key, value)
    sheets = Sheets(tuple(_files(order.edition, paths)), tuple(addresses(view, made)))
    cache.put(_name(view.locale, part.name), order.key, sheets)  # the last: whoever finds it finds the others
    return sheets


def copies(view: View, made: Iterable[Page]) -> tuple[Summary, Documents]:
    """What search keeps of pages."""
    return search.copies(((page.path, page.title, page.search) for page in made if page.search), view.locale)


def extract(cache: Cache, locale: str, part: str, key: str, name: str) -> Any | None:
    """What was kept beside the sheets of a part under a name; None where it was lost."""
    return cache.get(_name(locale, part, name), key)


def kept(
    cache: Cache,
    locale: str,
    keys: Mapping[str, str],
    old: Path,
    new: Path,
    *,
    below: Collection[str] = ("",),
    spared: Collection[str] = (),
) -> dict[str, Sheets]:
    """Part -> its sheets, for those that were made with their keys before; their files are in the new edition's folder.

    They are there already, from the build before the last, or come from the old edition's folder. Whatever else is in
    the new folder (or in the folders `below` it, and not in those that are `spared`) is taken away: what is written
    there afterwards is written anew, and never into a file that both folders have. A part of which any file is not
    what was written then is not kept.
    """
    found = {part: cache.get(_name(locale, part), key) for part, key in keys.items()}
    known = {part: sheets for part, sheets in found.items() if isinstance(sheets, Sheets)}
    wanted = {file.path: file for sheets in known.values() for file in sheets.files}
    there = _swept(new, below, spared, wanted)
    kept = {}
    for part, sheets in known.items():
        missing = [file for file in sheets.files if file.path not in there]
        if all(_is(old, file) for file in missing):
            link_all((file.path for file in missing), old, new)
            kept[part] = sheets
        else:
            for file in sheets.files:
                (new / file.path).unlink(missing_ok=True)
    return kept


def _swept(edition: Path, below: Collection[str], spared: Collection[str], wanted: Mapping[str, File]) -> set[str]:
    """The wanted files that are as they were; no other file is left, nor any folder without one."""
    there: set[str] = set()

    def sweep(folder: str) -> bool:
        held = False
        for entry in os.scandir(edition / folder):
            path = f"{folder}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if f"{path}/" in spared or sweep(f"{path}/"):
                    held = True
                else:
                    Path(entry).rmdir()
                continue
            file = wanted.get(path)
            found = entry.stat(follow_symlinks=False) if file else None
            if file and found and (found.st_size, found.st_mtime_ns) == (file.size, file.changed):
                there.add(path)
                held = True
            else:
                Path(entry).unlink()
        return held

    for folder in below:
        if (edition / folder).is_dir():
            sweep(folder)
    return there


def _files(edition: Path, paths: Iterable[str]) -> Iterator[File]:
    for path in paths:
        found = (edition / path).stat()
        yield File(path, found.st_size, found.st_mtime_ns)


def _is(edition: Path, file: File) -> bool:
    try:
        found = (edition / file.path).stat()
    except OSError:
        return False
    return (found.st_size, found.st_mtime_ns) == (file.size, file.changed)


def _name(locale: str, part: str, extract: str = "") -> str:
    return f"editions/{locale}/{part}{'.' if extract else ''}{extract}"
