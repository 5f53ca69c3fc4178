"""Sentences -> the runs of capitalised words in them that may be names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.enrich.content import stop_words
from generator.enrich.folding import bare, fold
from generator.enrich.lists import calendar, territories, words_of
from generator.enrich.trie import BREAKS, tokens

_NOUNS_CAPITALISED = frozenset(("de", "lb", "gsw", "nds"))
"""Languages in which a capital does not make a name: there only runs of two words and more are taken for one."""
_ENDS = frozenset(".!?…:;")
"""What a sentence begins after."""


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words in a sentence, without titles before them."""

    text: str
    titled: bool
    """A title stands before them (President, г-н)."""


def seen(texts: Iterable[str]) -> Counter[str]:
    """Folded words that occur without a capital; after `^` those that have one inside a sentence, also in pairs."""
    counted: Counter[str] = Counter()
    for text in texts:
        before = "."
        for token in tokens().findall(text):
            word = bare(token)
            if word[0].islower():
                counted[fold(word)] += 1
            elif word[0].isupper() and before not in _ENDS:
                counted[f"^{fold(word)}"] += 1
                counted[f"^{fold(before)} {fold(word)}"] += before[0].isupper()
            before = word
    return counted


def runs(text: str, language: str, counted: Mapping[str, int]) -> Iterator[Run]:
    """The capitalised runs of a sentence; `counted`: what `seen` has counted in all of them."""
    base = language.partition("-")[0]
    matches = list(tokens().finditer(text))
    at = 0
    while at < len(matches):
        end = _end(matches, at, text, base)
        if end > at and (
            run := _trimmed(matches[at:end], text, base, counted, first=at == 0 or matches[at - 1].group() in _ENDS)
        ):
            yield run
        at = max(end, at + 1)


def _end(matches: list[re.Match[str]], at: int, text: str, language: str) -> int:
    """Where the run that begins here ends: small words may stand inside it, not at its end."""
    end = last = at
    while end < len(matches):
        word = matches[end].group()
        if word in BREAKS or (end > at and not _joined(text, matches[end - 1], matches[end], language)):
            break
        if word[0].isupper():
            last = end + 1
        elif end == at or fold(word) not in words_of("connectors"):
            break
        end += 1
        if bare(word) != word:
            break
    return last


def _joined(text: str, one: re.Match[str], other: re.Match[str], language: str) -> bool:
    """Whether two words may be of one name; two countries with a hyphen between them are two names."""
    between = text[one.end() : other.start()]
    if between in ("-", "\u2010", "\u2011", "–"):
        return not {fold(one.group()), fold(bare(other.group()))} & territories(language)
    return between in (" ", "\u00a0", "’", "'")


def _trimmed(run: list[re.Match[str]], text: str, language: str, counted: Mapping[str, int], first: bool) -> Run | None:
    """The run without titles, and without what has its capital only from the beginning of the sentence."""
    words = [fold(bare(match.group())) for match in run]
    institution = not _institutions().isdisjoint(words)
    titles = [] if institution else [at for at, word in enumerate(words[:-1]) if word in words_of("person")]
    start = titles[-1] + 1 if titles else int(first and _common(words, counted, language))
    if not institution and len(words) - start > 2 and words[start] in territories(language):
        start += 1  # the Ambassador to *Russia Zhang Hanhui*
    end = len(words)
    while start < end and (_is_no_name(words[start], language) or words[start] in words_of("connectors")):
        start += 1
    while start < end and _is_no_name(words[end - 1], language):
        end -= 1
    if start == end or (end - start == 1 and _says_nothing(words[start], counted, language)):
        return None
    return Run(text[run[start].start() : run[end - 1].start() + len(bare(run[end - 1].group()))], bool(titles))


def _is_no_name(word: str, language: str) -> bool:
    """A single letter (I), a month, a day of the week."""
    return len(word) == 1 or word in calendar(language)


def _says_nothing(word: str, counted: Mapping[str, int], language: str) -> bool:
    """Whether a single word, though capitalised, names nobody."""
    return (
        language in _NOUNS_CAPITALISED
        or 2 * counted.get(word, 0) > counted.get(f"^{word}", 0)
        or word in stop_words(language)
        or word in words_of("person")
        or word in _institutions()
    )


def _common(words: list[str], counted: Mapping[str, int], language: str) -> bool:
    """Whether the first word of a sentence has its capital from there."""
    word = words[0]
    if counted.get(word) or word in stop_words(language):
        return True
    if counted.get(f"^{word}"):
        return False
    # *Yesterday Novak* where Novak comes without Yesterday too; *Bo Lind* where Lind never comes without Bo.
    return len(words) == 1 or counted.get(f"^{words[1]}", 0) > counted.get(f"^{word} {words[1]}", 0)


@lru_cache(maxsize=1)
def _institutions() -> frozenset[str]:
    return words_of("organisation") | words_of("place")
