"""Interview -> every question asked, in its parts, with the sentences that answer each.

All of it is proposed by likeness of words; what an editor has decided comes first and is marked as confirmed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator import markup
from generator.enrich.content import content
from generator.enrich.similarity import Index
from generator.model import Exchange, Interview, Paragraph, Role, Sentence

_ASKS = re.compile(r"[?？؟;՞፧⁇⁈‽][\s\"'”’»)\]）」』]*$")

_CLOSE = 0.75
"""How close to the best part another has to come for a sentence to answer both."""

_PREVIOUS = 0.5
"""What the words before a part count for it: "What is the amount?" is about what was asked first."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was asked."""

    question: str
    """`slug/q3.p1.s2`: the sentence that asks it."""
    answers: tuple[str, ...]
    """Ids of the sentences that answer it; empty: not answered."""
    status: str
    """`confirmed` or `proposed`."""

    @property
    def sentence(self) -> str:
        """Id of the sentence that asks."""
        return self.question.partition("/")[2]


def parts(interview: Interview, decided: Mapping[str, tuple[str, ...]] | None = None) -> Mapping[str, tuple[Part, ...]]:
    """Id of each exchange -> the parts of its question; `decided`: question -> answering sentences (`Decisions`)."""
    decided = decided or {}
    found = {}
    for exchange in interview.exchanges:
        proposed = [part for asked, said in rounds(exchange) for part in _paired(asked, said)]
        found[exchange.id] = tuple(
            Part(name, decided[name], "confirmed") if name in decided else Part(name, answers, "proposed")
            for name, answers in ((f"{interview.slug}/{id_}", answers) for id_, answers in proposed)
        )
    return found


def decided(
    proposed: Mapping[str, tuple[Part, ...]], answers: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[Part, ...]]:
    """The parts of an interview's questions with an editor's decisions in the place of what was proposed."""
    if not answers:
        return proposed
    return {
        exchange: tuple(
            Part(part.question, answers[part.question], "confirmed") if part.question in answers else part
            for part in found
        )
        for exchange, found in proposed.items()
    }


def asks(text: str) -> bool:
    """Whether a sentence (plain) asks something."""
    return bool(_ASKS.search(text))


def rounds(exchange: Exchange) -> Iterator[tuple[list[Paragraph], list[Paragraph]]]:
    """What is asked, and what is said to it before the next thing is asked."""
    asked: list[Paragraph] = []
    said: list[Paragraph] = []
    for turn in exchange.turns:
        paragraphs = [paragraph for paragraph in turn.paragraphs if paragraph.kind == "speech"]
        if turn.role is Role.RESPONDENT:
            said += paragraphs
        elif said:
            yield asked, said
            asked, said = paragraphs, []
        else:
            asked = asked + paragraphs
    yield asked, said


def asking(paragraphs: Iterable[Paragraph]) -> list[tuple[Sentence, str, str]]:
    """The sentences that ask, with their language and the words that lead up to them.

    Where none has a question mark ("Tell us about yourself."), the last sentence is what the answer answers.
    """
    found = []
    before = ""
    last = None
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            text = markup.plain(sentence.text)
            last = (sentence, paragraph.language, before)
            if asks(text):
                found.append(last)
            before = f"{before} {text}"
    return found or ([last] if last else [])


def _paired(asked: list[Paragraph], said: list[Paragraph]) -> list[tuple[str, tuple[str, ...]]]:
    """Id of each sentence that asks, and the ids of those that answer it.

    A sentence of the answer belongs to the parts that it has most words in common with; one that has none with any
    goes on with what was being answered, at the beginning with the first part.
    """
    sentences = asking(asked)
    if len(sentences) < 2:
        return [(sentence.id, tuple(s.id for p in said for s in p.sentences)) for sentence, _, _ in sentences]
    answers = {s.id: counted(markup.plain(s.text), p.language) for p in said for s in p.sentences}
    index = Index(answers | {question[0].id: _with_context(*question) for question in sentences})
    near = {sentence.id: index.near(sentence.id) for sentence, _, _ in sentences}
    answered: dict[str, list[str]] = {id_: [] for id_ in near}
    current = [sentences[0][0].id]
    for answer in answers:
        best = max(scores.get(answer, 0.0) for scores in near.values())
        current = [id_ for id_, scores in near.items() if scores.get(answer, 0.0) >= _CLOSE * best] if best else current
        for id_ in current:
            answered[id_].append(answer)
    return [(id_, tuple(ids)) for id_, ids in answered.items()]


def _with_context(sentence: Sentence, language: str, before: str) -> dict[str, float]:
    """The words of a part, and with less weight those that lead up to it."""
    words = {word: count * _PREVIOUS for word, count in counted(before, language).items()}
    for word, count in counted(markup.plain(sentence.text), language).items():
        words[word] = words.get(word, 0.0) + count
    return words


def counted(text: str, language: str) -> dict[str, float]:
    """How often each telling word of a text (plain) occurs in it, by language and stem."""
    base = language.partition("-")[0]
    return {f"{base}:{word}": float(count) for word, count in Counter(content(text, language)).items()}
