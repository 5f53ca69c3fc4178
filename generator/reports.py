"""Results of commands as words for a person, a program or a pull request."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import DragomanError
from generator.model import Finding, Severity
from generator.plain import plain_data
from generator.splitting import MOST, Piece

if TYPE_CHECKING:
    from generator.accession import Accession
    from generator.site import Built
    from generator.translating import Proposed

# --- build and split ----------------------------------------------------------------------------------------------


def of_build(built: Built) -> Iterator[str]:
    """How much was built, and a word when it is more than GitHub Pages takes."""
    yield f"built {built.pages} pages of {built.interviews} interviews in {len(built.locales)} languages: {built.site}/"
    if built.size > MOST:
        size = _gigabytes(built.size)
        yield f"  {size}: GitHub Pages takes 1 GB; dragoman split divides it among several repositories"


def of_split(pieces: Iterable[Piece]) -> Iterator[str]:
    """Each folder, where it belongs and how large it is."""
    for piece in pieces:
        large = ", more than GitHub Pages takes" if piece.size > MOST else ""
        yield f"{piece.folder}/ -> {piece.address} ({_gigabytes(piece.size)}{large})"


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.2f} GB" if size >= 1e8 else f"{size / 1e6:.1f} MB"


# --- import -------------------------------------------------------------------------------------------------------


def of_import(taken: Sequence[tuple[Path, Accession | DragomanError]]) -> Iterator[str]:
    """What was found, what was dropped, what to review; with a table at the end when there was more than one file."""
    for file, result in taken:
        if isinstance(result, DragomanError):
            yield f"error: {result}"
        elif result.known:
            yield f"{file}: taken in before, as {result.folder}"
        elif len(taken) == 1:
            yield from _one(file, result)
        else:
            yield _line(result)
    if len(taken) > 1:
        yield _sum(taken)


def _one(file: Path, result: Accession) -> Iterator[str]:
    assert result.intake is not None
    interview = result.intake.interview
    yield f"{file} -> {result.folder}/"
    yield f"  title        {interview.title.words}"
    yield f"  date         {interview.date or 'not found'}"
    yield f"  language     {interview.language}"
    for participant in interview.participants:
        title = f", {participant.title}" if participant.title else ""
        yield f"  {participant.role:12} {participant.name}{title}"
    yield f"  questions    {result.questions}"
    if result.intake.dropped:
        yield "left out (keep a line with --keep LINE):"
        for dropped in result.intake.dropped:
            yield f"  line {dropped.line}: {dropped.text[:70]!r}: {dropped.reason}"
    if result.intake.findings:
        yield "please look at:"
        for finding in result.intake.findings:
            yield "  " + _finding(finding)
    if result.proposals:
        yield f"figures to review: {result.proposals}, in {result.folder / 'review.yml'}"


def _line(result: Accession) -> str:
    assert result.intake is not None
    warned = sum(1 for finding in result.intake.findings if finding.severity != Severity.NOTICE)
    notes = [f"{result.questions} questions", f"{len(result.intake.dropped)} lines left out"]
    notes += [f"{warned} to look at"] if warned else []
    return f"{result.folder.name}: {', '.join(notes)}"


def _sum(taken: Sequence[tuple[Path, Accession | DragomanError]]) -> str:
    errors = sum(isinstance(result, DragomanError) for _, result in taken)
    known = sum(not isinstance(result, DragomanError) and result.known for _, result in taken)
    return f"{len(taken)} files: {len(taken) - errors - known} taken in, {known} known before, {errors} with errors"


# --- prefill ----------------------------------------------------------------------------------------------------


def of_prefill(catalogs: Iterable[Proposed], machine: str = "") -> Iterator[str]:
    """What was proposed in each catalog and where from, what is left, and what to do next."""
    proposed = left = 0
    for one in catalogs:
        proposed += one.remembered + one.machine
        left += one.left
        sources = [f"{one.remembered} proposed from translations known before"] if one.remembered else []
        sources += [f"{one.machine} proposed by {machine}"] if one.machine else []
        sources += [f"{one.left} still without words"] if one.left else []
        if sources:
            yield f"{one.path}: {', '.join(sources)}"
    if proposed:
        yield "next: confirm each proposal by taking its mark “fuzzy” away; until then readers see the published text"
    elif left and not machine:
        yield "nothing to propose from the publication's own translations; --machine NAME asks a machine"
    else:
        yield "nothing to propose"


# --- check --------------------------------------------------------------------------------------------------------


def _text(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    total = ", ".join(f"{counts[severity]} {severity}s" for severity in Severity)
    return "\n".join([*map(_finding, findings), total])


def _finding(finding: Finding) -> str:
    place = ":".join(str(part) for part in (finding.file, finding.line) if part)
    words = f"{place}: {finding.severity}: {finding.message}" if place else f"{finding.severity}: {finding.message}"
    name = f" [{finding.check}]" if finding.check else ""
    return words + name + (f"\n    {finding.remedy}" if finding.remedy else "")


def _json(findings: Sequence[Finding]) -> str:
    return json.dumps(plain_data(list(findings)), ensure_ascii=False, indent=2)


def _github(findings: Sequence[Finding]) -> str:
    """Workflow commands that annotate lines of a pull request (GitHub Actions, "Workflow commands")."""
    return "\n".join(_annotation(finding) for finding in findings)


def _annotation(finding: Finding) -> str:
    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    properties = {"file": finding.file, "line": finding.line or "", "title": finding.check}
    listed = ",".join(f"{key}={value(str(item))}" for key, item in properties.items() if item)
    message = finding.message + (f"\n{finding.remedy}" if finding.remedy else "")
    return f"::{finding.severity} {listed}::{data(message)}"


FINDINGS: Mapping[str, Callable[[Sequence[Finding]], str]] = {"text": _text, "json": _json, "github": _github}
"""Formats of `dragoman check --format`."""
