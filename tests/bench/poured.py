"""`python -m tests.bench.poured TREE TO`: only what other generators do, the pages of a finished tree of Markdown.

The tree is that of an edition as MkDocs takes it (`publish.write_tree`, by `tests.bench.trees`), with all pieces of
each page in its front matter. Its files are read, MkDocs makes the moulds, and every page is poured, in as many
processes as there are processors. Nothing is understood, searched or kept.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from generator import frames, publish
from generator.moulds import Mould
from generator.publish import Key, Rendered
from generator.work import Workers, chunks

CHUNK = 200
"""So many pages are read, or poured, in one task."""


def build(tree: Path, to: Path, jobs: int = 0) -> int:
    """Build the tree into the new folder `to`; returns the number of pages."""
    docs = tree / "docs"
    files = sorted(docs.rglob("*.md"))
    config = yaml.safe_load((tree / "mkdocs.yml").read_text("utf-8"))
    beside = to.with_name(f"{to.name}.made")
    publish.write_theme(beside / "theme", None)
    with Workers(jobs) as workers:
        some = list(chunks(files, CHUNK))
        looked = list(workers.spread(look, [(docs, one) for one in some], len(some)))
        made = frames.frame(
            frames.Tree(
                folder=beside / "frame",
                locale=config["theme"]["language"],
                name=config["site_name"],
                description=config["site_description"],
                url=config["site_url"],
                extra=config["extra"]["dragoman"],
                theme=beside / "theme",
                built=tuple(page for built, _ in looked for page in built),
                samples={key: page for _, samples in looked for key, page in samples.items()},
            )
        )
        frames.write(made, to)
        for _ in workers.spread(pour, [(docs, to, one, made.moulds) for one in some], len(some)):
            pass
    return len(files)


def look(task: tuple[Path, Sequence[Path]]) -> tuple[list[Rendered], dict[Key, Rendered]]:
    """Of some pages, those that MkDocs has to build, and samples of the others."""
    docs, files = task
    pages = [read(docs, file) for file in files]
    samples = publish.samples(page for page in pages if not publish.is_built(page))
    return [page for page in pages if publish.is_built(page)], samples


def pour(task: tuple[Path, Path, Sequence[Path], Mapping[Key, Mould]]) -> None:
    """Pour those of some pages that MkDocs need not build."""
    docs, to, files, moulds = task
    pages = (read(docs, file) for file in files)
    for _ in publish.pour(to, (page for page in pages if not publish.is_built(page)), moulds):
        pass


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
