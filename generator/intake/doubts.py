"""Findings for the editor: what was assumed where the source does not say it, and what to do when it is wrong."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from generator.intake import layouts
from generator.intake.cast import Cast
from generator.intake.layouts import Layout
from generator.model import Finding, Role, Severity

_LAYOUTS = {
    "labels": "labels",
    "named": "the name before each question",
    "numbered": "numbers",
    "heading": "headings",
    "bold": "bold type",
    "italic": "italics",
    "colour": "colour",
    "term": "terms of a list",
    "quote": "block quotes",
    "turn": "the marks of another voice",
    "symbol": "dashes or bullets",
    "item": "list items",
    "asking": "question marks",
}
_LABELS = "where they are wrong, put `Q:` and `A:` before the paragraphs of the source and import again"


def on_layout(name: str, found: Sequence[Layout]) -> Iterator[Finding]:
    """How questions were told from answers, when something speaks against it."""
    best = found[0]
    line = best.stretches[0].line if best.stretches else 0
    if best.name == "speech":
        remedy = "if somebody asks, put `Q:` and `A:` before the paragraphs of the source and import again"
        yield Finding(Severity.WARNING, "no question was found: kept as a speech", name, 0, "intake.layout", remedy)
    elif rival := layouts.rival(found):
        message = f"questions were told by {_in_words(best)}; by {_in_words(rival)} they would be others"
        yield Finding(
            Severity.WARNING, message, name, line, "intake.layout", f"compare them with the source; {_LABELS}"
        )
    elif best.score < 0.7:
        message = f"questions were told by {_in_words(best)}, which is weak evidence"
        yield Finding(Severity.NOTICE, message, name, line, "intake.layout", f"compare them with the source; {_LABELS}")


def _in_words(layout: Layout) -> str:
    kinds = [re.sub(r"\d", "", part) for part in layout.name.split("+")]
    return " and ".join(_LAYOUTS[kind] for kind in kinds if kind in _LAYOUTS)


def on_date(name: str, date: str, today: datetime.date | None) -> Iterator[Finding]:
    """A date that is missing or still to come."""
    if not date:
        remedy = "add `date: 2024-05-07`, with the day it was held or published, at the head of interview.md"
        yield Finding(Severity.WARNING, "no date was found", name, 0, "intake.date", remedy)
    elif today and date > today.isoformat():
        message = f"the date {date} is in the future"
        yield Finding(Severity.WARNING, message, name, 0, "intake.date", "correct `date` at the head of interview.md")


def on_title(name: str, title: str) -> Finding:
    """A title that is not the source's."""
    message = f"no title was found; “{title}” is used"
    return Finding(Severity.NOTICE, message, name, 0, "intake.title", "correct `title` at the head of interview.md")


def on_cast(name: str, cast: Cast) -> Iterator[Finding]:
    """Speakers without a name, and roles that nothing says."""
    if generic := [one.name for one in cast.people if one.generic]:
        message = f"the source does not name: {', '.join(generic)}"
        remedy = "put the names under `participants` in interview.md"
        yield Finding(Severity.WARNING, message, name, 0, "intake.participants", remedy)
    if cast.inferred:
        does = {Role.INTERVIEWER: "asks", Role.RESPONDENT: "answers", Role.MODERATOR: "moderates"}
        roles = ", ".join(f"{one.name} {does[one.role]}" for one in cast.inferred)
        message = f"roles inferred from who asks: {roles}"
        remedy = "correct `role` under `participants` in interview.md"
        yield Finding(Severity.NOTICE, message, name, 0, "intake.participants", remedy)
