"""What Git knows of `interview.md` files: their revisions on the published branch, through renamings."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
    today: dict[str, str] = {}  # path at the time -> path today; empty for what was deleted since
    found: defaultdict[str, list[Revision]] = defaultdict(list)
    for revision, _, status, paths in _log(root, folder):
        if status == "D":
            today[paths[0]] = ""
            continue
        path = today.setdefault(paths[-1], paths[-1])
        if path:
            found[path].append(revision)
        if status.startswith(("A", "R")):
            del today[paths[-1]]
        if status.startswith("R"):
            today[paths[0]] = path
    return {path: newest_first[::-1] for path, newest_first in found.items()}


def gone(root: Path, folder: Path) -> Mapping[str, Revision]:
    """Path relative to the root of a file that was deleted or renamed -> the last that it was, with what ended it."""
    found: dict[str, Revision] = {}
    for revision, before, status, paths in _log(root, folder):
        if status.startswith(("D", "R")):
            found.setdefault(paths[0], Revision(revision.commit, revision.date, before))
    lost = _git(root, *_RAW[:2], "diff", "--relative", "--raw", "--no-abbrev", "HEAD", "--", str(folder.resolve()))
    for line in lost.decode("utf-8", "replace").splitlines():
        fields, *paths = line.split("\t")
        *_, before, _, status = fields.split(" ")
        if status == "D" and line.endswith(f"/{FILE}"):
            found[paths[0]] = Revision("", "", before)
    return {path: revision for path, revision in found.items() if not (root / path).exists()}


def uncommitted(root: Path, folder: Path) -> set[str]:
    """Paths relative to the root that differ from what is committed, or are new; none outside of Git."""
    where = ("--", str(folder.resolve()))
    changed = _git(root, "diff", "--relative", "--name-only", "-z", "HEAD", *where)
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z", *where)
    return {path for path in (changed + new).decode("utf-8", "replace").split("\0") if path}


_RAW = ("-c", "core.quotePath=off", "log", "--first-parent", "-m", "--relative", "--raw", "--no-abbrev", "-M40%")


def _log(root: Path, folder: Path) -> Iterator[tuple[Revision, str, str, list[str]]]:
    """What became of each text in each commit, newest first: the revision, the blob before, Git's status, the paths."""
    log = _git(root, *_RAW, "--format=%x01%H %cs", "--", str(folder.resolve()))
    commit = date = ""
    for line in log.decode("utf-8", "replace").splitlines():
        if line.startswith("\x01"):
            commit, date = line[1:].split(" ")
        elif line.startswith(":") and line.endswith(f"/{FILE}"):
            fields, *paths = line.split("\t")
            *_, before, blob, status = fields.split(" ")
            yield Revision(commit, date, blob), before, status, paths


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
