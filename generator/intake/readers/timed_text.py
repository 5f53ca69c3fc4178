"""TTML and DFXP, captions of broadcasters in XML -> Transcript: cues as in any captions, speakers by their agent."""

from __future__ import annotations

import re

from generator.errors import InputError
from generator.intake.decoding import Source
from generator.intake.readers import CERTAIN, NO, captions, xml
from generator.intake.readers.xml import attribute, local
from generator.model import Transcript

SUFFIXES = (".ttml", ".dfxp")
BINARY = False
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d+)(?:[.,:](\d+))?")


def claim(source: Source) -> int:
    """By the root element."""
    return CERTAIN if re.search(r"<(?:\w+:)?tt[\s>]", source.text[:2000]) else NO


def read(source: Source) -> Transcript:
    """A document of timed paragraphs."""
    root = xml.parse(source.name, source.raw)
    names = {attribute(node, "id"): xml.text(node) for node in root.iter() if local(node) == "agent"}
    cues: list[tuple[float, float, str]] = []
    lines: list[int] = []
    for node in root.iter():
        if local(node) == "p" and (words := xml.text(node)):
            who = names.get(attribute(node, "agent"), "")
            cues.append((_seconds(attribute(node, "begin")), _seconds(attribute(node, "end")), _voiced(who, words)))
            lines.append(int(node.sourceline or 1))
    if not cues:
        raise InputError(source.name, None, "captions without words", "TTML with <p begin=…>")
    language = attribute(root, "lang")
    found = captions.flowed(cues, lines)
    kept = " ".join([*(f"{one.label} {one.text}" for one in found), *names.values()])
    dropped = tuple(xml.unread(root, set(xml.WORD.findall(kept)), root))
    return Transcript(source.name, "ttml", found, {"language": language} if language else {}, dropped)


def _voiced(who: str, words: str) -> str:
    return f"<v {who}>{words}" if who else words


def _seconds(clock: str) -> float:
    if match := _CLOCK.fullmatch(clock):
        hours, minutes, seconds = (int(part or 0) for part in match.groups()[:3])
        return hours * 3600.0 + minutes * 60 + seconds
    number = re.match(r"[\d.]+", clock)
    return float(number[0]) if number else 0.0
