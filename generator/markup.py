"""Inline Markdown: the one place that escapes plain text into it, strips it, and renders it as HTML.

A sentence is one line of inline Markdown: emphasis, strong, code, links, backslash escapes. Raw HTML is text, not
HTML, and a link goes only where a reader may safely be sent: words from outside are never executed.
"""

from __future__ import annotations

import html as _html
import re
import string
from collections.abc import Iterable
from functools import lru_cache
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_MARKED = re.compile(r"[\\`*_\[\]<>&!]|  $")
"""A text without any of these is the same as plain text and as Markdown."""

_ESCAPE = re.compile(
    r"""[\\`*\[\]]                      # always markup
      | _(?![^\W_]) | (?<![^\W_])_       # an underscore that could open or close emphasis
      | <(?=[a-zA-Z/!?])                # would open a tag
      | &(?=\#?\w+;)                    # would be an entity
    """,
    re.VERBOSE,
)
_LINE_START = re.compile(r"(?P<number>\d{1,9})(?=[.)](?:\s|$))|[#>+=~|-]|:(?=\s)")
_SAFE_LINK = re.compile(r"(?:https?:|mailto:|[^:/?#]*(?:[/?#]|$))", re.IGNORECASE)
_TAG = re.compile(r"(<[^>]*>)|(&[#\w]+;)|([^<&]+)")


def escape(text: str) -> str:
    """Plain text as inline Markdown that means exactly that text, also at the start of a line."""
    text = _ESCAPE.sub(lambda match: "&amp;" if match.group() == "&" else "\\" + match.group(), text)
    if start := _LINE_START.match(text):
        at = start.end("number") if start["number"] else 0
        text = f"{text[:at]}\\{text[at:]}"
    return text


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The words of inline Markdown without its marks: what a reader sees, and what offsets count in."""
    if not _MARKED.search(text):
        return text
    return _html.unescape(re.sub(r"<[^>]*>", "", html(text)))


@lru_cache(maxsize=4096)
def html(text: str) -> str:
    """Inline Markdown as inline HTML."""
    if not _MARKED.search(text):
        return text
    rendered = _renderer().reset().convert("\u2060" + text)  # a word joiner: no line start is a list, heading or table
    return rendered.removeprefix("<p>").removesuffix("</p>").replace("\u2060", "", 1)


def annotate(text: str, spans: Iterable[tuple[int, int, str, str]]) -> str:
    """Inline Markdown as HTML with elements around stretches of it.

    `spans` are `(start, end, open, close)`: offsets into `plain(text)` and the tags to put there; they must not
    overlap. A stretch that crosses markup is closed before it and opened again behind it.
    """
    ordered = sorted(spans)
    if not ordered:
        return html(text)
    out: list[str] = []
    at = 0
    waiting = iter(ordered)
    span = next(waiting, None)
    inside = False
    for tag, entity, words in _TAG.findall(html(text)):
        if tag:
            out.append(f"{span[3]}{tag}{span[2]}" if inside and span else tag)
            continue
        pieces = [entity] if entity else list(words)
        for piece in pieces:
            if inside and span and at >= span[1]:
                out.append(span[3])
                span, inside = next(waiting, None), False
            if span and not inside and at >= span[0]:
                out.append(span[2])
                inside = True
            out.append(piece)
            at += len(_html.unescape(piece))
    if inside and span:
        out.append(span[3])
    return "".join(out)


def attribute(text: str) -> str:
    """Plain text made safe inside a double-quoted HTML attribute."""
    return _html.escape(text, quote=True)


class _SafeLinks(Treeprocessor):
    """Links to anything but the web, mail and the site itself lose their address; images become their text."""

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            if element.tag == "a" and not _SAFE_LINK.match(element.get("href", "")):
                del element.attrib["href"]
            elif element.tag == "img":
                alt = element.get("alt", "")
                element.tag, element.text = "span", alt
                element.attrib.clear()


class _Inline(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.ESCAPED_CHARS = list(string.punctuation)  # CommonMark's set, as on GitHub; Python-Markdown's is smaller
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_SafeLinks(md), "safe_links", 0)


@lru_cache(maxsize=1)
def _renderer() -> Markdown:
    return Markdown(extensions=[_Inline()])
