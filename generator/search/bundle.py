"""Records of an edition -> its folder `pagefind/`: one run of Pagefind per shard, unchanged shards from a cache."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from generator.errors import DragomanError
from generator.search.numbers import decimal_mark, scales
from generator.search.settle import FORM, is_index, settle, version_of
from generator.search.staging import Documents, Part, Record, Staging, Summary, copies

SHARD = 12_000
"""Pages in a full shard. Pagefind needs memory for each page of a run; a reader's first answer costs one more piece of
the index for each shard."""

_UNUSED = ("*.js", "*.css")
"""Pagefind's script and its interface: the dialog has its own (`theme/assets/search-engine.js`)."""
_ENGINE = "wasm.*.pagefind"

Getter = Callable[[], Documents]
"""Gives the copies of pages when they are needed."""


@dataclass(frozen=True, slots=True)
class Stats:
    """What was indexed."""

    records: int
    shards: int
    reused: int
    """Shards that were taken from the cache."""
    size: int
    """Bytes of the bundle, as stored."""


def index(
    records: Iterable[Record],
    locale: str,
    out: Path,
    *,
    cache: Path | None = None,
    shard: int = SHARD,
) -> Stats:
    """Write the search bundle of one edition into the folder `out`, which must be new or empty.

    `records` are `(path, title, record)` of its pages (`Page.path`, plain text); they are read once and not held. The
    same records give the same bytes. `cache` is a folder of this edition's own in which shards are kept from one build
    to the next; `shard` the number of pages in a full one. Raises `DragomanError` when Pagefind is missing or fails.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".records-", dir=out) as temporary:
        return gather(_spooled(records, locale, Path(temporary)), locale, out, cache=cache, shard=shard)


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
    jobs: int = 1,
) -> Stats:
    """`index`, from copies that were made before (`staging.copies`): summaries, each with how to get at its copies.

    Copies are asked for only where their shard is not in the cache. `jobs` shards are indexed at a time.
    """
    out.mkdir(parents=True, exist_ok=True)
    staging = Staging(locale, shard)
    for summary, documents in found:
        staging.add(summary, documents)
    terms = staging.finish()
    groups = {_digest(parts): parts for parts in _groups(staging.parts, shard)}
    with (
        tempfile.TemporaryDirectory(prefix=".copies-", dir=out) as temporary,  # on the same disk: renaming is cheap
        ThreadPoolExecutor(jobs) as pool,
    ):
        made = pool.map(
            lambda one: _shard(Path(temporary), one[1][1], out / str(one[0]), cache / one[1][0] if cache else None),
            enumerate(groups.items()),
        )
        reused = sum(made)
    if cache and cache.is_dir():
        for old in cache.iterdir():
            if old.name not in groups:
                shutil.rmtree(old)
    engine = _shared(out, len(groups))
    staging.vocabulary.write(out / "vocabulary")
    about = {
        "engine": engine,
        "shards": [version_of(out / str(number)) for number in range(len(groups))],
        "terms": terms,
        "common": staging.common(),
        "decimal": decimal_mark(locale),
        "scales": scales(locale),
    }
    (out / "search.json").write_text(json.dumps(about, ensure_ascii=False, separators=(",", ":")), "utf-8")
    size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    return Stats(staging.count, len(groups), reused, size)


def _shard(site: Path, parts: Mapping[str, Part], out: Path, kept: Path | None) -> bool:
    """Put the index of the parts at `out`; whether it was there already, `kept` by an earlier build."""
    found = bool(kept and kept.is_dir())
    if not kept or not found:
        for name, part in parts.items():
            part.write(site / name)
        made = _pagefind(site, list(parts))
        for name in parts:
            shutil.rmtree(site / name)
        if not kept:
            made.rename(out)
            return False
        beside = kept.with_name(f"{kept.name}.new")  # a killed build leaves no half of a shard under its name
        shutil.rmtree(beside, ignore_errors=True)
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, beside)
        beside.rename(kept)
    shutil.copytree(kept, out, copy_function=_link)
    return found


def _link(source: str, target: str) -> None:
    """Link a file that nobody changes afterwards; copy it where the disk cannot."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _groups(years: Mapping[str, list[Part]], shard: int) -> Iterator[dict[str, Part]]:
    """Parts that share a shard: oldest years first, so that a new interview changes the last shard only."""
    group: dict[str, Part] = {}
    size = 0
    for year, parts in sorted(years.items()):
        for number, part in enumerate(parts):
            if group and size + part.pages > shard:
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


def _pagefind(site: Path, parts: list[str]) -> Path:
    """Index the parts of the staging folder `site` into a new folder beside them, and return that."""
    from pagefind.service import get_executable

    executable = get_executable()
    if not executable:
        raise DragomanError("search needs Pagefind\n  install it with: pip install 'pagefind[extended]'")
    made = site / f"{parts[0]}.index"
    glob = "{" + ",".join(f"{part}/*.html" for part in parts) + "}"
    command: list[str | Path] = [executable, "--site", site, "--glob", glob, "--output-path", made, "--silent"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if run.returncode or not is_index(made):
        raise DragomanError(f"Pagefind failed ({run.returncode}): {(run.stderr or run.stdout).strip() or 'no message'}")
    for pattern in _UNUSED:
        for file in made.glob(pattern):
            file.unlink()
    if len(list(made.glob(_ENGINE))) > 1:  # the engine for languages without a stemmer
        (made / "wasm.unknown.pagefind").unlink()
    settle(made)
    return made


def _shared(out: Path, shards: int) -> str:
    """Keep the engine in the first shard only, the browser runs all shards with it; its path in the bundle."""
    for number in range(1, shards):
        for engine in (out / str(number)).glob(_ENGINE):
            engine.unlink()
    return next((engine.relative_to(out).as_posix() for engine in out.glob(f"0/{_ENGINE}")), "")
