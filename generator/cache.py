"""Values kept from one build to the next, each by what it was made from: a cache that may be lost at any time.

A value is found again only under the very key it was kept with, by the same program. Whatever else is in the folder
(half of a file, another program's, somebody else's) is as if it were not there.
"""

from __future__ import annotations

import copyreg
import hashlib
import io
import operator
import pickle
import sys
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator import model

_MAGIC = b"dragoman cache 1\n"
_DIGEST = 32
_SAFE = frozenset({"generator", "decimal", "collections", "pathlib", "datetime", "copyreg"})
"""Packages whose values a kept file may hold: it is data, and must not be able to run anything else."""
_BUILTINS = frozenset({"dict", "list", "tuple", "set", "frozenset", "str", "int", "bytes", "bool", "getattr"}) - {
    "getattr"
}
_PARTS = ("mkdocs", "mkdocs-material", "Markdown", "babel", "Jinja2", "snowballstemmer", "pymorphy3", "pypinyin")
"""What else decides on the bytes of a page."""


class Cache:
    """A folder of kept values."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, name: str, key: str) -> Any | None:
        """What was kept under the name with this very key; None where there is nothing whole."""
        try:
            content = (self.folder / name).read_bytes()
        except OSError:
            return None
        head = len(_MAGIC)
        key_digest, body_digest = content[head : head + _DIGEST], content[head + _DIGEST : head + 2 * _DIGEST]
        body = content[head + 2 * _DIGEST :]
        if not content.startswith(_MAGIC) or key_digest != _key(key) or hashlib.sha256(body).digest() != body_digest:
            return None
        try:
            return _Unpickler(io.BytesIO(body)).load()
        except Exception:  # whatever a foreign file makes of it: it is not ours, and the value is made anew
            return None

    def put(self, name: str, key: str, value: Any) -> None:
        """Keep a value (picklable, not None) under the name, in the place of what was kept there."""
        body = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f"{file.name}.new")
        beside.write_bytes(b"".join((_MAGIC, _key(key), hashlib.sha256(body).digest(), body)))
        beside.replace(file)


def _key(key: str) -> bytes:
    return hashlib.sha256(f"{program()} {key}".encode()).digest()


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        package = module.partition(".")[0]
        if package not in _SAFE and not (module == "builtins" and name in _BUILTINS):
            raise pickle.UnpicklingError(f"{module}.{name} is nothing that is kept")
        return super().find_class(module, name)


def digest(*values: object) -> str:
    """SHA-256 of values (picklable, without cycles or sets): equal values have equal digests, in every process."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out, 4)
    pickler.fast = True  # no references to what was written before: only what is equal counts, not what is identical
    pickler.dump(values)
    return hashlib.sha256(out.getbuffer()).hexdigest()


def of_files(paths: Iterable[Path]) -> str:
    """SHA-256 of the contents of files, each a file that is there or not."""
    found = hashlib.sha256()
    for path in paths:
        try:
            content = path.read_bytes()
        except OSError:
            found.update(b"-\n")
            continue
        found.update(f"{len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


def of_texts(texts: Iterable[str]) -> str:
    """The same of files with these texts, in UTF-8."""
    found = hashlib.sha256()
    for content in (text.encode() for text in texts):
        found.update(f"{len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


def of_folder(folder: Path) -> str:
    """SHA-256 of the names and contents of all files below a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return digest([str(path.relative_to(folder)) for path in files], of_files(files))


@lru_cache(maxsize=1)
def program() -> str:
    """SHA-256 of this program and what it is made with: another version makes everything anew."""
    from importlib.metadata import PackageNotFoundError, version

    versions = [sys.version]
    for part in _PARTS:
        try:
            versions.append(f"{part} {version(part)}")
        except PackageNotFoundError:
            versions.append(part)
    return digest(versions, of_folder(Path(__file__).parent))


def _reducer(kind: type) -> Callable[[Any], tuple[type, tuple[object, ...]]]:
    values = operator.attrgetter(*(field.name for field in fields(kind)))
    return lambda one: (kind, values(one))


def small(*kinds: type) -> None:
    """Keep values of these dataclasses, of which there are very many, in a third of the time."""
    for kind in kinds:
        copyreg.pickle(kind, _reducer(kind))


small(model.Sentence, model.Paragraph, model.Turn, model.Exchange, model.Mention, model.Figure, model.Text)
small(model.Interview, model.Participant)
