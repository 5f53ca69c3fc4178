"""Values that are too many to hold at once: written to disk as they are made, read from there as often as wanted."""

from __future__ import annotations

import pickle
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")


class Spool(Iterable[T], Generic[T]):
    """Picklable values in a file without a name: it is gone with the spool, whatever becomes of the program."""

    def __init__(self, values: Iterable[T], folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  (as long as the spool)
        weakref.finalize(self, self._file.close)
        for value in values:
            pickle.dump(value, self._file, pickle.HIGHEST_PROTOCOL)
        self._size = self._file.tell()

    def __iter__(self) -> Iterator[T]:
        at = 0
        while at < self._size:
            self._file.seek(at)  # somebody else may have read in between
            value: T = pickle.load(self._file)
            at = self._file.tell()
            yield value
