"""The canonical text: `interview.md` <-> `Interview`, both ways.

Front matter, then the introduction, then a heading per exchange and a bold label per turn; one sentence a line, a
blank line ends a paragraph. `document` keeps every byte, so reading a file and writing it again changes nothing;
`read` understands it; `compose` writes a new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator import located, markup
from generator.errors import InputError
from generator.located import Map
from generator.model import (
    Correction,
    Exchange,
    Interview,
    Paragraph,
    Participant,
    Provenance,
    Role,
    Sentence,
    Text,
    Turn,
    closed,
)

FILE = "interview.md"

KEYS = [
    "title",
    "language",
    "date",
    "kind",
    "participants",
    "source",
    "status",
    "corrections",
    "sealed",
    "former_slugs",
]
PARTICIPANT_KEYS = ("id", "name", "role", "title", "kind")
SOURCE_KEYS = (
    *("publisher", "published", "url", "captured", "original", "sha256"),
    *("translated_from", "licence", "note", "dropped"),
)
CORRECTION_KEYS = ("date", "sentence", "before", "note")
STATUSES = ("draft", "published", "withdrawn")
KINDS = ("interview", "press-conference", "oral-history", "speech")
PARTICIPANT_KINDS = ("person", "organisation", "group")

_EXCHANGE = re.compile(r"## +(?P<number>\d+)(?: +(?P<title>.*?))? *$")
_SECTION = re.compile(r"# +(?P<title>.*?) *$")
_LABEL = re.compile(
    r"\*\*(?P<name>.+?) ?(?P<colon>[:：])\*\*"
    r"(?: \((?P<start>\d+:\d\d(?::\d\d)?(?:[.,]\d+)?)\))?(?: +(?P<words>.+))?$"
)
_STAGE = re.compile(r"\*(?P<words>\\?[\[(（【].*[\])）】])\*$")
_NOTE = "> [!NOTE]"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


# --- bytes and blocks ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of the body that belong together, with the blank lines behind them."""

    raw: str
    line: int
    """1-based line of the file where it starts."""

    @property
    def lines(self) -> list[str]:
        """The lines with words, without their line ends and outer white space."""
        return [line.strip() for line in self.raw.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Document:
    """`interview.md` cut in pieces, nothing lost: `head` + all `raw` is the file."""

    head: str
    """Byte-order mark, front matter and its fences, and blank lines behind it."""
    front_matter: str
    """The YAML alone."""
    blocks: tuple[Block, ...]


def document(text: str, file: str | Path = FILE) -> Document:
    """Cut the text of `interview.md` in pieces. Raises `InputError` when it has no front matter."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    if not lines or lines[0].strip() != "---":
        found = f"the file starts with {lines[0].strip()[:40]!r}" if lines else "an empty file"
        raise InputError(file, 1, found, "front matter between two lines of ---")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == "---"), None)
    if end is None:
        raise InputError(file, 1, "front matter without an end", "a line of --- behind it")
    body = end + 1
    while body < len(lines) and not lines[body].strip():
        body += 1
    head = text[: len(text) - sum(map(len, lines[body:]))]
    return Document(head, "".join(lines[1:end]), tuple(_blocks(lines, body)))


def write(pieces: Document) -> str:
    """The text the document was cut from."""
    return pieces.head + "".join(block.raw for block in pieces.blocks)


def _blocks(lines: list[str], start: int) -> Iterator[Block]:
    """A heading is a block of its own; else blank lines end a block."""
    at = start
    while at < len(lines):
        end = at + 1
        if not lines[at].lstrip().startswith("#"):
            while end < len(lines) and lines[end].strip() and not _heading(lines[end]):
                end += 1
        while end < len(lines) and not lines[end].strip():
            end += 1
        yield Block("".join(lines[at:end]), at + 1)
        at = end


def _heading(line: str) -> bool:
    return bool(_EXCHANGE.match(line.strip()) or _SECTION.match(line.strip()))


# --- understanding ------------------------------------------------------------------------------------------------


def read(path: Path) -> Interview:
    """Read a publication's `interview.md`; the slug is the name of its folder, ids are those of the positions."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(
            path, line, f"byte {error.object[error.start]:#04x} is not UTF-8", "a file saved as UTF-8"
        ) from None
    return parse(text, path.parent.name, path)


def parse(text: str, slug: str, file: str | Path = FILE) -> Interview:
    """Understand the text of `interview.md`.

    Sentences get the ids of their positions; `identity.match` replaces them by the minted ones. Raises `InputError`
    with file and line for anything that is not of the form.
    """
    pieces = document(text, file)
    front = located.load(pieces.front_matter, file, 2)
    front = located.expect(front if front is not None else "", Map, file, 2, "the front matter")
    head = _FrontMatter(front, file)
    body = _Body(head, file, pieces.blocks)
    return Interview(
        slug=slug,
        title=Text(head.required("title"), head.language),
        language=head.language,
        date=head.date,
        participants=head.participants,
        introduction=tuple(body.introduction),
        exchanges=closed(tuple(body.exchanges)),
        source=head.source,
        status=head.choice("status", STATUSES, "published"),
        kind=head.choice("kind", KINDS, "interview"),
        corrections=head.corrections,
        sealed=tuple(text for text, _ in located.texts(front, "sealed", file, "the front matter")),
        former_slugs=tuple(text for text, _ in located.texts(front, "former_slugs", file, "the front matter")),
    )


class _FrontMatter:
    """The front matter, checked key by key."""

    def __init__(self, front: Map, file: str | Path) -> None:
        self.front, self.file = front, file
        located.check_keys(front, KEYS, file, "the front matter")
        self.language = self.required("language")
        if not _LANGUAGE.match(self.language):
            raise InputError(
                file, front.lines["language"], f"language is {self.language!r}", "a language tag like en or zh-Hans"
            )
        self.date = self._date(front, "date", "the front matter")
        self.participants = tuple(self._participants())
        self.source = self._source()
        self.corrections = tuple(self._corrections())

    def required(self, key: str) -> str:
        value = located.text(self.front, key, self.file, "the front matter")
        if not value:
            raise InputError(
                self.file, self.front.lines.get(key, 2), f"no {key} in the front matter", f"a line {key}: …"
            )
        return value

    def choice(self, key: str, choices: tuple[str, ...], default: str, mapping: Map | None = None) -> str:
        mapping = self.front if mapping is None else mapping
        value = located.text(mapping, key, self.file, key, default)
        if value not in choices:
            raise InputError(self.file, mapping.lines[key], f"{key} is {value!r}", f"one of {', '.join(choices)}")
        return value

    def _date(self, mapping: Map, key: str, name: str) -> str:
        value = located.text(mapping, key, self.file, name)
        return located.iso_date(value, self.file, mapping.lines.get(key, mapping.line), f"{key} of {name}")

    def _maps(self, key: str, keys: tuple[str, ...]) -> Iterator[Map]:
        value = self.front.get(key)
        if value is None:
            return
        sequence = located.expect(value, located.Seq, self.file, self.front.lines[key], key)
        for item, line in zip(sequence, sequence.lines, strict=True):
            located.expect(item, Map, self.file, line, f"an item of {key}")
            located.check_keys(item, keys, self.file, key)
            yield item

    def _participants(self) -> Iterator[Participant]:
        seen: dict[str, str] = {}
        for item in self._maps("participants", PARTICIPANT_KEYS):
            values = {key: located.text(item, key, self.file, "a participant") for key in PARTICIPANT_KEYS}
            for key in ("id", "name"):
                if not values[key]:
                    raise InputError(self.file, item.line, f"a participant without {key}", "{id: …, name: …, role: …}")
                if values[key] in seen:
                    raise InputError(
                        self.file, item.line, f"two participants with {key} {values[key]!r}", "each one once"
                    )
            seen |= {values[key]: key for key in ("id", "name")}  # both may be the same word: `guest`
            if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", values["id"]):
                raise InputError(
                    self.file,
                    item.line,
                    f"the participant's id is {values['id']!r}",
                    "small letters, digits and hyphens",
                )
            role = Role(self.choice("role", tuple(Role), Role.RESPONDENT, item))
            kind = self.choice("kind", PARTICIPANT_KINDS, "person", item)
            yield Participant(values["id"], values["name"], role, values["title"], kind)

    def _source(self) -> Provenance:
        value = self.front.get("source")
        if value is None:
            return Provenance()
        source = located.expect(value, Map, self.file, self.front.lines["source"], "source")
        located.check_keys(source, SOURCE_KEYS, self.file, "source")
        dropped = tuple(text for text, _ in located.texts(source, "dropped", self.file, "source"))
        for key in ("published", "captured"):
            self._date(source, key, "source")
        texts = {key: located.text(source, key, self.file, "source") for key in SOURCE_KEYS if key != "dropped"}
        return Provenance(**texts, dropped=dropped)

    def _corrections(self) -> Iterator[Correction]:
        for item in self._maps("corrections", CORRECTION_KEYS):
            self._date(item, "date", "a correction")
            yield Correction(**{key: located.text(item, key, self.file, "a correction") for key in CORRECTION_KEYS})


class _Body:
    """The body, block by block: introduction, then exchanges of turns of paragraphs."""

    def __init__(self, head: _FrontMatter, file: str | Path, blocks: tuple[Block, ...]) -> None:
        self.file, self.language = file, head.language
        self.by_name = {participant.name: participant for participant in head.participants}
        self.introduction: list[Paragraph] = []
        self.exchanges: list[Exchange] = []
        self._section: Text | None = None
        self._numbers: dict[int, int] = {}
        at = 0
        while at < len(blocks):
            line = blocks[at].lines[0]
            if match := _EXCHANGE.match(line):
                end = next((n for n in range(at + 1, len(blocks)) if _heading(blocks[n].lines[0])), len(blocks))
                self._exchange(match, blocks[at], blocks[at + 1 : end])
                at = end
                continue
            if match := _SECTION.match(line):
                self._section = Text(match["title"], self.language)
            elif self.exchanges:
                raise InputError(
                    file,
                    blocks[at].line,
                    f"words between a section and its first question: {line[:40]!r}",
                    "## and the number of the question",
                )
            elif _LABEL.match(line):
                raise InputError(
                    file,
                    blocks[at].line,
                    f"{line[:40]!r} speaks before the first question",
                    "## 1 (or ## 0 for an opening statement) on a line before it",
                )
            else:
                self.introduction.append(self._paragraph(f"intro.p{len(self.introduction) + 1}", blocks[at]))
            at += 1
        if not self.exchanges:
            raise InputError(
                file,
                blocks[-1].line if blocks else 1,
                "no question",
                "## 1 and a short title, then **Name:** on a line before each turn",
            )

    def _exchange(self, heading: re.Match[str], block: Block, blocks: tuple[Block, ...]) -> None:
        number = int(heading["number"])
        if number in self._numbers:
            raise InputError(
                self.file,
                block.line,
                f"a second question {number}",
                f"another number than on line {self._numbers[number]}",
            )
        self._numbers[number] = block.line
        identifier = f"q{number}"
        turns = tuple(self._turns(identifier, blocks))
        if not turns:
            raise InputError(
                self.file, block.line, f"nobody speaks in question {number}", "**Name:** on a line, then what they say"
            )
        title = Text(heading["title"] or "", self.language)
        self.exchanges.append(Exchange(identifier, number, title, turns, self._section, block.line))
        self._section = None

    def _turns(self, exchange: str, blocks: tuple[Block, ...]) -> Iterator[Turn]:
        speaker: Participant | None = None
        start, line = "", 0
        paragraphs: list[Paragraph] = []
        count = 0
        for block in blocks:
            if label := _LABEL.match(block.lines[0]):
                if paragraphs:
                    yield self._turn(speaker, paragraphs, start, line)
                speaker, start, line = self._speaker(label["name"], block), label["start"] or "", block.line
                paragraphs = []
            if not label or label["words"] or len(block.lines) > 1:
                count += 1
                paragraphs.append(self._paragraph(f"{exchange}.p{count}", block, label))
        if line and not paragraphs:
            raise InputError(
                self.file,
                line,
                f"{speaker.name if speaker else ''} says nothing",
                "at least one sentence below the name",
            )
        if paragraphs:
            yield self._turn(speaker, paragraphs, start, line)

    def _turn(self, speaker: Participant | None, paragraphs: list[Paragraph], start: str, line: int) -> Turn:
        if speaker:
            return Turn(speaker.id, speaker.role, tuple(paragraphs), start, line or paragraphs[0].line)
        return Turn("", Role.RESPONDENT, tuple(paragraphs), start, paragraphs[0].line)

    def _speaker(self, label: str, block: Block) -> Participant:
        name = markup.plain(label)
        if name not in self.by_name:
            known = ", ".join(self.by_name) or "nobody"
            raise InputError(
                self.file,
                block.line,
                f"{name!r} speaks but is not a participant",
                f"one of the participants of the front matter ({known})",
            )
        return self.by_name[name]

    def _paragraph(self, identifier: str, block: Block, label: re.Match[str] | None = None) -> Paragraph:
        lines = block.lines
        if lines[0].startswith("#"):
            expected = "## 3 Short title (a question) or # Title (a section)"
            raise InputError(self.file, block.line, f"a heading {lines[0][:40]!r}", expected)
        kind, first = "speech", block.line
        if lines[0] == _NOTE:
            kind, first = "note", block.line + 1
            lines = [line.removeprefix(">").strip() for line in lines[1:]]
            lines = [line for line in lines if line]
        elif label:
            first += 0 if label["words"] else 1
            lines = ([label["words"]] if label["words"] else []) + lines[1:]
        elif len(lines) == 1 and (stage := _STAGE.match(lines[0])):
            kind, lines = "stage", [stage["words"]]
        if not lines:
            raise InputError(self.file, block.line, "an empty note", "its words on lines that begin with >")
        sentences = tuple(Sentence(f"{identifier}.s{n}", text, first + n - 1) for n, text in enumerate(lines, 1))
        return Paragraph(identifier, sentences, self.language, kind, line=first)


# --- composing ----------------------------------------------------------------------------------------------------


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
        return "\n".join([_NOTE, *(f"> {line}" for line in lines)])
    if paragraph.kind == "stage":
        return f"*{' '.join(lines)}*"
    return "\n".join(lines)


def _no_label(words: str) -> str:
    """Words that begin with a bold term and a colon, so that the term is not read as who speaks."""
    label = _LABEL.match(words)
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
