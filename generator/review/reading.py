"""`review.yml` -> `Review`: every mistake is an `InputError` that names its line."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path, PurePath
from typing import Any

from generator import located
from generator.errors import InputError
from generator.located import Map, Seq
from generator.model import Figure
from generator.review.decisions import FIELDS, Block, Pieces, Review

_CHOICES = {
    "status": ("proposed", "confirmed", "rejected", "stale"),
    "kind": ("amount", "percent", "change", "ordinal", "duration", "range", "period"),
    "approximate": ("about", "over", "under"),
    "direction": ("increase", "decrease"),
}
_DATE = r"(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?|\.\.)"
_PERIOD = re.compile(rf"{_DATE}(?:/{_DATE})?")


def read(path: Path, sentences: Collection[str] | None = None) -> Review:
    """The decisions in a file; an empty `Review` when there is none.

    `sentences` are the ids that exist, or have existed, in the interview, if they are to be checked. Raises
    `InputError` for the first mistake, with its line.
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
        return Review(pieces=Pieces(head=source))
    top = located.expect(value, Map, file, 1, "the file")
    located.check_keys(top, ("figures", "topics"), file, "a review")
    items = top.get("figures")
    items = Seq() if items is None else located.expect(items, Seq, file, top.lines["figures"], "figures")
    lines = list(getattr(items, "lines", ()))
    records = tuple(_figure(item, line, file) for item, line in zip(items, lines, strict=True))
    _check_ids(records, file, sentences)
    added, removed = _topics(top, file)
    return Review(records, added, removed, _split(source, records, top))


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


def _split(source: str, records: Sequence[Figure], top: Map) -> Pieces:
    """The file as head, one piece per record, and tail, so that each can be kept as it is."""
    lines = source.splitlines(keepends=True)
    starts = [record.line - 1 for record in records]
    block_style = all(re.match(r"\s*- ", lines[start]) for start in starts)
    topics_at = top.lines.get("topics", len(lines) + 1) - 1
    if not block_style or (starts and topics_at < starts[-1]):
        return Pieces("".join(line for line in lines if line.lstrip().startswith("#")))
    ends = [_content_end(lines, start, stop) for start, stop in zip(starts, [*starts[1:], topics_at], strict=False)]
    first = top.lines["figures"] if records else topics_at
    cuts = [first, *ends]
    blocks = {
        record.id: Block(record, "".join(lines[cut:end])) for record, cut, end in zip(records, cuts, ends, strict=False)
    }
    return Pieces("".join(lines[:first]), blocks, "".join(lines[cuts[-1] :]))


def _content_end(lines: list[str], start: int, stop: int) -> int:
    """Behind the last line of a record that is neither empty nor a comment."""
    return max(at for at in range(start, stop) if lines[at].strip() and not lines[at].lstrip().startswith("#")) + 1
