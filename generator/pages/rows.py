"""Figures as rows of a table: the same for an exchange, an interview and the whole publication."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator import markup
from generator.l10n import formats
from generator.model import Figure, Interview
from generator.pages.view import View, paragraphs


@dataclass(frozen=True, slots=True)
class Row:
    """A figure as the edition shows it."""

    figure: Figure
    interview: Interview
    anchor: str
    """Id of its record in the data appendix."""
    measure: str
    value: str
    """In the edition's locale, with its unit."""
    period: str
    said: str
    """The whole sentence in the edition's words, plain text."""
    language: str
    """BCP 47 tag of `said`."""
    change: str
    """What kind of change it is ("year on year"), or empty."""
    again: tuple[str, ...]
    """Ids of the sentences that say the same again."""


def rows(view: View, interview: Interview, wanted: Iterable[str] | None = None) -> list[Row]:
    """The interview's figures, repetitions folded; only those of the exchanges in `wanted`, if given."""
    figures = view.figures(interview.slug)
    sentences = {
        sentence.id: (markup.plain(sentence.text), paragraph.language)
        for _, _, paragraph in paragraphs(interview)
        for sentence in paragraph.sentences
    }
    again: dict[str, list[str]] = {}
    for figure in figures:
        if figure.duplicate_of:
            again.setdefault(figure.duplicate_of, []).append(figure.sentence)
    chosen = None if wanted is None else set(wanted)
    out = []
    for figure in figures:
        if figure.sentence not in sentences or (chosen is not None and figure.sentence.split(".")[0] not in chosen):
            continue
        if figure.duplicate_of and chosen is None:
            continue
        said, language = sentences[figure.sentence]
        out.append(
            Row(
                figure,
                interview,
                f"{interview.slug}.{figure.duplicate_of or figure.id}",
                view.edition.measure(figure.measure),
                formats.figure(figure, view.locale, view.edition.ui),
                formats.period(figure.period, view.locale, view.edition.ui) if figure.period else "",
                said,
                language,
                _change(view, figure),
                tuple(again.get(figure.id, ())),
            )
        )
    return out


def _change(view: View, figure: Figure) -> str:
    gettext = view.edition.ui.gettext
    if figure.basis == "year-on-year":
        return gettext("year on year")
    if figure.compared_with:
        return gettext("compared with %(period)s") % {
            "period": formats.period(figure.compared_with, view.locale, view.edition.ui)
        }
    return ""
