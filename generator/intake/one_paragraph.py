"""Ways to cut a dialogue that came as one paragraph: at dashes, at signs, at a name, or at its questions.

Each function returns the turns, or nothing where the paragraph is not written in its way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

from generator.intake.labelling import SENTENCE
from generator.intake.stretches import ends_asking, size
from generator.markup import escape

MOST = 4_000
"""More turns than the longest dialogue has."""
FEWEST = 4
"""Questions in a row of sentences before these are a dialogue and not a speaker's figure of speech."""
USUALLY = 0.7
"""Share of the turns that must do what their place says: ask, or answer."""
_LONGEST = 120
"""Words that an answer between such questions has at most on average: an essay asks now and then, too."""

_TURN_DASH = re.compile(r"(?<=[.!?…»\")؟])\s+(?=[–—-]\s?[^\W\d_a-zß-öø-ÿа-яё]|[–—-]\s?[¿¡«“\"])")


def at_dashes(text: str) -> list[str]:
    """`— Why? — Because. — And then?`: each turn with its dash, also the first where it has lost its own."""
    pieces = [piece for piece in _TURN_DASH.split(text) if piece]
    if not 5 <= len(pieces) <= MOST:
        return []
    asking = [ends_asking(piece) for piece in pieces]
    opens = text.lstrip()[0] not in "–—-" and sum(asking[2::2]) > sum(asking[1::2])
    return [f"— {pieces[0]}", *pieces[1:]] if opens else pieces


_ANSWER_DASH = re.compile(r"(?<=[?？؟])\s*[–—-]\s*(?=[^\W\d_«“\"])")


def at_answers(text: str) -> list[str]:
    """`Why? - Because. And then? - Nothing.`: dashes before the answers only."""
    places = list(_ANSWER_DASH.finditer(text))
    if not FEWEST - 1 <= len(places) <= MOST or len(places) < USUALLY * len(_TURN_DASH.findall(text)):
        return []
    turns: list[str] = []
    at = 0
    for place in places:
        start = at + _last_question(text[at : place.start()], first=not turns)
        turns += [text[at:start].strip(), text[start : place.start()].strip()]
        at = place.end()
    return [turn for turn in [*turns, text[at:].strip()] if turn]


_LEAD = 12
"""Words of an introduction that leads to the first question with a colon."""


def _last_question(text: str, *, first: bool) -> int:
    """Where the question begins that ends a text: the asking sentences at the end, with what trails off before."""
    sentences = list(SENTENCE.finditer(text))
    start = len(text)
    for match in reversed(sentences):
        if not ends_asking(match[0].strip()) and (start == len(text) or not re.search(r"(?:\.{3}|…)\s*$", match[0])):
            break
        start = match.start()
    colon = text.rfind(":", start)
    return colon + 1 if first and colon > start and size(text[start:colon]) > _LEAD else start


_SIGN = re.compile(r"\\?([{•●■◆▪►▶*#])\s*")


def at_signs(text: str) -> list[str]:
    """Pieces that begin with one sign and ask, `{ Why? Because. { And then? …`, or in turn ask and answer,
    `* Why? ** Because.`; nothing where there are few."""
    for sign in {match[1] for match in _SIGN.finditer(text)}:
        run = rf"(?:\\?{re.escape(sign)})+"
        pieces = [piece.strip() for piece in re.split(run, text) if piece.strip()]
        if FEWEST <= len(pieces) <= MOST and sum(leading(piece) > 0 for piece in pieces) >= USUALLY * len(pieces):
            return pieces
        turns = pieces if re.match(run, text) else pieces[1:]
        if FEWEST <= len(turns) <= MOST and ends_asking(turns[0]) and _take_turns(turns):
            return [*pieces[: len(pieces) - len(turns)], *(f"{escape(sign)} {turn}" for turn in turns)]
    return []


def _take_turns(pieces: Sequence[str]) -> bool:
    """Whether every other piece asks, and those between do not."""
    asking, rest = pieces[::2], pieces[1::2]
    return sum(map(ends_asking, asking)) >= USUALLY * len(asking) and sum(map(ends_asking, rest)) <= 0.2 * len(rest)


_NAME = re.compile(r"(?<=[.!?。！？؟…\s])([^\W\d_]{1,20})\s?[:：]\s*(?=\S)")
_DASH = r"(?<=[.!?。！？…\s）)])[―─—–−]{1,2}\s?(?=\S)"


def at_name(text: str) -> list[str]:
    """`−Why? Mori: Because. −And then? Mori: Nothing.`: dashes before the questions, one name before the answers."""
    names = Counter(match[1] for match in _NAME.finditer(text))
    name, count = names.most_common(1)[0] if names else ("", 0)
    dashes = len(re.findall(_DASH, text))
    if count < FEWEST - 1 or not 0.5 * count <= dashes <= 2 * count:
        return []
    places = [match.start() for match in re.finditer(rf"{_DASH}|(?<=\s){re.escape(name)}\s?[:：]", text)]
    pieces = [text[a:b].strip() for a, b in pairwise([0, *places, len(text)])]
    return [piece for piece in pieces if piece]


def at_questions(text: str) -> list[str]:
    """Questions and answers of a paragraph that begins with a question and goes on in short turns."""
    sentences = [match[0] for match in SENTENCE.finditer(text)]
    runs = [
        (asks, "".join(run).strip()) for asks, run in groupby(sentences, key=lambda each: ends_asking(each.strip()))
    ]
    answers = [size(text) for asks, text in runs if not asks]
    questions = [size(text) for asks, text in runs if asks]
    dialogue = runs and runs[0][0] and not runs[-1][0] and FEWEST <= len(questions) <= MOST
    if not dialogue or sum(answers) > _LONGEST * len(answers) or sum(questions) > sum(answers):
        return []
    return [text for _, text in runs]


def leading(text: str) -> int:
    """Where the question that a paragraph opens with ends, when an answer follows; else 0."""
    end = 0
    for match in SENTENCE.finditer(text):
        if not ends_asking(match[0].strip()):
            break
        end = match.end()
    return end if 0 < end < len(text) and size(text[end:]) > 1 else 0
