"""What runs of Pagefind found -> one index: put together, the same in every run, and light to load.

Pagefind indexes some hundred pages at a time: so an edit costs one such run, and its memory does not grow with the
publication. What it found is kept (`take`), and any number of runs are joined (`join`): page numbers are counted from
run to run, and what runs say of the same word stands behind each other.

Pagefind writes facets and their values in the order of a hash table, another one in every run: they are sorted. It
names the file of each page by a hash and loads all names before the first search, with the first and the last word of
each file of words: names become numbers, which need not be written, and of words the first is enough; that leaves a
fifth where there are thousands. It keeps so many words in a file that a query of three words loads 100 KB: they are
divided among more files. It has words with punctuation a second time as nobody can ask for them: they are left out.

Files hold CBOR (RFC 8949) of numbers, texts and lists, compressed; pages and metadata are JSON.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cbor2

from generator.errors import DragomanError
from generator.linking import link

VERSION = "1.5.2"
"""Of Pagefind."""

FORM = "6"
"""Another number whenever this file leaves something else behind, so that nothing kept from before is taken for it."""

PIECE = 10_000
"""Bytes of words and their places in a file of the index, more or less, about 4 KB compressed, unless one word has
more. Smaller pieces make the metadata larger, which are loaded before the first search."""

_LEAST, _LAST = 8_000, 6
"""From so many bytes on, a piece ends behind one word in so many, whichever words its own checksum says: so most pieces
are the same after an edit, and need not be compressed again."""

METADATA = "pf_meta"
"""Suffix of the file that is loaded first; its name is the version of the index."""

ENGINE = "wasm.*.pagefind"
"""Pattern of the file with the program that searches."""

_PLAIN = "wasm.unknown.pagefind"
"""The one for languages without a stemmer."""

_ENTRY = "pagefind-entry.json"
_FOUND = "found.cbor"
_SIGNIFICANT = 5
"""Bits of a page's number of words, for which long pages count less: no ranking needs more."""

_MAGIC = b"pagefind_dcd"
_NUMBER, _LIST = 0, 4  # major types
_PUNCTUATION = frozenset({"Pd", "Ps", "Pe", "Pi", "Pf", "Po"})
"""Categories of Unicode that `search-engine.js` takes out of a query."""

_EFFORT = 7
"""Of compression: twice as much leaves one per cent less."""

_Places = tuple[int, int, int, bytes]
"""Where a word is: in how many pages, the first and the last of them, and the CBOR of the list of pages without its
head and without the first number. Pagefind counts each page from the one before."""


def take(made: Path, out: Path) -> None:
    """Keep what Pagefind wrote into `made`, an index of one language, in the new folder `out`, ready to be joined.

    Raises `DragomanError` for an index of another version: the browser knows this one (`search-engine.js`).
    """
    entry = json.loads((made / _ENTRY).read_text("utf-8"))
    if entry.get("version") != VERSION:
        raise DragomanError(
            f"Pagefind {entry.get('version')} is not {VERSION}\n  install pagefind[extended]=={VERSION}"
        )
    [language] = entry["languages"].values()
    meta = _read(made / f"pagefind.{language['hash']}.pf_meta")
    if not isinstance(meta, list) or len(meta) != 6:
        raise DragomanError(f"Pagefind's metadata are not of the form this program knows ({VERSION})")
    _, pages, _, facets, sorts, fields = meta
    (out / "fragment").mkdir(parents=True)
    digest = hashlib.sha256()
    for number, (name, _) in enumerate(pages):
        file = (made / "fragment" / f"{name}.pf_fragment").rename(out / "fragment" / f"{number}.pf_fragment")
        digest.update(_content(file))
    engines = list(made.glob(ENGINE))
    for engine in [one for one in engines if one.name != _PLAIN] or engines:
        engine.rename(out / engine.name)
    found = {
        "pages": [_rounded(count) for _, count in pages],
        "digest": digest.digest(),
        "words": list(_words(made / "index")),
        "facets": sorted(_read(made / "filter" / f"{file}.pf_filter") for _, file in facets),
        "form": [sorts, fields],
    }
    (out / _FOUND).write_bytes(cbor2.dumps(found))


def _rounded(count: int) -> int:
    spare = max(count.bit_length() - _SIGNIFICANT, 0)
    return count >> spare << spare


def _words(folder: Path) -> Iterator[tuple[str, _Places, list[tuple[str, _Places]]]]:
    """Each word, where it is, and where each of its other forms is.

    A word with punctuation is left out: no query has any, and what is left of the word without is there too.
    """
    for file in folder.iterdir():
        for word, pages, forms in _read(file)[0]:
            if not any(unicodedata.category(character) in _PUNCTUATION for character in word):
                yield word, _places(pages), [(form, _places(there)) for form, there in forms]


def _places(pages: list[list[Any]]) -> _Places:
    if not pages:  # of a word that has forms with other diacritics only
        return 0, 0, 0, b""
    first = pages[0][0]
    body = cbor2.dumps(pages)[len(_head(_LIST, len(pages))) + 1 + len(_head(_NUMBER, first)) :]
    return len(pages), first, sum(page[0] for page in pages), body


@dataclass(slots=True)
class _Joined:
    """Where a word is, of all runs so far."""

    count: int = 0
    last: int = 0
    pieces: list[bytes] = field(default_factory=list)

    def add(self, places: _Places, offset: int) -> None:
        count, first, last, body = places
        if not count:
            return
        self.count += count
        self.pieces += (_head(_LIST, 3), _head(_NUMBER, offset + first - self.last), body)
        self.last = offset + last

    def item(self) -> bytes:
        """The list of pages."""
        return b"".join((_head(_LIST, self.count), *self.pieces))


@dataclass(slots=True)
class _Word(_Joined):
    """A word, and its other forms."""

    forms: dict[str, _Joined] = field(default_factory=dict)

    def entry(self, word: str) -> bytes:
        """What the index has for it."""
        forms = (_head(_LIST, 2) + cbor2.dumps(form) + found.item() for form, found in sorted(self.forms.items()))
        return b"".join((_head(_LIST, 3), cbor2.dumps(word), self.item(), _head(_LIST, len(self.forms)), *forms))


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
        found = cbor2.loads((folder / _FOUND).read_bytes())
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
    _write(out / f"{version}.{METADATA}", data)
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


_KEPT = ("fragment", "index")


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


def is_index(folder: Path) -> bool:
    """Whether Pagefind left an index there."""
    return (folder / _ENTRY).is_file()


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
            yield first, b"".join((_head(_LIST, 1), _head(_LIST, len(piece)), *piece))
            piece, size = [], 0
    if piece:
        yield first, b"".join((_head(_LIST, 1), _head(_LIST, len(piece)), *piece))


def _renewed(file: Path, piece: bytes) -> None:
    """Write a piece of the index, unless it is there already, as this program writes it."""
    try:
        if file.read_bytes()[_STAMP] == _stamp() and _content(file) == piece:
            return
    except (OSError, EOFError, zlib.error, DragomanError):  # it is not, or what is there was damaged
        pass
    _write(file, piece, _EFFORT)


def _write(file: Path, content: bytes, effort: int = 9) -> None:
    file.unlink(missing_ok=True)  # never into a file that another folder has as well
    file.write_bytes(gzip.compress(_MAGIC + content, effort, mtime=int(FORM)))


_STAMP = slice(4, 8)
"""Bytes of a gzip file (RFC 1952) that hold a time. Ours hold `FORM`: what another program compressed is told apart."""


def _stamp() -> bytes:
    return int(FORM).to_bytes(4, "little")


def _facet(facet: str, values: list[tuple[str, list[int]]], folder: Path) -> str:
    """Write the pages of each value of a facet; the name of the file."""
    data = cbor2.dumps([facet, values])
    name = hashlib.sha256(data).hexdigest()[:7]
    folder.mkdir(exist_ok=True)
    _write(folder / f"{name}.pf_filter", data)
    return name


def _read(file: Path) -> Any:
    return cbor2.loads(_content(file))


def _content(file: Path) -> bytes:
    data = gzip.decompress(file.read_bytes())
    if not data.startswith(_MAGIC):
        raise DragomanError(f"{file.name}: not of the form this program knows (Pagefind {VERSION})")
    return data[len(_MAGIC) :]


def _head(kind: int, value: int) -> bytes:
    """First bytes of a number, or of a list of so many items."""
    if value < 24:
        return bytes([kind << 5 | value])
    for code, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if value < 1 << 8 * size:
            return bytes([kind << 5 | code]) + value.to_bytes(size, "big")
    raise OverflowError(value)
