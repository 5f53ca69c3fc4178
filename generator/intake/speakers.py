"""Which labels of a document are speakers: words for a side, known names, and what the document makes a habit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from generator.intake import labels, lexicon
from generator.intake.alone import standing_alone
from generator.intake.in_turn import in_turn
from generator.intake.label_names import (
    announced,
    clearly_a_name,
    fuller_names,
    parts,
    relatives,
    shape,
    short_forms,
    titled,
)
from generator.intake.labels import Label
from generator.intake.names import names_in
from generator.intake.people import Person
from generator.intake.stretches import ends_asking, size
from generator.model import Utterance


def speakers_of(utterances: Sequence[Utterance], persons: Iterable[Person]) -> frozenset[str]:
    """Keys of the labels that are speakers here."""
    names = [person.name for person in persons] + [key for person in persons for key in person.keys]
    given = {lexicon.key(one.label) for one in utterances if one.label}
    seen: set[str] = set()
    head = Counter(one.text for one in utterances[:_HEAD] if len(one.text) > 7 and not one.text.endswith((":", "：")))
    found: list[Label | None] = []
    for at, one in enumerate(utterances):
        again = (len(one.text) > 60 and one.text in seen) or head[one.text] > 1  # what a page repeats proves nothing
        seen.add(one.text)
        silent = (
            one.label
            or again
            or (at < _TITLE and not any(found) and heads(one, utterances[at:]))
            or _FIELDS.fullmatch(one.text)
            or one.style in ("note", "time")
        )
        found.append(None if silent else labels.candidate(one.text))
    said = accepted(found, [*names, *announced(utterances, found, names)]) | in_turn(utterances, found)
    return said | given | standing_alone(utterances)


def _names_guest(utterances: Sequence[Utterance]) -> bool:
    """Whether what stands below the first line is not yet speech, but soon everything is: `Guests`, names, a deck."""
    below = [labels.candidate(one.text) for one in utterances[1:_HEAD]]
    colon = [bool(label and label.form == "colon") for label in below]
    first = next((at for at, found in enumerate(colon) if found), 0)
    return first > 0 and sum(colon[first:]) > 1 and sum(colon[first:]) >= 0.6 * len(colon[first:])


def heads(one: Utterance, utterances: Sequence[Utterance]) -> bool:
    """Whether the first paragraph is a title with a colon (`The keeper: I only light it`): it ends without a full
    stop, and whoever it seems to name speaks nowhere else, or not before others have been introduced."""
    label = labels.candidate(one.text)
    if not label or label.form != "colon" or _sided(label) or size(one.text) > 20:
        return False
    if re.search(r"[.!。！…]$", one.text) or label.end >= len(one.text):
        return False
    if ends_asking(one.text):  # a title may ask, but then somebody else asks first
        spoken = (each for each in utterances[1:_HEAD] if (found := labels.candidate(each.text)) and _speaks(found))
        first = next(spoken, None)
        if first is None or not ends_asking(first.text):
            return False
    if len(label.text.split()) > 1 and _names_guest(utterances):
        return True
    return all((other := labels.candidate(each.text)) is None or other.key != label.key for each in utterances[1:])


def _speaks(label: Label) -> bool:
    """Whether a label can be of somebody who speaks, by more than a habit of the document."""
    return not label.slight and not _is_other(label.key)


def _sided(label: Label) -> bool:
    """Whether a label is a word for a side; `Interview` may open a title as well."""
    return bool(lexicon.speaks_as(label.text)) and not lexicon.pattern("interviews").fullmatch(label.text)


_TITLE = 3
"""Paragraphs among which a title with a colon stands."""
_HEAD = 14
"""Paragraphs among which pages repeat their title."""
_FIELDS = re.compile(r"(?:[^:：]{1,12}[:：]\s*){2,5}")
"""Names of fields with nothing in them: `Text size: Colour:`."""


def accepted(candidates: Iterable[Label | None], known: Iterable[str] = ()) -> frozenset[str]:
    """Marks of the labels that are speakers in this document.

    `known` are names from elsewhere (a header, a legend, front matter). A label must be a word for a side of the
    conversation, a known name, or come back: a label that stands once counts only where others come back.
    """
    every = list(candidates)
    names = {part for name in known for part in parts(name)}
    found = [label for label in every if label and (label.key in names or not _is_other(label.key))]
    habits = _habits(found, every, names)
    plain = [label for label in found if label.form not in _HABITUAL]
    counts = Counter(label.key for label in plain)
    marks = Counter(label.mark for label in plain)
    back_in = Counter(label.form for label in {label.mark: label for label in plain}.values() if marks[label.mark] > 1)
    plain = [label for label in plain if _possible(label, counts, marks, back_in)]
    strong = {key for _, *pair in lexicon.pairs() if all(marks[key] for key in pair) for key in pair}
    back = {label.key for label in plain if label.form == "alias" or label.key in names or counts[label.key] > 1}
    back |= relatives(plain)
    strong |= {
        label.mark
        for label in plain
        if label.key in back or lexicon.speaks_as(label.text) or lexicon.anyone(label.text)
    }
    strong |= {label.mark for label in plain if label.form == "colon" and titled(label.text)} if strong else set()
    forms = Counter((label.form, shape(label.text)) for label in plain if label.mark in strong)
    weak = {
        label.mark
        for label in plain
        if label.mark not in strong and forms[label.form, shape(label.text)] >= (4 if clearly_a_name(label) else 12)
    }
    strong |= {
        label.mark
        for label in {label.mark: label for label in plain if label.mark not in strong}.values()
        if label.form == "colon" and len(names_in(label.key)) == 1 and strong & set(short_forms(label.text))
    }
    strong |= fuller_names(found, strong)
    if not strong and len(weak) < 2:
        return frozenset(habits)
    total = sum(marks[mark] for mark in strong)
    return frozenset(strong | weak | habits if total >= 4 or habits else strong)


@lru_cache(maxsize=8_000)
def _is_other(key: str) -> bool:
    """Whether a label says something else than who speaks: `note`, `related reading`."""
    return key in lexicon.words("not_labels") or bool(lexicon.pattern("page_end").fullmatch(key))


_HABITUAL = frozenset({"dash", "paren", "quoted", "small", "spaced", "stamped"})
"""Forms that are labels only where a good part of the document has them."""


def _answered(names: set[str], found: Sequence[Label]) -> bool:
    """Whether a name with a dash and another with a colon take turns: `Lake Weekly- Why?`, `Paula: Because.`"""
    turns = [label for label in found if label.form == "colon" or label.key in names]
    kinds = [label.form == "colon" for label in turns]
    changes = sum(one != two for one, two in pairwise(kinds))
    return len({label.key for label in turns}) <= 3 and changes >= 0.8 * max(1, len(turns) - 1)


_INITIAL = re.compile(r"[^\W\d_]\.\s?[^\W\d_]{3}")
"""`T. Mori`: so shaped, a name counts beside others of its shape even when it stands once."""


def _habits(found: Sequence[Label], every: Sequence[Label | None], names: set[str]) -> set[str]:
    """Marks of labels that are nothing but a habit: `Name - …`, `Name「…」`, `Name　…`, again and again."""
    marks: set[str] = set()
    aliases = {label.key for label in found if label.form == "alias"}
    for form in _HABITUAL:
        counts = Counter(label.key for label in found if label.form == form)
        back = {key for key, count in counts.items() if count > 1 or key in names or key in aliases}
        said = sum(counts[key] for key in back)
        first = next((at for at, label in enumerate(every) if label and label.form == form and label.key in back), 0)
        if said < (4 if len(back) > 1 else 3) or said < 0.3 * (len(every) - first):
            continue
        if (
            form in ("dash", "paren", "small")
            and len(back) < 2
            and not (
                form == "dash" and (_answered(back, found) or all(lexicon.speaks_as(key) == "question" for key in back))
            )
        ):
            continue
        surnames = {key.split()[-1] for key in back if key}
        spoken = {label.key for label in every[first:] if label and label.form == form}  # above are lists of guests
        initials = {key for key in counts if _INITIAL.match(key)}
        back |= {key for key in counts if lexicon.speaks_as(key)}
        back |= {key for key in spoken if " " in key and key.split()[-1] in surnames}
        back |= spoken & initials if back & initials else set()
        marks |= {f"{key} {form}" for key in (counts if form in ("quoted", "stamped") else back)}
    return marks


def _possible(label: Label, counts: Counter[str], marks: Counter[str], back_in: Counter[str]) -> bool:
    """Whether a label of a weak form is used as labels are; `back_in` counts the labels of a form that come back."""
    if label.form in ("dot", "bare"):
        return _marks_turns(label, marks, back_in)
    if label.form == "bracket" and not lexicon.speaks_as(label.text):
        return back_in["bracket"] > 1 or (back_in["bracket"] == 1 and marks.total() >= 4)
    if label.form == "bold":  # a name in bold that opens a sentence is no label where labels have colons
        return marks[label.mark] > 1 or counts[label.key] == marks[label.mark]
    return True


_SEVERAL = 3
"""Labels of a document beside which a single `Q` is no initial."""


def _marks_turns(label: Label, marks: Counter[str], back_in: Counter[str]) -> bool:
    """Whether `Q.` or `A ` is more than an initial or a first word: it comes back, and so does its partner."""
    if lexicon.speaks_as(label.text) == "question":
        return marks[label.mark] > 1 or (label.text == "Q" and len(marks) > _SEVERAL)  # one question, answered by many
    partners = [f"{question} {label.form}" for _, question, answer in lexicon.pairs() if answer == label.key]
    partners += [f"{answer} {label.form}" for _, question, answer in lexicon.pairs() if question == label.key]
    if any(marks[partner] > 1 for partner in partners):
        return marks[label.mark] > 1
    if label.form == "dot" and len(label.text) > 5 and back_in["dot"] > 1:
        return marks[label.mark] > 1 or len(label.text.split()) > 1
    return marks[label.mark] > 2 and len(label.text) > 2
