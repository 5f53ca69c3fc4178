"""A Pagefind index -> the same index, the same in every run, and lighter to load.

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
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from generator.errors import DragomanError

VERSION = "1.5.2"
"""Of Pagefind."""

FORM = "4"
"""Another one whenever this file leaves something else behind, so that no index kept from before is taken for it."""

PIECE = 10_000
"""Bytes of words and their places in a file of the index, about 4 KB compressed, unless one word has more. Smaller
pieces make the metadata larger, which are loaded before the first search."""

METADATA = "pf_meta"
"""Suffix of the file that is loaded first; its name is the version of the index."""

_ENTRY = "pagefind-entry.json"
_SIGNIFICANT = 5
"""Bits of a page's number of words, for which long pages count less: no ranking needs more."""

_MAGIC = b"pagefind_dcd"
_NUMBER, _TEXT, _LIST = 0, 3, 4  # major types
_PUNCTUATION = frozenset({"Pd", "Ps", "Pe", "Pi", "Pf", "Po"})
"""Categories of Unicode that `search-engine.js` takes out of a query."""

_GAP = re.compile(
    rb"""(?: (?!\x83[\x60-\x7b])
         (?: [\x00-\x17\x20-\x37\x80-\x97] | [\x18\x38\x98]. | [\x19\x39\x99].{2} | [\x1a\x3a\x9a].{4} )
         )*+ (\x83?) (?=[\x60-\x7b])""",
    re.DOTALL | re.VERBOSE,
)
"""Numbers and lists up to the next text; the list of three that begins with it, which is a word's, is the group."""

Item: TypeAlias = "int | str | list[Item]"


def settle(index: Path) -> None:
    """Put the index of one language in order and make it lighter, in place.

    Raises `DragomanError` for an index of another version: the browser knows this one (`search-engine.js`).
    """
    entry_file = index / _ENTRY
    entry = json.loads(entry_file.read_text("utf-8"))
    if entry.get("version") != VERSION:
        raise DragomanError(
            f"Pagefind {entry.get('version')} is not {VERSION}\n  install pagefind[extended]=={VERSION}"
        )
    [language] = entry["languages"].values()
    file = index / f"pagefind.{language['hash']}.pf_meta"
    meta = _read(file)
    if not isinstance(meta, list) or len(meta) != 6:
        raise DragomanError(f"Pagefind's metadata are not of the form this program knows ({VERSION})")
    version, pages, _, facets, sorts, fields = meta
    assert isinstance(facets, list)
    digest = hashlib.sha256()
    counts = _numbered(index / "fragment", pages, digest)
    firsts = _divided(index / "index", digest)
    about = [version, counts, firsts, [_facet(index, facet) for facet in sorted(facets, key=_name)], sorts, fields]
    data = _MAGIC + json.dumps(about, ensure_ascii=False, separators=(",", ":")).encode()
    digest.update(data)
    (index / f"{digest.hexdigest()[:10]}.{METADATA}").write_bytes(gzip.compress(data, 9, mtime=0))
    file.unlink()
    entry_file.unlink()


def version_of(index: Path) -> str:
    """What the metadata of a settled index are called."""
    return next(index.glob(f"*.{METADATA}")).stem


def is_index(folder: Path) -> bool:
    """Whether Pagefind left an index there."""
    return (folder / _ENTRY).is_file()


def _numbered(folder: Path, pages: Item, digest: hashlib._Hash) -> list[int]:
    """Name the file of each page by its number; `pages` are names and numbers of words. Answers the latter, rounded.

    The browser asks for a file by its number and the version of the index, so that no old one answers.
    """
    assert isinstance(pages, list)
    counts = []
    for number, page in enumerate(pages):
        assert isinstance(page, list)
        name, count = page
        assert isinstance(count, int)
        file = (folder / f"{name}.pf_fragment").rename(folder / f"{number}.pf_fragment")
        digest.update(_content(file))
        spare = max(count.bit_length() - _SIGNIFICANT, 0)
        counts.append(count >> spare << spare)
    return counts


def _divided(folder: Path, digest: hashlib._Hash) -> list[str]:
    """Divide the words among files of about `PIECE` bytes, named by number; the first word of each.

    A word with punctuation is left out: no query has any, and what is left of the word without is there too.
    """
    words = sorted(
        (word, item)
        for file in folder.iterdir()
        for word, item in _words(_content(file), file.name)
        if not any(unicodedata.category(character) in _PUNCTUATION for character in word)
    )
    for file in folder.iterdir():
        file.unlink()
    pieces: list[list[tuple[str, bytes]]] = []
    size = PIECE
    for text, item in words:
        if size >= PIECE:
            pieces.append([])
            size = 0
        pieces[-1].append((text, item))
        size += len(item)
    for number, piece in enumerate(pieces):
        data = _MAGIC + _head(_LIST, 1) + _head(_LIST, len(piece)) + b"".join(item for _, item in piece)
        digest.update(data)
        (folder / f"{number}.pf_index").write_bytes(gzip.compress(data, 9, mtime=0))
    return [piece[0][0] for piece in pieces]


def _words(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Each word in the content of a file of the index, and all that the file says of it.

    It is a list of one list, of the word, the pages it is in and its forms, which have texts too. Between texts there
    are numbers and lists of them, far too many to look at one by one.
    """
    _, at = _opening(data, 0)
    count, at = _opening(data, at)
    begun: tuple[str, int] | None = None
    found = 0
    while gap := _GAP.match(data, at):
        text, end = _decode(data, gap.end())
        if gap[1]:
            if begun:
                yield begun[0], data[begun[1] : gap.start(1)]
            begun = str(text), gap.start(1)
            found += 1
        at = end
    if begun:
        yield begun[0], data[begun[1] :]
    if found != count:
        raise DragomanError(f"{name}: {found} words where Pagefind ({VERSION}) has {count}")


def _opening(data: bytes, at: int) -> tuple[int, int]:
    """Length of the list that begins at an offset, and the offset of its first item."""
    if data[at] >> 5 != _LIST or data[at] & 31 > 26:
        raise DragomanError(f"CBOR of an unknown form at byte {at}")
    size = (data[at] & 31) - 23
    if size <= 0:
        return data[at] & 31, at + 1
    end = at + 1 + (1 << (size - 1))
    return int.from_bytes(data[at + 1 : end], "big"), end


def _facet(index: Path, facet: Item) -> Item:
    """Put the values of a facet in order; `facet` is its name and the hash that its file is named by."""
    assert isinstance(facet, list)
    name, old = facet
    file = index / "filter" / f"{old}.pf_filter"
    content = _read(file)
    assert isinstance(content, list)
    assert isinstance(content[1], list)
    content[1].sort(key=_name)
    return [name, _write(file, content, "{}.pf_filter", str(old), 7)]


def _name(pair: Item) -> str:
    assert isinstance(pair, list)
    return str(pair[0])


def _read(file: Path) -> Item:
    data = _content(file)
    item, end = _decode(data, 0)
    if end != len(data):
        raise DragomanError(f"{file.name}: not of the form this program knows (Pagefind {VERSION})")
    return item


def _content(file: Path) -> bytes:
    data = gzip.decompress(file.read_bytes())
    if not data.startswith(_MAGIC):
        raise DragomanError(f"{file.name}: not of the form this program knows (Pagefind {VERSION})")
    return data[len(_MAGIC) :]


def _write(file: Path, item: Item, pattern: str, old: str, digits: int) -> str:
    """Replace a file by one that is named by its new content; the language before the hash stays."""
    data = _MAGIC + _encode(item)
    new = f"{old.rpartition('_')[0]}_{hashlib.sha256(data).hexdigest()[:digits]}"
    file.unlink()
    file.with_name(pattern.format(new)).write_bytes(gzip.compress(data, 9, mtime=0))
    return new


def _decode(data: bytes, at: int) -> tuple[Item, int]:
    """The item at an offset, and the offset behind it."""
    kind, value = data[at] >> 5, data[at] & 31
    at += 1
    if value > 27:
        raise DragomanError(f"CBOR of an unknown form at byte {at}")
    if value > 23:
        size = 1 << (value - 24)
        value, at = int.from_bytes(data[at : at + size], "big"), at + size
    if kind == _NUMBER:
        return value, at
    if kind == _TEXT:
        return data[at : at + value].decode(), at + value
    if kind != _LIST:
        raise DragomanError(f"CBOR of an unknown form at byte {at}")
    items: list[Item] = []
    for _ in range(value):
        item, at = _decode(data, at)
        items.append(item)
    return items, at


def _encode(item: Item) -> bytes:
    if isinstance(item, int):
        return _head(_NUMBER, item)
    if isinstance(item, str):
        text = item.encode()
        return _head(_TEXT, len(text)) + text
    return _head(_LIST, len(item)) + b"".join(map(_encode, item))


def _head(kind: int, value: int) -> bytes:
    if value < 24:
        return bytes([kind << 5 | value])
    for code, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if value < 1 << 8 * size:
            return bytes([kind << 5 | code]) + value.to_bytes(size, "big")
    raise OverflowError(value)
