"""The ways in which a source sets its questions off when no label does: numbers, bold, headings, dashes, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, pairwise
from operator import and_, or_
from typing import TypeAlias

from generator.intake.cutting import SYMBOL
from generator.intake.labelling import Labelled
from generator.intake.lead_ins import without_lead_in
from generator.intake.remarks import with_remarks
from generator.intake.requests import with_lines_above, with_requests, without_musings
from generator.intake.stretches import asks, ends_asking, size
from generator.model import Utterance


@dataclass(frozen=True, slots=True)
class Marks:
    """One way in which questions could be set off."""

    name: str
    marks: list[bool]
    """For each utterance, whether it would be a question."""
    missed: float
    """Utterances set off in the same way that would be none, as far as they look deliberate."""


def question_marks(utterances: Sequence[Utterance], labelled: Sequence[Labelled | None]) -> Iterator[Marks]:
    """Each way in which questions could be set off, with the utterances it makes questions."""
    free = [
        one.style not in ("note", "stage", "time") and not label
        for one, label in zip(utterances, labelled, strict=True)
    ]
    free = _without_lone_signs(utterances, free)
    seen: set[tuple[bool, ...]] = set()
    in_style: dict[str, list[bool]] = {}
    for marks in _by_sign(utterances, free):
        seen.add(tuple(marks))
        yield Marks("symbol", marks, 0.0)
    for name, looks, asking in _tests():
        base = [ok and looks(one) for one, ok in zip(utterances, free, strict=True)]
        marks = [mark and asking(one) for one, mark in zip(utterances, base, strict=True)]
        if name == "asking":
            marks = with_requests(utterances, without_musings(utterances, marks))
            marks = with_lines_above(utterances, with_remarks(utterances, marks))
        elif name == "symbol+alternating":
            marks = _alternating(utterances, base)
        elif name == "turn":
            marks = _every_other(utterances, base, marks)
        marks = without_lead_in(utterances, marks)
        count = sum(marks)
        if 2 <= count < 0.8 * len(marks) and tuple(marks) not in seen:
            seen.add(tuple(marks))
            if name in _STYLES and _mostly_ask(utterances, marks):
                in_style[name] = marks
            yield Marks(name, marks, _missed(name, utterances, base, marks))
    for (one, first), (two, second) in combinations(in_style.items(), 2):
        if not any(map(and_, first, second)):
            yield Marks(f"{one}+{two}", list(map(or_, first, second)), 0.0)


_STYLES = frozenset({"bold", "italic", "colour", "term", *(f"heading{level}" for level in range(1, 7))})
"""Of which questions may have two: a magazine's are headings, and terms of a list in the quick round at the end."""
_USUALLY = 0.5
"""Share of what is set off in each of them that asks."""


def _mostly_ask(utterances: Sequence[Utterance], marks: Sequence[bool]) -> bool:
    asking = [asks(one.text) for one, mark in zip(utterances, marks, strict=True) if mark]
    return sum(asking) >= _USUALLY * len(asking)


def _without_lone_signs(utterances: Sequence[Utterance], free: list[bool]) -> list[bool]:
    """What is free to be a question, without a sign that stands once where another is the rule: `▲ The keeper`."""
    signs = [match[1] if (match := SYMBOL.match(one.text)) else "" for one in utterances]
    counts = Counter(sign for sign in signs if sign)
    if not counts or max(counts.values()) < _RULE:
        return free
    return [
        ok and not (sign and sign not in _DASHES and counts[sign] == 1) for ok, sign in zip(free, signs, strict=True)
    ]


_RULE = 3
"""Signs of one kind that are the rule in a source."""
_DASHES = frozenset("-–—―−ー－─")


def _by_sign(utterances: Sequence[Utterance], free: Sequence[bool]) -> Iterator[list[bool]]:
    """Where questions and answers have signs of their own (`* Why?`, `- Because.`): the paragraphs of each sign."""
    found = [SYMBOL.match(one.text) if ok else None for one, ok in zip(utterances, free, strict=True)]
    signs = {match[1] for match in found if match}
    for sign in sorted(signs) if len(signs) > 1 else ():
        marks = [bool(match and match[1] == sign) for match in found]
        if sum(marks) > 1 and sum(marks) >= 0.3 * sum(map(bool, found)):
            yield marks


_Test: TypeAlias = Callable[[Utterance], bool]


def _tests() -> list[tuple[str, _Test, _Test]]:
    """Name of a layout, what sets its questions off, and what else they must do."""
    headings = [f"heading{level}" for level in range(1, 7)]
    styles = ["bold", "italic", "colour", "term", "quote", "item", *headings]
    return [
        ("numbered", lambda one: bool(one.number) and not one.style.startswith("heading"), _any),
        ("bold", lambda one: _styled("bold", one) or _opens_bold(one), _any),
        *((style, partial(_styled, style), _any) for style in styles[1:]),
        ("turn", partial(_styled, "turn"), lambda one: _plainly_asks(one.text)),
        ("symbol", _symbol, _any),
        *((f"{style}+numbered", partial(_styled, style), _numbered) for style in ["bold", *headings]),
        ("bold+asking", partial(_styled, "bold"), _asks),
        ("italic+asking", partial(_styled, "italic"), _asks),
        ("symbol+asking", _symbol, _asks),
        ("symbol+alternating", _symbol, _any),
        ("numbered+asking", _numbered, _asks),
        ("heading+asking", lambda one: one.style.startswith("heading"), lambda one: ends_asking(one.text)),
        ("asking", _any, lambda one: _plainly_asks(one.text)),
    ]


def _any(one: Utterance) -> bool:
    return True


def _numbered(one: Utterance) -> bool:
    return bool(one.number)


def _asks(one: Utterance) -> bool:
    return asks(one.text)


def _styled(style: str, one: Utterance) -> bool:
    return one.style == style and not (style == "item" and one.number)


def _opens_bold(one: Utterance) -> bool:
    """Whether a question begins in bold and ends in plain type."""
    return not one.style and one.text.startswith("**") and ends_asking(one.text) and size(one.text) < 60


def _symbol(one: Utterance) -> bool:
    return bool(SYMBOL.match(one.text))


def _plainly_asks(text: str) -> bool:
    """Whether a paragraph without any mark is a question: it ends as one, or is a prompt that trails off."""
    if ends_asking(text):
        return size(text) < 120
    return size(text) < 40 and text.rstrip().endswith((":", "…", "...")) and asks(text)


def _alternating(utterances: Sequence[Utterance], base: Sequence[bool]) -> list[bool]:
    """Every other of the paragraphs that begin with a dash, the first that asks among them."""
    turn = [at for at, mark in enumerate(base) if mark]
    first = next((n for n, at in enumerate(turn) if asks(utterances[at].text)), 0)
    spoken = len(utterances) - turn[0] if turn else 0
    chosen = set(turn[first % 2 :: 2]) if len(turn) >= 0.7 * spoken else set()
    return [at in chosen for at in range(len(utterances))]


_ONE_OF_TWO = 0.8
"""Share of the questions that stand at odd (or even) turns before two voices are taken to alternate."""


def _every_other(utterances: Sequence[Utterance], base: Sequence[bool], asking: list[bool]) -> list[bool]:
    """The turns of whoever asks, where two voices alternate; else those that ask."""
    turns = [at for at, mark in enumerate(base) if mark]
    odd = sum(asking[at] for at in turns[1::2])
    even = sum(asking[at] for at in turns[::2])
    if len(turns) < 0.5 * len(utterances) or max(odd, even) < _ONE_OF_TWO * (odd + even) or odd + even < 3:
        return asking
    chosen = set(turns[1::2] if odd > even else turns[::2])
    return [at in chosen for at in range(len(utterances))]


def _missed(name: str, utterances: Sequence[Utterance], base: Sequence[bool], marks: Sequence[bool]) -> float:
    """How many deliberately set off utterances a narrower test leaves out."""
    if "+" not in name or name == "symbol+alternating":
        return _left_in_style(utterances, marks) if name == "asking" else 0.0
    left = [mark and not chosen for mark, chosen in zip(base, marks, strict=True)]
    if name == "symbol+asking" and sum(base) >= 1.6 * sum(marks):  # answers have dashes too: two in a row are odd
        return float(sum(one and two for one, two in pairwise(left)))
    if name.endswith("+numbered"):
        return sum(left) / 2
    return sum(_deliberate(utterances, base, at) for at, one in enumerate(left) if one)


def _deliberate(utterances: Sequence[Utterance], base: Sequence[bool], at: int) -> float:
    """How much a paragraph that is set off like the questions, but does not ask, looks like one all the same."""
    text = utterances[at].text
    if size(text) > 8 or text.rstrip('*_ »”"').endswith((".", "!", "…", "。", "！", "؟")):
        return 1.0
    alone = 0 < at < len(base) - 1 and not base[at - 1] and not base[at + 1]
    return 0.8 if alone and not utterances[at + 1].style.startswith("heading") else 0.2  # else the title of a section


def _left_in_style(utterances: Sequence[Utterance], marks: Sequence[bool]) -> float:
    """Where all that ask are set off in one way, how many others are: questions that only look like statements."""
    styles = {one.style for one, mark in zip(utterances, marks, strict=True) if mark}
    style = styles.pop() if len(styles) == 1 else ""
    left = [one for one, mark in zip(utterances, marks, strict=True) if not mark and style and one.style == style]
    return float(len(left)) if len(left) < sum(marks) else 0.0
