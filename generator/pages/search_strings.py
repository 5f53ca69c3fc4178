"""The words of the search dialog, as the browser gets them with every page."""

from __future__ import annotations

from collections.abc import Callable

_EXAMPLES = (*range(201), 1_000_000)
"""Numbers among which every plural form of every language has an example."""


def strings(gettext: Callable[[str], str], ngettext: Callable[[str, str, int], str]) -> dict[str, object]:
    """The dialog's strings; `%(name)s` in them is filled in by the browser.

    `results` maps an example number to each plural form: the browser knows which numbers go with which example.
    """
    forms: dict[str, int] = {}
    for number in _EXAMPLES:
        forms.setdefault(ngettext("%(n)s result", "%(n)s results", number), number)
    return {
        "search": gettext("Search"),
        "label": gettext("Search the interviews"),
        "placeholder": gettext("A word, a name, a number"),
        "close": gettext("Close"),
        "keys": gettext("Up and down to choose, Enter to open, Esc to close"),
        "searching": gettext("Searching…"),
        "failed": gettext("Search could not be loaded. Check your connection and try again."),
        "results": {str(number): form for form, number in forms.items()},
        "results_label": gettext("Results"),
        "none": gettext("Nothing found for %(query)s."),
        "any": gettext("No page has all of these words. These pages have some of them."),
        "corrected": gettext("Showing results for %(query)s."),
        "instead": gettext("Search instead for %(query)s"),
        "more": gettext("More results"),
        "terms": gettext("Topics and people"),
        "filters": gettext("Narrow the results"),
        "facets": {
            "topic": gettext("Topic"),
            "person": gettext("Person"),
            "year": gettext("Year"),
            "interview": gettext("Interview"),
            "language": gettext("Language of publication"),
            "genre": gettext("Kind"),
        },
        "all": gettext("Show all"),
        "remove": gettext("Remove filter: %(value)s"),
        "clear": gettext("Clear filters"),
        "recent": gettext("Recent searches"),
        "forget": gettext("Forget them"),
        "suggestions": gettext("Topics to begin with"),
        "kinds": {
            "topic": gettext("Topic"),
            "person": gettext("Person"),
            "organisation": gettext("Organisation"),
            "place": gettext("Place"),
            "work": gettext("Work or project"),
        },
    }
