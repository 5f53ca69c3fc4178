"""Imports point one way, imports inside functions included."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "generator"

# From the top down: a module imports what stands below it and its own package; peers, on one line, never each other.
LAYERS = [
    ["__main__"],
    ["cli"],
    ["serve"],
    ["reports"],
    ["pipeline"],
    ["checks", "starting", "reviewing"],
    ["translating"],
    ["site"],
    ["edition", "preview"],
    ["frames", "sheets", "splitting"],
    ["publish", "search", "assemble"],
    ["views"],
    ["moulds", "assets"],
    ["pages"],
    ["exports"],
    ["accession"],
    ["publication"],
    ["intake", "source", "identity", "enrich", "l10n", "review", "vocabulary", "history", "gate", "provenance"],
    ["config", "sentences", "progress", "plain", "cache", "work", "linking"],
    ["markup", "located"],
    ["model"],
    ["errors"],
    ["__init__"],
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}


def rooms(path: Path) -> str:
    """The room of a file: the first name below the package (`pages` for `pages/topic.py`)."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and room of everything of ours that the file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: import from generator, not relatively"
            names = [
                f"{node.module}.{alias.name}" if node.module == "generator" else str(node.module)
                for alias in node.names
            ]
        for name in names:
            if name.startswith("generator."):
                yield node.lineno, name.split(".")[1]


def violations() -> Iterator[str]:
    """Imports that point up, or from peer to peer."""
    for path in sorted(PACKAGE.rglob("*.py")):
        here = rooms(path)
        for line, there in imports(path):
            there = there if there in RANK else "__init__"
            if here != there and RANK[here] >= RANK[there]:
                yield f"{path.relative_to(PACKAGE.parent)}:{line}: {here} must not import {there}"


def test_every_file_has_a_layer() -> None:
    """A new top-level module is given its place in LAYERS."""
    assert sorted({rooms(path) for path in PACKAGE.rglob("*.py")} - set(RANK)) == []


def test_imports_point_one_way() -> None:
    """No module imports one above it or beside it."""
    assert list(violations()) == []
