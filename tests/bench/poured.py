"""`python -m tests.bench.poured TREE TO`: only what other generators do, the pages of a finished tree of Markdown.

The tree is that of an edition as MkDocs takes it (`publish.write_tree`, by `tests.bench.trees`), with all pieces of
each page in its front matter. Its files are read, MkDocs makes the moulds, and every page is poured, in as many
processes as there are processors. Nothing is understood, searched or kept.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from generator import frames, publish
from generator.frames import Frame
from generator.moulds import Mould
from generator.publish import Key, Rendered
from generator.work import Workers, chunks

CHUNK = 100
"""So many pages are poured in one task."""


def build(tree: Path, to: Path, jobs: int = 0) -> int:
    """Build the tree into the new folder `to`; returns the number of pages."""
    docs = tree / "docs"
    files = sorted(docs.rglob("*.md"))
    config = yaml.safe_load((tree / "mkdocs.yml").read_text("utf-8"))
    beside = to.with_name(f"{to.name}.made")
    publish.write_theme(beside / "theme", None)

    def framed(built: Sequence[Rendered], samples: Mapping[Key, Rendered]) -> Frame:
        return frames.frame(
            frames.Tree(
                folder=beside / "frame",
                locale=config["theme"]["language"],
                name=config["site_name"],
                description=config["site_description"],
                url=config["site_url"],
                extra=config["extra"]["dragoman"],
                theme=beside / "theme",
                built=tuple(built),
                samples=samples,
            )
        )

    with Workers(jobs) as workers:
        some = [read(docs, file) for file in _typical(docs, files)]
        built = [page for page in some if publish.is_built(page)]
        samples = publish.samples(page for page in some if not publish.is_built(page))
        made = framed(built, samples)
        tasks = [(docs, to, chunk, made.moulds) for chunk in chunks(files, CHUNK)]
        others = [page for lacking in workers.spread(pour, tasks, len(tasks)) for page in lacking]
    plain = [page for page in others if not publish.is_built(page)]
    if plain or len(others) > len(built):
        built = [page for page in others if publish.is_built(page)]
        made = framed(built, {**samples, **publish.samples(plain)})
    frames.write(made, to)
    for _ in publish.pour(to, plain, made.moulds):
        pass
    return len(files)


_TYPICAL = 200
"""So many pages at most are read before moulds are made."""


def _typical(docs: Path, files: Sequence[Path]) -> Iterable[Path]:
    """Pages of each depth in each folder at the top, with different names: what they lack is made afterwards."""
    found: dict[tuple[str, int, str], Path] = {}
    for file in files:
        parts = file.relative_to(docs).parts
        found.setdefault((parts[0], len(parts), re.sub(r"\d+", "0", parts[-2]) if len(parts) > 2 else ""), file)
    return list(found.values())[:_TYPICAL]


def pour(task: tuple[Path, Path, Sequence[Path], Mapping[Key, Mould]]) -> list[Rendered]:
    """Pour some pages; those that MkDocs has to build, or for which there is no mould yet, come back."""
    docs, to, files, moulds = task
    others: list[Rendered] = []

    def fitting() -> Iterator[Rendered]:
        for file in files:
            page = read(docs, file)
            if publish.is_built(page) or publish.lacking([page], moulds):
                others.append(page)
            else:
                yield page

    for _ in publish.pour(to, fitting(), moulds):
        pass
    return others


def read(docs: Path, file: Path) -> Rendered:
    """A page of the tree."""
    _, front, body = file.read_text("utf-8").split("---\n", 2)
    fields = dict(_fields(front))
    path = file.relative_to(docs).parent.as_posix()
    return ("" if path == "." else f"{path}/"), fields, body


def _fields(front: str) -> Iterator[tuple[str, object]]:
    """Front matter as `publish.write_tree` writes it: YAML, and JSON in each line."""
    for line in front.splitlines():
        name, _, value = line.partition(": ")
        yield name, json.loads(value)


if __name__ == "__main__":
    print(build(Path(sys.argv[1]), Path(sys.argv[2])))
