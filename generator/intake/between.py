"""What labels leave open: questions that have none among answers that have one, prompts, titles of sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.intake import labels, lexicon
from generator.intake.cutting import TITLE
from generator.intake.labelling import Labelled, label_of
from generator.intake.stretches import asks, size
from generator.model import Utterance

_DASHES = re.compile(r"\\?[-–—―─]\\?[-–—―─]+\s*(?=[^\s–—―─-])")
_DASH = re.compile(r"\\?[-–—―─ー]\s+(?=\S)")


def only_questions(labelled: Sequence[Labelled | None]) -> bool:
    """Whether every label stands before a question and nothing unlabelled stands between them: the answers must be
    in the same paragraphs."""
    said = [at for at, label in enumerate(labelled) if label]
    sides = {lexicon.speaks_as(label.label) for label in labelled if label}
    between = said[-1] + 1 - said[0] - len(said) if said else 0
    return len(said) > 1 and sides <= {"question", "interviewer"} and between < 0.2 * len(said)


def named_questions(utterances: Sequence[Utterance]) -> list[Labelled | None]:
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


def between_labels(name: str, labelled: Sequence[Labelled | None], marks: Sequence[bool]) -> bool:
    """Whether marked questions can stand among labelled answers: enough of them, and labels right behind the plain."""
    first = next((at for at, label in enumerate(labelled) if label), 0)
    count = sum(marks[max(0, first - 2) :])  # the first question may stand above the first label, a menu may not
    if count < 0.2 * sum(map(bool, labelled)):
        return False
    followed = sum(1 for at, mark in enumerate(marks[:-1]) if mark and labelled[at + 1])
    return name != "asking" or followed >= 0.6 * count


_APART = 4
"""Paragraphs in a type of their own that make a habit."""


def set_apart(
    name: str, utterances: Sequence[Utterance], labelled: Sequence[Labelled | None], marks: Sequence[bool]
) -> bool:
    """Whether what stands in bold or italics among labelled turns is somebody else's: it often asks, and no turn with
    a label is set so."""
    if name not in ("bold", "italic"):
        return False
    loose = [one for one, mark, label in zip(utterances, marks, labelled, strict=True) if mark and not label]
    own = any(label and label.rest.style == name for label in labelled)
    return not own and len(loose) >= _APART and sum(asks(one.text) for one in loose) >= 0.4 * len(loose)


def with_prompts(
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


_LINE = 16
"""Words of a line that presents somebody: name, office and house."""


def with_sections(utterances: list[Utterance], labelled: Sequence[Labelled | None]) -> list[Utterance]:
    """Short lines without a full stop between an answer and a labelled question are the titles of sections; so are
    those that name who speaks next, where another spoke before.

    One alone is none, unless the head lists it, it is a word for questions and answers or it names the next speaker.
    """
    places = [
        at
        for at, (one, label) in enumerate(zip(utterances[:-1], labelled, strict=False))
        if not label
        and not one.style
        and not one.number
        and size(one.text) <= _LINE
        and re.search(r"[\w)）」』”]$", one.text)
        and (after := labelled[at + 1])
        and (
            (lexicon.speaks_as(after.label) in ("question", "interviewer") and size(one.text) <= TITLE)
            or _presents(one, after, labelled[at - 1] if at else None)
        )
    ]
    if len(places) < 2 and not any(_announced(utterances, at, labelled) for at in places):
        return utterances
    if not places or len(places) > 0.5 * sum(map(bool, labelled)):
        return utterances
    found = set(places)
    return [replace(one, style="heading6") if at in found else one for at, one in enumerate(utterances)]


_CONTENTS = 25
"""Paragraphs among which a table of contents stands."""


_NAME = 5
"""Words among which the name of somebody who is presented stands."""


def _presents(one: Utterance, after: Labelled, before: Labelled | None) -> bool:
    """Whether a line begins with who speaks below it and did not above it: `Nadia Brandt, keeper of the ferry`."""
    key = lexicon.key(after.label)
    begins = " ".join(lexicon.key(one.text).split()[:_NAME])
    return before is not None and len(key) > 1 and key != lexicon.key(before.label) and key in begins


def _announced(utterances: Sequence[Utterance], at: int, labelled: Sequence[Labelled | None]) -> bool:
    """Whether a line says `Questions and answers`, stands in a table of contents or presents the next speaker."""
    after = labelled[at + 1]
    if after and _presents(utterances[at], after, labelled[at - 1] if at else None):
        return True
    key = lexicon.key(utterances[at].text)
    listed = any(lexicon.key(one.text) == key for one in utterances[: min(at, _CONTENTS)])
    return listed or key in lexicon.words("not_labels")


def asked_by_dashes(utterances: Sequence[Utterance], labelled: Sequence[Labelled | None]) -> bool:
    """Whether questions stand behind a double dash, as in Japan, or often behind a single one, among labelled answers.

    What stands below, up to the next dash or label, belongs to the question.
    """
    for dash, fewest in ((_DASHES, 2), (_DASH, 3)):
        asked: list[str] = []
        open_ = False
        for one, label in zip(utterances, labelled, strict=True):
            dashed = not label and bool(dash.match(one.text))
            open_ = dashed or (open_ and not label and not one.style)
            if dashed:
                asked.append(one.text)
            elif open_:
                asked[-1] = f"{asked[-1]} {one.text}"
        if len(asked) >= fewest and sum(map(asks, asked)) > 0.5 * len(asked):
            return True
    return False
