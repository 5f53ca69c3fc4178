"""What the names in labels have in common, and how they can be shortened: the forms of one speaker's name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache

from generator.intake import label_shapes, lexicon
from generator.intake.labels import Label
from generator.intake.names import initials, names_in
from generator.model import Utterance


def relatives(found: Sequence[Label]) -> set[str]:
    """Keys of labels that are one name in several forms: `NIKOLAY GOGOL` and `N.GOGOL`, or `Gogol`."""
    surnames: dict[str, set[str]] = {}
    found = list({(label.key, label.form): label for label in found}.values())
    for label in found:
        words = re.findall(r"[^\W\d_]+", _without_office(label.key))
        if label.form == "colon" and 1 < len(words) <= 4 and len(words[-1]) > 3 and len(names_in(label.key)) == 1:
            surnames.setdefault(f"{words[0][0]} {words[-1]}", set()).add(label.key)
            surnames.setdefault(words[-1], set()).add(label.key)
    for label in found:
        if label.form == "colon" and label.key in surnames:
            surnames[label.key].add(label.key)
    return {key for last, keys in surnames.items() if len(keys) > 1 and (" " in last or last in keys) for key in keys}


_HEAD = 14
"""Paragraphs among which the speakers are introduced."""


def announced(utterances: Sequence[Utterance], candidates: Sequence[Label | None], known: Collection[str]) -> set[str]:
    """Full names in labels that the introduction names as well: each may speak only once.

    One alone proves little, unless labels stand for people whom the head has named in its fields (`known`).
    """
    head = [
        (label.key if label and not label.slight else "", one.text)
        for one, label in zip(utterances[:_HEAD], candidates, strict=False)
    ]
    colons = [(at, label) for at, label in enumerate(candidates) if label and label.form == "colon"]
    plain = {
        label.text
        for at, label in {label.key: (at, label) for at, label in reversed(colons)}.values()
        if any(key != label.key and label.text in text for key, text in head[:at])
    }
    eastern = {text for text in plain if label_shapes.EASTERN.search(text) and 1 < len(text) <= 4}
    spaced = {text for text in plain if 1 < len(text.split()) <= 4 and len(names_in(text)) == 1}
    short = any(len(text) < _NAME for text in eastern)
    start = next((at for at, label in colons if not label.slight), 0)
    told = " ".join(one.text for one in utterances[: min(start, _HEAD)])
    once = Counter(label.text for _, label in colons)
    again = any(count > 1 for count in Counter(label.key for _, label in colons).values())
    spaced_before = {
        text
        for text, count in once.items()
        if again and count == 1 and text.istitle() and re.search(rf"[^\W\d_a-z][\w'’-]+ {re.escape(text)}(?!\w)", told)
    }
    sure = any(label.text in known for _, label in colons)
    return (
        spaced_before
        | (spaced if len(spaced) > 1 - sure else set())
        | (eastern if len(eastern) > 1 + short - sure else set())
    )


_NAME = 3
"""Characters of most Chinese and Korean names; words of two are often none."""


def _without_office(name: str) -> str:
    """A name without what stands behind a comma: `LEILA MARSH, HOST`."""
    return name.split(",")[0] or name


def shape(text: str) -> tuple[str, bool]:
    """Capitals or not, one word or several: what labels of one document share."""
    return _case(text), len(text.split()) > 1


@lru_cache(maxsize=8_000)
def _case(text: str) -> str:
    letters = [character for character in text if character.isalpha()]
    return "upper" if letters and all(character.isupper() for character in letters) and len(letters) > 1 else "mixed"


def titled(text: str) -> bool:
    """Whether a label is a name in capitals behind a title, as in courts: `MR. JONES`."""
    words = re.findall(r"[^\W\d_]+", text)
    return _case(text) == "upper" and 1 < len(words) <= 4 and words[0].casefold() in lexicon.words("honorifics")


_GRAMMATICAL = frozenset("的我她它这這吗嗎呢吧很个個们們什怎")
"""Characters of Chinese sentences that no name has."""


def clearly_a_name(label: Label) -> bool:
    """Whether a label that stands only once looks like a name and not like the opening of a sentence."""
    if label.form in ("bold", "timed", "bracket") or _case(label.text) == "upper":
        return True
    if label_shapes.EASTERN.search(label.text):
        return len(label.text) <= 6 and _GRAMMATICAL.isdisjoint(label.text)
    return 1 < len(label.text.split()) <= 4 or bool(re.fullmatch(r"[^\W\d_a-z]\w+[-‐–][^\W\d_a-z]\w+", label.text))


def short_forms(name: str) -> list[str]:
    """What a name is shortened to later: `DN` for `Daily News`, `М.` for `Минниханов`, `Dirks` or `Onno` of both."""
    words = re.findall(r"[^\W\d_]+", _without_office(unicodedata.normalize("NFKC", name).casefold()))
    inside = re.search(r"[（(]\s*([^（()）]{1,12}?)\s*[)）]", name)
    short = [lexicon.key(inside[1])] if inside else []
    alone = [word for word in (words[0], words[-1]) if len(word) > 2] if len(words) > 1 else []
    return [*short, *alone, *initials(words), words[-1][0]] if words and len("".join(words)) > 3 else short


def fuller_names(found: Sequence[Label], marks: Collection[str]) -> set[str]:
    """Marks of names with a dash that stand above all short forms of theirs: `Ada Moss - …`, then `MOSS - …`."""
    first = next((at for at, label in enumerate(found) if label.mark in marks), 0)
    fuller: set[str] = set()
    for label in found[:first]:
        words = _without_office(label.key).split()
        shorter = {f"{word} {form}" for word in (words[:1] + words[-1:]) for form in ("dot", "dash")}
        if label.form == "dash" and len(words) > 1 and shorter & set(marks):
            fuller.add(label.mark)
    return fuller


def parts(name: str) -> list[str]:
    """Keys a person can be labelled with: full name, each name, initials."""
    plain = unicodedata.normalize("NFKC", name)
    words = re.findall(r"[^\W\d_]+", plain)
    return [
        lexicon.key(plain),
        *(word.casefold() for word in words if len(word) > 2),
        *(initials([word.casefold() for word in words]) if len(words) > 1 else []),
    ]
