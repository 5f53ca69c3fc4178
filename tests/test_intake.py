"""Intake understands the layouts people use; each case is a source and, beside it, the outline expected of it."""

import json
import os
import re
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from generator import intake, source
from generator.errors import InputError, MissingExtraError
from generator.intake import label_shapes, readers
from generator.markup import plain
from generator.model import Exchange

CASES = Path(__file__).parent / "cases" / "intake"
SOURCES = sorted(path for path in CASES.iterdir() if path.suffix != ".outline")


def outline(found: intake.Intake) -> str:
    """An interview in a form a reviewer can read at a glance."""
    one = found.interview
    lines = [f"format: {found.format}", f"layout: {found.layout}", f"title: {one.title.words}", f"date: {one.date}"]
    lines += [f"language: {one.language}", f"kind: {one.kind}", f"slug: {one.slug}"]
    for who in one.participants:
        lines.append(f"participant: {who.id} | {who.name} | {who.role} | {who.title} | {who.kind}")
    for paragraph in one.introduction:
        kind = "" if paragraph.kind == "speech" else f" {paragraph.kind}"
        lines.append(f"{paragraph.id}{kind}: " + " / ".join(s.text for s in paragraph.sentences))
    for exchange in one.exchanges:
        lines.append(f"== {exchange.number}" + (f" [{exchange.section.words}]" if exchange.section else ""))
        for turn in exchange.turns:
            lines.append(f"{turn.participant} ({turn.role})" + (f" at {turn.start}" if turn.start else ""))
            for paragraph in turn.paragraphs:
                kind = "" if paragraph.kind == "speech" else f" {paragraph.kind}"
                lines.append(f"  {paragraph.id}{kind}: " + " / ".join(s.text for s in paragraph.sentences))
    lines += [f"dropped {d.line}: {d.text} ({d.reason})" for d in found.dropped]
    lines += [f"finding {f.severity}: {f.message}" for f in found.findings]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_source_is_understood(path: Path) -> None:
    """The outline is as reviewed; `ACCEPT=1 pytest …` writes new ones, to be read before they are committed."""
    found = outline(intake.parse(path.name, path.read_bytes()))
    expected = path.with_name(path.name + ".outline")
    if os.environ.get("ACCEPT"):
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_the_json_has_the_documented_shape(path: Path) -> None:
    """`as_json` gives what `parse.schema.json` describes."""
    schema = json.loads((Path(intake.__file__).parent / "parse.schema.json").read_text("utf-8"))
    jsonschema.validate(intake.as_json(intake.parse(path.name, path.read_bytes())), schema)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_ids_are_those_a_first_import_mints(path: Path) -> None:
    """Paragraphs are counted through the exchange, sentences through the paragraph, and no id comes twice."""
    found = intake.parse(path.name, path.read_bytes()).interview
    ids = []
    for unit, groups in [("intro", [found.introduction])] + [
        (e.id, [t.paragraphs for t in e.turns]) for e in found.exchanges
    ]:
        paragraphs = [one for group in groups for one in group]
        assert [one.id for one in paragraphs] == [f"{unit}.p{at}" for at in range(1, len(paragraphs) + 1)]
        for one in paragraphs:
            assert [s.id for s in one.sentences] == [f"{one.id}.s{at}" for at in range(1, len(one.sentences) + 1)]
            ids += [one.id, *(sentence.id for sentence in one.sentences)]
    assert len(ids) == len(set(ids))


def words(text: str) -> list[str]:
    """The words of a text, the marks of Markdown aside."""
    return re.findall(r"\w+", plain(text))


def everything(found: intake.Intake) -> list[str]:
    """All words that an intake kept, dropped or turned into something else."""
    one = found.interview
    pieces = [one.title.words, one.date]
    pieces += [f"{who.name} {who.title}" for who in one.participants] + list(found.labels)
    pieces += [s.text for p in one.introduction for s in p.sentences]
    for exchange in one.exchanges:
        pieces += [str(exchange.number), exchange.section.words if exchange.section else ""]
        for turn in exchange.turns:
            pieces += [turn.start, *(s.text for p in turn.paragraphs for s in p.sentences)]
    return [word for piece in pieces + [d.text for d in found.dropped] for word in words(piece)]


@pytest.mark.parametrize("path", [p for p in SOURCES if p.suffix == ".txt"], ids=lambda path: path.name)
def test_nothing_is_lost(path: Path) -> None:
    """Every word of a text is in the interview, a label, a number, a time or among what was dropped."""
    found = intake.parse(path.name, path.read_bytes())
    have = {word.casefold() for word in everything(found)} | {str(at) for at in range(100)} | {"am", "pm"}
    text = unicodedata.normalize("NFKC", path.read_text("utf-8"))  # labels are compared so: `Ｑ` is `Q`
    have |= {unicodedata.normalize("NFKC", word) for word in have}
    run = "".join(everything(found)).casefold()  # where words have no blanks, the lines of a paragraph are one word,
    # and a mark of length that opens one is a dash
    lost = [
        word
        for word in words(text)
        if word.casefold() not in have
        and not (label_shapes.EASTERN.search(word) and word.casefold().lstrip("ー") in run)
    ]
    initials = {letter for label in found.labels if len(label) < 4 for letter in label}  # `Е.Л.` is filed as `ел`
    sides = {"question", "answer", *found.labels, *initials}
    assert [word for word in lost if word.casefold() not in sides] == []


def test_what_the_editor_wants_is_kept() -> None:
    """`keep` takes a line, the words of a line, or a reason."""
    raw = (CASES / "en-web-paste.txt").read_bytes()
    for keep in ([9], ["Share on Facebook"], ["sharing buttons"]):
        found = intake.parse("paste.txt", raw, keep)
        assert "Share on Facebook" not in [one.text for one in found.dropped]
        assert any("Share on Facebook" in s.text for p in found.interview.introduction for s in p.sentences)


def test_every_reader_is_reached_and_named() -> None:
    """Each entry of READERS is chosen for some content, whatever the file is called."""
    chosen = {id(readers.choose("capture.bin", path.read_bytes())[0]) for path in SOURCES}
    assert chosen == {id(readers.reader(name)) for name in readers.READERS}


def test_a_source_without_words_is_an_error() -> None:
    """Understanding needs something that was said."""
    transcript = intake.read("a.txt", b"Q: What?\n\nA: Yes.")
    with pytest.raises(InputError, match=r"a\.txt: no words"):
        intake.understand(replace(transcript, utterances=()))


@pytest.mark.parametrize(
    ("case", "library", "extra"),
    [
        ("en-numbered.docx", "mammoth", "docx"),
        ("en-wrapped.pdf", "pypdf", "pdf"),
        ("en-voices.vtt", "webvtt", "vtt"),
        ("en-speakers.tei.xml", "lxml", "xml"),
        ("fr-bold.html", "lxml.html", "html"),
    ],
)
def test_a_missing_library_is_named(case: str, library: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers are optional extras; without one the error says what to install."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=rf"{case}.*\n.*dragoman\[{extra}\]"):
        intake.parse(case, (CASES / case).read_bytes())


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_what_is_written_is_read_back(path: Path) -> None:
    """The canonical text of an import says the same again: who speaks, in what words, and what nobody says."""
    found = intake.parse(path.name, path.read_bytes()).interview
    again = source.parse(source.compose(found), found.slug)
    assert [spoken(exchange) for exchange in again.exchanges] == [spoken(exchange) for exchange in found.exchanges]


def spoken(exchange: Exchange) -> list[tuple[str, str, str]]:
    """Speaker, kind and words of each paragraph of an exchange."""
    return [
        (turn.participant, p.kind, " ".join(s.text for s in p.sentences))
        for turn in exchange.turns
        for p in turn.paragraphs
    ]
