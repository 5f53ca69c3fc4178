"""Known sentences and present sentences -> which is which.

Surest first: equal words, then similar words in the same order, then similar words elsewhere, then what is
reworded between the same neighbours. About linear in the number of sentences, however many were edited.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.identity.chains import heaviest, longest
from generator.identity.fingerprint import Bag, bag, similarity

_SIMILAR = 0.5
"""At least this similar, in the same order: an edited sentence."""
_MOVED = 0.7
"""At least this similar, elsewhere: a sentence that was moved and edited."""
_ALONE = 0.2
"""At least this similar, alone between the same neighbours: a sentence that was reworded."""
_FREQUENT = 32
"""Words in more known sentences of a gap than this tell nothing about which one is meant."""
_CANDIDATES = 5
_EVERY_PAIR = 2500
"""Gaps of at most so many pairs are compared pair by pair."""


@dataclass(frozen=True, slots=True)
class Known:
    """A sentence as the aligner sees it."""

    digest: str
    sketch: str
    paragraph: int
    """Number of its paragraph; only neighbours' numbers are compared."""


@dataclass(slots=True)
class Pairs:
    """What has been found so far: indexes of known sentences and of present ones, one to one."""

    old: Sequence[Known]
    new: Sequence[Known]
    to_new: dict[int, int] = field(default_factory=dict)
    to_old: dict[int, int] = field(default_factory=dict)

    def add(self, i: int, j: int) -> None:
        """`old[i]` is `new[j]`."""
        self.to_new[i] = j
        self.to_old[j] = i

    def free(self, i: int, j: int) -> bool:
        """Both exist and neither has been found yet."""
        return 0 <= i < len(self.old) and 0 <= j < len(self.new) and i not in self.to_new and j not in self.to_old


def align(old: Sequence[Known], new: Sequence[Known]) -> dict[int, int]:
    """Index of each present sentence that is known -> index of the known one.

    Equal words are always recognised: as many sentences of one wording are found as both sides have.
    """
    pairs = Pairs(old, new)
    for step in (_unique, _neighbours, _repeated, _similar, _moved, _alone):
        if len(pairs.to_old) == min(len(old), len(new)):
            break
        step(pairs)
    return pairs.to_old


def _unique(pairs: Pairs) -> None:
    """Equal words that both sides have once, wherever they stand."""
    for olds, news in _equal(pairs):
        if len(olds) == len(news) == 1:
            pairs.add(olds[0], news[0])


def _neighbours(pairs: Pairs) -> None:
    """Equal words next to sentences already found, forwards and then backwards."""
    for step, indexes in ((1, range(len(pairs.new))), (-1, range(len(pairs.new) - 1, -1, -1))):
        beyond = -1 if step == 1 else len(pairs.old)
        for j in indexes:
            edge = not 0 <= j - step < len(pairs.new)
            i = (beyond if edge else pairs.to_old.get(j - step, -2)) + step
            if pairs.free(i, j) and pairs.old[i].digest == pairs.new[j].digest:
                pairs.add(i, j)


def _repeated(pairs: Pairs) -> None:
    """Equal words said more than once: those between the same sentences first, then in the order of the text."""
    gap_of_old, gap_of_new = _gap_numbers(pairs)
    for olds, news in _equal(pairs):
        waiting: defaultdict[int, deque[int]] = defaultdict(deque)
        for i in olds:
            waiting[gap_of_old[i]].append(i)
        for j in news:
            if waiting[gap_of_new[j]]:
                pairs.add(waiting[gap_of_new[j]].popleft(), j)
    for olds, news in _equal(pairs):
        for i, j in zip(olds, news, strict=False):
            pairs.add(i, j)


def _similar(pairs: Pairs) -> None:
    """Edited sentences: in every gap the in-order pairs with the greatest similarity in all."""
    for olds, news in _gaps(pairs):
        for i, j in heaviest(_candidates(pairs, olds, news, _SIMILAR)):
            pairs.add(i, j)


def _moved(pairs: Pairs) -> None:
    """Sentences that were moved and edited: the most similar first."""
    olds = [i for i in range(len(pairs.old)) if i not in pairs.to_new]
    news = [j for j in range(len(pairs.new)) if j not in pairs.to_old]
    for i, j, _ in sorted(_candidates(pairs, olds, news, _MOVED), key=lambda pair: (-pair[2], pair[:2])):
        if pairs.free(i, j):
            pairs.add(i, j)


def _alone(pairs: Pairs) -> None:
    """Reworded sentences: one unknown in place of one missing, beside a sentence of the same paragraph.

    Words with nothing in common are another sentence, even there: who quoted the old ones is told that they are gone.
    """
    for olds, news in _gaps(pairs):
        if len(olds) == len(news) == 1:
            i, j = olds[0], news[0]
            beside = any(_beside(pairs.old, i, step) and _beside(pairs.new, j, step) for step in (-1, 1))
            if beside and similarity(bag(pairs.old[i].sketch), bag(pairs.new[j].sketch)) >= _ALONE:
                pairs.add(i, j)


def _beside(sentences: Sequence[Known], at: int, step: int) -> bool:
    there = at + step
    return 0 <= there < len(sentences) and sentences[there].paragraph == sentences[at].paragraph


def _equal(pairs: Pairs) -> Iterator[tuple[list[int], list[int]]]:
    """Groups of equal sentences not found yet, in the order in which the present text has them."""
    olds: defaultdict[str, list[int]] = defaultdict(list)
    news: defaultdict[str, list[int]] = defaultdict(list)
    for i, sentence in enumerate(pairs.old):
        if i not in pairs.to_new:
            olds[sentence.digest].append(i)
    for j, sentence in enumerate(pairs.new):
        if j not in pairs.to_old and sentence.digest in olds:
            news[sentence.digest].append(j)
    for digest, group in news.items():
        yield olds[digest], group


def _gaps(pairs: Pairs) -> Iterator[tuple[list[int], list[int]]]:
    """Known and present sentences not found yet, between one pair of the backbone and the next."""
    fence = [(-1, -1), *longest((pairs.to_old[j], j) for j in sorted(pairs.to_old)), (len(pairs.old), len(pairs.new))]
    for (i, j), (next_i, next_j) in pairwise(fence):
        olds = [at for at in range(i + 1, next_i) if at not in pairs.to_new]
        news = [at for at in range(j + 1, next_j) if at not in pairs.to_old]
        if olds and news:
            yield olds, news


def _gap_numbers(pairs: Pairs) -> tuple[dict[int, int], dict[int, int]]:
    """Index -> number of its gap, for what is not found yet on either side."""
    old: dict[int, int] = {}
    new: dict[int, int] = {}
    fence = [(-1, -1), *longest((pairs.to_old[j], j) for j in sorted(pairs.to_old)), (len(pairs.old), len(pairs.new))]
    for number, ((i, j), (next_i, next_j)) in enumerate(pairwise(fence)):
        old |= dict.fromkeys(range(i + 1, next_i), number)
        new |= dict.fromkeys(range(j + 1, next_j), number)
    return old, new


def _candidates(pairs: Pairs, olds: list[int], news: list[int], least: float) -> list[tuple[int, int, float]]:
    """Pairs at least so similar, with their similarity, in order; in a large gap only the most promising."""
    old_bags = {i: bag(pairs.old[i].sketch) for i in olds}
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for i, words in old_bags.items():
        for code in words:
            postings[code].append(i)
    found = []
    for position, j in enumerate(news):
        words = bag(pairs.new[j].sketch)
        likely: Iterable[int] = olds
        if len(olds) * len(news) > _EVERY_PAIR:
            likely = _likely(words, postings, olds, position * len(olds) // len(news))
        for i in likely:
            score = similarity(old_bags[i], words)
            if score >= least:
                found.append((i, j, score))
    return sorted(found)


def _likely(words: Bag, postings: dict[str, list[int]], olds: list[int], place: int) -> list[int]:
    """The known sentences with the most telling words in common, and those about where it would stand."""
    shared: Counter[int] = Counter()
    for code in words:
        if len(postings.get(code, ())) <= _FREQUENT:
            shared.update(postings.get(code, ()))
    best = sorted(shared, key=lambda i: (-shared[i], i))[:_CANDIDATES]
    return sorted({*best, *olds[max(0, place - 2) : place + 3]})
