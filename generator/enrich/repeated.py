"""Corpus -> every question asked, the same question of several interviews together.

Proposed by likeness of words; what an editor has decided comes first and is marked as confirmed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from generator import markup
from generator.enrich.folding import fold
from generator.enrich.questions import asking, asks, counted, rounds
from generator.enrich.similarity import Index
from generator.model import Corpus, Interview

_SAME = 0.65
"""The least cosine of two questions that are proposed as the same."""

_LEAST_WORDS = 3
"""A question of fewer telling words ("What is the amount?") says too little to be recognised elsewhere."""


@dataclass(frozen=True, slots=True)
class Group:
    """The same question in other words, the earliest first; a question asked once is a group of one."""

    questions: tuple[str, ...]
    status: str
    """`confirmed` when an editor has put all of them together; `proposed` otherwise."""


def groups(
    corpus: Corpus, merges: Iterable[frozenset[str]] = (), not_merges: Iterable[frozenset[str]] = ()
) -> tuple[Group, ...]:
    """Every question asked, those that are the same together; in order of time, then of the text."""
    questions = dict(_asked(corpus))
    order = {name: at for at, name in enumerate(questions)}
    merged = [sorted(merge & questions.keys(), key=order.__getitem__) for merge in merges]
    apart = {frozenset(pair) for group in not_merges for pair in combinations(sorted(group), 2)}
    decided = {name for names in (*merged, *apart) for name in names}
    wordings = sorted(_wordings(questions, decided), key=lambda names: order[names[0]])
    likeness = _likeness(questions, wordings)
    bundles = _Bundles(questions, wordings, likeness.keys(), apart)
    place = {name: at for at, names in enumerate(wordings) for name in names}
    for names in merged:
        for other in names[1:]:
            bundles.join(place[names[0]], place[other])
    for pair in sorted(likeness, key=lambda pair: (-likeness[pair], pair)):
        bundles.propose(*pair)
    confirmed = {frozenset(pair) for names in merged for pair in combinations(names, 2)}
    found = [tuple(sorted(names, key=order.__getitem__)) for names in bundles.names()]
    return tuple(
        Group(names, "confirmed" if _is_confirmed(names, confirmed) else "proposed")
        for names in sorted(found, key=lambda names: order[names[0]])
    )


@dataclass(frozen=True, slots=True)
class _Question:
    """A sentence that asks, and what can be known of it from outside."""

    slug: str
    text: str
    words: Mapping[str, float]
    opens: bool
    """It is the first of its interview: it needs nothing before it to be understood."""

    @property
    def is_full(self) -> bool:
        """Whether its words say enough to find it in other words."""
        return len(self.words) >= _LEAST_WORDS and asks(self.text)

    @property
    def is_telling(self) -> bool:
        """Whether the very same words ask the same thing. Without a question mark it takes more of them."""
        return self.opens or len(self.words) > (1 if asks(self.text) else _LEAST_WORDS)


def asked(interview: Interview) -> Iterator[tuple[str, str, str]]:
    """What is asked in an interview: all that `groups` takes from it, but for its date. Id, plain text, language."""
    for exchange in interview.exchanges:
        for paragraphs, _ in rounds(exchange):
            for sentence, language, _ in asking(paragraphs):
                yield sentence.id, markup.plain(sentence.text), language


def _asked(corpus: Corpus) -> Iterator[tuple[str, _Question]]:
    """Every question with its name; the earliest interview first."""
    for interview in sorted(corpus.interviews, key=lambda interview: (interview.date, interview.slug)):
        opens = True
        for sentence, text, language in asked(interview):
            yield f"{interview.slug}/{sentence}", _Question(interview.slug, text, counted(text, language), opens)
            opens = False


def _wordings(asked: Mapping[str, _Question], decided: Collection[str]) -> Iterator[list[str]]:
    """Questions in the very same words, each of another interview, are one; what an editor decided on stands alone.

    So a question that a thousand interviews open with costs no more than one that is asked once.
    """
    found: dict[str, list[list[str]]] = {}
    for name, question in asked.items():
        if name in decided or not question.is_telling:
            yield [name]
            continue
        same = found.setdefault(fold(question.text), [])
        # The text comes interview by interview: who asked it last is at the end.
        free = next((names for names in same if asked[names[-1]].slug != question.slug), None)
        if free is None:
            same.append([name])
        else:
            free.append(name)
    for same in found.values():
        yield from same


def _likeness(asked: Mapping[str, _Question], wordings: list[list[str]]) -> dict[tuple[int, int], float]:
    """Pairs of wordings -> cosine, where it is not too small; the first of a pair stands first in the list.

    Without a question mark only the very same words are the same question.
    """
    index = Index({name: question.words for name, question in asked.items()})
    place = {names[0]: at for at, names in enumerate(wordings)}
    found: dict[tuple[int, int], float] = {}
    same: dict[str, list[int]] = defaultdict(list)
    for name, at in place.items():
        question = asked[name]
        if question.is_telling:
            same[fold(question.text)].append(at)
        for other, cosine in index.near(name, _SAME).items() if question.is_full else ():
            if other in place and place[other] > at and asked[other].is_full:
                found[at, place[other]] = round(cosine, 9)
    for places in same.values():
        found.update(dict.fromkeys(combinations(places, 2), 1.0))
    return found


class _Bundles:
    """Wordings that are put together, step by step."""

    def __init__(
        self,
        asked: Mapping[str, _Question],
        wordings: list[list[str]],
        alike: Collection[tuple[int, int]],
        apart: Collection[frozenset[str]],
    ) -> None:
        self._wordings, self._alike, self._apart = wordings, alike, apart
        self._bundle_of = {at: at for at in range(len(wordings))}
        self._members = {at: [at] for at in range(len(wordings))}
        self._slugs = {at: {asked[name].slug for name in names} for at, names in enumerate(wordings)}
        self._never: dict[int, set[int]] = defaultdict(set)
        """Bundle -> those it cannot be joined with: what is too different from a part is so from the whole."""

    def names(self) -> Iterator[list[str]]:
        """The questions of each bundle."""
        for members in self._members.values():
            yield [name for at in members for name in self._wordings[at]]

    def propose(self, one: int, other: int) -> None:
        """Join the bundles of two wordings that are alike, if all of the one are like all of the other.

        A chain of likenesses would join what is not alike; one interview does not ask the same thing twice.
        """
        here, there = self._bundle_of[one], self._bundle_of[other]
        if here == there or there in self._never[here]:
            return
        if self._slugs[here].isdisjoint(self._slugs[there]) and all(
            self._may(*pair) for pair in product(self._members[here], self._members[there])
        ):
            self.join(one, other)
        else:
            self._never[here].add(there)
            self._never[there].add(here)

    def join(self, one: int, other: int) -> None:
        """Put the bundles of two wordings together, whatever they are."""
        here, gone = self._bundle_of[one], self._bundle_of[other]
        if here == gone:
            return
        members = self._members.pop(gone)
        self._members[here] += members
        self._slugs[here] |= self._slugs.pop(gone)
        for at in members:
            self._bundle_of[at] = here
        for far in self._never.pop(gone, ()):
            self._never[far].discard(gone)
            self._never[far].add(here)
            self._never[here].add(far)

    def _may(self, one: int, other: int) -> bool:
        if (min(one, other), max(one, other)) not in self._alike:
            return False
        # What an editor decided on stands alone in its wording.
        return frozenset((self._wordings[one][0], self._wordings[other][0])) not in self._apart


def _is_confirmed(names: tuple[str, ...], confirmed: Collection[frozenset[str]]) -> bool:
    return len(names) > 1 and all(frozenset(pair) in confirmed for pair in combinations(names, 2))
