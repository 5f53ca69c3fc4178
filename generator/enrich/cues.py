"""Passages -> the names in them, in languages without capitals: by titles, endings and the countries of the CLDR."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import dropwhile, takewhile

from generator.enrich.collocations import runs
from generator.enrich.content import stop_words
from generator.enrich.folding import fold
from generator.enrich.lists import territory_names, words_of
from generator.enrich.matching import Matcher
from generator.enrich.substrings import UNSEGMENTED
from generator.enrich.trie import tokens
from generator.model import Term

_MOSTLY = 0.6

Passage = tuple[str, str]
"""Address of a sentence, and its plain text."""


def find(passages: Sequence[Passage], language: str) -> dict[str, tuple[str, list[Passage]]]:
    """Name -> its kind and the passages it is in, for languages without capitals."""
    countries = Matcher([Term(name, "place", {language: name}) for name in territory_names(language)], language)
    found: dict[str, tuple[str, dict[Passage, None]]] = {}
    for passage in passages:
        for span in countries.spans(passage[1]):
            for name in span.terms:
                found.setdefault(name, ("place", {}))[1][passage] = None
    unsegmented = language.partition("-")[0] in UNSEGMENTED
    for name, kind in (_by_ending(passages, language) if unsegmented else _titled(passages, language)).items():
        found.setdefault(name, (kind, {passage: None for passage in passages if name in passage[1]}))
    return {name: (kind, list(where)) for name, (kind, where) in found.items()}


def _titled(passages: Sequence[Passage], language: str) -> dict[str, str]:
    """What stands behind titles, without adjectives (in Arabic those have the article): three words at most."""
    counted: Counter[tuple[str, ...]] = Counter()
    for _, text in passages:
        words = [match.group() for match in tokens().finditer(text)]
        for at, word in enumerate(words):
            if fold(word) in words_of("titles"):
                behind = list(dropwhile(lambda word: word.startswith("ال"), words[at + 1 : at + 6]))
                name = list(takewhile(lambda word: _in_name(word, language), behind[:3]))
                counted.update(tuple(name[:length]) for length in range(1, len(name) + 1))
    found = {}
    for words_said, count in counted.items():
        longer = max((n for other, n in counted.items() if other[:-1] == words_said), default=0)
        # A name goes on as long as what follows is mostly the same.
        begins = len(words_said) == 1 or count >= _MOSTLY * counted[words_said[:-1]]
        if count > 1 and begins and longer < _MOSTLY * count:
            found[" ".join(words_said)] = "person"
    return found


def _in_name(word: str, language: str) -> bool:
    return word[0].isalpha() and not word.startswith("ال") and word not in stop_words(language.partition("-")[0])


def _by_ending(passages: Sequence[Passage], language: str) -> dict[str, str]:
    """Recurring stretches that end like an organisation or a place, or with a title."""
    found = {}
    for phrase in runs([text for _, text in passages], language):
        name = phrase.text
        title = next((title for title in sorted(words_of("titles")) if name.endswith(title)), "")
        if title:
            if 1 < len(name) - len(title) <= 4:
                found[name.removesuffix(title)] = "person"
        elif len(name) > 2 and name.endswith(tuple(words_of("ends"))):
            found[name] = "organisation"
        elif len(name) > 2 and name.endswith(tuple(words_of("place_ends"))):
            found[name] = "place"
    return found
