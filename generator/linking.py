"""The same file at two places; what a folder of files weighs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path


def link(source: Path, target: Path) -> None:
    """Put a file, which nobody changes afterwards, at a second place; a copy of it where the disk cannot."""
    _link(os.fspath(source), os.fspath(target))


def link_all(paths: Iterable[str], source: Path, target: Path) -> None:
    """Put files of one folder at the same places in another, where folders are made as they are needed."""
    made = {""}
    old, new = os.fspath(source), os.fspath(target)
    for path in paths:
        folder = path.rpartition("/")[0]
        if folder not in made:
            (target / folder).mkdir(parents=True, exist_ok=True)
            made.add(folder)
        _link(f"{old}/{path}", f"{new}/{path}")


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def size(folder: Path | str) -> int:
    """Bytes of all files in a folder."""
    with os.scandir(folder) as entries:
        return sum(size(one.path) if one.is_dir() else one.stat().st_size for one in entries)
