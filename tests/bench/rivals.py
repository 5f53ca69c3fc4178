"""Other generators on the same pages: how each is given a tree of Markdown, and which of them are there.

None is asked for more than it has to do: no list of all pages in any menu (with one, time and output of every engine
grow with the square of the pages), no taxonomies or feeds, no search unless the name says so. MkDocs and Zensical have
the Markdown extensions that our pages need, Hugo a single small template with what every page needs.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(sys.executable).parent
APART = Path(__file__).parents[2] / ".venv" / "rivals" / "bin"
"""Where `make bench` installs the rivals, with the pins of `rivals.txt`."""


@dataclass(frozen=True, slots=True)
class Rival:
    """Another generator."""

    name: str
    program: str
    prepare: Callable[[Path, Path], None]
    """Write what it needs beside the pages: (tree of Markdown, folder to build in)."""
    arguments: Sequence[str]
    """After the program's name, in that folder. It leaves the site in `site/`."""

    @property
    def executable(self) -> Path | None:
        """The program: of `make bench`, else of this environment, else of the machine; None where there is none."""
        machine = shutil.which(self.program)
        found = [APART / self.program, HERE / self.program, *([Path(machine)] if machine else [])]
        return next((path for path in found if path.is_file()), None)


def _mkdocs(tree: Path, folder: Path, plugins: Sequence[str] = ()) -> None:
    shutil.copytree(tree, folder / "docs", copy_function=_link)
    settings = {
        "site_name": "Measured",
        "site_url": "https://example.org/measured/",
        "theme": {"name": "material", "font": False},
        "plugins": list(plugins),
        "markdown_extensions": ["attr_list", "md_in_html", "tables"],
        "nav": [{"Home": "index.md"}],
        "validation": {"nav": {"omitted_files": "ignore"}, "links": {"not_found": "ignore", "anchors": "ignore"}},
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")


def _mkdocs_with_search(tree: Path, folder: Path) -> None:
    _mkdocs(tree, folder, ["search"])


def _hugo(tree: Path, folder: Path) -> None:
    """Pages with pages below them are sections for Hugo, the others single pages; all have one template."""
    for file in sorted(tree.rglob("index.md")):
        path = file.parent.relative_to(tree)
        below = any(child.is_dir() for child in file.parent.iterdir())
        target = folder / "content" / (path / ("_index.md" if below else "index.md"))
        target.parent.mkdir(parents=True, exist_ok=True)
        # Attributes of headings are written in another way; what is left of them would be words on the page.
        target.write_text(re.sub(r" \{:[^}\n]*\}$", "", file.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    (folder / "layouts").mkdir(parents=True)
    for name in ("single", "list", "home", "section"):
        (folder / "layouts" / f"{name}.html").write_text(_TEMPLATE, "utf-8")
    (folder / "hugo.toml").write_text(_HUGO, "utf-8")


def _link(source: str, target: str) -> None:
    Path(target).hardlink_to(source)


RIVALS = (
    Rival("MkDocs + Material", "mkdocs", _mkdocs, ("build", "--quiet")),
    Rival("the same with its search", "mkdocs", _mkdocs_with_search, ("build", "--quiet")),
    Rival("Hugo", "hugo", _hugo, ("build", "--quiet", "--destination", "site")),
    Rival("Zensical", "zensical", _mkdocs, ("build", "--clean")),
)

_HUGO = """baseURL = "https://example.org/measured/"
title = "Measured"
disableKinds = ["taxonomy", "term", "rss"]
[markup.goldmark.renderer]
unsafe = true
"""

_TEMPLATE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{ .Title }}</title>
<meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}">
</head>
<body>
<header><nav><a href="{{ site.BaseURL }}">{{ site.Title }}</a></nav></header>
<main>{{ .Content }}</main>
<footer>{{ site.Title }}</footer>
</body>
</html>
"""
