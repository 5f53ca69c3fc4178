"""How alike texts are, by what occurs in both, the rarer the more; the work grows with the number of texts."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

A = TypeVar("A", bound=Hashable)
"""What a document is known by."""

COMMON = 200
"""What more documents share than this says nothing about two of them, and costs the most: it is not followed."""


class Index(Generic[A]):
    """Documents by what occurs in them (TF-IDF, vectors of length 1)."""

    def __init__(self, counts: Mapping[A, Mapping[str, float]]) -> None:
        frequency = Counter(feature for counted in counts.values() for feature in counted)
        rarity = {feature: math.log(len(counts) / number) for feature, number in frequency.items() if number <= COMMON}
        self.weights: dict[A, dict[str, float]] = {}
        self._postings: dict[str, list[tuple[A, float]]] = defaultdict(list)
        for address, counted in counts.items():
            raw = {feature: math.sqrt(count) * rarity.get(feature, 0.0) for feature, count in counted.items()}
            length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
            vector = {feature: weight / length for feature, weight in raw.items() if weight}
            self.weights[address] = vector
            for feature, weight in vector.items():
                if frequency[feature] > 1:
                    self._postings[feature].append((address, weight))

    def near(self, address: A) -> dict[A, float]:
        """Cosine with every document that shares something."""
        scores: dict[A, float] = defaultdict(float)
        for feature, weight in self.weights.get(address, {}).items():
            for other, there in self._postings.get(feature, ()):
                if other != address:
                    scores[other] += weight * there
        return dict(scores)

    def shared(self, one: A, other: A) -> tuple[str, ...]:
        """What both have, the most telling first."""
        here, there = self.weights.get(one, {}), self.weights.get(other, {})
        common = here.keys() & there.keys()
        ordered = sorted(common, key=lambda name: (-here[name] * there[name], name))
        return tuple(dict.fromkeys(feature.partition(":")[2] for feature in ordered))
