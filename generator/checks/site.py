"""What a check may look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.l10n.editions import Edition
from generator.model import Interview
from generator.publication import Publication


@dataclass(frozen=True, slots=True)
class Site:
    """A publication, its editions, and where its built site is, if there is one."""

    publication: Publication
    editions: tuple[Edition, ...]

    @property
    def built(self) -> Path | None:
        """The built site, or None before the first build."""
        folder = self.publication.settings.site
        return folder if folder.is_dir() else None

    def pages(self) -> Iterator[Path]:
        """Every HTML file of the built site."""
        return iter(sorted(self.built.rglob("*.html"))) if self.built else iter(())

    def name(self, path: Path) -> str:
        """A path as findings name it: below the publication's root."""
        root = self.publication.settings.root
        return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)

    def text_of(self, interview: Interview) -> str:
        """Name of the interview's text."""
        return self.name(self.publication.settings.interviews / interview.slug / "interview.md")
