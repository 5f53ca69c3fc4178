"""A number in a sentence, with its place and everything the words around it say of its value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.enrich.figures.number import plain
from generator.enrich.figures.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Value:
    """A number in a sentence."""

    start: int
    """Offsets into the sentence, in code points; end exclusive."""
    end: int
    quote: str
    """The characters between them: number, scale, unit, and what is counted where it follows."""
    value: Decimal
    """For a range the lower bound; for a year, month or day its number."""
    unit: str = ""
    """Code as in `model.Figure.unit`; `1` for a fraction."""
    high: Decimal | None = None
    """Upper bound of a range."""
    kind: str = "amount"
    """`amount`, `percent`, `points`, `ordinal`, `duration`, `fraction`, `multiple`, `vague` (*hundreds*), `year`,
    `years` (two and what lies between), `date` (part of a date) or `label` (*G20*)."""
    approximate: str = ""
    """`about`, `over`, `under` or empty."""
    spelled: bool = False
    """Written in words."""
    power: int = 0
    """Power of ten of its scale words: 6 for `107 million`; 0 when it has none."""
    named: bool = False
    """The counted thing follows in the quote."""
    fine: bool = False
    """Written with group signs (`997,900`)."""


def value(found: Tokens, first: int, end: int, number: Decimal, **more: object) -> Value:
    """The value that the tokens from `first` up to `end` have; `more` are other fields of `Value`."""
    start, stop = found.spans[first][0], found.spans[end - 1][1]
    return Value(start, stop, found.text[start:stop], plain(number), **more)  # type: ignore[arg-type]
