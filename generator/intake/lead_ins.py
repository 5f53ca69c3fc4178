"""What stands above the first question in the type of the questions and is none."""

from __future__ import annotations

from collections.abc import Sequence

from generator.intake.cutting import SYMBOL
from generator.intake.stretches import asks
from generator.model import Utterance

_RULE = 3
"""Questions of one kind that are the rule in a source."""


def without_lead_in(utterances: Sequence[Utterance], marks: list[bool]) -> list[bool]:
    """The questions without what leads up to the first in the same type: `Here is the whole conversation:`, or where
    it was printed, when all others begin with a sign."""
    asked = [at for at, mark in enumerate(marks) if mark]
    if len(asked) < _RULE or not _adjoin(utterances, *asked[:2]):
        return marks
    first, *others = asked
    text = utterances[first].text.rstrip("*_ ")
    unsigned = not SYMBOL.match(text) and all(SYMBOL.match(utterances[at].text) for at in others)
    if (text.endswith((":", "：")) or unsigned) and not asks(text):
        return [mark and at != first for at, mark in enumerate(marks)]
    return marks


def _adjoin(utterances: Sequence[Utterance], first: int, second: int) -> bool:
    """Whether only headings stand between two paragraphs."""
    return all(one.style.startswith("heading") for one in utterances[first + 1 : second])
