"""Years counted from the beginning of a reign or a republic, and dates in Han numerals, as Western figures."""

from __future__ import annotations

import re

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911}
_ERA = re.compile(rf"({'|'.join(_ERAS)})\s*(元|\d{{1,3}})\s*年(\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?)")
_LETTERS = {"R": 2018, "H": 1988, "S": 1925}
_LETTER_DATE = re.compile(r"(?<![\w.])([RHS])\s?(\d{1,2})[./](\d{1,2})[./](\d{1,2})(?![\d.])")
"""Eras by their letter, as Japanese offices write them: `H19.04.24`."""
_HAN_DATE = re.compile(
    r"[〇零○一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日號号])?"
)


def by_letter(text: str) -> tuple[str, tuple[int, int]] | None:
    """The first date with the letter of an era, `H19.04.24`, as ISO 8601 and its offsets."""
    match = _LETTER_DATE.search(text)
    if not match:
        return None
    year, month, day = _LETTERS[match[1]] + int(match[2]), int(match[3]), int(match[4])
    valid = 1 <= month <= 12 and 1 <= day <= 31
    return (f"{year:04}-{month:02}-{day:02}", match.span()) if valid else None


def span(text: str) -> tuple[int, int]:
    """Offsets of the first date that `without_eras` rewrites."""
    match = next(iter(_ERA.finditer(text)), None) or next(iter(_HAN_DATE.finditer(text)), None)
    return match.span() if match else (0, 0)


def without_eras(text: str) -> str:
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
        tens, _, ones = word.partition("十")
        return f"{figures.get(tens, '1')}{figures.get(ones, '0')}"

    return re.sub(r"[〇零○一二三四五六七八九十]+", number, text)
