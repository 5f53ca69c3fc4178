"""What is translated, outdated and missing, by edition and, of this edition, by interview; and how to help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.l10n.status import Status
from generator.model import Interview
from generator.pages.page import Page
from generator.pages.render import render
from generator.pages.view import View


@dataclass(frozen=True, slots=True)
class Count:
    """Words of the source, and what became of them in an edition."""

    translated: int
    outdated: int
    proposed: int
    missing: int
    total: int


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition as a whole."""

    locale: str
    count: Count
    """Of the interviews published in another language."""
    originals: int
    """Interviews that were published in the edition's language."""


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """An interview of this edition that was published in another language."""

    interview: Interview
    status: Status
    count: Count


def pages(view: View) -> Iterator[Page]:
    """The one page at `translations/`."""
    gettext = view.edition.ui.gettext
    path, title = "translations/", gettext("Translations")
    described = gettext("How far the translation of %(publication)s is, language by language.")
    body = render(
        view,
        "translations",
        path,
        title=title,
        editions=[_edition(locale, view.statuses.get(locale, {}).values()) for locale in view.settings.locales],
        interviews=list(_interviews(view)),
        repository=view.settings.repository,
    )
    yield Page(path, "translations", title, described % {"publication": view.name}, body)


def _edition(locale: str, statuses: Iterable[Status]) -> EditionRow:
    known = list(statuses)
    return EditionRow(
        locale,
        _count(status for status in known if not status.original),
        sum(status.original for status in known if status.total),
    )


def _interviews(view: View) -> Iterator[InterviewRow]:
    for interview in view.interviews:
        status = view.edition.status.get(interview.slug)
        if status and status.total and not status.original:
            yield InterviewRow(interview, status, _count([status]))


def _count(statuses: Iterable[Status]) -> Count:
    found = list(statuses)
    return Count(
        translated=sum(status.translated for status in found),
        outdated=sum(status.outdated for status in found),
        proposed=sum(status.proposed for status in found),
        missing=sum(status.missing for status in found),
        total=sum(status.total for status in found),
    )
