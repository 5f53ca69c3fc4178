"""The words of an edition -> the files a misspelt query is corrected by."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from generator.search.scripts import UNSPACED

BUCKETS = 16
"""The browser fetches one bucket, by the first letter of the word that it does not know."""

_WORD = re.compile(rf"[^\W\d_{UNSPACED}][^\W\d_]{{3,}}")


class Vocabulary:
    """Counts words without regard to case and diacritics; memory grows with the number of different words only."""

    def __init__(self) -> None:
        self.words: dict[str, tuple[int, str]] = {}
        """Word without case and diacritics -> how often it was counted, and its form."""

    def add(self, text: str) -> None:
        """Count the words of a text that are long enough to be misspelt (4 letters)."""
        for word, times in Counter(_WORD.findall(unicodedata.normalize("NFC", text))).items():
            folded = fold(word)
            count, form = self.words.get(folded, (0, word))
            self.words[folded] = (count + times, max(form, word))  # of Gas and gas the latter: Gas begins a sentence

    def merge(self, words: Mapping[str, tuple[int, str]]) -> None:
        """Count words that were counted elsewhere."""
        known = self.words
        for folded, (times, word) in words.items():
            count, form = known.get(folded, (0, word))
            known[folded] = (count + times, max(form, word))

    def write(self, folder: Path) -> None:
        """Write `0.txt` … `f.txt`: a line `word count` each, sorted."""
        folder.mkdir(parents=True, exist_ok=True)
        buckets: list[list[str]] = [[] for _ in range(BUCKETS)]
        for folded, (count, form) in sorted(self.words.items()):
            buckets[ord(folded[0]) % BUCKETS].append(f"{form} {count}\n")
        for number, lines in enumerate(buckets):
            (folder / f"{number:x}.txt").write_text("".join(lines), "utf-8")


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """A word without case and diacritics (`самолёт` -> `самолет`); `search-core.js` does the same."""
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.category(c).startswith("M")).lower().replace("\u0640", "")
