"""How a source tells questions from answers: candidate layouts, each scored against the whole document.

A layout is a hypothesis (labels, numbered questions, bold questions, headings, …). Every hypothesis cuts the document
into stretches of speech; all are scored by the same evidence: do the questions ask, do the answers not, is each
question answered, how much stays outside, are there questions it misses. The best one wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.intake import lexicon, marking, roles, scoring
from generator.intake.between import (
    asked_by_dashes,
    between_labels,
    named_questions,
    only_questions,
    set_apart,
    with_prompts,
    with_sections,
)
from generator.intake.cutting import cut
from generator.intake.dashes import named_once
from generator.intake.labelling import (
    Labelled,
    label_of,
    labels_inside,
    one_sided,
    split_answers,
    split_inside,
)
from generator.intake.people import Person
from generator.intake.running import split_dialogue, split_leading
from generator.intake.speakers import speakers_of
from generator.intake.stretches import Stretch, asks
from generator.model import Role, Utterance

_TIE = 0.03
_IGNORED = 0.2
"""What a label counts against a layout that takes it for words, in questions missed."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A document cut by one hypothesis."""

    name: str
    """`labels`, `numbered`, `heading2`, `bold`, `labels+bold`, …; `speech` when nothing asks."""
    before: tuple[Utterance, ...]
    """What stands before the first stretch."""
    stretches: tuple[Stretch, ...]
    score: float
    unsaid: Role | None = None
    """Role of labels that do not say it themselves, where the layout tells."""


def candidates(utterances: Sequence[Utterance], persons: list[Person]) -> list[Layout]:
    """Every layout the document could have, best first; never empty: the last resort is a speech."""
    utterances = named_once(split_leading(split_dialogue(utterances)))
    speakers = speakers_of(utterances, persons)
    inner = labels_inside(utterances)
    speakers |= {mark for name in inner for mark in (lexicon.key(name), f"{lexicon.key(name)} dash")}
    cut = list(split_inside(utterances, speakers, inner)) if speakers else list(utterances)
    found: list[Layout] = []
    labelled = [label_of(one, speakers) for one in cut]
    cut = [replace(one, text=one.text.replace("\t", " ")) if "\t" in one.text else one for one in cut]
    cut = with_sections(cut, labelled)
    if speakers:
        if only_questions(labelled):
            cut, labelled = split_answers(cut, labelled)
        found.append(_scored("labels", cut, labelled, None, persons))
    given = any(one.label for one in utterances)
    two_sided = bool(found) and _two_sided(found[0]) and not asked_by_dashes(cut, labelled)
    open_ = one_sided(labelled)  # only questions have labels: others may be headings (`Question 1: …`, then `### And?`)
    settled = two_sided and sum(map(bool, labelled)) >= 0.5 * len(cut)
    if not given and not settled:
        for way in marking.question_marks(cut, labelled):
            missed = way.missed + _IGNORED * sum(map(bool, labelled))
            found.append(_scored(way.name, cut, [None] * len(cut), way.marks, persons, missed=missed))
            apart = bool(speakers) and not open_ and set_apart(way.name, cut, labelled, way.marks)
            if apart:
                found[0] = _scored("labels", cut, labelled, None, persons, missed=float(sum(way.marks)))
            if speakers and (apart or not two_sided or open_) and between_labels(way.name, labelled, way.marks):
                name, marks = f"labels+{way.name}", with_prompts(cut, labelled, way.marks)
                found.append(_scored(name, cut, labelled, marks, persons, missed=way.missed))
        if not two_sided and (named := named_questions(cut)):
            found.append(_scored("named", cut, named, None, persons, questions=True))
    found = sorted((one for one in found if one.score > 0.35), key=lambda one: -one.score)
    return found or [_speech(cut, labelled if speakers else [None] * len(cut))]


def _two_sided(layout: Layout) -> bool:
    """Whether labels alone tell who asks and who answers."""
    asking = [one for one in layout.stretches if one.side == "asks" and one.label and one.utterances]
    whole = sum(asks(" ".join(each.text for each in one.utterances)) for one in asking)
    own = sum(asks(one.utterances[0].text) for one in asking)  # not what stands below, which may be somebody else's
    return len(asking) >= 0.2 * len(layout.stretches) and whole >= 0.4 * len(asking) and 2 * own >= whole


def rival(found: Sequence[Layout]) -> Layout | None:
    """A second layout nearly as good as the best that cuts the document otherwise."""
    for other in found[1:]:
        if found[0].score - other.score < _TIE and _questions(other) != _questions(found[0]):
            return other
    return None


def _questions(layout: Layout) -> set[int]:
    return {one.line for one in layout.stretches if one.side == "asks"}


def _scored(
    name: str,
    utterances: Sequence[Utterance],
    labelled: Sequence[Labelled | None],
    marks: Sequence[bool] | None,
    persons: list[Person],
    *,
    questions: bool = False,
    missed: float = 0.0,
) -> Layout:
    """The document cut by a hypothesis; `questions` says that every label stands before one."""
    before, stretches = cut(utterances, labelled, marks, questions=questions)
    unsaid = Role.INTERVIEWER if questions else Role.RESPONDENT if marks is not None else None
    cast = roles.assigned(stretches, persons, unsaid=unsaid)
    for one in stretches:
        if one.label:
            person = cast[lexicon.key(one.label)]
            one.side = "asks" if person.role is Role.INTERVIEWER else "answers"
    score = scoring.score(name, before, stretches, missed)
    return Layout(name, tuple(before), tuple(stretches), score, unsaid)


def _speech(utterances: Sequence[Utterance], labelled: Sequence[Labelled | None]) -> Layout:
    """No question: all of it is one stretch, or one of each voice that captions mark."""
    if any(labelled):
        before, stretches = cut(utterances, labelled, None)
        for one in stretches:
            one.side = "answers"
        return Layout("speech", tuple(before), tuple(stretches), 0.0)
    voices: list[Stretch] = []
    for said in utterances:
        if not voices or said.style == "turn":  # captions mark where another voice begins (`>>`), not whose it is
            voices.append(Stretch("", "answers", [], start=said.start, line=said.line))
        voices[-1].utterances.append(said)
    return Layout("speech", (), tuple(voices), 0.0)
