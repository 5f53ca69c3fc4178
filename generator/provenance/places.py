"""Where the words of an interview stand in its original."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator import markup
from generator.model import Interview, Paragraph, Sentence

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
"""Thai to Khmer, kana, Han: no spaces between words."""
ANCHOR = 4
"""Words that a sentence needs at least to be found by itself."""

_WORD = re.compile(rf"[{UNSPACED}]|\d+(?:[.,:]\d+)*|[^\W\d_{UNSPACED}]+|[%‰€$£¥₽₹]")
"""A number, a word, a character where words are not spaced, or a sign that changes what a number means."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with the words that the original should have for it."""

    sentence: Sentence
    start: int
    """Index of its first word among all words of the interview."""
    words: list[str]

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def words(text: str) -> list[str]:
    """What is compared of a text: no punctuation, no white space; forms that only look different are the same."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).replace("\u00ad", ""))


def said_in(interview: Interview) -> list[Said]:
    """The sentences to compare: everything but notes; where corrections are declared, what the first one corrected."""
    latest_first = sorted(interview.corrections, key=lambda correction: correction.date, reverse=True)
    before = {correction.sentence: correction.before for correction in latest_first}
    found: list[Said] = []
    start = 0
    for paragraph in _paragraphs(interview):
        for sentence in paragraph.sentences if paragraph.kind != "note" else ():
            compared = words(markup.plain(before.get(sentence.id, sentence.text)))
            found.append(Said(sentence, start, compared))
            start += len(compared)
    return found


def _paragraphs(interview: Interview) -> Iterator[Paragraph]:
    yield from interview.introduction
    for exchange in interview.exchanges:
        for turn in exchange.turns:
            yield from turn.paragraphs


class Original:
    """The words of the original, and where a run of words stands among them."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self._text = f" {' '.join(words)} "
        self._starts = [0]
        for word in words:
            self._starts.append(self._starts[-1] + len(word) + 1)

    def first(self, wanted: Sequence[str], start: int, end: int) -> int | None:
        """Index of the first word of the first such run between two indexes."""
        at = self._text.find(f" {' '.join(wanted)} ", self._starts[start], self._starts[end] + 1)
        return bisect_left(self._starts, at) if at >= 0 else None

    def last(self, wanted: Sequence[str], start: int, end: int) -> int | None:
        """The same of the last such run."""
        at = self._text.rfind(f" {' '.join(wanted)} ", self._starts[start], self._starts[end] + 1)
        return bisect_left(self._starts, at) if at >= 0 else None


def places(original: Original, sentences: Sequence[Said]) -> list[int | None]:
    """Of every word of the interview its index in the original; ascending, None for what is not there in this order.

    Whole sentences that the original has once are found first; what lies between them has to stand between them.
    """
    places: list[int | None] = [None] * (sentences[-1].end if sentences else 0)
    old = index = 0
    for place, anchor in [*_anchors(original, sentences), (len(original.words), None)]:
        until = sentences.index(anchor, index) if anchor else len(sentences)
        _between(original, sentences[index:until], old, place, places)
        if anchor:
            places[anchor.start : anchor.end] = range(place, place + len(anchor.words))
            old, index = place + len(anchor.words), until + 1
    return places


def _between(original: Original, sentences: Sequence[Said], old: int, end: int, places: list[int | None]) -> None:
    """Places the words of some sentences between two indexes of the original.

    Whole sentences from the front, then from the back, and word by word what neither of the two has reached.
    """
    rest = [said for said in sentences if said.words]
    for find, next_one in ((original.first, 0), (original.last, -1)):
        while rest and (place := find(rest[next_one].words, old, end)) is not None:
            said = rest.pop(next_one)
            places[said.start : said.end] = range(place, place + len(said.words))
            old, end = (place + len(said.words), end) if next_one == 0 else (old, place)
    left = [word for said in rest for word in said.words]
    blocks = SequenceMatcher(None, original.words[old:end], left, autojunk=False).get_matching_blocks()
    for block in blocks if rest else ():
        for offset in range(block.size):
            places[rest[0].start + block.b + offset] = old + block.a + offset


def _anchors(original: Original, sentences: Sequence[Said]) -> list[tuple[int, Said]]:
    """The longest run of sentences in the original's order, of those that it has exactly once, with their places."""
    whole = 0, len(original.words)
    found: list[tuple[int, Said]] = []
    for said in sentences:
        place = original.first(said.words, *whole) if len(said.words) >= ANCHOR else None
        if place is not None and place == original.last(said.words, *whole):
            found.append((place, said))
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (place, _) in enumerate(found):
        length = bisect_left(tails, place)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [place]
        ends[length : length + 1] = [index]
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(found[at])
        at = before[at]
    return chain[::-1]
