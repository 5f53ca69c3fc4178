"""What an editor decided on the figures and topics of an interview, and the file it is kept in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model import Figure

FIELDS = (
    *("id", "status", "sentence", "quote", "kind", "value", "high", "unit", "approximate", "measure", "period"),
    *("direction", "basis", "compared_with", "of", "attribution", "flow", "duplicate_of", "note"),
)
"""Keys of a record, in the order in which they are written; all but `sentence` and `quote` may be left out."""


@dataclass(frozen=True, slots=True)
class Block:
    """A record as the file has it, with the comments above it."""

    figure: Figure
    text: str


@dataclass(frozen=True, slots=True)
class Pieces:
    """A file, cut so that each piece can be kept as it is."""

    head: str = ""
    """Up to the first record."""
    blocks: Mapping[str, Block] = field(default_factory=dict)
    """Id of the figure -> its record."""
    tail: str = ""
    """Behind the last record: the topics."""


@dataclass(frozen=True, slots=True)
class Review:
    """What an editor decided, and what waits for a decision."""

    figures: tuple[Figure, ...] = ()
    """All records, rejected and stale ones too, in the order of the text."""
    topics_added: tuple[tuple[str, str], ...] = ()
    """Id of a sentence, paragraph or exchange, and of the term that belongs to it."""
    topics_removed: tuple[tuple[str, str], ...] = ()
    """The same for terms that do not belong there."""
    pieces: Pieces = field(default=Pieces(), compare=False, repr=False)
    """The file it was read from."""
