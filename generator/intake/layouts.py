"""How a source tells questions from answers: candidate layouts, each scored against the whole document.

A layout is a hypothesis (labels, numbered questions, bold questions, headings, …). Every hypothesis cuts the document
into stretches of speech; all are scored by the same evidence: do the questions ask, do the answers not, is each
question answered, how much stays outside, are there questions it misses. The best one wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.intake import labels, lexicon, marking, roles, scoring
from generator.intake.cutting import cut
from generator.intake.labelling import Labelled, label_of, labels_inside, split_answers, split_dashes, split_inside
from generator.intake.people import Person
from generator.intake.speakers import speakers_of
from generator.intake.stretches import Stretch, asks, size
from generator.model import Role, Utterance

_TIE = 0.03
_IGNORED = 0.2
"""What a label counts against a layout that takes it for words, in questions missed."""
_DASHES = re.compile(r"\\?[-–—―─]\\?[-–—―─]+\s*(?=[^\s–—―─-])")


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
    utterances = split_dashes(utterances)
    speakers = speakers_of(utterances, persons)
    inner = labels_inside(utterances)
    speakers |= {mark for name in inner for mark in (lexicon.key(name), f"{lexicon.key(name)} dash")}
    cut = list(split_inside(utterances, speakers, inner)) if speakers else list(utterances)
    found: list[Layout] = []
    labelled = [label_of(one, speakers) for one in cut]
    cut = _with_sections(cut, labelled)
    if speakers:
        if _only_questions(labelled):
            cut, labelled = split_answers(cut, labelled)
        found.append(_scored("labels", cut, labelled, None, persons))
    given = any(one.label for one in utterances)
    two_sided = bool(found) and _two_sided(found[0]) and not _asked_by_dashes(cut, labelled)
    settled = two_sided and sum(map(bool, labelled)) >= 0.5 * len(cut)
    if not given and not settled:
        for way in marking.question_marks(cut, labelled):
            missed = way.missed + _IGNORED * sum(map(bool, labelled))
            found.append(_scored(way.name, cut, [None] * len(cut), way.marks, persons, missed=missed))
            if speakers and not two_sided and _between_labels(way.name, labelled, way.marks):
                name, marks = f"labels+{way.name}", _with_prompts(cut, labelled, way.marks)
                found.append(_scored(name, cut, labelled, marks, persons, missed=way.missed))
        if not two_sided and (named := _named_questions(cut)):
            found.append(_scored("named", cut, named, None, persons, questions=True))
    found = sorted((one for one in found if one.score > 0.35), key=lambda one: -one.score)
    return found or [_speech(cut, labelled if speakers else [None] * len(cut))]


def _only_questions(labelled: Sequence[Labelled | None]) -> bool:
    """Whether every label stands before a question and nothing unlabelled stands between them: the answers must be
    in the same paragraphs."""
    said = [at for at, label in enumerate(labelled) if label]
    sides = {lexicon.speaks_as(label.label) for label in labelled if label}
    between = said[-1] + 1 - said[0] - len(said) if said else 0
    return len(said) > 1 and sides <= {"question", "interviewer"} and between < 0.2 * len(said)


def _named_questions(utterances: Sequence[Utterance]) -> list[Labelled | None]:
    """Questions under the name of whoever asks (each time another), answers without a label."""
    found: list[Labelled | None] = []
    for one in utterances:
        label = labels.candidate(one.text)
        named = label and label.form in ("colon", "bold") and label.key not in lexicon.words("not_labels")
        found.append(
            label_of(one, frozenset({label.mark})) if named and label and asks(one.text[label.end :]) else None
        )
    count = sum(map(bool, found))
    others = sum(1 for one, label in zip(utterances, found, strict=True) if not label and labels.candidate(one.text))
    return found if count > 1 and others <= 0.25 * count else []


def _between_labels(name: str, labelled: Sequence[Labelled | None], marks: Sequence[bool]) -> bool:
    """Whether marked questions can stand among labelled answers: enough of them, and labels right behind the plain."""
    count = sum(marks)
    if count < 0.2 * sum(map(bool, labelled)):
        return False
    followed = sum(1 for at, mark in enumerate(marks[:-1]) if mark and labelled[at + 1])
    return name != "asking" or followed >= 0.6 * count


def _with_prompts(
    utterances: Sequence[Utterance], labelled: Sequence[Labelled | None], marks: Sequence[bool]
) -> list[bool]:
    """Marks with the short paragraphs that stand where questions stand: alone between two labels of one speaker.

    Where answers go on in paragraphs of their own, nothing tells those from a prompt, and the marks stay.
    """
    first = next((at for at, label in enumerate(labelled) if label), len(labelled))
    loose = [at for at in range(first, len(marks)) if not labelled[at] and not marks[at]]
    alone = {
        at for at in loose if at + 1 < len(marks) and _alone_between(labelled, at) and size(utterances[at].text) <= 20
    }
    if len(loose) > len(alone):
        return list(marks)
    return [mark or at in alone for at, mark in enumerate(marks)]


def _alone_between(labelled: Sequence[Labelled | None], at: int) -> bool:
    """Whether an unlabelled paragraph stands between two labelled ones of the same speaker."""
    before, after = labelled[at - 1], labelled[at + 1]
    return bool(before and after and lexicon.key(before.label) == lexicon.key(after.label))


def _two_sided(layout: Layout) -> bool:
    """Whether labels alone tell who asks and who answers."""
    asking = [one for one in layout.stretches if one.side == "asks" and one.label]
    texts = [" ".join(each.text for each in one.utterances) for one in asking]
    return len(asking) >= 0.2 * len(layout.stretches) and sum(map(asks, texts)) >= 0.4 * len(asking)


def _with_sections(utterances: list[Utterance], labelled: Sequence[Labelled | None]) -> list[Utterance]:
    """Short lines without a full stop between an answer and a labelled question are the titles of sections."""
    places = [
        at
        for at, (one, label) in enumerate(zip(utterances[:-1], labelled, strict=False))
        if not label
        and not one.style
        and not one.number
        and size(one.text) <= 10
        and re.search(r"[\w)）」』”]$", one.text)
        and (after := labelled[at + 1])
        and lexicon.speaks_as(after.label) in ("question", "interviewer")
    ]
    if not any(lexicon.key(utterances[at].text) in lexicon.words("not_labels") for at in places) and len(places) < 2:
        return utterances
    if not places or len(places) > 0.5 * sum(map(bool, labelled)):
        return utterances
    found = set(places)
    return [replace(one, style="heading6") if at in found else one for at, one in enumerate(utterances)]


def _asked_by_dashes(utterances: Sequence[Utterance], labelled: Sequence[Labelled | None]) -> bool:
    """Whether questions stand behind a double dash, as in Japan, among labelled answers."""
    dashed = [one for one, label in zip(utterances, labelled, strict=True) if not label and _DASHES.match(one.text)]
    return len(dashed) > 1 and sum(asks(one.text) for one in dashed) > 0.5 * len(dashed)


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
