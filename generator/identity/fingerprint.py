"""Words -> fingerprint: enough of a sentence to know it again, equal or edited, without keeping its words."""

from __future__ import annotations

import base64
import re
import unicodedata
import zlib
from collections import Counter
from functools import lru_cache
from hashlib import blake2b

from generator import markup

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

# Scripts that put no space between words: Thai, Lao, Myanmar, Khmer, kana, Han. Every character counts as a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+(?:['’][^\W{_UNSPACED}]+)*")
_ASCII_WORD = re.compile(r"\w+(?:'\w+)*", re.ASCII)
"""The same where all is ASCII, in half the time."""

Bag = Counter[str]
"""Code of a word -> how often the sentence has it."""


def digest(text: str) -> str:
    """64 bits of the words of inline Markdown, base64url: equal for equal words, whatever their spacing and marks."""
    words = unicodedata.normalize("NFC", " ".join(markup.plain(text).split()))
    return base64.urlsafe_b64encode(blake2b(words.encode(), digest_size=8).digest()).decode().rstrip("=")


def sketch(text: str) -> str:
    """The words in order, case and punctuation left out, each as two characters (12 bits of its CRC-32)."""
    words = unicodedata.normalize("NFC", markup.plain(text)).casefold()
    return "".join(map(_code, (_ASCII_WORD if words.isascii() else _WORD).findall(words)))


def bag(sketch: str) -> Bag:
    """The words of a sketch, counted."""
    return Counter(sketch[at : at + 2] for at in range(0, len(sketch), 2))


def similarity(one: Bag, other: Bag) -> float:
    """From 0 (no word in common) to 1 (the same words): the mean of Dice's coefficient and of containment.

    Containment makes the parts of a sentence that was split resemble the whole.
    """
    sizes = one.total(), other.total()
    if not all(sizes):
        return 0.0
    shared = _shared(one, other)
    return shared / sum(sizes) + shared / min(sizes) / 2


def contained(part: Bag, whole: Bag) -> float:
    """Share of the words of `part` that `whole` has too."""
    return _shared(part, whole) / part.total() if part else 0.0


def _shared(one: Bag, other: Bag) -> int:
    if len(one) > len(other):
        one, other = other, one
    return sum(min(count, other[code]) for code, count in one.items() if code in other)


@lru_cache(maxsize=65536)
def _code(word: str) -> str:
    bits = zlib.crc32(word.encode()) & 0xFFF
    return _ALPHABET[bits >> 6] + _ALPHABET[bits & 63]
