"""Everything that is written differently from locale to locale: names of languages, dates, numbers, lists.

Locales are BCP 47 tags; the data are CLDR's, through Babel.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.l10n.calendar import date, period
from generator.l10n.languages import autonym, babel_locale, direction, joiner, language_name
from generator.l10n.numerals import number, percent
from generator.l10n.quantities import figure, unit_name

__all__ = [
    "autonym",
    "babel_locale",
    "date",
    "direction",
    "figure",
    "items",
    "joiner",
    "language_name",
    "number",
    "percent",
    "period",
    "unit_name",
]


def items(words: Sequence[str], locale: str) -> str:
    """A list in a sentence (`A, B, and C`; `A、B和C`)."""
    from babel.lists import format_list

    return format_list(list(words), locale=babel_locale(locale))
