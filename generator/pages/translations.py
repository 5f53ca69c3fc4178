"""What is translated, outdated and missing, edition by edition."""

from collections.abc import Iterator

from generator.l10n import formats
from generator.pages.page import Page
from generator.pages.render import render
from generator.pages.view import View


def pages(view: View) -> Iterator[Page]:
    """The one page at `translations/`."""
    gettext = view.edition.ui.gettext
    path, title = "translations/", gettext("Translations")
    editions = [
        (locale, formats.language_name(locale, view.locale), view.statuses.get(locale, {}))
        for locale in view.settings.locales
    ]
    description = gettext("How far the translation of %(publication)s is, language by language.") % {
        "publication": view.name
    }
    yield Page(
        path, "translations", title, description, render(view, "translations", path, title=title, editions=editions)
    )
