"""A sentence -> its tokens: numbers, words, single Han and kana characters, signs, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

SPACES = " \u00a0\u2009\u202f"
DASHES = frozenset("-–—−－~～〜")
CJK = "\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff"

_ZEROS = "٠۰०০௦０"
_DIGITS = {ord(zero) + n: str(n) for zero in _ZEROS for n in range(10)}
_SIGNS = {ord("٪"): "%", ord("％"): "%", ord("．"): ".", ord("﹪"): "%", ord("＄"): "$"}
_WESTERN = _DIGITS | _SIGNS

_TOKEN = re.compile(
    rf"""\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?!\d)(?:[.,٫]\d+)?    # 900 000,5
       | \d+(?:[.,٫٬'’]\d+)*                                   # 900.000,5  240.11  2,50,000  1'000
       | [{CJK}]
       | (?:[^\W\d_{CJK}]+|[\u0300-\u036f\u064b-\u0652\u0670]+)+
       | \S""",
    re.VERBOSE,
)
_FOLDED = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None, "ё": "е", "’": "'", "\u0301": None}
    | dict.fromkeys(map(chr, range(0x64B, 0x653)))
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one sentence."""

    text: str
    """The sentence with Western digits and signs; the same offsets as the sentence."""
    words: list[str]
    """Folded: lower case, without what Arabic and Russian leave out as often as not."""
    spans: list[tuple[int, int]]
    """Where each stands in the sentence; end exclusive."""

    def glued(self, left: int, right: int) -> bool:
        """Whether nothing stands between two tokens."""
        return self.spans[left][1] == self.spans[right][0]

    def capitals(self, at: int) -> bool:
        """Whether a token is in capitals."""
        return self.text[slice(*self.spans[at])].isupper()


def latin(char: str) -> bool:
    """Whether a character is a letter of an alphabet whose words are set off by spaces, and of no Semitic script."""
    return char.isalpha() and char < "\u2e80" and not "\u0590" <= char <= "\u06ff"


def fold(word: str) -> str:
    """The form in which words are looked up."""
    word = word.lower()
    return word if word.isascii() else word.translate(_FOLDED)


def western(text: str) -> str:
    """The same text, character for character, with digits and percent signs as in English."""
    return text if text.isascii() else text.translate(_WESTERN)


def tokens(text: str) -> Tokens:
    """The tokens of a sentence."""
    text = western(text)
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        words.append(fold(match.group()))
        spans.append(match.span())
    return Tokens(text, words, spans)


def phrase(text: str) -> tuple[str, ...]:
    """Words of a lexicon as they come out of a sentence."""
    return tuple(tokens(text).words)
