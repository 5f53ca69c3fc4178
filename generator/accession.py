"""Taking sources into the publication: raw file -> folder with text, original, ids and proposals to review."""

from __future__ import annotations

import functools
import hashlib
import re
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator import identity, intake, review, source
from generator.config import Settings
from generator.enrich import figures
from generator.errors import DragomanError, InputError
from generator.intake import Intake
from generator.progress import progress
from generator.publication import LEDGER, REVIEW
from generator.review import Review
from generator.work import Workers


@dataclass(frozen=True, slots=True)
class Accession:
    """What came of taking in one file."""

    folder: Path
    """Where it is now; where it already was, if `known`."""
    intake: Intake | None = None
    """What was understood, without the words of the interview; None if the file was taken in before."""
    questions: int = 0
    """So many questions it has."""
    proposals: int = 0
    """So many figures wait for the editor."""

    @property
    def known(self) -> bool:
        """Whether the same bytes had been taken in before: nothing was written."""
        return self.intake is None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file understood, and everything its folder will hold."""

    file: Path
    digest: str
    """SHA-256 of its bytes."""
    intake: Intake
    """Without the words of the interview, which are in the contents: of thousands of files they would not fit."""
    contents: Mapping[str, bytes]
    """Name -> content of each file of the folder."""
    questions: int
    proposals: int


def take(
    settings: Settings, files: Sequence[Path], *, keep: Collection[int | str] = (), slug: str = "", jobs: int = 0
) -> list[tuple[Path, Accession | DragomanError]]:
    """Take files, and what looks like a transcript in folders among them, into the publication.

    Each gets a folder `docs/interviews/<date>-<slug>/`, all or nothing. They are read in parallel, but named in
    order, so that the result does not depend on the number of processes. A file that cannot be understood, or whose
    folder is taken, has its error in the place of its result and does not stop the others.
    """
    todo = list(_sources(files))
    known = checksums(settings)
    results: list[tuple[Path, Accession | DragomanError]] = []
    task = functools.partial(_try_to_prepare, keep=keep, known=frozenset(known))
    with progress("import", len(todo), quiet=len(todo) == 1) as advance, Workers(jobs) as workers:
        for file, prepared in zip(todo, workers.spread(task, todo, len(todo)), strict=True):
            results.append((file, _place(settings, prepared, slug, known, alone=len(todo) == 1)))
            advance(file.name)
    return results


def checksums(settings: Settings) -> dict[str, Path]:
    """SHA-256 of every original that is in the publication -> its interview's folder."""
    return {_digest(path.read_bytes()): path.parent for path in settings.interviews.glob("*/original.*")}


def read(file: Path) -> bytes:
    """The bytes of a source. Raises `InputError` when there is no such file or it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(
            file, None, error.strerror or str(error), "a transcript: text, Markdown, HTML, DOCX, …"
        ) from None


def prepare(file: Path, keep: Collection[int | str] = (), raw: bytes | None = None) -> Prepared:
    """Understand a file. Raises `InputError` when that cannot be done."""
    raw = read(file) if raw is None else raw
    understood = intake.parse(file.name, raw, keep)
    origin = replace(
        understood.interview.source,
        original=f"original{file.suffix.lower() or '.txt'}",
        sha256=_digest(raw),
        captured=understood.interview.source.captured or date.fromtimestamp(file.stat().st_mtime).isoformat(),
        dropped=tuple(f"{one.line}: {one.text} ({one.reason})" for one in understood.dropped),
    )
    interview = replace(understood.interview, source=origin)
    proposals = figures.propose(interview)
    contents = {
        source.FILE: source.compose(interview).encode(),
        origin.original: raw,
        LEDGER: identity.text(identity.mint(interview)).encode(),
        REVIEW: review.text(review.merge(Review(), proposals, interview)).encode(),
    }
    questions = sum(1 for exchange in interview.exchanges if exchange.number)
    heard = replace(understood, interview=replace(interview, introduction=(), exchanges=()))
    return Prepared(file, origin.sha256, heard, contents, questions, len(proposals))


def _try_to_prepare(file: Path, keep: Collection[int | str], known: Collection[str]) -> Prepared | str | DragomanError:
    """The file understood; its checksum if it is known; or what is wrong with it."""
    try:
        raw = read(file)
        digest = _digest(raw)
        return digest if digest in known else prepare(file, keep, raw)
    except DragomanError as error:
        return error


def _sources(files: Sequence[Path]) -> Iterator[Path]:
    for file in files:
        if file.is_dir():
            yield from (path for path in sorted(file.rglob("*")) if path.suffix.lower() in intake.SUFFIXES)
        else:
            yield file


def _place(
    settings: Settings, prepared: Prepared | str | DragomanError, slug: str, known: dict[str, Path], *, alone: bool
) -> Accession | DragomanError:
    if isinstance(prepared, DragomanError):
        return prepared
    digest = prepared if isinstance(prepared, str) else prepared.digest
    if digest in known:
        return Accession(known[digest])
    assert isinstance(prepared, Prepared)
    try:
        folder = _free_folder(settings, prepared, slug, alone=alone)
        _write(folder, prepared.contents)
    except DragomanError as error:
        return error
    known[digest] = folder
    return Accession(folder, prepared.intake, prepared.questions, prepared.proposals)


def _free_folder(settings: Settings, prepared: Prepared, slug: str, *, alone: bool) -> Path:
    """The folder for a file; in bulk the name of the file tells interviews apart that would have the same."""
    interview = prepared.intake.interview
    if slug and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        raise InputError(prepared.file, None, f"--slug is {slug!r}", "small letters, digits and hyphens")
    if slug and interview.date and not slug.startswith(interview.date):
        slug = f"{interview.date}-{slug}"
    names = [slug or interview.slug]
    if not alone:
        stem = re.sub(r"[^a-z0-9]+", "-", prepared.file.stem.lower()).strip("-")
        names.append(f"{names[0]}-{stem}")
    for name in names:
        if not (settings.interviews / name).exists():
            return settings.interviews / name
    remedy = "another name (--slug NAME), or the folder that is there moved away first"
    raise InputError(prepared.file, None, f"there is already an interview {names[-1]!r} of another source", remedy)


def _write(folder: Path, contents: Mapping[str, bytes]) -> None:
    beside = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        for name, content in contents.items():
            (beside / name).write_bytes(content)
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
