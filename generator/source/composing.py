"""`Interview` -> the text of a new `interview.md`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from generator import markup
from generator.model import Interview, Paragraph, Turn
from generator.source.document import LABEL, NOTE
from generator.source.front_matter import CORRECTION_KEYS, PARTICIPANT_KEYS, SOURCE_KEYS


def compose(interview: Interview) -> str:
    """The text of a new `interview.md`, such that `parse` gives the interview back (with the ids of positions)."""
    names = {participant.id: participant.name for participant in interview.participants}
    parts = [f"---\n{_front_matter(interview)}---"]
    parts += [_compose_paragraph(paragraph) for paragraph in interview.introduction]
    for exchange in interview.exchanges:
        if exchange.section:
            parts.append(f"# {exchange.section.words}".rstrip())
        parts.append(f"## {exchange.number} {exchange.title.words}".rstrip())
        for turn in exchange.turns:
            parts += _compose_turn(turn, names)
    return "\n\n".join(parts) + "\n"


def _compose_turn(turn: Turn, names: dict[str, str]) -> Iterator[str]:
    paragraphs = [_compose_paragraph(paragraph) for paragraph in turn.paragraphs]
    if turn.participant:
        label = f"**{markup.escape(names[turn.participant])}:**" + (f" ({turn.start})" if turn.start else "")
        if turn.paragraphs[0].kind == "speech":
            paragraphs[0] = f"{label}\n{paragraphs[0]}"
        else:
            yield label
    yield from paragraphs


def _compose_paragraph(paragraph: Paragraph) -> str:
    lines = [_no_label(sentence.text) for sentence in paragraph.sentences]
    if paragraph.kind == "note":
        return "\n".join([NOTE, *(f"> {line}" for line in lines)])
    if paragraph.kind == "stage":
        return f"*{' '.join(lines)}*"
    return "\n".join(lines)


def _no_label(words: str) -> str:
    """Words that begin with a bold term and a colon, so that the term is not read as who speaks."""
    label = LABEL.match(words)
    return f"**{label['name']}**{words[label.start('colon')]}{words[label.end('colon') + 2 :]}" if label else words


class _Dumper(yaml.SafeDumper):
    """Participants one to a line; nothing is folded."""

    def ignore_aliases(self, data: object) -> bool:
        return True


class _Flow(dict[str, str]):
    """A mapping to be written on one line."""


_Dumper.add_representer(
    _Flow, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)
)
# Only what `located` would read as something else than text needs quotes: true, false, null and their like.
_Dumper.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith((":timestamp", ":float", ":int"))]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def _front_matter(interview: Interview) -> str:
    source = {key: getattr(interview.source, key) for key in SOURCE_KEYS}
    values = {
        "title": interview.title.words,
        "language": interview.language,
        "date": interview.date,
        "kind": interview.kind if interview.kind != "interview" else "",
        "participants": [
            _Flow(_filled({key: str(getattr(p, key)) for key in PARTICIPANT_KEYS})) for p in interview.participants
        ],
        "source": _filled({**source, "dropped": list(interview.source.dropped)}),
        "status": interview.status,
        "corrections": [_filled({key: getattr(c, key) for key in CORRECTION_KEYS}) for c in interview.corrections],
        "sealed": list(interview.sealed),
        "former_slugs": list(interview.former_slugs),
    }
    return yaml.dump(_filled(values), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**31)


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
