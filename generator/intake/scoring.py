"""How well the stretches that a layout cuts read as questions and answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.intake import lexicon
from generator.intake.stretches import Stretch, asks, ends_asking, size
from generator.model import Utterance

_PRIOR = {
    "labels": 0.3,
    "named": 0.15,
    "numbered": 0.12,
    "heading": 0.12,
    "bold": 0.12,
    "term": 0.15,
    "italic": 0.08,
    "colour": 0.08,
    "quote": 0.05,
    "turn": 0.15,
    "symbol": 0.05,
    "item": 0.02,
    "asking": 0.0,
}
"""What a layout is worth before the document is looked at: how deliberate its marks are."""


def score(name: str, before: Sequence[Utterance], stretches: Sequence[Stretch], missed: float) -> float:
    """How well the stretches read as questions and answers, about 0 to 1.3.

    `before` is what stays outside; `missed` counts what is set off like a question and would be none.
    """
    asking = [one for one in stretches if one.side == "asks" and one.utterances]
    answering = [one for one in stretches if one.side == "answers" and one.utterances]
    kind = re.split(r"[+\d]", name)[0]
    if not asking or not answering:
        labelled = [lexicon.key(one.label) for one in stretches if one.label]
        return 0.75 if kind == "labels" and len(set(labelled)) > 1 and len(labelled) >= 4 else 0.0
    pure = _pure(asking, deliberate=kind not in ("labels", "asking"))
    quiet = sum(not ends_asking(one.utterances[-1].text) for one in answering) / len(answering)
    hidden = sum(_hidden_questions(one) for one in answering) + sum(_asked_by_others(one) for one in asking)
    said = sum(one.words for one in stretches)
    outside = sum(size(one.text) for one in before)
    found = (
        0.30 * pure
        + 0.15 * quiet
        + 0.15 * _answered(stretches)
        + 0.20 * len(asking) / (len(asking) + hidden + missed)
        + 0.10 * (1 - min(1.0, 2 * max(0.0, outside / max(1, outside + said) - 0.25)))
        + 0.10 * (1 - max(0.0, sum(one.words for one in asking) / max(1, said) - 0.4) / 0.6)
        + 0.08 * _in_sequence(asking)
        + _prior(name, kind)
    )
    if pure < 0.4 and kind != "labels":
        found -= 0.35 * (0.4 - pure) / 0.4
    return found - (0.1 if len(asking) == 1 else 0.0)


_PROMPT = 10
"""Words of a prompt that needs no question mark where its type sets it off: `Your plans`."""


def _pure(asking: Sequence[Stretch], *, deliberate: bool) -> float:
    """Share of the questions that ask; where they are set off and many do, a short prompt counts half."""
    asked = sum(asks(" ".join(each.text for each in one.utterances)) for one in asking)
    if not deliberate or asked < 0.4 * len(asking):
        return asked / len(asking)
    prompts = sum(
        len(one.utterances) == 1 and one.words <= _PROMPT and not asks(one.utterances[0].text) for one in asking
    )
    return (asked + prompts / 2) / len(asking)


def _prior(name: str, kind: str) -> float:
    deliberate = 0.03 if "numbered" in name or "labels+" in name else 0.0
    return _PRIOR[kind] + deliberate - (0.04 if "asking" in name else 0.0)


def _answered(stretches: Sequence[Stretch]) -> float:
    """Share of the questions (those that go on in the next stretch counted once) that an answer follows."""
    after = [two.side if two else "" for one, two in zip(stretches, [*stretches[1:], None], strict=True)
             if one.side == "asks"]  # fmt: skip
    last = [side for side in after if side != "asks"]
    return last.count("answers") / max(1, len(last))


def _hidden_questions(one: Stretch) -> int:
    """Paragraphs inside an answer that look like questions with an answer of their own."""
    items = one.utterances
    return sum(
        1
        for this, after in pairwise(items)
        if ends_asking(this.text)
        and size(this.text) < 90
        and not ends_asking(after.text)
        and (
            this.style in ("bold", "italic")
            or this.number
            or this.style.startswith("heading")
            or size(after.text) > size(this.text)
        )
    )


def _asked_by_others(one: Stretch) -> int:
    """Paragraphs under the label of somebody who asks nothing, but set off and asking: the questions have no label."""
    if not one.label or asks(one.utterances[0].text):
        return 0
    return sum(each.style in ("bold", "italic", "term") and ends_asking(each.text) for each in one.utterances[1:])


def _in_sequence(asking: Sequence[Stretch]) -> float:
    """How many of the printed numbers follow the one before (or all say 1, as Markdown lists may)."""
    numbers = [int(one.number) for one in asking if one.number.isdigit()]
    if len(numbers) < 2:
        return 0.0
    steps = sum(1 for one, two in pairwise(numbers) if two == one + 1 or one == two == 1)
    return steps / (len(numbers) - 1)
