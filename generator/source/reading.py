"""The text of `interview.md` -> `Interview`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator import located, markup
from generator.errors import InputError
from generator.located import Map
from generator.model import Exchange, Interview, Paragraph, Participant, Role, Sentence, Text, Turn, closed
from generator.source.document import (
    EXCHANGE,
    FILE,
    LABEL,
    NOTE,
    SECTION,
    STAGE,
    Block,
    document,
    is_heading,
)
from generator.source.front_matter import KINDS, STATUSES, FrontMatter


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
    head = FrontMatter(front, file)
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


class _Body:
    """The body, block by block: introduction, then exchanges of turns of paragraphs."""

    def __init__(self, head: FrontMatter, file: str | Path, blocks: tuple[Block, ...]) -> None:
        self.file, self.language = file, head.language
        self.by_name = {participant.name: participant for participant in head.participants}
        self.introduction: list[Paragraph] = []
        self.exchanges: list[Exchange] = []
        self._section: Text | None = None
        self._numbers: dict[int, int] = {}
        at = 0
        while at < len(blocks):
            line = blocks[at].lines[0]
            if match := EXCHANGE.match(line):
                end = next((n for n in range(at + 1, len(blocks)) if is_heading(blocks[n].lines[0])), len(blocks))
                self._exchange(match, blocks[at], blocks[at + 1 : end])
                at = end
                continue
            if match := SECTION.match(line):
                self._section = Text(match["title"], self.language)
            elif self.exchanges:
                raise InputError(
                    file,
                    blocks[at].line,
                    f"words between a section and its first question: {line[:40]!r}",
                    "## and the number of the question",
                )
            elif LABEL.match(line):
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
            if label := LABEL.match(block.lines[0]):
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
        if lines[0] == NOTE:
            kind, first = "note", block.line + 1
            lines = [line.removeprefix(">").strip() for line in lines[1:]]
            lines = [line for line in lines if line]
        elif label:
            first += 0 if label["words"] else 1
            lines = ([label["words"]] if label["words"] else []) + lines[1:]
        elif len(lines) == 1 and (stage := STAGE.match(lines[0])):
            kind, lines = "stage", [stage["words"]]
        if not lines:
            raise InputError(self.file, block.line, "an empty note", "its words on lines that begin with >")
        sentences = tuple(Sentence(f"{identifier}.s{n}", text, first + n - 1) for n, text in enumerate(lines, 1))
        return Paragraph(identifier, sentences, self.language, kind, line=first)
