"""The files of a review: every decision saved at once, and taken back to the byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator import review
from generator.errors import DragomanError
from generator.model import Figure
from generator.publication import REVIEW, Publication, write_whole
from generator.review import Review


class Session:
    """The files of a review as they are on disk, so that each decision can be taken back."""

    def __init__(self, publication: Publication) -> None:
        self._folder = publication.settings.interviews
        self.reviews = dict(publication.reviews)
        self._files: dict[str, bytes | None] = {slug: self._read(slug) for slug in self.reviews}
        self._before: list[tuple[str, Review, bytes | None]] = []

    def _path(self, slug: str) -> Path:
        return self._folder / slug / REVIEW

    def _read(self, slug: str) -> bytes | None:
        path = self._path(slug)
        return path.read_bytes() if path.is_file() else None

    def decide(self, slug: str, figure: Figure) -> None:
        """Save a decision. Raises `DragomanError` when the file is not as it was left."""
        self._check(slug)
        current = self.reviews[slug]
        self._before.append((slug, current, self._files[slug]))
        figures = tuple(figure if one.id == figure.id else one for one in current.figures)
        self.reviews[slug] = replace(current, figures=figures)
        write_whole(self._path(slug), review.text(self.reviews[slug]))
        self._files[slug] = self._read(slug)

    def take_back(self) -> str:
        """Undo the last decision, the file to the byte; returns the interview's slug, empty when there is none."""
        if not self._before:
            return ""
        slug = self._before[-1][0]
        self._check(slug)
        _, self.reviews[slug], content = self._before.pop()
        if content is None:
            self._path(slug).unlink()
        else:
            write_whole(self._path(slug), content.decode())
        self._files[slug] = content
        return slug

    def _check(self, slug: str) -> None:
        if self._read(slug) != self._files[slug]:
            raise DragomanError(
                f"{self._path(slug)} has been changed by somebody else; what was decided before is saved\n"
                "  expected: nobody else edits it during a review; start again to see their changes"
            )
