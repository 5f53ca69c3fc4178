"""A citation as a line of text that names who published the words first, and a translation as what it is."""

from __future__ import annotations

import re

from generator.exports.citations.citation import Citation
from generator.l10n.formats import date, items, joiner, language_name
from generator.l10n.ui import Interface

_ENDED = re.compile(r"[.!?…。！？؟।][\u00a0\u202f\"'”’“»«」』)）]*$")
"""A part that ends like this needs no full stop behind it."""


def plain(citation: Citation, ui: Interface) -> str:
    """Who, what, first published where and when; then the translation, this publication, the address."""
    stop = ui.pgettext("between the parts of a citation", ". ")
    line = ""
    for part in [
        quotation(citation, ui),
        people(citation, ui),
        title(citation, ui),
        _first_published(citation, ui),
        translation(citation, ui),
        _here(citation, ui),
    ]:
        if part:
            line += ((joiner(ui.locale) if _ENDED.search(line) else stop) if line else "") + part
    return line


def quotation(citation: Citation, ui: Interface) -> str:
    """The quoted words in quotation marks; empty when nothing is quoted."""
    return ui.pgettext("citation", "“%(quote)s”") % {"quote": citation.quote} if citation.quote else ""


def people(citation: Citation, ui: Interface) -> str:
    """Who said it, and with whom they spoke."""
    speakers, interviewers, asked = (
        items(names, ui.locale) for names in (citation.speakers, citation.interviewers, citation.asked)
    )
    if speakers and interviewers:
        pattern = ui.gettext("%(speakers)s, interviewed by %(interviewers)s")
    elif speakers and asked:
        pattern = ui.gettext("%(speakers)s, question to %(respondents)s")
    else:
        return speakers
    return pattern % {"speakers": speakers, "interviewers": interviewers, "respondents": asked}


def title(citation: Citation, ui: Interface) -> str:
    """The title, with the question where it is only about one."""
    if not citation.number:
        return citation.title
    return ui.gettext("%(title)s (question %(number)s)") % {"title": citation.title, "number": citation.number}


def translation(citation: Citation, ui: Interface) -> str:
    """That the words are a translation, by whom, and of what; empty when they are as published."""
    notes = []
    if citation.translated_from:
        language = language_name(citation.translated_from, ui.locale)
        unofficial = ui.gettext("Unofficial translation; source language: %(language)s")
        official = ui.gettext("Official translation; source language: %(language)s")
        notes.append((official if citation.official else unofficial) % {"language": language})
    for name in citation.translators:
        notes.append(ui.gettext("Translator: %(name)s") % {"name": name})
    if citation.source_translated_from:
        language = language_name(citation.source_translated_from, ui.locale)
        notes.append(
            ui.gettext("First published as a translation; source language: %(language)s") % {"language": language}
        )
    return ui.pgettext("between the parts of a citation", ". ").join(notes)


def _first_published(citation: Citation, ui: Interface) -> str:
    """Publisher, day and address of the first publication, as far as they are known."""
    day = date(citation.date, ui.locale) if citation.date else ""
    comma = ui.pgettext("between the details of a citation", ", ")
    return comma.join(part for part in (citation.publisher, day, citation.source_url) if part)


def _here(citation: Citation, ui: Interface) -> str:
    """This publication, the address, and when the reader saw it."""
    values = {"publication": citation.publication, "url": citation.url}
    if not citation.accessed:
        return ui.gettext("%(publication)s, %(url)s") % values
    values["date"] = date(citation.accessed, ui.locale)
    return ui.gettext("%(publication)s, %(url)s (accessed %(date)s)") % values
