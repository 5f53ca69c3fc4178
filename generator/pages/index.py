"""The index from A to Z: topics, people, organisations, places and works, in the order of the edition's language."""

from collections.abc import Iterator
from itertools import groupby

from generator.enrich import collation
from generator.pages.page import Page
from generator.pages.render import render
from generator.pages.view import View


def pages(view: View) -> Iterator[Page]:
    """The one page at `index/`."""
    gettext = view.edition.ui.gettext
    path, title = "index/", gettext("Index")
    terms = view.of_kind("topic", "person", "organisation", "place", "work")
    entries = sorted(
        ((view.label(term), term) for term in terms), key=lambda entry: collation.key(entry[0], view.locale)
    )
    letters = [
        (letter, list(group))
        for letter, group in groupby(entries, key=lambda entry: collation.initial(entry[0], view.locale))
    ]
    description = gettext("Everything and everybody in %(publication)s, from A to Z.") % {"publication": view.name}
    yield Page(path, "index", title, description, render(view, "index", path, title=title, letters=letters))
