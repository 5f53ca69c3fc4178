"""Items of a JSON list -> utterances: who speaks and what is said, whatever the keys are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

from generator.errors import MissingExtraError
from generator.intake.decoding import Source
from generator.intake.readers import rows
from generator.markup import escape
from generator.model import Utterance

_LONG = 700
"""Characters after which a paragraph of joined pieces ends with its sentence."""
_HEADINGS = frozenset({"header", "heading", "section", "chapter", "subheading", "headline", "title"})
"""Keys of items that are what stands above the next ones."""
_ENDS = re.compile(r"[.!?。！？؟…][\"'”’»）)\]]*$")


def key_of(item: dict[str, Any], column: str) -> str:
    """The item's key for a column, exactly or as the end of a longer one (`section_speaker`)."""
    exact = [key for key in item if rows.named(key, column) and isinstance(item[key], (str, list, dict))]
    if exact:
        return next((key for key in exact if isinstance(item[key], str)), exact[0])
    for key in item:
        if (
            item[key]
            and isinstance(item[key], str)
            and rows.named(re.split(r"[_-]|(?<=[a-z])(?=[A-Z])", key)[-1], column)
        ):
            return key
    return ""


def utterances(items: list[Any], source: Source) -> Iterator[Utterance]:
    """What the items say, in order; what one speaker says at one time is one turn, in paragraphs."""
    last: Utterance | None = None
    for one in _each(items, source):
        again = last and one.label and one.start and (one.label, one.start) == (last.label, last.start)
        yield replace(one, label="", start="") if again else one
        last = one if one.label else last


def _each(items: list[Any], source: Source) -> Iterator[Utterance]:
    for at, one in enumerate(items, 1):
        if isinstance(one, str):
            yield from _said(at, "", one, "", source)
        elif isinstance(one, list) and len(one) == 2 and all(isinstance(x, str) for x in one):
            yield from _said(at, one[0], one[1], "", source)
        elif isinstance(one, dict):
            yield from _item(at, one, source)


def _item(at: int, one: dict[str, Any], source: Source) -> Iterator[Utterance]:
    question, answer = key_of(one, "question"), key_of(one, "answer")
    if question and answer:
        yield from _said(at, "Q", one[question], "", source)
        yield from _said(at, "A", one[answer], "", source)
        return
    words, speaker = key_of(one, "words"), key_of(one, "speaker")
    if not words and len(one) == 1:
        speaker_name, text = next(iter(one.items()))
        if str(speaker_name).casefold() in _HEADINGS and isinstance(text, str):
            yield Utterance(escape(" ".join(text.split())), at, style="heading2")
            return
        yield from _said(at, str(speaker_name), text, "", source)
        return
    if not words:
        return
    time = next((one[key] for key in one if rows.named(key, "time")), "")
    name = one.get(speaker) if speaker else ""
    if isinstance(name, dict):
        name = name.get("name") or name.get("label") or name.get("id") or ""
    yield from _said(at, unquote(str(name or "")), one[words], str(time or ""), source)


def recognised(items: list[Any]) -> bool:
    """Whether the items have a start and an end in seconds, as the segments of a recogniser do."""
    timed = [one for one in items[:200] if isinstance(one, dict) and {"start", "end"} <= one.keys()]
    return len(timed) > 1 and all(isinstance(one["end"], (int, float)) for one in timed)


def flowing(utterances: list[Utterance], *, recognised: bool) -> list[Utterance]:
    """Pieces of a recogniser as speech: where breaks fall inside sentences, pieces of one speaker are joined."""
    again = [(one, two) for one, two in pairwise(utterances) if one.label and one.label == two.label]
    broken = sum(1 for one, _ in again if not _ENDS.search(one.text))
    if not (recognised and broken) and (len(again) < 2 or broken < 0.25 * len(again)):
        return utterances
    joined: list[Utterance] = []
    label = ""
    for one in utterances:
        last = joined[-1] if joined else None
        if last and one.label == label and one.style == last.style == "row":
            if len(last.text) > _LONG and _ENDS.search(last.text):
                joined.append(replace(one, label=""))
            else:
                joined[-1] = replace(last, text=f"{last.text} {one.text}")
        else:
            joined.append(one)
            label = one.label
    return joined


def _said(at: int, speaker: str, words: Any, time: str, source: Source) -> Iterator[Utterance]:
    """The paragraphs of one item; HTML inside it is read as HTML."""
    if isinstance(words, dict):
        words = words.get("text") or words.get("name") or ""
    pieces = (
        [str(piece.get("text", "") if isinstance(piece, dict) else piece) for piece in words]
        if isinstance(words, list)
        else [str(words)]
    )
    first = True
    speaker = re.sub(r"(?<=[^\W\d_])-\d+$", "", speaker)
    for piece in pieces:
        for text, style in _paragraphs(piece, source):
            yield Utterance(text, at, speaker if first else "", style or "row", start=rows._time(time) if first else "")
            first = False


def _paragraphs(piece: str, source: Source) -> Iterator[tuple[str, str]]:
    if re.search(r"<(?:p|div|br|i|em|b|strong|span|a|iframe|ul|ol|blockquote)\b[^>]*>", piece):
        try:
            from generator.intake.readers import web, web_blocks

            for one in web_blocks.blocks(web.parse(source.name, f"<body>{piece}</body>")):
                whole = one.style == "italic" and len(one.text) < 120 and one.text[0] in "（(["
                yield one.text, "stage" if whole or one.style == "stage" else ""
            return
        except MissingExtraError:
            piece = re.sub(r"<[^>]*>", " ", piece)
    for text in re.split(r"\n\s*\n|\n", piece):
        if text.strip():
            bare = " ".join(text.split())
            yield escape(bare), "stage" if re.fullmatch(r"[\[(（][^\[\]()（）]{1,160}[\])）]", bare) else ""
