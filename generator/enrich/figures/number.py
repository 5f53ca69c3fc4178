"""A number as it was read from the tokens of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from generator.enrich.figures.lexicon import Lexicon
from generator.enrich.figures.tokens import SPACES, Tokens

_NOT_DIGITS = re.compile(rf"[{SPACES}'’٬]")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
LONGEST = 15
"""Digits of the longest number anybody says; what is longer is no number."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number at a place in the tokens."""

    value: Decimal
    end: int
    """Token behind it."""
    power: int = 0
    """Power of ten of its scale words (6 for `107 million`); 0 when it has none."""
    spelled: bool = False
    """It is written in words."""
    unit: str = ""
    """Unit that is part of the word (`30-летие`)."""


def digits(text: str, decimal: str) -> Decimal | None:
    """Value of digits with the separators of their language; None when they are a version, a date or an address."""
    text = _NOT_DIGITS.sub("", text).replace("٫", ".") if not text.isdigit() else text
    if len(text) > LONGEST + 6:
        return None
    dots, commas = text.count("."), text.count(",")
    if not dots and not commas:
        return Decimal(text)
    if dots and commas:
        sign = max(".,", key=text.rfind)
        whole, _, fraction = text.rpartition(sign)
        if text.count(sign) > 1 or not (_GROUPED.fullmatch(whole) or _INDIAN.fullmatch(whole)):
            return None
        return Decimal(f"{re.sub('[.,]', '', whole)}.{fraction}")
    sign = "." if dots else ","
    grouped = bool(_GROUPED.fullmatch(text) or _INDIAN.fullmatch(text)) and not text.startswith("0")
    if grouped and (dots + commas > 1 or sign not in decimal):
        return Decimal(text.replace(sign, ""))
    return Decimal(text.replace(",", ".")) if dots + commas == 1 else None


def plain(value: Decimal) -> Decimal:
    """The same value without exponent or trailing zeros: 500000, not 5E+5."""
    return Decimal(f"{value.normalize():f}")


def is_letter(found: Tokens, at: int, lex: Lexicon) -> bool:
    """Whether a scale word is a letter that means something else here: `$5m` and `5M€` have a scale, `5 m` has not."""
    word = found.words[at]
    if len(word) > 1 or not word.isascii():
        return False
    before = found.words[at - 2] if at > 1 else ""
    after = found.words[at + 1] if at + 1 < len(found.words) and found.glued(at, at + 1) else ""
    if after in lex.symbols:
        return False
    return not (found.glued(at - 1, at) and (before in lex.symbols or word == "k"))
