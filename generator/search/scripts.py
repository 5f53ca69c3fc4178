"""Text without spaces between words -> text of which any two neighbours are a word of an index, and can be put back.

Pagefind cuts Chinese by a dictionary when it indexes and by the browser's when it searches, and the two disagree
(宽体客机 finds nothing). So any two letters of such scripts that follow each other become a word here, and every query
is cut likewise in the browser.
"""

import re

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Character class of the scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, Han."""

SEPARATOR = "\u205f"
"""What is put between two words of the index that no space parts: a space of mathematics, which no author types."""

PRIVATE = "qaa"
"""Language of an index in which nothing may be segmented or stemmed (ISO 639-2: reserved for local use)."""

_LETTER = rf"(?=\w)[{UNSPACED}](?:(?!\w)[{UNSPACED}])*"
"""A letter of such a script and the marks on it."""

_BOUNDARY = re.compile(
    rf"""\w[^\w\s]*(?=(?=\w)[{UNSPACED}])  # before such a letter: 1.07|亿, （中|国
     | [{UNSPACED}][^\w\s]*(?=\w)  # and behind it: 亿|US, with the punctuation left where it is
     | (?<=\w)[—–―…]+(?=\w)  # dashes, which Pagefind takes for nothing: war—or
    """,
    re.VERBOSE,
)
_PAIR = re.compile(f"({_LETTER}){SEPARATOR}(?=({_LETTER}))")


def spaced(text: str) -> str:
    """The text with a `SEPARATOR` between its words, and behind each letter of such scripts the next one again.

    A letter followed by another is a word with it, 宽体客机 are 宽体, 体客, 客机 and 机: few pages have the same pair,
    many the same letter. Without repeated letters and separators it is the same text again.
    """
    if text.isascii():
        return text
    plain = text.replace("\u200b", "").replace(SEPARATOR, " ")
    return _PAIR.sub(rf"\1\2{SEPARATOR}", _BOUNDARY.sub(lambda match: match.group() + SEPARATOR, plain))


def index_language(locale: str) -> str:
    """Language under which an edition is indexed: its own, or a private one where Pagefind would segment it."""
    primary = locale.split("-")[0]
    return PRIVATE if primary in ("zh", "ja", "th", "yue", "wuu", "lzh") else primary
