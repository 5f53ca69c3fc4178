"""What became of the published words of an interview: each correction, before and after."""

from __future__ import annotations

from collections.abc import Iterator

from generator import markup
from generator.model import Interview
from generator.pages import addresses
from generator.pages.page import Page
from generator.pages.render import render
from generator.pages.view import View


def pages(view: View, interview: Interview) -> Iterator[Page]:
    """The one page at `interviews/<slug>/history/`, of interviews whose words have been changed."""
    changes = view.changes.get(interview.slug, ())
    if not changes:
        return
    path = addresses.history(interview.slug)
    gettext = view.edition.ui.gettext
    title = gettext("Corrections: %(title)s") % {"title": markup.plain(interview.title.words)}
    description = gettext("What was changed in the published words of this interview, and when.")
    body = render(
        view,
        "history",
        path,
        interview=interview,
        source=view.source(interview),
        changes=list(reversed(changes)),
    )
    yield Page(path, "history", title, f"{description} {markup.plain(interview.title.words)}", body)
