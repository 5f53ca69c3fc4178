"""XML read safely: no entities of its own, no network, no bombs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from generator.errors import InputError, MissingExtraError
from generator.model import Dropped

WORD = re.compile(r"[^\W\d_]{2,}")
Element: TypeAlias = Any
"""An element of lxml, which has no types of its own."""


def parse(name: str, raw: bytes, extra: str = "xml") -> Element:
    """The root of an XML document; `InputError` with the line when it is not well formed or defines entities."""
    try:
        from lxml import etree  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError(name, "lxml", extra) from error
    refuse_entities(name, raw[:100_000])
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        return etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        reason = str(error).split("\n", 1)[0][:100]  # what follows may be the document
        raise InputError(name, line, f"not well-formed XML: {reason}", "TEI, OHMS or another XML transcript") from error


def refuse_entities(name: str, head: bytes) -> None:
    """`InputError` when a document defines entities of its own: a transcript never needs to."""
    if match := re.search(rb"<!ENTITY", head):
        line = head.count(b"\n", 0, match.start()) + 1
        raise InputError(name, line, "XML that defines entities", "a document without <!ENTITY …>")


def unread(root: Element, read: set[str], body: Element | None = None) -> Iterator[Dropped]:
    """Texts of a document with a word that nobody read: each under `body`, those of any other part in one."""
    outside: list[str] = []
    inside = {body, *body.iter()} if body is not None else set()
    for node in root.iter():
        pieces = [node.text or ""] if node is not root else []
        for piece in [*pieces, *(child.tail or "" for child in node)] if isinstance(node.tag, str) else pieces:
            if not any(word not in read for word in WORD.findall(piece)):
                continue
            text = " ".join(piece.split())
            if node in inside:
                reason = f"<{local(node)}>" if local(node) else "XML comment"
                yield Dropped(int(node.sourceline or 1), text, reason)
            else:
                outside.append(text)
    if outside:
        yield Dropped(1, " | ".join(outside), "outside the text")


def local(node: Element) -> str:
    """Name of an element without its namespace; empty for comments."""
    return node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else ""


def attribute(node: Element, *names: str) -> str:
    """The first attribute of these local names that has a value."""
    for key, value in node.attrib.items():
        if str(key).rsplit("}", 1)[-1] in names and str(value).strip():
            return str(value).strip()
    return ""


def text(node: Element, *, without: frozenset[str] = frozenset()) -> str:
    """The words under an element, in one line, leaving out elements of some names (their tails stay)."""
    pieces: list[str] = []
    stack: list[tuple[Element, bool]] = [(node, True)]
    while stack:
        current, entering = stack.pop()
        if not entering:
            pieces.append(current.tail or "")
            continue
        name = local(current)
        if current is not node:
            stack.append((current, False))
        if name and (name not in without or current is node):
            pieces.append(current.text or "")
            if name in ("lb", "br", "p", "seg", "s"):
                pieces.append(" ")
            stack.extend((child, True) for child in reversed(current))
    return " ".join("".join(pieces).split())
