"""The files of an index: CBOR (RFC 8949) of numbers, texts and lists, compressed; pages and metadata are JSON."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import cbor2

from generator.errors import DragomanError

VERSION = "1.5.2"
"""Of Pagefind."""

FORM = "6"
"""Another number whenever `taking` or `joining` leaves something else behind: what was kept before is of no use."""

METADATA = "pf_meta"
"""Suffix of the file that is loaded first; its name is the version of the index."""

ENGINE = "wasm.*.pagefind"
"""Pattern of the file with the program that searches."""

_MAGIC = b"pagefind_dcd"

NUMBER, LIST = 0, 4
"""Major types of CBOR."""

FOUND = "found.cbor"
"""What is kept of a run, beside its pages."""

Places = tuple[int, int, int, bytes]
"""Where a word is: in how many pages, the first and the last of them, and the CBOR of the list of pages without its
head and without the first number. Pagefind counts each page from the one before."""


def write(file: Path, data: bytes, effort: int = 9) -> None:
    """Write a file of the index; `effort` is that of compression, 1 to 9."""
    file.unlink(missing_ok=True)  # never into a file that another folder has as well
    file.write_bytes(gzip.compress(_MAGIC + data, effort, mtime=int(FORM)))


_STAMP = slice(4, 8)
"""Bytes of a gzip file (RFC 1952) that hold a time. Ours hold `FORM`: what another program compressed is told apart."""


def is_ours(data: bytes) -> bool:
    """Whether the bytes of a file are such as this program writes."""
    return data[_STAMP] == int(FORM).to_bytes(4, "little")


def read(file: Path) -> Any:
    """The value in a file."""
    return cbor2.loads(content(file))


def content(file: Path) -> bytes:
    """The bytes of a file, without what is around them."""
    data = gzip.decompress(file.read_bytes())
    if not data.startswith(_MAGIC):
        raise DragomanError(f"{file.name}: not of the form this program knows (Pagefind {VERSION})")
    return data[len(_MAGIC) :]


def head(kind: int, value: int) -> bytes:
    """First bytes of a number, or of a list of so many items."""
    if value < 24:
        return bytes([kind << 5 | value])
    for code, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if value < 1 << 8 * size:
            return bytes([kind << 5 | code]) + value.to_bytes(size, "big")
    raise OverflowError(value)
