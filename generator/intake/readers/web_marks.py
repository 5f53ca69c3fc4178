"""What an element of HTML says of its words: whose they are, question or answer, a time, how they stand out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias
from urllib.parse import unquote

from generator.model import Dropped

HtmlElement: TypeAlias = Any
"""An element of lxml, which has no types of its own."""

SPEAKER = re.compile(
    r"(?:^|[\s_-])(?:speaker|speaker-?name|who|voice|interlocutor|attribution|talker)(?:$|[\s_-])", re.IGNORECASE
)
TIME = re.compile(r"(?:^|[\s_-])(?:timestamp|timecode|time-code)(?:$|[\s_-])", re.IGNORECASE)
STAGE = re.compile(r"(?:^|[\s_-])(?:procedural|stage|narrative|direction|note-stage)(?:$|[\s_-])", re.IGNORECASE)
QUESTION = re.compile(
    r"(?:^|[\s_-])(?:quest|question|interview-?q|q|preg|pregunta|pergunta|domanda|frage|vopros)(?:$|[\s_-])",
    re.IGNORECASE,
)
ANSWER = re.compile(
    r"(?:^|[\s_-])(?:answer|interview-?a|resp|response|respuesta|resposta|reponse|risposta|antwort|otvet)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes, by what they are for."""
_PART = re.compile(
    r"(?:^|[\s_-])(?:question|answer|response|interview-?[qa]|[qa])[_-]+"
    r"(?:meta|num|number|no|label|mark|badge|head|header|time|date|avatar|icon)(?:$|\s)",
    re.IGNORECASE,
)
"""What stands at a question or an answer and is neither: its number, who gives it, the hour."""
_MOST = 100
"""Characters of such a part; more are words of somebody."""

_COLOUR = re.compile(
    r"(?:^|;)color:(?!inherit|initial|windowtext|black|#?000|#(?:1|2|3|4|5)[0-9a-f]|rgb\(([0-8]?\d),\1,\1\))"
)
"""A colour that is not black or a dark grey."""


def emphasis(node: HtmlElement, tag: str) -> tuple[int, int, int]:
    """Whether it makes its words bold, italic, coloured: 0 or 1 each."""
    css = (node.get("style") or "").replace(" ", "").lower()
    bold = tag in ("b", "strong", "th", "dt") or bool(re.search(r"font-weight:(?:bold|[6-9]00)", css))
    italic = tag in ("i", "em") or "font-style:italic" in css
    colour = bool(_COLOUR.search(css)) or (tag == "font" and node.get("color") not in (None, "black", "#000000"))
    return int(bold), int(italic), int(colour)


def sides(root: HtmlElement) -> dict[HtmlElement, str]:
    """The elements whose classes say that they are a question or an answer, when a page has about as many of both."""
    found: dict[HtmlElement, str] = {}
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        classes = _PART.sub(" ", f"{node.get('class') or ''} {node.get('id') or ''}")
        side = "Q" if QUESTION.search(classes) else "A" if ANSWER.search(classes) else ""
        if side and any(re.search(r"\w", text) for text in node.itertext()):
            for above in node.iterancestors():
                found.pop(above, None)  # around questions and answers
            found[node] = side
    asked, told = (sum(side == one for one in found.values()) for side in "QA")
    return found if 1 < asked <= 2 * told and told <= 2 * asked else {}


def is_part(node: HtmlElement) -> bool:
    """Whether an element is the number of a question or says who answers, with no heading and no speech in it."""
    if not _PART.search(node.get("class") or ""):
        return False
    short = len(" ".join(node.text_content().split())) <= _MOST
    return short and not node.xpath(".//p|.//h1|.//h2|.//h3|.//h4|.//h5|.//h6")


def parts(root: HtmlElement) -> Iterator[Dropped]:
    """What `is_part`, the outermost: neither question nor answer on a page that has both in elements of their own."""
    for node in [node for node in root.iter() if isinstance(node.tag, str) and is_part(node)]:
        text = " ".join(" ".join(node.itertext()).split())
        if text and not any(map(is_part, node.iterancestors())):
            yield Dropped(node.sourceline or 1, text, "beside a question or an answer")


def speaker(node: HtmlElement) -> str:
    """The speaker an element names in an attribute (`data-speaker`, `data-person-speaking-attribution`)."""
    for name, value in node.attrib.items():
        named = re.search(r"speaker|speaking-attribution|data-who$|data-voice$", name)
        if named and re.search(r"[^\W\d_]{2}", value) and not re.search(r"(?:id|type|class|url|image|color)$", name):
            return unquote(" ".join(str(value).split()))
    return ""
