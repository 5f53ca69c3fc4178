"""Lines of Markdown, each with what it is: words, a heading, or the reason why it is neither."""

from __future__ import annotations

import re
from collections.abc import Iterator

HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*(?:\{[^}]*\})?$|(?P<tight> {0,3}#{2,6})(?P<words>[^#\s].*)$")
"""A heading: its marks and its words, also where no blank stands between them."""
_FENCE = re.compile(r"\s{0,3}(```+|~~~+)")
_REFERENCE = re.compile(r" {0,3}\[[^\]^]+\]:\s*<?\S+>?(?:\s+[\"'(].*)?$")
_TEMPLATE = re.compile(
    r"\s*(?:\{[%{].*[%}]\}|:::.*|\{:[^}]*\}|\[\[?TOC\]?\]|\{\{<.*>\}\}|\([\w-]+\)=)\s*$", re.IGNORECASE
)
_SHORTCODE = re.compile(r"\s*\[(?P<name>(?:wp_)?caption|gallery|embed|audio|video|playlist)\b[^\]]*\]")
"""Pictures and players in the brackets of WordPress: what they hold is no word of anybody."""
_RULE = re.compile(r" {0,3}(?:[-_*]\s*){3,}$")
_HTML_BLOCK = re.compile(r"\s{0,3}<(?!https?:|mailto:)/?([a-zA-Z][\w-]*)[^>]*>?|\s{0,3}<!--")
_DRAWING = re.compile(r"\s*<(svg|script|style|iframe)\b")
"""What holds no words, however far it is indented."""
_SILENT = {
    "script",
    "style",
    "iframe",
    "figure",
    "svg",
    "video",
    "audio",
    "object",
    "embed",
    "nav",
    "form",
    "img",
    "figcaption",
    "picture",
    "source",
}
_QUOTE = re.compile(r"^ {0,3}(?:> ?)+")
_IMAGE_ONLY = re.compile(r"\s*(?:\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?(?:\{[^}]*\})?\s*)+")


def classified(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    """Each line with what it is: `text`, `quote`, `heading`, blank, or the reason why it is no text."""
    fence = silent = ""
    for at, (number, line) in enumerate(lines):
        if fence:
            fence = "" if line.strip().startswith(fence) else fence
            yield number, line, "code block"
        elif silent:
            silent = "" if silent in line else silent
            yield number, line, "HTML"
        elif "[" in line and (match := _SHORTCODE.match(line)):
            silent = _closed_below(f"[/{match['name']}]", lines, at)
            yield number, line, "template tag"
        elif match := _FENCE.match(line):
            fence = match[1][:3]
            yield number, line, "code block"
        elif match := (_HTML_BLOCK.match(line) or _DRAWING.match(line)):
            silent, kind = _html_line(line, match[1] or "")
            yield number, line, kind
        elif _TEMPLATE.match(line):
            yield number, line, "template tag"
        elif _RULE.match(line) and line.strip():
            yield number, line, "rule"
        elif _REFERENCE.match(line):
            yield number, line, "link definition"
        elif _IMAGE_ONLY.fullmatch(line) and line.strip():
            yield number, line, "image"
        elif HEADING.match(line):
            yield number, line, "heading"
        else:
            words, quoted = _QUOTE.subn("", line)
            yield number, words, ("quote" if quoted else "text") if words.strip() else ""


_CAPTION = 8
"""Lines of the longest caption in brackets."""


def _closed_below(closing: str, lines: list[tuple[int, str]], at: int) -> str:
    """What ends a shortcode of a line, if that stands on one of the next lines and not on its own."""
    below = [line for _, line in lines[at + 1 : at + _CAPTION]]
    return closing if closing not in lines[at][1] and any(closing in line for line in below) else ""


def _html_line(line: str, tag: str) -> tuple[str, str]:
    """For a line that begins with HTML: what ends the block it opens (if it does), and what the line is."""
    if not tag:
        return ("" if "-->" in line else "-->"), "HTML comment"
    tag = tag.lower()
    if tag in _SILENT:
        closes = f"</{tag}>" in line or tag in ("img", "source", "embed") or line.rstrip().endswith("/>")
        return ("" if closes else f"</{tag}>"), "HTML"
    return "", "text" if re.sub(r"<[^>]*>?", "", line).strip() else "HTML"
