"""CSV and TSV -> Transcript: a row is an utterance, or a question with its answer."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from generator.errors import InputError
from generator.intake import inline, label_shapes, lexicon
from generator.intake.decoding import Source
from generator.intake.readers import LIKELY, NO, row_dates
from generator.markup import escape
from generator.model import Dropped, Transcript, Utterance

COLUMNS = ("question", "answer", "words", "speaker", "time")
"""What a column (or a key of JSON) can hold; their names are in the lexicon."""

_COLON = re.compile(r"^\s*[:：]\s+")
"""What is left of `Name: words` where somebody cut at the name."""

SUFFIXES = (".csv", ".tsv")
BINARY = False


def claim(source: Source) -> int:
    """By the name, or by a first line that names columns a table of utterances has."""
    if source.suffix in (".csv", ".tsv"):
        return LIKELY
    first = source.text.split("\n", 1)[0]
    cells = [cell.strip(' "') for cell in first.split(separator(source.text))]
    known = sum(any(named(cell, column) for column in COLUMNS) for cell in cells)
    return LIKELY if len(cells) > 1 and known > 1 else NO


def read(source: Source) -> Transcript:
    """A table with a header row, or with as many columns as it takes to tell speaker from words."""
    csv.field_size_limit(5_000_000)
    delimiter = separator(source.text, source.name)
    try:
        table = [(reader_line, row) for reader_line, row in _rows(source.text, delimiter)]
    except csv.Error as error:
        raise InputError(source.name, None, f"not a table: {error}", "CSV or TSV with one utterance a row") from error
    table = [(line, row) for line, row in table if any(cell.strip() for cell in row)]
    if len(table) < 2:
        raise InputError(source.name, None, "a table with fewer than two rows", "a header and one utterance a row")
    if voices := _voices([row for _, row in table]):
        return _by_columns(source.name, table, voices)
    columns, first = _columns([row for _, row in table])
    if "words" not in columns and "question" not in columns:
        raise InputError(
            source.name, 1, f"no column of words in {', '.join(table[0][1])[:100]}", "columns speaker, words"
        )
    found, left = [], []
    opened = _opened([row for _, row in table[first:]], columns)
    for line, row in table[first:]:
        unread = [cell.strip() for at, cell in enumerate(row) if at not in columns.values() and cell.strip()]
        if unread:
            left.append(Dropped(line, " | ".join(unread), "column not read"))
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        if "question" in cells:
            if cells["question"]:
                found.append(Utterance(_words(cells["question"]), line, "Q"))
            if cells.get("answer"):
                found.append(Utterance(_words(cells["answer"]), line, "A"))
        elif cells["words"]:
            label, start = cells.get("speaker", ""), _time(cells.get("time", ""))
            words = _COLON.sub("", cells["words"]) if label else cells["words"]
            style = "row" if not opened or _COLON.match(cells["words"]) else ""  # else the turn above goes on
            found.append(Utterance(_words(words), line, label, style, start=start))
    names = table[0][1] if first else []
    unread = [name.strip() for at, name in enumerate(names) if at not in columns.values() and name.strip()]
    left = [Dropped(1, name, "column not read") for name in unread] + left
    date = row_dates.date_of(names, [row for _, row in table[first:]])
    return Transcript(source.name, "csv", tuple(found), {"date": date} if date else {}, dropped=tuple(left))


def _opened(rows: Sequence[Sequence[str]], columns: Mapping[str, int]) -> bool:
    """Whether what is left of a cut name shows where turns begin: where the speaker changes, it is there."""
    at, who = columns.get("words", -1), columns.get("speaker", -1)
    if min(at, who) < 0:
        return False
    told = [(row[who], bool(_COLON.match(row[at]))) for row in rows if len(row) > max(at, who)]
    changes = [mark for (before, _), (after, mark) in pairwise([("", False), *told]) if before != after]
    marked = sum(mark for _, mark in told)
    return len(changes) > 2 and all(changes) and marked < len(told)


def _voices(rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """Columns that are called after whoever speaks in them, when two or more are and none holds speakers or words."""
    header = [cell.strip() for cell in rows[0]]
    if any(named(cell, column) for cell in header for column in ("words", "speaker", "question", "answer")):
        return {}
    found = {}
    for at, cell in enumerate(header):
        held = [row[at].strip() for row in rows[1:200] if at < len(row) and row[at].strip()]
        spoken = sum(" " in one or not one.isascii() for one in held)
        called = bool(lexicon.speaks_as(cell)) or (len(cell) <= 40 and label_shapes.name_like(cell))
        if cell and called and spoken > 0.6 * len(rows[1:200]) and len(set(held)) > 0.6 * len(held):
            found[at] = cell
    return found if len(found) > 1 and len({*found.values()}) == len(found) else {}


def _by_columns(name: str, table: Sequence[tuple[int, list[str]]], voices: dict[int, str]) -> Transcript:
    """A table with a column for each speaker."""
    found, left = [], []
    for line, row in table[1:]:
        said = [(voices[at], cell.strip()) for at, cell in enumerate(row) if at in voices and cell.strip()]
        found += [Utterance(_words(cell), line, voice) for voice, cell in said]
        unread = [cell.strip() for at, cell in enumerate(row) if at not in voices and cell.strip()]
        left += [Dropped(line, " | ".join(unread), "column not read")] if unread else []
    names = [cell.strip() for at, cell in enumerate(table[0][1]) if at not in voices and cell.strip()]
    return Transcript(
        name, "csv", tuple(found), dropped=(*(Dropped(1, one, "column not read") for one in names), *left)
    )


def named(cell: str, column: str) -> bool:
    """Whether a column of this name holds `question`, `answer`, `words`, `speaker` or `time`."""
    return bool(lexicon.pattern("columns", column).fullmatch(cell))


def separator(text: str, name: str = "") -> str:
    """The character between cells: the one that cuts most of the first lines into equally many pieces."""
    if name.lower().endswith(".tsv"):
        return "\t"
    head = [line for line in text.split("\n")[:30] if line.strip()]
    return max(
        ",;\t|",
        key=lambda mark: (head[0].count(mark) > 0 if head else 0, sum(min(line.count(mark), 3) for line in head)),
    )


def _rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    rows = []
    line = 1
    for row in reader:
        rows.append((line, row))
        line = reader.line_num + 1
    return rows


def _columns(rows: Sequence[Sequence[str]]) -> tuple[dict[str, int], int]:
    """Column of each of speaker, words, time, question, answer; and the index of the first row of words."""
    header = [cell.strip().strip("\ufeff") for cell in rows[0]]
    columns: dict[str, int] = {}
    for name in COLUMNS:
        for at, cell in enumerate(header):
            if named(cell, name) and at not in columns.values() and name not in columns:
                columns[name] = at
    if columns.keys() >= {"question", "answer"}:
        return {name: columns[name] for name in ("question", "answer")}, 1
    columns = {name: at for name, at in columns.items() if name in ("words", "speaker", "time")}
    width = max(len(row) for row in rows[:50])
    lengths = [sum(len(row[at]) if at < len(row) else 0 for row in rows[:200]) for at in range(width)]
    first = 1 if columns else 0
    if "words" not in columns and lengths:
        columns["words"] = max(
            (at for at in range(width) if at not in columns.values()), key=lambda at: lengths[at], default=0
        )
    if "speaker" not in columns and not first:
        for at in range(width):
            values = [row[at].strip() for row in rows[:200] if at < len(row)]
            if (
                at != columns["words"]
                and 1 < len(set(values)) <= max(2, len(values) // 2)
                and all(len(value) < 60 for value in values)
            ):
                columns["speaker"] = at
                break
    return columns, first


def _words(text: str) -> str:
    return inline.cleaned(escape(" ".join(text.split()))) if "<" not in text else inline.cleaned(text)


def _time(text: str) -> str:
    text = text.strip("[]() ")
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        seconds = int(float(text))
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return text if re.fullmatch(r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d+)?", text) else ""
