"""Figures as rows of a table: the same for an exchange, an interview and the whole publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator import markup
from generator.enrich import figures
from generator.l10n import formats
from generator.l10n.languages import closest
from generator.model import Figure, Interview
from generator.pages.passages import Passage
from generator.pages.slugs import slug
from generator.pages.view import View


@dataclass(frozen=True, slots=True)
class Row:
    """A figure as the edition shows it."""

    figure: Figure
    """Of a derived row: what the figure would be if somebody had said it."""
    interview: Interview
    passage: Passage
    """The sentence that says it, in the edition's words."""
    measure: str
    page: str
    """Slug of the measure's page; empty where it has none: nobody has confirmed a figure of it."""
    value: str
    """In the edition's locale, with its unit."""
    unit: str
    """Name of the unit; empty for a bare count, an ordinal and a period."""
    period: str
    speaker: str
    """Name of who said it; empty where the source does not say."""
    change: str
    """What kind of change it is ("year on year"), or empty."""
    compared: str
    """The period that a change compares with, or empty."""
    attribution: str
    """To whom the speaker attributes it, or empty."""
    flow: tuple[str, ...]
    """From where, an arrow, to where; or empty."""
    again: tuple[str, ...]
    """Ids of the sentences that say the same again."""
    follows: tuple[Row, ...] = ()
    """Of a derived row: the amount and the change it follows from."""

    @property
    def anchor(self) -> str:
        """Id of its record on the page of the interview's figures."""
        return anchor(self.figure.duplicate_of or self.figure.id)

    @property
    def said(self) -> str:
        """The whole sentence in the edition's words, plain text; empty for a derived row."""
        return "" if self.follows else markup.plain(self.passage.sentences[0].text)

    @property
    def language(self) -> str:
        """BCP 47 tag of `said`."""
        return self.passage.paragraph.language

    @property
    def status(self) -> str:
        """`confirmed`, `proposed` or `derived`."""
        return "derived" if self.follows else self.figure.status


def anchor(figure: str) -> str:
    """The id of a figure's record on a page: an id that an editor chose may have spaces in it."""
    return re.sub(r"[^\w.%+-]+", "-", figure)


def rows(view: View, interview: Interview, wanted: Iterable[str] | None = None) -> list[Row]:
    """The interview's figures, repetitions folded; only those of the exchanges in `wanted`, if given."""
    if interview.slug not in view.rows:
        view.rows[interview.slug] = list(_rows(view, interview))
    found = view.rows[interview.slug]
    if wanted is None:
        return [row for row in found if not row.figure.duplicate_of]
    chosen = set(wanted)
    return [row for row in found if row.figure.sentence.split(".")[0] in chosen]


def _rows(view: View, interview: Interview) -> Iterator[Row]:
    """All the interview's figures that have a place in the edition, in the order of the text."""
    found = view.figures(interview.slug)
    known = {figure.id: figure for figure in found}
    again: dict[str, list[str]] = {}
    for figure in found:
        if figure.duplicate_of:
            again.setdefault(figure.duplicate_of, []).append(figure.sentence)
    for figure in found:
        if passage := _passage(view, interview, figure.sentence):
            first = known[figure.duplicate_of or figure.id]
            yield _row(view, passage, figure, first, tuple(again.get(figure.id, ())))


def _passage(view: View, interview: Interview, sentence: str) -> Passage | None:
    """The sentence in the edition, or the whole paragraph where a translation does not tell its sentences apart."""
    found = view.sentence(interview.slug, sentence)
    published = view.published(interview.slug).get(sentence.rpartition(".")[0])
    return found or (view.sentence(interview.slug, published.sentences[0].id) if published else None)


def _row(view: View, passage: Passage, figure: Figure, first: Figure, again: tuple[str, ...]) -> Row:
    locale, ui = view.locale, view.edition.ui
    interview = passage.interview
    unit = "" if figure.kind in ("ordinal", "period") else figure.unit
    who = passage.turn.participant if passage.turn and passage.paragraph.kind == "speech" else ""
    return Row(
        figure=figure,
        interview=interview,
        passage=passage,
        measure=view.edition.measure(figure.measure),
        page=slug(first.measure) if first.measure and first.status == "confirmed" else "",
        value=formats.figure(figure, locale, ui),
        unit=formats.unit_name(unit, locale, ui),
        period=formats.period(figure.period, locale, ui) if figure.period and figure.kind != "period" else "",
        speaker=next((one.name for one in interview.participants if one.id == who), ""),
        change=_change(view, figure),
        compared=formats.period(figure.compared_with, locale, ui) if figure.compared_with else "",
        attribution=view.edition.word("attribution", figure.attribution) if figure.attribution else "",
        flow=tuple(_flow(view, figure.flow, view.source(interview).language)),
        again=again,
    )


def _change(view: View, figure: Figure) -> str:
    gettext = view.edition.ui.gettext
    if figure.basis == "year-on-year":
        return gettext("year on year")
    if figure.compared_with:
        return gettext("compared with %(period)s") % {
            "period": formats.period(figure.compared_with, view.locale, view.edition.ui)
        }
    return ""


def _flow(view: View, flow: str, language: str) -> Iterator[str]:
    """`Russia→China`, the places as the vocabulary names them, the arrow in the direction of reading."""
    parts = re.split(r"\s*([→←↔])\s*", flow.strip()) if flow else []
    turned = formats.direction(view.locale) == "rtl"
    for part in parts:
        if part in "→←↔":
            yield part.translate(_TURNED) if turned else part
        else:
            yield _place(view, part, language)


_TURNED = str.maketrans("→←", "←→")


def _place(view: View, name: str, language: str) -> str:
    for term in view.corpus.terms:
        if term.labels.get(closest(language, term.labels) or "", "") == name:
            return view.label(term)
    return name


def with_derived(view: View, said: Sequence[Row]) -> list[Row]:
    """The rows, each change followed by what it implies of the time before, unless somebody said that too."""
    stated = {what(row.figure) for row in said}
    out = []
    for row in told(view, said):
        if row.follows:
            if what(row.figure) in stated:
                continue
            stated.add(what(row.figure))
        out.append(row)
    return out


def told(view: View, said: Sequence[Row]) -> list[Row]:
    """The rows, each change followed by what it implies of the time before, whether or not somebody said that too.

    Only confirmed figures imply anything: what is derived from a mistake is a mistake.
    """
    sure = {(row.interview.slug, row.figure.id): row for row in said if row.figure.status == "confirmed"}
    implied: dict[tuple[str, str], Row] = {}
    for slug_ in dict.fromkeys(slug_ for slug_, _ in sure):
        own = [row.figure for (at, _), row in sure.items() if at == slug_]
        for one in figures.derived(own):
            amount, change = sure[slug_, one.of], sure[slug_, one.change]
            figure = replace(
                amount.figure,
                id=f"{one.change}.base",
                value=one.value,
                period=one.period,
                approximate="about",
                note="",
            )
            if one.period:
                implied.setdefault((slug_, one.change), _implied(view, figure, amount, change))
    out = []
    for row in said:
        out.append(row)
        if derived := implied.get((row.interview.slug, row.figure.id)):
            out.append(derived)
    return out


def _implied(view: View, figure: Figure, amount: Row, change: Row) -> Row:
    return replace(
        amount,
        figure=figure,
        value=formats.figure(figure, view.locale, view.edition.ui),
        period=formats.period(figure.period, view.locale, view.edition.ui),
        speaker="",
        attribution="",
        again=(),
        follows=(amount, change),
    )


def what(figure: Figure) -> tuple[str, ...]:
    """What a figure is a figure of: two with the same are two answers to one question."""
    return (slug(figure.measure), figure.kind, figure.unit, figure.period, figure.flow)
