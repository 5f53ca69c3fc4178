"""Lines at the head of a source that ask: headlines, or the first question of an interview without a title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.intake import labels, lexicon, remarks
from generator.intake.cutting import SYMBOL
from generator.intake.stretches import ends_asking, size
from generator.model import Utterance

_HEADLINE = 24
"""Words of the longest headline that asks."""


def asks_somebody(one: Utterance, following: Sequence[Utterance], every: Sequence[Utterance]) -> bool:
    """Whether a line that asks is the first question and no title: an answer follows, or another question."""
    if not ends_asking(one.text):
        return False
    if one.style and sum(1 for other in every if other.style == one.style and ends_asking(other.text)) > 1:
        return True
    if SYMBOL.match(one.text) and sum(1 for other in every if SYMBOL.match(other.text)) > 2:
        return True
    if not following:
        return True
    label = labels.candidate(following[0].text)
    named = following[0].label or (label and not label.slight)
    if _to_somebody(one.text, "" if named else following[0].text):
        return True
    if following[0].label or (label and not label.slight and lexicon.speaks_as(label.text)):
        return True
    return size(following[0].text) > 0 and (
        len(following) > 1
        and ends_asking(following[1].text)
        and following[1].style == one.style
        and not following[1].number
    )


def _to_somebody(text: str, below: str) -> bool:
    """Whether a line asks a person and no reader: it is long or has two sentences, speaks to somebody politely, or what
    stands below replies or speaks of itself."""
    if size(text) > _HEADLINE or re.search(r"[^\W\d_]{3}[.!?。！？؟…][\s\"”»)]*(?=[^\W\d_¿¡\"“«])", text):
        return True
    return remarks.polite(f"{text} {below}", text) or remarks.replies(below)
