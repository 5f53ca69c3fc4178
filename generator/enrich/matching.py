"""A vocabulary in one language, ready to find its words in texts of that language, with exact spans."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
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
        contexts = [(start, end, phrase.term) for start, end, phrase in found if phrase.excludes]
        stretches: dict[tuple[int, int, bool], dict[str, None]] = {}
        for start, end, phrase in found:
            misread = any(term == phrase.term and a <= start and end <= b for a, b, term in contexts)
            if not phrase.excludes and not misread:
                stretches.setdefault((start, end, phrase.name), {})[phrase.term] = None
        return _longest(stretches)


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


def _longest(stretches: dict[tuple[int, int, bool], dict[str, None]]) -> list[Span]:
    """The spans that are left when longer ones have taken their place."""
    taken: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
    kept = []
    for (start, end, name), terms in sorted(stretches.items(), key=lambda item: (item[0][0] - item[0][1], item[0])):
        # A sentence has a handful of spans: comparing each with each is the quickest way.
        if not any(start < b and a < end if name else a <= start and end <= b for a, b in taken[name]):
            taken[name].append((start, end))
            kept.append(((start, end, name), Span(start, end, tuple(terms))))
    return [span for _, span in sorted(kept, key=lambda item: item[0])]
