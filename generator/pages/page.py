"""A finished page: what every page module makes, and all that publishing and search need to know of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """What search knows of a page. Pages without one are not found."""

    words: str
    """HTML fragment with the words to index; elements with an `id` become places a result can lead to."""
    kind: str
    """`exchange`, `interview`, `topic`, `person`, …"""
    meta: Mapping[str, str] = field(default_factory=dict)
    """What a result shows beside its title: `interview`, `date`, `speaker`."""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Facets: `topic`, `person`, `year`, `interview`, `kind` -> values."""
    weight: int = 1
    """How much a match in the title counts, 1 to 10."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one edition."""

    path: str
    """Address below the locale's prefix, with a slash at the end: `interviews/2024-05-07-x/q3/`; empty for the home."""
    kind: str
    """Key of the page module that made it: pages of one kind differ in their content only."""
    title: str
    """Plain text, for `<title>`."""
    description: str
    """Plain text, one or two sentences, different on every page."""
    body: str
    """Markdown; blocks of HTML where Markdown has no form for it."""
    language: str = ""
    """BCP 47 tag of the title and body where it is not the edition's (a page nobody has translated)."""
    head: str = ""
    """Elements for `<head>`: metadata for reference managers, linked data."""
    locales: tuple[str, ...] | None = None
    """Editions that really have this page; None for all of them."""
    only: tuple[str, ...] | None = None
    """Editions that have anything at this address; None for all of them."""
    elsewhere: str = ""
    """Page that the language menu leads to in an edition that has nothing at this address."""
    edit: str = ""
    """Where its text is edited: an absolute address, or empty."""
    script: Mapping[str, Any] = field(default_factory=dict)
    """What its script needs to link to, quote and cite its sentences; empty where it has none (JSON values)."""
    canonical: str = ""
    """Locale of the edition whose page this one repeats, where it is a fallback; empty for itself."""
    changed: str = ""
    """ISO 8601 date of the last change, or empty."""
    search: SearchRecord | None = None
    hidden: bool = False
    """Keep it out of search engines (redirects, pages that repeat another)."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file of one edition, or of the whole site, that is not a page."""

    path: str
    """Below the locale's prefix."""
    content: bytes | Callable[[], Iterable[bytes]]
    """Or what gives it piece by piece, where it may be too much to hold."""

    def pieces(self) -> Iterable[bytes]:
        """The content."""
        return self.content() if callable(self.content) else [self.content]


def relative(source: str, target: str, anchor: str = "") -> str:
    """The link from the page `source` to the page or file `target`, both as `Page.path`; works under any prefix."""
    fragment = f"#{anchor}" if anchor else ""
    if source == target:
        return fragment or "./"
    here, there = [part for part in source.split("/") if part], [part for part in target.split("/") if part]
    shared = 0
    while shared < min(len(here), len(there)) and here[shared] == there[shared]:
        shared += 1
    link = "/".join([*[".."] * (len(here) - shared), *there[shared:]]) or "."
    return link + ("/" if not target or target.endswith("/") else "") + fragment
