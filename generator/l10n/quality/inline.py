"""Are links, code, emphasis, placeholders and the marks of blocks the same on both sides?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator import markup
from generator.l10n.quality.pair import Pair, error, warning
from generator.model import Finding

_LINK = re.compile(r'<a href="([^"]*)"')
_ADDRESS = re.compile(r"https?://[^\s<>()\"“”«»，。、]+[^\s<>()\"“”«».,;:!?，。、]")
_CODE = re.compile(r"<code>(.*?)</code>")
_EMPHASIS = re.compile(r"<(strong|em)>")
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w+\}")
_BLOCK = re.compile(r"^ {0,3}(#{1,6}(?= )|[-*+](?= )|\d+[.)](?= )|>)", re.MULTILINE)

_REMEDY = "give the translation the same ones as the source"


def check(pair: Pair) -> Iterator[Finding]:
    """Errors where a reader would be sent elsewhere or a program stumble; warnings where only the look differs."""
    source, translation = _html(pair.source), _html(pair.translation)
    for what, pattern in (("link", _LINK), ("code", _CODE)):
        yield from _compare(what, pattern.findall(source), pattern.findall(translation))
    yield from _compare("address", _ADDRESS.findall(_text(source)), _ADDRESS.findall(_text(translation)))
    yield from _compare("placeholder", *(set(_PLACEHOLDER.findall(t)) for t in (pair.source, pair.translation)))
    if Counter(_EMPHASIS.findall(source)) != Counter(_EMPHASIS.findall(translation)):
        yield warning("not the same emphasis as in the source", _REMEDY)
    if _marks(pair.source) != _marks(pair.translation):
        yield warning("not the same headings or list items as in the source", _REMEDY)


def _html(text: str) -> str:
    return "\n".join(map(markup.html, text.split("\n")))


def _text(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


def _marks(text: str) -> list[str]:
    """What begins its lines, all numbers being one and all bullets another."""
    return ["1" if mark[0].isdigit() else "-" if mark in "-*+" else mark for mark in _BLOCK.findall(text)]


def _compare(what: str, source: object, translation: object) -> Iterator[Finding]:
    wanted, found = Counter(source), Counter(translation)  # type: ignore[call-overload]
    for value in wanted - found:
        yield error(f"the {what} {value} of the source is missing", _REMEDY)
    for value in found - wanted:
        yield error(f"the {what} {value} is not in the source", _REMEDY)
