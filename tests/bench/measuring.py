"""A command -> what it cost: wall and processor time of all its processes, and memory while it ran."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

INTERVAL = 0.1
"""Seconds from one look at the processes to the next."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost."""

    wall: float
    """Seconds."""
    processor: float
    """Seconds, of the command and of everything that it started and waited for."""
    largest: float
    """Most memory that any one of its processes ever had, in MiB."""
    parent: float
    """The same of the process that was started, the one that holds the publication."""
    together: float
    """Most memory of all its processes at one time, in MiB; pages that they share are counted once. 0: unknown."""


class CommandError(Exception):
    """A command that was to be measured failed; says how."""


def run(
    command: Sequence[str | Path],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    allowed: Collection[int] = (0,),
) -> Cost:
    """Run a command to its end in a folder; it has to end with one of the `allowed` numbers.

    Raises `CommandError` with the last lines of what it said.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = monotonic()
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        watched = _Watch(process.pid)
        watched.start()
        said, _ = process.communicate()
        wall = monotonic() - begun
        watched.end()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in allowed:
        lines = said.strip().splitlines()[-5:]
        raise CommandError(f"{Path(command[0]).name} ended with {process.returncode}: " + " / ".join(lines))
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, processor, max(watched.largest.values()), watched.largest[process.pid], watched.together)


class _Watch(threading.Thread):
    """Looks at a process and its descendants until told to end."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.largest: dict[int, float] = {pid: 0.0}
        """Process -> MiB."""
        self.together = 0.0
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(INTERVAL):
            now = 0.0
            for pid in _family(self.pid):
                peak, share = _memory(pid)
                self.largest[pid] = max(peak, self.largest.get(pid, 0.0))
                now += share
            self.together = max(self.together, now)

    def end(self) -> None:
        """Look no more."""
        self._ended.set()
        self.join()


def _family(pid: int) -> Iterator[int]:
    """A process and all that it started, as long as they run."""
    yield pid
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        children = [child for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _memory(pid: int) -> tuple[float, float]:
    """MiB: the most that a process ever had, and its share of what it has now."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:  # it has ended, or belongs to another system than Linux
        return 0.0, 0.0
    return _line(status, "VmHWM:"), _line(rollup, "Pss:")


def _line(text: str, name: str) -> float:
    """A line of a file below /proc, kB in MiB."""
    return next((int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith(name)), 0.0)


def describe() -> dict[str, str]:
    """The machine, for the record."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0
    return {
        "system": f"{sys.platform} {os.uname().machine}",
        "python": sys.version.split()[0],
        "processors": str(processors),
        "memory": f"{pages / 2**30:.0f} GiB",
    }
