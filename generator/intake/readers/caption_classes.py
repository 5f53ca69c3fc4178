"""Captions without voices whose classes tell who speaks: `<c.Orla_Finch>…</c>`, or one colour for each speaker."""

from __future__ import annotations

import re

LINE = re.compile(r"\s*<c\.([\w.-]+)>((?:(?!<c[.>]).)*)</c>\s*", re.IGNORECASE | re.DOTALL)
"""A whole line in one class: a speaker's name or colour, where captions have no voices."""
_VOICE = re.compile(r"\s*<v[.\s]", re.IGNORECASE)
_STYLES = frozenset({"white", "yellow", "lime", "cyan", "red", "magenta", "blue", "black", "green", "orange"})
_STYLES |= {"italic", "bold", "right", "left", "top"}
"""Classes that are colours or styles, and name nobody."""


def voices(captions: list[str]) -> dict[str, str]:
    """Classes that tell voices apart, where every line is in one and nothing else does, and the names they are."""
    lines = [line for raw in captions for line in raw.split("\n") if line.strip()]
    found = [match[1] for line in lines if (match := LINE.fullmatch(line))]
    if len(found) < 0.9 * len(lines) or len(set(found)) < 2 or any(_VOICE.match(line) for line in lines):
        return {}
    plain = any(name.split(".")[0].casefold() in _STYLES or re.match(r"color|bg_", name) for name in found)
    return {name: "" if plain else re.sub(r"[_-]+", " ", name).strip() for name in found}
