"""Ids of passages that are gone, or stand on another page -> where their old links lead."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain

from generator.identity.alignment import Known
from generator.identity.fingerprint import bag, contained
from generator.identity.ledger import Ledger, Retired, order
from generator.identity.outline import OUTSIDE, Outline

_MERGED = 0.75
"""Share of its words that a sentence left in another one when the two were merged."""


@dataclass(frozen=True, slots=True)
class Past:
    """The text before and after, and what was recognised."""

    ledger: Ledger
    old: Outline
    known: list[Known]
    new: Outline
    present: list[Known]
    to_new: Mapping[int, int]
    """Index of a known sentence -> index of the present one that it is."""


def retire(past: Past, live: Mapping[str, str]) -> dict[str, Retired]:
    """All retired ids: those of the ledger that did not come back, and those that are in the text no more."""
    retired = {id: entry for id, entry in past.ledger.retired.items() if id not in live}
    landings, old = _Landings(past, live), past.old
    retired |= {id: Retired(landings.of_exchange(at)) for at, id in enumerate(old.exchanges) if id not in live}
    retired |= {id: Retired(landings.of_paragraph(at)) for at, id in enumerate(old.paragraphs) if id not in live}
    for at, id in enumerate(old.sentences):
        if id not in live:
            retired[id] = Retired(landings.of_sentence(at), past.known[at].digest)
    return retired


class _Landings:
    """Where the links to a passage that is gone lead, by its index: the first of several answers that there is."""

    def __init__(self, past: Past, live: Mapping[str, str]) -> None:
        self._past, self._old = past, past.old
        self._instead = _in_its_place(past)
        self._exchanges = _Left(past.old.exchanges, live)
        self._paragraphs = _Left(past.old.paragraphs, live)
        self._sentences = _Left(past.old.sentences, live)

    def of_exchange(self, at: int) -> str:
        new = self._past.new
        inside = self._old.sentences_in(at)
        return _where_most_went(self._past, inside, new.exchange_around, new.exchanges) or self._exchanges.nearest(at)

    def of_paragraph(self, at: int) -> str:
        new, around, inside = self._past.new, self._old.exchange_of[at], self._old.sentences_of(at)
        return (
            _where_most_went(self._past, inside, new.paragraph_of.__getitem__, new.paragraphs)
            or next((new.paragraphs[new.paragraph_of[self._instead[i]]] for i in inside if i in self._instead), "")
            or self._paragraphs.nearest(at, self._old.paragraphs_of(around))
            or self._exchanges.itself(around)
            or self._paragraphs.nearest(at)
        )

    def of_sentence(self, at: int) -> str:
        paragraph, exchange = self._old.paragraph_of[at], self._old.exchange_around(at)
        return (
            _merged(self._past, at)
            or (self._past.new.sentences[self._instead[at]] if at in self._instead else "")
            or self._sentences.nearest(at, self._old.sentences_of(paragraph))
            or self._paragraphs.itself(paragraph)
            or self._sentences.nearest(at, self._old.sentences_in(exchange))
            or self._exchanges.itself(exchange)
            or self._sentences.nearest(at)
        )


def guests(ledger: Ledger, new: Outline, landings: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Exchange -> ids that have had their place on its page, then or now, and begin with another exchange's.

    `landings` has the living id that each retired one leads to: its place is there.
    """
    around = {id: id for id in new.exchanges}
    around |= {id: new.exchanges[at] for id, at in zip(new.paragraphs, new.exchange_of, strict=True) if at != OUTSIDE}
    inside = {id: new.paragraphs[at] for id, at in zip(new.sentences, new.paragraph_of, strict=True)}
    around |= {id: around[paragraph] for id, paragraph in inside.items() if paragraph in around}
    found = {exchange: dict.fromkeys(ids) for exchange, ids in ledger.guests.items()}
    for id, here in chain(around.items(), ((id, around.get(to, "")) for id, to in landings.items())):
        if here and here != id.partition(".")[0]:
            found.setdefault(here, {})[id] = None
    return {exchange: tuple(found[exchange]) for exchange in sorted(found, key=order)}


class _Left:
    """Which of the ids of one size are still there."""

    def __init__(self, ids: list[str], live: Mapping[str, str]) -> None:
        self._ids = ids
        self._left = [at for at, id in enumerate(ids) if id in live]

    def itself(self, at: int) -> str:
        """The id at this index if it is still there."""
        return self.nearest(at, range(at, at + 1)) if at >= 0 else ""

    def nearest(self, at: int, within: range | None = None) -> str:
        """The nearest id that is still there, rather the one before than the one behind; empty when there is none."""
        within = range(len(self._ids)) if within is None else within
        behind = bisect_left(self._left, at)
        near = [i for i in self._left[max(0, behind - 1) : behind + 1] if i in within]
        return self._ids[min(near, key=lambda i: (abs(i - at), i))] if near else ""


def _where_most_went(past: Past, sentences: range, around: Callable[[int], int], ids: list[str]) -> str:
    """The passage of the present text that most of these sentences' words are in; `around` gives its index."""
    words: Counter[int] = Counter()
    for i in sentences:
        if i in past.to_new:
            words[around(past.to_new[i])] += 1 + len(past.known[i].sketch)
    words.pop(OUTSIDE, 0)
    return ids[max(words, key=lambda at: words[at])] if words else ""


def _in_its_place(past: Past) -> dict[int, int]:
    """Sentence that is gone -> the new one between the same neighbours in the same exchange, as a reply rewritten."""
    recognised = set(past.to_new.values())
    home = {id: past.new.sentences_in(at).start for at, id in enumerate(past.new.exchanges)}
    found: dict[int, int] = {}
    exchange, place = "", 0
    for at in range(len(past.known)):
        around = past.old.exchange_around(at)
        if around == OUTSIDE:
            continue
        if past.old.exchanges[around] != exchange:
            exchange = past.old.exchanges[around]
            place = home.get(exchange, len(past.present))
        if at in past.to_new:
            place = past.to_new[at] + 1
        elif place < len(past.present) and place not in recognised:
            there = past.new.exchange_around(place)
            if there != OUTSIDE and past.new.exchanges[there] == exchange:
                found[at] = place
                place += 1
    return found


def _merged(past: Past, at: int) -> str:
    """The sentence beside its old neighbours that has taken up its words."""
    words = bag(past.known[at].sketch)
    best = ("", _MERGED)
    for neighbour in (at - 1, at + 1):
        if (place := past.to_new.get(neighbour)) is not None:
            for j in range(max(0, place - 1), min(len(past.present), place + 2)):
                share = contained(words, bag(past.present[j].sketch))
                if share > best[1]:
                    best = (past.new.sentences[j], share)
    return best[0]
