"""Markdown -> Transcript: front matter, headings, lists, emphasised paragraphs; what is not words is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.intake import inline, labels
from generator.intake.decoding import Source
from generator.intake.readers import (
    CERTAIN,
    NO,
    POSSIBLE,
    definitions,
    markdown_html,
    markdown_lines,
    markdown_tables,
    numbering,
    plain,
    references,
    setext,
    web,
    wrapping,
)
from generator.intake.readers.front_matter import front_matter
from generator.model import Dropped, Transcript, Utterance

_LIST = re.compile(r"(\s{0,7})(?:(\d{1,3})[.)]|[-*+])\s+(?=\S)")
_TARGET = re.compile(r"(?<=\])\((?:[^()\s]|\([^()\s]*\))*(?:\s+[\"'][^\"']*[\"'])?\)(?:\{[^}]*\})?")
"""Where a link leads: what wraps lines by hand or by program does not cut it, however long."""
_FOOTNOTE = re.compile(r" {0,3}\[\^([^\]]+)\]:\s*")
_WHOLE = re.compile(r"(\*\*\*|___|\*\*|__|\*|_)(?=\S)((?:(?!\1).)+?)(?<=\S)\1[:：]?\s*(\{:?[^}]*\})?", re.DOTALL)


def looks_like(text: str) -> bool:
    """Whether a text whose name does not say so is Markdown: several lines begin with its marks."""
    if re.match(r"---\s*\n(?:.*\n)*?---\s*\n", text[:20_000]) and re.search(r"^\w[\w -]*:", text[4:400], re.MULTILINE):
        return True
    head = text[:200_000]
    marks = len(
        re.findall(r"^(?:\d[\d:.,]*\s+|\\?\[[\d:.]+\\?\]\s*)?(?:\*\*|__)[^\s*_][^*_\n]*(?:\*\*|__)", head, re.MULTILINE)
    )
    return marks + len(re.findall(r"^#{1,6} \S", head, re.MULTILINE)) >= 3


SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
BINARY = False


_LOOSE = re.compile(r"^\s*\*\*(?=[ \t]*[^*\s])[ \t]*([^*\n]{1,40}?)[ \t]*\*\*(?=\s?[:：])")
"""A label in bold with blanks within the marks, `** Nora **: …`, which would leave them as they are."""
_OVER_LINES = re.compile(r"<[a-zA-Z][^<>\n]{0,400}(?:\n(?!\s*\n)[^<>\n]{0,400}){1,4}>")
"""A tag of HTML that goes on below."""
_CLOSED_TWICE = re.compile(r"(\*\*|__)([^*_]+)\1[*_]+")
"""A paragraph in bold with a mark too many at its end."""


def claim(source: Source) -> int:
    """By the name, or by several lines that begin with the marks of Markdown."""
    if source.suffix in SUFFIXES:
        return CERTAIN
    return POSSIBLE if looks_like(source.text) else NO


def read(source: Source) -> Transcript:
    """A Markdown file, whatever generator or notebook it was written for."""
    text = _OVER_LINES.sub(_on_one_line, references.resolved(source.text))
    lines = [_LOOSE.sub(r"**\1**", line) for line in text.split("\n")]
    metadata, first, findings = front_matter(source.name, lines)
    body = "\n" * first + "\n".join(lines[first:])
    if _is_html(lines[first:]):
        page = web.read(replace(source, text=markdown_html.paragraphs(body)))
        return replace(page, metadata={**page.metadata, **metadata}, findings=tuple(findings))
    dropped: list[Dropped] = []
    written = list(markdown_tables.as_lines(setext.marked(list(enumerate(lines, 1))[first:], dropped), dropped))
    found = numbering.numbered(list(_blocks(list(definitions.before_their_words(written)), dropped)))
    return Transcript(source.name, "markdown", tuple(found), metadata, tuple(dropped), tuple(findings))


def _on_one_line(tag: re.Match[str]) -> str:
    """The tag, and behind it the ends of the lines, whose number stays."""
    return tag[0].replace("\n", " ") + "\n" * tag[0].count("\n")


def _is_html(lines: list[str]) -> bool:
    """Whether the text behind the front matter is HTML and not Markdown with HTML in it."""
    written = [line.lstrip() for line in lines if line.strip()]
    return (
        bool(written)
        and "<p" in written[0] + " ".join(written[1:4])
        and (sum(line.startswith("<") for line in written) >= 0.8 * len(written))
    )


def _blocks(lines: list[tuple[int, str]], dropped: list[Dropped]) -> Iterator[Utterance]:
    """Paragraphs, headings and list items, in order; into `dropped` what is none of them."""
    pending: list[tuple[int, str]] = []
    before, open_ = "", False
    width = wrapping.wrap_width([_TARGET.sub("", line) if "](" in line else line for _, line in lines])
    for number, line, kind in markdown_lines.classified(lines):
        goes_on = kind in _WORDS and kind == before and bool(pending)
        if goes_on and (open_ or not _breaks(pending[-1][1], line, width)):
            pending.append((number, line))
            open_ ^= line.count("**") % 2 == 1
            continue
        if pending:
            yield from _paragraph(pending, dropped, quoted=before == "quote")
            pending = []
        before = kind
        if kind in _WORDS:
            pending = [(number, line)]
            open_ = line.count("**") % 2 == 1  # what is open in bold goes on
        elif kind == "heading":
            yield from _heading(number, line)
        elif line.strip():
            dropped.append(Dropped(number, line.strip(), kind))
    if pending:
        yield from _paragraph(pending, dropped, quoted=before == "quote")


_WORDS = ("text", "quote")


def _breaks(last: str, line: str, width: int) -> bool:
    """Whether a line starts a block of its own although no blank line stands before it."""
    if _LIST.match(line) or _FOOTNOTE.match(line) or last.endswith(("  ", "\\", "<br>", "<br/>", "<br />")):
        return True
    label = labels.candidate(line.strip())
    if (
        label
        and not label.slight
        and (label.form == "bold" or line.strip().startswith(("**", "__")) or label.start or len(label.text) < 40)
    ):
        return (
            label.form != "colon"
            or line.strip().startswith(("**", "__"))
            or not width
            or bool(re.search(r"[.!?。！？:]\s*$", last))
        )
    return bool(_WHOLE.fullmatch(line.strip()) or _WHOLE.fullmatch(last.strip())) or not width


def _heading(number: int, line: str) -> Iterator[Utterance]:
    match = markdown_lines.HEADING.match(line)
    assert match
    level = len(match[1] or match["tight"].strip())
    text = inline.cleaned(match[2] or match["words"] or "")
    text = _unmarked(text)[0]
    count = ""
    if found := numbering.at_start(text):
        count, text = found[1], text[found.end() :]
    if text:
        yield Utterance(text, number, style=f"heading{level}", number=count)


def _unmarked(text: str) -> tuple[str, str]:
    """A text without the emphasis around all of it, and which that was."""
    if (match := _WHOLE.fullmatch(text)) and match[2]:
        colon = ":" if re.search(r"[:：]\s*(?:\{[^}]*\})?$", text) and not match[2].endswith((":", "：")) else ""
        return match[2] + colon, "bold" if len(match[1]) > 1 else "italic"
    return text, ""


def _paragraph(lines: list[tuple[int, str]], dropped: list[Dropped], *, quoted: bool) -> Iterator[Utterance]:
    number, first = lines[0]
    style = count = start = ""
    if note := _FOOTNOTE.match(first):
        text = " ".join([first[note.end() :], *(line.strip() for _, line in lines[1:])])
        yield Utterance(inline.cleaned(text), number, style="note", number=note[1])
        return
    if (item := _LIST.match(first)) and not numbering.is_date(first):
        style, count = "item", item[2] or ""
        first = first[item.end() :]
    text = first.strip()
    for _, line in lines[1:]:
        text = wrapping.glued(text, line.strip().rstrip("\\"))
    for tag in inline._IMAGE.findall(text):
        dropped.append(Dropped(number, tag.strip(), "image"))
    text = inline.cleaned(text.rstrip("\\"))
    if not text:
        return
    if time := labels.TIMECODE.match(text):
        if time.end() >= len(text):
            yield Utterance(text, number, style="time", start=time[1])
            return
        start, text = time[1], text[time.end() :]
    if bold := _CLOSED_TWICE.fullmatch(text):
        text = bold.expand(r"\1\2\1")
    text, emphasis = _unmarked(text)
    if not count and (found := re.match(r"\\?(\d{1,3})\\?[.)]\s+(?=\S)", text)) and not numbering.is_date(text):
        count, text = found[1], text[found.end() :]
    plain_text = text.replace("\\", "")
    if plain.is_stage(plain_text):
        style = "stage"
    yield Utterance(text, number, style=emphasis or style or ("quote" if quoted else ""), number=count, start=start)
