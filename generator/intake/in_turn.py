"""Labels that need not come back: most paragraphs of a short document have one, and they ask and answer in turn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.intake import lexicon
from generator.intake.cutting import SYMBOL
from generator.intake.label_names import clearly_a_name, shape
from generator.intake.label_shapes import EASTERN
from generator.intake.labels import Label
from generator.intake.stretches import ends_asking, size
from generator.model import Utterance

_DENSE = {
    "colon": 0.5,
    "timed": 0.45,
    "tab": 0.6,
    "bold": 0.75,
    "bracket": 0.75,
    "dash": 0.75,
    "dot": 0.6,
    "small": 0.9,
    "quoted": 0.9,
    "stamped": 0.6,
}
"""Share of the paragraphs, from the first label of a form to the last, that have one."""
_LINES = 0.45
"""The same where labels stand on lines of their own."""
_HEAD = 4
"""Labels above the first turn that may be fields or titles with a colon."""
_CHANGES = 0.6
"""Share of the labels that are followed by another speaker's."""


def in_turn(utterances: Sequence[Utterance], found: Sequence[Label | None]) -> set[str]:
    """Marks of the labels of a form that most paragraphs begin with, where one speaker asks and another answers."""
    by_form: dict[str, list[int]] = {form: [] for form in _DENSE}
    for at, (one, label) in enumerate(zip(utterances, found, strict=True)):
        form = _form(one, label) if label else ""
        if label and form in by_form and _may_speak(one, label, form):
            by_form[form].append(at)
    for form, share in _DENSE.items():
        places = by_form[form]
        if len(places) < 2:
            continue
        dashed = {at for at in places if SYMBOL.match(utterances[at].text)}
        if 2 * len(dashed) < len(places):  # `— And the last question: …` among names without a dash
            places = [at for at in places if at not in dashed]
        counts = Counter(label.key for at in places if (label := found[at]))
        for first in range(min(_HEAD, len(places) - 1)):
            if marks := _marks(utterances, found, places[first:], share, habit=_HABIT if form == "colon" else _ANY):
                return marks
            if (label := found[places[first]]) and (counts[label.key] > 1 or lexicon.speaks_as(label.text)):
                break  # here somebody speaks
    return set()


_NAMED = re.compile(r"\S*[^\s\u3041-\u309f]")
"""A word without a particle of Japanese behind it: who speaks, and not `彼は「…」`."""


def _form(one: Utterance, label: Label) -> str:
    """The form of a label; capitals before a dash, `RB — …`, are none of the capitals before a point."""
    return "dash" if label.form == "dot" and re.search(r"[-–—]\s*$", one.text[: label.end]) else label.form


def _may_speak(one: Utterance, label: Label, form: str) -> bool:
    if label.key in lexicon.words("not_labels") or (_silent(one) and not EASTERN.search(label.text)):
        return False
    if form == "quoted":
        return bool(_NAMED.fullmatch(label.text) and re.search(r"[」』”\"]$", one.text))
    if form == "stamped":
        return lexicon.anyone(label.text)
    if form == "dot":
        return lexicon.speaks_as(label.text) in ("question", "answer")
    return True


def _marks(
    utterances: Sequence[Utterance], found: Sequence[Label | None], places: Sequence[int], share: float, habit: int
) -> set[str]:
    counts = Counter(label.key for at in places if (label := found[at]))
    places = _without_list(utterances, counts, found, _with_words(utterances, found, places))
    labels = [label for at in places if (label := found[at])]
    counts = Counter(label.key for label in labels)
    if sum(count >= habit for count in counts.values()) > 1:
        return _once(utterances, places, labels, counts)  # who speaks in a long document mostly comes back
    if len(counts) < 2:
        return set()
    if len(places) == 2 and not all(lexicon.speaks_as(label.text) or clearly_a_name(label) for label in labels):
        return set()
    within = [at for at in range(places[0], places[-1] + 1) if not _silent(utterances[at])]
    if not any(label.end < len(utterances[at].text) for at, label in zip(places, labels, strict=True)):
        share = min(share, _LINES)
    if places[-1] + 1 - places[0] < _MOST * (len(utterances) - places[0]) or any(
        _BULLET.match(utterances[at].text) for at in places
    ):
        return set()
    loose = [at for at in within if at not in places]
    asked = [at for at in loose if ends_asking(utterances[at].text)]
    covered = len(places) + len(asked)
    changes = sum(one.key != two.key for one, two in pairwise(labels))
    if covered < share * len(within) or len(places) < 0.4 * len(within) or changes < _CHANGES * (len(labels) - 1):
        return set()
    asking = [ends_asking(text) for text in _said(utterances, found, places)]
    said = any(lexicon.speaks_as(label.text) for label in labels) or labels[0].form in ("timed", "stamped")
    enough = len(labels) > 2 or labels[0].form == "stamped"
    if (any(asking) and not all(asking)) or asked or (enough and (said or _alternate(labels, within))):
        return {label.mark for label in labels}
    return {label.mark for label in labels} if _only_names(utterances, labels, within) else set()


_MOST = 0.4
"""Share of the paragraphs from the first label on that they must span: what stands beside an interview is short."""
_BULLET = re.compile(r"\s*[»›►▶]")
_HABIT = 3
"""Times that a label stands in a document in which it is a habit."""
_ANY = 1_000_000
"""Of the forms that are slight, not even a habit is accepted elsewhere."""
_PANEL = 4
"""Names in a row, each before a good many words, that are a conversation although nobody asks."""
_SPOKEN = 8
"""Words of such a turn on average."""


_ALL = 0.9
"""Share of the paragraphs with a label in a source that has one before every turn."""


def _once(
    utterances: Sequence[Utterance], places: Sequence[int], labels: Sequence[Label], counts: Counter[str]
) -> set[str]:
    """Marks of the labels that stand once where all turns have one: short names, and a good many words behind each."""
    if len(places) < _ALL * (places[-1] + 1 - places[0]):
        return set()
    shapes = {shape(label.text) for label in labels if counts[label.key] > 1}
    return {
        label.mark
        for at, label in zip(places, labels, strict=True)
        if counts[label.key] == 1
        and shape(label.text) in shapes
        and utterances[at].text[label.end : label.end + 1].isupper()
        and size(utterances[at].text) > _SPOKEN
    }


def _only_names(utterances: Sequence[Utterance], labels: Sequence[Label], within: Sequence[int]) -> bool:
    """Whether every paragraph begins with what can only be a name: in capitals, or as long as Eastern names are."""
    words = sum(size(utterances[at].text) for at in within)
    names = all(
        label.form == "colon" and (label.text.isupper() or (EASTERN.search(label.text) and clearly_a_name(label)))
        for label in labels
    )
    return names and len(within) == len(labels) >= _PANEL and words >= _SPOKEN * len(labels)


def _without_list(
    utterances: Sequence[Utterance], counts: Counter[str], found: Sequence[Label | None], places: Sequence[int]
) -> Sequence[int]:
    """The places without a list of guests above them: `Anna Bell – director of the gallery`, without full stops."""
    first = 0
    while first < len(places) and (label := found[places[first]]):
        text = utterances[places[first]].text
        if counts[label.key] > 1 or lexicon.speaks_as(label.text) or re.search(r"[.!?。！？؟…”\"»）)]\W*$", text):
            break
        first += 1
    return places[first:] if len(places) - first > 1 else places


def _alternate(labels: Sequence[Label], within: Sequence[int]) -> bool:
    """Whether two voices take turns and nothing else stands between them."""
    two = len({label.key for label in labels}) == 2 and all(one.key != after.key for one, after in pairwise(labels))
    return two and len(labels) >= 0.9 * len(within)


def _with_words(utterances: Sequence[Utterance], found: Sequence[Label | None], places: Sequence[int]) -> Sequence[int]:
    """The places without the labels that have nothing behind them (`Categories:`), where most have."""
    said = [at for at in places if (label := found[at]) and label.end < len(utterances[at].text)]
    return said if 2 * len(said) >= len(places) else places


def _silent(one: Utterance) -> bool:
    return one.style in ("stage", "time", "note") or one.style.startswith("heading")


def _said(utterances: Sequence[Utterance], found: Sequence[Label | None], places: Sequence[int]) -> Iterator[str]:
    """What stands behind each label: the rest of its paragraph, or the paragraph below."""
    for at in places:
        label = found[at]
        rest = utterances[at].text[label.end :] if label else ""
        yield rest.strip() or (utterances[at + 1].text if at + 1 < len(utterances) else "")
