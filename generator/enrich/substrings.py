"""Phrases in texts without spaces between words: Chinese, Japanese, Thai and their neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.enrich.phrases import Phrase

UNSEGMENTED = frozenset(("zh", "yue", "wuu", "ja", "th", "lo", "km", "my", "bo"))
"""Languages that are searched by characters."""

_SAME = str.maketrans(
    {
        **{chr(c): chr(c - 0xFEE0).lower() for c in range(0xFF01, 0xFF5F)},  # full width
        **{chr(c): chr(c).lower() for c in range(ord("A"), ord("Z") + 1)},
        **dict.fromkeys("–—―‐‑－−", "-"),
        **dict.fromkeys("·•・･‧", "·"),
        "　": " ",
    }
)
"""One character for one character, so that offsets stay."""

_LATIN, _KATAKANA = re.compile(r"[a-z0-9]"), re.compile(r"[ァ-ヺー]")


class Substrings:
    """Phrases by their first two characters: a text is walked once, whatever the number of phrases."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases: dict[str, list[Phrase]] = {}
        self._lengths: dict[str, list[int]] = {}
        for phrase in phrases:
            text = phrase.text.translate(_SAME)
            # One character alone is in too many words to say anything.
            if len(text) > 1:
                self._phrases.setdefault(text, []).append(phrase)
                lengths = self._lengths.setdefault(text[:2], [])
                if len(text) not in lengths:
                    lengths.append(len(text))

    def find(self, text: str) -> list[tuple[int, int, Phrase]]:
        """Start, end and phrase of everything that matches, overlapping or not."""
        text = text.translate(_SAME)
        hits: list[tuple[int, int, Phrase]] = []
        for at, pair in enumerate(map(str.__add__, text, text[1:])):
            for length in self._lengths.get(pair, ()):
                phrases = self._phrases.get(text[at : at + length])
                if phrases and not (_runs_on(text, at) or _runs_on(text, at + length)):
                    hits.extend((at + phrase.part[0], at + phrase.part[1], phrase) for phrase in phrases)
        return hits


def _runs_on(text: str, at: int) -> bool:
    """Whether a place is inside a Latin or a katakana word, which, unlike Han words, show where they end."""
    around = text[max(at - 1, 0) : at + 1]
    return len(around) == 2 and at > 0 and any(all(map(script.match, around)) for script in (_LATIN, _KATAKANA))
