"""Phrases as paths of words, for languages that put spaces between words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from generator.enrich.folding import bare
from generator.enrich.phrases import Phrase
from generator.enrich.words import Words

BREAKS = r".,;:!?…()\[\]{}/|؟،؛。，；：！？।"
"""Punctuation that a phrase does not reach across, unless the vocabulary has it in the same place (U.S.)."""


_Node = dict[str, Any]
"""Key of the next word -> node; under the empty key the phrases that end here, each with its first and last word."""


class Trie:
    """Built in time linear in the phrases; finds in time linear in the text, whatever the number of phrases."""

    def __init__(self, phrases: Iterable[Phrase], language: str) -> None:
        self._words = Words(language)
        self._tokens = tokens()
        self._root: _Node = {}
        for phrase in phrases:
            self._add(phrase)
        self._beginnings = _Beginnings(self._words, self._root)

    def _add(self, phrase: Phrase) -> None:
        node = self._root
        matches = list(self._tokens.finditer(phrase.text))
        places = [match.start() for match in matches]
        # A label begins with a capital, as headings do: that of an "Embassy in Russia" says nothing, the R does.
        heading = any(match.group()[0].isupper() for match in matches[1:])
        for number, match in enumerate(matches):
            node = node.setdefault(self._words.add(match.group(), phrase.name, heading and number == 0), {})
        if inside := [number for number, at in enumerate(places) if phrase.part[0] <= at < phrase.part[1]]:
            node.setdefault("", []).append((phrase, inside[0], inside[-1]))

    def find(self, text: str) -> list[tuple[int, int, Phrase]]:
        """Start, end and phrase of everything that matches, overlapping or not."""
        said = self._tokens.findall(text)
        starts = [(at, nodes) for at, nodes in enumerate(map(self._beginnings.__getitem__, said)) if nodes]
        if not starts:
            return []
        places = [match.span() for match in self._tokens.finditer(text)]
        hits: list[tuple[int, int, Phrase]] = []
        for first, nodes in starts:
            at = first
            while nodes:
                for phrase, begin, last in (ending for node in nodes for ending in node.get("", ())):
                    start, end = places[first + last]
                    hits.append((places[first + begin][0], start + len(bare(text[start:end])), phrase))
                at += 1
                if at == len(said):
                    break
                keys = self._words[said[at]]
                nodes = [node[key] for node in nodes for key in keys if key in node]
        return hits


class _Beginnings(dict[str, list[_Node]]):
    """Token -> the nodes that phrases beginning with it go through; empty for most."""

    def __init__(self, words: Words, root: _Node) -> None:
        super().__init__()
        self._words, self._root = words, root

    def __missing__(self, token: str) -> list[_Node]:
        found = self[token] = [self._root[key] for key in self._words[token] if key in self._root]
        return found


@lru_cache(maxsize=1)
def tokens() -> re.Pattern[str]:
    """Words, with the vowel signs and marks of the scripts that have them, and the punctuation that divides them."""
    marks = "".join(chr(c) for c in range(0x300, 0x20F0) if unicodedata.category(chr(c))[0] == "M")
    return re.compile(rf"(?:[^\W_]+|[{marks}]+)+(?:['’]s\b)?|[{BREAKS}]")
