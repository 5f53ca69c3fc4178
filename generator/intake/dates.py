"""Dates as people write them, in words or figures, to ISO 8601: month names come from CLDR (Babel)."""

from __future__ import annotations

import datetime
import re
import unicodedata
from functools import lru_cache

LANGUAGES = (
    "en zh ja ko ru uk bg sr be ar fa he es fr de pt it nl sv da nb fi pl cs sk sl hr hu ro tr el ca id vi et lt lv hi"
)
"""Languages whose month names are known when a text's own language does not have the date."""

_LEVANTINE = "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول"
_ENGLISH_SHORT = {"sept": 9, "june": 6, "july": 7}
_YEAR = r"(?P<y>(?:1[5-9]|20|21)\d\d)"
_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])"
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911}
_ERA = re.compile(rf"({'|'.join(_ERAS)})\s*(元|\d{{1,3}})\s*年(\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?)")
_LETTERS = {"R": 2018, "H": 1988, "S": 1925}
_LETTER_DATE = re.compile(r"(?<![\w.])([RHS])\s?(\d{1,2})[./](\d{1,2})[./](\d{1,2})(?![\d.])")
"""Eras by their letter, as Japanese offices write them: `H19.04.24`."""
_HAN_DATE = re.compile(
    r"[〇零○一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日號号])?"
)
_BOUND = r"(?<![\w/.-])"


def find(text: str, language: str = "en") -> tuple[str, tuple[int, int]] | None:
    """The first date in a text as ISO 8601 (`2024-05-07`, or `2024-05` when no day is given) and its offsets.

    Numbers like `03/04/2024` are read as day and month, unless that is impossible or the language is `en-US`.
    """
    text = _ascii_digits(text)
    if letter := _LETTER_DATE.search(text):
        year, month, day = _LETTERS[letter[1]] + int(letter[2]), int(letter[3]), int(letter[4])
        if 1 <= month <= 12 and 1 <= day <= 31:
            return f"{year:04}-{month:02}-{day:02}", letter.span()
    if text != (plain := _without_eras(text)):
        span = next(iter(_ERA.finditer(text)), None) or next(iter(_HAN_DATE.finditer(text)), None)
        inner = find(plain, language)
        return (inner[0], span.span()) if inner and span else None
    found = sorted(_candidates(text, language), key=lambda entry: (-len(entry[0]), entry[1]))
    return found[0] if found else None


def _without_eras(text: str) -> str:
    """Years of Japanese eras and of the Republic of China, and dates in Han numerals, as Western figures."""
    if "年" not in text:
        return text
    text = _HAN_DATE.sub(lambda match: _han_figures(match.group()), text)
    return _ERA.sub(lambda m: f"{_ERAS[m[1]] + (1 if m[2] == '元' else int(m[2]))}年{m[3]}", text)


def _han_figures(text: str) -> str:
    """`二〇二四年五月十七日` as `2024年5月17日`."""
    figures = dict(zip("〇零○一二三四五六七八九", "000123456789", strict=True))

    def number(match: re.Match[str]) -> str:
        word = match.group()
        if "十" not in word:
            return "".join(figures[c] for c in word)
        tens, ones = word.split("十")
        return f"{figures.get(tens, '1')}{figures.get(ones, '0')}"

    return re.sub(r"[〇零○一二三四五六七八九十]+", number, text)


def iso(text: str, language: str = "en") -> str:
    """The first date in a text as ISO 8601, or an empty string; a bare year is a date here."""
    if found := find(text, language):
        return found[0]
    year = re.fullmatch(rf"\D*{_YEAR}\D*", _ascii_digits(text))
    return year["y"] if year else ""


_SHORT_YEAR = re.compile(
    r"(?<![\w./:-])(?P<a>\d{1,2})(?P<mark>[./-])\s?(?P<b>\d{1,2})(?P=mark)\s?(?P<c>\d{2})(?![\w:]|[./-]\d)"
)


def with_short_year(text: str, language: str, today: datetime.date) -> str:
    """A date in a line whose year has two figures (`17.05.24`) as ISO 8601, or an empty string: the last year of which
    that can be said. In Chinese, Japanese and Korean the year comes first."""
    for match in _SHORT_YEAR.finditer(_ascii_digits(text)):
        parts = [match["a"], match["b"], match["c"]]
        if language.split("-")[0] in ("zh", "ja", "ko"):
            parts.reverse()
        elif language.lower() == "en-us":
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
                month = months[" ".join((values.get("m1") or values.get("m2") or values["m3"]).casefold().split())]
                parts = {
                    "y": values.get("y1") or values.get("y2") or values.get("y3"),
                    "m": str(month),
                    "d": values.get("d1") or values.get("d2") or values.get("d3"),
                }
                found.append(_valid(parts, match))
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
    link = r"[\s,]*(?:de[l]?\s+|of\s+|d['’])?"
    pattern = re.compile(
        rf"(?<!\w)(?:(?P<d1>{day})[\s-]*{link}(?P<m1>{name})(?:\s?/\s?(?:{name}))?\.?[\s,-]*(?:de[l]?\s+|of\s+)?(?P<y1>{year})"
        rf"|(?P<m2>{name})\.?\s+(?P<d2>{day}),?\s+(?P<y2>{year})"
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
        " ".join(name.casefold().strip(".").split()): month
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for month, name in tables[context][width].items()
        if not name.isdigit() and len(name) > 2 and not re.match(r"\d", name)
    }
    if language == "ar":
        names.update({name: month for month, name in enumerate(_LEVANTINE.split("|"), 1)})
    if language == "en":
        names.update(_ENGLISH_SHORT)
    return names


def _ascii_digits(text: str) -> str:
    """Arabic-Indic and full-width digits as ASCII ones; the length stays the same."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() and unicodedata.digit(c, -1) >= 0 else c
        for c in text
    )
