"""Interview -> JSON Lines: one sentence a line, with everything needed to quote it and to link to it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator import markup
from generator.exports.passages import passages
from generator.model import Figure, Interview, Mention

FIELDS = {
    "id": "the sentence's id, unique within the interview",
    "url": "absolute address of the sentence in this edition",
    "interview": "slug of the interview",
    "date": "ISO 8601 date of the interview",
    "speaker": "name of who says it; empty for introduction, stage directions and notes",
    "role": "interviewer, respondent, moderator, or the kind of what nobody says: introduction, stage, note",
    "question": "number of the question it belongs to; 0 before the first",
    "language": "BCP 47 tag of the text",
    "state": "source, translated, outdated, proposed or missing: the last three show the source's words",
    "text": "the words, without markup",
    "topics": "ids of the terms mentioned, confirmed ones only",
    "figures": "ids of the figures said, confirmed ones only",
}
"""Field -> what it holds, in the order of every line."""


def jsonl(
    interview: Interview, *, url: str, mentions: Iterable[Mention] = (), figures: Iterable[Figure] = ()
) -> Iterator[str]:
    """A line (with its line end) per sentence of one edition; `url` is the interview's absolute address in it.

    Sealed sentences are left out.
    """
    names = {participant.id: participant.name for participant in interview.participants}
    topics: defaultdict[str, list[str]] = defaultdict(list)
    said: defaultdict[str, list[str]] = defaultdict(list)
    for mention in mentions:
        if mention.status == "confirmed" and mention.term not in topics[mention.sentence]:
            topics[mention.sentence].append(mention.term)
    for figure in figures:
        if figure.status == "confirmed":
            said[figure.sentence].append(figure.id)
    for passage in passages(interview):
        if not passage.sentence.text:
            continue
        turn = passage.turn if passage.spoken else None
        kind = passage.paragraph.kind if passage.paragraph.kind != "speech" else "introduction"
        values = (
            passage.sentence.id,
            f"{url}#{passage.sentence.id}",
            interview.slug,
            interview.date,
            names.get(turn.participant, "") if turn else "",
            turn.role.value if turn else kind,
            passage.exchange.number if passage.exchange else 0,
            passage.paragraph.language,
            passage.paragraph.state.value,
            markup.plain(passage.sentence.text),
            topics[passage.sentence.id],
            said[passage.sentence.id],
        )
        yield json.dumps(dict(zip(FIELDS, values, strict=True)), ensure_ascii=False) + "\n"
