"""The list of interviews, newest first, by year; and the other ways to divide them."""

from collections.abc import Iterator
from itertools import groupby

from generator.pages import facets
from generator.pages.page import Page
from generator.pages.render import render
from generator.pages.view import View


def pages(view: View) -> Iterator[Page]:
    """The one page at `interviews/`."""
    gettext = view.edition.ui.gettext
    path = "interviews/"
    years = [(year, list(group)) for year, group in groupby(view.interviews, key=lambda interview: interview.date[:4])]
    title = gettext("Interviews")
    description = gettext("All interviews of %(publication)s, newest first.") % {"publication": view.name}
    body = render(view, "interviews", path, title=title, years=years, facets=facets.facets(view))
    yield Page(path, "interviews", title, description, body)
