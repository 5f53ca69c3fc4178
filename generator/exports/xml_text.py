"""XML elements -> a document, whatever characters the words have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

# What XML 1.0 cannot have, not even as a character reference (section 2.2, Char).
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Attributes = Mapping[str, str]
"""Name of the attribute -> value; those without a value are not written."""


def block(
    parent: ElementTree.Element, tag: str, attributes: Attributes | None = None, text: str = ""
) -> ElementTree.Element:
    """A new last child on lines of its own."""
    child = ElementTree.SubElement(parent, tag, {name: value for name, value in (attributes or {}).items() if value})
    child.text = text or None
    child.tail = "\n"
    if len(parent) == 1 and not parent.text:
        parent.text = "\n"
    return child


def document(root: Element) -> str:
    """The whole document with its declaration. Characters that XML cannot have are left out."""
    for element in root.iter():
        element.text = _ILLEGAL.sub("", element.text or "") or None
        element.tail = _ILLEGAL.sub("", element.tail or "") or None
        element.attrib.update({name: _ILLEGAL.sub("", value) for name, value in element.attrib.items()})
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'
