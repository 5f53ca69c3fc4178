"""Names before the first question and the first answer, and only dashes from there on: the names said once for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.intake import labels, lexicon
from generator.intake.cutting import SYMBOL
from generator.intake.labels import Label
from generator.intake.stretches import asks
from generator.model import Utterance

_HEAD = 30
"""Paragraphs among which the two names stand."""
_FEWEST = 4
"""Dashes behind the names that make a dialogue."""


def named_once(utterances: Sequence[Utterance]) -> list[Utterance]:
    """The utterances, those behind dashes labelled in turn with the two names before the first dash; where there are
    no such names, or turns do not alternate between questions and answers, as they are."""
    dashed = [at for at, one in enumerate(utterances) if SYMBOL.match(one.text) and not one.label]
    first = dashed[0] if len(dashed) >= _FEWEST else 0
    named = [(at, label) for at in range(min(first, _HEAD)) if (label := _name(utterances[at]))]
    names = [label.text for _, label in named]
    if len(names) != 2 or lexicon.key(names[0]) == lexicon.key(names[1]) or named[1][0] != named[0][0] + 1:
        return list(utterances)
    asking = [asks(utterances[at].text) for at in dashed]
    if sum(asking[::2]) < 0.6 * len(asking[::2]) or sum(asking[1::2]) > 0.4 * len(asking[1::2]):
        return list(utterances)
    turn = {at: names[n % 2] for n, at in enumerate(dashed)}
    return [
        replace(one, text=SYMBOL.sub("", one.text, count=1), label=turn[at]) if at in turn else one
        for at, one in enumerate(utterances)
    ]


def _name(one: Utterance) -> Label | None:
    """The label of a paragraph, when it can be a speaker's."""
    label = labels.candidate(one.text) if not one.label else None
    named = label and label.form in ("colon", "bold") and label.end < len(one.text)
    known = label and (label.key in lexicon.words("not_labels") or label.key in lexicon.header_fields())
    return label if named and not known else None
