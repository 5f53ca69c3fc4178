"""Questions that go on over several paragraphs, of which only the first is set off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.intake import lexicon, remarks
from generator.intake.labelling import Labelled
from generator.intake.stretches import Stretch, asks, ends_asking, size
from generator.model import Utterance

_QUESTION_MARK = re.compile(r"[?？؟⁇⁉]|か[。.]")


def still_asking(
    utterances: Sequence[Utterance],
    marks: Sequence[bool] | None,
    labelled: Sequence[Labelled | None],
    at: int,
    last: Stretch,
) -> bool:
    """Whether an unmarked paragraph behind a question goes on asking: it asks, and an answer is still to come."""
    one = utterances[at]
    after = at + 1
    while after < len(utterances) and utterances[after].style in ("stage", "time"):
        after += 1
    answered = (
        after < len(utterances) and not (marks and marks[after]) and not utterances[after].style.startswith("heading")
    )
    if not answered or (
        labelled[after]
        and lexicon.speaks_as((labelled[after] or Labelled("", one)).label) in ("question", "interviewer")
    ):
        return False
    if last.utterances and _leads_to_question(utterances, marks, at, last):
        return True
    if one.style == "stage":
        return False
    requests = not _QUESTION_MARK.search(one.text)
    if requests and last.utterances and ends_asking(last.utterances[-1].text):
        return False  # `教えてください。` is followed by an answer, which may end in a request of its own
    if ends_asking(one.text) and size(one.text) < 150:
        return not ends_asking(utterances[after].text) or size(utterances[after].text) > size(one.text)
    asked = any(asks(each.text) for each in last.utterances)
    return (
        not asked
        and asks(one.text)
        and size(one.text) < 80
        and not last.utterances[0].style.startswith(("heading", "bold"))
    )


_QUOTATION = 3
"""Paragraphs that a question has at most between its opening, `Tell me about this:`, and what it asks."""


def _leads_to_question(utterances: Sequence[Utterance], marks: Sequence[bool] | None, at: int, last: Stretch) -> bool:
    """Whether the question before ends with a colon, and asks only below what it quotes."""
    if not last.utterances[0].text.rstrip().endswith((":", "：")) or ends_asking(last.utterances[-1].text):
        return False
    for one, mark in zip(utterances[at : at + _QUOTATION], (marks or [])[at : at + _QUOTATION], strict=False):
        if mark:
            return False
        if ends_asking(one.text):
            return True
    return False


_DECK = 30
"""Words of the shortest introduction that is set as the questions are."""
_OTHERS = 3
"""Questions of one paragraph beside which a first one of several is no habit."""


def without_deck(before: list[Utterance], stretches: list[Stretch]) -> tuple[list[Utterance], list[Stretch]]:
    """What stands before the questions and the stretches, an introduction in the type of the questions (all bold, say)
    taken off the first of them: it asks nothing and speaks to nobody."""
    asking = [one for one in stretches if one.side == "asks" and not one.label]
    if len(asking) > _OTHERS and asking[0] is stretches[0] and _announces(stretches):
        return [*before, *stretches[0].utterances, *stretches[1].utterances], stretches[2:]
    if not asking or asking[0] is not stretches[0] or stretches[0].number or stretches[0].section:
        return before, stretches
    first, *others = asking
    if len(others) < _OTHERS or any(len(one.utterances) > 1 for one in others):
        return before, stretches
    deck = 0
    while deck < len(first.utterances) - 1 and _introduces(first.utterances[deck].text):
        deck += 1
    kept = replace(first, utterances=first.utterances[deck:], line=first.utterances[deck].line)
    return ([*before, *first.utterances[:deck]], [kept, *stretches[1:]]) if deck else (before, stretches)


def _announces(stretches: Sequence[Stretch]) -> bool:
    """Whether the first question is none but says what follows, `A conversation with Ada Moss on … Why is she …?`, and
    what stands below it is running text of nobody."""
    first, below = stretches[:2]
    told = " ".join(one.text for one in first.utterances)
    plainly = not first.number and not first.section and not below.label and below.side != "asks"
    named = lexicon.pattern("interviews").search(told[:_ANNOUNCED])
    return bool(plainly and named) and size(told) >= _DECK and not remarks.polite(told, told)


_ANNOUNCED = 40
"""Characters in which an announcement calls itself a conversation."""


def _introduces(text: str) -> bool:
    return size(text) >= _DECK and not asks(text) and not remarks.addresses(text)
