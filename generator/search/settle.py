"""A Pagefind index -> the same index, the same in every run, and lighter to load.

Pagefind writes facets and their values in the order of a hash table, another one in every run: they are sorted. It
names the file of each page by a hash, and all names are loaded before the first search: they become numbers, which
shrinks what is loaded to a third where there are thousands. Files hold CBOR (RFC 8949) of numbers, texts and lists,
compressed; they are named in the metadata, and those in the entry file.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import TypeAlias

from generator.errors import DragomanError

VERSION = "1.5.2"
"""Of Pagefind."""

FORM = "2"
"""Another one whenever this file leaves something else behind, so that no index kept from before is taken for it."""

_MAGIC = b"pagefind_dcd"
_NUMBER, _TEXT, _LIST = 0, 3, 4  # major types

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
    data = gzip.decompress(file.read_bytes())
    item, end = _decode(data, len(_MAGIC))
    if not data.startswith(_MAGIC) or end != len(data):
        raise DragomanError(f"{file.name}: not of the form this program knows (Pagefind {VERSION})")
    return item


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
