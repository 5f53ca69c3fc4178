"""Figures -> rows, CSV, JSON and the `datapackage.json` that describes them (Data Package v2, https://datapackage.org).

Every function is pure: the caller decides what goes where. Values are decimal strings, so that nothing is rounded on
the way.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator import markup
from generator.exports.passages import passages
from generator.model import Figure, Interview

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
PUBLISHED = ("confirmed", "proposed")
"""Statuses that are published at all."""

_UNIT = (
    "UCUM code (t = tonne, km, m3, bbl = barrel, a = year), ISO 4217 currency (USD), % = percent, "
    "pp = percentage point, 1 = share of one, {person} = that thing counted; empty for a bare count"
)
FIELDS: Mapping[str, tuple[str, str]] = {
    "id": ("string", "Stable id of the record: slug of the interview, a slash, id of the figure"),
    "interview": ("string", "Slug of the interview"),
    "date": ("string", "ISO 8601 date of the interview: day, month or year"),
    "speaker": ("string", "Who said it"),
    "role": ("string", "interviewer, respondent or moderator"),
    "sentence": ("string", "Id of the sentence in which it was said"),
    "quote": ("string", "The figure as said, the exact characters of the sentence"),
    "context": ("string", "The whole sentence, without markup"),
    "language": ("string", "BCP 47 tag of the language of quote, context and measure"),
    "kind": ("string", "amount, percent, change, ordinal, duration, range or period"),
    "value": ("number", "The figure as a number in the unit of the unit column; the lower bound of a range"),
    "high": ("number", "Upper bound of a range, in the same unit"),
    "unit": ("string", _UNIT),
    "approximate": ("string", "about, over or under, when the speaker hedged it"),
    "measure": ("string", "What is measured"),
    "period": ("string", "When: ISO 8601 year, month, day or interval; .. stands for an open end (EDTF)"),
    "direction": ("string", "increase or decrease, of a change"),
    "basis": ("string", "What a change is reckoned on, such as year-on-year"),
    "compared_with": ("string", "Period with which a change compares"),
    "of": ("string", "Id of the record that this one qualifies: of a change, the amount that changed"),
    "attribution": ("string", "To whom the speaker attributes it"),
    "flow": ("string", "From where to where what is counted moves"),
    "duplicate_of": ("string", "Id of the record that says the same earlier"),
    "status": ("string", "confirmed by an editor, or proposed by the program and not yet checked"),
    "url": ("string", "Address of the sentence"),
    "note": ("string", "Note of the editor"),
}
"""Column -> Table Schema type and description, in the order of the columns."""

Row = dict[str, str]


def records(interview: Interview, figures: Iterable[Figure], *, url: str) -> list[Row]:
    """A row per figure that is confirmed or proposed, in the order given; `url` is the interview's absolute address."""
    names = {participant.id: participant.name for participant in interview.participants}
    said = {passage.sentence.id: passage for passage in passages(interview) if passage.sentence.text}
    wanted = [figure for figure in figures if figure.status in PUBLISHED and figure.sentence in said]
    ids = {figure.id for figure in wanted}
    rows = []
    for figure in wanted:
        passage = said[figure.sentence]
        turn = passage.turn
        row = {name: _text(getattr(figure, name)) for name in FIELDS if hasattr(figure, name)}
        rows.append(
            dict.fromkeys(FIELDS, "")
            | row
            | {
                "id": f"{interview.slug}/{figure.id}",
                "interview": interview.slug,
                "date": interview.date,
                "speaker": names.get(turn.participant, "") if turn else "",
                "role": turn.role.value if turn else "",
                "context": markup.plain(passage.sentence.text),
                "language": passage.paragraph.language,
                "of": f"{interview.slug}/{figure.of}" if figure.of in ids else "",
                "duplicate_of": f"{interview.slug}/{figure.duplicate_of}" if figure.duplicate_of in ids else "",
                "url": f"{url}#{figure.sentence}",
            }
        )
    return rows


def _text(value: object) -> str:
    """A value of a figure as text; a number without exponent."""
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{value:f}"


Texts = tuple[str, str]
"""Rows as CSV (RFC 4180) and as JSON objects, without what stands around all rows of a file."""


def texts(rows: Sequence[Row]) -> Texts:
    """Some rows; the empty string where nothing is known. Numbers in JSON are strings, exact to the last digit."""
    return _csv(rows), ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


def csv_file(found: Iterable[Texts]) -> Iterator[bytes]:
    """A CSV file of all rows, with a header, piece by piece."""
    yield _csv([dict(zip(FIELDS, FIELDS, strict=True))]).encode()
    for text, _ in found:
        yield text.encode()


def json_file(found: Iterable[Texts]) -> Iterator[bytes]:
    """A JSON array of all rows, one on a line, piece by piece."""
    mark = "[\n"
    for _, text in found:
        if text:
            yield f"{mark}{text}".encode()
            mark = ",\n"
    yield b"[]\n" if mark == "[\n" else b"\n]\n"


def _csv(rows: Iterable[Row]) -> str:
    out = io.StringIO(newline="")
    csv.DictWriter(out, FIELDS, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


class Content:
    """A file that is made piece by piece, as often as wanted, and measured the first time."""

    def __init__(self, make: Callable[[], Iterable[bytes]]) -> None:
        self._make = make
        self._measured: tuple[int, str] | None = None

    def __call__(self) -> Iterator[bytes]:
        """The pieces."""
        size, digest = 0, hashlib.sha256()
        for piece in self._make():
            size += len(piece)
            digest.update(piece)
            yield piece
        self._measured = size, digest.hexdigest()

    def measured(self) -> tuple[int, str]:
        """Bytes and SHA-256."""
        if self._measured is None:
            for _ in self():
                pass
        assert self._measured
        return self._measured


def package(
    resources: Mapping[str, Content],
    *,
    name: str,
    title: str,
    description: str,
    homepage: str,
    licence: str = "",
    citation: str = "",
    created: str = "",
    sources: Sequence[Mapping[str, str]] = (),
) -> str:
    """The `datapackage.json` of resources (path -> content; `.csv` or `.json` of `records`).

    `name` is a slug, `licence` an SPDX id or an address, `citation` how to cite the data, `created` an RFC 3339 time,
    `sources` where the words come from (`title`, `path`). What is empty is left out.
    """
    descriptor: dict[str, Any] = {
        "$schema": PROFILE,
        "name": _slug(name),
        "title": title,
        "description": description,
        "homepage": homepage,
        "created": created,
        "licenses": [_licence(licence)] if licence else [],
        "citation": citation,
        "sources": [dict(source) for source in sources],
        "resources": [_resource(path, content) for path, content in resources.items()],
    }
    return json.dumps({key: value for key, value in descriptor.items() if value}, ensure_ascii=False, indent=2) + "\n"


def _resource(path: str, content: Content) -> dict[str, Any]:
    """A file of the package; the table is the CSV, the JSON holds the same rows for programs."""
    stem, _, extension = path.rpartition("/")[2].rpartition(".")
    csv_ = extension == "csv"
    size, digest = content.measured()
    described: dict[str, Any] = {
        "name": _slug(f"{stem}-{extension}"),
        "path": path,
        "format": extension,
        "mediatype": "text/csv" if csv_ else "application/json",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
    }
    if csv_:
        return described | {"type": "table", "schema": schema()}
    return described | {"description": "The same rows as objects; numbers are strings, exact to the last digit"}


def schema() -> dict[str, Any]:
    """The Table Schema of the rows: every column with type, description and constraints, primary and foreign keys."""
    required = {"id", "interview", "sentence", "quote", "kind", "status"}
    fields: list[dict[str, Any]] = []
    for name, (type_, description) in FIELDS.items():
        constraints: dict[str, Any] = {"required": True} if name in required else {}
        if name == "id":
            constraints["unique"] = True
        field = {"name": name, "type": type_, "description": description}
        fields.append({**field, "constraints": constraints} if constraints else field)
    keys = [{"fields": [name], "reference": {"resource": "", "fields": ["id"]}} for name in ("of", "duplicate_of")]
    return {"fields": fields, "missingValues": [""], "primaryKey": ["id"], "foreignKeys": keys}


def _licence(licence: str) -> dict[str, str]:
    """A licence as an address, or as a name where it is an SPDX id or a sentence that names a Creative Commons one."""
    if found := re.search(r"\bCC[ -](?P<kind>BY(?:-(?:NC|ND|SA))*)[ -](?P<version>\d\.\d)\b", licence):
        kind, version = found["kind"], found["version"]
        path = f"https://creativecommons.org/licenses/{kind.lower()}/{version}/"
        return {"name": f"CC-{kind}-{version}", "path": path, "title": licence}
    if re.match(r"https?://", licence):
        return {"path": licence}
    name = re.sub(r"\s+", "-", licence.strip())
    return {"name": re.sub(r"[^-\w.]", "", name, flags=re.ASCII) or "other", "title": licence}


def _slug(name: str) -> str:
    """A name as the specification allows it: lower-case letters, digits, `.`, `_`, `-`."""
    return re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-") or "data"
