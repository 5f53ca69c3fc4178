"""Text -> the numbers in it, however they are written: 1.07亿 and 107 million are both 107000000.

The browser reads queries the same way with the same table (`theme/assets/search-core.js`); the cases in
`tests/cases/search/numbers.yml` hold for both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

import yaml

from generator.search.scripts import UNSPACED

_BLANKS = " \u00a0\u2009\u202f"
_NUMBER = re.compile(rf"\d+(?:[.,'’٫٬]\d+|[{_BLANKS}]\d{{3}}(?!\d))*")
_RUN_ON = re.compile(rf"[{UNSPACED}\uac00-\ud7af]")
"""Scripts in which a word for size is followed by other words without a space."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands in a text."""

    start: int
    end: int
    """Offsets in code points, words for size included; `end` exclusive."""
    value: Decimal
    forms: tuple[str, ...]
    """Digits under which an index of the words as they stand does not have it: of its value (`107000000`) where a word
    for size follows, of what is written (`56.68`) where it is glued to something else (`US$56.68`)."""


def numbers(text: str, language: str) -> Iterator[Number]:
    """Every number in the text, from left to right; the language (BCP 47) settles what a comma means."""
    at = 0
    while match := _NUMBER.search(text, at):
        at = match.end()
        amount = _amount(text, match, language)
        if not amount:
            continue
        value, size, at = amount
        forms = [digits(value / size)] if _disguised(text, match) else []
        scaled = size > 1
        while size > 1 and (following := _NUMBER.match(text, at + (text[at : at + 1] == " "))):  # 1亿700万
            more = _amount(text, following, language)
            if not more or not 1 < more[1] < size:
                break
            value, size, at = value + more[0], *more[1:]
        yield Number(match.start(), at, value, tuple(forms + [digits(value)] * scaled))


def digits(value: Decimal) -> str:
    """A value without grouping or exponent: `107000000`, `56.68`."""
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def scales(language: str) -> Mapping[str, int]:
    """Words for size -> how much they multiply; `million` is there for a Chinese text too."""
    words, languages = _table()
    return words | languages.get(language.split("-")[0], {})


def decimal_mark(language: str) -> str:
    """`,` or `.`, as the language writes decimals."""
    from babel import UnknownLocaleError
    from babel.numbers import get_decimal_symbol

    try:
        return "," if get_decimal_symbol(language.replace("-", "_")) == "," else "."
    except (UnknownLocaleError, ValueError):
        return "."


def _amount(text: str, match: re.Match[str], language: str) -> tuple[Decimal, int, int] | None:
    """Value, size of its last word (1 without one) and end of the number that `match` begins."""
    value = _value(match.group(), _mark(language))
    if value is None:
        return None
    pattern, words = _sizes(language.split("-")[0])
    size, end = 1, match.end()
    for _ in range(2):  # mil millones, 3千万
        if not (word := pattern.match(text, end)):
            break
        size *= words[word.group(1).lower()]
        end = word.end()
    return value * size, size, end


def _value(written: str, mark: str) -> Decimal | None:
    """What digits with separators mean; None where they are no number (a date, a version)."""
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in written)
    text = re.sub(rf"[{_BLANKS}'’٬]", "", text).replace("٫", mark)
    separators = re.sub(r"\d", "", text)
    if len(set(separators)) == 2:
        last = separators[-1]
        whole, _, fraction = text.rpartition(last)
        if separators.count(last) > 1:
            return None
    elif len(separators) == 1 and not (separators != mark and re.fullmatch(r"\d{1,3}.\d{3}", text)):
        whole, _, fraction = text.partition(separators)
    else:
        whole, fraction = text, ""
    if not re.fullmatch(r"\d+|\d{1,3}([.,]\d{3})+", whole):
        return None
    return Decimal(re.sub(r"\D", "", whole) + (f".{fraction}" if fraction else ""))


def _disguised(text: str, match: re.Match[str]) -> bool:
    """Whether the digits are not a word of an index: US$56.68, 997 900, ٢٤."""
    if not match.group().isascii() or re.search(r"[\s']", match.group()):
        return True
    around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
    return any(unicodedata.category(c)[0] in "LS" and not _RUN_ON.match(c) for c in around)


@lru_cache(maxsize=64)
def _mark(language: str) -> str:
    return decimal_mark(language)


@lru_cache(maxsize=64)
def _sizes(language: str) -> tuple[re.Pattern[str], Mapping[str, int]]:
    words = scales(language)
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    alternatives = "|".join(
        re.escape(word) + ("" if _RUN_ON.match(word) else r"(?![^\W\d_])") for word in longest_first
    )
    return re.compile(rf"[{_BLANKS}]?({alternatives})", re.IGNORECASE), words


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """Words for size in all languages, and what differs in one."""
    raw = yaml.safe_load(files("generator.search").joinpath("scales.yml").read_text("utf-8"))
    return {word: size for size, listed in raw["words"].items() for word in listed}, raw["languages"]
