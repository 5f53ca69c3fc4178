"""One rendered page of a kind -> the mould all pages of the kind are poured into.

Pages of a kind differ only in the finished pieces of text of their front matter and in their content. So the engine
renders one of them with marks in the place of the pieces, the result is cut at the marks, and every other page is
put together from the parts: the same bytes the engine would write, without the engine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_HEADING = re.compile(r"(?P<marks>#{1,6}) (?P<words>.+?) \{:(?P<attributes>(?: [#.]?[\w.-]+(?:=\"[^\"]*\")?)+) \}$")
_ATTRIBUTE = re.compile(r'(?P<mark>[#.]?)(?P<name>[\w.-]+)(?:="(?P<value>[^"]*)")?')
_MARK = re.compile(r"xq7(\w+)7qx")
_CONTENT = f"<div>{'xq7content7qx'}</div>"

PIECES = ("title", "description", "head", "languages", "edit", "report", "url", "script", "language")
"""Keys of the front matter's `dragoman` that differ from page to page."""


@dataclass(frozen=True, slots=True)
class Mould:
    """A page cut at its marks: `parts[0]`, the piece named `names[0]`, `parts[1]`, …"""

    parts: tuple[str, ...]
    names: tuple[str, ...]


def key(path: str, front: Mapping[str, Any]) -> tuple[object, ...]:
    """Pages with the same key fit the same mould: as deep, with the same pieces present, and all else the same."""
    pieces = front["dragoman"]
    return path.count("/"), *((name, bool(value) if name in PIECES else value) for name, value in pieces.items())


def marked(front: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """Front matter and body of the page to be rendered as a mould."""
    pieces = {name: f"xq7{name}7qx" if name in PIECES and value else value for name, value in front["dragoman"].items()}
    return {**front, "title": "xq7title7qx", "description": "", "dragoman": pieces}, _CONTENT


def cut(html: str) -> Mould:
    """The mould of a rendered page."""
    pieces = _MARK.split(html.replace(_CONTENT, "xq7content7qx"))
    return Mould(tuple(pieces[::2]), tuple(pieces[1::2]))


def fill(mould: Mould, front: Mapping[str, Any], content: str) -> str:
    """The page: the parts of the mould with a page's own pieces between them."""
    pieces = {**front["dragoman"], "content": content}
    out = [mould.parts[0]]
    for name, part in zip(mould.names, mould.parts[1:], strict=True):
        out += (pieces[name], part)
    return "".join(out)


def content(body: str) -> str | None:
    """The HTML of a page's Markdown, as Python-Markdown writes it; None where only Python-Markdown can tell.

    Our own templates write headings with an id and blocks of HTML, one blank line between them, and nothing else.
    """
    out = []
    for block in body.strip().split("\n\n"):
        if block.startswith("#"):
            heading = _heading(block)
            if heading is None:
                return None
            out.append(heading)
        elif block.startswith("<") and block.endswith(">"):
            out.append(block)
        else:
            return None
    return "\n".join(out)


def _heading(line: str) -> str | None:
    match = _HEADING.match(line)
    if not match or "#" not in match["attributes"]:
        return None
    attributes: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(match["attributes"]):
        if one["mark"] == ".":
            attributes["class"] = f"{attributes['class']} {one['name']}" if "class" in attributes else one["name"]
        else:
            attributes["id" if one["mark"] else one["name"]] = one["name"] if one["mark"] else one["value"] or ""
    tag = f"h{len(match['marks'])}"
    listed = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{listed}>{match['words']}</{tag}>"
