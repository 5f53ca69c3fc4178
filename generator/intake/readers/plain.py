"""Plain text -> Transcript: lines to paragraphs, whether the text is wrapped, indented, paged or pasted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.errors import InputError
from generator.intake import labels, lexicon, speakers
from generator.intake.decoding import MAX_LINE, MAX_LINES, Source
from generator.intake.readers import POSSIBLE, captions, numbering, page_margins, wrapping
from generator.markup import escape
from generator.model import Dropped, Transcript, Utterance

_RULE = re.compile(r"\s*[-–—=_*~#·.•□■◇◆○●☆★▼▽△▲＝━─]{3,}\s*|\s*(?:[*·•]\s*){3,}")
_STAGE = re.compile(r"[\[(（【〔*][^\[\]()（）【】]{1,160}[\])）】〕*][.。]?")
_ADDRESS = re.compile(r"https?:|www\.")
_ITEM = re.compile(r"\s{0,6}[-–—−•●■◆▲▶▷◇○□※►▪*]\s+\S")
_TURN = re.compile(r"[–—―─−ー－]{1,2}[^\W\d_]")
"""A dash right before the words of a turn, as in Japan and Italy."""
_MARGIN = 8
"""Characters by which lines of one text differ in width."""
_DATE = re.compile(r"\s+[-–—|•·]\s+")
"""What stands before the date in a byline."""
_TAB = re.compile(r"(?<=\S)\t\s*")
"""What may stand between a label and the words of a speaker."""
_VOICE = re.compile(r">{2,3}\s*(?=\S)")
"""What broadcasters put before the words of another voice."""

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
    width = wrapping.wrap_width([line for _, line in lines])
    starts = _starts(lines) | wrapping.cover(lines, width)
    joined = [(at, piece) for at, text in _joined(lines, width, starts) for piece in _without_address(text)]
    return numbering.numbered([utterance(turn, at) for at, text in joined for turn in captions.turns_of(text)]), dropped


_PASTED = re.compile(r"(https?://\S+)\s+(?=\S)")


def _without_address(text: str) -> list[str]:
    """A paragraph behind the address of its page, pasted onto its line, where a label follows the address."""
    match = _PASTED.match(text)
    label = labels.candidate(text[match.end() :]) if match else None
    return [text[: match.end(1)], text[match.end() :]] if match and label and label.form == "colon" else [text]


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
    if (match := numbering.at_start(text)) and match.end() < len(text):
        number, text = match[1], text[match.end() :]
    style = "stage" if is_stage(text) else style
    return Utterance(escape(text), line, style=style, number=number, start=start)


def is_stage(text: str) -> bool:
    """Whether a paragraph is nothing but a stage direction in brackets, `[laughs]`, `（笑）`."""
    if not _STAGE.fullmatch(text):
        return False
    label = labels.candidate(text)
    return not label or label.end >= len(text.rstrip())


def _starts(lines: Sequence[tuple[int, str]]) -> set[int]:
    """Numbers of the lines that begin with the label of a speaker."""
    found = [(number, labels.candidate(line.strip())) for number, line in lines if line.strip()]
    marks = speakers.accepted(label for _, label in found)
    return {number for number, label in found if label and label.mark in marks}


def _joined(lines: Sequence[tuple[int, str]], width: int, starts: set[int]) -> Iterator[tuple[int, str]]:
    """Line number and text of each paragraph."""
    at, text, last, counted = 0, "", "", 0
    margins = page_margins.lines_of_the_page(lines)
    for number, line in lines:
        if not line.strip():
            begins = True
        elif not text:
            begins = False
        elif number in starts or {number, number - 1} & margins or labels.TIMECODE.fullmatch(last.strip()):
            begins = True
        elif not width:
            flows = (
                line.lstrip()[0].islower()
                and not wrapping.ENDS.search(last)
                and not lexicon.anyone(last.lstrip("-–— "))
            )
            begins = not flows or bool(
                _ADDRESS.match(line.lstrip()) or lexicon.pattern("byline").match(_DATE.split(line.strip())[0])
            )
        else:
            begins = _begins(last, line, width) or _counts_on(line, counted)
        if begins and text:
            yield at, text
            text = ""
        if line.strip():
            at = number if not text else at
            text = wrapping.glued(text, line.strip()) if text else line.strip()
        counted = _number_of(line) or counted
        last = line
    if text:
        yield at, text


def _number_of(line: str) -> int:
    match = numbering.at_start(line.strip())
    return int(match[1]) if match and match[1].isdecimal() else 0


def _counts_on(line: str, before: int) -> bool:
    """Whether a line begins with the number after the last one: a new item, whatever the line above ended with."""
    return before > 0 and _number_of(line) == before + 1


def _begins(last: str, line: str, width: int) -> bool:
    """Whether a line of wrapped text begins a paragraph although no blank line stands before it."""
    stripped = line.strip()
    if labels.TIMECODE.match(stripped) or _ITEM.match(line) or _STAGE.fullmatch(stripped):
        return True
    ended = bool(wrapping.ENDS.search(last))
    if numbering.at_start(stripped) and ended:
        return True
    indent, before = len(line) - len(line.lstrip()), len(last) - len(last.lstrip())
    if ended and (2 <= indent - before <= 8 or _TURN.match(stripped)):
        return True
    margin = _MARGIN // 2 if last.endswith("?") else _MARGIN
    fits = len(last) + 1 + len(stripped.split()[0]) + margin <= width  # a wrapped line would have taken the next word
    return ended and (len(last) < 0.62 * width or (fits and not stripped[0].islower()))
