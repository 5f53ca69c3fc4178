"""Records -> their index copies on disk, by year, so that a publication of any size passes through little memory."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.search.copy import Passage, document, passages
from generator.search.scripts import UNSPACED, index_language
from generator.search.vocabulary import Vocabulary, fold

if TYPE_CHECKING:
    from generator.pages.page import SearchRecord

TERM_KINDS = ("topic", "person", "organisation", "place", "work")
"""Kinds of page that the dialog offers by name above the results."""

TERMS = 600
"""So many terms, the most frequent ones, are known to the dialog at once; the others are found like any page."""

COMMON = 100
"""So many words at most, each in more than half of the pages, are left out of a query that has others."""

FEW = 10
"""With fewer pages, being in most of them means nothing."""

_SHORT_WORD = re.compile(rf"(?<![^\W\d_])[^\W\d_{UNSPACED}]{{1,5}}(?![^\W\d_])")
"""Words that only hold others together are short; a long one that is everywhere is a subject."""

_UNDATED = "undated"
"""Stands after every year: the pages in it change more often than the interviews of long ago."""


@dataclass(frozen=True, slots=True)
class _Term:
    path: str
    title: str
    record: SearchRecord
    found: list[Passage]


class Staging:
    """A folder of index copies: `<year>-<part>/<digest of the path>.html`."""

    def __init__(self, folder: Path, locale: str, part_size: int) -> None:
        self.folder = folder
        self.vocabulary = Vocabulary()
        self.count = 0
        """Records added."""
        self.parts: dict[str, list[int]] = {}
        """Year -> number of pages in each of its parts, none greater than `part_size`."""
        self._locale, self._language = locale, index_language(locale)
        self._part_size = part_size
        self._terms: list[_Term] = []
        self._pages_with: Counter[str] = Counter()
        self._named: dict[str, int] = {}
        self._digests: dict[str, hashlib._Hash] = {}

    def add(self, path: str, title: str, record: SearchRecord) -> None:
        """Write the copy of a page; hold it back if it is a term's, which may not need one.

        `title` is what a result is called unless the record has a title of its own, shorter than the page's.
        """
        self.count += 1
        title = record.meta.get("title") or title
        found = passages(record)
        text = "\n".join((title, *(passage.text for passage in found)))
        self.vocabulary.add(text)
        if record.kind in TERM_KINDS:
            self._terms.append(_Term(path, title, record, found))
            return
        self._pages_with.update({fold(word) for word in _SHORT_WORD.findall(text)})
        for name in {*record.filters.get("topic", ()), *record.filters.get("person", ())}:
            self._named[name] = self._named.get(name, 0) + 1
        self._write(path, title, record, found)

    def finish(self) -> list[Mapping[str, object]]:
        """The terms for the dialog, most frequent first: `label`, `path`, `kind`, `count` and other `words` for it."""
        ranked = sorted(self._terms, key=lambda term: (-self._named.get(term.title, 0), term.path))
        for term in ranked[TERMS:]:
            self._write(term.path, term.title, term.record, term.found)
        return [
            {
                "label": term.title,
                "path": term.path,
                "kind": term.record.kind,
                "count": self._named.get(term.title, 0),
                "words": " ".join(passage.text for passage in term.found if passage.hidden),
            }
            for term in ranked[:TERMS]
        ]

    def common(self) -> list[str]:
        """Short words that most pages have, most frequent first, without case and diacritics."""
        pages = self.count - len(self._terms)
        if pages < FEW:
            return []
        ranked = sorted(self._pages_with.items(), key=lambda item: (-item[1], item[0]))
        return [word for word, count in ranked[:COMMON] if count > pages / 2]

    def digest(self, part: str) -> str:
        """SHA-256 of everything in a part; the paths are in the copies."""
        return self._digests[part].hexdigest()

    def _write(self, path: str, title: str, record: SearchRecord, found: list[Passage]) -> None:
        part = self._part(min(record.filters.get("year", (_UNDATED,)), default=_UNDATED))
        content = document(path, title, record, found, self._locale, self._language)
        file = self.folder / part / f"{hashlib.sha256(path.encode()).hexdigest()[:16]}.html"
        if part not in self._digests:
            file.parent.mkdir()
            self._digests[part] = hashlib.sha256()
        file.write_text(content, "utf-8")
        self._digests[part].update(content.encode())

    def _part(self, year: str) -> str:
        counts = self.parts.setdefault(year, [0])
        if counts[-1] == self._part_size:
            counts.append(0)
        counts[-1] += 1
        return f"{year}-{len(counts) - 1}"
