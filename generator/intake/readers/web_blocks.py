"""A tree of HTML -> utterances: its paragraphs, headings, list items and rows in order, as inline Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.intake import inline, labels
from generator.intake.inline import Run
from generator.intake.readers import numbering, plain, web_marks, web_pairs, wrapping
from generator.intake.readers.web_marks import HtmlElement
from generator.model import Utterance

SILENT = {
    "script", "style", "noscript", "template", "iframe", "svg", "canvas", "object", "embed", "video", "audio", "map",
    "button", "select", "input", "textarea", "head", "img", "picture", "math",
}  # fmt: skip
"""Elements whose words no reader of a page sees."""
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "table", "tr",
    "td", "th", "tbody", "thead", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr", "br", "cite", "time", "body", "html",
    "address", "center", "details", "summary", "fieldset", "hgroup",
}  # fmt: skip


def sides(root: HtmlElement) -> Mapping[HtmlElement, str]:
    """The elements that are a question, `Q`, or an answer, `A`, by what their classes say or by how they take turns."""
    return web_marks.sides(root) or web_pairs.pairs(root)


def blocks(root: HtmlElement, told: Mapping[HtmlElement, str] | None = None) -> Iterator[Utterance]:
    """The paragraphs, headings, list items and cells under an element, in order, as inline Markdown.

    `told` are its `sides`, where somebody has them.
    """
    from lxml import etree  # type: ignore[import-untyped]

    walker = _Walker(sides(root) if told is None else told)
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start" and isinstance(node.tag, str):
            yield from walker.enter(node)
        elif event == "end" and isinstance(node.tag, str):
            yield from walker.leave(node, last=node is root)
        elif event in ("comment", "pi"):
            walker.add(node.tail)
    yield from walker.flush()
    yield from walker.close_row()


class _Walker:
    """Where the walk through a tree of HTML stands: the styles around it and the paragraph it is gathering."""

    def __init__(self, sides: Mapping[HtmlElement, str]) -> None:
        self.sides, self.side = sides, ""
        self.runs: list[Run] = []
        self.line = 0
        self.bold = self.italic = self.colour = self.silent = 0
        self.links: list[str] = []
        self.styles: list[tuple[Any, str]] = []
        self.numbers: list[int] = []
        self.number = ""
        self.label = self.start = ""
        self.row: list[Utterance] | None = None
        self.marks: dict[Any, tuple[int, int, int]] = {}
        self.ordered = 0

    def add(self, text: str | None) -> None:
        if text and not self.silent:
            link = self.links[-1] if self.links else ""
            self.runs.append(Run(text, self.bold > 0, self.italic > 0, link, self.colour > 0))

    def enter(self, node: HtmlElement) -> Iterator[Utterance]:
        tag = node.tag.lower()
        if self.silent or tag in SILENT or (self.sides and web_marks.is_part(node)):
            self.silent += 1
            return
        if tag == "br" and self.styles and self.styles[-1][1].startswith("heading"):
            unspaced = self.runs and wrapping.unspaced(self.runs[-1].text.rstrip()[-1:], (node.tail or "").lstrip()[:1])
            self.add("" if unspaced else " ")  # a title on two lines
        elif tag in _BLOCKS or node in self.sides:
            yield from self.flush()
            self.line = node.sourceline or self.line
        self.side = self.sides.get(node, self.side)
        self._structure(node, tag)
        if tag == "tr":
            yield from self.close_row()
            self.row = []
        self.marks[node] = bold, italic, colour = web_marks.emphasis(node, tag)
        self.bold, self.italic, self.colour = self.bold + bold, self.italic + italic, self.colour + colour
        if tag == "a":
            self.links.append(node.get("href") or "")
        self.line = self.line or node.sourceline or 0
        self.add(node.text)

    def _structure(self, node: HtmlElement, tag: str) -> None:
        classes = node.get("class") or ""
        if label := web_marks.speaker(node):
            self.label = label
        if re.fullmatch(r"h[1-6]", tag) and node not in self.sides:
            self.styles.append((node, f"heading{tag[1]}"))
        elif tag in ("dt", "summary") or web_marks.QUESTION.search(classes):
            self.styles.append((node, "term"))
        elif web_marks.STAGE.search(classes):
            self.styles.append((node, "stage"))
        elif tag == "blockquote":
            self.styles.append((node, "quote"))
        elif tag in ("td", "th"):
            self.styles.append((node, "cell"))
        elif tag == "cite" or web_marks.SPEAKER.search(classes):
            self.styles.append((node, "label"))
        elif tag == "time" or web_marks.TIME.search(classes):
            self.styles.append((node, "time"))
        elif tag == "ol":
            single = sum(1 for child in node if child.tag == "li") == 1 and not node.get("start")
            start = node.get("start") or "1"
            self.numbers.append(self.ordered if single else (int(start) if start.lstrip("-").isdigit() else 1) - 1)
        elif tag == "ul":
            self.numbers.append(-1_000_000)
        elif tag == "li" and self.numbers:
            self.numbers[-1] += 1
            if self.numbers[-1] > -900_000:
                self.number = str(self.numbers[-1])
                self.ordered = self.numbers[-1]
            self.styles.append((node, "item"))

    def leave(self, node: HtmlElement, *, last: bool) -> Iterator[Utterance]:
        tag = node.tag.lower()
        if self.silent:
            self.silent -= 1
            if not last:
                self.add(node.tail)
            return
        if self.styles and self.styles[-1][0] is node and self.styles[-1][1] in ("label", "time"):
            self._take(self.styles.pop()[1])
        if (tag in _BLOCKS and tag != "br") or node in self.sides:
            yield from self.flush()
        if node in self.sides:
            self.side = "A" if self.sides[node] == "Q" else ""  # what follows a question answers it, whatever its class
        if self.styles and self.styles[-1][0] is node:
            self.styles.pop()
        if tag == "tr":
            yield from self.close_row()
        if tag in ("ol", "ul") and self.numbers:
            self.numbers.pop()
        if tag == "a" and self.links:
            self.links.pop()
        bold, italic, colour = self.marks.pop(node, (0, 0, 0))
        self.bold, self.italic, self.colour = self.bold - bold, self.italic - italic, self.colour - colour
        if not last:
            if tag in _BLOCKS and tag != "br":
                self.line = 0
            self.add(node.tail)

    def _take(self, kind: str) -> None:
        """What an element for a speaker or a time held goes before the words that follow, when it can be that."""
        text = " ".join("".join(run.text for run in self.runs).split())
        if kind == "time" and (match := labels.TIMECODE.match(text)):
            self.start, self.runs = match[1], []
        elif kind == "label" and 0 < len(text) <= 80 and not self.label:
            self.label, self.runs = text.rstrip(":： "), []

    def flush(self) -> Iterator[Utterance]:
        runs, self.runs = self.runs, []
        text, emphasis = inline.markdown(runs)
        if not text:
            return
        line, self.line = self.line, 0
        style = next((style for _, style in reversed(self.styles) if style != "item"), "")
        number, self.number = self.number, ""
        start, label = self.start, self.label
        self.start = self.label = ""
        if all(run.link for run in runs if run.text.strip()) and len(text) < 400:
            style = "link"
        bare = text.replace("\\", "")
        if (time := labels.TIMECODE.match(text)) and time.end() < len(text):
            start, text = time[1], text[time.end() :]
        elif time:
            style, start = "time", time[1]
        if not number and (match := numbering.at_start(bare)) and not label:
            number = match[1]
            text = text[match.end() + (len(text) - len(bare) if text[: match.end() + 1].count("\\") else 0) :].lstrip()
        if not style and plain.is_stage(bare):
            style = "stage"
        style = style or emphasis or ("item" if any(one == "item" for _, one in self.styles) else "")
        if style == "cell" and emphasis:
            style = emphasis
        side = ""
        if not style.startswith("heading"):  # what stands below a heading is the question
            side, self.side = self.side, ""
        named = labels.candidate(text)
        if side and not label and (named is None or named.slight):
            label = side
        one = Utterance(text, line or 1, label, style, number, start)
        if text and self.row is not None:
            self.row.append(one)
        elif text:
            yield one

    def close_row(self) -> Iterator[Utterance]:
        """The cells of a table's row: a short first cell before a longer one labels it, a time code dates it."""
        cells, self.row = self.row or [], None
        start = ""
        if len(cells) > 1 and cells[0].style == "time":
            start, cells = cells[0].start, cells[1:]
        if len(cells) > 1 and cells[1].style == "time":
            start, cells = cells[1].start, [cells[0], *cells[2:]]
        if len(cells) > 1 and len(cells[0].text) <= 50 and not cells[0].text.endswith(("?", ".", "!", "？", "。")):
            first, second, *rest = cells
            mark = "" if first.text.endswith((":", "：")) else ":"
            style = "" if second.style == "cell" else second.style
            yield replace(second, text=f"{first.text}{mark} {second.text}", line=first.line, start=start, style=style)
            yield from rest
        else:
            yield from cells
