"""ODT -> Transcript: paragraphs, headings, lists and tables of OpenDocument text."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import InputError
from generator.intake import inline
from generator.intake.decoding import Source
from generator.intake.inline import Run
from generator.intake.readers import CERTAIN, NO, archive, numbering, plain, xml
from generator.intake.readers.xml import Element
from generator.model import Transcript, Utterance

_SKIPPED = {"note", "annotation", "tracked-changes", "frame", "sequence-decls", "table-of-content"}
_MAX_DEPTH = 200

SUFFIXES = (".odt",)
BINARY = True


def claim(source: Source) -> int:
    """By the part of an archive that holds the words."""
    return CERTAIN if archive.holds(source, "content.xml") else NO


def read(source: Source) -> Transcript:
    """An OpenDocument text, as LibreOffice writes it."""
    packed = archive.opened(source.name, source.raw)
    root = xml.parse(source.name, archive.member(source.name, packed, "content.xml"), "docx")
    emphasis = _emphasis(root)
    body = next(
        (node for node in root.iter() if xml.local(node) == "text" and xml.local(node.getparent()) == "body"), None
    )
    if body is None:
        raise InputError(source.name, None, "an OpenDocument file without text", "an ODT document")
    found = []
    numbers: dict[str, int] = {}
    for line, node in enumerate(_paragraphs(source.name, body), 1):
        if one := _utterance(node, line, emphasis, numbers):
            found.append(one)
    metadata = {}
    if "meta.xml" in packed.namelist():
        meta = xml.parse(source.name, archive.member(source.name, packed, "meta.xml"), "docx")
        title = meta.findtext(".//{http://purl.org/dc/elements/1.1/}title")
        metadata = {"document-title": title.strip()} if title and title.strip() else {}
    return Transcript(source.name, "odt", tuple(found), metadata)


def _paragraphs(name: str, body: Element) -> Iterator[Element]:
    """Paragraphs and headings in order, not those of notes and frames."""
    for node in body.iter():
        if xml.local(node) not in ("p", "h"):
            continue
        for depth, up in enumerate(node.iterancestors()):
            if depth > _MAX_DEPTH:
                raise InputError(name, None, "nested too deeply", "an ordinary document")
            if up is body or xml.local(up) in _SKIPPED:
                break
        if up is body:
            yield node


def _utterance(
    node: Element, line: int, emphasis: dict[str, tuple[bool, bool]], numbers: dict[str, int]
) -> Utterance | None:
    runs = list(_runs(node, emphasis))
    text, style = inline.markdown(runs)
    if not text:
        return None
    number = ""
    up = node.getparent()
    if xml.local(node) == "h":
        style = f"heading{xml.attribute(node, 'outline-level') or '1'}"
    elif xml.attribute(node, "style-name") in ("Title", "Subtitle"):
        style = "heading1"
    elif xml.local(up) == "list-item":
        number = _counted(up, numbers)
        style = style or "item"
    elif xml.local(up) == "table-cell":
        style = style or "cell"
    bare = text.replace("\\", "")
    if not number and (match := numbering.at_start(bare)):
        number, text = match[1], text.split(None, 1)[-1] if " " in text else text
    if not style and plain.is_stage(bare):
        style = "stage"
    return Utterance(text, line, style=style, number=number)


def _counted(item: Element, numbers: dict[str, int]) -> str:
    """The number of a list item, counted through lists that continue one another."""
    lists = item.getparent()
    key = xml.attribute(lists, "style-name") or "list"
    if item.getprevious() is None and not (xml.attribute(lists, "continue-numbering") == "true" or len(lists) == 1):
        numbers[key] = 0
    numbers[key] = numbers.get(key, 0) + 1
    return str(numbers[key])


def _runs(node: Element, emphasis: dict[str, tuple[bool, bool]]) -> Iterator[Run]:
    style = emphasis.get(xml.attribute(node, "style-name"), (False, False))
    stack: list[tuple[Element, tuple[bool, bool], str, bool]] = [(node, style, "", True)]
    while stack:
        current, (bold, italic), link, entering = stack.pop()
        name = xml.local(current)
        if not entering:
            yield Run(current.tail or "", bold, italic, link)
            continue
        if current is not node:
            stack.append((current, (bold, italic), link, False))
        if name in _SKIPPED:
            continue
        if name in ("s", "tab", "line-break"):
            yield Run(" ", bold, italic, link)
        if name == "span":
            more = emphasis.get(xml.attribute(current, "style-name"), (False, False))
            bold, italic = bold or more[0], italic or more[1]
        if name == "a":
            link = xml.attribute(current, "href")
        yield Run(current.text or "", bold, italic, link)
        stack.extend((child, (bold, italic), link, True) for child in reversed(current))


def _emphasis(root: Element) -> dict[str, tuple[bool, bool]]:
    """Names of the styles that are bold or italic."""
    found = {}
    for style in root.iter():
        if xml.local(style) != "style":
            continue
        for properties in style:
            if xml.local(properties) == "text-properties":
                bold = xml.attribute(properties, "font-weight") == "bold"
                italic = xml.attribute(properties, "font-style") == "italic"
                found[xml.attribute(style, "name")] = (bold, italic)
    return found
