"""Pages of one edition -> HTML: the only module that knows MkDocs.

An edition is written as a finished tree of Markdown with one flat `mkdocs.yml`, and built by MkDocs with Material's
theme under our templates. No plugins, no hooks, no `INHERIT`: another engine that reads `mkdocs.yml` builds the same
tree (Zensical does). Only pages that are the same for everybody are in `nav`; with all of them in it the time of a
build grows with the square of their number.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from generator import assets, moulds
from generator.errors import DragomanError
from generator.moulds import Mould

Rendered = tuple[str, Mapping[str, Any], str]
"""Path, front matter and body of a page."""

Key = tuple[object, ...]
"""What pages that fit the same mould have in common."""

THEME = Path(__file__).parent / "theme"
EXTENSIONS = ["attr_list", "md_in_html", "tables", "footnotes", "admonition", "def_list"]


def write_theme(folder: Path, overrides: Path | None) -> None:
    """Copy our templates into `folder`, and a publication's own over them."""
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(THEME, folder, ignore=shutil.ignore_patterns("assets"))
    if overrides:
        shutil.copytree(overrides, folder, dirs_exist_ok=True)


def write_assets(folder: Path, extra: Iterable[Path] = ()) -> None:
    """Write the stylesheets and scripts all editions share into `folder`, minified; of Material's what text needs.

    `extra` are files of the publication (its logo) and folders (its own assets), which may replace ours.
    """
    import material

    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((THEME / "assets").iterdir()):
        (folder / path.name).write_text(assets.minified(path.name, path.read_text("utf-8")), "utf-8")
    stylesheets = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
    source = next(stylesheets.glob("main.*.min.css")).read_text("utf-8")
    (folder / "material.css").write_text(assets.typeset(source), "utf-8")
    for path in extra:
        if path.is_dir():
            shutil.copytree(path, folder, dirs_exist_ok=True)
        elif path.is_file():
            shutil.copy(path, folder / path.name)


def write_tree(
    folder: Path,
    pages: Iterable[Rendered],
    *,
    locale: str,
    name: str,
    description: str,
    url: str,
    extra: Mapping[str, Any],
    theme: Path,
) -> None:
    """Write an edition's tree: `folder/docs/**/*.md` and `folder/mkdocs.yml`.

    `url` is the absolute address of the edition's root, `extra` what the templates see as `config.extra.dragoman`.
    """
    docs = folder / "docs"
    if docs.exists():
        shutil.rmtree(docs)
    for path, front, body in pages:
        file = docs / path / "index.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{_front_matter(front)}---\n\n{body.strip()}\n", "utf-8")
    config = {
        "site_name": name,
        "site_description": description,
        "site_url": url,
        "docs_dir": "docs",
        "site_dir": "site",
        "use_directory_urls": True,
        "theme": {
            "name": "material",
            "custom_dir": os.path.relpath(theme, folder),
            "font": False,
            "language": _material_language(locale),
        },
        "plugins": [],
        "markdown_extensions": EXTENSIONS,
        "nav": [{name: "index.md"}],
        "validation": {
            "nav": {"omitted_files": "ignore", "not_found": "warn"},
            "links": {"not_found": "warn", "anchors": "warn", "unrecognized_links": "ignore"},
        },
        "extra": {"generator": False, "dragoman": dict(extra)},
    }
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=2**31)
    (folder / "mkdocs.yml").write_text(text, "utf-8")


def is_built(page: Rendered) -> bool:
    """Whether MkDocs has to build the page, because there is real Markdown in it; others are poured into moulds."""
    return bool(page[1]["dragoman"]["material"])


def samples(pages: Iterable[Rendered]) -> dict[Key, Rendered]:
    """For each key of the pages, what MkDocs builds to make the mould.

    It stands at a place of its own, as deep as the page: a page that changed may have been a sample for another mould.
    """
    found: dict[Key, Rendered] = {}
    for path, front, _ in pages:
        key = moulds.key(path, front)
        if key not in found:
            found[key] = (_place(key, path.count("/")), *moulds.marked(front))
    return found


def _place(key: Key, depth: int) -> str:
    name = hashlib.sha256(repr(key).encode()).hexdigest()[:16]
    return f"{name}/" + "below/" * (depth - 1) if depth else ""


def cut(site: Path, samples: Mapping[Key, Rendered]) -> dict[Key, Mould]:
    """The moulds that MkDocs left in `site` where the samples are; they are taken out of there."""
    made = {}
    for key, (path, _, _) in samples.items():
        file = site / path / "index.html"
        made[key] = moulds.cut(file.read_text("utf-8"))
    for path, _, _ in samples.values():
        (site / path / "index.html").unlink(missing_ok=True)
    return made


def lacking(pages: Iterable[Rendered], made: Mapping[Key, Mould]) -> tuple[Rendered, ...]:
    """Samples of the pages that none of the moulds fits."""
    return tuple(page for key, page in samples(pages).items() if key not in made)


def pour(site: Path, pages: Iterable[Rendered], made: Mapping[Key, Mould]) -> Iterator[str]:
    """Write the pages into `site`, each in its mould; yields the paths of the files."""
    for path, front, body in pages:
        folder = site / path
        folder.mkdir(parents=True, exist_ok=True)
        content = moulds.content(body)
        text = moulds.fill(made[moulds.key(path, front)], front, _markdown(body) if content is None else content)
        (folder / "index.html").write_text(text, "utf-8")
        yield f"{path}index.html"


def build(folder: Path) -> Path:
    """Build the tree in `folder`; returns the folder of the finished HTML.

    Raises `DragomanError` with what MkDocs says when it fails, or warns of a broken link in a hand-written page.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    said = _Listener()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(said)
    logger.propagate = False
    try:
        mkdocs_build(load_config(str(folder / "mkdocs.yml")))
    except (MkDocsException, SystemExit) as error:
        raise DragomanError(f"MkDocs could not build {folder}: {error}") from error
    finally:
        logger.removeHandler(said)
    if said.warnings:
        raise DragomanError(f"MkDocs built {folder} with warnings:\n  " + "\n  ".join(said.warnings))
    site = folder / "site"
    shutil.rmtree(site / "assets", ignore_errors=True)  # Material's; ours are shared by the editions
    for leftover in ("sitemap.xml", "sitemap.xml.gz"):
        (site / leftover).unlink(missing_ok=True)
    return site


def _markdown(body: str) -> str:
    """What MkDocs makes of a body, for what `moulds.content` does not know."""
    from markdown import Markdown

    return Markdown(extensions=["toc", "tables", "fenced_code", *EXTENSIONS]).convert(body)


class _Listener(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.warnings.append(record.getMessage())


def _front_matter(values: Mapping[str, Any]) -> str:
    """JSON is YAML, but for the line separators YAML would fold."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    return "".join(_SEPARATORS.sub(lambda match: f"\\u{ord(match.group()):04x}", line) for line in lines)


_SEPARATORS = re.compile("[\u0085\u2028\u2029\ufeff]")


def _material_language(locale: str) -> str:
    """The nearest language Material has words for; ours are our own, its are in a few parts of hand-written pages."""
    import material

    folder = Path(material.__file__).parent / "templates" / "partials" / "languages"
    candidates = [locale, locale.replace("-", "_"), locale.split("-")[0], "en"]
    if locale == "zh-Hant":
        candidates.insert(0, "zh-Hant")
    return next(code for code in candidates if (folder / f"{code}.html").is_file())
