"""Names on a line of their own, with speech under each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from generator.intake import label_shapes, lexicon
from generator.intake.stretches import ends_asking, size
from generator.model import Utterance

_SIDES = ("question", "answer", "interviewer", "respondent", "moderator")
_DENSE = 0.35
"""Share of the paragraphs, from the first name to the last, that are names, before one of them may stand once."""


def standing_alone(utterances: Sequence[Utterance]) -> frozenset[str]:
    """Marks of names on a line of their own that come back, or take turns with one that does."""
    places = [at for at, (one, after) in enumerate(pairwise(utterances)) if _alone(one, after)]
    keys = [lexicon.key(utterances[at].text) for at in places]
    counts = Counter(keys)
    repeated = {key for key, count in counts.items() if count > 1 or lexicon.anyone(key) or _sided(key)}
    enough = sum(counts[key] for key in repeated)
    plain = any(map(_sided, repeated)) and all(
        utterances[at].text.isupper() for at, key in zip(places, keys, strict=True) if key in repeated
    )
    if len(repeated) > 1 and enough >= 3 and enough >= (0.03 if plain else 0.15) * len(utterances):
        return frozenset(f"{key} alone" for key in repeated | _once(utterances, repeated))
    turns = _turns(utterances, places, keys, repeated) if repeated else set()
    return frozenset(f"{key} alone" for key in turns)


def _once(utterances: Sequence[Utterance], repeated: set[str]) -> set[str]:
    """Names in capitals that stand once, where those that come back are in capitals too."""
    shouted = {key for one in utterances if one.text.isupper() and (key := lexicon.key(one.text)) in repeated}
    lines = [one.text for one, after in pairwise(utterances) if one.text.isupper() and not after.text.isupper()]
    return {lexicon.key(line) for line in lines if len(line) <= 20 and line.isalpha()} if shouted == repeated else set()


def _alone(one: Utterance, after: Utterance) -> bool:
    """Whether a line can be a name with speech under it."""
    return (
        not one.label
        and len(one.text) <= 50
        and not ends_asking(one.text)
        and not (re.match(r"\W*[○●■◆□◇◎]", one.text) and not lexicon.speaks_as(one.text))
        and one.style not in ("stage", "time")
        and not re.search(r"\d{4}", one.text)
        and not lexicon.pattern("byline").match(one.text)
        and not re.search(r"[.!。！,;]$", one.text)
        and size(after.text) > 1
        and label_shapes.name_like(re.sub(r"^\W+|[*_\\:：]", "", one.text).strip())
    )


def _sided(key: str) -> bool:
    return lexicon.speaks_as(key) in _SIDES


def _turns(utterances: Sequence[Utterance], places: Sequence[int], keys: Sequence[str], repeated: set[str]) -> set[str]:
    """Names in a short document, of which one comes back or is a word for a side, and which change with every turn."""
    if len(places) < 3 and not all(re.search(r"[)）\]:：]$", utterances[at].text) for at in places):
        return set()
    first = next(n for n, key in enumerate(keys) if key in repeated)
    first -= first > 0 and places[first] - places[first - 1] == 2  # who speaks before comes back no more
    places, keys = places[first:], keys[first:]
    short = all(len(key.split()) <= 4 and len(key) <= 32 and key not in lexicon.words("kickers") for key in keys)
    changes = all(one != two for one, two in pairwise(keys)) and all(two - one > 1 for one, two in pairwise(places))
    dense = len(places) >= _DENSE * (places[-1] + 2 - places[0])
    asked = any(ends_asking(utterances[at + 1].text) for at in places)
    return set(keys) if len(set(keys)) > 1 and short and changes and dense and asked else set()
