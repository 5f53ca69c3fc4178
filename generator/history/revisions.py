"""What Git knows of `interview.md` files: their revisions on the published branch, through renamings."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FILE = "interview.md"


@dataclass(frozen=True, slots=True)
class Revision:
    """A file as of one commit."""

    commit: str
    """Full hash."""
    date: str
    """ISO 8601 date on which it was committed."""
    blob: str
    """Full hash of the file's content."""


def revisions(root: Path, folder: Path) -> Mapping[str, list[Revision]]:
    """Path relative to the root -> its revisions on the published branch (first parents), oldest first."""
    log = _git(
        root,
        *("-c", "core.quotePath=off", "log", "--first-parent", "-m", "--relative", "--raw", "--no-abbrev", "-M40%"),
        *("--format=%x01%H %cs", "--", str(folder.resolve())),
    )
    today: dict[str, str] = {}  # path at the time -> path today; empty for what was deleted since
    found: defaultdict[str, list[Revision]] = defaultdict(list)
    commit = date = ""
    for line in log.decode("utf-8", "replace").splitlines():  # newest first
        if line.startswith("\x01"):
            commit, date = line[1:].split(" ")
        elif line.startswith(":") and line.endswith(f"/{FILE}"):
            fields, *paths = line.split("\t")
            *_, blob, status = fields.split(" ")
            if status == "D":
                today[paths[0]] = ""
                continue
            path = today.setdefault(paths[-1], paths[-1])
            if path:
                found[path].append(Revision(commit, date, blob))
            if status.startswith(("A", "R")):
                del today[paths[-1]]
            if status.startswith("R"):
                today[paths[0]] = path
    return {path: newest_first[::-1] for path, newest_first in found.items()}


def texts(root: Path, names: Sequence[str]) -> Mapping[str, str]:
    """Hash -> text of the files."""
    if not names:
        return {}
    output = _git(root, "cat-file", "--batch", words="".join(f"{name}\n" for name in dict.fromkeys(names)))
    found: dict[str, str] = {}
    at = 0
    while at < len(output):
        end = output.index(b"\n", at)
        name, *kind_and_size = output[at:end].decode().split(" ")
        at = end + 1
        if len(kind_and_size) == 2:  # else "missing": a clone without all objects
            size = int(kind_and_size[1])
            found[name] = output[at : at + size].decode("utf-8", "replace")
            at += size + 1
    return found


def shallow(root: Path) -> bool:
    """Whether the clone has only the newest part of the history."""
    return _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _git(root: Path, *arguments: str, words: str = "") -> bytes:
    """What Git prints; nothing where there is no Git, no repository or no commit."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], input=words.encode(), capture_output=True, check=False
        )
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""
