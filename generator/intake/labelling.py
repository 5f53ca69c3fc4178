"""Paragraphs without the labels of the speakers, also where a label stands in the middle of one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.intake import labels, lexicon
from generator.intake.stretches import asks, ends_asking, size
from generator.model import Utterance

_INLINE = re.compile(
    r"(?:^|(?<=[.!?。！？؟…”\"')\]—-])\s*)"
    r"([^\W\d_a-z][^.:：!?。！？,，;\n]{0,30}?(?=\s*[:：](?:\s|[^\x00-\x7f]))|[^\W\d_a-z](?=\s?[-–—]\s))"
)
_NUMBERED = re.compile(r"\b[A-Z]{1,3}\d{1,2}(?=\s?:\s)")
"""Letters with a number, `L1:`, also where linguists write no full stops."""
_COUNTED = re.compile(r"\d\s?:\s")
"""Its end, which is found faster."""

_MARKS = (re.compile(r"[:：](?:\s|[^\x00-\x7f])"), re.compile(r"[^\W\d_a-z]\s?[-–—]\s"))
"""One of these is in every text that has a label inside: most have none, and are not looked through."""

_DIRECTION = re.compile(r"[\[(（【][^\[\]()（）【】]+[\])）】]")


@dataclass(frozen=True, slots=True)
class Labelled:
    label: str
    rest: Utterance


def label_of(one: Utterance, speakers: frozenset[str]) -> Labelled | None:
    """The utterance without its label, when it has one that is a speaker's."""
    if one.label:
        text, start = _timeless(one.text)
        return Labelled(one.label, replace(one, text=text, start=one.start or start))
    if one.style in ("note", "time"):
        return None
    found = labels.candidate(one.text)
    if found and found.mark in speakers:
        text, start = _timeless(one.text[found.end :])
        text = _balanced(text, one.text[: found.end])
        name, directions = _without_directions(found.text)
        text = f"{directions} {text}".strip()
        style = "" if one.style in ("bold", "italic") and text else one.style
        return Labelled(name, replace(one, text=text, start=one.start or found.start or start, style=style, label=name))
    if len(one.text) <= 50 and f"{lexicon.key(one.text)} alone" in speakers and not ends_asking(one.text):
        return Labelled(re.sub(r"^[-–—>•\s]+|[*_\\]", "", one.text).strip(" :：[]()【】-–—>"), replace(one, text=""))
    return None


def _without_directions(label: str) -> tuple[str, str]:
    """A label without the stage directions in it, and these: `SMITH [laughs]` names Smith, and Smith laughs."""
    found = [match[0] for match in _DIRECTION.finditer(label) if lexicon.speaks_as(match[0]) == "stage"]
    for direction in found:
        label = label.replace(direction, " ")
    return (" ".join(label.split()), " ".join(found)) if found and label.strip() else (label, "")


def _timeless(text: str) -> tuple[str, str]:
    if (match := labels.TIMECODE.match(text)) and match.end() < len(text):
        return text[match.end() :], match[1]
    return text, ""


def _balanced(text: str, before: str) -> str:
    """A text without the closing mark whose opening went with the label."""
    for mark in ("**", "__"):
        if before.count(mark) % 2 and text.count(mark) % 2:
            at = text.find(mark)
            return text[:at] + text[at + len(mark) :]
    return text


def one_sided(labelled: Sequence[Labelled | None]) -> bool:
    """Whether labels stand before the questions only: they are words for that, or one name that asks each time."""
    said = Counter(lexicon.speaks_as(one.label) in ("question", "interviewer", "moderator") for one in labelled if one)
    return (said[True] > 1 and said[False] <= 0.2 * said[True]) or bool(asker(labelled))


_OFTEN = 4
"""Questions under one name that make a habit."""


def asker(labelled: Sequence[Labelled | None]) -> str:
    """The name that nearly all labels are, where it asks and a paragraph without a label stands below; else nothing."""
    keys = Counter(lexicon.key(one.label) for one in labelled if one)
    name, count = keys.most_common(1)[0] if keys else ("", 0)
    if count < _OFTEN or count < 0.8 * keys.total():
        return ""
    below = [*labelled[1:], None]
    own = [(one, after) for one, after in zip(labelled, below, strict=True) if one and lexicon.key(one.label) == name]
    asking = sum(asks(one.rest.text) for one, _ in own)
    return name if asking >= 0.7 * count and sum(after is None for _, after in own) >= 0.8 * count else ""


def labels_inside(utterances: Sequence[Utterance]) -> Counter[str]:
    """Labels that stand in the middle of long paragraphs again and again: a transcript without line breaks."""
    long = [one.text for one in utterances if not one.label and (len(one.text) > 300 or size(one.text) > 60)]
    marked = [text for text in long if any(mark.search(text) for mark in _MARKS)]
    found = Counter(match[1] for text in marked for match in _INLINE.finditer(text))
    found |= Counter(name for text in marked if _COUNTED.search(text) for name in _NUMBERED.findall(text))
    known = {name: count for name, count in found.items() if count > (1 if lexicon.speaks_as(name) else 3)}
    return Counter(known if len({lexicon.key(name) for name in known}) > 1 else {})


def split_inside(utterances: Sequence[Utterance], speakers: frozenset[str], inner: Counter[str]) -> Iterator[Utterance]:
    """Paragraphs cut where a speaker's label stands in the middle of one."""
    printed = Counter(
        found.text
        for one in utterances
        if (found := labels.candidate(one.text)) and found.mark in speakers and found.form == "colon"
    )
    frequent = {
        text
        for text, count in printed.items()
        if count > 2 or (count > 1 and len(text) > 2) or (text.isupper() and len(text) > 3)
    } | set(inner)
    lengths = max((len(text) for text in frequent), default=0)
    for one in utterances:
        places = [] if one.label or len(one.text) < 30 else list(_places(one.text, frequent, lengths))
        pieces = [one.text[a:b].strip() for a, b in pairwise([0, *places, len(one.text)])]
        pieces = [piece for piece in pieces if piece]
        yield replace(one, text=pieces[0]) if places and pieces else one
        for piece in pieces[1:]:
            yield replace(one, text=piece, number="", start="")


def split_answers(
    utterances: Sequence[Utterance], labelled: Sequence[Labelled | None]
) -> tuple[list[Utterance], list[Labelled | None]]:
    """Paragraphs `Q. Question? Answer.` cut behind the question, where labels stand before questions and nothing
    else is said; the others as they are."""
    cut: list[Utterance] = []
    found: list[Labelled | None] = []
    for one, label in zip(utterances, labelled, strict=True):
        text = label.rest.text if label else ""
        end = _question_end(text)
        cut.append(one)
        if label and 0 < end < len(text):
            found.append(Labelled(label.label, replace(label.rest, text=text[:end].strip())))
            cut.append(replace(one, text=text[end:].strip(), label="", number="", start=""))
            found.append(None)
        else:
            found.append(label)
    return cut, found


SENTENCE = re.compile(r".+?(?:[.!?。！？؟…]+[\"'”’»）)」』]*(?=\s|[^\x00-\x7f]|$)|$)\s*")
"""One sentence, roughly: for finding questions, not for the canonical text."""


def _question_end(text: str) -> int:
    """Where the sentences that ask, at the beginning of a text, end; 0 when none of the first four asks."""
    end = 0
    for at, match in enumerate(SENTENCE.finditer(text)):
        if ends_asking(match[0].strip()):
            end = match.end()
        elif end or at > 2:
            break
    return end


_AFTERSENTENCE = re.compile(r"(?<=[.!?。！？؟…”\"')\]—-])\s*")
_COLON = re.compile(r"[:：]")
_COLON_OR_DASH = re.compile(r"[:：]|[-–—](?=\s)")


def _places(text: str, names: set[str], longest: int) -> Iterator[int]:
    """Offsets behind a sentence at which one of these names stands with a colon, or a letter with a dash."""
    if not names:
        return
    letters = any(len(name) == 1 for name in names)
    for colon in (_COLON_OR_DASH if letters else _COLON).finditer(text, 1):
        before = text[max(0, colon.start() - longest - 6) : colon.start()].rstrip()
        word = re.search(r"(?<=\s)[A-Z]{1,3}\d{1,2}$", before)
        if word and word[0] in names:
            yield max(0, colon.start() - longest - 6) + word.start()
            continue
        for gap in _AFTERSENTENCE.finditer(before):
            name = re.sub(r"^(?:\*\*|__)", "", before[gap.end() :])
            if gap.end() and name in names and (colon[0] in ":：" or len(name) == 1):
                yield max(0, colon.start() - longest - 6) + gap.end()
                break
