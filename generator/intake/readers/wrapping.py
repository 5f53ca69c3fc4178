"""Lines that belong to one paragraph: where text is wrapped, and how its lines are put together again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from itertools import pairwise

from generator.intake import lexicon

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


_SHORT = 0.62
"""Share of the width below which a line was ended by whoever set it."""
_COVER = 3
"""Lines of the smallest cover page; two may be one title."""


def cover(lines: Sequence[tuple[int, str]], width: int) -> set[int]:
    """Numbers of the lines that begin a paragraph on the cover page above a wrapped text: short ones, up to the first
    full line or the first blank one; a line that cannot end there (`An interview with`) goes on in the next."""
    written = list(itertools.dropwhile(lambda entry: not entry[1].strip(), lines))
    short = list(itertools.takewhile(lambda entry: 0 < len(entry[1].strip()) < _SHORT * width, written))
    if len(short) < _COVER or any(re.search(r"[.!?。！？]$", line.strip()) for _, line in short):
        return set()
    below = written[: len(short) + 1]
    return {number for (_, above), (number, _) in pairwise(below) if not _open(above)}


def _open(line: str) -> bool:
    """Whether a line ends with a word that needs another: a preposition, an article, a conjunction."""
    return line.split()[-1].casefold() in lexicon.words("open_ends")


def unspaced(last: str, first: str) -> bool:
    """Whether no blank stands between two characters, as in scripts without blanks."""
    return bool(_UNSPACED_CHARACTER.match(last) and _UNSPACED_CHARACTER.match(first))


def glued(text: str, line: str) -> str:
    """Two lines of one paragraph as one: no blank between scripts without blanks, no hyphen of the printer."""
    if unspaced(text[-1], line[0]):
        return text + line
    if (
        re.search(r"[^\W\d_]\u00ad$|[a-zà-ÿа-я]-$", text[-2:])
        and line[0].islower()
        and len(text) > 1
        and text[-1] == "\u00ad"
    ):
        return text[:-1] + line
    return f"{text} {line}"
