"""A vocabulary in one language, ready to find its words in texts of that language, with exact spans."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.enrich.phrases import phrases_of
from generator.enrich.substrings import UNSEGMENTED, Substrings
from generator.enrich.trie import Trie
from generator.model import Term


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that is one of the vocabulary's labels or aliases."""

    start: int
    """Offsets in code points, end exclusive."""
    end: int
    terms: tuple[str, ...]
    """Ids of the terms whose words these are: more than one where the words are ambiguous."""


class Matcher:
    """Finds the terms' words in texts of one language."""

    def __init__(self, terms: Sequence[Term], language: str) -> None:
        phrases = (phrase for term in terms for phrase in phrases_of(term, language))
        unsegmented = language.partition("-")[0] in UNSEGMENTED
        self._index: Substrings | Trie = Substrings(phrases) if unsegmented else Trie(phrases, language)

    def spans(self, text: str) -> list[Span]:
        """What the text (plain, one sentence or many) names and is about, in its order; time linear in the text.

        Names do not overlap: the longest wins, then the first. A topic's words are dropped where they lie within
        another topic's. Topics and names are independent of each other: the same words may be both.
        """
        found = self._index.find(text)
        if not found:
            return []
        contexts: dict[str, list[tuple[int, int]]] = {}
        for start, end, phrase in found:
            if phrase.excludes:
                contexts.setdefault(phrase.term, []).append((start, end))
        names: dict[tuple[int, int], dict[str, None]] = {}
        topics: dict[tuple[int, int], dict[str, None]] = {}
        for start, end, phrase in found:
            misread = any(a <= start and end <= b for a, b in contexts.get(phrase.term, ()))
            if not phrase.excludes and not misread:
                (names if phrase.name else topics).setdefault((start, end), {})[phrase.term] = None
        spans = [*_longest(names), *_outermost(topics)]
        return sorted(spans, key=lambda span: (span.start, span.end))


def matcher(terms: tuple[Term, ...], language: str) -> Matcher:
    """The matcher of a vocabulary for a language, kept for the next text while the same tuple of terms is in use."""
    key = (id(terms), language)
    kept = _kept.get(key)
    if kept is None or kept[0] is not terms:
        kept = _kept[key] = (terms, Matcher(terms, language))
        while len(_kept) > 32:
            _kept.popitem(last=False)
    return kept[1]


_kept: OrderedDict[tuple[int, str], tuple[tuple[Term, ...], Matcher]] = OrderedDict()
"""By identity, because terms hold mappings and so have no hash; the tuple is kept so that its id stays its own."""


def _longest(stretches: Mapping[tuple[int, int], Collection[str]]) -> Iterator[Span]:
    """Names: the longest first, each taking its characters."""
    taken: set[int] = set()
    for (start, end), terms in sorted(stretches.items(), key=lambda item: (item[0][0] - item[0][1], item[0])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            yield Span(start, end, tuple(terms))


def _outermost(stretches: Mapping[tuple[int, int], Collection[str]]) -> Iterator[Span]:
    """Topics: those that do not lie within another."""
    reached = 0
    for (start, end), terms in sorted(stretches.items(), key=lambda item: (item[0][0], -item[0][1])):
        if end > reached:
            reached = end
            yield Span(start, end, tuple(terms))
