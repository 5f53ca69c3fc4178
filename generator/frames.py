"""What MkDocs makes of an edition: hand-written pages, the page for errors, and the moulds of all the others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator import publish
from generator.cache import Cache, digest, of_folder
from generator.moulds import Mould
from generator.publish import Key, Rendered
from generator.work import Workers


@dataclass(frozen=True, slots=True)
class Tree:
    """What MkDocs is given: see `publish.write_tree`."""

    folder: Path
    locale: str
    name: str
    description: str
    url: str
    extra: Mapping[str, Any]
    theme: Path
    built: tuple[Rendered, ...] = ()
    """Pages that it builds."""
    samples: Mapping[Key, Rendered] = field(default_factory=dict)
    """Pages that it makes the moulds of, by what the pages of a mould have in common."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What MkDocs made."""

    files: Mapping[str, bytes]
    """Path below the edition's folder -> content."""
    samples: Mapping[Key, Rendered]
    moulds: Mapping[Key, Mould]


def kept(tree: Tree, cache: Cache) -> Frame | None:
    """The frame that was made of the same before, whatever moulds it has."""
    found: Frame | None = cache.get(_name(tree), _key(tree))
    return found


def frames(trees: Sequence[Tree], workers: Workers, cache: Cache) -> Iterator[Frame]:
    """The frame of each tree, with at least the moulds that it asks for; MkDocs runs only for what is not kept."""
    old = [kept(tree, cache) for tree in trees]
    wanted = [
        replace(tree, samples={**(one.samples if one else {}), **tree.samples})
        for tree, one in zip(trees, old, strict=True)
        if not one or not tree.samples.keys() <= one.samples.keys()
    ]
    made = workers.spread(frame, wanted, len(wanted))
    for tree, one in zip(trees, old, strict=True):
        if one and tree.samples.keys() <= one.samples.keys():
            yield one
        else:
            new = next(made)
            cache.put(_name(tree), _key(tree), new)
            yield new


def frame(tree: Tree) -> Frame:
    """Let MkDocs make a frame."""
    site = build(tree)
    moulds = publish.cut(site, tree.samples)
    files = {str(file.relative_to(site)): file.read_bytes() for file in sorted(site.rglob("*")) if file.is_file()}
    shutil.rmtree(site)
    return Frame(files, dict(tree.samples), moulds)


def build(tree: Tree) -> Path:
    """Let MkDocs build the tree; the folder with what it made."""
    publish.write_tree(
        tree.folder,
        [*tree.built, *tree.samples.values()],
        locale=tree.locale,
        name=tree.name,
        description=tree.description,
        url=tree.url,
        extra=tree.extra,
        theme=tree.theme,
    )
    return publish.build(tree.folder)


def write(frame: Frame, edition: Path) -> None:
    """Write the files of the frame into the edition's folder."""
    for path, content in frame.files.items():
        file = edition / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _name(tree: Tree) -> str:
    return f"editions/{tree.locale}.frame"


def _key(tree: Tree) -> str:
    """Everything but the samples: a frame may have more moulds than are asked for."""
    values = (tree.locale, tree.name, tree.description, tree.url, tree.extra, tree.built)
    return digest(values, of_folder(tree.theme))
