"""How a source tells questions from answers: candidate layouts, each scored against the whole document.

A layout is a hypothesis (labels, numbered questions, bold questions, headings, …). Every hypothesis cuts the document
into stretches of speech; all are scored by the same evidence: do the questions ask, do the answers not, is each
question answered, how much stays outside, are there questions it misses. The best one wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.intake import labels, lexicon, people
from generator.intake.cutting import SYMBOL, cut
from generator.intake.labelling import Labelled, label_of, labels_inside, split_inside
from generator.intake.people import Person
from generator.intake.speakers import speakers_of
from generator.intake.stretches import Stretch, asks, ends_asking, size
from generator.model import Role, Utterance

_PRIOR = {
    "labels": 0.3,
    "named": 0.15,
    "numbered": 0.12,
    "heading": 0.12,
    "bold": 0.12,
    "term": 0.15,
    "italic": 0.08,
    "quote": 0.05,
    "symbol": 0.05,
    "item": 0.02,
    "asking": 0.0,
}
"""What a layout is worth before the document is looked at: how deliberate its marks are."""
_TIE = 0.03
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
    speakers = speakers_of(utterances, persons)
    inner = labels_inside(utterances)
    speakers |= {lexicon.key(name) for name in inner}
    cut = list(split_inside(utterances, speakers, inner)) if speakers else list(utterances)
    found: list[Layout] = []
    labelled = [label_of(one, speakers) for one in cut]
    cut = _with_sections(cut, labelled)
    if speakers:
        found.append(_scored("labels", cut, labelled, None, persons))
    given = any(one.label for one in utterances)
    two_sided = bool(found) and _two_sided(found[0]) and not _asked_by_dashes(cut, labelled)
    settled = two_sided and sum(map(bool, labelled)) >= 0.5 * len(cut)
    if not given and not settled:
        for way in _question_marks(cut, labelled):
            found.append(_scored(way.name, cut, [None] * len(cut), way.marks, persons, missed=way.missed))
            if speakers and not two_sided and _between_labels(way.name, labelled, way.marks):
                name = f"labels+{way.name}"
                found.append(_scored(name, cut, labelled, way.marks, persons, missed=way.missed))
        if not two_sided and (named := _named_questions(cut)):
            found.append(_scored("named", cut, named, None, persons, questions=True))
    found = sorted((one for one in found if one.score > 0.35), key=lambda one: -one.score)
    return found or [_speech(cut, labelled if speakers else [None] * len(cut))]


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
    if len(places) < 2 or len(places) > 0.5 * sum(map(bool, labelled)):
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


# --- questions without labels -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Marks:
    """One way in which questions could be set off."""

    name: str
    marks: list[bool]
    """For each utterance, whether it would be a question."""
    missed: float
    """Utterances set off in the same way that would be none, as far as they look deliberate."""


def _question_marks(utterances: Sequence[Utterance], labelled: Sequence[Labelled | None]) -> Iterator[_Marks]:
    """Each way in which questions could be set off, with the utterances it makes questions."""
    free = [
        one.style not in ("note", "stage", "time") and not label
        for one, label in zip(utterances, labelled, strict=True)
    ]
    seen: set[tuple[bool, ...]] = set()
    for name, looks, asking in _tests():
        base = [ok and looks(one) for one, ok in zip(utterances, free, strict=True)]
        marks = [mark and asking(one) for one, mark in zip(utterances, base, strict=True)]
        if name == "asking":
            marks = _without_musings(utterances, marks)
        elif name == "symbol+alternating":
            marks = _alternating(utterances, base)
        count = sum(marks)
        if 2 <= count < 0.8 * len(marks) and tuple(marks) not in seen:
            seen.add(tuple(marks))
            yield _Marks(name, marks, _missed(name, utterances, base, marks))


def _tests() -> list[tuple[str, Callable[[Utterance], bool], Callable[[Utterance], bool]]]:
    """Name of a layout, what sets its questions off, and what else they must do."""
    styles = ["bold", "italic", "term", "quote", "item", *(f"heading{level}" for level in range(1, 7))]
    tests: list[tuple[str, Callable[[Utterance], bool], Callable[[Utterance], bool]]] = [
        ("numbered", lambda one: bool(one.number) and not one.style.startswith("heading"), _any),
        *((style, lambda one, style=style: _styled(one, style), _any) for style in styles),  # type: ignore[misc]
        ("symbol", _symbol, _any),
    ]
    for style in ["bold", *(f"heading{level}" for level in range(1, 7))]:
        tests.append((f"{style}+numbered", lambda one, style=style: one.style == style, lambda one: bool(one.number)))  # type: ignore[misc]
    tests += [
        ("bold+asking", lambda one: one.style == "bold", lambda one: asks(one.text)),
        ("italic+asking", lambda one: one.style == "italic", lambda one: asks(one.text)),
        ("symbol+asking", _symbol, lambda one: asks(one.text)),
        ("symbol+alternating", _symbol, _any),
        ("numbered+asking", lambda one: bool(one.number), lambda one: asks(one.text)),
        ("heading+asking", lambda one: one.style.startswith("heading"), lambda one: ends_asking(one.text)),
        ("asking", _any, lambda one: _plainly_asks(one.text)),
    ]
    return tests


def _any(one: Utterance) -> bool:
    return True


def _styled(one: Utterance, style: str) -> bool:
    return one.style == style and not (style == "item" and one.number)


def _symbol(one: Utterance) -> bool:
    return bool(SYMBOL.match(one.text))


def _plainly_asks(text: str) -> bool:
    """Whether a paragraph without any mark is a question: it ends as one, or is a prompt that trails off."""
    if ends_asking(text):
        return size(text) < 120
    return size(text) < 40 and text.rstrip().endswith((":", "…", "...")) and asks(text)


def _without_musings(utterances: Sequence[Utterance], marks: list[bool]) -> list[bool]:
    """Marks without the long paragraphs right behind a question that end in a question of their own: answers."""
    kept: list[bool] = []
    for at, mark in enumerate(marks):
        long = size(utterances[at].text) > max(40, 2.5 * size(utterances[at - 1].text)) if at else False
        kept.append(mark and not (at and kept[at - 1] and long))
    return kept


def _alternating(utterances: Sequence[Utterance], base: Sequence[bool]) -> list[bool]:
    """Every other of the paragraphs that begin with a dash, from the first that asks."""
    turn = [at for at, mark in enumerate(base) if mark]
    first = next((n for n, at in enumerate(turn) if asks(utterances[at].text)), 0)
    chosen = set(turn[first::2]) if len(turn) >= 0.7 * len(utterances) else set()
    return [at in chosen for at in range(len(utterances))]


def _missed(name: str, utterances: Sequence[Utterance], base: Sequence[bool], marks: Sequence[bool]) -> float:
    """How many deliberately set off utterances a narrower test leaves out."""
    if "+" not in name or name == "symbol+alternating":
        return 0.0
    left = [mark and not chosen for mark, chosen in zip(base, marks, strict=True)]
    if name == "symbol+asking" and sum(base) >= 1.6 * sum(marks):  # answers have dashes too: two in a row are odd
        return float(sum(one and two for one, two in pairwise(left)))
    if name.endswith("+numbered"):
        return sum(left) / 2
    whole = [
        size(one.text) > 8 or one.text.rstrip('*_ »”"').endswith((".", "!", "…", "。", "！", "؟")) for one in utterances
    ]
    return sum((1.0 if full else 0.3) for full, one in zip(whole, left, strict=True) if one)


# --- scoring ------------------------------------------------------------------------------------------------------


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
    roles = people.assign(stretches, persons, unsaid=unsaid)
    for one in stretches:
        if one.label:
            person = roles[lexicon.key(one.label)]
            one.side = "asks" if person.role is Role.INTERVIEWER else "answers"
    score = _score(name, before, stretches, missed)
    return Layout(name, tuple(before), tuple(stretches), score, unsaid)


def _score(name: str, before: Sequence[Utterance], stretches: Sequence[Stretch], missed: float) -> float:
    """How well the stretches read as questions and answers, about 0 to 1.3."""
    asking = [one for one in stretches if one.side == "asks" and one.utterances]
    answering = [one for one in stretches if one.side == "answers" and one.utterances]
    kind = re.split(r"[+\d]", name)[0]
    labelled = sum(1 for one in stretches if one.label)
    prior = _PRIOR[kind] + (0.03 if "numbered" in name or "labels+" in name else 0.0)
    prior -= 0.04 if "asking" in name else 0.0
    if not asking or not answering:
        several = len({lexicon.key(one.label) for one in stretches if one.label}) > 1
        return 0.75 if kind == "labels" and several and labelled >= 4 else 0.0
    texts = [" ".join(u.text for u in one.utterances) for one in asking]
    pure = sum(map(asks, texts)) / len(texts)
    quiet = sum(1 for one in answering if not ends_asking(one.utterances[-1].text)) / len(answering)
    followed = sum(1 for one, two in pairwise(stretches) if one.side == "asks" and two.side == "answers")
    answered = followed / max(
        1,
        sum(
            1
            for one, two in zip([*stretches], [*stretches[1:], None], strict=False)
            if one.side == "asks" and (two is None or two.side != "asks")
        ),
    )
    total = sum(size(u.text) for u in before) + sum(one.words for one in stretches)
    outside = sum(size(u.text) for u in before) / max(1, total)
    share = sum(one.words for one in asking) / max(1, sum(one.words for one in stretches))
    missed += sum(_hidden_questions(one) for one in answering)
    coverage = len(asking) / (len(asking) + missed)
    score = (
        0.3 * pure
        + 0.15 * quiet
        + 0.15 * answered
        + 0.2 * coverage
        + 0.1 * (1 - min(1.0, 2 * max(0.0, outside - 0.25)))
    )
    score += 0.1 * (1 - max(0.0, share - 0.4) / 0.6) + prior
    score += 0.08 * _in_sequence(asking)
    if pure < 0.4 and kind != "labels":
        score -= 0.35 * (0.4 - pure) / 0.4
    return score - (0.1 if len(asking) == 1 else 0.0)


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


def _in_sequence(asking: Sequence[Stretch]) -> float:
    """How many of the printed numbers follow the one before (or all say 1, as Markdown lists may)."""
    numbers = [int(one.number) for one in asking if one.number.isdigit()]
    if len(numbers) < 2:
        return 0.0
    steps = sum(1 for one, two in pairwise(numbers) if two == one + 1 or one == two == 1)
    return steps / (len(numbers) - 1)


def _speech(utterances: Sequence[Utterance], labelled: Sequence[Labelled | None]) -> Layout:
    """One speaker, no question: all of it is one stretch."""
    if any(labelled):
        before, stretches = cut(utterances, labelled, None)
        for one in stretches:
            one.side = "answers"
        return Layout("speech", tuple(before), tuple(stretches), 0.0)
    return Layout(
        "speech", (), (Stretch("", "answers", list(utterances), line=utterances[0].line),) if utterances else (), 0.0
    )
