"""How a source tells questions from answers: candidate layouts, each scored against the whole document.

A layout is a hypothesis (labels, numbered questions, bold questions, headings, …). Every hypothesis cuts the document
into stretches of speech; all are scored by the same evidence: do the questions ask, do the answers not, is each
question answered, how much stays outside, are there questions it misses. The best one wins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.intake import labels, lexicon, people
from generator.intake.people import Person
from generator.intake.stretches import Stretch, asks, ends_asking, size
from generator.markup import escape
from generator.model import Role, Utterance

_SYMBOL = re.compile(r"\\?([-–—―•●■◆▲▶▷◇○□※►▪▸→>])\s*")
_INLINE = re.compile(
    r"(?:^|(?<=[.!?。！？؟…”\"')\]—-])\s*)([^\W\d_a-z][^.:：!?。！？,，;\n]{0,30}?)\s*[:：](?=\s|[^\x00-\x7f])"
)
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
    speakers = _speakers(utterances, persons)
    inner = _inside(utterances)
    speakers |= {lexicon.key(name) for name in inner}
    cut = list(_split_inside(utterances, speakers, inner)) if speakers else list(utterances)
    found: list[Layout] = []
    labelled = [_label(one, speakers) for one in cut]
    if speakers:
        found.append(_scored("labels", cut, labelled, None, persons))
    given = any(one.label for one in utterances)
    two_sided = bool(found) and _two_sided(found[0])
    settled = two_sided and sum(map(bool, labelled)) >= 0.5 * len(cut)
    if not given and not settled:
        for name, marks in _question_marks(cut, labelled):
            found.append(_scored(name, cut, [None] * len(cut), marks, persons))
            if speakers and not two_sided and _between_labels(name, labelled, marks):
                found.append(_scored(f"labels+{name}", cut, labelled, marks, persons))
        if not two_sided and (named := _named_questions(cut)):
            found.append(_scored("named", cut, named, None, persons, questions=True))
    found = sorted((one for one in found if one.score > 0.35), key=lambda one: -one.score)
    return found or [_speech(cut, labelled if speakers else [None] * len(cut))]


def _named_questions(utterances: Sequence[Utterance]) -> list[_Labelled | None]:
    """Questions under the name of whoever asks (each time another), answers without a label."""
    found: list[_Labelled | None] = []
    for one in utterances:
        label = labels.candidate(one.text)
        named = label and label.form in ("colon", "bold") and label.key not in lexicon.words("not_labels")
        found.append(_label(one, frozenset({label.mark})) if named and label and asks(one.text[label.end :]) else None)
    count = sum(map(bool, found))
    others = sum(1 for one, label in zip(utterances, found, strict=True) if not label and labels.candidate(one.text))
    return found if count > 1 and others <= 0.25 * count else []


def _between_labels(name: str, labelled: Sequence[_Labelled | None], marks: Sequence[bool]) -> bool:
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


def rival(found: Sequence[Layout]) -> Layout | None:
    """A second layout nearly as good as the best that cuts the document otherwise."""
    for other in found[1:]:
        if found[0].score - other.score < _TIE and _questions(other) != _questions(found[0]):
            return other
    return None


def _questions(layout: Layout) -> set[int]:
    return {one.line for one in layout.stretches if one.side == "asks"}


# --- labels -------------------------------------------------------------------------------------------------------


def _speakers(utterances: Sequence[Utterance], persons: Iterable[Person]) -> frozenset[str]:
    """Keys of the labels that are speakers here."""
    names = [person.name for person in persons] + [key for person in persons for key in person.keys]
    given = {lexicon.key(one.label) for one in utterances if one.label}
    found = [
        labels.candidate(one.text) if not one.label and one.style not in ("note", "time") else None
        for one in utterances
    ]
    standing = _standing_alone(utterances)
    return labels.accepted(found, names) | given | standing


def _standing_alone(utterances: Sequence[Utterance]) -> frozenset[str]:
    """Names on a line of their own that come back, with speech under each."""
    short = Counter(
        lexicon.key(one.text)
        for one, after in pairwise(utterances)
        if not one.label
        and len(one.text) <= 50
        and not ends_asking(one.text)
        and one.style not in ("stage", "time")
        and not re.search(r"[.!。！,;]$", one.text)
        and size(after.text) > 1
        and labels._name_like(re.sub(r"[*_\\:：]", "", one.text).strip())
    )
    repeated = {
        key
        for key, count in short.items()
        if count > 1 or (count and lexicon.speaks_as(key) in ("question", "answer", "interviewer", "respondent"))
    }
    enough = sum(short[key] for key in repeated)
    return (
        frozenset(repeated) if enough >= 3 and len(repeated) > 1 and enough >= 0.15 * len(utterances) else frozenset()
    )


@dataclass(frozen=True, slots=True)
class _Labelled:
    label: str
    rest: Utterance


def _label(one: Utterance, speakers: frozenset[str]) -> _Labelled | None:
    """The utterance without its label, when it has one that is a speaker's."""
    if one.label:
        text, start = _timeless(one.text)
        return _Labelled(one.label, replace(one, text=text, start=one.start or start))
    if one.style in ("note", "time"):
        return None
    found = labels.candidate(one.text)
    if found and found.mark in speakers:
        text, start = _timeless(one.text[found.end :])
        text = _balanced(text, one.text[: found.end])
        style = "" if one.style in ("bold", "italic") and text else one.style
        return _Labelled(
            found.text, replace(one, text=text, start=one.start or found.start or start, style=style, label=found.text)
        )
    if len(one.text) <= 50 and lexicon.key(one.text) in speakers and not ends_asking(one.text):
        return _Labelled(re.sub(r"[*_\\]", "", one.text).strip(" :：[]()【】"), replace(one, text=""))
    return None


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


def _inside(utterances: Sequence[Utterance]) -> Counter[str]:
    """Labels that stand in the middle of long paragraphs again and again: a transcript without line breaks."""
    long = [one.text for one in utterances if not one.label and len(one.text) > 300]
    found = Counter(match[1] for text in long for match in _INLINE.finditer(text))
    known = {name: count for name, count in found.items() if count > (1 if lexicon.speaks_as(name) else 3)}
    return Counter(known if len({lexicon.key(name) for name in known}) > 1 else {})


def _split_inside(
    utterances: Sequence[Utterance], speakers: frozenset[str], inner: Counter[str]
) -> Iterator[Utterance]:
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
    if not frequent:
        yield from utterances
        return
    names = "|".join(re.escape(text) for text in sorted(frequent, key=len, reverse=True))
    inside = re.compile(rf"(?<=[.!?。！？؟…”\"')\]—-])\s*(?<![^\W\d_])(?=(?:\*\*|__)?(?:{names})\s*[:：])")
    for one in utterances:
        if one.label or len(one.text) < 30:
            yield one
            continue
        pieces = [piece for piece in inside.split(one.text) if piece and piece.strip()]
        yield replace(one, text=pieces[0]) if pieces else one
        for piece in pieces[1:]:
            yield replace(one, text=piece.strip(), number="", start="")


# --- questions without labels -------------------------------------------------------------------------------------


def _question_marks(
    utterances: Sequence[Utterance], labelled: Sequence[_Labelled | None]
) -> Iterator[tuple[str, list[bool]]]:
    """Each way in which questions could be set off, with the utterances it makes questions."""
    features: dict[str, list[bool]] = {}
    tests: list[tuple[str, Callable[[Utterance], bool]]] = [
        ("numbered", lambda one: bool(one.number) and not one.style.startswith("heading")),
        ("bold", lambda one: one.style == "bold"),
        ("italic", lambda one: one.style == "italic"),
        ("term", lambda one: one.style == "term"),
        ("quote", lambda one: one.style == "quote"),
        ("item", lambda one: one.style == "item" and not one.number),
        ("symbol", lambda one: bool(_SYMBOL.match(one.text))),
    ]
    for level in range(1, 7):
        tests += _heading_tests(f"heading{level}")
    tests += [
        ("bold+numbered", lambda one: one.style == "bold" and bool(one.number)),
        ("bold+asking", lambda one: one.style == "bold" and (ends_asking(one.text) or asks(one.text))),
        ("italic+asking", lambda one: one.style == "italic" and asks(one.text)),
        ("symbol+asking", lambda one: bool(_SYMBOL.match(one.text)) and asks(one.text)),
        ("numbered+asking", lambda one: bool(one.number) and asks(one.text)),
        ("heading+asking", lambda one: one.style.startswith("heading") and ends_asking(one.text)),
        ("asking", lambda one: ends_asking(one.text) and size(one.text) < 120),
    ]
    seen: set[tuple[bool, ...]] = set()
    for name, test in tests:
        marks = [
            test(one) and one.style not in ("note", "stage", "time") and not label
            for one, label in zip(utterances, labelled, strict=True)
        ]
        count = sum(marks)
        if count >= 2 and count < 0.8 * len(marks) and tuple(marks) not in seen:
            seen.add(tuple(marks))
            features[name] = marks
    yield from features.items()


def _heading_tests(style: str) -> list[tuple[str, Callable[[Utterance], bool]]]:
    return [
        (style, lambda one: one.style == style),
        (f"{style}+numbered", lambda one: one.style == style and bool(one.number)),
    ]


# --- cutting ------------------------------------------------------------------------------------------------------


def _cut(
    utterances: Sequence[Utterance],
    labelled: Sequence[_Labelled | None],
    marks: Sequence[bool] | None,
    *,
    questions: bool = False,
) -> tuple[list[Utterance], list[Stretch]]:
    """What stands before the first stretch, and the stretches."""
    cutter = _Cutter(utterances, labelled, marks, questions=questions)
    for at, one in enumerate(utterances):
        cutter.take(at, one)
    return cutter.done()


class _Cutter:
    """Goes through a document once and opens a stretch wherever one begins."""

    def __init__(
        self,
        utterances: Sequence[Utterance],
        labelled: Sequence[_Labelled | None],
        marks: Sequence[bool] | None,
        *,
        questions: bool,
    ) -> None:
        self.utterances, self.labelled, self.marks = utterances, labelled, marks
        self.all_questions = questions
        self.only_questions = questions or (marks is None and _one_sided(labelled))
        self.before: list[Utterance] = []
        self.stretches: list[Stretch] = []
        self.titles: list[Utterance] = []
        """Headings since the last stretch: the section of the next."""

    def take(self, at: int, one: Utterance) -> None:
        label, last = self.labelled[at], self.stretches[-1] if self.stretches else None
        if label:
            self._open(_labelled_stretch(label, one))
            self.stretches[-1].side = "asks" if self.all_questions else self.stretches[-1].side
        elif self.marks and self.marks[at]:
            self._question(one, last)
        elif one.style.startswith("heading"):
            self.titles.append(one)
        elif last is None:
            self.before += [*self.titles, one]  # headings over the introduction are not the section of a question
            self.titles = []
        elif one.style == "row" and (other := _other_side(self.labelled, at, one)):
            self._open(Stretch(other, "", [one], start=one.start, line=one.line))
        elif self._answers(at, last):
            self._open(Stretch("", "answers", [one], start=one.start, line=one.line))
        else:
            last.utterances += [*(replace(title, style="bold") for title in self.titles), one]
            self.titles = []

    def done(self) -> tuple[list[Utterance], list[Stretch]]:
        if self.titles and self.stretches:
            self.stretches[-1].utterances += [replace(one, style="bold") for one in self.titles]
        else:
            self.before += self.titles
        return self.before, _without_symbols(self.stretches)

    def _open(self, stretch: Stretch) -> None:
        stretch.section = ": ".join(one.text for one in self.titles)
        self.titles = []
        self.stretches.append(stretch)

    def _question(self, one: Utterance, last: Stretch | None) -> None:
        if last and last.label and not last.utterances:
            last.utterances.append(one)  # its label stands on the line before
            return
        goes_on = last is not None and last.side == "asks" and not last.label and not one.number and not self.titles
        if last and goes_on and one.style == last.utterances[-1].style:
            last.utterances.append(one)
        else:
            self._open(Stretch("", "asks", [one], one.number, start=one.start, line=one.line))

    def _answers(self, at: int, last: Stretch) -> bool:
        """Whether an unmarked paragraph begins the answer to the question before it."""
        marked = self.marks is not None and not last.label
        if last.side != "asks" or not (marked or self.only_questions):
            return False
        return not (last.utterances and _still_asking(self.utterances, self.marks, self.labelled, at, last))


def _labelled_stretch(label: _Labelled, one: Utterance) -> Stretch:
    """What begins with a label; the label of a break is all there is to say of it, and stays as words."""
    said = lexicon.speaks_as(label.label)
    side = {"question": "asks", "interviewer": "asks", "answer": "answers"}.get(said, "")
    words = [label.rest] if label.rest.text.strip() else []
    if said == "stage":
        name = Utterance(escape(label.label), one.line, style="stage")
        words = [name, *(replace(each, style="stage") for each in words)]
    return Stretch(label.label, side, words, one.number, start=label.rest.start or one.start, line=one.line)


def _without_symbols(stretches: list[Stretch]) -> list[Stretch]:
    """The stretches without the dash or bullet that most of the questions begin with."""
    asking = [one for one in stretches if one.side == "asks" and not one.label]
    if not asking or sum(1 for one in asking if _SYMBOL.match(one.utterances[0].text)) < 0.6 * len(asking):
        return stretches
    for one in stretches:
        if (
            one.utterances
            and (found := _SYMBOL.match(one.utterances[0].text))
            and found.end() < len(one.utterances[0].text)
        ):
            one.utterances[0] = replace(one.utterances[0], text=one.utterances[0].text[found.end() :])
    return stretches


def _other_side(labelled: Sequence[_Labelled | None], at: int, one: Utterance) -> str:
    """For a row without a speaker between two rows of one: the other's label, when the row asks."""
    before = [found.label for found in labelled[:at][-40:] if found]
    after = next((found.label for found in labelled[at + 1 :] if found), "")
    if not before or lexicon.key(before[-1]) != lexicon.key(after) or not asks(one.text):
        return ""
    return next((label for label in reversed(before) if lexicon.key(label) != lexicon.key(after)), "")


def _one_sided(labelled: Sequence[_Labelled | None]) -> bool:
    """Whether labels stand before the questions only."""
    said = Counter(lexicon.speaks_as(one.label) in ("question", "interviewer", "moderator") for one in labelled if one)
    return said[True] > 1 and said[False] <= 0.2 * said[True]


def _still_asking(
    utterances: Sequence[Utterance],
    marks: Sequence[bool] | None,
    labelled: Sequence[_Labelled | None],
    at: int,
    last: Stretch,
) -> bool:
    """Whether an unmarked paragraph behind a question goes on asking: it asks, and an answer is still to come."""
    one = utterances[at]
    if one.style == "stage":
        return False
    after = at + 1
    while after < len(utterances) and utterances[after].style in ("stage", "time"):
        after += 1
    answered = (
        after < len(utterances) and not (marks and marks[after]) and not utterances[after].style.startswith("heading")
    )
    if not answered or (
        labelled[after]
        and lexicon.speaks_as((labelled[after] or _Labelled("", one)).label) in ("question", "interviewer")
    ):
        return False
    if ends_asking(one.text) and size(one.text) < 150:
        return not ends_asking(utterances[after].text) or size(utterances[after].text) > size(one.text)
    asked = any(asks(each.text) for each in last.utterances)
    return (
        not asked
        and asks(one.text)
        and size(one.text) < 80
        and not last.utterances[0].style.startswith(("heading", "bold"))
    )


# --- scoring ------------------------------------------------------------------------------------------------------


def _scored(
    name: str,
    utterances: Sequence[Utterance],
    labelled: Sequence[_Labelled | None],
    marks: Sequence[bool] | None,
    persons: list[Person],
    *,
    questions: bool = False,
) -> Layout:
    """The document cut by a hypothesis; `questions` says that every label stands before one."""
    before, stretches = _cut(utterances, labelled, marks, questions=questions)
    unsaid = Role.INTERVIEWER if questions else Role.RESPONDENT if marks is not None else None
    roles = people.assign(stretches, persons, unsaid=unsaid)
    for one in stretches:
        if one.label:
            person = roles[lexicon.key(one.label)]
            one.side = "asks" if person.role is Role.INTERVIEWER else "answers"
    score = _score(name, before, stretches, _unmarked_twins(utterances, marks) if marks else 0)
    return Layout(name, tuple(before), tuple(stretches), score, unsaid)


def _unmarked_twins(utterances: Sequence[Utterance], marks: Sequence[bool]) -> int:
    """Utterances set exactly as the questions are, without being one of them."""
    looks = Counter((one.style, bool(one.number)) for one, mark in zip(utterances, marks, strict=True) if mark)
    look, count = looks.most_common(1)[0]
    if look == ("", False) or count < 0.8 * sum(marks):
        return 0
    return sum(
        1 for one, mark in zip(utterances, marks, strict=True) if not mark and (one.style, bool(one.number)) == look
    )


def _score(name: str, before: Sequence[Utterance], stretches: Sequence[Stretch], twins: int) -> float:
    """How well the stretches read as questions and answers, about 0 to 1.3."""
    asking = [one for one in stretches if one.side == "asks" and one.utterances]
    answering = [one for one in stretches if one.side == "answers" and one.utterances]
    kind = re.split(r"[+\d]", name)[0]
    labelled = sum(1 for one in stretches if one.label)
    prior = _PRIOR[kind] + (0.03 if "numbered" in name or "labels+" in name else 0.0)
    prior -= 0.02 if "asking" in name else 0.0
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
    missed = sum(_hidden_questions(one) for one in answering) + twins / 2
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


def _speech(utterances: Sequence[Utterance], labelled: Sequence[_Labelled | None]) -> Layout:
    """One speaker, no question: all of it is one stretch."""
    if any(labelled):
        before, stretches = _cut(utterances, labelled, None)
        for one in stretches:
            one.side = "answers"
        return Layout("speech", tuple(before), tuple(stretches), 0.0)
    return Layout(
        "speech", (), (Stretch("", "answers", list(utterances), line=utterances[0].line),) if utterances else (), 0.0
    )
