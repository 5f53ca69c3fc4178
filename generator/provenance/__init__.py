"""Interview against its original -> findings: the capture is unchanged, and every word comes from it, in its order.

Words may differ from the original only where the text says so: a note of the editor is not compared, and of a declared
correction the words before it are. Typography is not compared: case counts, punctuation and white space do not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from generator.model import Finding, Interview, Provenance, Severity
from generator.provenance.differences import CHECK, differences

FILE = "interview.md"


def verify(folder: Path, interview: Interview, original_words: str) -> Iterator[Finding]:
    """What is not as captured in an interview with minted ids, before the gate.

    `folder` holds `interview.md` and the original, `original_words` is the text of the original (what intake reads of
    it). An altered capture and altered words are errors, because readers are told that they are the original's; words
    left out between sentences are a warning, because headlines and captions look the same.
    """
    yield from _capture(folder, interview.source)
    if original_words:
        yield from differences(str(folder / FILE), interview, original_words)


def _capture(folder: Path, source: Provenance) -> Iterator[Finding]:
    """Whether the original is there and is the one that was captured."""
    file = str(folder / FILE)
    if not source.original:
        message = "no original is kept, so nobody can check the words against it"
        yield Finding(Severity.NOTICE, message, file, check=CHECK, remedy="source: {original: …, sha256: …}")
        return
    try:
        found = hashlib.sha256((folder / source.original).read_bytes()).hexdigest()
    except OSError:
        message = f"the original {source.original} is not there"
        yield Finding(Severity.ERROR, message, file, check=CHECK, remedy="restore it from Git, beside interview.md")
        return
    if not source.sha256:
        message = f"no checksum of {source.original} was recorded"
        yield Finding(Severity.WARNING, message, file, check=CHECK, remedy=f"source: sha256: {found}")
    elif found != source.sha256.lower():
        message = f"{source.original} was changed: its SHA-256 is {found}, captured was {source.sha256}"
        yield Finding(
            Severity.ERROR, message, file, check=CHECK, remedy="restore it from Git: an original is never edited"
        )
