"""Where the boxes of a drawing go: things that belong together near each other, no box on another.

The same input gives the same drawing: there is no chance in it. The first places are on a circle; from there every
box is moved to where its distances from all others come closest to what they should be (stress majorisation, after
Gansner, Koren and North, 2004); at last boxes that overlap are pushed apart.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Point = tuple[float, float]
Size = tuple[float, float]

_ROUNDS = 90
_APART = 1.2
"""How much farther than the longest way things are that no way leads between."""

_GAP = (22.0, 20.0)
"""The least space between boxes, across and down."""


def places(sizes: Sequence[Size], lengths: Mapping[tuple[int, int], float], width: float, height: float) -> list[Point]:
    """The centres of boxes on a sheet; `lengths` are the wished ones of the lines between them.

    Boxes keep to the width; where there is no room they go below the height.
    """
    count = len(sizes)
    wished = _distances(count, lengths)
    points = [(math.cos(2 * math.pi * n / count), math.sin(2 * math.pi * n / count)) for n in range(count)]
    for _ in range(_ROUNDS):
        points = [_settled(n, points, wished) for n in range(count)]
    return _apart(_fitted(points, sizes, width, height), sizes, width)


def _distances(count: int, lengths: Mapping[tuple[int, int], float]) -> list[list[float]]:
    """The shortest ways between all pairs (Floyd and Warshall)."""
    ways = [[0.0 if one == other else math.inf for other in range(count)] for one in range(count)]
    for (one, other), length in lengths.items():
        ways[one][other] = ways[other][one] = min(length, ways[one][other])
    for middle in range(count):
        through = ways[middle]
        for row in ways:
            first = row[middle]
            if first < math.inf:
                row[:] = [min(way, first + rest) for way, rest in zip(row, through, strict=True)]
    longest = max((way for row in ways for way in row if way < math.inf), default=0.0) or 1.0
    return [[way if way < math.inf else longest * _APART for way in row] for row in ways]


def _settled(n: int, points: Sequence[Point], wished: Sequence[Sequence[float]]) -> Point:
    """Where one point has least stress while the others stay."""
    x, y = points[n]
    sum_x = sum_y = weights = 0.0
    for other, (other_x, other_y) in enumerate(points):
        if other == n:
            continue
        wish = wished[n][other]
        distance = math.hypot(x - other_x, y - other_y) or 1e-6
        weight = 1 / (wish * wish)
        sum_x += weight * (other_x + wish * (x - other_x) / distance)
        sum_y += weight * (other_y + wish * (y - other_y) / distance)
        weights += weight
    return (sum_x / weights, sum_y / weights) if weights else (x, y)


def _fitted(points: Sequence[Point], sizes: Sequence[Size], width: float, height: float) -> list[Point]:
    """The points spread over the sheet, the boxes around them inside it."""
    half_x, half_y = max(size[0] for size in sizes) / 2, max(size[1] for size in sizes) / 2
    low_x, low_y = min(x for x, _ in points), min(y for _, y in points)
    span_x = max(x for x, _ in points) - low_x or 1.0
    span_y = max(y for _, y in points) - low_y or 1.0
    return [
        (half_x + (x - low_x) / span_x * (width - 2 * half_x), half_y + (y - low_y) / span_y * (height - 2 * half_y))
        for x, y in points
    ]


def _apart(points: list[Point], sizes: Sequence[Size], width: float) -> list[Point]:
    """Push boxes that overlap, or nearly, away from each other, the shorter way; down where it comes to the worst."""
    for turn in range(400):
        moved = False
        for one in range(len(points)):
            for other in range(one):
                moved |= _push(points, sizes, width, one, other, down=turn > 200)
        if not moved:
            break
    return points


def _push(points: list[Point], sizes: Sequence[Size], width: float, one: int, other: int, *, down: bool) -> bool:
    (x, y), (other_x, other_y) = points[one], points[other]
    over_x = (sizes[one][0] + sizes[other][0]) / 2 + _GAP[0] - abs(x - other_x)
    over_y = (sizes[one][1] + sizes[other][1]) / 2 + _GAP[1] - abs(y - other_y)
    if over_x <= 0.01 or over_y <= 0.01:
        return False
    if over_x < over_y and not down:
        step = over_x / 2 * (1 if x >= other_x else -1)
        points[one] = (_within(x + step, sizes[one][0], width), y)
        points[other] = (_within(other_x - step, sizes[other][0], width), other_y)
    else:
        step = over_y / 2 * (1 if y >= other_y else -1)
        points[one] = (x, max(sizes[one][1] / 2, y + step))
        points[other] = (other_x, max(sizes[other][1] / 2, other_y - step))
    return True


def _within(x: float, size: float, width: float) -> float:
    return min(max(x, size / 2), width - size / 2)
