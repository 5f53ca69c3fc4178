"""Pairs of indexes -> the best of them that are in the same order on both sides."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence


def longest(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs whose first members rise; the second ones rise already (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    found: list[tuple[int, int]] = []
    before: list[int] = []
    for at, (i, j) in enumerate(pairs):
        length = bisect_left(tails, i)
        found.append((i, j))
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [i]
        ends[length : length + 1] = [at]
    return _chain(found, before, ends[-1] if ends else -1)


def heaviest(candidates: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The in-order pairs, each index once, whose similarities have the greatest sum.

    A Fenwick tree over the present indexes holds, for each, the best chain that ends at it or before.
    """
    candidates = sorted(candidates, key=lambda pair: (pair[0], -pair[1]))
    ranks = {j: rank for rank, j in enumerate(sorted({j for _, j, _ in candidates}), 1)}
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)
    before: list[int] = []
    top, last = 0.0, -1
    for at, (_, j, score) in enumerate(candidates):
        weight, previous = 0.0, -1
        rank = ranks[j] - 1
        while rank:
            weight, previous = max((weight, previous), tree[rank], key=lambda entry: entry[0])
            rank &= rank - 1
        weight += score
        before.append(previous)
        if weight > top:
            top, last = weight, at
        rank = ranks[j]
        while rank <= len(ranks):
            tree[rank] = max(tree[rank], (weight, at), key=lambda entry: entry[0])
            rank += rank & -rank
    return _chain([(i, j) for i, j, _ in candidates], before, last)


def _chain(pairs: Sequence[tuple[int, int]], before: Sequence[int], last: int) -> list[tuple[int, int]]:
    """The pairs from the last one back, each one's predecessor given; in order."""
    chain = []
    while last >= 0:
        chain.append(pairs[last])
        last = before[last]
    return chain[::-1]
