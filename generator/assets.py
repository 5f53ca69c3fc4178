"""Stylesheets and scripts -> what a reader has to load of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import rcssmin
import rjsmin

_TYPESET = re.compile(r"\.md-typeset\b|:root|:host")
"""Selectors of Material's stylesheet that hand-written pages need: its frame, search and menus are not ours."""


def minified(name: str, text: str) -> str:
    """A stylesheet or script without comments and needless white space; anything else as it is."""
    if name.endswith(".css"):
        return str(rcssmin.cssmin(text))
    if name.endswith(".js"):
        return str(rjsmin.jsmin(text))
    return text


def typeset(css: str) -> str:
    """The rules of Material's minified stylesheet for what Markdown makes, in their order."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return "".join(f"{head}{{{body}}}" for head, body in _kept(css))


def _kept(css: str) -> Iterator[tuple[str, str]]:
    for head, body in _rules(css):
        if head.startswith(("@media", "@supports")):
            inner = "".join(f"{one}{{{rule}}}" for one, rule in _kept(body))
            if inner:
                yield head, inner
        elif not head.startswith("@"):
            wanted = [one for one in _selectors(head) if _TYPESET.search(one)]
            if wanted:
                yield ",".join(wanted), body


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """(selector or at-rule, content of its braces) of each rule at the top level; statements are left out."""
    at = 0
    while (opening := css.find("{", at)) >= 0:
        depth, end = 1, opening + 1
        while depth and end < len(css):
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        yield css[at:opening].rpartition(";")[2].strip(), css[opening + 1 : end - 1]
        at = end


def _selectors(head: str) -> list[str]:
    """The selectors of a list; commas within brackets do not divide them."""
    return re.findall(r"(?:[^,(]|\([^()]*(?:\([^()]*\)[^()]*)*\))+", head)
