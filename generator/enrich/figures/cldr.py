"""CLDR inverted: what a language writes for a scale, a unit or a currency, read back from how it formats them (Babel).

Babel is imported when a language is first asked for, not before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from generator.enrich.figures.tokens import SPACES, western

_PLURALS = (1, 2, 3, 5, 11, 100)
"""Counts that between them have every plural form of every language."""


def scales(language: str) -> list[tuple[str, int]]:
    """Scale words from the compact number patterns: `000 тысяч` at 100000 -> (тысяч, 3)."""
    from babel import Locale

    formats = Locale.parse(language).compact_decimal_formats
    style = "short" if language[:2] in ("zh", "ja", "ko") else "long"
    found = []
    for patterns in (formats.get(style) or {}).values():
        for magnitude, pattern in patterns.items():
            text = str(getattr(pattern, "pattern", pattern)).replace("\u200f", "").replace("'", "")
            word = text.strip(f"0{SPACES}.")
            if word and "0" in text:
                found.append((word, len(magnitude) - text.count("0")))
    return found


def units(language: str, cldr: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Unit and currency words from CLDR in every plural form."""
    from babel.numbers import get_currency_name
    from babel.units import format_unit

    found: list[tuple[str, str]] = []
    for unit, code in cldr["units"].items():
        named = {format_unit(count, unit, locale=language) for count in _PLURALS}
        if any(unit in name for name in named):  # Babel does not fall back to the short form, as CLDR does
            short = not unit.startswith("duration-")  # the short day is 日, which is a date
            named = {format_unit(count, unit, "short", locale=language) for count in _PLURALS} if short else set()
        found += [(word, code) for name in named if (word := re.sub(r"[\d\u200f]+", "", western(name)).strip(SPACES))]
    for code in cldr["currencies"]:
        found += [(get_currency_name(code, count, locale=language), code) for count in _PLURALS]
    return found


def known(code: str) -> str:
    """The language itself where CLDR has it, else English."""
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return "en"
    return code


def decimal(language: str) -> str:
    """The decimal sign of a language."""
    from babel.numbers import get_decimal_symbol

    return get_decimal_symbol(language)
