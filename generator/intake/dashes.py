"""Names before the first question and the first answer, and only dashes from there on: the names said once for all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.intake import labels, lexicon
from generator.intake.cutting import SYMBOL
from generator.intake.label_names import clearly_a_name
from generator.intake.labels import Label
from generator.intake.stretches import asks, ends_asking
from generator.model import Utterance

_HEAD = 30
"""Paragraphs among which the two names stand."""
_FEWEST = 4
"""Dashes behind the names that make a dialogue."""


def named_once(utterances: Sequence[Utterance]) -> list[Utterance]:
    """The utterances, those behind dashes labelled in turn with the two names before the first dash; where there are
    no such names, or turns do not alternate between questions and answers, as they are."""
    if pair := _pair(utterances):
        return _by_questions(utterances, *pair)
    if sides := _beside_sides(utterances):
        return [_by_side(one, *sides) for one in utterances]
    dashed = [at for at, one in enumerate(utterances) if SYMBOL.match(one.text) and not one.label]
    first = dashed[0] if len(dashed) >= _FEWEST else 0
    named = [(at, label) for at in range(min(first, _HEAD)) if (label := _name(utterances[at]))]
    names = [label.text for _, label in named]
    if len(names) != 2 or lexicon.key(names[0]) == lexicon.key(names[1]) or named[1][0] != named[0][0] + 1:
        return list(utterances)
    asking = [asks(utterances[at].text) for at in dashed]
    if sum(asking[::2]) < 0.6 * len(asking[::2]) or sum(asking[1::2]) > 0.4 * len(asking[1::2]):
        return list(utterances)
    turn = {at: names[n % 2] for n, at in enumerate(dashed)}
    return [
        replace(one, text=SYMBOL.sub("", one.text, count=1), label=turn[at]) if at in turn else one
        for at, one in enumerate(utterances)
    ]


_SIDES = frozenset({"Q", "A"})


def _beside_sides(utterances: Sequence[Utterance]) -> tuple[Label | None, Label] | None:
    """The names in the first question and the first answer, or in the answer alone, where markup tells only the sides
    of all the others."""
    if {one.label for one in utterances} != {"", *_SIDES}:
        return None
    found = [(at, label) for at, one in enumerate(utterances) if (label := _name(one))]
    before = [one.label for one in utterances[: found[0][0]] if one.label] if found else []
    if len(found) == 1 and before == ["Q"] and utterances[found[0][0] - 1].label:
        return None, found[0][1]
    if len(found) != 2 or found[1][0] != found[0][0] + 1 or before:
        return None
    return found[0][1], found[1][1]


def _by_side(one: Utterance, asking: Label | None, answering: Label) -> Utterance:
    """An utterance, with the name that belongs to its side."""
    if one.label in _SIDES:
        name = answering if one.label == "A" else asking
        return replace(one, label=name.text) if name else one
    label = _name(one)
    return replace(one, text=one.text[label.end :], label=label.text) if label in (asking, answering) and label else one


def _pair(utterances: Sequence[Utterance]) -> tuple[int, Label, Label] | None:
    """Where the only two names of a source stand, before a question and right below it an answer, and the two."""
    if any(one.label for one in utterances):
        return None
    found = [(at, label) for at, one in enumerate(utterances) if (label := _name(one, ("colon", "bold", "small")))]
    if len(found) != 2 or found[1][0] != found[0][0] + 1 or found[0][0] > _HEAD:
        return None
    (at, first), (_, second) = found
    if any(ends_asking(one.text) for one in utterances[1:at]):
        return None  # the conversation has begun before
    asked = ends_asking(utterances[at].text) and not ends_asking(utterances[at + 1].text)
    below = [ends_asking(one.text) for one in utterances[at + 2 :]]
    turns = sum(two and not one for one, two in pairwise([False, *below]))
    styled = any(one.style or one.number or SYMBOL.match(one.text) for one in utterances[at:])
    fit = asked and turns >= _QUESTIONS and not styled and clearly_a_name(second)
    return (at, first, second) if fit and first.key != second.key else None


_QUESTIONS = 2
"""Questions without a name that follow."""


def _by_questions(utterances: Sequence[Utterance], start: int, asking: Label, answering: Label) -> list[Utterance]:
    """The utterances, each question from the two names on labelled with the first, each answer with the second."""
    named: list[Utterance] = list(utterances[:start])
    for one, label in zip(utterances[start : start + 2], (asking, answering), strict=True):
        named.append(replace(one, text=one.text[label.end :], label=label.text))
    before = False
    for one in utterances[start + 2 :]:
        asks_now = ends_asking(one.text)
        text = asking.text if asks_now else answering.text if before else ""
        named.append(replace(one, label=text) if text else one)
        before = asks_now
    return named


def _name(one: Utterance, forms: Collection[str] = ("colon", "bold")) -> Label | None:
    """The label of a paragraph, when it has one of the forms and can be a speaker's."""
    label = labels.candidate(one.text) if not one.label else None
    named = label and label.form in forms and label.end < len(one.text)
    known = label and (label.key in lexicon.words("not_labels") or label.key in lexicon.header_fields())
    return label if named and not known else None
