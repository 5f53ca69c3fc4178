"""What of a web page is the article: navigation, comments and share buttons taken out and reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.intake import lexicon
from generator.intake.readers.web_blocks import SILENT
from generator.intake.readers.web_marks import HtmlElement
from generator.model import Dropped

_ASIDE = {
    "nav": "navigation", "menu": "navigation", "aside": "aside", "footer": "footer", "dialog": "dialog", "form": "form",
    "figure": "picture", "figcaption": "picture",
}  # fmt: skip


def comments(root: HtmlElement) -> Iterator[Dropped]:
    """What stands in comments."""
    from lxml import etree  # type: ignore[import-untyped]

    for node in root.iter(etree.Comment):
        if text := " ".join((node.text or "").split()):
            yield Dropped(node.sourceline or 1, text, "HTML comment")


def pruned(root: HtmlElement) -> Iterator[Dropped]:
    """Takes navigation, comments, share buttons and the like out of the tree, by what classes and ids call them."""
    total = len(root.text_content()) or 1
    parts = lexicon.words("page_parts")
    gone: set[Any] = set()
    for node in list(root.iter()):
        if (
            not isinstance(node.tag, str)
            or node in gone
            or node.tag in ("html", "body", "article", "main")
            or node.getparent() is None
        ):
            continue
        reason = _part(node, parts)
        if not reason:
            continue
        text = " ".join(" ".join(node.itertext()).split())
        if len(text) > 0.35 * total and node.tag not in SILENT:
            continue
        if text and node.tag not in ("script", "style", "noscript", "template", "head"):
            yield Dropped(node.sourceline or 1, text, reason)
        gone.update(node.iter())
        node.drop_tree()


def _part(node: HtmlElement, parts: frozenset[str]) -> str:
    """Why an element is no part of the text, or nothing."""
    if node.tag in ("script", "style", "noscript", "template"):
        return "script"
    if node.tag in SILENT or node.tag in _ASIDE:
        return _ASIDE.get(str(node.tag), str(node.tag))
    if (
        node.get("aria-hidden") == "true"
        or node.get("hidden") is not None
        or "display:none" in (node.get("style") or "").replace(" ", "")
    ):
        return "hidden"
    if node.get("role") in ("navigation", "banner", "contentinfo", "complementary", "search", "dialog"):
        return "navigation"
    names = re.split(r"[\s_]+", f"{node.get('class') or ''} {node.get('id') or ''}".lower())
    for name in names:
        pieces = {name, *name.split("-")} if len(name) < 60 else {name}
        if hit := pieces & parts:
            return f"page part ({min(hit)})"
    return ""


_FIELD = 120
"""Characters of the longest field."""


def content(root: HtmlElement) -> HtmlElement:
    """The element that holds the article: the deepest with most of the running text."""
    body = root.find("body") if root.find("body") is not None else root
    weight: dict[Any, int] = {}
    for node in body.iter():
        if not isinstance(node.tag, str):
            continue
        words = len((node.text or "").strip()) + sum(len((child.tail or "").strip()) for child in node)
        if words and not any(up.tag == "a" for up in (node, *node.iterancestors("a"))):
            weight[node] = words
    total = sum(weight.values()) or 1
    sums: dict[Any, int] = {}
    for node, words in weight.items():
        for up in (node, *node.iterancestors()):
            sums[up] = sums.get(up, 0) + words
            if up is body:
                break
    best = body
    while True:
        children = [child for child in best if isinstance(child.tag, str) and sums.get(child, 0) >= 0.8 * total]
        if not children or children[0].tag in ("table", "tbody", "ul", "ol", "dl", "p"):
            return best
        if any(_is_field(sibling) for sibling in children[0].itersiblings(preceding=True)):
            return best
        best = children[0]


def _is_field(node: HtmlElement) -> bool:
    """Whether an element above the text is a field of its head: `GUEST: Ada Moss`."""
    plainly = isinstance(node.tag, str) and not any(True for _ in node.iter("h1", "h2", "h3", "h4"))
    text = " ".join(" ".join(node.itertext()).split()) if plainly else ""
    name, colon, value = text.partition(":")
    return bool(colon and value and len(text) <= _FIELD) and lexicon.key(name) in lexicon.header_fields()


def outside(root: HtmlElement, body: HtmlElement) -> Iterator[Dropped]:
    """What stands beside the chosen element, except the title."""
    node = body
    while (parent := node.getparent()) is not None:
        for sibling in parent:
            if sibling is node or not isinstance(sibling.tag, str) or sibling.tag == "head":
                continue
            if text := " ".join(" ".join(sibling.itertext()).split()):
                yield Dropped(sibling.sourceline or 1, text, "outside the article")
        node = parent
