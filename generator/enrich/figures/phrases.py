"""Phrases with what they stand for, looked up at a place in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Generic, TypeVar

from generator.enrich.figures.tokens import phrase

T = TypeVar("T")


class Phrases(Generic[T]):
    """Phrases of one or more words, each with what it stands for; the longest one wins."""

    def __init__(self, entries: Iterable[tuple[str, T]], clitics: tuple[str, ...] = ()) -> None:
        self._clitics = clitics
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for text, meaning in entries:
            if words := phrase(text):
                self._by_first.setdefault(words[0], []).append((words, meaning))
        for same in self._by_first.values():
            same.sort(key=lambda entry: -len(entry[0]))  # stable: of two meanings the first one given stays

    def at(self, words: list[str], place: int) -> tuple[T, int] | None:
        """What stands at a place, and the place behind it."""
        if place >= len(words):
            return None
        first = words[place]
        for candidate in self._forms(first):
            for entry, meaning in self._by_first.get(candidate, ()):
                end = place + len(entry)
                if len(entry) == 1 or tuple(words[place + 1 : end]) == entry[1:]:
                    return meaning, end
        return None

    def _forms(self, word: str) -> Iterable[str]:
        yield word
        for clitic in self._clitics:
            if word.startswith(clitic) and len(word) - len(clitic) > 2:
                yield word[len(clitic) :]

    def entries(self) -> Iterator[tuple[tuple[str, ...], T]]:
        """All phrases, as words, with what they stand for."""
        return chain.from_iterable(self._by_first.values())

    def firsts(self) -> set[str]:
        """The words a phrase can start with."""
        return set(self._by_first)

    def __bool__(self) -> bool:
        return bool(self._by_first)
