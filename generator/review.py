"""The editor's decisions on proposed figures and topics: `review.yml` <-> `Review`, and proposals merged into it.

The file is written by the program and edited by people, on GitHub if need be: what they wrote, comments included, is
kept character for character; only records that change are rewritten, line by line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path, PurePath
from typing import Any

from generator import located, markup
from generator.errors import InputError
from generator.located import Map, Seq
from generator.model import Figure, Interview, Paragraph

STATUSES = ("proposed", "confirmed", "rejected", "stale")
KINDS = ("amount", "percent", "change", "ordinal", "duration", "range", "period")
_CHOICES = {
    "status": STATUSES,
    "kind": KINDS,
    "approximate": ("", "about", "over", "under"),
    "direction": ("", "increase", "decrease"),
}
FIELDS = [
    "id",
    "status",
    "sentence",
    "quote",
    "kind",
    "value",
    "high",
    "unit",
    "approximate",
    "measure",
    "period",
    "direction",
    "basis",
    "compared_with",
    "of",
    "attribution",
    "flow",
    "duplicate_of",
    "note",
]
"""Keys of a record, in the order in which they are written; all but `sentence` and `quote` may be left out."""

_PERIOD = re.compile(
    r"(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?|\.\.)"
    r"(?:/(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?|\.\.))?"
)
_PLAIN = re.compile(r"[^\W_][^:#\n\t\"\\]*[^\s:#\n\t\"\\]|[^\W_]")
_HEADER = """\
# The figures said in this interview, and decisions on its topics.
#
# The program proposes; you decide. For each figure, change `status: proposed` to
#   confirmed   the value, unit, measure and period are right (correct them first if they are not), or
#   rejected    it is no figure worth listing; it will not be proposed again.
# `stale` is set by the program when the quote is no longer in its sentence: correct the quote, then confirm again.
# `value` is the full number (107000000), `period` is ISO 8601: 2023, 2024-01/2024-03, 2023/.. (since 2023).
# Comments are kept.
"""
_TOPICS = """\
# Topics the program missed or got wrong:
# - passage: q3.p2          # a sentence, a paragraph or an exchange
#   add: [crude-oil]        # ids in docs/topics.yml or docs/people.yml
#   remove: [energy]
"""


@dataclass(frozen=True, slots=True)
class _Block:
    """A record as the file has it, with the comments above it."""

    figure: Figure
    text: str


@dataclass(frozen=True, slots=True)
class Review:
    """What an editor decided, and what waits for a decision."""

    figures: tuple[Figure, ...] = ()
    """All records, rejected and stale ones too, in the order of the text."""
    topics_added: tuple[tuple[str, str], ...] = ()
    """Id of a sentence, paragraph or exchange, and of the term that belongs to it."""
    topics_removed: tuple[tuple[str, str], ...] = ()
    _head: str = field(default="", compare=False, repr=False)
    _blocks: Mapping[str, _Block] = field(default_factory=dict, compare=False, repr=False)
    _tail: str = field(default="", compare=False, repr=False)


# --- reading ------------------------------------------------------------------------------------------------------


def read(path: Path, sentences: Collection[str] | None = None) -> Review:
    """The decisions in a file; an empty `Review` when there is none.

    `sentences` are the ids that exist, or have existed, in the interview, if they are to be checked. Raises `InputError`
    for the first mistake, with its line.
    """
    if not path.exists():
        return Review()
    try:
        source = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(path, None, f"byte {error.start} is not UTF-8", "a file in UTF-8") from error
    return parse(source, path, sentences)


def parse(source: str, file: str | PurePath, sentences: Collection[str] | None = None) -> Review:
    """The decisions in the text of a file; `file` is its name in error messages."""
    value = located.load(source, file)
    if value is None:
        return Review(_head=source)
    top = located.expect(value, Map, file, 1, "the file")
    located.check_keys(top, ("figures", "topics"), file, "a review")
    items = top.get("figures")
    items = Seq() if items is None else located.expect(items, Seq, file, top.lines["figures"], "figures")
    lines = list(getattr(items, "lines", ()))
    records = tuple(_figure(item, line, file) for item, line in zip(items, lines, strict=True))
    _check_ids(records, file, sentences)
    added, removed = _topics(top, file)
    head, blocks, tail = _split(source, records, top)
    return Review(records, added, removed, head, blocks, tail)


def _figure(item: Any, line: int, file: str | PurePath) -> Figure:
    record = located.expect(item, Map, file, line, "a figure")
    located.check_keys(record, FIELDS, file, "a figure")
    said: dict[str, Any] = {}
    for key in FIELDS:
        text = located.text(record, key, file, "a figure")
        place = record.lines.get(key, line)
        if not text and key in ("sentence", "quote"):
            raise InputError(file, place, f"a figure without {key}", f"{key}: …, as in the other figures")
        if text and key in _CHOICES and text not in _CHOICES[key]:
            raise InputError(file, place, f"{key} is {text!r}", f"one of {', '.join(filter(None, _CHOICES[key]))}")
        if text and key in ("period", "compared_with") and not _PERIOD.fullmatch(text):
            raise InputError(file, place, f"{key} is {text!r}", "ISO 8601: 2023, 2024-03, 2024-01/2024-03 or 2023/..")
        said[key] = _number(text, key, place, file) if key in ("value", "high") else text
    said["id"] = said["id"] or f"{said['sentence'].replace('.', '-')}-{said['quote']}"
    said["status"] = said["status"] or "proposed"
    said["kind"] = said["kind"] or ("amount" if said["value"] is not None else "period")
    if said["status"] == "confirmed" and said["value"] is None and said["kind"] != "period":
        raise InputError(file, line, "a confirmed figure without value", "value: the full number, like 107000000")
    return Figure(**said, line=line)


def _number(text: str, key: str, line: int, file: str | PurePath) -> Decimal | None:
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise InputError(
            file, line, f"{key} is {text!r}", "a number in digits with a decimal point, like 28530000 or 12.9"
        )
    return number


def _check_ids(records: Sequence[Figure], file: str | PurePath, sentences: Collection[str] | None) -> None:
    ids = [record.id for record in records]
    for at, record in enumerate(records):
        if record.id in ids[:at]:
            raise InputError(
                file, record.line, f"the id {record.id!r} is used twice", "an id of its own for each figure"
            )
        if sentences is not None and record.sentence not in sentences:
            raise InputError(file, record.line, f"there is no sentence {record.sentence!r}", "an id like q3.p2.s1")
        for key in ("of", "duplicate_of"):
            if (other := getattr(record, key)) and other not in ids:
                raise InputError(
                    file, record.line, f"{key} is {other!r}, which is no figure here", "the id of a figure"
                )


def _topics(top: Map, file: str | PurePath) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {"add": [], "remove": []}
    items = top.get("topics")
    if items is not None:
        sequence = located.expect(items, Seq, file, top.lines["topics"], "topics")
        for item, line in zip(sequence, sequence.lines, strict=True):
            entry = located.expect(item, Map, file, line, "a topic decision")
            located.check_keys(entry, ("passage", "add", "remove"), file, "a topic decision")
            passage = located.text(entry, "passage", file, "a topic decision")
            if not passage:
                raise InputError(file, line, "a topic decision without passage", "passage: q3.p2")
            for key, pairs in found.items():
                pairs += [(passage, term) for term, _ in located.texts(entry, key, file, "a topic decision")]
    return tuple(found["add"]), tuple(found["remove"])


def _split(source: str, records: Sequence[Figure], top: Map) -> tuple[str, dict[str, _Block], str]:
    """The file as head, one piece per record, and tail, so that each can be kept as it is."""
    lines = source.splitlines(keepends=True)
    starts = [record.line - 1 for record in records]
    block_style = all(re.match(r"\s*- ", lines[start]) for start in starts)
    topics_at = top.lines.get("topics", len(lines) + 1) - 1
    if not block_style or (starts and topics_at < starts[-1]):
        return "".join(line for line in lines if line.lstrip().startswith("#")), {}, ""
    ends = [_content_end(lines, start, stop) for start, stop in zip(starts, [*starts[1:], topics_at], strict=False)]
    first = top.lines["figures"] if records else topics_at
    cuts = [first, *ends]
    blocks = {
        record.id: _Block(record, "".join(lines[cut:end]))
        for record, cut, end in zip(records, cuts, ends, strict=False)
    }
    return "".join(lines[:first]), blocks, "".join(lines[cuts[-1] :])


def _content_end(lines: list[str], start: int, stop: int) -> int:
    """Behind the last line of a record that is neither empty nor a comment."""
    return max(at for at in range(start, stop) if lines[at].strip() and not lines[at].lstrip().startswith("#")) + 1


# --- writing ------------------------------------------------------------------------------------------------------


def text(review: Review) -> str:
    """The file: what was read of it as it was, new and changed records in the order of the text."""
    head = review._head or _HEADER
    if not re.search(r"(?m)^figures:", head):
        head = f"{head.rstrip()}\n\nfigures:" + ("\n" if review.figures else " []\n")
    elif review.figures:
        head = re.sub(r"(?m)^(figures:)\s*\[\s*\]", r"\1", head)
    records = [_record(figure, review._blocks.get(figure.id)) for figure in review.figures]
    return head + "".join(records) + (review._tail or _topics_text(review))


def _record(figure: Figure, block: _Block | None) -> str:
    if block is None:
        written = [f"{key}: {_scalar(value)}\n" for key in FIELDS if (value := _written(figure, key))]
        return "\n- " + "  ".join(written)
    lines = block.text
    for key in FIELDS:
        old, new = _written(block.figure, key), _written(figure, key)
        if old == new:
            continue
        line = re.compile(rf"(?m)^(?P<lead>\s*(?:- )?){key}:[^#\n]*?(?P<comment>[ \t]*#.*)?$")
        replaced, found = line.subn(
            lambda match: f"{match['lead']}{key}: {_scalar(new)}{match['comment'] or ''}", lines, 1
        )  # noqa: B023
        indent = " " * (len(re.search(r"(?m)^\s*- ", lines).group()) if re.search(r"(?m)^\s*- ", lines) else 2)
        lines = replaced if found else f"{lines.rstrip()}\n{indent.replace(chr(10), '')}{key}: {_scalar(new)}\n"
    return lines


def _written(figure: Figure, key: str) -> str:
    value = getattr(figure, key)
    return format(value, "f") if isinstance(value, Decimal) else (value or "")


def _scalar(value: str) -> str:
    """A string as a YAML scalar: plain where that is safe, else in JSON's quotes."""
    plain = _PLAIN.fullmatch(value) and value not in ("true", "false", "null")
    return value if plain else json.dumps(value, ensure_ascii=False)


def _topics_text(review: Review) -> str:
    passages: dict[str, dict[str, list[str]]] = {}
    for key, pairs in (("add", review.topics_added), ("remove", review.topics_removed)):
        for passage, term in pairs:
            passages.setdefault(passage, {}).setdefault(key, []).append(term)
    written = [
        f"- passage: {passage}\n" + "".join(f"  {key}: [{', '.join(terms)}]\n" for key, terms in decided.items())
        for passage, decided in passages.items()
    ]
    return f"\n{_TOPICS}topics:" + ("\n" + "".join(written) if written else " []\n")


# --- merging ------------------------------------------------------------------------------------------------------


def merge(review: Review, proposals: Sequence[Figure], interview: Interview) -> Review:
    """The review with what is proposed now: decisions win, the undecided is added, lost quotes make a record stale."""
    sentences = {sentence.id: markup.plain(sentence.text) for p in _paragraphs(interview) for sentence in p.sentences}
    known = [_checked(figure, sentences) for figure in review.figures]
    places = _places(known, sentences)
    taken = {figure.id for figure in known}
    names: dict[str, str] = {}
    new: list[Figure] = []
    for proposal, place in zip(proposals, _places(proposals, sentences), strict=True):
        same = next((figure for figure, other in zip(known, places, strict=True) if _overlap(place, other)), None)
        if same is None:
            names[proposal.id] = _free(proposal.id, taken)
            new.append(replace(proposal, id=names[proposal.id]))
            taken.add(names[proposal.id])
        else:
            names[proposal.id] = same.id
    linked = [
        replace(figure, of=names.get(figure.of, ""), duplicate_of=names.get(figure.duplicate_of, "")) for figure in new
    ]
    order = {id_: at for at, id_ in enumerate(sentences)}
    both = list(zip([*known, *linked], [*places, *_places(new, sentences)], strict=True))
    both.sort(key=lambda pair: (order.get(pair[0].sentence, len(order)), pair[1][1]))
    return replace(review, figures=tuple(figure for figure, _ in both))


def _paragraphs(interview: Interview) -> Iterator[Paragraph]:
    yield from interview.introduction
    for exchange in interview.exchanges:
        for turn in exchange.turns:
            yield from turn.paragraphs


def _checked(figure: Figure, sentences: Mapping[str, str]) -> Figure:
    """A record, stale when its quote is not in its sentence; to be decided again when it is back."""
    there = figure.quote in sentences.get(figure.sentence, "")
    if figure.status == "rejected" or there == (figure.status != "stale"):
        return figure
    return replace(figure, status="proposed" if there else "stale")


def _places(figures: Sequence[Figure], sentences: Mapping[str, str]) -> list[tuple[str, int, int]]:
    """Sentence, start and end of each quote; equal quotes of a sentence are taken in order."""
    reached: dict[tuple[str, str], int] = {}
    places = []
    for figure in figures:
        key = (figure.sentence, figure.quote)
        start = sentences.get(figure.sentence, "").find(figure.quote, reached.get(key, 0))
        reached[key] = start + len(figure.quote) if start >= 0 else 0
        places.append((figure.sentence, start, start + len(figure.quote)))
    return places


def _overlap(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and min(one[1], other[1]) >= 0 and one[1] < other[2] and other[1] < one[2]


def _free(id_: str, taken: Collection[str]) -> str:
    """The id, with a number behind it when it is taken."""
    candidate, n = id_, 2
    while candidate in taken:
        candidate, n = f"{id_}-{n}", n + 1
    return candidate
