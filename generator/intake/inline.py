"""Runs of marked text to inline Markdown, for readers of rich formats; and Markdown from outside made safe."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.markup import escape


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    colour: bool = False
    """In a colour of its own, as blogs set questions off; a part of a paragraph in colour means nothing here."""


def markdown(runs: Sequence[Run]) -> tuple[str, str]:
    """Inline Markdown of a paragraph and its style: `bold`, `italic` or `colour` when all of it is so."""
    tinted = [run for run in runs if re.search(r"\w", run.text)]
    runs = _merged(runs)
    words = [run for run in runs if re.search(r"\w", run.text)]
    if not "".join(run.text for run in runs).strip():
        return "", ""
    style = ""
    if words and all(run.bold for run in words):
        style = "bold"
    elif words and all(run.italic for run in words):
        style = "italic"
    elif tinted and all(run.colour for run in tinted):
        style = "colour"
    pieces: list[str] = []
    for run in runs:
        text = escape(run.text) if not pieces else escape("\u2060" + run.text)[1:]
        bold, italic = run.bold and style != "bold", run.italic and style != "italic"
        pieces.append(_marked(text, bold=bold, italic=italic, link=run.link))
    return " ".join("".join(pieces).split()), style


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Neighbours in one style as one run; white space alone takes the style of the run before it."""
    merged: list[Run] = []
    for run in runs:
        text = re.sub(r"\s+", " ", run.text)
        if not text:
            continue
        last = merged[-1] if merged else None
        same = last and (last.bold, last.italic, last.link) == (run.bold, run.italic, run.link)
        if last and (same or (not text.strip() and not run.link)):
            merged[-1] = Run(last.text + text, last.bold, last.italic, last.link)
        else:
            merged.append(Run(text, run.bold, run.italic, run.link))
    return merged


def _marked(text: str, *, bold: bool, italic: bool, link: str) -> str:
    core = text.strip()
    if not core:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if link and re.match(r"(?:https?:|mailto:)", link):
        core = f"[{core}]({link.replace(' ', '%20').replace('(', '%28').replace(')', '%29')})"
    if italic and re.search(r"\w", core):
        core = f"*{core}*"
    if bold and re.search(r"\w", core):
        core = f"**{core}**"
    return before + core + after


def bare(text: str) -> str:
    """Inline Markdown without most of its marks, fast: for looking at words, not for showing them (`markup.plain`)."""
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    for mark in _MARKS:
        if mark in text:  # faster than `str.translate`
            text = text.replace(mark, "")
    return text


_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_MARKS = ("*", "_", "`", "\\")
_TAG = re.compile(r"<(?!https?:|mailto:)/?[a-zA-Z][^<>]*>|<!--.*?-->")
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\[\]]*\])(?:\{[^}]*\})?")
_HOLLOW = re.compile(r"\[\s*\](?:\([^()\s]*\)|\[[^\[\]]*\])")
"""A link around a picture that was taken out."""
_BRACKETS = 40
"""Brackets in a paragraph after which those of no link are escaped: Markdown takes long over each that stays open."""
_STRAY = re.compile(r"(\[[^\[\]]*\]\([^()\s]*\))|(?<!\\)([\[\]])")
_LINK_TITLE = re.compile(r"\]\(<?([^()\s>]+)>?\s+(?:\"[^\"]*\"|'[^']*')\s*\)")
_LINK_TAG = re.compile(r"<a\s[^>]*?href=[\"']?(https?:[^\"'\s>]+)[^>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL)


def cleaned(text: str) -> str:
    """Markdown of a source as the inline Markdown this program knows: no HTML, no images, no attribute lists."""
    if "<" in text:
        text = _LINK_TAG.sub(r"[\2](\1)", text)
        text = re.sub(r"<(/?)(?:b|strong)>", "**", text, flags=re.IGNORECASE)
        text = re.sub(r"<(/?)(?:i|em)>", "*", text, flags=re.IGNORECASE)
        text = _TAG.sub(" ", text)
    if "![" in text:
        text = _HOLLOW.sub(" ", _IMAGE.sub(" ", text))
    if "&" in text:
        text = re.sub(r"&(?:amp|lt|gt);", lambda match: escape(html.unescape(match.group())), text)
        text = re.sub(r"&#?\w+;", lambda match: escape(html.unescape(match.group())), text)
    if "](" in text:
        text = _LINK_TITLE.sub(r"](\1)", text)
        text = re.sub(r"\]\(([^)]*)\)\{[^}]*\}", r"](\1)", text)
    if text.count("[") > _BRACKETS:
        text = _STRAY.sub(lambda match: match[1] or "\\" + match[2], text)
    return " ".join(text.split())
