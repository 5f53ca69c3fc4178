"""TEI, Akoma Ntoso and their like -> Transcript: utterances and speeches with who said them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.errors import InputError
from generator.intake import dates
from generator.intake.decoding import Source
from generator.intake.readers import LIKELY, NO, xml
from generator.intake.readers.xml import attribute, local
from generator.markup import escape
from generator.model import Transcript, Utterance

_ROOTS = re.compile(r"<(?:TEI|TEI\.2|teiCorpus|akomaNtoso|debate|text|Trans|root|ROOT|transcript|interview)\b")
_SPEECH = frozenset({"u", "sp", "speech", "turn", "intervention", "utterance", "question", "answer", "statement"})
_STAGE = frozenset({"stage", "note", "incident", "vocal", "kinesic", "writing", "desc", "scene", "narrative"})
_PARTS = frozenset({"seg", "p", "ab", "l", "lg", "para", "paragraph", "content"})
_NOISE = frozenset(
    {"note", "incident", "vocal", "kinesic", "gap", "pause", "desc", "speaker", "from", "num", "timeline", "fw"}
)
_PARAGRAPH = re.compile(r"<(?:p|br|div)\b")
_TAG = re.compile(r"<[^>]*>")
_FEW = 2
"""Paragraphs of HTML inside an element that are no text yet."""

SUFFIXES = (".xml", ".tei")
BINARY = False


def claim(source: Source) -> int:
    """By an XML declaration or the root elements of transcripts; not where it is a page."""
    head = source.text.lstrip()[:2000]
    if re.search(r"<html|<!doctype html", head, re.IGNORECASE):
        return NO
    return LIKELY if head.startswith("<?xml") or _ROOTS.match(head) else NO


def read(source: Source) -> Transcript:
    """An XML document of speeches."""
    root = xml.parse(source.name, source.raw)
    page = max(root.iter(), key=_html)
    if _html(page) > _FEW:
        return _page(source.name, root, page)
    people = _people(root)
    body = next((node for node in root.iter() if local(node) in ("text", "body", "debateBody")), root)
    found = list(_utterances(body, people))
    if not found:
        raise InputError(
            source.name, None, f"XML without speeches (<{local(root)}>)", "TEI <u> or <sp>, OHMS, Akoma Ntoso"
        )
    if not any(one.label for one in found) and not any(local(node) in (*_SPEECH, "Turn") for node in body.iter()):
        raise InputError(
            source.name, None, f"XML without speeches (<{local(root)}>)", "TEI <u> or <sp>, OHMS, Akoma Ntoso"
        )
    metadata = _metadata(root)
    kept = " ".join([*(f"{one.label} {one.text}" for one in found), *metadata.values()])
    dropped = list(xml.unread(root, set(xml.WORD.findall(kept)), body))
    return Transcript(source.name, "tei", tuple(found), metadata, tuple(dropped))


def _html(node: xml.Element) -> int:
    """How many paragraphs of HTML an element holds as its text."""
    return len(_PARAGRAPH.findall(node.text)) if isinstance(node.tag, str) and node.text and not len(node) else 0


def _page(name: str, root: xml.Element, page: xml.Element) -> Transcript:
    """A record of which one element has the text as HTML."""
    from generator.intake.readers import web, web_blocks

    above = _line(page) - 1
    blocks = web_blocks.blocks(web.parse(name, f"<body>{page.text}</body>"))
    found = tuple(replace(one, line=one.line + above) for one in blocks)
    metadata = _metadata(root)
    days = (dates.iso(xml.text(node), "") for node in root.iter() if local(node).lower().endswith("date"))
    metadata.setdefault("date", next(filter(None, days), ""))
    read = " ".join([*_TAG.findall(page.text), *(f"{one.label} {one.text}" for one in found), *metadata.values()])
    return Transcript(name, "xml", found, metadata, tuple(xml.unread(root, set(xml.WORD.findall(read)))))


def _people(root: xml.Element) -> dict[str, str]:
    """Ids of the people a header lists -> their names."""
    found = {}
    for node in root.iter():
        if local(node) in ("person", "org", "personGrp", "TLCPerson", "Speaker", "speaker") and (
            key := attribute(node, "id", "eId")
        ):
            name = next((one for one in node.iter() if local(one) in ("persName", "name", "orgName")), None)
            words = _whole_name(name) if name is not None else attribute(node, "showAs", "name", "n")
            if words:
                found[key] = words
    return found


def _whole_name(node: xml.Element) -> str:
    """A name with blanks between the parts that have elements of their own."""
    parts = [xml.text(child) for child in node if isinstance(child.tag, str)]
    return " ".join(part for part in parts if part) if parts and not (node.text or "").strip() else xml.text(node)


def _utterances(body: xml.Element, people: dict[str, str]) -> Iterator[Utterance]:
    inside: xml.Element | None = None
    called = ""
    for node in body.iter():
        name = local(node)
        name = name.lower() if name == "Turn" else name
        if inside is not None and _within(node, inside):
            continue
        inside = None
        if name in _SPEECH:
            inside = node
            yield from _speech(node, people, called)
            called = ""
        elif name == "note" and attribute(node, "type") == "speaker":
            called = xml.text(node).rstrip(":： ")
        elif name in ("head", "heading", "title") and (words := xml.text(node)):
            yield Utterance(escape(words), _line(node), style=f"heading{2 if name != 'title' else 1}")
        elif name in _STAGE and (words := xml.text(node)):
            inside = node
            yield Utterance(escape(words), _line(node), style="stage")
        elif name == "p" and (words := xml.text(node)):
            inside = node
            yield Utterance(escape(words), _line(node))


def _within(node: xml.Element, above: xml.Element) -> bool:
    return any(up is above for up in node.iterancestors())


def _speech(node: xml.Element, people: dict[str, str], called: str) -> Iterator[Utterance]:
    label = _label(node, people, called)
    parts = [one for one in node.iter() if local(one) in _PARTS and not any(local(inner) in _PARTS for inner in one)]
    start = attribute(node, "start")
    start = start if re.fullmatch(r"(?:\d+:)?\d+:\d\d(?:\.\d+)?", start) else ""
    pieces: list[tuple[int, str, str]] = []
    if parts:
        for one in node.iter():
            if one in parts and (words := xml.text(one, without=_NOISE)):
                pieces.append((_line(one), words, ""))
            elif local(one) in ("note", "stage", "vocal", "incident", "kinesic") and (words := xml.text(one)):
                pieces.append((_line(one), words, "stage"))
    elif words := xml.text(node, without=_NOISE):
        pieces.append((_line(node), words, ""))
    for at, (line, words, style) in enumerate(pieces):
        yield Utterance(
            escape(words), line, label if at == 0 else "", style if at else "", start=start if at == 0 else ""
        )


def _label(node: xml.Element, people: dict[str, str], called: str) -> str:
    """Who speaks: the name in the text, the header's name for the id, or the id itself."""
    for child in node:
        if local(child) in ("speaker", "from") and (words := xml.text(child)):
            return words.rstrip(":： .")
    key = attribute(node, "who", "by", "speaker", "who-id", "person").split(" ")[0].lstrip("#")
    if key in people:
        return people[key]
    if called:
        return called
    if local(node) in ("question", "answer"):
        return local(node)
    return key.rsplit("/", 1)[-1].replace("_", " ")


def _line(node: xml.Element) -> int:
    return int(node.sourceline or 1)


def _metadata(root: xml.Element) -> dict[str, str]:
    found: dict[str, str] = {}
    header = next((node for node in root.iter() if local(node) in ("teiHeader", "meta", "preface", "header")), root)
    language = attribute(root, "lang", "language")
    found["language"] = language
    titles = [node for node in header.iter() if local(node) == "title" and xml.text(node)]
    own = [node for node in titles if attribute(node, "lang") in ("", language)] or titles
    ranked = sorted(own, key=lambda node: {"sub": 0, "main": 1}.get(attribute(node, "type"), 1) if len(own) > 1 else 0)
    if ranked:
        found["title"] = xml.text(ranked[0])
    titled = next((node for node in root.iter() if local(node) == "docTitle" and xml.text(node)), None)
    if titled is not None:
        found.setdefault("title", xml.text(titled))
    held = next((node for node in root.iter() if local(node) == "docDate"), None)
    if held is not None and (day := dates.iso(attribute(held, "date", "when") or xml.text(held), language)):
        found["date"] = day
    for place in (
        "setting",
        "sourceDesc",
        "bibl",
        "recording",
        "profileDesc",
        "docDate",
        "FRBRWork",
        "publicationStmt",
    ):
        for node in header.iter():
            if local(node) != place:
                continue
            for date in node.iter():
                if "date" in local(date).lower() and "date" not in found:
                    value = dates.iso(attribute(date, "when", "date", "from", "value") or xml.text(date), language)
                    if value:
                        found["date"] = value
    return found
