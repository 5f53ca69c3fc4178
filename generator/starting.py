"""A new publication: the files to begin with, in an empty folder."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from generator import __version__
from generator.config import LOCALE
from generator.errors import InputError
from generator.l10n.ui import Interface, shipped

STARTER = Path(__file__).parent / "starter"

FOUND = (".git", "LICENSE", "LICENSE.md", "README.md")
"""What a new repository has in it and a publication leaves alone."""

QUOTED = {("mkdocs.yml", "@NAME@"), ("mkdocs.yml", "@DESCRIPTION@")}
"""File and mark: words that may hold what means something in YAML."""


def start(folder: Path, locales: Sequence[str]) -> list[Path]:
    """Write a publication that builds, its pages in the first of the locales; returns the files.

    Raises `InputError` when something is in the folder that is not of a new repository.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError(folder, None, "this is a file", "an empty folder, or a name that is free")
    if folder.exists() and (there := sorted(path.name for path in folder.iterdir() if path.name not in FOUND)):
        raise InputError(folder, None, f"there is something in the folder: {there[0]}", "an empty folder, or a new one")
    for at, locale in enumerate(locales):
        if not re.fullmatch(LOCALE, locale) or locale in locales[:at]:
            raise InputError(folder, None, f"the locale {locale!r}", "language tags like en,zh-Hans,pt-BR, each once")
    values = _words(locales[0]) | {"@LOCALES@": ", ".join(locales), "@VERSION@": __version__}
    written = []
    for source in sorted(path for path in STARTER.rglob("*") if path.is_file()):
        target = folder / _name(source.relative_to(STARTER))
        target.parent.mkdir(parents=True, exist_ok=True)
        text = source.read_text("utf-8")
        for mark, value in values.items():
            quoted = (source.name, mark) in QUOTED
            text = text.replace(mark, json.dumps(value, ensure_ascii=False) if quoted else value)
        target.write_text(text, "utf-8")
        written.append(target)
    return written


def _words(locale: str) -> dict[str, str]:
    """What the pages say until the editor has written them, in the language they will be written in."""
    gettext = (shipped(locale) or Interface(locale)).gettext
    return {
        "@NAME@": gettext("A publication of interviews"),
        "@DESCRIPTION@": gettext("What was asked and what was answered, in full."),
        "@HOME@": gettext("Say here what a reader finds in this publication, in a sentence or two."),
        "@ABOUT@": gettext("About this publication"),
        "@WHO@": gettext(
            "Say here who publishes these interviews, where their words are from, and how to write to you."
        ),
    }


def _name(path: Path) -> Path:
    """Names that begin with a dot are stored as `dot-…`: packaging tools leave real ones out."""
    return Path(*(part.replace("dot-", ".", 1) if part.startswith("dot-") else part for part in path.parts))
