"""Stretches of speech -> exchanges of turns, paragraphs and sentences, with the ids they would first be given."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Protocol

from generator import sentences
from generator.intake import lexicon
from generator.intake.label_shapes import EASTERN
from generator.intake.stretches import Stretch, asks
from generator.model import Exchange, Paragraph, Participant, Role, Sentence, Text, Turn, Utterance, closed

_BACKCHANNEL = 3
"""Words an interviewer can put in without asking: `Right.`, `Mm-hm, yes.`"""


class Speaker(Protocol):
    """Whoever has a participant."""

    @property
    def participant(self) -> Participant: ...


def paragraphs(utterances: Sequence[Utterance], unit: str, language: str, first: int = 1) -> tuple[Paragraph, ...]:
    """Utterances as paragraphs of sentences, numbered from `first` within their unit (`q3`, `intro`)."""
    found: list[Paragraph] = []
    for one in utterances:
        identity = f"{unit}.p{first + len(found)}"
        kind = {"stage": "stage", "time": "stage", "note": "note"}.get(one.style, "speech")
        pieces = [_bracketed(one.text)] if kind == "stage" and one.text else sentences.split(one.text, language)
        if not pieces:
            continue
        said = tuple(Sentence(f"{identity}.s{at}", text, one.line) for at, text in enumerate(pieces, 1))
        found.append(Paragraph(identity, said, language, kind, line=one.line))
    return tuple(found)


def _bracketed(text: str) -> str:
    """A stage direction in brackets, by which the canonical text knows it, also where the source has markup for it."""
    return text if re.match(r"\\?[\[(（【]", text) and text.endswith(("]", ")", "）", "】")) else f"\\[{text}\\]"


def exchanges(stretches: Sequence[Stretch], members: Mapping[str, Speaker], language: str) -> tuple[Exchange, ...]:
    """Turns gathered into exchanges: a question opens one, what answers it belongs to it."""
    groups = _grouped([one for one in stretches if one.utterances])
    if not groups:
        return ()
    opening = not any(one.side == "asks" for one in groups[0]) and len(groups) > 1
    numbers = _numbers(groups, opening=opening)
    return closed(
        tuple(_exchange(group, number, members, language) for group, number in zip(groups, numbers, strict=True))
    )


def _grouped(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    groups: list[list[Stretch]] = []
    answered = False
    for one in stretches:
        opens = one.side == "asks" and answered and not _interjects(one)
        if not groups or opens or one.section or (one.number and one.side == "asks" and not one.label):
            groups.append([])
            answered = False
        groups[-1].append(one)
        answered = answered or one.side == "answers"
    return groups


def _interjects(one: Stretch) -> bool:
    text = " ".join(each.text for each in one.utterances)
    brief = len(text) <= 2 * _BACKCHANNEL if EASTERN.search(text) else one.words <= _BACKCHANNEL
    return bool(one.label) and not asks(text) and brief


def _numbers(groups: Sequence[Sequence[Stretch]], *, opening: bool) -> list[int]:
    """The numbers the source prints, when they go up one by one; else positions, 0 for an opening statement."""
    printed = [next((each.number for each in group if each.side == "asks" and each.number), "") for group in groups]
    values = [int(one) if re.fullmatch(r"[0-9]{1,4}", one) else 0 for one in printed]
    start = 1 if opening else 0
    asked = values[start:]
    if all(asked) and asked == list(range(asked[0], asked[0] + len(asked))) and asked:
        return [0] * start + asked
    return list(range(0 if opening else 1, len(groups) + (0 if opening else 1)))


def _exchange(group: Sequence[Stretch], number: int, members: Mapping[str, Speaker], language: str) -> Exchange:
    unit = f"q{number}"
    counter = count(1)
    turns: list[Turn] = []
    first = next(counter)
    for one in group:
        said = paragraphs(one.utterances, unit, language, first)
        first += len(said)
        if turn := _turn(one, said, members):
            turns.append(turn)
    section = next((one.section for one in group if one.section), "")
    return Exchange(
        unit, number, Text("", language), tuple(turns), Text(section, language) if section else None, group[0].line
    )


def _turn(one: Stretch, said: tuple[Paragraph, ...], members: Mapping[str, Speaker]) -> Turn | None:
    """A turn; a label that is nobody's (`Break`) makes one without a participant."""
    if one.label and lexicon.speaks_as(one.label) == "stage":
        return Turn("", Role.MODERATOR, said, one.start, one.line) if said else None
    member = members.get(lexicon.key(one.label) if one.label else f"/{one.side}")
    if not said or member is None:
        return None
    role = member.participant.role
    return Turn(member.participant.id, role, said, one.start, one.line)
