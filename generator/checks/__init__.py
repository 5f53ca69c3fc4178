"""Checks: one file per check, each `Site -> findings`. A check reports; it never repairs.

To add a check, write `checks/<name>.py` with a function `check` and add its line to `CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.checks import (
    catalogs,
    figures,
    ids,
    interface,
    languages,
    links,
    numbering,
    parties,
    translations,
    unanswered,
    vocabulary,
    words,
)
from generator.checks.site import Site
from generator.errors import DragomanError
from generator.model import Finding

CHECKS: Mapping[str, Callable[[Site], Iterator[Finding]]] = {
    "ids": ids.check,
    "words": words.check,
    "numbering": numbering.check,
    "unanswered": unanswered.check,
    "vocabulary": vocabulary.check,
    "figures": figures.check,
    "languages": languages.check,
    "interface": interface.check,
    "catalogs": catalogs.check,
    "translations": translations.check,
    "links": links.check,
    "parties": parties.check,
}


def run(site: Site, only: Sequence[str] | None = None) -> Iterator[Finding]:
    """Every finding of every check, or of those in `only`. Raises `DragomanError` for a name that is none."""
    for name in only or ():
        if name not in CHECKS:
            raise DragomanError(f"there is no check {name!r}\n  expected: one of {', '.join(CHECKS)}")
    for name, check in CHECKS.items():
        if not only or name in only:
            for finding in check(site):
                yield replace(finding, check=name)


__all__ = ["CHECKS", "Site", "run"]
