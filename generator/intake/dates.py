"""Dates as people write them, in words or figures, to ISO 8601: month names come from CLDR (Babel)."""

from __future__ import annotations

import datetime
import re
import unicodedata
from functools import lru_cache

from generator.intake import eras

LANGUAGES = (
    "en zh ja ko ru uk bg sr be ar fa he es fr de pt it nl sv da nb fi pl cs sk sl hr hu ro tr el ca id vi et lt lv hi"
)
"""Languages whose month names are known when a text's own language does not have the date."""

_LEVANTINE = "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول"
_ENGLISH_SHORT = {"sept": 9, "june": 6, "july": 7}
_YEAR = r"(?P<y>(?:1[5-9]|20|21)\d\d)"
_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])"
_BOUND = r"(?<![\w/.-])"


def find(text: str, language: str = "en") -> tuple[str, tuple[int, int]] | None:
    """The first date in a text as ISO 8601 (`2024-05-07`, or `2024-05` when no day is given) and its offsets.

    Numbers like `03/04/2024` are read as day and month, unless that is impossible or the language is `en-US`.
    """
    text = _ascii_digits(text)
    if dated := eras.by_letter(text):
        return dated
    if text != (plain := eras.without_eras(text)):
        inner = find(plain, language)
        return (inner[0], eras.span(text)) if inner else None
    found = sorted(_candidates(text, language), key=lambda entry: (-len(entry[0]), entry[1]))
    return found[0] if found else None


def iso(text: str, language: str = "en") -> str:
    """The first date in a text as ISO 8601, or an empty string; a bare year is a date here."""
    if found := find(text, language):
        return found[0]
    year = re.fullmatch(rf"\D*{_YEAR}\D*", _ascii_digits(text))
    return year["y"] if year else ""


_ORDERS = (1, 2, 3, 4, 5)
"""Groups of the pattern of a written date: day first, month first, no day, year first, and year first in Latvian."""


_SHORT_YEAR = re.compile(
    r"(?<![\w./:-])(?P<a>\d{1,2})(?P<mark>[./-])\s?(?P<b>\d{1,2})(?P=mark)\s?(?P<c>\d{2})(?![\w:]|[./-]\d)"
)


def with_short_year(text: str, language: str, today: datetime.date) -> str:
    """A date in a line whose year has two figures (`17.05.24`) as ISO 8601, or an empty string: the last year of which
    that can be said. In Chinese, Japanese and Korean the year comes first, between hyphens in English the month."""
    for match in _SHORT_YEAR.finditer(_ascii_digits(text)):
        parts = [match["a"], match["b"], match["c"]]
        if language.split("-")[0] in ("zh", "ja", "ko"):
            parts.reverse()
        elif language.lower() == "en-us" or (language.lower() == "en" and match["mark"] == "-"):
            parts[:2] = parts[1::-1]
        year = today.year - (today.year - int(parts[2])) % 100
        if found := _valid({"y": str(year), "m": parts[1], "d": parts[0]}, match):
            return found[0]
    return ""


def _candidates(text: str, language: str) -> list[tuple[str, tuple[int, int]]]:
    found = []
    for pattern in _numeric(language.lower() == "en-us"):
        found += [_valid(match.groupdict(), match) for match in pattern.finditer(text)]
    if re.search(r"[^\W\d_]", text) and re.search(r"\d{4}", text):
        own = language.split("-")[0].lower()
        for group in (own, "en", "*"):
            months, pattern = _written(group)
            for match in pattern.finditer(text):
                values = match.groupdict()
                held = {
                    part: next((values[f"{part}{n}"] for n in _ORDERS if values[f"{part}{n}"]), "") for part in "ymd"
                }
                month = months[_folded(held["m"])]
                found.append(_valid({**held, "m": str(month)}, match))
            if any(entry and len(entry[0]) == 10 for entry in found):
                break
    return [entry for entry in found if entry]


def _valid(parts: dict[str, str | None], match: re.Match[str]) -> tuple[str, tuple[int, int]] | None:
    year, month, day = int(parts["y"] or 0), int(parts["m"] or 0), int(re.sub(r"\D", "", parts.get("d") or "0"))
    if day and month > 12 >= day:
        month, day = day, month
    try:
        datetime.date(year, month, day or 1)
    except ValueError:
        return None
    return (f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")), match.span()


@lru_cache(maxsize=2)
def _numeric(month_first: bool) -> tuple[re.Pattern[str], ...]:
    month = r"(?P<m>1[0-2]|0?[1-9])"
    either = r"(?P<m>[0-3]?\d)"
    mark = "(?P<mark>[./-])"
    day_month = f"{either}{mark}{_DAY}" if month_first else f"{_DAY}{mark}{either}"
    return (
        re.compile(rf"{_BOUND}{_YEAR}\s*年\s*{month}\s*月(?:\s*{_DAY}\s*[日號号])?"),
        re.compile(rf"{_BOUND}{_YEAR}\s*년\s*{month}\s*월(?:\s*{_DAY}\s*일)?"),
        re.compile(rf"{_BOUND}{_YEAR}-{month}(?:-{_DAY})(?![\d])"),
        re.compile(rf"{_BOUND}{_YEAR}(?P<mark>[./])\s?{month}(?P=mark)\s?{_DAY}(?!\d)"),
        re.compile(rf"{_BOUND}{day_month}(?P=mark){_YEAR}(?!\d)"),
        re.compile(rf"{_BOUND}{_DAY}\. ?(?P<m>1[0-2]|0?[1-9])\. ?{_YEAR}(?!\d)"),
    )


@lru_cache(maxsize=48)
def _written(language: str) -> tuple[dict[str, int], re.Pattern[str]]:
    """Month names of a language (`*`: of all) -> month, and the pattern of a date written with one of them."""
    months: dict[str, int] = {}
    for one in LANGUAGES.split() if language == "*" else [language]:
        months.update(_months(one))
    months = months or {"january": 1}
    name = "|".join(re.escape(month).replace(r"\ ", r"\s+") for month in sorted(months, key=len, reverse=True))
    day = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|er|º|ª|°|\.|-го|-е)?"
    year = r"(?:1[5-9]|20|21)\d\d"
    until = r"(?:[-–—/&+]|and|to|und|bis|et|au|y|al?|e|ed|i|и|til|till|en|och|og)"
    link = r"[\s,]*(?:de[l]?\s+|of\s+|d['’])?"
    pattern = re.compile(
        rf"(?<!\w)(?:(?P<d1>{day})(?:\s?{until}\s?{day})?[\s-]*{link}(?P<m1>{name})(?:\s?/\s?(?:{name}))?\.?[\s,-]*(?:de[l]?\s+|of\s+|năm\s+)?(?P<y1>{year})"
        rf"|(?P<m2>{name})\.?\s+(?P<d2>{day})(?:\s?{until}\s?{day})?,?\s+(?P<y2>{year})"
        rf"|(?P<y4>{year})(?:\.|\s+m\.)?\s+(?P<m4>{name})\s+(?P<d4>{day})(?=\W|$)"
        rf"|(?P<y5>{year})\.?\s+gada\s+(?P<d5>{day})\s*(?P<m5>{name})"
        rf"|(?P<m3>{name})\.?[\s,]*(?:de[l]?\s+|of\s+)?(?P<y3>{year})(?P<d3>(?!))?)(?!\d)",
        re.IGNORECASE,
    )
    return months, pattern


@lru_cache(maxsize=48)
def _months(language: str) -> dict[str, int]:
    from babel import Locale, UnknownLocaleError

    try:
        tables = Locale.parse(language).months
    except (UnknownLocaleError, ValueError):
        return {}
    names = {
        _folded(name.strip(".")): month
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for month, name in tables[context][width].items()
        if not name.isdigit() and len(name) > (2 if name.isascii() else 1) and not re.match(r"\d", name)
    }
    if language == "ar":
        names.update({name: month for month, name in enumerate(_LEVANTINE.split("|"), 1)})
    if language == "en":
        names.update(_ENGLISH_SHORT)
    return names


def _folded(name: str) -> str:
    """The name of a month as compared; the dot that `İ` leaves above a small letter is taken off."""
    return " ".join(name.lower().replace("\u0307", "").split())


def _ascii_digits(text: str) -> str:
    """Arabic-Indic and full-width digits as ASCII ones; the length stays the same."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() and unicodedata.digit(c, -1) >= 0 else c
        for c in text
    )
