"""Lines at the head of a source: which can be a title, and which are bylines, addresses or parts of the page."""

from __future__ import annotations

import re

from generator.intake import dates, label_shapes, lexicon
from generator.intake.inline import bare
from generator.intake.stretches import size
from generator.model import Utterance

_CLOSED = re.compile(r"(?:[。:：,，;]|(?<!\b\w)(?<!\b\w\w)\.)$")
"""The end of a sentence, not of an abbreviation: `29 апреля 2008 г.`"""


def is_byline(one: Utterance) -> bool:
    """Whether a line says who wrote, asked or took the pictures, and perhaps when."""
    pieces = _BETWEEN.split(bare(one.text).strip())
    names = [bool(lexicon.pattern("byline").match(piece)) for piece in pieces]
    return names[0] and all(name or dates.find(piece) for name, piece in zip(names, pieces, strict=True))


_BETWEEN = re.compile(r"\s+[-–—|•·]\s+|(?<=[^\W\d_]{2})[.;]\s+")
"""Between the names of a byline, `Interview by A. Roe. Photographs by L. Moss`, or before its date."""


def short(one: Utterance) -> bool:
    """Whether a line is as short as titles are and does not end as a sentence does."""
    text = bare(one.text)
    return size(text) <= 32 and len(text) < 220 and not _CLOSED.search(text)


_CREDIT = re.compile(r"\s(?:photos?|pictures?|fotos?|фото|写真|撮影|摄影|攝影|图|사진|صورة)\s?[:：/]", re.IGNORECASE)
"""In the caption of a picture: who took it."""
_CRUMB = re.compile(r"\s[>›»/]\s")
"""Between the pages above a page: `Home > Culture > Interviews`."""


def trail(one: Utterance) -> bool:
    """Whether a line says where in a site the page stands."""
    return len(_CRUMB.findall(bare(one.text))) > 1


def chrome(one: Utterance) -> bool:
    """Whether a short line is an address, a number, a date or a lone mark of the page."""
    text = bare(one.text).strip()
    letters = sum(c.isalpha() for c in text)
    if is_byline(one) or _CREDIT.search(text):
        return True
    if lexicon.pattern("site_lines").fullmatch(text) or trail(one):
        return True
    if letters < 3 or letters < 0.4 * len(text.replace(" ", "")) or re.match(r"https?:|www\.|[©@(\[]", text):
        return True
    found = dates.find(text)
    rest = re.sub(r"[\W\d_]", "", text[: found[1][0]] + text[found[1][1] :]) if found else ""
    return bool(found and len(rest) <= (4 if label_shapes.EASTERN.search(rest) else 8))


def folded(one: Utterance) -> str:
    """The letters and figures of an utterance, as titles are compared."""
    return fold(bare(one.text))


def fold(text: str) -> str:
    """The letters and figures of a text, case folded."""
    return re.sub(r"[\W_]+", "", text).casefold()
