"""A new publication: the files to begin with, in an empty folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from generator import __version__
from generator.errors import InputError

STARTER = Path(__file__).parent / "starter"


def start(folder: Path, locales: Sequence[str]) -> list[Path]:
    """Write a publication that builds; returns the files. Raises `InputError` when something is in the folder."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(folder, None, "the folder is not empty", "an empty folder, or a name that is free")
    for locale in locales:
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", locale):
            raise InputError(folder, None, f"the locale {locale!r}", "language tags like en,zh-Hans,pt-BR")
    values = {"@LOCALES@": ", ".join(locales), "@VERSION@": __version__}
    written = []
    for source in sorted(path for path in STARTER.rglob("*") if path.is_file()):
        target = folder / _name(source.relative_to(STARTER))
        target.parent.mkdir(parents=True, exist_ok=True)
        text = source.read_text("utf-8")
        for mark, value in values.items():
            text = text.replace(mark, value)
        target.write_text(text, "utf-8")
        written.append(target)
    return written


def _name(path: Path) -> Path:
    """Names that begin with a dot are stored as `dot-…`: packaging tools leave real ones out."""
    return Path(*(part.replace("dot-", ".", 1) if part.startswith("dot-") else part for part in path.parts))
