"""Records of an edition -> its folder `pagefind/`: Pagefind runs where pages changed, all its findings are joined."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import DragomanError
from generator.linking import size
from generator.search import joining, taking
from generator.search.files import ENGINE, FORM
from generator.search.numbers import decimal_mark, scales
from generator.search.staging import Copies, Documents, Part, Record, Staging, Summary, copies
from generator.work import Workers

SHARD = 12_000
"""Pages in a full shard. A reader's first answer costs one more piece of the index for each shard."""

RUN = 600
"""Pages that Pagefind indexes at a time, unless what belongs together are more: it needs 80 KB of memory for each."""

Getter = Callable[[], Documents]
"""Gives the copies of pages when they are needed."""


@dataclass(frozen=True, slots=True)
class Stats:
    """What was indexed."""

    records: int
    shards: int
    runs: int
    """Of Pagefind: those of this build and of the builds before whose findings are in the index."""
    reused: int
    """Those of the builds before."""
    size: int
    """Bytes of the bundle, as stored."""


def index(
    records: Iterable[Record],
    locale: str,
    out: Path,
    *,
    cache: Path | None = None,
    shard: int = SHARD,
    run: int = RUN,
) -> Stats:
    """Write the search bundle of one edition into the folder `out`, which must be new or empty.

    `records` are `(path, title, record)` of its pages (`Page.path`, plain text); they are read once and not held. The
    same records give the same bytes. `cache` is a folder of this edition's own in which findings are kept from one
    build to the next; `shard` the number of pages in a full shard, `run` that of a run of Pagefind. Raises
    `DragomanError` when Pagefind is missing or fails.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".records-", dir=out.parent) as temporary:
        return gather(_spooled(records, locale, Path(temporary)), locale, out, cache=cache, shard=shard, run=run)


def _spooled(records: Iterable[Record], locale: str, folder: Path) -> Iterator[tuple[Summary, Getter]]:
    """The copies of each record, on disk until they are asked for."""
    for number, record in enumerate(records):
        summary, documents = copies([record], locale)
        file = folder / str(number)
        file.write_text(json.dumps(documents, ensure_ascii=False), "utf-8", errors="surrogatepass")
        yield summary, lambda file=file: json.loads(file.read_text("utf-8", errors="surrogatepass"))  # type: ignore[misc]


def gather(
    found: Iterable[tuple[Summary, Getter]],
    locale: str,
    out: Path,
    *,
    cache: Path | None = None,
    shard: int = SHARD,
    run: int = RUN,
    workers: Workers | None = None,
) -> Stats:
    """`index`, from copies that were made before (`staging.copies`): summaries, each with how to get at its copies.

    Copies are asked for only where Pagefind has to run, which the workers do. In `out` there may be a bundle of an
    earlier build, which is brought up to date.
    """
    workers = workers or Workers(1)
    out.mkdir(parents=True, exist_ok=True)
    for old in out.iterdir():
        if not old.is_dir():
            old.unlink()
        elif not old.name.isdecimal():
            shutil.rmtree(old)
    run = min(run, shard)
    staging = Staging(locale, run)
    for summary, documents in found:
        staging.add(summary, documents)
    terms = staging.finish()
    runs = {_digest(parts): parts for parts in _groups(staging.parts, run)}
    with tempfile.TemporaryDirectory(prefix=".runs-", dir=out) as temporary:  # on the same disk: linking is cheap
        kept = cache or Path(temporary) / "kept"
        missing = [digest for digest in runs if not (kept / digest).is_dir()]
        tasks = (
            _Run({name: tuple(part.copies()) for name, part in runs[digest].items()}, kept / digest, Path(temporary))
            for digest in missing
        )
        for _ in workers.spread(_run, tasks, len(missing)):
            pass
        sizes = [(kept / digest, sum(part.pages for part in parts.values())) for digest, parts in runs.items()]
        divided = enumerate(_shards(sizes, shard))
        shards = [joining.join(folders, out / str(number), workers.jobs) for number, folders in divided]
    for old in out.iterdir():
        if old.name.isdecimal() and int(old.name) >= len(shards):
            shutil.rmtree(old)
    if cache and cache.is_dir():
        for old in cache.iterdir():
            if old.name not in runs:
                shutil.rmtree(old)
    engine = _shared(out, len(shards))
    staging.vocabulary.write(out / "vocabulary")
    about = {
        "engine": engine,
        "shards": shards,
        "terms": terms,
        "common": staging.common(),
        "decimal": decimal_mark(locale),
        "scales": scales(locale),
    }
    (out / "search.json").write_text(json.dumps(about, ensure_ascii=False, separators=(",", ":")), "utf-8")
    return Stats(staging.count, len(shards), len(runs), len(runs) - len(missing), size(out))


@dataclass(frozen=True, slots=True)
class _Run:
    """Pages to be indexed together."""

    copies: Mapping[str, Copies]
    """Of each part."""
    kept: Path
    """Where the findings will be."""
    temporary: Path
    """A folder on the same disk that is gone after the build."""


def _run(run: _Run) -> None:
    """Let Pagefind index some pages; what it finds is kept. Doing it twice, even at the same time, changes nothing."""
    with tempfile.TemporaryDirectory(dir=run.temporary) as folder:
        pages, made, taken = (Path(folder) / name for name in ("pages", "made", "taken"))
        for part, copies in run.copies.items():
            (pages / part).mkdir(parents=True)
            for name, content in copies:
                (pages / part / name).write_text(content, "utf-8")
        _pagefind(pages, made)
        taking.take(made, taken)
        run.kept.parent.mkdir(parents=True, exist_ok=True)
        try:
            taken.rename(run.kept)
        except OSError:
            if not run.kept.is_dir():  # it is there: another worker was faster
                raise


def _shards(runs: Iterable[tuple[Path, int]], shard: int) -> Iterator[list[Path]]:
    """The runs of each shard, in order; each with its number of pages."""
    found: list[Path] = []
    size = 0
    for folder, pages in runs:
        if found and size + pages > shard:
            yield found
            found, size = [], 0
        found.append(folder)
        size += pages
    if found:
        yield found


def _groups(years: Mapping[str, list[Part]], run: int) -> Iterator[dict[str, Part]]:
    """Parts that are indexed together: oldest years first, so that a new interview changes the last of them only."""
    group: dict[str, Part] = {}
    size = 0
    for year, parts in sorted(years.items()):
        for number, part in enumerate(parts):
            if group and size + part.pages > run:
                yield group
                group, size = {}, 0
            group[f"{year}-{number}"] = part
            size += part.pages
    if group:
        yield group


def _digest(parts: Mapping[str, Part]) -> str:
    from importlib.metadata import version

    lines = [f"{name} {digest}" for name, part in parts.items() for digest in part.digests]
    return hashlib.sha256("\n".join([version("pagefind_bin_extended"), FORM, *lines]).encode()).hexdigest()


def _pagefind(pages: Path, made: Path) -> None:
    """Let Pagefind index a folder into a new one."""
    from pagefind.service import get_executable

    executable = get_executable()
    if not executable:
        raise DragomanError("search needs Pagefind\n  install it with: pip install 'pagefind[extended]'")
    command: list[str | Path] = [executable, "--site", pages, "--output-path", made, "--silent"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if run.returncode or not taking.is_index(made):
        raise DragomanError(f"Pagefind failed ({run.returncode}): {(run.stderr or run.stdout).strip() or 'no message'}")


def _shared(out: Path, shards: int) -> str:
    """Keep the engine in the first shard only, the browser runs all shards with it; its path in the bundle."""
    for number in range(1, shards):
        for engine in (out / str(number)).glob(ENGINE):
            engine.unlink()
    return next((engine.relative_to(out).as_posix() for engine in out.glob(f"0/{ENGINE}")), "")
