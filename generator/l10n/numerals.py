"""Numbers as a locale writes them, never rounded."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from generator.l10n.languages import babel_locale

_WORDS_FROM = 1_000_000
"""Below it a number is written in digits, except where the locale's own words for size begin at ten thousand."""


def number(value: Decimal, locale: str) -> str:
    """A number with all its digits, grouped, in Western digits."""
    return _number(str(value), locale)


@lru_cache(maxsize=4096)
def _number(digits: str, locale: str) -> str:
    """The same by its digits: 1 and 1.0 are equal, and may be written differently."""
    from babel.numbers import format_decimal

    return format_decimal(Decimal(digits), locale=babel_locale(locale), decimal_quantization=False)


def percent(value: Decimal, locale: str) -> str:
    """A number of per cent (24 -> `24%`, in French `24 %`)."""
    return _percent(str(value), locale)


@lru_cache(maxsize=1024)
def _percent(digits: str, locale: str) -> str:
    from babel.numbers import format_percent

    return format_percent(Decimal(digits) / 100, locale=babel_locale(locale), decimal_quantization=False)


def compact(value: Decimal, locale: str) -> str | None:
    """A large number with a word for its size (`107 million`, `1.07亿`), if at most two decimals are left of it.

    Not Babel's `format_compact_decimal`, which has no long form for Chinese, Japanese and Korean (their short one is
    what people write) and chooses some forms by another number than the one it prints (1 millions in French).
    """
    return _compact(str(value), locale)


@lru_cache(maxsize=4096)
def _compact(digits: str, locale: str) -> str | None:
    from babel.numbers import parse_pattern

    value = Decimal(digits)
    babel = babel_locale(locale)
    forms = babel.compact_decimal_formats
    spelled = "long" in forms
    patterns = forms["long" if spelled else "short"]
    size = abs(value)
    magnitude = max((int(m) for m in patterns["other"] if int(m) <= size), default=0)
    if not magnitude or (spelled and magnitude < _WORDS_FROM):
        return None
    zeros = parse_pattern(patterns["other"][str(magnitude)]).pattern.count("0")
    mantissa = value / (magnitude // 10 ** (zeros - 1))
    if mantissa != round(mantissa, 2):
        return None
    forms = patterns.get(babel.plural_form(abs(mantissa)), patterns["other"])
    pattern = forms.get(str(magnitude), patterns["other"][str(magnitude)])
    return str(parse_pattern(pattern).apply(mantissa.normalize(), babel, decimal_quantization=False))
