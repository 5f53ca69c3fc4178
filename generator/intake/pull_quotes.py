"""Pull quotes: words of the interview that a page shows a second time, set apart, as a magazine does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.intake import labels, lexicon
from generator.intake.inline import bare
from generator.model import Utterance

_ATTRIBUTED = re.compile(r"(?P<words>.+\S)\s+\\?(?:—|–|-|―|\\-)+\s*(?P<name>[^—–―]{2,40})")
"""A quotation with whose words they are: `Nobody counts the boats. — Abel`."""
_NEAR = 8
"""Paragraphs before and behind among which the words stand that a pull quote shortens."""
_SAME = 0.7
"""Share of its words that are the same there."""
_SHORT = 30
"""Characters of a line that may be said twice."""


def pull_quotes(utterances: Sequence[Utterance]) -> frozenset[int]:
    """Places of the quotations that repeat what is said: word for word, or shortened and with the speaker's name."""
    quoted = [at for at, one in enumerate(utterances) if one.style == "quote" and not one.label]
    if not quoted or len(quoted) > 0.3 * len(utterances):  # a page in quotation marks is a layout
        return frozenset()
    letters = [_letters(one.text) for one in utterances]
    names = Counter(label.key for one in utterances if (label := labels.candidate(one.text)) and not label.slight)
    return frozenset(at for at in quoted if _repeated(at, letters) or _attributed(at, utterances, names))


def _repeated(at: int, letters: Sequence[str]) -> bool:
    own = letters[at]
    return len(own) >= _SHORT and any(own in other for place, other in enumerate(letters) if place != at)


def _attributed(at: int, utterances: Sequence[Utterance], names: Counter[str]) -> bool:
    match = _ATTRIBUTED.fullmatch(bare(utterances[at].text))
    if not match or names[lexicon.key(match["name"])] < 2:
        return False
    words = _words(match["words"])
    near = [*utterances[max(0, at - _NEAR) : at], *utterances[at + 1 : at + 1 + _NEAR]]
    return any(len(words & _words(one.text)) >= _SAME * len(words) for one in near)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", bare(text)).casefold()


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w{3,}", text)}
