"""Who appears, at the head of a transcript: a field whose name, or whose list of names, stands on the lines below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from generator.intake import label_shapes, labels, lexicon
from generator.intake.stretches import size
from generator.model import Utterance

FIELDS = ("respondent", "interviewer", "moderator", "witness", "cast")
"""Our names of the fields that name people."""
STYLE = "cast"
"""Style of a paragraph that a list was joined to."""
_HEAD = 25
"""Paragraphs among which fields stand."""
_ENTRY = 24
"""Words of the longest entry of a list: a name and an office."""
_ABBREVIATED = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]{1,5}|(?:[^\W\d_]\.)+[^\W\d_])\.$")
"""The end of an entry that is no end of a sentence: `R-ARIZ.`, `D-N.J.`"""


def joined(utterances: Sequence[Utterance]) -> list[Utterance]:
    """The utterances, each field for people as one paragraph: with the name below it, or with the list it begins."""
    return _with_lists(_with_values(utterances))


def _with_values(utterances: Sequence[Utterance]) -> list[Utterance]:
    """The utterances, a field for a person without a value (`Host:`) on one line with the name below it."""
    joined = list(utterances)
    counts = Counter(label.key for one in utterances if (label := labels.candidate(one.text)))
    for at in range(min(_HEAD, len(joined) - 1) - 1, -1, -1):
        one, below = joined[at], joined[at + 1]
        label = labels.candidate(one.text) if not one.label and not one.style else None
        if not label or label.form != "colon" or label.end < len(one.text) or counts[label.key] > 1:
            continue
        named = (
            1 < len(below.text.split()) <= 4 and label_shapes.name_like(below.text) and not labels.candidate(below.text)
        )
        if named and not below.label and lexicon.header_fields().get(label.key) in FIELDS:
            joined[at : at + 2] = [replace(one, text=f"{one.text} {below.text}")]
    return joined


def _with_lists(utterances: list[Utterance]) -> list[Utterance]:
    """The utterances, a field for people (`WITNESSES: Ada Moss, keeper`) on one line with the entries below it."""
    found: list[Utterance] = []
    at = 0
    while at < len(utterances):
        one = utterances[at]
        label = labels.candidate(one.text) if at < 2 * _HEAD and not one.label and not one.style else None
        end = at + 1
        if label and label.form == "colon" and lexicon.header_fields().get(label.key) in FIELDS:
            first = one.text[label.end :]
            while _entry(first, first) and end < len(utterances) and _entry(utterances[end].text, first):
                end += 1
            if end > at + (1 if _parted(first)[1] or first.isupper() else 2):  # a lone line below can be anything
                names = [first, *(below.text for below in utterances[at + 1 : end])]
                listed = "; ".join(map(_with_office, names))
                one = replace(one, text=f"{one.text[: label.end]}{listed}", style=STYLE)
        found.append(one)
        at = end
    return found


def _entry(text: str, first: str) -> bool:
    """Whether a line is a name, perhaps with an office behind a comma, a dash or a bracket, set as the first is."""
    (name, office), (top, beside) = _parted(text), _parted(first)
    if (
        size(text) > _ENTRY
        or re.search(r"[?!。？！؟:：\d]", text)
        or (labels.candidate(text) or _SLIGHT).form == "colon"
    ):
        return False
    if text.endswith(".") and not _ABBREVIATED.search(text):
        return False
    alike = name.isupper() == top.isupper() and bool(office) == bool(beside)
    words = 2 <= len(name) <= _EASTERN if label_shapes.EASTERN.search(name) else 1 < len(name.split()) <= 6
    return alike and words and label_shapes.name_like(name)


_SLIGHT = labels.Label("", 0, "dot")
_EASTERN = 6
"""Characters of the longest Chinese, Japanese or Korean name in a list."""
_OFFICE = re.compile(r"\s*[,，、]\s*|\s+[-–—]+\s+|\s*[(（](?=.*[)）]$)")
"""What stands between a name and its office."""


def _parted(entry: str) -> tuple[str, str]:
    """Name and office of an entry."""
    name, *office = _OFFICE.split(entry.strip(), maxsplit=1)
    return name, office[0].rstrip(")） ") if office else ""


def _with_office(entry: str) -> str:
    """An entry with its office in brackets, where a field of several names has it."""
    name, office = _parted(entry)
    return f"{name} ({office})" if office else name
