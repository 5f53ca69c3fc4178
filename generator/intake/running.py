"""Turns that run on in one paragraph, cut apart: a whole dialogue, or each question with its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.intake import labels
from generator.intake.labelling import SENTENCE, labels_inside
from generator.intake.one_paragraph import (
    FEWEST,
    USUALLY,
    at_answers,
    at_dashes,
    at_name,
    at_questions,
    at_signs,
    leading,
)
from generator.intake.stretches import size
from generator.model import Utterance

_WHOLE = 0.7
"""Share of a document that paragraphs must hold before they are taken for all of the dialogue."""
_LONG = 300
"""Characters of a paragraph that may be more than one turn, or five times its words."""


def split_dialogue(utterances: Sequence[Utterance]) -> list[Utterance]:
    """The utterances, the paragraphs that are the whole dialogue cut into its turns; those with neighbours stay."""
    whole = list(_at_numbers(_unglued(utterances)))
    total = sum(len(one.text) for one in whole)
    long = [one for one in whole if _may_hold_turns(one)]
    if sum(len(one.text) for one in long) < _WHOLE * total:
        return whole
    found = {id(one): pieces for one in long if (pieces := _turns(one))}
    if sum(len(one.text) for one in long if id(one) in found) < _WHOLE * total:
        return whole
    return [
        replace(one, text=piece, number="" if at else one.number, start="" if at else one.start)
        for one in whole
        for at, piece in enumerate(found.get(id(one), [one.text]))
    ]


def _may_hold_turns(one: Utterance) -> bool:
    """Whether a paragraph is long, and not plainly what one speaker said."""
    if one.label or not (len(one.text) > _LONG or size(one.text) > _LONG // 5):
        return False
    label = labels.candidate(one.text)
    return label is None or label.slight


def _turns(one: Utterance) -> list[str]:
    """The turns of a paragraph, in the first way of writing that fits it."""
    if labels_inside([one]):
        return at_dashes(one.text) or at_signs(one.text)
    for way in (at_name, at_answers, at_dashes, at_signs, at_questions):
        if pieces := way(one.text):
            return pieces
    return []


def split_leading(utterances: Sequence[Utterance]) -> list[Utterance]:
    """Paragraphs that each ask and answer, `What is it? It is …`, cut behind the question, where most are so."""
    spoken = [one for one in utterances if not one.label and not one.style and size(one.text) > 3]
    ends = {id(one): _leading(one.text) for one in spoken}
    numbered = [one for one in spoken if one.number]
    within = numbered if 2 * len(numbered) >= len(spoken) else spoken
    count = sum(ends[id(one)] > 0 for one in within)
    if numbered and within is numbered and 2 <= count < len(within) <= 3 * count:
        ends |= {id(one): _first_sentence(one.text) for one in numbered if not ends[id(one)]}  # `4. Your works. I …`
    elif count < FEWEST - 1 or count < USUALLY * len(within):
        return list(utterances)
    cut: list[Utterance] = []
    for one in utterances:
        end = ends.get(id(one), 0)
        pieces = [one.text[:end].strip(), _DASH.sub("", one.text[end:].strip())] if end else [one.text]
        cut += [replace(one, text=piece, number="" if at else one.number) for at, piece in enumerate(pieces)]
    return cut


_DASH = re.compile(r"^[–—-]\s+")
_HEADLINE = 15
"""Words of a numbered question that does not ask."""


def _first_sentence(text: str) -> int:
    """Where a short first sentence ends, when another follows; else 0."""
    match = SENTENCE.match(text)
    short = match and match.end() < len(text) and size(match[0]) <= _HEADLINE
    return match.end() if match and short and not labels.candidate(text) else 0


def _leading(text: str) -> int:
    end = leading(text)
    return 0 if end and labels.candidate(text) else end


_NEXT = re.compile(r"(?<=[.!?。！？؟…])\s+(?P<number>\d{1,3})\s?[.)]\s*(?=[^\W\d_¿¡«“\"])")


def _at_numbers(utterances: Sequence[Utterance]) -> Iterator[Utterance]:
    """The utterances, numbered ones cut where the next number stands in the middle: `4. … 5. …`."""
    for one in (piece for whole in utterances for piece in _counted(whole)):
        expected, start = int(one.number) + 1 if one.number.isdecimal() else 0, 0
        number = one.number
        for match in _NEXT.finditer(one.text) if expected else ():
            if int(match["number"]) == expected:
                yield replace(one, text=one.text[start : match.start()].strip(), number=number)
                start, number, expected = match.end(), match["number"], expected + 1
        yield replace(one, text=one.text[start:].strip(), number=number) if start else one


_COUNT = re.compile(r"(?<!\S)(?P<number>\d{1,2})\){1,2}\s*(?=[^\W\d_¿¡«“\"])")


def _counted(one: Utterance) -> list[Utterance]:
    """An utterance, or its pieces where it counts from one on, `1) … 2) … 3) …`, whatever stands before the figures."""
    if one.number or one.label or ")" not in one.text or len(one.text) <= _LONG:
        return [one]
    found: list[re.Match[str]] = []
    for match in _COUNT.finditer(one.text):
        if int(match["number"]) == len(found) + 1:
            found.append(match)
    if len(found) < FEWEST:
        return [one]
    ends = [*(match.start() for match in found[1:]), len(one.text)]
    before = one.text[: found[0].start()].strip()
    return [
        *([replace(one, text=before)] if before else []),
        *(
            replace(one, text=one.text[match.end() : end].strip(), number=match["number"])
            for match, end in zip(found, ends, strict=True)
        ),
    ]


_GLUE = re.compile(r"[?][”»\"]?(?=[A-ZÀ-ÖØ-ÞА-ЯЁ][^\W\d_])")
"""A question and a capital without a blank between: the page had lost the end of a line there."""


def _unglued(utterances: Sequence[Utterance]) -> list[Utterance]:
    """The utterances, cut where a question and what follows stick together, `Was it late?No, it …`, as a habit."""
    asking = [one for one in utterances if "?" in one.text]
    places = {
        id(one): [
            match.end()
            for match in _GLUE.finditer(one.text)
            if one.text[: match.start()].rstrip()[-1:].isalpha()  # French puts a blank before the mark
        ]
        for one in asking
    }
    if sum(map(len, places.values())) < 2:
        return list(utterances)
    cut: list[Utterance] = []
    for one in utterances:
        ends = [0, *places.get(id(one), ()), len(one.text)]
        pieces = [one.text[a:b].strip() for a, b in pairwise(ends)]
        cut += [replace(one, text=piece, number="" if at else one.number) for at, piece in enumerate(pieces)]
    return cut
