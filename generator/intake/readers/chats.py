"""Logs of chats (IRC, WhatsApp, Zoom) -> Transcript: a stamp and a name before each message."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.intake import dates
from generator.intake.decoding import Source
from generator.intake.readers import CERTAIN, NO
from generator.markup import escape
from generator.model import Dropped, Transcript, Utterance

_DAY = r"(?P<day>\d{1,4}[./-]\d{1,2}[./-]\d{1,4})"
_CLOCK = r"(?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?:\s?[APap]\.?[Mm]\.?)?"
_FORMS = (
    re.compile(rf"\[?{_DAY},?\s+{_CLOCK}\]?\s*(?:-\s*)?(?P<name>[^\n:<>]{{1,40}}):\s(?P<words>.*)"),
    re.compile(rf"(?:\[?{_CLOCK}\]?\s*)?<[ @+%&~]?(?P<name>[A-Za-z_][\w|^-]{{0,29}})>\s+(?P<words>(?!.*</).*)"),
    re.compile(rf"{_CLOCK}\s+From\s+(?P<name>[^\n:]{{1,40}}?)(?:\s+[Tt]o\s+[^\n:]{{1,40}}?)?\s*:\s*(?P<words>.*)"),
)
"""`[12/03/2021, 10:15] Name: …`, `10:15 <name> …`, `10:15:33 From Name to Everyone: …`."""
_FEWEST = 4
_MOST = 0.6
"""Share of the lines at the beginning that must be messages; the others go on with the one before."""

SUFFIXES = (".log",)
BINARY = False


def claim(source: Source) -> int:
    """By the form of most of the lines."""
    lines = [line.strip() for line in source.text[:20_000].split("\n") if line.strip()][:60]
    count = max(sum(1 for line in lines if form.match(line)) for form in _FORMS)
    return CERTAIN if count >= _FEWEST and count >= _MOST * len(lines) else NO


def read(source: Source) -> Transcript:
    """A log; what no one says (who joined, who left) is left out."""
    lines = [(number, line.strip()) for number, line in enumerate(source.text.split("\n"), 1) if line.strip()]
    form = max(_FORMS, key=lambda one: sum(1 for _, line in lines if one.match(line)))
    dropped: list[Dropped] = []
    found = tuple(_messages(lines, form, dropped))
    day = next((match["day"] for _, line in lines if (match := form.match(line)) and "day" in form.groupindex), "")
    return Transcript(source.name, "chat", found, {"date": date} if (date := dates.iso(day)) else {}, tuple(dropped))


def _messages(lines: list[tuple[int, str]], form: re.Pattern[str], dropped: list[Dropped]) -> Iterator[Utterance]:
    for number, line in lines:
        if match := form.match(line):
            if words := match["words"].strip():
                yield Utterance(escape(words), number, match["name"].strip(), start=match["time"] or "")
        elif re.match(r"(?:\[?\d|\*{1,3} |-!-|<?-{2,3}>?)", line):
            dropped.append(Dropped(number, line, "no message"))
        else:
            yield Utterance(escape(line), number)
