"""A dialogue that came as one paragraph, cut where the other speaks: at dashes, or else at the questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from generator.intake import labels
from generator.intake.labelling import SENTENCE, labels_inside
from generator.intake.stretches import ends_asking, size
from generator.markup import escape
from generator.model import Utterance

_TURN_DASH = re.compile(r"(?<=[.!?…»\")؟])\s+(?=[–—]\s[^\W\d_a-zß-öø-ÿа-яё])")
_WHOLE = 0.7
"""Share of a document that one paragraph must hold before it is taken for all of the dialogue."""
_MOST = 4_000
"""More turns than the longest dialogue has."""
_FEWEST = 4
"""Questions in a row of sentences before these are a dialogue and not a speaker's figure of speech."""
_LONGEST = 120
"""Words that an answer between such questions has at most on average: an essay asks now and then, too."""


def split_dialogue(utterances: Sequence[Utterance]) -> list[Utterance]:
    """The utterances, a paragraph that is the whole dialogue cut into its turns; paragraphs with neighbours stay."""
    total = sum(len(one.text) for one in utterances)
    cut: list[Utterance] = []
    for one in _at_numbers(utterances):
        whole = not one.label and len(one.text) > 300 and len(one.text) >= _WHOLE * total
        pieces = (_at_dashes(one.text) or _at_signs(one.text) or _at_questions(one)) if whole else []
        cut += [replace(one, text=piece, number="", start="") for piece in pieces] or [one]
    return cut


_OPENING = 0.7
"""Share of the paragraphs that must begin with a question before each is cut behind it."""


def split_leading(utterances: Sequence[Utterance]) -> list[Utterance]:
    """Paragraphs that each ask and answer, `What is it? It is …`, cut behind the question, where most are so."""
    spoken = [one for one in utterances if not one.label and not one.style and size(one.text) > 3]
    ends = {id(one): _leading(one.text) for one in spoken}
    numbered = [one for one in spoken if one.number]
    within = numbered if 2 * len(numbered) >= len(spoken) else spoken
    count = sum(ends[id(one)] > 0 for one in within)
    if numbered and within is numbered and 2 <= count < len(within) <= 3 * count:
        ends |= {id(one): _first_sentence(one.text) for one in numbered if not ends[id(one)]}  # `4. Your works. I …`
    elif count < _FEWEST - 1 or count < _OPENING * len(within):
        return list(utterances)
    cut: list[Utterance] = []
    for one in utterances:
        end = ends.get(id(one), 0)
        pieces = [one.text[:end].strip(), one.text[end:].strip()] if end else [one.text]
        cut += [replace(one, text=piece, number="" if at else one.number) for at, piece in enumerate(pieces)]
    return cut


_HEADLINE = 15
"""Words of a numbered question that does not ask."""


def _first_sentence(text: str) -> int:
    """Where a short first sentence ends, when another follows; else 0."""
    match = SENTENCE.match(text)
    short = match and match.end() < len(text) and size(match[0]) <= _HEADLINE
    return match.end() if match and short and not labels.candidate(text) else 0


def _leading(text: str) -> int:
    """Where the question that a paragraph opens with ends, when an answer follows; else 0."""
    end = 0
    for match in SENTENCE.finditer(text):
        if not ends_asking(match[0].strip()):
            break
        end = match.end()
    return end if 0 < end < len(text) and size(text[end:]) > 1 and not labels.candidate(text) else 0


def _at_dashes(text: str) -> list[str]:
    pieces = [piece for piece in _TURN_DASH.split(text) if piece]
    return pieces if 5 <= len(pieces) <= _MOST else []


_SIGN = re.compile(r"\\?([{•●■◆▪►▶*#])\s*")


def _at_signs(text: str) -> list[str]:
    """Pieces that begin with one sign and ask, `{ Why? Because. { And then? …`, or in turn ask and answer,
    `* Why? ** Because.`; nothing where there are few."""
    for sign in {match[1] for match in _SIGN.finditer(text)}:
        run = rf"(?:\\?{re.escape(sign)})+"
        pieces = [piece.strip() for piece in re.split(run, text) if piece.strip()]
        if _FEWEST <= len(pieces) <= _MOST and sum(_leading(piece) > 0 for piece in pieces) >= _OPENING * len(pieces):
            return pieces
        turns = pieces if re.match(run, text) else pieces[1:]
        if _FEWEST <= len(turns) <= _MOST and ends_asking(turns[0]) and _take_turns(turns):
            return [*pieces[: len(pieces) - len(turns)], *(f"{escape(sign)} {turn}" for turn in turns)]
    return []


def _take_turns(pieces: Sequence[str]) -> bool:
    """Whether every other piece asks, and those between do not."""
    asking, rest = pieces[::2], pieces[1::2]
    return sum(map(ends_asking, asking)) >= _OPENING * len(asking) and sum(map(ends_asking, rest)) <= 0.2 * len(rest)


_NEXT = re.compile(r"(?<=[.!?。！？؟…])\s+(?P<number>\d{1,3})\s?[.)]\s*(?=[^\W\d_¿¡«“\"])")


def _at_numbers(utterances: Sequence[Utterance]) -> Iterator[Utterance]:
    """The utterances, numbered ones cut where the next number stands in the middle: `4. … 5. …`."""
    for one in utterances:
        expected, start = int(one.number) + 1 if one.number.isdecimal() else 0, 0
        number = one.number
        for match in _NEXT.finditer(one.text) if expected else ():
            if int(match["number"]) == expected:
                yield replace(one, text=one.text[start : match.start()].strip(), number=number)
                start, number, expected = match.end(), match["number"], expected + 1
        yield replace(one, text=one.text[start:].strip(), number=number) if start else one


def _at_questions(one: Utterance) -> list[str]:
    """Questions and answers of a paragraph that begins with a question and goes on in short turns; else nothing."""
    if labels_inside([one]):
        return []
    sentences = [match[0] for match in SENTENCE.finditer(one.text)]
    runs = [
        (asks, "".join(run).strip()) for asks, run in groupby(sentences, key=lambda each: ends_asking(each.strip()))
    ]
    answers = [size(text) for asks, text in runs if not asks]
    questions = [size(text) for asks, text in runs if asks]
    dialogue = runs and runs[0][0] and not runs[-1][0] and _FEWEST <= len(questions) <= _MOST
    if not dialogue or sum(answers) > _LONGEST * len(answers) or sum(questions) > sum(answers):
        return []
    return [text for _, text in runs]
