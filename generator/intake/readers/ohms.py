"""OHMS XML (Oral History Metadata Synchronizer) -> Transcript: the record's fields and the transcript inside it."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.errors import InputError
from generator.intake.decoding import Source
from generator.intake.readers import LIKELY, NO, captions, page_margins, plain, xml
from generator.model import Dropped, Transcript

_FIELDS = {
    "title": "title",
    "interviewee": "respondent",
    "interviewer": "interviewer",
    "repository": "publisher",
    "language": "language",
    "rights": "licence",
}

SUFFIXES = (".xml",)
BINARY = False


def claim(source: Source) -> int:
    """By the record of an interview in OHMS's namespace, or with a transcript in it."""
    head = source.text[:400_000]
    if not head.lstrip().startswith("<") or not re.search(r"<record[\s>]", head[:5000]):
        return NO
    return LIKELY if re.search(r"weareavp\.com/nunncenter/ohms|<(?:vtt_)?transcript>", head) else NO


def read(source: Source) -> Transcript:
    """A record of one interview; its index (synopses, keywords) is about the interview and stays outside."""
    root = xml.parse(source.name, source.raw)
    record = next((node for node in root.iter() if xml.local(node) == "record"), root)
    metadata: dict[str, str] = {}
    dropped = []
    words, kind, line = "", "", 1
    for node in record:
        name, text = xml.local(node), "".join(node.itertext()).strip()
        if name in _FIELDS and text:
            metadata[_FIELDS[name]] = "; ".join(filter(None, (metadata.get(_FIELDS[name]), text)))
        elif name == "date":
            metadata["date"] = xml.attribute(node, "value") or metadata.get("date", "")
        elif name == "date_nonpreferred_format" and text:
            metadata["date"] = metadata.get("date") or text
        elif name in ("transcript", "vtt_transcript") and text and len(text) > len(words):
            words, kind, line = text, name, int(node.sourceline or 1)
        elif text:
            words_of = " ".join(" ".join(node.itertext()).split())
            dropped.append(Dropped(int(node.sourceline or 1), words_of, f"OHMS field {name}"))
    if not words:
        raise InputError(source.name, None, "an OHMS record without a transcript", "<transcript> or <vtt_transcript>")
    if kind == "vtt_transcript" or words.startswith("WEBVTT"):
        inner = captions.read(replace(source, text=words))
        found, more = inner.utterances, inner.dropped
    else:
        lines, headers = page_margins.without_page_headers(list(enumerate(words.replace("\r", "").split("\n"))))
        paragraphs, rules = plain.paragraphs(lines)
        found, more = tuple(paragraphs), tuple(headers + rules)
    shifted = tuple(replace(one, line=one.line + line) for one in found)
    dropped += [replace(one, line=one.line + line) for one in more]
    return Transcript(source.name, "ohms", shifted, {k: v for k, v in metadata.items() if v}, tuple(dropped))
