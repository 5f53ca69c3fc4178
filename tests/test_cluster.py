"""A build on a Dask cluster of several processes, one of which dies in the middle, writes what a build here writes."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator import pipeline
from generator.errors import DragomanError
from generator.work import Workers
from tests.test_incremental import SMALL, differing

ROOT = Path(__file__).parents[1]


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of Dask's, ended at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Address of a scheduler with two workers on this machine, and the workers."""
    file = folder / "scheduler.json"
    local = ["--host", "127.0.0.1", "--no-dashboard"]
    with started("dask_scheduler", *local, "--port", "0", "--scheduler-file", str(file)):
        while not file.is_file():
            time.sleep(0.05)
        worker = ["--scheduler-file", str(file), "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        worker += ["--host", "127.0.0.1", "--local-directory", str(folder)]
        with started("dask_worker", *worker) as one, started("dask_worker", *worker) as other:
            yield json.loads(file.read_text("utf-8"))["address"], [one, other]


def many(root: Path, count: int) -> Path:
    """The small publication with more interviews."""
    shutil.copytree(SMALL, root)
    first = root / "docs/interviews/2024-06-03-harbour-again"
    for number in range(count):
        shutil.copytree(first, first.with_name(f"2024-07-{number + 1:02}-harbour"))
    return root


def test_a_cluster_writes_the_same_site(tmp_path: Path) -> None:
    """With two workers, one killed while it works: every byte is that of a build in this process."""
    here, there = many(tmp_path / "here", 12), many(tmp_path / "there", 12)
    pipeline.build(here, quiet=True, jobs=1)
    with cluster(tmp_path) as (address, (victim, _)):
        pages = there / "build/site/fr/interviews"

        def kill() -> None:
            while not pages.is_dir():
                time.sleep(0.01)
            victim.send_signal(signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        pipeline.build(there, quiet=True, scheduler=address)
        killer.join()
        assert victim.wait() == -signal.SIGKILL
    assert differing(here / "site", there / "site") == []


def test_no_cluster_there(small: Path) -> None:
    """A scheduler that does not answer is named."""
    address = "tcp://127.0.0.1:9"
    with pytest.raises(DragomanError, match=f"no Dask scheduler at {address}"), Workers(scheduler=address) as workers:
        list(workers.spread(abs, [1, 2], 2))
