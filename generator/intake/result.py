"""What intake found in a source, and its JSON form (`parse.schema.json`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.model import Dropped, Finding, Interview, Paragraph
from generator.sentences import UNSPACED


@dataclass(frozen=True, slots=True)
class Intake:
    """A source, understood: the interview and everything that did not become part of it."""

    interview: Interview
    """Ids are positional, as `identity` would mint them for a new interview."""
    dropped: tuple[Dropped, ...]
    """What was left out, in the order of the source."""
    findings: tuple[Finding, ...]
    """What was assumed, repaired or doubted."""
    format: str
    """Key of the reader (`text`, `docx`, …)."""
    encoding: str = ""
    """Encoding of the source, empty where the format is not text."""
    layout: str = ""
    """How questions and answers were told apart (`labels`, `numbered`, `bold`, …); empty for a speech."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Label as printed -> id of the participant it stands for."""


def as_json(intake: Intake) -> dict[str, Any]:
    """The value `dragoman parse` prints; words are inline Markdown, lines are 1-based."""
    interview = intake.interview
    return {
        "title": interview.title.words,
        "date": interview.date,
        "language": interview.language,
        "kind": interview.kind,
        "participants": [
            {"id": one.id, "name": one.name, "role": one.role.value, "title": one.title, "kind": one.kind}
            for one in interview.participants
        ],
        "introduction": [_words(paragraph) for paragraph in interview.introduction],
        "exchanges": [
            {
                "number": exchange.number,
                "title": exchange.title.words,
                "section": exchange.section.words if exchange.section else "",
                "turns": [
                    {
                        "participant": turn.participant,
                        "role": turn.role.value,
                        "start": turn.start,
                        "paragraphs": [_words(paragraph) for paragraph in turn.paragraphs],
                    }
                    for turn in exchange.turns
                ],
            }
            for exchange in interview.exchanges
        ],
        "dropped": [{"line": one.line, "text": one.text, "reason": one.reason} for one in intake.dropped],
        "findings": [
            {
                "severity": one.severity.value,
                "message": one.message,
                "line": one.line,
                "check": one.check,
                "remedy": one.remedy,
            }
            for one in intake.findings
        ],
        "format": intake.format,
        "encoding": intake.encoding,
        "layout": intake.layout,
    }


def _words(paragraph: Paragraph) -> str:
    blank = "" if paragraph.language.split("-")[0] in UNSPACED else " "
    return blank.join(sentence.text for sentence in paragraph.sentences)
