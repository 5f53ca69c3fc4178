"""How far a long job is: a bar for a person, a plain line now and then for a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY = 5.0
"""Seconds between two lines in a log."""


@contextmanager
def progress(what: str, total: int, *, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """Yield a function to call once for each of `total` pieces with the name of the piece that is done."""
    if quiet or not total:
        yield lambda name: None
    elif sys.stderr.isatty():
        with _bar(what, total) as advance:
            yield advance
    else:
        yield _lines(what, total)


@contextmanager
def _bar(what: str, total: int) -> Iterator[Callable[[str], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda name: bar.update(task, advance=1, description=f"{what}: {name}"[:60])


def _lines(what: str, total: int) -> Callable[[str], None]:
    begun = said = time.monotonic()
    done = 0

    def advance(name: str) -> None:
        nonlocal said, done
        done += 1
        now = time.monotonic()
        if done == total or now - said >= EVERY:
            said = now
            rate = done / max(now - begun, 1e-9)
            rest = f", {(total - done) / rate:.0f} s left" if done < total else ""
            print(f"{what}: {done} of {total} ({rate:.1f} a second{rest})", file=sys.stderr, flush=True)

    return advance
