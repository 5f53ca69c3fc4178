"""The finished site -> folders for several hosts: the root with what all editions share, and each edition by itself.

GitHub Pages serves the repository `owner.github.io` at the root of that host and every other one below its own name:
the editions in repositories that are named like them keep their addresses, and each may be as large as a site may be.
The same folders fit into buckets behind one host.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from generator.config import Settings
from generator.errors import DragomanError
from generator.linking import link_all, size

MOST = 1_000_000_000
"""Bytes of a site on GitHub Pages (https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits)."""

ROOT = "root"
"""Name of the folder with what is not in an edition."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A folder that was written."""

    folder: Path
    address: str
    """Where it has to be served."""
    size: int
    """Bytes."""


def split(settings: Settings, folder: Path) -> list[Piece]:
    """Write the built site into a new folder, divided; files are linked, not copied, where that is possible.

    Raises `DragomanError` where there is no site, where it is not at the root of its host (the pieces would have other
    addresses), and where something is in the folder already.
    """
    site = settings.site
    if not (site / "index.html").is_file():
        raise DragomanError(f"{site}: no such site\n  expected: a built site (dragoman build makes it)")
    if urlsplit(settings.url).path not in ("", "/"):
        expected = "a site_url at the root of its host, such as https://owner.github.io/"
        raise DragomanError(f"{settings.url}: divided, the site would have other addresses\n  expected: {expected}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DragomanError(f"{folder}: there is something already\n  expected: a new or an empty folder")
    pieces = []
    for name, address in [(ROOT, ""), *((locale, f"{locale}/") for locale in settings.locales)]:
        spared = settings.locales if name == ROOT else ()
        source, target = site if name == ROOT else site / name, folder / name
        target.mkdir(parents=True)
        link_all(_files(source, spared), source, target)
        (target / ".nojekyll").touch()
        pieces.append(Piece(target, f"{settings.url}{address}", size(target)))
    return pieces


def _files(folder: Path, spared: Collection[str]) -> Iterator[str]:
    """Paths below a folder of all the files that are not in one of the spared folders in it."""
    for at, folders, files in os.walk(folder):
        here = Path(at).relative_to(folder)
        if not here.parts:
            folders[:] = [one for one in folders if one not in spared]
        for file in files:
            yield (here / file).as_posix()
