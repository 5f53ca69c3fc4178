"""SubStation Alpha (.ass, .ssa) -> Transcript: cues of dialogue, with the names that its editors enter."""

from __future__ import annotations

import re

from generator.errors import InputError
from generator.intake.decoding import Source
from generator.intake.readers import CERTAIN, NO, captions
from generator.model import Dropped, Transcript

SUFFIXES = (".ass", ".ssa")
BINARY = False
_TAG = re.compile(r"\{[^}]*\}")


def claim(source: Source) -> int:
    """By its sections."""
    head = source.text.lstrip()[:200_000]
    return CERTAIN if head.startswith("[Script Info]") and "\n[Events]" in head else NO


def read(source: Source) -> Transcript:
    """A file of events; its header and its styles are left out."""
    columns = ["Layer", "Start", "End", "Style", "Name", "MarginL", "MarginR", "MarginV", "Effect", "Text"]
    cues: list[tuple[float, float, str]] = []
    lines: list[int] = []
    dropped = []
    title = ""
    for number, line in enumerate(source.text.split("\n"), 1):
        kind, _, rest = line.partition(":")
        if kind == "Format" and "Text" in rest:
            columns = [name.strip() for name in rest.split(",")]
        elif kind == "Dialogue" and rest.count(",") >= len(columns) - 1:
            cell = dict(zip(columns, rest.split(",", len(columns) - 1), strict=True))
            words = _TAG.sub("", cell["Text"]).replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
            who = (cell.get("Name") or cell.get("Actor") or "").strip()
            cues.append((_seconds(cell["Start"]), _seconds(cell["End"]), f"<v {who}>{words}" if who else words))
            lines.append(number)
        elif kind == "Title" and rest.strip():
            title = rest.strip()
        elif line.strip():
            dropped.append(Dropped(number, line.strip(), "header of captions"))
    if not cues:
        raise InputError(source.name, None, "captions without dialogue", "[Events] with Dialogue lines")
    metadata = {"title": title} if title else {}
    return Transcript(source.name, "ass", captions.flowed(cues, lines), metadata, tuple(dropped))


def _seconds(clock: str) -> float:
    hours, minutes, seconds = ([0.0, 0.0, 0.0, *(float(part or 0) for part in clock.strip().split(":"))])[-3:]
    return hours * 3600 + minutes * 60 + seconds
