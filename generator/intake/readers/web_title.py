"""The title of a web page: the heading that its `<title>` repeats, which the name of the site often does too."""

from __future__ import annotations

import re
from typing import Any

_HEADINGS = ("h1", "h2", "h3", "h4")
_SITE = re.compile(r"(?:^|[\s_-])(?:site|blog|logo|brand|masthead)(?:$|[\s_-])", re.IGNORECASE)
_ENTRY = re.compile(
    r"(?:^|[\s_-])(?:entry|post|article|page|single|news|media|banner|hero|story|content|view|board|detail|interview)"
    r"[_-]?(?:title|headline)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""What pages call the element with their title."""
_INSIDE = frozenset({"a", "b", "strong", "i", "em", "span", "br", "wbr", "u", "font", "small", "mark"})
_SHORTEST = 8
_LONGEST = 160
"""Letters, and characters, of a title that no heading is made of."""
_PARTS = re.compile(r"\s+[|»«·•–—:]\s+|\s+-\s+(?=[^-]{2,40}$)|[|｜]|:\s+|_(?=[^_]{2,20}$)")


def promote(root: Any) -> None:
    """Makes a heading of the element that its class calls the title of the page, or that repeats its `<title>`, where
    there is no heading for it."""
    if any(_words(node) and not _is_site(node) for node in root.iter("h1")):
        return
    told = "" if any(map(_words, root.iter(*_HEADINGS))) else " ".join(map(_words, root.iter("title")))
    for node in root.iter("p", "div", "center", "span", "strong", "h2", "h3"):
        named = _ENTRY.search(node.get("class") or "") or _ENTRY.search(node.get("id") or "")
        if not (named or told) or any(below.tag not in _INSIDE for below in node.iterdescendants()):
            continue
        text = _words(node)
        if 0 < len(text) <= _LONGEST and (named or _repeats(text, told)):
            node.tag = "h1"
            return


def _repeats(text: str, told: str) -> bool:
    """Whether a line says what the `<title>` does, or its part without the site, in not many more words."""
    parts = {_fold(told), _fold(_PARTS.split(told)[0])}
    return any(len(part) > _SHORTEST and part in _fold(text) and len(_fold(text)) <= 3 * len(part) for part in parts)


def _words(node: Any) -> str:
    """What an element says, a blank where a line of it ends."""
    pieces = node.xpath(".//text()|.//br")
    return " ".join("".join(piece if isinstance(piece, str) else " " for piece in pieces).split())


def title_of(root: Any, declared: str) -> str:
    """The title, or nothing; `declared` is what the page's metadata gives as one."""
    titles = [" ".join(one.text_content().split()) for one in root.iter("title")][:1]
    whole = declared or (titles[0] if titles else "")
    headings = [(node, _words(node)) for node in root.iter(*_HEADINGS)]
    headings = [(node, text) for node, text in headings if text and not _is_site(node)]
    first = next((text for node, text in headings if node.tag == "h1"), "")
    named = next((text for node, text in headings if _ENTRY.search(node.get("class") or "")), "")
    repeated = [text for _, text in headings if _fold(text) and _fold(text) in _fold(whole) and text != whole]
    if _fold(whole) in {_fold(text) for _, text in headings}:
        return next(text for _, text in headings if _fold(text) == _fold(whole))
    if longest := max(repeated, key=len, default=""):
        return longest if len(longest) >= len(first) or not first or first in repeated else first
    second = [text for node, text in headings if node.tag == "h2"]
    if not first and not whole and len(second) == 1 and not second[0].endswith((":", "：")):  # `Read also:`
        return second[0]
    return named or first or (_PARTS.split(whole)[0].strip() if whole and not declared else whole)


def _is_site(node: Any) -> bool:
    """Whether a heading is the name of the site, which links home from every page."""
    names = f"{node.get('class') or ''} {node.get('id') or ''}"
    return bool(_SITE.search(names)) and not _ENTRY.search(names)


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
