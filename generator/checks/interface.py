"""The interface has words in every language of the publication, the program's own or the publication's.

A warning: readers see what is missing in English.
"""

from collections.abc import Iterator
from pathlib import Path

from generator.checks.site import Site
from generator.l10n.editions import UI
from generator.l10n.extraction import ui_messages
from generator.l10n.ui import shipped
from generator.model import Finding, Severity
from generator.translating import SOURCE_LANGUAGE


def check(site: Site) -> Iterator[Finding]:
    """A finding for each language that the program does not bring and whose catalog lacks strings."""
    for edition in site.editions:
        locale = edition.locale
        if locale.split("-")[0] == SOURCE_LANGUAGE or shipped(locale):
            continue
        strings = {(one.text, one.context) for one in ui_messages(Path(__file__).parents[1])}
        missing = sum(not edition.ui.knows(*one) for one in strings)
        if missing:
            file = site.name(site.publication.settings.translations / locale / "LC_MESSAGES" / f"{UI}.po")
            message = f"{missing} of {len(strings)} strings of the interface have no translation into {locale}"
            remedy = "translate them in this file (dragoman translate writes it); readers see them in English"
            yield Finding(Severity.WARNING, message, file, remedy=remedy)
