"""The files of an edition that are not pages: text, original, data."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator import source
from generator.model import Interview
from generator.pages import interview as interview_page
from generator.pages.page import Download
from generator.pages.view import View


def files(view: View) -> Iterator[Download]:
    """Every download of the edition."""
    for interview in view.interviews:
        for make in INTERVIEW:
            yield from make(view, interview)


def _text(view: View, interview: Interview) -> Iterator[Download]:
    path = f"{interview_page.address(interview.slug)}{interview.slug}.txt"
    yield Download(path, source.compose(interview).encode())


def _original(view: View, interview: Interview) -> Iterator[Download]:
    name = view.source(interview).source.original
    file = view.settings.interviews / interview.slug / name
    if name and not interview.sealed and interview.status == "published" and file.is_file():
        yield Download(f"{interview_page.address(interview.slug)}{name}", file.read_bytes())


INTERVIEW: tuple[Callable[[View, Interview], Iterator[Download]], ...] = (_text, _original)
"""What is offered for each interview."""
