"""What speech recognisers and chat exports nest -> a flat list of items: who speaks, when, and all of the words.

A turn may come as elements, a phrase as alternatives of which the first is best, all of it as single words that each
name their speaker; questions and answers as two lists, or as keys and values. Speakers may be numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

_WORDS = ("punctuated_word", "display", "transcript", "content", "word", "value", "text", "utt")
"""Keys of what was said, the most readable first."""
_SPEAKERS = (
    "speaker", "speaker_label", "speakerLabel", "speakerTag", "speaker_tag", "speaker_id", "speakerId", "spk", "sid"
)  # fmt: skip
_BEST = ("nBest", "alternatives")
_TIMES = ("start", "start_time", "startTime", "ts", "begin", "offset")
_ATTACHED = re.compile(r"[.,!?;:…。，、！？؟،)\]}»”’%]+")
_VOICE = re.compile(r"(?:spk|speaker|S)?[\s_-]*(\d{1,3}|[A-Z])")
"""What recognisers call voices: a number or a letter, with or without a word before it."""
_MANY = 12
"""Items of a single word before they are taken for the words of a recogniser."""


def flat(items: list[Any], names: Mapping[str, str]) -> list[Any]:
    """Items of a list with their words and speakers in plain keys; `names` are the speakers that have an id."""
    if not items or not all(isinstance(one, dict) for one in items):
        return items
    if any(isinstance(one.get("elements"), list) for one in items):
        items = [_joined(one, one.get("elements") or []) for one in items]
    elif all(any(isinstance(one.get(key), list) for key in _BEST) for one in items):
        items = [each for one in items for each in _best(one)]
    if _single_words(items):
        items = _runs(items)
    return [_named(one, names) for one in items]


def pairs(data: Any) -> list[dict[str, str]]:
    """Questions and answers of two lists of one length, or of an object with questions for keys; else nothing."""
    if not isinstance(data, dict):
        return []
    asked = [value for key, value in data.items() if re.fullmatch(r"questions?", key, re.IGNORECASE)]
    told = [value for key, value in data.items() if re.fullmatch(r"answers?|responses?", key, re.IGNORECASE)]
    if asked and told and _texts(asked[0]) and _texts(told[0]) and len(asked[0]) == len(told[0]):
        return [{"question": one, "answer": two} for one, two in zip(asked[0], told[0], strict=True)]
    questions = [key for key, value in data.items() if key.rstrip().endswith(("?", "？", "؟")) and _text(value)]
    if len(questions) > 1 and len(questions) >= 0.7 * len(data):
        return [{"question": key, "answer": value} for key, value in data.items() if _text(value)]
    return []


def speakers(data: Any) -> dict[str, str]:
    """Id -> name, from a list of speakers somewhere in the data."""
    found: dict[str, str] = {}
    for value in _lists_called(data, ("speakers", "participants", "people")):
        for one in value:
            if isinstance(one, dict) and isinstance(name := one.get("name") or one.get("label"), str):
                found |= {str(one[key]): name for key in ("id", "speaker_id", "speakerId") if key in one}
    return found


def _lists_called(data: Any, keys: Sequence[str]) -> Iterator[list[Any]]:
    stack = [data]
    for _ in range(200):  # the table of speakers stands near the top
        if not stack or not isinstance(one := stack.pop(0), dict):
            if not stack:
                return
            continue
        yield from (value for key, value in one.items() if key.lower() in keys and isinstance(value, list))
        stack += one.values()


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and len(value) > 1 and all(map(_text, value))


def _words(item: Mapping[str, Any]) -> str:
    """The words of an item, or of its best alternative."""
    found = next((item[key] for key in _WORDS if isinstance(item.get(key), str)), "")
    for key in _BEST:
        if not found and isinstance(item.get(key), list) and item[key] and isinstance(item[key][0], dict):
            return _words(item[key][0])
    return str(found)


def _speaker(item: Mapping[str, Any]) -> Any:
    """Who says an item, as the recogniser has it: a name, a number, or nothing."""
    for key in _SPEAKERS:
        if isinstance(item.get(key), (str, int)) and not isinstance(item[key], bool):
            return item[key]
    for key in _BEST:
        if isinstance(item.get(key), list) and item[key] and isinstance(item[key][0], dict):
            return _speaker(item[key][0])
    return None


def _best(item: dict[str, Any]) -> list[dict[str, Any]]:
    """A phrase by its best alternative, cut where its words change the speaker."""
    best = next(item[key] for key in _BEST if isinstance(item.get(key), list))
    first = best[0] if best and isinstance(best[0], dict) else {}
    words = first.get("words")
    if _speaker(item) is None and isinstance(words, list) and any(_speaker(one) is not None for one in words):
        return _runs(words)
    rest = {key: value for key, value in item.items() if key not in _BEST}
    return [{**rest, "text": _words(first), "speaker": _speaker(item)}]


def _joined(item: Mapping[str, Any], parts: Sequence[Any]) -> dict[str, Any]:
    """A turn of elements: words, and the blanks and marks between them."""
    inside = [one for one in parts if isinstance(one, dict)]
    text = "".join(str(one.get("value") or one.get("text") or "") for one in inside)
    start = next((one[key] for one in inside for key in _TIMES if key in one), "")
    return {"speaker": _speaker(item), "text": text, "start": start}


def _single_words(items: Sequence[Mapping[str, Any]]) -> bool:
    """Whether nearly every item is one word with a time of its own."""
    if len(items) < _MANY:
        return False
    short = sum(1 for one in items if 0 < len(_words(one)) <= 30 and " " not in _words(one).strip())
    timed = sum(1 for one in items if any(key in one for key in _TIMES))  # marks often have no time
    return short >= 0.95 * len(items) and timed >= 0.6 * len(items)


def _runs(words: Sequence[Any]) -> list[dict[str, Any]]:
    """Single words as turns: those of one speaker in a row, marks put to the word before."""
    found: list[dict[str, Any]] = []
    known: list[tuple[Any, Mapping[str, Any]]] = []
    for one in words:
        if isinstance(one, dict):
            who = _speaker(one)
            known.append((known[-1][0] if who is None and known else who, one))  # a mark is said by who said the word
    for who, run in groupby(known, key=lambda pair: pair[0]):
        said = [one for _, one in run]
        text = ""
        for piece in map(_words, said):
            text += piece if _ATTACHED.fullmatch(piece.strip()) or not text else f" {piece.strip()}"
        start = next((one[key] for one in said for key in _TIMES if key in one), "")
        found.append({"speaker": who, "text": text, "start": start})
    return found


def _named(item: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """An item whose speaker is a name: one of those known, or `Speaker 1` for a bare number or letter."""
    who = _speaker(item)
    timed = any(key in item for key in (*_TIMES, "dur", "end"))
    if who is None or not (isinstance(who, int) or str(who) in names or timed):
        return item
    voice = _VOICE.fullmatch(str(who))
    name = names.get(str(who)) or (f"Speaker {voice[1]}" if voice else str(who))
    return {**{key: value for key, value in item.items() if key not in _SPEAKERS}, "speaker": name}
