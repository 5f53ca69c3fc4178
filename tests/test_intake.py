"""Intake understands the layouts people use; each case is a source and, beside it, the outline expected of it."""

import os
from pathlib import Path

import pytest

from generator import intake

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
