"""Words as they are compared: without case, diacritics and variants of letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_KEPT = frozenset("йїўЙЇЎ")
"""Letters of their own, although Unicode writes them as a letter and a mark."""
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_VARIANTS = str.maketrans({"ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss"})


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without case, diacritics and variants of letters (`Énergie` -> `energie`, `إيران` -> `ايران`)."""
    if word.isascii():
        return word.lower()
    letters = (c if c in _KEPT else unicodedata.normalize("NFD", c) for c in unicodedata.normalize("NFC", word))
    return unicodedata.normalize("NFC", _MARKS.sub("", "".join(letters))).casefold().translate(_VARIANTS)


def bare(token: str) -> str:
    """A token without the English genitive."""
    return token[:-2] if len(token) > 2 and token[-2] in "'’" and token[-1] == "s" else token
