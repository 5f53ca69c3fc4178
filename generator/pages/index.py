"""The index from A to Z: topics, people, organisations, places and works, in the order of the edition's language.

Other names lead to the entry they belong to ("see …"). Of the words that a topic is recognised by only the first few
are names for it that a reader would look up; the rest are for the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, takewhile

from generator.enrich import collation
from generator.enrich.folding import fold
from generator.model import Term
from generator.pages import terms
from generator.pages.page import Page
from generator.pages.render import render
from generator.pages.view import View

NAMES_OF_TOPICS = 3
"""So many other names of a topic are in the index, the first in the vocabulary."""

_ALIKE = 4
"""So many first letters in common bring two names together, unless these are the lesser part of both."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index."""

    name: str
    term: Term
    kind: str
    """What one of its kind is called; empty for a topic."""
    see: str
    """The label of the term, where the name is another one; else empty."""
    passages: int


def pages(view: View) -> Iterator[Page]:
    """The one page at `index/`."""
    gettext = view.edition.ui.gettext
    path, title = "index/", gettext("Index")
    entries = sorted(_entries(view), key=lambda entry: collation.key(entry.name, view.locale))
    letters = [
        (letter, list(group))
        for letter, group in groupby(entries, key=lambda entry: collation.initial(entry.name, view.locale))
    ]
    description = gettext("Everything and everybody in %(publication)s, from A to Z.") % {"publication": view.name}
    yield Page(path, "index", title, description, render(view, "index", path, title=title, letters=letters))


def _entries(view: View) -> Iterator[Entry]:
    found = view.of_kind("topic", "person", "organisation", "place", "work")
    kinds = {**terms.kinds(view.edition.ui.gettext), "topic": ""}
    taken = {fold(view.label(term)) for term in found}
    for term in found:
        label = view.label(term)
        passages = len(view.passages(term.id))
        yield Entry(label, term, kinds[term.kind], "", passages)
        for name in _other_names(view, term):
            if fold(name) not in taken and not _beside(name, label):
                taken.add(fold(name))
                yield Entry(name, term, "", label, passages)


def _other_names(view: View, term: Term) -> tuple[str, ...]:
    names = term.aliases.get(view.locale, ())
    return names[:NAMES_OF_TOPICS] if term.kind == "topic" else names


def _beside(name: str, label: str) -> bool:
    """Whether a name would stand next to the label it leads to: they begin alike."""
    one, other = (" ".join(re.findall(r"\w+", fold(words))) for words in (name, label))
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return (
        one.startswith(other)
        or other.startswith(one)
        or (shared >= _ALIKE and shared >= 0.6 * min(len(one), len(other)))
    )
