"""WebVTT and SRT -> Transcript: cues flowed into paragraphs, voices kept, cue breaks inside sentences healed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.errors import InputError, MissingExtraError
from generator.intake import inline, labels
from generator.intake.decoding import Source
from generator.intake.readers import CERTAIN, NO, caption_classes
from generator.markup import escape
from generator.model import Dropped, Transcript, Utterance

_VOICE = re.compile(r"<v(?:\.[^\s>]+)?[ \t]+([^>]+)>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:[biuvc]|ruby|rt|lang|font)(?:[.\s][^>]*)?>|<\d[\d:.]*>|\{\\an?\d\}", re.IGNORECASE)
_ENDS = re.compile(r"[.!?。！？؟…][\"'”’»）)\]]*$")
_PAUSE = 2.5
"""Seconds of silence after a whole sentence that begin a new paragraph."""
_LONG = 700
"""Characters after which a paragraph ends with its sentence."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: a voice (or none), its words, its times in seconds."""

    line: int
    start: float
    end: float
    voice: str
    text: str
    new: bool
    """The source marks a change of speaker here (`>>`, a dash)."""


SUFFIXES = (".vtt", ".srt")
BINARY = False


def claim(source: Source) -> int:
    """By the first line of WebVTT, or the first stamp of SRT."""
    head = source.text.lstrip()[:200]
    srt = re.match(r"(?:\d+\s*\n)?\d{1,2}:\d\d(?::\d\d)?[.,]\d{1,3}\s*-->", head)
    return CERTAIN if srt or head.startswith("WEBVTT") else NO


def read(source: Source) -> Transcript:
    """A file of captions."""
    try:
        import webvtt
        from webvtt.errors import MalformedCaptionError, MalformedFileError
    except ImportError as error:
        raise MissingExtraError(source.name, "webvtt-py", "vtt") from error
    import io

    srt = not source.text.lstrip().startswith("WEBVTT")
    text = source.text.strip() + "\n"
    try:
        parsed = webvtt.from_buffer(io.StringIO(_normal(text, srt=srt)), format="srt" if srt else "vtt")
        captions = [
            (float(one.start_in_seconds), float(one.end_in_seconds), str(one.raw_text)) for one in parsed.captions
        ]
    except (MalformedFileError, MalformedCaptionError, ValueError, IndexError) as error:
        raise InputError(source.name, None, f"captions not understood: {error}", "WebVTT or SRT") from error
    lines = [number for number, line in enumerate(source.text.split("\n"), 1) if "-->" in line]
    if len(lines) != len(captions):
        lines = [*lines, *([lines[-1] if lines else 1] * len(captions))]
    dropped = tuple(_left_out(source.text))
    return Transcript(source.name, "srt" if srt else "vtt", flowed(captions, lines), dropped=dropped)


def flowed(captions: list[tuple[float, float, str]], lines: list[int]) -> tuple[Utterance, ...]:
    """Captions (start and end in seconds, words with their tags) and their lines as paragraphs of speech."""
    return tuple(_paragraphs(_voiced(list(_cues(captions, lines)))))


def _normal(text: str, *, srt: bool) -> str:
    """What captions in the wild get wrong: no hours, commas for points, no blank line after the header."""
    stamp = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"

    def full(match: re.Match[str]) -> str:
        hours, minutes, seconds, part = match.groups()
        return f"{int(hours or 0):02}:{int(minutes):02}:{seconds}{',' if srt else '.'}{part:0<3}"

    out = []
    for line in text.split("\n"):
        out.append(re.sub(stamp, full, line) if "-->" in line else line)
    if not srt:
        out[0] = "WEBVTT"
    return "\n".join(out)


def _left_out(text: str) -> Iterator[Dropped]:
    """Notes, styles and headers of WebVTT."""
    silent = False
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if re.match(r"(?:NOTE|STYLE|REGION)\b", stripped):
            silent = True
        if (
            (silent or number == 1)
            and stripped
            and stripped not in ("WEBVTT", "NOTE", "STYLE")
            and not stripped.isdigit()
            and "-->" not in stripped
        ):
            yield Dropped(number, stripped, "caption note")
        if not stripped:
            silent = False


def _cues(captions: list[tuple[float, float, str]], lines: list[int]) -> Iterator[Cue]:
    """Captions cut where the speaker changes, without the lines that rolling captions repeat."""
    said: list[str] = []
    classes = caption_classes.voices([raw for _, _, raw in captions])
    shown = ""
    for (start, end, raw), line in zip(captions, lines, strict=False):
        fresh = [one for one in raw.split("\n") if _bare(one) and _bare(one) not in said]
        said = [_bare(one) for one in raw.split("\n")]
        voice = ""
        for one in fresh:
            if (match := caption_classes.LINE.fullmatch(one)) and match[1] in classes:
                named = classes[match[1]]
                yield from (
                    replace(cue, new=cue.new or (not named and match[1] != shown))
                    for cue in _cue_of(line, start, end, named, match[2])
                )
                shown = match[1]
                continue
            for at, piece in enumerate(_VOICE.split(one)):
                if at % 2:
                    voice = html.unescape(piece).strip()
                else:
                    yield from _cue_of(line, start, end, voice, piece)


def _cue_of(line: int, start: float, end: float, voice: str, piece: str) -> Iterator[Cue]:
    return (_cue(line, start, end, voice, words) for words in turns_of(_bare(piece)))


def _cue(line: int, start: float, end: float, voice: str, words: str) -> Cue:
    marked = re.match(r"(?:>{2,3}|[-–—](?=\s*\S))\s*", words)
    if marked:
        words = words[marked.end() :]
    label = labels.candidate(words) if not voice else None
    if label and label.form in ("colon", "bold", "paren") and (marked or len(label.text) <= 30):
        return Cue(line, start, end, "", words, True)
    return Cue(line, start, end, voice, words, bool(marked))


def turns_of(text: str) -> list[str]:
    """A text cut before each `>>`, by which broadcasters mark another voice, wherever it stands."""
    return [piece for piece in _CHEVRONS.split(text) if piece.strip(" >")]


_CHEVRONS = re.compile(r"(?:^|\s+)(?=>{2,3}(?!>)\s*\S)")


def _voiced(cues: list[Cue]) -> list[Cue]:
    """Cues whose every line begins with the same `Name:` as the one before, as meeting software writes them."""
    found = [labels.candidate(cue.text) if cue.new and not cue.voice else None for cue in cues]
    names = [label.key if label and label.form == "colon" else "" for label in found]
    again = sum(1 for one, two in pairwise(names) if one and one == two)
    if not again or sum(map(bool, names)) < 0.8 * len(cues):
        return cues
    return [
        replace(cue, voice=label.text, text=cue.text[label.end :].strip(), new=False) if label and name else cue
        for cue, label, name in zip(cues, found, names, strict=True)
    ]


def _bare(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def _paragraphs(cues: list[Cue]) -> Iterator[Utterance]:
    gathered: list[Cue] = []
    for cue in cues:
        if gathered and _begins(gathered, cue):
            yield _utterance(gathered)
            gathered = []
        gathered.append(cue)
    if gathered:
        yield _utterance(gathered)


def _begins(gathered: list[Cue], cue: Cue) -> bool:
    last = gathered[-1]
    if cue.new or (cue.voice and cue.voice != gathered[0].voice):
        return True
    ended = bool(_ENDS.search(last.text))
    return ended and (cue.start - last.end > _PAUSE or sum(len(one.text) for one in gathered) > _LONG)


def _utterance(cues: list[Cue]) -> Utterance:
    first = cues[0]
    hours, rest = divmod(int(first.start), 3600)
    start = f"{hours}:{rest // 60:02}:{rest % 60:02}"
    text = inline.cleaned(escape(" ".join(cue.text for cue in cues)))
    stage = re.fullmatch(r"[\[(（♪♫][^\[\]()]*[\])）♪♫]?", " ".join(cue.text for cue in cues))
    style = "stage" if stage and not first.voice else ("turn" if first.new else "")
    return Utterance(text, first.line, first.voice, style, start=start)
