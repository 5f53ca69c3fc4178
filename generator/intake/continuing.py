"""Questions that go on over several paragraphs, of which only the first is set off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.intake import lexicon
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
