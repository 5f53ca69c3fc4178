"""Are there characters that nobody sees, and that change what everybody sees?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.l10n.languages import direction
from generator.l10n.quality.pair import Pair, error, excerpt
from generator.model import Finding

_EMBEDDINGS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_MARKS = "\u200e\u200f\u061c"
_JOINERS = "\u200c\u200d"
_JOINING = frozenset(
    {"fa", "ur", "ug", "ckb", "ps", "sd", "hi", "bn", "mr", "ne", "pa", "gu", "ta", "te", "kn", "ml", "si", "my", "km"}
)
_NEVER = "\u00ad\u200b\u2060\ufeff\ufffd\u2028\u2029"
_HIDDEN = re.compile(rf"[{_EMBEDDINGS}{_MARKS}{_JOINERS}{_NEVER}\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff]")


def check(pair: Pair) -> Iterator[Finding]:
    """An error: hidden characters can make a text read otherwise than it is stored and searched."""
    allowed = (_MARKS if direction(pair.locale) == "rtl" else "") + (_JOINERS if pair.primary in _JOINING else "")
    for match in _HIDDEN.finditer(pair.translation):
        if match[0] not in allowed and match[0] not in pair.source:
            name = unicodedata.name(match[0], "control character").lower()
            place = excerpt(_HIDDEN.sub("", pair.translation), match.start(), match.start())
            yield error(f"U+{ord(match[0]):04X} {name} near “{place}”", "delete the character; it cannot be seen")
