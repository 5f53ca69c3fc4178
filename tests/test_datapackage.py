"""The data package: rows, CSV, JSON and a descriptor that is true of them."""

import csv
import hashlib
import io
import json
from decimal import Decimal

import jsonschema

from generator.exports import datapackage
from generator.exports.datapackage import Content
from generator.model import (
    Exchange,
    Figure,
    Interview,
    Paragraph,
    Participant,
    Role,
    Sentence,
    Text,
    Turn,
)

SENTENCES = (
    Sentence("q1.p1.s1", 'We sold **107 million** tons, "more, or less".'),
    Sentence("q1.p1.s2", "It rose by 24%."),
    Sentence("q1.p1.s3", ""),
)
FIGURES = (
    Figure("oil", "q1.p1.s1", "107 million tons", "amount", Decimal("1.07E+8"), "t", status="confirmed"),
    Figure("yoy", "q1.p1.s2", "24%", "change", Decimal("24"), "%", direction="increase", of="oil"),
    Figure("lost", "q1.p1.s2", "25%", "percent", Decimal("25"), "%", status="stale", duplicate_of="yoy"),
    Figure("no", "q1.p1.s2", "24", "amount", Decimal("24"), status="rejected"),
    Figure("part", "q1.p1.s2", "rose", "amount", Decimal("1"), of="no"),
    Figure("sealed", "q1.p1.s3", "5", "amount", Decimal("5"), status="confirmed"),
)


def interview() -> Interview:
    turn = Turn("ann", Role.RESPONDENT, (Paragraph("q1.p1", SENTENCES, "en"),))
    ann = Participant("ann", "Ann Example", Role.RESPONDENT)
    exchange = Exchange("q1", 1, Text("", "en"), (turn,))
    return Interview("2024-01-02-ann", Text("Ann", "en"), "en", "2024-01-02", (ann,), (), (exchange,))


def rows() -> list[datapackage.Row]:
    return datapackage.records(interview(), FIGURES, url="https://example.org/en/interviews/2024-01-02-ann/")


def csv_text(rows: list[datapackage.Row]) -> str:
    return b"".join(datapackage.csv_file([datapackage.texts([row]) for row in rows])).decode()


def json_text(rows: list[datapackage.Row]) -> str:
    return b"".join(datapackage.json_file([("", ""), *(datapackage.texts([row]) for row in rows)])).decode()


def test_only_what_is_published_is_exported() -> None:
    """Neither stale nor rejected figures, nor those of sealed sentences; references lead to rows that are there."""
    assert [row["id"] for row in rows()] == ["2024-01-02-ann/oil", "2024-01-02-ann/yoy", "2024-01-02-ann/part"]
    assert [row["of"] for row in rows()] == ["", "2024-01-02-ann/oil", ""]


def test_a_row_says_everything() -> None:
    """The number without exponent, the sentence without markup, who said it, and where."""
    row = rows()[0]
    assert list(row) == list(datapackage.FIELDS)
    assert row["value"] == "107000000"
    assert row["context"] == 'We sold 107 million tons, "more, or less".'
    assert (row["speaker"], row["role"], row["status"]) == ("Ann Example", "respondent", "confirmed")
    assert row["url"] == "https://example.org/en/interviews/2024-01-02-ann/#q1.p1.s1"


def test_csv_and_json_hold_the_rows() -> None:
    """Both read back as the rows, quotation marks and commas included; no rows make a header and an empty array."""
    assert list(csv.DictReader(io.StringIO(csv_text(rows()), newline=""))) == rows()
    assert json.loads(json_text(rows())) == rows()
    assert csv_text([]).count("\r\n") == 1
    assert json.loads(json_text([])) == []


def test_files_are_the_same_however_the_rows_are_divided() -> None:
    """As it comes to one row after the other or all at once."""
    whole = [datapackage.texts(rows())]
    assert b"".join(datapackage.csv_file(whole)).decode() == csv_text(rows())
    assert b"".join(datapackage.json_file(whole)).decode() == json_text(rows())
    lines = json_text(rows()).splitlines()
    assert [json.loads(line.removesuffix(",")) for line in lines[1:-1]] == rows()  # a row a line: easy to compare
    assert (lines[0], lines[-1]) == ("[", "]")


def described() -> tuple[dict[str, bytes], str]:
    resources = {"figures.csv": csv_text(rows()).encode(), "figures.json": b"[]\n"}
    text = datapackage.package(
        {path: Content(lambda content=content: [content[:9], content[9:]]) for path, content in resources.items()},
        name="2024-01-02 Ann: figures",
        title="Figures",
        description="What was said",
        homepage="https://example.org/en/",
        licence="CC BY 4.0",
        citation="Ann Example (2024)",
        created="2024-01-02T00:00:00Z",
        sources=[{"title": "Ann", "path": "https://example.org/ann"}],
    )
    return resources, text


DESCRIPTOR = {
    "type": "object",
    "required": ["$schema", "name", "licenses", "resources", "created", "citation"],
    "properties": {
        "$schema": {"const": "https://datapackage.org/profiles/2.0/datapackage.json"},
        "name": {"pattern": "^[a-z0-9._-]+$"},
        "licenses": {"items": {"properties": {"name": {"pattern": "^[-a-zA-Z0-9._]+$"}}, "required": ["name"]}},
        "created": {"format": "date-time"},
        "resources": {
            "minItems": 1,
            "items": {
                "required": ["name", "path", "format", "mediatype", "encoding", "bytes", "hash"],
                "properties": {
                    "name": {"pattern": "^[a-z0-9._-]+$"},
                    "type": {"const": "table"},
                    "bytes": {"type": "integer"},
                    "hash": {"pattern": "^sha256:[0-9a-f]{64}$"},
                    "schema": {
                        "required": ["fields", "primaryKey", "foreignKeys"],
                        "properties": {
                            "fields": {"items": {"required": ["name", "type", "description"]}},
                            "primaryKey": {"const": ["id"]},
                        },
                    },
                },
            },
        },
    },
}


def test_the_descriptor_is_one() -> None:
    """It has what Data Package v2 asks for, and what we promise on top: descriptions, licence, citation."""
    jsonschema.Draft202012Validator(DESCRIPTOR).validate(json.loads(described()[1]))


def test_the_descriptor_is_true_of_the_files() -> None:
    """Bytes, checksums, columns and keys are those of the resources."""
    resources, text = described()
    for resource in json.loads(text)["resources"]:
        content = resources[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    (table,) = [resource["schema"] for resource in json.loads(text)["resources"] if "schema" in resource]
    assert [field["name"] for field in table["fields"]] == list(datapackage.FIELDS)
    assert all(key["reference"] == {"resource": "", "fields": ["id"]} for key in table["foreignKeys"])


def test_required_columns_are_filled() -> None:
    """What the schema calls required is never empty."""
    required = [
        field["name"] for field in datapackage.schema()["fields"] if field.get("constraints", {}).get("required")
    ]
    assert required
    assert all(row[name] for row in rows() for name in required)


def test_what_is_empty_is_left_out() -> None:
    """A package without licence or citation does not claim any; an address is a licence too."""
    bare = json.loads(datapackage.package({}, name="x", title="x", description="", homepage=""))
    assert set(bare) == {"$schema", "name", "title"}
    linked = datapackage.package({}, name="x", title="x", description="", homepage="", licence="https://example.org/l")
    assert json.loads(linked)["licenses"] == [{"path": "https://example.org/l"}]


def test_a_sentence_that_names_a_licence_is_that_licence() -> None:
    """Programs learn the licence, people the whole sentence."""
    words = "Notes and data: CC BY-SA 4.0. The interview: its publisher's rights."
    text = datapackage.package({}, name="x", title="x", description="", homepage="", licence=words)
    path = "https://creativecommons.org/licenses/by-sa/4.0/"
    assert json.loads(text)["licenses"] == [{"name": "CC-BY-SA-4.0", "path": path, "title": words}]
