"""Transcript -> Interview: the head is read, the layout found, speakers named, turns joined into exchanges."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import PurePath

from generator.errors import InputError
from generator.intake import (
    dates,
    doubts,
    facts,
    furniture,
    headers,
    identifiers,
    introduction,
    label_shapes,
    layouts,
    lexicon,
    people,
    titles,
)
from generator.intake.cast import Cast, beside, cast_of
from generator.intake.exchanges import exchanges, paragraphs
from generator.intake.layouts import Layout
from generator.intake.result import Intake
from generator.intake.speakers import speakers_of
from generator.intake.stretches import Stretch
from generator.markup import escape, plain
from generator.model import (
    Dropped,
    Interview,
    Provenance,
    Role,
    Text,
    Transcript,
    Utterance,
)


def understand(transcript: Transcript, today: datetime.date | None = None, keep: Collection[int | str] = ()) -> Intake:
    """What a transcript means.

    `today` bounds dates (a date in the future is a finding); `keep` as in `read`. Raises `InputError` when nothing is
    said in it. Where evidence is weak, something is assumed and a finding says what, and how to correct it.
    """
    utterances, dropped = list(transcript.utterances), list(transcript.dropped)
    if transcript.format in furniture.FORMATS:
        utterances, swept = furniture.sweep(utterances, keep)
        dropped += swept
    head = headers.read(utterances, keep)
    fields = {**_front_fields(transcript), **head.fields}
    body, notes = _endnotes(list(head.utterances))
    if not any(re.search(r"\w", one.text) for one in body):
        raise InputError(transcript.name, None, "no words of an interview", "questions and answers")
    language, findings = facts.language_of(transcript.name, body, fields)
    persons = people.known(fields, head.legend)
    printed = body if transcript.format in furniture.FORMATS else _printed(body)
    title = titles.title_of(printed, fields, speakers_of(body[:400], persons), head.dateline)
    body, again = titles.without_title(body, title, keep)
    found = layouts.candidates(body, persons)
    layout = found[0]
    opening = [
        each
        for at, one in enumerate(layout.stretches[:2])
        for each in one.utterances
        if not at or one.side != "answers"
    ]  # dates in answers are those of what is told
    date = facts.date_of(transcript.name, title, layout.before, opening, fields, language, today)
    before, dated = _undated(layout.before, date, language, keep)
    intro = "\n".join(plain(one.text) for one in before)
    cast = cast_of(layout, persons, introduction.read(f"{intro}\n{plain(title)}"), language)
    findings += [*transcript.findings, *doubts.on_layout(transcript.name, found)]
    if not title:
        title = _title_instead(transcript.name, cast)
        findings.append(doubts.on_title(transcript.name, plain(title)))
    findings += [*doubts.on_date(transcript.name, date, today), *doubts.on_cast(transcript.name, cast)]
    silent = [Dropped(one.line, one.label, "label without words") for one in layout.stretches if not one.utterances]
    unsaid = [*silent, *beside(layout, cast)]
    interview = Interview(
        slug=_slug(date, title, transcript.name),
        title=Text(title, language),
        language=language,
        date=date,
        participants=tuple(one.participant for one in cast.people),
        introduction=paragraphs(before, "intro", language),
        exchanges=exchanges(_with_notes(layout.stretches, notes), cast.by_label, language),
        source=Provenance(
            publisher=fields.get("publisher", "") or introduction.publisher(intro), url=fields.get("url", "")
        ),
        kind=_kind(layout, transcript, cast),
    )
    return Intake(
        interview=interview,
        dropped=tuple(sorted([*dropped, *head.dropped, *again, *dated, *unsaid], key=lambda one: one.line)),
        findings=tuple(findings),
        format=transcript.format,
        encoding=transcript.metadata.get("encoding", ""),
        layout="" if layout.name == "speech" else layout.name,
        labels={key: one.participant.id for key, one in cast.by_label.items() if key and one.participant},
    )


# --- the head -----------------------------------------------------------------------------------------------------


def _front_fields(transcript: Transcript) -> dict[str, str]:
    """Fields that the reader found, under our names."""
    found: dict[str, str] = {}
    for key, value in sorted(transcript.metadata.items(), key=lambda field: field[0] not in ("title", "date")):
        name = lexicon.header_fields().get(key.replace("_", " "), lexicon.header_fields().get(key, key))
        if key == "speakers" or name not in found:
            found[name] = value
    return {key: value for key, value in found.items() if value}


def _printed(body: list[Utterance]) -> list[Utterance]:
    """What can be the title of a source that is no page: its headings of the first level, or one above everything."""
    found = [one for one in body if one.style == "heading1"]
    above = [replace(one, style="heading1") for one in body[:1] if one.style.startswith("heading")]
    return found or above


def _endnotes(utterances: list[Utterance]) -> tuple[list[Utterance], list[Utterance]]:
    """Splits off notes at the end: from a heading that says so, or footnotes of Markdown."""
    total = len(utterances)
    for at in range(total - 1, max(total // 2, 1), -1):
        text = utterances[at].text[:60].strip(" :：*#").casefold()
        if text in lexicon.words("endnotes") and at + 1 < total:
            rest = utterances[at + 1 :]
            if all(one.number or len(one.text) < 1200 for one in rest) and not any(
                furniture._spoken(one) for one in rest
            ):
                return utterances[:at], [replace(one, style="note") for one in utterances[at:]]
    notes = [one for one in utterances if one.style == "note" and one.number]
    return [one for one in utterances if not (one.style == "note" and one.number)], notes


def _undated(
    before: Sequence[Utterance], date: str, language: str, keep: Collection[int | str]
) -> tuple[list[Utterance], list[Dropped]]:
    """The introduction without a line that is nothing but the date."""
    kept, dropped = [], []
    for one in before:
        text = plain(one.text)
        found = dates.find(text, language) if date and len(text) < 80 else None
        drop = Dropped(one.line, text, "read as date")
        rest = re.sub(r"[\W\d_]", "", text[: found[1][0]] + text[found[1][1] :]) if found else text
        little = len(rest) <= (4 if label_shapes.EASTERN.search(rest) else 24)
        if found and found[0] == date and little and not furniture.kept_by_editor(drop, keep):
            dropped.append(drop)
        else:
            kept.append(one)
    return kept, dropped


def _with_notes(stretches: Sequence[Stretch], notes: list[Utterance]) -> list[Stretch]:
    """The stretches, the last of them with the notes at its end."""
    if not stretches or not notes:
        return list(stretches)
    return [*stretches[:-1], replace(stretches[-1], utterances=[*stretches[-1].utterances, *notes])]


def _title_instead(name: str, cast: Cast) -> str:
    """A title for a source without one: the name of the only respondent, else the name of the file."""
    answering = [one for one in cast.people if one.role is Role.RESPONDENT]
    if len(answering) == 1 and not answering[0].generic and not lexicon.anyone(answering[0].name):
        return escape(answering[0].name)
    return escape(re.sub(r"[_-]+", " ", PurePath(name).stem))


def _kind(layout: Layout, transcript: Transcript, cast: Cast) -> str:
    if layout.name == "speech":
        return "speech"
    said = " ".join(transcript.metadata.values())
    if transcript.format == "ohms" or re.search(r"oral history", said, re.IGNORECASE):
        return "oral-history"
    asking = sum(1 for one in cast.people if one.role is Role.INTERVIEWER)
    presided = any(one.role is Role.MODERATOR for one in cast.people)
    return (
        "press-conference"
        if asking > (1 if presided else 3) and len(cast.people) - asking <= 2 + presided
        else "interview"
    )


def _slug(date: str, title: str, name: str) -> str:
    words = identifiers.ascii_words(plain(title))
    if len(words) < 3:
        words = identifiers.ascii_words(re.sub(r"^\d{4}-\d\d-\d\d[-_]?", "", PurePath(name).stem)) or "interview"
    words = words[:60].rsplit("-", 1)[0] if len(words) > 60 and "-" in words[:60] else words[:60]
    return f"{date}-{words}".strip("-") if date else words
