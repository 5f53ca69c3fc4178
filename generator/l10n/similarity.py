"""Which of the new texts an old one has become, by the words they share."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence

LEAST = 0.6
"""Ratio of shared words (difflib's) from which two texts are taken for versions of one."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+|[^\w\s]")
_CANDIDATES = 5
"""How many old texts are compared in full with a new one: those with the most words in common."""


def words(text: str) -> list[str]:
    """The words, Han characters and marks of a text."""
    return _WORD.findall(text.casefold())


def pair(new: Sequence[str], old: Sequence[str]) -> dict[int, int]:
    """Index of a new text -> index of the old text it comes from, each old one at most once, the likest first."""
    if not new or not old:
        return {}
    old_words = [words(text) for text in old]
    where: dict[str, Counter[int]] = {}
    for index, tokens in enumerate(old_words):
        for token, count in Counter(tokens).items():
            where.setdefault(token, Counter())[index] = count
    ratios = []
    for index, text in enumerate(new):
        tokens = words(text)
        for candidate in _candidates(tokens, where, old_words):
            ratio = difflib.SequenceMatcher(None, tokens, old_words[candidate], autojunk=False).ratio()
            if ratio >= LEAST:
                ratios.append((-ratio, index, candidate))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, index, candidate in sorted(ratios):
        if index not in pairs and candidate not in taken:
            pairs[index] = candidate
            taken.add(candidate)
    return pairs


def _candidates(tokens: list[str], where: dict[str, Counter[int]], old: Sequence[list[str]]) -> list[int]:
    """The old texts that share enough words to be worth comparing."""
    shared: Counter[int] = Counter()
    frequent = max(10, len(old) // 10)
    for token, count in Counter(tokens).items():
        places = where.get(token, Counter())
        if len(places) <= frequent or len(old) <= frequent:
            for index, there in places.items():
                shared[index] += min(count, there)
    return [index for index, _ in shared.most_common(_CANDIDATES)]
