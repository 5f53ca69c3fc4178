"""One file per format, each a `Reader`; `READERS` is the list of them.

To add a format, write `readers/<name>.py` and add its name to `READERS`.
"""

from __future__ import annotations

import importlib
from functools import lru_cache
from typing import Protocol, cast

from generator.errors import InputError
from generator.intake.decoding import Source, decode
from generator.model import Transcript

READERS: tuple[str, ...] = (
    "captions",
    "substation",
    "chats",
    "structured",
    "ohms",
    "tiers",
    "timed_text",
    "tei",
    "web",
    "rows",
    "wiki",
    "markdown",
    "plain",
    "word",
    "odt",
    "pdf",
)
"""Names of the modules of this folder that read a format; of two that claim a file alike, the first reads it."""

NO, POSSIBLE, LIKELY, CERTAIN = range(4)
"""How strongly a reader claims a file: not at all; nothing speaks against it; it looks so; it says so itself."""


class Reader(Protocol):
    """What a module of this folder brings."""

    SUFFIXES: tuple[str, ...]
    """Extensions of such files, used when a folder is imported; what a file is, its content tells."""
    BINARY: bool
    """Whether the format is no text: then `source.text` is empty, and `source.raw` is what there is to look at."""

    def claim(self, source: Source) -> int:
        """How strongly the name and the content of a file say that it is in this format: `NO` to `CERTAIN`."""

    def read(self, source: Source) -> Transcript:
        """The file's words as they stand; raises `InputError` when it is not what it seemed."""


@lru_cache(maxsize=32)
def reader(name: str) -> Reader:
    """A reader by its name in `READERS`."""
    return cast(Reader, importlib.import_module(f"{__name__}.{name}"))


def choose(name: str, raw: bytes) -> tuple[Reader, Source]:
    """The reader for a file, and the file as that reader takes it. Raises `InputError` when it is no transcript."""
    readers = [reader(each) for each in READERS]
    source = Source(name, raw)
    if best := _strongest([one for one in readers if one.BINARY], source):
        return best, source
    if raw.lstrip()[:4] == b"PK\x03\x04":
        expected = "a DOCX or ODT document (unpack other archives first)"
        raise InputError(name, None, "an archive with no document in it", expected)
    source = decode(name, raw)
    if best := _strongest([one for one in readers if not one.BINARY], source):
        return best, source
    raise AssertionError("plain text claims every text")


def _strongest(readers: list[Reader], source: Source) -> Reader | None:
    best = max(readers, key=lambda one: one.claim(source))  # the first of equals
    return best if best.claim(source) > NO else None


def suffixes() -> frozenset[str]:
    """Extensions worth trying when a folder is imported."""
    return frozenset(suffix for name in READERS for suffix in reader(name).SUFFIXES)
