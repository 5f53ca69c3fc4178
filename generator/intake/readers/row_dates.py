"""The day of a table whose every row says the same one: in a column for dates, or in three for year, month and day."""

from __future__ import annotations

from collections.abc import Sequence

from generator.intake import dates, lexicon

_PARTS = ("year", "month", "day")


def date_of(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """ISO date, or nothing when rows differ or no column says it."""
    same: dict[str, str] = {}
    for at, name in enumerate(header):
        values = {row[at].strip() for row in rows if at < len(row)}
        if len(values) == 1 and (value := values.pop()):
            same[name.strip()] = value
    for name, value in same.items():
        if lexicon.header_fields().get(lexicon.key(name)) == "date" and (found := dates.iso(value)):
            return found
    parts = [next((same[name] for name in same if _named(name, part)), "") for part in _PARTS]
    return dates.iso("-".join(part.zfill(2) for part in parts)) if all(parts) else ""


def _named(name: str, part: str) -> bool:
    return bool(lexicon.pattern("columns", part).fullmatch(name))
