"""Dates and periods (ISO 8601, EDTF) as a locale writes them."""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache

from generator.l10n.languages import babel_locale
from generator.l10n.ui import Interface

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?")
_SKELETONS = {1: "y", 2: "yMMMM", 3: "yMMMMd"}
_ENGLISH = Interface()


@lru_cache(maxsize=4096)
def date(iso: str, locale: str) -> str:
    """`2024-05-07`, `2024-05` or `2024` as the locale writes it; anything else unchanged."""
    from babel.dates import format_date, format_skeleton

    parsed = _parse(iso)
    if not parsed:
        return iso
    day, precision = parsed
    if precision == 3:
        return format_date(day, "long", babel_locale(locale))
    return format_skeleton(_SKELETONS[precision], day, locale=babel_locale(locale))


def period(edtf: str, locale: str, ui: Interface = _ENGLISH) -> str:
    """An EDTF period: a date, a range that is a quarter or a year, any other range, a range open at one end.

    `2024-01/2024-03` -> `1st quarter 2024`; `2023/..` -> `since 2023` (in the words of `ui`); what is neither
    comes back unchanged.
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return date(edtf, locale)
    if last in ("..", "") and _parse(first):
        return ui.pgettext("period", "since %(date)s") % {"date": date(first, locale)}
    if first in ("..", "") and _parse(last):
        return ui.pgettext("period", "until %(date)s") % {"date": date(last, locale)}
    start, end = _parse(first), _parse(last)
    if not start or not end or start[0] > end[0]:
        return edtf
    return _range(start, end, locale)


@lru_cache(maxsize=1024)
def _range(start: tuple[datetime.date, int], end: tuple[datetime.date, int], locale: str) -> str:
    """A closed range: a calendar year or quarter by its name, anything else from end to end."""
    from babel.dates import format_interval, format_skeleton

    precision = max(start[1], end[1])
    first = start[0]
    last = _last_day(*end)
    babel = babel_locale(locale)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if whole and months == 12 and first.month == 1:
        return date(f"{first:%Y}", locale)
    if whole and months == 3 and first.month % 3 == 1:
        return format_skeleton("yQQQQ", first, locale=babel)
    if whole and months == 1 and precision == 2:
        return date(f"{first:%Y-%m}", locale)
    return format_interval(first, last, _SKELETONS[precision], locale=babel)


def _parse(iso: str) -> tuple[datetime.date, int] | None:
    """The first day of a date, and how many of year, month and day it names."""
    match = _DATE.fullmatch(iso)
    if not match:
        return None
    parts = [int(part) for part in match.groups() if part]
    try:
        return datetime.date(*[*parts, 1, 1][:3]), len(parts)
    except ValueError:
        return None


def _last_day(day: datetime.date, precision: int) -> datetime.date:
    """The last day of a date that names a year, a month or a day."""
    if precision == 1:
        return day.replace(month=12, day=31)
    if precision == 2:
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day
