"""A Pagefind index -> the same index, the same in every run, and lighter to load.

Pagefind writes facets and their values in the order of a hash table, another one in every run: they are sorted. It
names the file of each page by a hash, and all names are loaded before the first search: they become numbers, which
shrinks what is loaded to a third where there are thousands. It keeps so many words in a file that a query of three
words loads 100 KB: they are divided among more files. Files hold CBOR (RFC 8949) of numbers, texts and lists,
compressed; they are named in the metadata, and those in the entry file.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from generator.errors import DragomanError

VERSION = "1.5.2"
"""Of Pagefind."""

FORM = "3"
"""Another one whenever this file leaves something else behind, so that no index kept from before is taken for it."""

PIECE = 10_000
"""Bytes of words and their places in a file of the index, about 4 KB compressed, unless one word has more. Smaller
pieces make the metadata larger, which are loaded before the first search."""

_MAGIC = b"pagefind_dcd"
_NUMBER, _TEXT, _LIST = 0, 3, 4  # major types

_GAP = re.compile(
    rb"""(?: (?!\x83[\x60-\x7b])
         (?: [\x00-\x17\x20-\x37\x80-\x97] | [\x18\x38\x98]. | [\x19\x39\x99].{2} | [\x1a\x3a\x9a].{4} )
         )*+ (\x83?) (?=[\x60-\x7b])""",
    re.DOTALL | re.VERBOSE,
)
"""Numbers and lists up to the next text; the list of three that begins with it, which is a word's, is the group."""

Item: TypeAlias = "int | str | list[Item]"


def settle(index: Path) -> None:
    """Put facets and their values in order and number the pages, in place.

    Raises `DragomanError` for an index of another version: the browser knows this one (`search-engine.js`).
    """
    entry_file = index / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text("utf-8"))
    if entry.get("version") != VERSION:
        raise DragomanError(
            f"Pagefind {entry.get('version')} is not {VERSION}\n  install pagefind[extended]=={VERSION}"
        )
    for language in entry["languages"].values():
        meta_file = index / f"pagefind.{language['hash']}.pf_meta"
        meta = _read(meta_file)
        if not isinstance(meta, list) or len(meta) != 6 or not isinstance(meta[3], list):
            raise DragomanError(f"Pagefind's metadata are not of the form this program knows ({VERSION})")
        meta[1] = _numbered(index / "fragment", meta[1])
        meta[2] = _divided(index / "index")
        meta[3] = [_facet(index, facet) for facet in sorted(meta[3], key=_name)]
        language["hash"] = _write(meta_file, meta, "pagefind.{}.pf_meta", language["hash"], 10)
    entry_file.write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _numbered(folder: Path, pages: Item) -> Item:
    """Name the file of each page by its number; `pages` are names and numbers of words.

    The browser asks for a file by its number and the version of the metadata, so that no old one answers.
    """
    assert isinstance(pages, list)
    for number, page in enumerate(pages):
        assert isinstance(page, list)
        (folder / f"{page[0]}.pf_fragment").rename(folder / f"{number}.pf_fragment")
        page[0] = str(number)
    return pages


def _divided(folder: Path) -> Item:
    """Divide the words among files of about `PIECE` bytes; first and last word and name of each, as metadata have them.

    Files are named by their number, like those of pages.
    """
    words = sorted(word for file in folder.iterdir() for word in _words(_content(file), file.name))
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
        (folder / f"{number}.pf_index").write_bytes(gzip.compress(data, 9, mtime=0))
    return [[piece[0][0], piece[-1][0], str(number)] for number, piece in enumerate(pieces)]


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
