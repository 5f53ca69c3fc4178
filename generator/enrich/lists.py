"""What is known of names without having met them: words inside them, titles before them, countries, months."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from generator.enrich.folding import fold

_NO_COUNTRIES = frozenset(("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ", "001"))
"""Codes of the CLDR that are no places, or all of them."""


@lru_cache(maxsize=16)
def words_of(kind: str) -> frozenset[str]:
    """The folded words of a list in `name_words.yml`."""
    return frozenset(map(fold, _lists()[kind]))


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    loaded = yaml.safe_load((Path(__file__).parent / "data" / "name_words.yml").read_text("utf-8"))
    return {key: value.split() for key, value in loaded.items()}


@lru_cache(maxsize=16)
def territories(language: str) -> frozenset[str]:
    """The same, folded."""
    return frozenset(map(fold, territory_names(language)))


@lru_cache(maxsize=16)
def territory_names(language: str) -> tuple[str, ...]:
    """Countries, regions and continents, as the CLDR calls them in a language."""
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return ()
    return tuple(name for code, name in names.items() if code not in _NO_COUNTRIES)


@lru_cache(maxsize=16)
def calendar(language: str) -> frozenset[str]:
    """Months and days of the week, folded: capitals that name nothing."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return frozenset()
    tables = [context for table in (locale.months, locale.days) for context in table.values()]
    return frozenset(fold(name) for context in tables for width in context.values() for name in width.values())
