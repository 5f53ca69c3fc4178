"""Text without spaces between words -> text whose characters are the words of an index, and can be put back.

Pagefind cuts Chinese by a dictionary when it indexes and by the browser's when it searches, and the two disagree
(宽体客机 finds nothing). So every character of such scripts becomes a word of its own here, and every query is cut
likewise in the browser.
"""

import re

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Character class of the scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, Han."""

SEPARATOR = " \u200b"
"""What is put between two characters: a space, told from the author's own by the zero-width space after it."""

PRIVATE = "qaa"
"""Language of an index in which nothing may be segmented or stemmed (ISO 639-2: reserved for local use)."""

_BOUNDARY = re.compile(
    rf"""\w[^\w\s]*(?=[{UNSPACED}])  # before such a character: 1.07|亿, （中|国
     | [{UNSPACED}][^\w\s]*(?=\w)  # and behind it: 亿|US, with the punctuation left where it is
    """,
    re.VERBOSE,
)


def spaced(text: str) -> str:
    """The text with a `SEPARATOR` between characters that are words; without any it is the same text again."""
    return _BOUNDARY.sub(lambda match: match.group() + SEPARATOR, text.replace("\u200b", ""))


def index_language(locale: str) -> str:
    """Language under which an edition is indexed: its own, or a private one where Pagefind would segment it."""
    primary = locale.split("-")[0]
    return PRIVATE if primary in ("zh", "ja", "th", "yue", "wuu", "lzh") else primary
