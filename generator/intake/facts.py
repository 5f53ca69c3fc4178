"""Title, date and language of a source: from its own fields where it has them, else from its head and its words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from generator.intake import dates, languages, lexicon
from generator.intake.inline import bare
from generator.markup import plain
from generator.model import Finding, Severity, Utterance


@dataclass(frozen=True, slots=True)
class Facts:
    """What a source says of itself."""

    title: str
    """Inline Markdown; empty when nothing is fit to be one."""
    date: str
    language: str
    """BCP 47 tag."""
    title_line: int = 0
    """Line of the utterance that is the title, which then is no paragraph; 0 when it comes from elsewhere."""
    findings: tuple[Finding, ...] = ()


def language_of(name: str, utterances: Sequence[Utterance], fields: Mapping[str, str]) -> tuple[str, list[Finding]]:
    """The language a source declares, unless its words plainly say otherwise."""
    text = " ".join(bare(one.text) for one in utterances[:150])
    found, sure = languages.detect(text)
    declared = fields.get("language", "").strip()
    declared = str(lexicon.table("languages")["names"].get(declared.casefold(), declared))
    tag = declared.replace("_", "-") if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", declared) else ""
    if tag and (tag.split("-")[0] == found.split("-")[0] or sure < 0.6):
        return (found if tag == "zh" else tag), []
    findings = []
    if tag:
        findings.append(
            Finding(
                Severity.WARNING,
                f"declared to be in “{tag}”, but the words look like “{found}”",
                name,
                check="intake.language",
                remedy="set `language` in interview.md",
            )
        )
    page = fields.get("page-language", "")
    if sure < 0.25 and re.fullmatch(r"[a-z]{2}(?:-\w+)*", page):
        return page, findings
    if sure < 0.25:
        findings.append(
            Finding(
                Severity.NOTICE,
                f"the language was guessed to be “{found}”",
                name,
                check="intake.language",
                remedy="set `language` in interview.md",
            )
        )
    return found, findings


_HEAD = 12
"""Paragraphs among which a date is that of the interview."""
_MENU = 30
"""Paragraphs among which it stands on a line of its own, below the menus of a site."""
_LINE = 60


def date_of(
    name: str,
    title: str,
    before: Sequence[Utterance],
    first: Sequence[Utterance],
    fields: Mapping[str, str],
    language: str,
    today: datetime.date | None = None,
) -> str:
    """ISO date: from a field, the head, the file's name or what is said at the very beginning.

    `today` tells of which century a year of two figures is; without it the clock does.
    """
    if value := dates.iso(fields.get("date", ""), language):
        return value
    head = [plain(one.text) for at, one in enumerate(before[:_MENU]) if at < _HEAD or len(one.text) < _LINE]
    near = [found[0] for text in [*head, plain(title)] if (found := dates.find(text, language))]
    if near:
        return next((date for date in near if date.startswith(near[0]) and len(date) == 10), near[0])
    last = today or datetime.date.today()
    lines = [fields.get("date", ""), *(text for text in head if len(text) < _LINE), plain(title)]
    if short := next((date for text in lines if (date := dates.with_short_year(text, language, last))), ""):
        return short
    if found := dates.find(PurePath(name).stem.replace("_", "-"), language):
        return found[0]
    for one in first[:2]:
        if (found := dates.find(bare(one.text[:800]), language)) and len(found[0]) == 10:
            return found[0]
    return ""
