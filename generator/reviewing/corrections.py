"""What an editor types -> a figure that is still valid: numbers, units and periods as `review.yml` has them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from generator import review
from generator.enrich import figures as numbers
from generator.errors import InputError
from generator.l10n.units import MULTIPLES, NOUNS, SYMBOLS, UNITS
from generator.model import Figure
from generator.review import Review

EDITABLE = ("value", "high", "unit", "measure", "period", "approximate", "direction", "basis", "compared_with", "of",
            "attribution", "flow", "note")  # fmt: skip
"""Fields that can be changed, in the order in which they are asked for."""

_UNITS = {*UNITS, *NOUNS, *SYMBOLS, *MULTIPLES, "%", "pp", "1"}


def corrected(figure: Figure, name: str, typed: str, language: str, known: Mapping[str, Figure]) -> Figure | str:
    """The figure with another value of a field, or what is wrong with what was typed.

    Numbers and units may be typed as they are said (`107 million`, `tons`), in the interview's `language`. `known`
    are the figures of the interview by id, which `of` may name.
    """
    changes: dict[str, object] = {name: typed}
    if name in ("value", "high"):
        number = _number(typed, language) if typed else None
        if typed and number is None:
            return f"{typed!r} is no number; write it like 107000000, 12.9 or 107 million"
        changes[name] = number
    elif name == "unit" and typed:
        unit = _unit(typed, language)
        if unit is None:
            return f"{typed!r} is no unit; write t, km, %, pp, a (years), USD, {{vehicle}} …, or - for a bare count"
        changes[name] = unit
    elif name in ("period", "compared_with") and (wrong := _dates(typed)):
        return wrong
    changed = replace(figure, **changes)  # type: ignore[arg-type]
    return _faults(changed, known) or changed


def plain(value: object) -> str:
    """A field as it is typed."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value or "")


def _number(typed: str, language: str) -> Decimal | None:
    try:
        number = Decimal(typed)
    except InvalidOperation:
        said = numbers.values(typed, language)
        return said[0].value if len(said) == 1 and said[0].high is None and said[0].start == 0 else None
    return number if number.is_finite() else None


def _unit(typed: str, language: str) -> str | None:
    """The code of a unit; of a word for one, what the program makes of it behind a number."""
    if typed in _UNITS or re.fullmatch(r"\{[^\W_][\w -]*\}", typed) or _is_currency(typed):
        return typed
    said = numbers.values(f"1,000 {typed}" if language == "en" else f"1000 {typed}", language)
    return said[0].unit if len(said) == 1 and said[0].unit else None


def _is_currency(code: str) -> bool:
    from babel import Locale

    return code in Locale("en").currencies


def _dates(typed: str) -> str:
    """What is wrong with the days of a period that looks like one; `review` says what is wrong with its form."""
    parts = [part for part in typed.split("/") if re.fullmatch(r"\d{4}(-\d\d){0,2}", part)]
    for part in parts:
        try:
            datetime.date.fromisoformat((part + "-01-01")[:10])
        except ValueError:
            return f"there is no {part}"
    if len(parts) == 2 and parts[0][: len(parts[1])] > parts[1][: len(parts[0])]:
        return f"{parts[0]} is after {parts[1]}"
    return ""


def _faults(figure: Figure, known: Mapping[str, Figure]) -> str:
    """Why the file could not be read with the figure in it; empty when it could."""
    others = tuple(other for id_, other in known.items() if id_ != figure.id)
    try:
        review.parse(review.text(Review((replace(figure, status="confirmed"), *others))), "review.yml")
    except InputError as error:
        return f"{error.found}; expected: {error.expected}"
    return ""
