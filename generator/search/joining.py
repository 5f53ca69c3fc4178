"""What runs of Pagefind found -> one index: put together, the same in every run, and light to load.

Pagefind indexes some hundred pages at a time: so an edit costs one such run, and its memory does not grow with the
publication. What it found is kept (`taking`), and any number of runs are joined: page numbers are counted from run to
run, and what runs say of the same word stands behind each other.

Pagefind loads the names of all files of pages before the first search, with the first and the last word of each file
of words: here files are numbers, and of words the first is enough; that leaves a fifth where there are thousands. It
keeps so many words in a file that a query of three words loads 100 KB: they are divided among more files.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import cbor2

from generator.errors import DragomanError
from generator.linking import link
from generator.search.files import (
    ENGINE,
    FOUND,
    LIST,
    METADATA,
    NUMBER,
    VERSION,
    Places,
    content,
    head,
    is_ours,
    write,
)

PIECE = 10_000
"""Bytes of words and their places in a file of the index, more or less, about 4 KB compressed, unless one word has
more. Smaller pieces make the metadata larger, which are loaded before the first search."""

_LEAST, _LAST = 8_000, 6
"""From so many bytes on, a piece ends behind the next word that its checksum chooses, one in so many: most pieces are
the same after an edit, and need not be compressed again."""

_EFFORT = 7
"""Of compression: twice as much leaves one per cent less."""

_KEPT = ("fragment", "index")


@dataclass(slots=True)
class _Joined:
    """Where a word is, of all runs so far."""

    count: int = 0
    last: int = 0
    pieces: list[bytes] = field(default_factory=list)

    def add(self, places: Places, offset: int) -> None:
        count, first, last, body = places
        if not count:
            return
        self.count += count
        self.pieces += (head(LIST, 3), head(NUMBER, offset + first - self.last), body)
        self.last = offset + last

    def item(self) -> bytes:
        """The list of pages."""
        return b"".join((head(LIST, self.count), *self.pieces))


@dataclass(slots=True)
class _Word(_Joined):
    """A word, and its other forms."""

    forms: dict[str, _Joined] = field(default_factory=dict)

    def entry(self, word: str) -> bytes:
        """What the index has for it."""
        forms = (head(LIST, 2) + cbor2.dumps(form) + found.item() for form, found in sorted(self.forms.items()))
        return b"".join((head(LIST, 3), cbor2.dumps(word), self.item(), head(LIST, len(self.forms)), *forms))


def join(taken: Sequence[Path], out: Path, jobs: int = 1) -> str:
    """Write the index of some runs (`take`) into the folder `out`; the name of its metadata, its version.

    Of what is in `out` pages and pieces of the index are left that are the same; everything else is taken away. Raises
    `DragomanError` where the pages of the runs do not show the same.
    """
    digest = hashlib.sha256()
    counts: list[int] = []
    words: dict[str, _Word] = {}
    facets: dict[str, dict[str, list[int]]] = {}
    forms = []
    _cleared(out)
    before = _files(out / "fragment")
    for folder in taken:
        found = cbor2.loads((folder / FOUND).read_bytes())
        offset = len(counts)
        forms.append(found["form"])
        digest.update(found["digest"])
        for word, places, others in found["words"]:
            joined = words.get(word)
            if joined is None:
                joined = words[word] = _Word()
            joined.add(places, offset)
            for form, there in others:
                joined.forms.setdefault(form, _Joined()).add(there, offset)
        for facet, values in found["facets"]:
            known = facets.setdefault(facet, {})
            for value, pages in values:
                known.setdefault(value, []).extend(offset + page for page in pages)
        _place(folder / "fragment", out / "fragment", range(offset, offset + len(found["pages"])), before)
        counts += found["pages"]
    for old in (out / "fragment").iterdir():
        if int(old.stem) >= len(counts):
            old.unlink()
    if any(form != forms[0] for form in forms):
        raise DragomanError("runs of Pagefind do not have the same fields: pages have to be given all of them")
    for engine in taken[0].glob(ENGINE):
        link(engine, out / engine.name)
    firsts = _divided(words, out / "index", digest, jobs)
    named = [[facet, _facet(facet, sorted(values.items()), out / "filter")] for facet, values in sorted(facets.items())]
    about = [VERSION, counts, firsts, named, *forms[0]]
    data = json.dumps(about, ensure_ascii=False, separators=(",", ":")).encode()
    digest.update(data)
    version = digest.hexdigest()[:10]
    write(out / f"{version}.{METADATA}", data)
    return version


def _cleared(out: Path) -> None:
    """Leave nothing but the pages and the words."""
    for kept in _KEPT:
        (out / kept).mkdir(parents=True, exist_ok=True)
    for old in out.iterdir():
        if not old.is_dir():
            old.unlink()
        elif old.name not in _KEPT:
            shutil.rmtree(old)


def _place(source: Path, target: Path, numbers: range, before: Mapping[str, tuple[int, int]]) -> None:
    """Put the pages of a run where the shard has them, under their `numbers`, unless they were there `before`."""
    files = _files(source)
    for at, number in enumerate(numbers):
        name, place = f"{at}.pf_fragment", f"{number}.pf_fragment"
        if before.get(place) != files[name]:
            if place in before:
                (target / place).unlink()
            link(source / name, target / place)


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    """Name -> device and number of each file: files of which both are the same are one."""
    device = folder.stat().st_dev
    with os.scandir(folder) as entries:
        return {entry.name: (device, entry.inode()) for entry in entries}


def _divided(words: dict[str, _Word], folder: Path, digest: hashlib._Hash, jobs: int) -> list[str]:
    """Divide the words among files of about `PIECE` bytes, named by number; the first word of each."""
    for old in folder.iterdir():
        if old.is_dir():
            shutil.rmtree(old)
    firsts: list[str] = []
    with ThreadPoolExecutor(jobs) as pool:
        written = []
        for number, (first, piece) in enumerate(_pieces(words)):
            firsts.append(first)
            digest.update(piece)
            written.append(pool.submit(_renewed, folder / f"{number}.pf_index", piece))
        for one in written:
            one.result()
    names = {f"{number}.pf_index" for number in range(len(firsts))}
    for old in folder.iterdir():
        if old.name not in names:
            old.unlink()
    return firsts


def _pieces(words: dict[str, _Word]) -> Iterator[tuple[str, bytes]]:
    """The first word and the content of each file."""
    piece: list[bytes] = []
    size = 0
    first = ""
    for word in sorted(words):
        first = word if not piece else first
        piece.append(words[word].entry(word))
        size += len(piece[-1])
        if size >= 2 * PIECE or (size >= _LEAST and zlib.crc32(word.encode()) % _LAST == 0):
            yield first, b"".join((head(LIST, 1), head(LIST, len(piece)), *piece))
            piece, size = [], 0
    if piece:
        yield first, b"".join((head(LIST, 1), head(LIST, len(piece)), *piece))


def _renewed(file: Path, piece: bytes) -> None:
    """Write a piece of the index, unless it is there already, as this program writes it."""
    try:
        if is_ours(file.read_bytes()) and content(file) == piece:
            return
    except (OSError, EOFError, zlib.error, DragomanError):  # it is not, or what is there was damaged
        pass
    write(file, piece, _EFFORT)


def _facet(facet: str, values: list[tuple[str, list[int]]], folder: Path) -> str:
    """Write the pages of each value of a facet; the name of the file."""
    data = cbor2.dumps([facet, values])
    name = hashlib.sha256(data).hexdigest()[:7]
    folder.mkdir(exist_ok=True)
    write(folder / f"{name}.pf_filter", data)
    return name
