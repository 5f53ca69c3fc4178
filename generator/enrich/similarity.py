"""How alike texts are, by what occurs in both, the rarer the more; the work grows with the number of texts."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from heapq import nlargest
from typing import Generic, TypeVar

A = TypeVar("A", bound=Hashable)
"""What a document is known by."""

COMMON = 200
"""What more documents share than this says nothing about two of them, and costs the most: it is not followed."""

TELLING = 64
"""So many features of a document, the rarest and most frequent ones, are compared: long texts would cost the most."""


class Index(Generic[A]):
    """Documents by what occurs in them (TF-IDF, vectors of length 1)."""

    def __init__(self, counts: Mapping[A, Mapping[str, float]], common: int = COMMON) -> None:
        frequency = Counter(feature for counted in counts.values() for feature in counted)
        rarity = {feature: math.log(len(counts) / number) for feature, number in frequency.items() if number <= common}
        self.weights: dict[A, dict[str, float]] = {}
        self._names = list(counts)
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, (address, counted) in enumerate(counts.items()):
            raw = {
                feature: math.sqrt(count) * rarity[feature] for feature, count in counted.items() if feature in rarity
            }
            length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
            if len(raw) > TELLING:
                raw = dict(nlargest(TELLING, raw.items(), key=lambda item: (item[1], item[0])))
            vector = {feature: weight / length for feature, weight in raw.items() if weight}
            self.weights[address] = vector
            for feature, weight in vector.items():
                if frequency[feature] > 1:
                    self._postings[feature].append((number, weight))

    def near(self, address: A, least: float = 0.0) -> dict[A, float]:
        """Cosine with every document that shares something, or with those for which it is at least so much."""
        scores: dict[int, float] = defaultdict(float)
        postings = self._postings
        for feature, weight in self.weights.get(address, {}).items():
            if feature in postings:
                for other, there in postings[feature]:
                    scores[other] += weight * there
        names = self._names
        found = {names[other]: cosine for other, cosine in scores.items() if cosine >= least}
        found.pop(address, None)
        return found

    def shared(self, one: A, other: A) -> tuple[str, ...]:
        """What both have, the most telling first."""
        here, there = self.weights.get(one, {}), self.weights.get(other, {})
        common = here.keys() & there.keys()
        ordered = sorted(common, key=lambda name: (-here[name] * there[name], name))
        return tuple(dict.fromkeys(feature.partition(":")[2] for feature in ordered))
