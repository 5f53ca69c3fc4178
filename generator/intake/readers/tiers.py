"""ELAN (.eaf) and EXMARaLDA (.exb) -> Transcript: one tier of annotations for each speaker, put in order of time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.errors import InputError
from generator.intake.decoding import Source
from generator.intake.readers import CERTAIN, NO, xml
from generator.intake.readers.items import flowing
from generator.intake.readers.xml import attribute, local
from generator.markup import escape
from generator.model import Transcript, Utterance

_ROOTS = re.compile(r"<(?:ANNOTATION_DOCUMENT|basic-transcription)\b")

SUFFIXES = (".eaf", ".exb")
BINARY = False


def claim(source: Source) -> int:
    """By the root element."""
    return CERTAIN if _ROOTS.search(source.text[:4000]) else NO


def read(source: Source) -> Transcript:
    """A document of tiers; a tier without a speaker (a translation, a gloss) is left out and reported."""
    root = xml.parse(source.name, source.raw)
    elan = local(root) == "ANNOTATION_DOCUMENT"
    said = sorted(_elan(root) if elan else _exmaralda(root), key=lambda one: one[0])
    found = [
        Utterance(escape(text), int(node.sourceline or 1), who, "row", start=_clock(at)) for at, who, text, node in said
    ]
    if not found:
        raise InputError(source.name, None, "tiers without annotations of a speaker", "an ELAN or EXMARaLDA transcript")
    title = next((xml.text(node) for node in root.iter() if local(node) == "transcription-name"), "")
    kept = " ".join(f"{one.label} {one.text}" for one in found) + title
    dropped = tuple(xml.unread(root, set(xml.WORD.findall(kept)), root))
    return Transcript(
        source.name, "tiers", tuple(flowing(found, recognised=True)), {"title": title} if title else {}, dropped
    )


_Said = tuple[float, str, str, xml.Element]
"""Seconds, speaker, words, and where they stand."""


def _elan(root: xml.Element) -> Iterator[_Said]:
    times = {
        attribute(node, "TIME_SLOT_ID"): float(attribute(node, "TIME_VALUE") or 0) / 1000
        for node in root.iter()
        if local(node) == "TIME_SLOT"
    }
    tiers = [node for node in root.iter() if local(node) == "TIER" and not attribute(node, "PARENT_REF")]
    for tier in tiers:
        who = attribute(tier, "PARTICIPANT") or attribute(tier, "TIER_ID")
        for node in tier.iter():
            if local(node) == "ALIGNABLE_ANNOTATION" and (text := xml.text(node)):
                yield times.get(attribute(node, "TIME_SLOT_REF1"), 0.0), who, text, node


def _exmaralda(root: xml.Element) -> Iterator[_Said]:
    line = [node for node in root.iter() if local(node) == "tli"]
    order = {attribute(node, "id"): float(at) for at, node in enumerate(line)}
    names = {}
    for speaker in (node for node in root.iter() if local(node) == "speaker"):
        short = next((xml.text(node) for node in speaker.iter() if local(node) == "abbreviation"), "")
        names[attribute(speaker, "id")] = short or attribute(speaker, "id")
    for tier in (node for node in root.iter() if local(node) == "tier"):
        if attribute(tier, "type") in ("", "t") and (who := attribute(tier, "speaker")):
            for node in (one for one in tier if local(one) == "event"):
                if text := xml.text(node):
                    yield order.get(attribute(node, "start"), 0.0), names.get(who, who), text, node


def _clock(seconds: float) -> str:
    hours, rest = divmod(int(seconds), 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}"
