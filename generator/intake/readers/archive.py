"""What is packed in a ZIP (DOCX, ODT): told apart, and measured before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

from generator.errors import InputError
from generator.intake.decoding import Source

MAX_UNPACKED = 120_000_000
"""Bytes a document may unpack to."""
MAX_RATIO = 200
"""How many times its size one member may unpack to (text reaches about 20)."""


def opened(name: str, raw: bytes) -> zipfile.ZipFile:
    """The archive; `InputError` when it is damaged, encrypted or would unpack to more than a document can hold."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise InputError(name, None, f"a damaged archive ({error})", "a DOCX or ODT document") from error
    members = archive.infolist()
    if sum(member.file_size for member in members) > MAX_UNPACKED or len(members) > 20_000:
        raise InputError(
            name, None, "an archive that unpacks to far more than a document holds", "a DOCX or ODT document"
        )
    for member in members:
        if member.flag_bits & 1:
            raise InputError(name, None, "a document protected by a password", "one saved without a password")
        if member.file_size > 1_000_000 and member.file_size > MAX_RATIO * max(1, member.compress_size):
            raise InputError(
                name, None, f"{member.filename} unpacks to {member.file_size:,} bytes", "a DOCX or ODT document"
            )
    return archive


def holds(source: Source, path: str) -> bool:
    """Whether a file is an archive with this file in it."""
    return is_archive(source) and path in opened(source.name, source.raw).namelist()


def is_archive(source: Source) -> bool:
    """Whether a file is a ZIP."""
    return source.raw.lstrip()[:4] == b"PK\x03\x04"


def member(name: str, archive: zipfile.ZipFile, path: str) -> bytes:
    """One file of the archive, never more than it declares."""
    try:
        with archive.open(path) as file:
            data = file.read(MAX_UNPACKED + 1)
    except (KeyError, zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as error:
        raise InputError(name, None, f"{path} cannot be unpacked ({error})", "an undamaged document") from error
    except Exception as error:  # zlib.error is not exported under a stable base class
        raise InputError(name, None, f"{path} cannot be unpacked ({error})", "an undamaged document") from error
    if len(data) > MAX_UNPACKED:
        raise InputError(name, None, f"{path} unpacks to more than a document holds", "a DOCX or ODT document")
    return data
