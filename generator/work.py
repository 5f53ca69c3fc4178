"""Work that can be done anywhere: functions of values go through an executor of `concurrent.futures`, few at a time."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager
from itertools import islice
from types import TracebackType
from typing import Any, TypeVar

from generator.errors import DragomanError

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 2
"""So many tasks wait for each worker: enough that none is idle, few enough that what they need fits into memory."""


class Workers(AbstractContextManager["Workers"]):
    """Processes of this machine, or of the machines of a Dask scheduler; started when there is work for them.

    Before they are, `ready` makes what processes of this machine then have, too.
    """

    def __init__(self, jobs: int = 0, scheduler: str = "", ready: Callable[[], object] | None = None) -> None:
        self.jobs = jobs or processors()
        """Tasks that can run at the same time."""
        self._scheduler, self._ready = scheduler, ready
        self._executor: Executor | None = None
        self._client: Any = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client:
            self._client.close()  # what runs there is forgotten with the connection
        elif self._executor:
            self._executor.shutdown(wait=True, cancel_futures=True)
            gc.unfreeze()
        self._executor = self._client = None

    def spread(self, function: Callable[[T], R], tasks: Iterable[T], count: int) -> Iterator[R]:
        """The results in the order of the tasks, of which there are `count`; a single one is done here.

        The first tasks are begun at once, the others as results are taken.
        """
        if count <= 1 or (self.jobs == 1 and not self._scheduler):
            return map(function, tasks)
        executor = self._start()
        begun = (executor.submit(function, task) for task in tasks)
        return _results(deque(islice(begun, AHEAD * self.jobs)), begun)

    def _start(self) -> Executor:
        if not self._executor and self._scheduler:
            self._executor = self._cluster()
        elif not self._executor:
            if self._ready:
                self._ready()
            gc.freeze()  # what there is by now stays as long as the processes: nobody has to look at it again
            self._executor = ProcessPoolExecutor(self.jobs)
        return self._executor

    def _cluster(self) -> Executor:
        try:
            from distributed import Client
        except ImportError:
            raise DragomanError("--scheduler needs Dask\n  install it with: pip install 'dragoman[cluster]'") from None
        try:
            self._client = Client(self._scheduler, set_as_default=False, timeout="10s")  # type: ignore[no-untyped-call]
        except OSError as error:
            raise DragomanError(f"no Dask scheduler at {self._scheduler}: {error}") from None
        self.jobs = max(1, sum(self._client.nthreads().values()))
        executor: Executor = self._client.get_executor(pure=False, retries=3)
        return executor


def _results(begun: deque[Future[R]], others: Iterator[Future[R]]) -> Iterator[R]:
    """The results of what was begun and then of the others; for each that is taken another one is begun."""
    while begun:
        begun.extend(islice(others, 1))
        yield begun.popleft().result()


def processors() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def chunks(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """The values in lists of at most `size`: one task each, so that what they have in common is sent once."""
    waiting = iter(values)
    while chunk := list(islice(waiting, size)):
        yield chunk
