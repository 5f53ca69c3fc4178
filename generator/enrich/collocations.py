"""Phrases that a text keeps using: by C-value where words are divided, by the freedom of their neighbours where not.

C-value (Frantzi, Ananiadou, Mima 2000) counts a phrase for its length, less what it occurs only inside longer ones.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.enrich.content import stop_words
from generator.enrich.folding import bare, fold
from generator.enrich.inflection import stemmer
from generator.enrich.lists import words_of
from generator.enrich.trie import tokens

_LONGEST = 6
"""Words of a phrase; characters in languages without spaces, where a phrase has three at least."""

_Stem = Callable[[str], str] | None
_INSIDE = "+"
_HAN_RUNS = re.compile(r"[^\W\d_\x00-\x7f]{2,}")
_APART = re.compile('["“”«»„—–/\t]')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that occur together more than once."""

    text: str
    """As they are mostly written."""
    score: float
    texts: tuple[int, ...]
    """Numbers of the texts they are in."""


def phrases(texts: Sequence[str], language: str) -> list[Phrase]:
    """Phrases of two words and more that occur twice at least, the most telling first."""
    base = language.partition("-")[0]
    stop, stem = stop_words(base), stemmer(base)
    places: dict[tuple[str, ...], list[tuple[int, str]]] = defaultdict(list)
    for number, text in enumerate(texts):
        for path, written in _windows(text, stop, stem):
            places[path].append((number, written))
    places = {path: found for path, found in places.items() if len(found) > 1}
    inside: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for path, found in places.items():
        for size in range(2, len(path)):
            for at in range(len(path) - size + 1):
                inside[path[at : at + size]].append(len(found))
    result = []
    for path, found in places.items():
        longer = inside.get(path)
        free = len(found) - (sum(longer) / len(longer) if longer else 0.0)
        if free > 0:
            forms = Counter(written for _, written in found)
            written = min(forms, key=lambda form: (-forms[form], form[0].isupper(), form))
            score = round(math.log2(len(path) + 0.5) * free, 6)
            result.append(Phrase(written, score, tuple(dict.fromkeys(number for number, _ in found))))
    return sorted(result, key=lambda phrase: (-phrase.score, phrase.text))


def _windows(text: str, stop: frozenset[str], stem: _Stem) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every stretch of words that can be a phrase: their stems, and how it is written."""
    matches = list(tokens().finditer(text))
    keys = [_key(match.group(), stop, stem) for match in matches]
    for at, key in enumerate(keys):
        if not key or key == _INSIDE:
            continue
        path = [key]
        for end in range(at + 1, len(keys)):
            if not keys[end] or _APART.search(text, matches[end - 1].end(), matches[end].start()):
                break
            if keys[end] != _INSIDE:
                path.append(keys[end])
                if len(path) > _LONGEST:
                    break
                last = matches[end]
                yield tuple(path), text[matches[at].start() : last.start() + len(bare(last.group()))]


def _key(word: str, stop: frozenset[str], stem: _Stem) -> str:
    """The stem of a word that can be in a phrase; `+` for one that can stand inside it; empty for any other."""
    small = bare(word).lower()
    if small in words_of("connectors"):
        return _INSIDE
    if not small[0].isalpha() or small in stop or len(small) < 3:
        return ""
    return fold(stem(small) if stem else small)


def runs(texts: Sequence[str], language: str, least: int = 3) -> list[Phrase]:
    """Stretches of 2 to 6 characters of texts without spaces whose neighbours vary on both sides, by score."""
    counts: Counter[str] = Counter()
    left: dict[str, Counter[str]] = defaultdict(Counter)
    right: dict[str, Counter[str]] = defaultdict(Counter)
    where: dict[str, dict[int, None]] = defaultdict(dict)
    pieces = [(number, run) for number, text in enumerate(texts) for run in _HAN_RUNS.findall(text)]
    for size in range(2, _LONGEST + 1):
        for number, run in pieces:
            for at in range(len(run) - size + 1):
                word = run[at : at + size]
                # A long stretch is frequent only if the shorter ones in it are: the others are not counted.
                if size == 2 or (counts[word[:-1]] >= least and counts[word[1:]] >= least):
                    counts[word] += 1
                    # The edge of a run is a neighbour unlike any other.
                    left[word][run[at - 1] if at else f"^{counts[word]}"] += 1
                    right[word][run[at + size] if at + size < len(run) else f"${counts[word]}"] += 1
                    where[word][number] = None
    stop = stop_words(language.partition("-")[0])
    found = []
    for word, count in counts.items():
        if count >= least and word[0] not in stop and word[-1] not in stop and word not in stop:
            freedom = min(_entropy(left[word]), _entropy(right[word]))
            if freedom >= 1.0:
                score = math.log2(len(word) + 0.5) * math.log2(count) * freedom
                found.append(Phrase(word, round(score, 6), tuple(where[word])))
    return sorted(found, key=lambda phrase: (-phrase.score, phrase.text))


def _entropy(counted: Counter[str]) -> float:
    total = sum(counted.values())
    return -sum(count / total * math.log2(count / total) for count in counted.values())
