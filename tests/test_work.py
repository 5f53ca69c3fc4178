"""Work that is spread over processes: in order, begun at once, and nothing of it left behind."""

from __future__ import annotations

import gc
import os
import time
from pathlib import Path

from generator.work import Workers


def double(value: int) -> tuple[int, int]:
    """Twice a value, and in which process."""
    return 2 * value, os.getpid()


def leave(file: Path) -> None:
    """A file as a sign of life."""
    file.touch()


def test_results_come_in_the_order_of_the_tasks() -> None:
    """However many there are, from other processes; a single task is done here."""
    with Workers(2) as workers:
        found = list(workers.spread(double, range(50), 50))
        (alone,) = workers.spread(double, [7], 1)
    assert [value for value, _ in found] == [2 * value for value in range(50)]
    assert os.getpid() not in {process for _, process in found}
    assert alone == (14, os.getpid())


def test_the_first_tasks_are_begun_before_anybody_asks(tmp_path: Path) -> None:
    """So that this process can do something else meanwhile."""
    files = [tmp_path / str(number) for number in range(3)]
    with Workers(2) as workers:
        results = workers.spread(leave, files, len(files))
        deadline = time.monotonic() + 30
        while not all(file.exists() for file in files) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert all(file.exists() for file in files)
        assert list(results) == [None] * 3


def test_what_processes_start_with_is_made_before_and_not_kept() -> None:
    """`ready` is called once, and only when there is work for others; afterwards memory is looked after as ever."""
    called: list[int] = []
    before = gc.get_freeze_count()
    with Workers(2, ready=lambda: called.append(1)) as workers:
        list(workers.spread(double, [1], 1))
        assert called == []
        list(workers.spread(double, [1, 2], 2))
        list(workers.spread(double, [1, 2], 2))
        assert called == [1]
    assert gc.get_freeze_count() <= before
