"""A document cut into stretches of speech, by labels, by marked questions or by both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.intake import lexicon
from generator.intake.continuing import still_asking, without_deck
from generator.intake.labelling import Labelled, asker, one_sided
from generator.intake.stretches import Stretch, asks, size
from generator.markup import escape
from generator.model import Utterance

SYMBOL = re.compile(r"(?!\*\*)\\?([-–—―−ー－─・•●■◆▲▶▷◇○□※►▪▸→>*＊★☆△▽▼◈♦✦])\s*")
"""A dash or bullet that opens a turn."""


_DASH = re.compile(r"\\?[-–—]\s")


def cut(
    utterances: Sequence[Utterance],
    labelled: Sequence[Labelled | None],
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
        labelled: Sequence[Labelled | None],
        marks: Sequence[bool] | None,
        *,
        questions: bool,
    ) -> None:
        self.utterances, self.labelled, self.marks = utterances, labelled, marks
        self.all_questions = questions
        self.by_turns = marks is not None and all(
            one.style == "turn" for one, mark in zip(utterances, marks, strict=True) if mark
        )
        """Whether the source marks where another voice begins: then all of a turn is one speaker's."""
        dashed = [bool(SYMBOL.match(one.text)) for one in utterances]
        self.alternating = (
            marks is not None
            and 2 * sum(marks) >= 0.8 * sum(dashed) > 0.7 * 0.8 * len(dashed)
            and all(dash for dash, mark in zip(dashed, marks, strict=True) if mark)
        )
        """Whether every turn has a dash, and every other is a question: then the first may be no question."""
        self.only_questions = questions or one_sided(labelled)
        self.asker = asker(labelled)
        self.before: list[Utterance] = []
        self.stretches: list[Stretch] = []
        self.time = ""
        """Time code above the next stretch, as software writes it; one in brackets is the transcriber's and stays."""
        self.titles: list[Utterance] = []
        """Headings since the last stretch: the section of the next."""

    def take(self, at: int, one: Utterance) -> None:
        label, last = self.labelled[at], self.stretches[-1] if self.stretches else None
        if one.style == "time" and one.text[:1].isdigit() and self._opens_next(at):
            self.time = one.start
        elif label and last and one.label and one.style != "row" and self._same_turn(label, last):
            last.utterances.append(label.rest)
        elif label:
            self._open(_labelled_stretch(label, one))
            if self.all_questions or lexicon.key(label.label) == self.asker:
                self.stretches[-1].side = "asks"
        elif last and self.marks and _heads_section(self.utterances, at):
            self.titles.append(one)
        elif self.marks and self.marks[at]:
            self._question(one, last)
        elif one.style == "turn" and self.by_turns:
            self._open(Stretch("", "answers", [one], start=one.start, line=one.line))
        elif one.style.startswith("heading"):
            self.titles.append(one)
        elif last is None and self.alternating and SYMBOL.match(one.text):
            self._open(Stretch("", "answers", [one], start=one.start, line=one.line))
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

    def _same_turn(self, label: Labelled, last: Stretch) -> bool:
        """Whether a speaker goes on, where markup gives each paragraph of a turn the name of its speaker."""
        spoken = bool(last.utterances) and last.label == label.label and bool(label.rest.text.strip())
        return spoken and not self.titles and lexicon.speaks_as(label.label) != "stage"

    def done(self) -> tuple[list[Utterance], list[Stretch]]:
        if self.titles and self.stretches:
            self.stretches[-1].utterances += [replace(one, style="bold") for one in self.titles]
        else:
            self.before += self.titles
        return without_deck(self.before, _without_symbols(self.stretches))

    def _open(self, stretch: Stretch) -> None:
        stretch.section = ": ".join(one.text for one in self.titles)
        self.titles = []
        stretch.start, self.time = stretch.start or self.time, ""
        self.stretches.append(stretch)

    def _opens_next(self, at: int) -> bool:
        """Whether the next paragraph begins a stretch by its label or mark."""
        behind = at + 1
        return behind < len(self.utterances) and bool(self.labelled[behind] or (self.marks and self.marks[behind]))

    def _question(self, one: Utterance, last: Stretch | None) -> None:
        if last and last.label and not last.utterances:
            last.utterances.append(one)  # its label stands on the line before
            return
        goes_on = last is not None and last.side == "asks" and not last.label and not one.number and not self.titles
        if last and goes_on and one.style == last.utterances[-1].style != "turn":
            last.utterances.append(one)
        else:
            self._open(Stretch("", "asks", [one], one.number, start=one.start, line=one.line))

    def _answers(self, at: int, last: Stretch) -> bool:
        """Whether an unmarked paragraph begins the answer to the question before it."""
        if self.by_turns and not last.label:
            return False
        marked = self.marks is not None and not last.label
        if last.side != "asks" or not (marked or self.only_questions):
            return False
        return not (last.utterances and still_asking(self.utterances, self.marks, self.labelled, at, last))


def _labelled_stretch(label: Labelled, one: Utterance) -> Stretch:
    """What begins with a label; the label of a break is all there is to say of it, and stays as words."""
    said = lexicon.speaks_as(label.label)
    side = {"question": "asks", "interviewer": "asks", "answer": "answers"}.get(said, "")
    words = [label.rest] if label.rest.text.strip() else []
    if said == "stage":
        name = Utterance(escape(label.label), one.line, style="stage")
        words = [name, *(replace(each, style="stage") for each in words)]
    return Stretch(label.label, side, words, one.number, start=label.rest.start or one.start, line=one.line)


def _without_symbols(stretches: list[Stretch]) -> list[Stretch]:
    """The stretches without the dash or bullet that most of the questions, or the turns of both sides, begin with."""
    spoken = [one for one in stretches if one.utterances]
    asking = [one for one in spoken if one.label == "Q" or (one.side == "asks" and not one.label)]
    answers = [one for one in spoken if one.side == "answers" and not one.label]
    if asking and _most(asking, SYMBOL):
        opened = spoken
    elif asking and _most(answers, _DASH):
        opened = [one for one in spoken if one.side != "asks"]
    else:
        return stretches
    for one in opened:
        one.utterances[0] = _without_symbol(one.utterances[0])
    return stretches


def _most(stretches: Sequence[Stretch], mark: re.Pattern[str]) -> bool:
    """Whether most stretches begin with a mark."""
    return sum(bool(mark.match(one.utterances[0].text)) for one in stretches) >= 0.6 * max(1, len(stretches))


def _without_symbol(one: Utterance) -> Utterance:
    """An utterance without the mark that opens it, and where that is a double dash without both."""
    found = SYMBOL.match(one.text)
    if not found or found.end() == len(one.text):
        return one
    text = one.text[found.end() :]
    again = found[1] in "―─—–−ー－" and text.startswith(found[1])
    return replace(one, text=text[1:].lstrip() if again else text)


def _other_side(labelled: Sequence[Labelled | None], at: int, one: Utterance) -> str:
    """For a row without a speaker between two rows of one: the other's label, when the row asks."""
    before = [found.label for found in labelled[max(0, at - 40) : at] if found]
    after = next((found.label for found in labelled[at + 1 : at + 40] if found), "")
    if not before or lexicon.key(before[-1]) != lexicon.key(after) or not asks(one.text):
        return ""
    return next((label for label in reversed(before) if lexicon.key(label) != lexicon.key(after)), "")


TITLE = 10
"""Words of the title of a section."""


def _heads_section(utterances: Sequence[Utterance], at: int) -> bool:
    """Whether a short line, set like the question right below it, neither asks nor ends as a sentence does."""
    one, below = utterances[at], utterances[at + 1] if at + 1 < len(utterances) else None
    alike = below is not None and one.style in ("bold", "italic", "colour") and one.style == below.style
    titled = not (one.label or one.number) and size(one.text) <= TITLE and re.search(r"[\w)）」』”\"]\W?$", one.text)
    plain = not re.search(r"[.!?…:;,。！？：；，、؟؛،]\W{0,2}$", one.text)
    return bool(below and alike and titled and plain and asks(below.text) and not asks(one.text))
