"""Places in an order as a locale writes them in digits: `75th`, `75e`, `75-й`, `第75`."""

from __future__ import annotations

from decimal import Decimal

from generator.l10n.languages import babel_locale
from generator.l10n.numerals import number

_DOT = ("de", "cs", "sk", "pl", "da", "nb", "nn", "no", "fi", "hu", "tr", "hr", "sr", "sl", "et", "lv", "is")
"""Languages that write a full stop behind the number."""

_PATTERNS: dict[str, dict[str, str]] = {
    "en": {"one": "{}st", "two": "{}nd", "few": "{}rd", "other": "{}th"},
    "fr": {"one": "{}er", "other": "{}e"},
    "es": {"other": "{}.º"},
    "pt": {"other": "{}.º"},
    "gl": {"other": "{}.º"},
    "it": {"other": "{}º"},
    "ca": {"one": "{}r", "two": "{}n", "few": "{}r", "other": "{}è"},
    "ru": {"other": "{}-й"},
    "uk": {"other": "{}-й"},
    "be": {"other": "{}-ы"},
    "nl": {"other": "{}e"},
    "sv": {"one": "{}:a", "other": "{}:e"},
    "ar": {"other": "الـ{}"},
    "zh": {"other": "第{}"},
    "ja": {"other": "第{}"},
    "ko": {"other": "제{}"},
    "vi": {"other": "thứ {}"},
    "id": {"other": "ke-{}"},
}
"""Language -> ordinal class of CLDR -> how its numbers are written; CLDR has the classes and not the signs."""

_YEARS = {"ru": {"other": "{}-я"}, "uk": {"other": "{}-я"}, "be": {"other": "{}-я"}}
"""The same for the number of an anniversary, where that word is feminine and the number shows it."""


def ordinal(value: Decimal, locale: str, *, years: bool = False) -> str:
    """A whole number as a place in an order, the number of an anniversary with `years`; just the number elsewhere."""
    language = locale.split("-")[0]
    patterns = _YEARS.get(language) if years else None
    patterns = patterns or _PATTERNS.get(language, {"other": "{}." if language in _DOT else "{}"})
    if value != value.to_integral_value():
        return number(value, locale)
    form = babel_locale(locale).ordinal_form(int(value))
    return patterns.get(form, patterns["other"]).format(number(value, locale))
