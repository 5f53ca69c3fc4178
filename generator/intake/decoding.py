"""Bytes to text: encodings, byte order marks, line ends, invisible characters and mojibake, all of it reported."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import PurePath

from generator.errors import InputError
from generator.model import Finding, Severity

MAX_BYTES = 40_000_000
"""A transcript is never larger; what is larger is refused before anything reads it."""
MAX_LINE = 2_000_000
"""Characters in a line of plain text."""
MAX_LINES = 300_000
"""Lines of plain text."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u180e]")
_BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_LOOKALIKES = frozenset("\u2236\ua789\u02d0\ufe13\ufe30\ufe55\u0589\u05c3")
_LOOKALIKE_COLON = re.compile(f"[{''.join(_LOOKALIKES)}](?=\\s)")
_MOJIBAKE = re.compile(
    "(?:[\u00c2\u00c3\u00c5][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    "|\u00e2\u20ac|\u00d0[\u0080-\u00bf\u2018-\u20ac]|\u00d1[\u0080-\u00bf\u2018-\u20ac])"
)
_BYTES_1252 = {bytes([n]).decode("cp1252", "ignore") or chr(n): n for n in range(0x80, 0x100)}


@dataclass(frozen=True, slots=True)
class Source:
    """A file on its way in: its bytes, and its text where it has one."""

    name: str
    """File name."""
    raw: bytes
    text: str = ""
    """Decoded and cleaned, line ends `\\n`; empty for formats that are not text."""
    encoding: str = ""
    """Name of the encoding (`utf-8`, `windows-1251`), or empty for formats that are not text."""
    findings: tuple[Finding, ...] = ()

    @property
    def suffix(self) -> str:
        """The extension of the name with its dot, in lower case; empty when there is none."""
        return PurePath(self.name).suffix.lower()


def decode(name: str, raw: bytes) -> Source:
    """A file of text, cleaned of what is not words; `InputError` when it is not text at all."""
    text, encoding = _decoded(name, raw)
    findings: list[Finding] = []

    def report(message: str, remedy: str = "") -> None:
        findings.append(Finding(Severity.NOTICE, message, name, check="intake.decoding", remedy=remedy))

    if encoding not in ("utf-8", "ascii"):
        report(f"read as {encoding}", "if letters look wrong, save the file as UTF-8 and import again")
    if "\r" in text:
        if "\n" not in text:
            report("line ends are bare carriage returns; read as line ends")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x0b", "\n").replace("\x85", "\n")
    characters = "".join(set(text))  # few, and looked through faster than the text is
    for pattern, what in (
        (_INVISIBLE, "invisible characters"),
        (_BIDI, "bidirectional marks"),
        (_CONTROL, "control characters"),
    ):
        if pattern.search(characters):
            text, count = pattern.subn("", text)
            report(f"{count} {what} removed")
    if not _LOOKALIKES.isdisjoint(characters):
        text, count = _LOOKALIKE_COLON.subn(":", text)
        if count:
            report(f"{count} characters that look like a colon read as colons")
    text = _without_mojibake(text, report)
    return Source(name, raw, text, encoding, tuple(findings))


def _decoded(name: str, raw: bytes) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            try:
                return raw[len(bom) if encoding == "utf-8" else 0 :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise InputError(
                    name, None, f"not {encoding}, although it begins so: {error.reason}", "text"
                ) from error
    head = raw[:4096]
    if b"\0" in head:
        for encoding in ("utf-16-le", "utf-16-be"):
            zeros = head[1::2] if encoding.endswith("le") else head[::2]
            if zeros.count(0) > 0.6 * len(zeros):
                return raw.decode(encoding, "replace"), encoding
        raise InputError(name, None, "binary data", "text, HTML, DOCX, ODT, PDF, captions, TEI, OHMS, CSV or JSON")
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    if controls > 0.02 * len(head):
        raise InputError(name, None, "binary data", "text, HTML, DOCX, ODT, PDF, captions, TEI, OHMS, CSV or JSON")
    valid = raw.decode("utf-8", "ignore")
    if len(raw) - len(valid.encode()) <= max(1, len(raw) // 2000) and any(
        byte > 127 for byte in valid.encode()[:100_000]
    ):
        return raw.decode("utf-8", "replace"), "utf-8 with errors"
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:200_000]).best()
    encoding = best.encoding if best else "cp1252"
    try:
        return raw.decode(encoding), encoding.replace("_", "-")
    except (UnicodeDecodeError, LookupError):
        line = raw.count(b"\n", 0, broken.start) + 1
        raise InputError(name, line, "bytes in no encoding we know", "UTF-8 text") from broken


def _without_mojibake(text: str, report: object) -> str:
    """UTF-8 once read as Windows-1252, put right when all of it can only be that; otherwise only reported."""
    assert callable(report)
    suspicious = len(_MOJIBAKE.findall(text))
    if suspicious < 2:
        return text
    repaired = _MOJIBAKE_RUN.sub(_repair, text)
    if _MOJIBAKE.search(repaired):
        report(
            "some letters look garbled (UTF-8 read as another encoding); left as they are", "compare with the original"
        )
        return text
    report(f"{suspicious} garbled letters (UTF-8 read as Windows-1252) put right", "compare a few with the original")
    return repaired


_MOJIBAKE_RUN = re.compile("[" + re.escape("".join(_BYTES_1252)) + "]{2,}")


def _repair(match: re.Match[str]) -> str:
    try:
        return bytes(_BYTES_1252[character] for character in match.group()).decode("utf-8")
    except UnicodeDecodeError:
        return match.group()
