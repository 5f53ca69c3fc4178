"""Measures -> medians of paired ratios, exponents of growth, and the lines of the table."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

Row = Mapping[str, Any]
"""Of one size: `interviews`, `pages`, `runs` (name -> list of costs, in the order of the rounds), `sites`."""

BUILD = "Dragoman"
"""Name of the runs that all others are compared with."""

POURED = "the pages only"
"""Name of the runs in which Dragoman does what the others do."""


def ratio(runs: Mapping[str, Sequence[Mapping[str, float]]], one: str, other: str, measure: str) -> float:
    """Median of the ratios within each round: what slows down the machine slows down both."""
    return median(a[measure] / b[measure] for a, b in zip(runs[one], runs[other], strict=True))


def exponent(small: Row, large: Row, name: str = BUILD, measure: str = "processor") -> float:
    """e where the cost grows as pages**e."""
    before, after = (median(run[measure] for run in row["runs"][name]) for row in (small, large))
    return math.log(after / before) / math.log(large["pages"] / small["pages"])


def lines(rows: Sequence[Row], skipped: Mapping[str, str]) -> Iterator[str]:
    """The table; `skipped` says of each measure that is not in it why."""
    yield (
        f"{'':38}{'pages':>7}{'wall s':>9}{'CPU s':>9}{'MiB':>7}{'parent':>8}{'site MB':>9}{'files':>9}"
        f"{'wall ×':>8}{'CPU ×':>8}"
    )
    for row in rows:
        yield f"{row['interviews']} interviews"
        for name, costs in row["runs"].items():
            middle = {key: median(cost[key] for cost in costs) for key in costs[0]}
            site = row["sites"].get(name, {})
            wall, processor = (ratio(row["runs"], name, BUILD, one) for one in ("wall", "processor"))
            yield (
                f"  {name:36}{site.get('pages', ''):>7}{middle['wall']:9.1f}{middle['processor']:9.1f}"
                f"{middle['largest']:7.0f}{middle['parent']:8.0f}{site.get('bytes', 0) / 1e6:9.1f}"
                f"{site.get('files', ''):>9}{wall:8.2f}{processor:8.2f}"
            )
        if taken := row.get("import"):
            rate = taken["files"] / taken["processor"]
            yield f"  import, in one process: {rate:27.1f} files a second, {taken['largest']:.0f} MiB"
        for name, cost in row.get("search", {}).items():
            yield f"  search, {name:28} {cost['bytes'] / 1e3:9.0f} KB {cost['milliseconds']:7.0f} ms to first result"
        if shown := row.get("shown"):
            yield f"  an edit shown by serve {shown['seconds']:24.2f} s, and {shown['wait']} s for more edits to come"
    for small, large in pairwise(rows):
        found = ", ".join(
            f"{name} {exponent(small, large, name):.2f}" for name in large["runs"] if name in small["runs"]
        )
        yield f"exponents of processor time, {small['interviews']} to {large['interviews']}: {found}"
    for name, reason in skipped.items():
        yield f"skipped: {name}: {reason}"
