"""What a run of Pagefind found -> a folder that is kept, ready to be joined with others.

Pagefind writes facets and their values in the order of a hash table, another one in every run: they are sorted. It
names the file of each page by a hash: the names become numbers, which need not be written. It has words with
punctuation a second time as nobody can ask for them: they are left out.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cbor2

from generator.errors import DragomanError
from generator.search.files import ENGINE, FOUND, LIST, NUMBER, VERSION, Places, content, head, read

_PLAIN = "wasm.unknown.pagefind"
"""The one for languages without a stemmer."""

_ENTRY = "pagefind-entry.json"
_SIGNIFICANT = 5
"""Bits of a page's number of words, for which long pages count less: no ranking needs more."""

_PUNCTUATION = frozenset({"Pd", "Ps", "Pe", "Pi", "Pf", "Po"})
"""Categories of Unicode that `search-engine.js` takes out of a query."""


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
    meta = read(made / f"pagefind.{language['hash']}.pf_meta")
    if not isinstance(meta, list) or len(meta) != 6:
        raise DragomanError(f"Pagefind's metadata are not of the form this program knows ({VERSION})")
    _, pages, _, facets, sorts, fields = meta
    (out / "fragment").mkdir(parents=True)
    digest = hashlib.sha256()
    for number, (name, _) in enumerate(pages):
        file = (made / "fragment" / f"{name}.pf_fragment").rename(out / "fragment" / f"{number}.pf_fragment")
        digest.update(content(file))
    engines = list(made.glob(ENGINE))
    for engine in [one for one in engines if one.name != _PLAIN] or engines:
        engine.rename(out / engine.name)
    found = {
        "pages": [_rounded(count) for _, count in pages],
        "digest": digest.digest(),
        "words": list(_words(made / "index")),
        "facets": sorted(read(made / "filter" / f"{file}.pf_filter") for _, file in facets),
        "form": [sorts, fields],
    }
    (out / FOUND).write_bytes(cbor2.dumps(found))


def _rounded(count: int) -> int:
    spare = max(count.bit_length() - _SIGNIFICANT, 0)
    return count >> spare << spare


def _words(folder: Path) -> Iterator[tuple[str, Places, list[tuple[str, Places]]]]:
    """Each word, where it is, and where each of its other forms is.

    A word with punctuation is left out: no query has any, and what is left of the word without is there too.
    """
    for file in folder.iterdir():
        for word, pages, forms in read(file)[0]:
            if not any(unicodedata.category(character) in _PUNCTUATION for character in word):
                yield word, _places(pages), [(form, _places(there)) for form, there in forms]


def _places(pages: list[list[Any]]) -> Places:
    if not pages:  # of a word that has forms with other diacritics only
        return 0, 0, 0, b""
    first = pages[0][0]
    body = cbor2.dumps(pages)[len(head(LIST, len(pages))) + 1 + len(head(NUMBER, first)) :]
    return len(pages), first, sum(page[0] for page in pages), body


def is_index(folder: Path) -> bool:
    """Whether Pagefind left an index there."""
    return (folder / _ENTRY).is_file()
