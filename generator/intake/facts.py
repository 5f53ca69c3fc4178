"""Title, date and language of a source: from its own fields where it has them, else from its head and its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from generator.intake import dates, labels, languages, lexicon
from generator.intake.inline import bare
from generator.intake.stretches import ends_asking, size
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


def title_of(utterances: Sequence[Utterance], fields: Mapping[str, str]) -> tuple[str, int]:
    """The title and the line of the utterance that is it (0 when a field gives it)."""
    if given := fields.get("title", ""):
        from generator.markup import escape

        line = next((one.line for one in utterances[:6] if _same(one, given)), 0)
        return escape(" ".join(given.split())), line
    texts = Counter(bare(one.text) for one in utterances)
    for at, one in enumerate(utterances[:6]):
        if one.style == "heading1":
            return one.text, one.line
        if one.style in ("time", "stage"):
            continue
        following = utterances[at + 1 : at + 3]
        label = labels.candidate(one.text)
        slight = label is None or label.slight
        if one.label or not slight or one.number or texts[bare(one.text)] > 1 or not following:
            return "", 0
        short = size(one.text) <= 30 and len(one.text) < 220
        if short and not re.search(r"[.。:：,，;]$", plain(one.text)) and not _is_question(one, following, utterances):
            return one.text, one.line
        return "", 0
    return "", 0


def _is_question(one: Utterance, following: Sequence[Utterance], all_: Sequence[Utterance]) -> bool:
    """Whether a first line that asks is the first question and no title: an answer follows, or another question."""
    if not ends_asking(one.text):
        return False
    if one.style and sum(1 for other in all_ if other.style == one.style and ends_asking(other.text)) > 1:
        return True
    if following[0].label or (found := labels.candidate(following[0].text)) and not found.slight:
        return True
    return (
        len(following) > 1
        and ends_asking(following[1].text)
        and following[1].style == one.style
        and not following[1].number
    )


def date_of(
    name: str,
    title: str,
    before: Sequence[Utterance],
    first: Sequence[Utterance],
    fields: Mapping[str, str],
    language: str,
) -> str:
    """ISO date: from a field, the head, the file's name or what is said at the very beginning."""
    if value := dates.iso(fields.get("date", ""), language):
        return value
    for text in [*(plain(one.text) for one in before[:12]), plain(title)]:
        if found := dates.find(text, language):
            return found[0]
    if found := dates.find(PurePath(name).stem.replace("_", "-"), language):
        return found[0]
    for one in first[:2]:
        if (found := dates.find(bare(one.text[:800]), language)) and len(found[0]) == 10:
            return found[0]
    return ""


def _same(one: Utterance, title: str) -> bool:
    return re.sub(r"\W+", "", plain(one.text)).casefold() == re.sub(r"\W+", "", title).casefold()
