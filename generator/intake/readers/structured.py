"""JSON -> Transcript: the list of utterances somewhere inside it, whatever its keys are called."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

from generator.errors import InputError, MissingExtraError
from generator.intake import dates
from generator.intake.decoding import Source
from generator.intake.readers import LIKELY, NO, rows
from generator.markup import escape
from generator.model import Dropped, Transcript, Utterance

_META = {
    "title": "title", "name": "title", "headline": "title", "date": "date", "published": "date", "publishedat": "date",
    "recorded": "date", "datepublished": "date", "language": "language", "lang": "language", "url": "url",
    "interviewer": "interviewer", "host": "interviewer", "hosts": "interviewer", "interviewee": "respondent",
    "guest": "respondent", "guests": "respondent", "respondent": "respondent", "publisher": "publisher",
}  # fmt: skip
_MAX_DEPTH = 60
_LONG = 700
"""Characters after which a paragraph of joined pieces ends with its sentence."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_ENDS = re.compile(r"[.!?。！？؟…][\"'”’»）)\]]*$")

SUFFIXES = (".json", ".jsonl")
BINARY = False


def claim(source: Source) -> int:
    """By brackets around text that is JSON, or a name that says so."""
    if source.text.lstrip()[:1] not in ("[", "{"):
        return NO
    if source.suffix in (".json", ".jsonl", ".ndjson"):
        return LIKELY
    try:
        json.loads(source.text)
    except (ValueError, RecursionError):
        return NO
    return LIKELY


def read(source: Source) -> Transcript:
    """A JSON document (or one object a line) with a list of utterances, or of questions with their answers."""
    data = _loaded(source)
    lists = sorted(_lists(data, 0, source.name), key=lambda one: -_weight(one))
    if not lists or not _weight(lists[0]):
        raise InputError(source.name, None, "JSON without a list of utterances", '[{"speaker": …, "text": …}, …]')
    found = _flowing(list(_utterances(lists[0], source)), recognised=_recognised(lists[0]))
    metadata = _metadata(data, lists[0])
    return Transcript(source.name, "json", tuple(found), metadata, tuple(_unread(data, lists[0], found, metadata)))


def _unread(data: Any, items: list[Any], found: list[Utterance], metadata: dict[str, str]) -> Iterator[Dropped]:
    """Words under keys that are neither speech nor metadata: an item's in one, and those around the list."""
    have = {word for one in found for word in _WORD.findall(f"{one.label} {one.text}")}
    have |= {word for value in metadata.values() for word in _WORD.findall(value)}
    for at, item in enumerate(items, 1):
        if text := _without(item, have):
            yield Dropped(at, text, "key not read")
    around = [value for key, value in data.items() if value is not items] if isinstance(data, dict) else []
    if isinstance(data, dict) and (text := _without(around, have | _words_of(items))):
        yield Dropped(1, text, "key not read")


def _without(value: Any, have: set[str]) -> str:
    """The strings of a value that have a word which was not read."""
    strings = [text for text in _strings(value) if any(word not in have for word in _WORD.findall(text))]
    return " | ".join(" ".join(text.split()) for text in strings)


def _words_of(value: Any) -> set[str]:
    return {word for text in _strings(value) for word in _WORD.findall(text)}


def _strings(value: Any) -> Iterator[str]:
    """The strings in a value, however deep, without recursion."""
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            stack.extend(reversed(one.values()))
        elif isinstance(one, list):
            stack.extend(reversed(one))


def _loaded(source: Source) -> Any:
    try:
        return json.loads(source.text)
    except RecursionError as error:
        raise InputError(source.name, None, "nested too deeply", "a transcript in JSON") from error
    except json.JSONDecodeError as error:
        lines = [line for line in source.text.split("\n") if line.strip()]
        if len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines[:5]):
            try:
                return [json.loads(line) for line in lines]
            except json.JSONDecodeError:
                pass
        raise InputError(source.name, error.lineno, f"not JSON: {error.msg}", "a transcript in JSON") from error


def _lists(data: Any, depth: int, name: str) -> Iterator[list[Any]]:
    if depth > _MAX_DEPTH:
        raise InputError(name, None, "nested too deeply", "a transcript in JSON")
    if isinstance(data, list):
        if len(data) and all(isinstance(one, (dict, list, tuple, str)) for one in data):
            yield data
        for one in data[:2000] if not any(isinstance(x, dict) and _key(x, "words") for x in data[:5]) else []:
            yield from _lists(one, depth + 1, name)
    elif isinstance(data, dict):
        for one in data.values():
            yield from _lists(one, depth + 1, name)


def _weight(items: list[Any]) -> int:
    """How much a list looks like what was said: characters of words, more when it says who."""
    total = 0
    for one in items[:3000]:
        if isinstance(one, dict):
            words, speaker = _key(one, "words"), _key(one, "speaker")
            if words and isinstance(one[words], (str, list)):
                total += len(str(one[words])) * (3 if speaker else 1)
            elif _key(one, "question") and _key(one, "answer"):
                total += 3 * len(str(one))
            elif len(one) == 1 and isinstance(next(iter(one.values())), str):
                total += 2 * len(str(next(iter(one.values()))))
        elif isinstance(one, list) and len(one) == 2 and all(isinstance(x, str) for x in one):
            total += 3 * len(one[1])
    if items and all(isinstance(one, str) for one in items):
        total = sum(len(one) for one in items) // 2
    return total


def _key(item: dict[str, Any], column: str) -> str:
    """The item's key for a column, exactly or as the end of a longer one (`section_speaker`)."""
    for key in item:
        if rows.named(key, column) and item[key] is not None and not isinstance(item[key], (int, float)):
            return key
    for key in item:
        if (
            item[key]
            and isinstance(item[key], str)
            and rows.named(re.split(r"[_-]|(?<=[a-z])(?=[A-Z])", key)[-1], column)
        ):
            return key
    return ""


def _utterances(items: list[Any], source: Source) -> Iterator[Utterance]:
    for at, one in enumerate(items, 1):
        if isinstance(one, str):
            yield from _said(at, "", one, "", source)
        elif isinstance(one, list) and len(one) == 2 and all(isinstance(x, str) for x in one):
            yield from _said(at, one[0], one[1], "", source)
        elif isinstance(one, dict):
            yield from _item(at, one, source)


def _item(at: int, one: dict[str, Any], source: Source) -> Iterator[Utterance]:
    question, answer = _key(one, "question"), _key(one, "answer")
    if question and answer:
        yield from _said(at, "Q", one[question], "", source)
        yield from _said(at, "A", one[answer], "", source)
        return
    words, speaker = _key(one, "words"), _key(one, "speaker")
    if not words and len(one) == 1:
        speaker_name, text = next(iter(one.items()))
        yield from _said(at, str(speaker_name), text, "", source)
        return
    if not words:
        return
    time = next((one[key] for key in one if rows.named(key, "time")), "")
    name = one.get(speaker) if speaker else ""
    if isinstance(name, dict):
        name = name.get("name") or name.get("label") or name.get("id") or ""
    yield from _said(at, unquote(str(name or "")), one[words], str(time or ""), source)


def _recognised(items: list[Any]) -> bool:
    """Whether the items have a start and an end in seconds, as the segments of a recogniser do."""
    timed = [one for one in items[:200] if isinstance(one, dict) and {"start", "end"} <= one.keys()]
    return len(timed) > 1 and all(isinstance(one["end"], (int, float)) for one in timed)


def _flowing(utterances: list[Utterance], *, recognised: bool) -> list[Utterance]:
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
            from generator.intake.readers import web

            for one in web.blocks(web.parse(source.name, f"<body>{piece}</body>")):
                whole = one.style == "italic" and len(one.text) < 120 and one.text[0] in "（(["
                yield one.text, "stage" if whole or one.style == "stage" else ""
            return
        except MissingExtraError:
            piece = re.sub(r"<[^>]*>", " ", piece)
    for text in re.split(r"\n\s*\n|\n", piece):
        if text.strip():
            bare = " ".join(text.split())
            yield escape(bare), "stage" if re.fullmatch(r"[\[(（][^\[\]()（）]{1,160}[\])）]", bare) else ""


def _metadata(data: Any, items: list[Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for place in (
        data,
        data.get("metadata") if isinstance(data, dict) else None,
        data.get("meta") if isinstance(data, dict) else None,
    ):
        if isinstance(place, dict):
            for key, value in place.items():
                name = _META.get(key.lower().replace("_", "").replace("-", ""))
                if name and isinstance(value, (str, int)) and not isinstance(value, bool):
                    found.setdefault(name, str(value))
                elif name and isinstance(value, list):
                    found.setdefault(
                        name,
                        "; ".join(str(one.get("name", "") if isinstance(one, dict) else one) for one in value[:20]),
                    )
    first = items[0] if items and isinstance(items[0], dict) else {}
    if "title" not in found and isinstance(named := first.get("filename"), str):
        date = dates.iso(named[:10])
        found["title"] = re.sub(r"^\d{4}-\d\d-\d\d[-_ ]*", "", named)
        if date:
            found.setdefault("date", date)
    return found
