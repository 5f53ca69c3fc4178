"""Lines that belong to one paragraph: where text is wrapped, and how its lines are put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_UNSPACED_CHARACTER = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
ENDS = re.compile(r"[.!?。！？؟…:：;\"'”’»）)\]]\s*$")
"""What a line ends with where a sentence does."""


def wrap_width(lines: Sequence[str]) -> int:
    """The column at which paragraphs are wrapped, or 0 when each line is a paragraph of its own."""
    pairs = [(one, two) for one, two in pairwise(lines) if one.strip() and two.strip()]
    if len(pairs) < 2:
        return 0
    lengths = sorted(len(one) for one, _ in pairs)
    width = lengths[int(len(lengths) * 0.9)]
    if width > 160 or width < 20:
        return 0
    if max(map(len, lines)) > 2.2 * width + 20:
        return 0  # the long lines are paragraphs; the short neighbours are not wrapped
    full = [(one, two) for one, two in pairs if len(one) >= 0.7 * width]
    running = sum(1 for one, two in full if not ENDS.search(one) or two.lstrip()[:1].islower())
    return width if running >= 0.4 * len(pairs) else 0


def unspaced(last: str, first: str) -> bool:
    """Whether no blank stands between two characters, as in scripts without blanks."""
    return bool(_UNSPACED_CHARACTER.match(last) and _UNSPACED_CHARACTER.match(first))


def glued(text: str, line: str) -> str:
    """Two lines of one paragraph as one: no blank between scripts without blanks, no hyphen of the printer."""
    if unspaced(text[-1], line[0]):
        return text + line
    if (
        re.search(r"[^\W\d_]\u00ad$|[a-zà-ÿа-я]-$", text)
        and line[0].islower()
        and len(text) > 1
        and text[-1] == "\u00ad"
    ):
        return text[:-1] + line
    return f"{text} {line}"
