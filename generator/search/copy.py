"""A record of a page -> the small HTML document that Pagefind indexes in its place.

Every passage is an element with an id, so that a match leads to the place and is quoted from there. The first
character of an id that is not the page's own says what the element is: `@` the title, and the address follows; `=` a
passage that leads to the place named after it; `~` words that are found and never quoted (numbers written out, other
words for a topic), and the place they belong to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from generator.search.numbers import Number, digits, numbers
from generator.search.scripts import spaced

if TYPE_CHECKING:
    from generator.pages.page import SearchRecord

QUOTED_WHOLE = ("page", "data", "interview")
"""Kinds of page whose last paragraph is text. In every other, a last paragraph without attributes is keywords."""

_BLOCKS = re.compile(r"address|article|aside|blockquote|d[dlt]|div|figcaption|h[1-6]|li|p|section|td|th")
_VOID = re.compile(r"area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_SILENT = re.compile(r"script|style|template")
_UNSAID = frozenset({"retired", "state", "note-label"})
"""Classes of elements in which the publication speaks of the text: not what anybody searches for."""


@dataclass(slots=True)
class Passage:
    """A stretch of a page with one place to lead to."""

    id: str
    """Id of the element; empty where it has none."""
    bare: bool
    """A paragraph without any attribute."""
    hidden: bool = False
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words, plain, with single spaces; spaces that do not break stay."""
        return re.sub(r"[ \t\r\n\f]+", " ", "".join(self.pieces).replace("\u200b", "")).strip()


@dataclass(frozen=True, slots=True)
class Element:
    """An open element."""

    tag: str
    passage: Passage
    unsaid: bool


def passages(record: SearchRecord) -> list[Passage]:
    """The passages of a record that have words, in order; the keywords are marked as hidden."""
    parser = _Passages()
    parser.feed(record.words)
    parser.close()
    found = [passage for passage in parser.passages if passage.text]
    if found and found[-1].bare and record.kind not in QUOTED_WHOLE:
        found[-1].hidden = True
    return found


def document(path: str, title: str, record: SearchRecord, found: list[Passage], locale: str, language: str) -> str:
    """The index copy of a page: title, what a result shows, facets, passages.

    `locale` is the edition's (it says how numbers are read), `language` the one to index under.
    """
    shown = {"interview": "", "date": "", "speaker": "", **record.meta, "title": title}
    meta = "".join(
        f'<i data-pagefind-meta="{key}[data-v]" data-v="{escape(spaced(value))}"></i>'
        for key, value in shown.items()  # all of them, always: only runs with the same fields can be joined
    )
    facets = "".join(
        f'<i data-pagefind-filter="{key}[data-v]" data-v="{escape(value)}"></i>'
        for key, values in {**record.filters, "kind": (record.kind,)}.items()
        for value in values
    )
    body = "".join(f'<p id="{escape(key)}">{escape(spaced(text))}</p>' for key, text in _indexed(found, locale))
    heading = f'<h1 id="@{escape(path)}" data-pagefind-weight="{record.weight}">{escape(spaced(title))}</h1>'
    head = f'<!doctype html><html lang="{language}"><head></head><body data-pagefind-body>'
    return f"{head}{heading}{meta}{facets}{body}</body></html>"


def _indexed(found: list[Passage], locale: str) -> Iterator[tuple[str, str]]:
    """Id and words of each passage, and of the words hidden behind it."""
    place = ""
    for passage in found:
        if passage.hidden:
            yield "~", passage.text
            continue
        place = passage.id or place
        yield passage.id or f"={place}", passage.text
        if forms := " ".join(form for number in numbers(passage.text, locale) for form in _forms(number)):
            yield f"~{place}", forms


def _forms(number: Number) -> Iterator[str]:
    """Words that the passage lacks: `107000000`; and `5x2` for 5.2, for the index takes 5.2 and 52 for the same."""
    yield from number.forms
    if "." in (written := digits(number.value)):
        yield written.replace(".", "x")


class _Passages(HTMLParser):
    """Cuts a fragment into passages: at every element with an id, at every block without one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.passages: list[Passage] = [Passage("", bare=False)]
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        outer = self._open[-1] if self._open else Element("", self.passages[0], unsaid=False)
        unsaid = (
            outer.unsaid
            or bool(_SILENT.fullmatch(tag))
            or "data-pagefind-ignore" in attributes
            or not _UNSAID.isdisjoint((attributes.get("class") or "").split())
        )
        passage = outer.passage
        if not unsaid and (attributes.get("id") or _BLOCKS.fullmatch(tag)):
            identifier = attributes.get("id") or ("" if _BLOCKS.fullmatch(tag) and not passage.id else passage.id)
            passage = Passage(
                identifier, bare=tag == "p" and not attrs, hidden=passage.hidden or "hidden" in attributes
            )
            self.passages.append(passage)
        elif tag in ("br", "tr"):
            passage.pieces.append(" ")
        if not _VOID.fullmatch(tag):
            self._open.append(Element(tag, passage, unsaid))

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                break

    def handle_data(self, data: str) -> None:
        if not self._open:
            self.passages[0].pieces.append(data)
        elif not self._open[-1].unsaid:
            self._open[-1].passage.pieces.append(data)
