"""Figures as a locale writes them: a value with its unit, its bounds and how sure the speaker was."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Protocol

from generator.l10n.calendar import period
from generator.l10n.languages import babel_locale
from generator.l10n.numerals import compact, number, percent
from generator.l10n.ordinals import ordinal
from generator.l10n.ui import Interface
from generator.l10n.units import MULTIPLES, NOUNS, SYMBOLS, UNITS


class Quantity(Protocol):
    """What is needed of a figure to write it."""

    @property
    def value(self) -> Decimal | None: ...
    @property
    def high(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def direction(self) -> str: ...
    @property
    def approximate(self) -> str: ...
    @property
    def period(self) -> str: ...


_AFTER_MILLIONS = {
    "fr": ("de ", "d’"),
    "ca": ("de ", "d’"),
    "es": ("de ",),
    "pt": ("de ",),
    "it": ("di ",),
    "ro": ("de ",),
}
"""What joins a whole million to what it counts, and its form before a vowel; Babel has no such pattern."""

_VOWEL = re.compile(r"[aeiouhàâéèêëîïôûAEIOUHÉÈÊ]")
_MILLION = 1_000_000
_ENGLISH = Interface()


def figure(figure: Quantity, locale: str, ui: Interface = _ENGLISH) -> str:
    """A figure in the locale: `about 107 million tonnes`, `+24%`, `75th`, `1st quarter 2024`.

    A value keeps every digit: words for its size are used where at most two decimals are left before them. Numbers
    are written in Western digits everywhere. An unknown unit is printed as it is.
    """
    if figure.value is None or figure.kind == "period":
        return period(figure.period, locale, ui) if figure.period else ""
    if figure.kind == "ordinal":
        text = ordinal(figure.value, locale, years=figure.unit == "a")
    elif figure.high is not None:
        text = _range(figure.value, figure.high, figure.unit, locale, ui)
    else:
        text = _with_unit(figure.value, figure.unit, locale, ui)
    if figure.kind == "change" and figure.direction:
        text = _sign(figure.direction, locale) + text
    return _approximately(figure.approximate, text, ui)


def unit_name(code: str, locale: str, ui: Interface = _ENGLISH) -> str:
    """What a unit is called, as it is counted (`tonnes`, `US dollars`, `%`); empty for a bare count."""
    code = MULTIPLES[code][1] if code in MULTIPLES else code
    five = number(Decimal(5), locale)
    return _with_unit(Decimal(5), code, locale, ui).replace(five, "").strip() if code else ""


def _range(low: Decimal, high: Decimal, unit: str, locale: str, ui: Interface) -> str:
    """Two values with one unit (`20–30%`)."""
    first, last = (compact(value, locale) or number(value, locale) for value in (low, high))
    whole = _with_unit(high, unit, locale, ui)
    if last in whole:
        return whole.replace(last, f"{first}–{last}", 1)
    return f"{_with_unit(low, unit, locale, ui)}–{whole}"


def _sign(direction: str, locale: str) -> str:
    from babel.numbers import get_minus_sign_symbol, get_plus_sign_symbol

    symbol = get_plus_sign_symbol if direction == "increase" else get_minus_sign_symbol
    return symbol(babel_locale(locale)).replace("-", "\N{MINUS SIGN}")


def _approximately(how: str, text: str, ui: Interface) -> str:
    """The value with the speaker's own reservation about it."""
    patterns = {
        "about": ui.pgettext("figure", "about %(value)s"),
        "over": ui.pgettext("figure", "over %(value)s"),
        "under": ui.pgettext("figure", "under %(value)s"),
    }
    return patterns[how] % {"value": text} if how in patterns else text


def _with_unit(value: Decimal, unit: str, locale: str, ui: Interface) -> str:
    if unit in MULTIPLES:
        times, unit = MULTIPLES[unit]
        value *= times
    short = compact(value, locale)
    text = short or number(value, locale)
    if not unit:
        return text
    if unit == "%":
        return percent(value, locale)
    if unit in NOUNS and (locale.split("-")[0] == "en" or ui.knows(NOUNS[unit][0])):
        return ui.ngettext(*NOUNS[unit], _counted(value, short)) % {"number": text}
    if unit in UNITS:
        return _measured(value, short, UNITS[unit], locale)
    if re.fullmatch(r"[A-Z]{3}", unit):
        return _money(value, short, unit, locale)
    if unit in NOUNS:
        return ui.ngettext(*NOUNS[unit], _counted(value, short)) % {"number": text}
    return f"{text} {SYMBOLS.get(unit, unit.strip('{}'))}"


def _counted(value: Decimal, short: str | None) -> int:
    """The number whose plural form the noun takes: after a word for millions it is that of a million."""
    if short and abs(value) >= _MILLION:
        return _MILLION
    return int(value) if value == int(value) else 2  # 1.5 takes a plural wherever gettext can express it


def _measured(value: Decimal, short: str | None, unit: str, locale: str) -> str:
    """A value with a unit of CLDR's; the short name where the long one is missing (Babel would print its id)."""
    from babel.units import format_unit

    babel = babel_locale("en-001" if locale == "en" else locale)
    probe = Decimal(_MILLION) if short and abs(value) >= _MILLION else value
    for length in ("long", "short", "narrow"):
        text = format_unit(probe, unit, length, locale=babel)
        if unit not in text:
            break
    digits = number(probe, locale)
    if not short:
        return text
    at = text.find(digits)
    return text[:at] + _joined(short, text[at + len(digits) :], value, locale) if at >= 0 else text


def _money(value: Decimal, short: str | None, currency: str, locale: str) -> str:
    """A value with the name of its currency."""
    from babel.numbers import get_currency_name

    babel = babel_locale(locale)
    name = get_currency_name(currency, count=_counted(value, short), locale=babel)
    if not short:
        short = number(value, locale)
    gap = "" if locale.split("-")[0] in ("zh", "ja") else " "
    return _joined(short, gap + name, value, locale)


def _joined(short: str, rest: str, value: Decimal, locale: str) -> str:
    """A number and what it counts, with what the language puts between a million and it (`millions de tonnes`)."""
    links = _AFTER_MILLIONS.get(locale.split("-")[0])
    if not links or abs(value) < _MILLION or short[-1].isdigit():
        return short + rest
    gap, name = rest[:1], rest[1:]
    return short + gap + links[-1 if _VOWEL.match(name) else 0] + name
