"""JSON or YAML -> Transcript: the list of utterances somewhere inside it, whatever its keys are called."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from generator.errors import InputError
from generator.intake import dates
from generator.intake.decoding import Source
from generator.intake.readers import CERTAIN, LIKELY, NO, recognisers, serialised
from generator.intake.readers.items import flowing, key_of, recognised, utterances
from generator.model import Dropped, Transcript, Utterance

_META = {
    "title": "title", "name": "title", "headline": "title", "date": "date", "published": "date", "publishedat": "date",
    "recorded": "date", "datepublished": "date", "dateadded": "date", "airdate": "date", "pubdate": "date",
    "released": "date", "uploaddate": "date", "language": "language", "lang": "language", "url": "url",
    "interviewer": "interviewer", "host": "interviewer", "hosts": "interviewer", "interviewee": "respondent",
    "guest": "respondent", "guests": "respondent", "respondent": "respondent", "publisher": "publisher",
}  # fmt: skip
_NESTED = ("title", "date", "language", "interviewer", "respondent")
"""Fields that may stand deeper, in the object of an episode or an interview."""
_MAX_DEPTH = 60
_WORD = re.compile(r"[^\W\d_]{2,}")

_ITEM = re.compile(r"^ *- (?:\w[\w-]*: |\n)", re.MULTILINE)
_ITEMS = 6
"""So many objects of a list in front matter may be its transcript."""
SUFFIXES = (".json", ".jsonl", *serialised.YAML)
BINARY = False


def claim(source: Source) -> int:
    """By brackets around text that is JSON, a name that says so, or front matter that holds a transcript."""
    if source.suffix in serialised.YAML:
        return LIKELY
    if source.text.startswith("---"):
        return CERTAIN if _holds_transcript(source.text) else NO
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
    data = serialised.loaded(source)
    names = recognisers.speakers(data)
    lists = [recognisers.flat(one, names) for one in _lists(data, 0, source.name)]
    lists.sort(key=lambda one: -_weight(one))
    if not lists or not _weight(lists[0]):
        raise InputError(source.name, None, "JSON without a list of utterances", '[{"speaker": …, "text": …}, …]')
    found = flowing(list(utterances(lists[0], source)), recognised=recognised(lists[0]))
    metadata = _metadata(data, lists[0])
    unread = [*_unread(data, lists[0], found, metadata), *serialised.behind(source)]
    return Transcript(source.name, "json", tuple(found), metadata, tuple(unread))


def _holds_transcript(text: str) -> bool:
    """Whether front matter is nearly all of a text and has a list of objects, most of it what was said."""
    match = serialised.MATTER.match(text)
    if not match or len(match["rest"] or "") > 0.1 * len(text) or len(_ITEM.findall(match["fields"])) < _ITEMS:
        return False
    try:
        lists = list(_lists(serialised.from_yaml(match["fields"], ""), 0, ""))
    except InputError:
        return False
    return any(len(_spoken(one)) >= _ITEMS and 2 * _weight(one) > len(text) for one in lists)


def _spoken(items: list[Any]) -> list[Any]:
    """The items that say who speaks."""
    return [one for one in items if isinstance(one, dict) and key_of(one, "words") and key_of(one, "speaker")]


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


def _lists(data: Any, depth: int, name: str) -> Iterator[list[Any]]:
    if depth > _MAX_DEPTH:
        raise InputError(name, None, "nested too deeply", "a transcript in JSON")
    if isinstance(data, list):
        if len(data) and all(isinstance(one, (dict, list, tuple, str)) for one in data):
            yield data
        yield from _sections(data)
        for one in data[:2000] if not any(isinstance(x, dict) and key_of(x, "words") for x in data[:5]) else []:
            yield from _lists(one, depth + 1, name)
    elif isinstance(data, dict):
        if asked := recognisers.pairs(data):
            yield asked
        for one in data.values():
            yield from _lists(one, depth + 1, name)


def _sections(data: list[Any]) -> Iterator[list[Any]]:
    """The lists that the items of a list have under one key, as one: a transcript in sections."""
    parts = [one for one in data if isinstance(one, dict)]
    for key in parts[0] if len(parts) > 1 else ():
        held = [one[key] for one in parts if isinstance(one.get(key), list) and one[key]]
        if len(held) > 1 and all(isinstance(each, dict) for one in held for each in one):
            yield [each for one in held for each in one]


def _weight(items: list[Any]) -> int:
    """How much a list looks like what was said: characters of words, more when it says who."""
    total = 0
    for one in items[:3000]:
        if isinstance(one, dict):
            words, speaker = key_of(one, "words"), key_of(one, "speaker")
            if words and (said := _said(one[words])):
                total += len(said) * (3 if speaker else 1)
            elif key_of(one, "question") and key_of(one, "answer"):
                total += 3 * len(str(one))
            elif len(one) == 1 and isinstance(next(iter(one.values())), str):
                total += 2 * len(str(next(iter(one.values()))))
        elif isinstance(one, list) and len(one) == 2 and all(isinstance(x, str) for x in one):
            total += 3 * len(one[1])
    if items and all(isinstance(one, str) for one in items):
        total = sum(len(one) for one in items) // 2
    return total


def _above(data: Any) -> Iterator[dict[str, Any]]:
    """Objects one or two levels below the top, by which files wrap an interview or an episode."""
    level = [data] if isinstance(data, dict) else []
    for _ in range(2):
        level = [value for one in level for value in one.values() if isinstance(value, dict)][:20]
        yield from level


def _said(words: Any) -> str:
    """Words of an item: a text, or a list of texts."""
    pieces = words if isinstance(words, list) else [words]
    return " ".join(one for one in pieces if isinstance(one, str)) if isinstance(words, (str, list)) else ""


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
    for place in _above(data):
        for key, value in place.items():
            name = _META.get(key.lower().replace("_", "").replace("-", "")) if key.lower() != "name" else None
            if name in _NESTED and isinstance(value, str) and len(value) < 200:
                found.setdefault(name, value)
    first = items[0] if items and isinstance(items[0], dict) else {}
    if "title" not in found and isinstance(named := first.get("filename"), str):
        date = dates.iso(named[:10])
        found["title"] = re.sub(r"^\d{4}-\d\d-\d\d[-_ ]*", "", named)
        if date:
            found.setdefault("date", date)
    return {name: html.unescape(value) for name, value in found.items()}
