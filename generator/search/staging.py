"""Records -> what an index keeps of them, made anywhere and kept; and all of it put together, shard by shard."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

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

Record: TypeAlias = "tuple[str, str, SearchRecord]"
"""Path, title and record of a page."""

Copies: TypeAlias = tuple[tuple[str, str], ...]
"""Name and content of the index copies of pages."""

Documents: TypeAlias = Mapping[str, Copies]
"""Year -> the copies of its pages."""


@dataclass(frozen=True, slots=True)
class Term:
    """A page of the vocabulary, held back: it may not need a copy."""

    path: str
    title: str
    record: SearchRecord
    found: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What there is to know of some pages before any of them is indexed."""

    count: int
    words: Mapping[str, tuple[int, str]]
    """Word without case and diacritics -> how often, and its form."""
    short: Mapping[str, int]
    """Short word -> pages that have it."""
    named: Mapping[str, int]
    """Name of a topic or person -> pages that it is a facet of."""
    years: Mapping[str, tuple[int, str]]
    """Year -> number of pages, and SHA-256 of their copies."""
    terms: tuple[Term, ...] = ()


def copies(records: Iterable[Record], locale: str) -> tuple[Summary, Documents]:
    """What an index keeps of pages that belong together, an interview's. Pure, and the same for the same records.

    The title is what a result is called unless the record has a title of its own, shorter than the page's.
    """
    language = index_language(locale)
    vocabulary = Vocabulary()
    short: Counter[str] = Counter()
    named: Counter[str] = Counter()
    documents: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    terms: list[Term] = []
    count = 0
    for path, title, record in records:
        count += 1
        title = record.meta.get("title") or title
        found = passages(record)
        text = "\n".join((title, *(passage.text for passage in found)))
        vocabulary.add(text)
        if record.kind in TERM_KINDS:
            terms.append(Term(path, title, record, tuple(found)))
            continue
        short.update({fold(word) for word in _SHORT_WORD.findall(text)})
        named.update({*record.filters.get("topic", ()), *record.filters.get("person", ())})
        content = document(path, title, record, found, locale, language)
        documents[_year(record)].append((_name(path), content))
    years = {year: (len(pages), _digest(pages)) for year, pages in documents.items()}
    summary = Summary(count, vocabulary.words, dict(short), dict(named), years, tuple(terms))
    return summary, {year: tuple(pages) for year, pages in documents.items()}


@dataclass(slots=True)
class Part:
    """Pages of one year that are indexed together."""

    pages: int = 0
    members: list[Callable[[], Copies]] = field(default_factory=list)
    """Each gives the copies of some of the pages."""
    digests: list[str] = field(default_factory=list)

    def copies(self) -> Iterator[tuple[str, str]]:
        """Name and content of the copies of all pages."""
        return chain.from_iterable(member() for member in self.members)


class Staging:
    """Summaries put together; the copies themselves are asked for only when they are indexed."""

    def __init__(self, locale: str, part_size: int) -> None:
        self.vocabulary = Vocabulary()
        self.count = 0
        """Records added."""
        self.parts: dict[str, list[Part]] = {}
        """Year -> its parts, none greater than `part_size` unless what belongs together is."""
        self._locale, self._part_size = locale, part_size
        self._terms: list[Term] = []
        self._pages_with: Counter[str] = Counter()
        self._named: Counter[str] = Counter()

    def add(self, summary: Summary, documents: Callable[[], Documents]) -> None:
        """Add pages that belong together: their summary, and how to get at their copies."""
        self.count += summary.count
        self.vocabulary.merge(summary.words)
        self._pages_with.update(summary.short)
        self._named.update(summary.named)
        self._terms += summary.terms
        for year, (pages, digest) in summary.years.items():
            self._place(year, pages, digest, lambda year=year: documents()[year])  # type: ignore[misc]

    def finish(self) -> list[Mapping[str, object]]:
        """The terms for the dialog, most frequent first: `label`, `path`, `kind`, `count` and other `words` for it."""
        ranked = sorted(self._terms, key=lambda term: (-self._named.get(term.title, 0), term.path))
        language = index_language(self._locale)
        for term in ranked[TERMS:]:
            content = document(term.path, term.title, term.record, list(term.found), self._locale, language)
            copy = (_name(term.path), content)
            self._place(_year(term.record), 1, _digest([copy]), lambda copy=copy: (copy,))  # type: ignore[misc]
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

    def _place(self, year: str, pages: int, digest: str, member: Callable[[], Copies]) -> None:
        parts = self.parts.setdefault(year, [Part()])
        if parts[-1].members and parts[-1].pages + pages > self._part_size:
            parts.append(Part())
        parts[-1].pages += pages
        parts[-1].members.append(member)
        parts[-1].digests.append(digest)


def _year(record: SearchRecord) -> str:
    return min(record.filters.get("year", (_UNDATED,)), default=_UNDATED)


def _name(path: str) -> str:
    return f"{hashlib.sha256(path.encode()).hexdigest()[:16]}.html"


def _digest(copies: Iterable[tuple[str, str]]) -> str:
    found = hashlib.sha256()
    for name, content in copies:
        found.update(f"{name} {len(content)}\n{content}".encode())
    return found.hexdigest()
