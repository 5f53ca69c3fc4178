"""Corpus -> every question asked, in its parts, with the sentences that answer each; and which are the same question.

All of it is proposed by likeness of words; what an editor has decided comes first and is marked as confirmed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from generator import markup
from generator.enrich.content import content
from generator.enrich.folding import fold
from generator.enrich.similarity import Index
from generator.model import Corpus, Exchange, Interview, Paragraph, Role, Sentence

_ASKS = re.compile(r"[?？؟;՞፧⁇⁈‽][\s\"'”’»)\]）」』]*$")
_SAME = 0.65
"""The least cosine of two questions that are proposed as the same."""

_LEAST_WORDS = 3
"""A question of fewer telling words ("What is the amount?") says too little to be recognised elsewhere."""

_MANY = 200
"""So many interviews that ask in the very same words are grouped; pairing more would take long."""

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


@dataclass(frozen=True, slots=True)
class Group:
    """The same question in other words, the earliest first; a question asked once is a group of one."""

    questions: tuple[str, ...]
    status: str
    """`confirmed` when an editor has put all of them together; `proposed` otherwise."""


def parts(interview: Interview, decided: Mapping[str, tuple[str, ...]] | None = None) -> Mapping[str, tuple[Part, ...]]:
    """Id of each exchange -> the parts of its question; `decided`: question -> answering sentences (`Decisions`)."""
    decided = decided or {}
    found = {}
    for exchange in interview.exchanges:
        proposed = [part for asked, said in _rounds(exchange) for part in _paired(asked, said)]
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


def groups(
    corpus: Corpus, merges: Iterable[frozenset[str]] = (), not_merges: Iterable[frozenset[str]] = ()
) -> tuple[Group, ...]:
    """Every question asked, those that are the same together; in order of time, then of the text."""
    asked = dict(_asked(corpus))
    order = {name: at for at, name in enumerate(asked)}
    apart = {frozenset(pair) for group in not_merges for pair in combinations(sorted(group), 2)}
    group_of = {name: {name} for name in asked}
    confirmed: set[frozenset[str]] = set()
    for merge in merges:
        there = sorted(merge & asked.keys(), key=order.__getitem__)
        _join(group_of, *there)
        confirmed.update(frozenset(pair) for pair in combinations(there, 2))
    likeness = _likeness(asked)
    for one, other in sorted(likeness, key=lambda pair: (-likeness[pair], order[pair[0]], order[pair[1]])):
        pairs = [frozenset((a, b)) for a in group_of[one] for b in group_of[other] if a != b]
        # All of one group are like all of the other, or a chain of likenesses would join what is not alike.
        if group_of[one] is not group_of[other] and not apart.intersection(pairs) and _all_alike(pairs, likeness):
            _join(group_of, one, other)
    found = {id(group): group for group in group_of.values()}.values()
    members = [tuple(sorted(group, key=order.__getitem__)) for group in found]
    return tuple(
        Group(names, "confirmed" if _is_confirmed(names, confirmed) else "proposed")
        for names in sorted(members, key=lambda names: order[names[0]])
    )


def asks(text: str) -> bool:
    """Whether a sentence (plain) asks something."""
    return bool(_ASKS.search(text))


def _rounds(exchange: Exchange) -> Iterator[tuple[list[Paragraph], list[Paragraph]]]:
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


def _asking(paragraphs: Iterable[Paragraph]) -> list[tuple[Sentence, str, str]]:
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
    asking = _asking(asked)
    answers = {s.id: _counted(markup.plain(s.text), p.language) for p in said for s in p.sentences}
    if len(asking) < 2:
        return [(sentence.id, tuple(answers)) for sentence, _, _ in asking]
    index = Index(answers | {question[0].id: _with_context(*question) for question in asking})
    near = {sentence.id: index.near(sentence.id) for sentence, _, _ in asking}
    answered: dict[str, list[str]] = {id_: [] for id_ in near}
    current = [asking[0][0].id]
    for answer in answers:
        best = max(scores.get(answer, 0.0) for scores in near.values())
        current = [id_ for id_, scores in near.items() if scores.get(answer, 0.0) >= _CLOSE * best] if best else current
        for id_ in current:
            answered[id_].append(answer)
    return [(id_, tuple(ids)) for id_, ids in answered.items()]


def _with_context(sentence: Sentence, language: str, before: str) -> dict[str, float]:
    """The words of a part, and with less weight those that lead up to it."""
    words = {word: count * _PREVIOUS for word, count in _counted(before, language).items()}
    for word, count in _counted(markup.plain(sentence.text), language).items():
        words[word] = words.get(word, 0.0) + count
    return words


@dataclass(frozen=True, slots=True)
class _Question:
    """A sentence that asks, and what can be known of it from outside."""

    slug: str
    text: str
    words: Mapping[str, float]
    opens: bool
    """It is the first of its interview: it needs nothing before it to be understood."""


def _asked(corpus: Corpus) -> Iterator[tuple[str, _Question]]:
    """Every question with its name; the earliest interview first."""
    for interview in sorted(corpus.interviews, key=lambda interview: (interview.date, interview.slug)):
        opens = True
        for exchange in interview.exchanges:
            for asked, _ in _rounds(exchange):
                for sentence, language, _ in _asking(asked):
                    text = markup.plain(sentence.text)
                    words = _counted(text, language)
                    yield f"{interview.slug}/{sentence.id}", _Question(interview.slug, text, words, opens)
                    opens = False


def _likeness(asked: Mapping[str, _Question]) -> dict[tuple[str, str], float]:
    """Pairs of questions of different interviews -> cosine, where it is not too small.

    Without a question mark only the very same words are the same question.
    """
    found: dict[tuple[str, str], float] = {}
    index = Index({name: question.words for name, question in asked.items()})
    full = {name for name, question in asked.items() if len(question.words) >= _LEAST_WORDS and asks(question.text)}
    for name in sorted(full):
        for other, cosine in index.near(name, _SAME).items():
            if other in full and asked[name].slug != asked[other].slug:
                found[name, other] = round(cosine, 9)
    same: dict[str, list[str]] = {}
    for name, question in asked.items():
        if question.opens or len(question.words) > (1 if asks(question.text) else _LEAST_WORDS):
            same.setdefault(fold(question.text), []).append(name)
    for names in same.values():
        for one, other in combinations(names[:_MANY], 2):
            if asked[one].slug != asked[other].slug:
                found[one, other] = found[other, one] = 1.0
    return found


def _counted(text: str, language: str) -> dict[str, float]:
    base = language.partition("-")[0]
    return {f"{base}:{word}": float(count) for word, count in Counter(content(text, language)).items()}


def _all_alike(pairs: Iterable[frozenset[str]], likeness: Mapping[tuple[str, str], float]) -> bool:
    return all(tuple(sorted(pair)) in likeness or tuple(sorted(pair, reverse=True)) in likeness for pair in pairs)


def _join(group_of: dict[str, set[str]], *names: str) -> None:
    """Make one group of the groups of these questions."""
    joined = set().union(*(group_of[name] for name in names))
    for name in joined:
        group_of[name] = joined


def _is_confirmed(names: tuple[str, ...], confirmed: set[frozenset[str]]) -> bool:
    return len(names) > 1 and all(frozenset(pair) in confirmed for pair in combinations(names, 2))
