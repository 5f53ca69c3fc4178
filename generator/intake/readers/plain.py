"""Plain text -> Transcript: lines to paragraphs, whether the text is wrapped, indented, paged or pasted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.errors import InputError
from generator.intake import labels, speakers
from generator.intake.decoding import MAX_LINE, MAX_LINES, Source
from generator.intake.readers import POSSIBLE, captions, page_margins
from generator.markup import escape
from generator.model import Dropped, Transcript, Utterance

_NUMBER = re.compile(
    r"[（(【\[]?\s*(?:No\.?\s*|№\s*|#)?(\d{1,3}|[０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[.．)）、】\]:：]|\s[-–—])(?:\s+|(?=[^\d\s]))"
)
_RULE = re.compile(r"\s*[-–—=_*~#·.•]{3,}\s*|\s*(?:[*·•]\s*){3,}")
_STAGE = re.compile(r"[\[(（【〔*][^\[\]()（）【】]{1,160}[\])）】〕*][.。]?")
_ENDS = re.compile(r"[.!?。！？؟…:：;\"'”’»）)\]]\s*$")
_ADDRESS = re.compile(r"https?:|www\.")
_ITEM = re.compile(r"\s{0,6}[-–—•●■◆▲▶▷◇○□※►▪*]\s+\S")
_TAB = re.compile(r"(?<=\S)\t\s*")
"""What may stand between a label and the words of a speaker."""
_VOICE = re.compile(r">{2,3}\s*(?=\S)")
"""What broadcasters put before the words of another voice."""
_UNSPACED_CHARACTER = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")

SUFFIXES = (".txt", ".text")
BINARY = False


def claim(source: Source) -> int:
    """Any text is text, if it is nothing else."""
    return POSSIBLE


def read(source: Source) -> Transcript:
    """Text that is nothing but text."""
    lines = source.text.split("\n")
    if any(len(line) > MAX_LINE for line in lines):
        at = next(number for number, line in enumerate(lines, 1) if len(line) > MAX_LINE)
        raise InputError(source.name, at, f"a line of {len(lines[at - 1]):,} characters", f"at most {MAX_LINE:,}")
    if len(lines) > MAX_LINES:
        raise InputError(source.name, MAX_LINES, f"{len(lines):,} lines", f"a transcript of at most {MAX_LINES:,}")
    kept, counted = page_margins.without_line_numbers(list(enumerate(lines, 1)))
    kept, dropped = page_margins.without_page_headers(kept)
    dropped += counted
    found, rules = paragraphs(kept)
    return Transcript(
        source.name, "text", tuple(found), dropped=tuple(sorted(dropped + rules, key=lambda one: one.line))
    )


def paragraphs(lines: Sequence[tuple[int, str]]) -> tuple[list[Utterance], list[Dropped]]:
    """Numbered lines of plain text as paragraphs of inline Markdown, and the rules between them."""
    dropped = [Dropped(number, line.strip(), "rule") for number, line in lines if _RULE.fullmatch(line)]
    lines = [(number, "" if _RULE.fullmatch(line) else line.replace("\f", " ").rstrip()) for number, line in lines]
    width = wrap_width([line for _, line in lines])
    starts = _starts(lines)
    joined = _joined(lines, width, starts)
    return _numbered([utterance(turn, at) for at, text in joined for turn in captions.turns_of(text)]), dropped


_BARE_NUMBER = re.compile(r"(\d{1,3})(?:\s*[-–—]\s*|\s+)(?=[^\W\d_]|[¿\"“„«])")
_SEQUENCE = 4
"""Paragraphs that must count up from 1 before figures without a point are taken for their numbers."""


def _numbered(found: list[Utterance]) -> list[Utterance]:
    """Paragraphs that count up from 1 without a point behind the figure (`3 What is it?`, `3-What is it?`)."""
    places: list[int] = []
    for at, one in enumerate(found):
        match = _BARE_NUMBER.match(one.text) if not one.number else None
        if match and int(match[1]) == len(places) + 1:
            places.append(at)
    if len(places) < _SEQUENCE or any(one.number for one in found[places[0] : places[-1]]):
        return found
    for at in places:
        match = _BARE_NUMBER.match(found[at].text)
        assert match
        found[at] = replace(found[at], number=match[1], text=found[at].text[match.end() :])
    return found


def utterance(text: str, line: int) -> Utterance:
    """One paragraph of plain text: its time code, its number and its style taken off."""
    text = "\t".join(" ".join(part.split()) for part in _TAB.split(text.strip(), maxsplit=1))
    start = number = style = ""
    if match := _VOICE.match(text):
        style, text = "turn", text[match.end() :]
    if (time := labels.TIMECODE.match(text)) and (text[: time.end()].strip("[]() \t") != text.strip("[]() \t")):
        start, text = time[1], text[time.end() :]
    elif time:
        return Utterance(escape(text), line, style="time", start=time[1])
    if (match := _NUMBER.match(text)) and match.end() < len(text):
        number, text = match[1], text[match.end() :]
    style = "stage" if is_stage(text) else style
    return Utterance(escape(text), line, style=style, number=number, start=start)


def is_stage(text: str) -> bool:
    """Whether a paragraph is nothing but a stage direction in brackets, `[laughs]`, `（笑）`."""
    if not _STAGE.fullmatch(text):
        return False
    label = labels.candidate(text)
    return not label or label.end >= len(text.rstrip())


def wrap_width(lines: Sequence[str]) -> int:
    """The column at which paragraphs are wrapped, or 0 when each line is a paragraph of its own."""
    pairs = [(one, two) for one, two in pairwise(lines) if one.strip() and two.strip()]
    if len(pairs) < 2:
        return 0
    lengths = sorted(len(one) for one, _ in pairs)
    width = lengths[int(len(lengths) * 0.9)]
    if width > 160 or width < 20:
        return 0
    if max(map(len, lines)) > 2.2 * width + 20:
        return 0  # the long lines are paragraphs; the short neighbours are not wrapped
    full = [(one, two) for one, two in pairs if len(one) >= 0.7 * width]
    running = sum(1 for one, two in full if not _ENDS.search(one) or two.lstrip()[:1].islower())
    return width if running >= 0.4 * len(pairs) else 0


def _starts(lines: Sequence[tuple[int, str]]) -> set[int]:
    """Numbers of the lines that begin with the label of a speaker."""
    found = [(number, labels.candidate(line.strip())) for number, line in lines if line.strip()]
    marks = speakers.accepted(label for _, label in found)
    return {number for number, label in found if label and label.mark in marks}


def _joined(lines: Sequence[tuple[int, str]], width: int, starts: set[int]) -> Iterator[tuple[int, str]]:
    """Line number and text of each paragraph."""
    at, text, last = 0, "", ""
    margins = page_margins.lines_of_the_page(lines)
    for number, line in lines:
        if not line.strip():
            begins = True
        elif not text:
            begins = False
        elif number in starts or {number, number - 1} & margins or labels.TIMECODE.fullmatch(last.strip()):
            begins = True
        elif not width:
            flows = line.lstrip()[0].islower() and not _ENDS.search(last)
            begins = not flows or bool(_ADDRESS.match(line.lstrip()))
        else:
            begins = _begins(last, line, width)
        if begins and text:
            yield at, text
            text = ""
        if line.strip():
            at = number if not text else at
            text = _glued(text, line.strip()) if text else line.strip()
        last = line
    if text:
        yield at, text


def _begins(last: str, line: str, width: int) -> bool:
    """Whether a line of wrapped text begins a paragraph although no blank line stands before it."""
    stripped = line.strip()
    if labels.TIMECODE.match(stripped) or _ITEM.match(line) or _STAGE.fullmatch(stripped):
        return True
    ended = bool(_ENDS.search(last))
    if _NUMBER.match(stripped) and ended:
        return True
    indent, before = len(line) - len(line.lstrip()), len(last) - len(last.lstrip())
    if ended and 2 <= indent - before <= 8:
        return True
    return ended and len(last) < 0.62 * width


def _glued(text: str, line: str) -> str:
    """Two lines of one paragraph as one: no blank between scripts without blanks, no hyphen of the printer."""
    if _UNSPACED_CHARACTER.match(text[-1]) and _UNSPACED_CHARACTER.match(line[0]):
        return text + line
    if (
        re.search(r"[^\W\d_]\u00ad$|[a-zà-ÿа-я]-$", text)
        and line[0].islower()
        and len(text) > 1
        and text[-1] == "\u00ad"
    ):
        return text[:-1] + line
    return f"{text} {line}"
