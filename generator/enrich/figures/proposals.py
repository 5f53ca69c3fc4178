"""An interview -> its figures, proposed: every one with its value, period, measure and what it is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator import markup
from generator.enrich.figures import choice, frame
from generator.enrich.figures.lexicon import DURATIONS, Lexicon, lexicon
from generator.enrich.figures.periods import Period, periods, year_before
from generator.enrich.figures.scan import candidate, scan
from generator.enrich.figures.value import Value
from generator.model import Figure, Interview, Paragraph

_LONGEST = 1000
"""Characters of the longest sentence that is read as one."""
_YEAR = re.compile(r"\d{4}")
_CERTAIN = 1000
"""From this value on, the same value, unit and period are the same figure whatever the words around them."""


def propose(interview: Interview) -> tuple[Figure, ...]:
    """All figures of an interview in the order of the text, `proposed`; times are relative to the interview's date."""
    found: list[Figure] = []
    for paragraph in _paragraphs(interview):
        found += paragraph_figures(paragraph, interview.date)
    return tuple(_mark_duplicates(found))


def _paragraphs(interview: Interview) -> Iterator[Paragraph]:
    """What is spoken: questions and answers, and the introduction is not."""
    for exchange in interview.exchanges:
        for turn in exchange.turns:
            yield from (paragraph for paragraph in turn.paragraphs if paragraph.kind == "speech")


@dataclass(slots=True)
class _Thread:
    """What a paragraph has spoken of so far."""

    period: str = ""
    """Period of the last figure."""
    fresh: bool = False
    """It was in the sentence before this one, so that this one can go on speaking of it."""


def paragraph_figures(paragraph: Paragraph, reference: str) -> list[Figure]:
    """Figures of one paragraph; `reference` is the ISO date of the interview."""
    lex = lexicon(paragraph.language)
    thread = _Thread()
    found: list[Figure] = []
    for sentence in paragraph.sentences:
        text = markup.plain(sentence.text)
        if not candidate(text, lex):
            thread.fresh = False
            continue
        said: list[Figure] = []
        for piece in _pieces(text):
            said += _figures(sentence.id, piece, len(said), reference, thread, lex)
        found += said
    return found


def _pieces(text: str) -> list[str]:
    """A sentence, cut at commas and spaces where it is so long that it can be none."""
    if len(text) <= _LONGEST:
        return [text]
    cuts = [0]
    while len(text) - cuts[-1] > _LONGEST:
        window = text[cuts[-1] : cuts[-1] + _LONGEST]
        cut = max(window.rfind(sign) for sign in (", ", "; ", "，", "、", "،")) + 1
        cuts.append(cuts[-1] + (cut or window.rfind(" ") + 1 or _LONGEST))
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A sentence with what was found in it."""

    id: str
    text: str
    values: list[Value]
    """Those that are figures."""
    times: list[Period]
    attribution: str
    flow: str


def _figures(sentence: str, text: str, before: int, reference: str, thread: _Thread, lex: Lexicon) -> list[Figure]:
    """Figures of a sentence, numbered on from `before`; what they speak of goes on the thread."""
    chosen = choice.figures(text, scan(text, lex), lex)
    times = periods(text, lex, reference, thread.period) if chosen or _YEAR.search(text) else []
    around = (frame.attribution(text, lex), frame.flow(text, lex)) if chosen else ("", "")
    spoken = _Spoken(sentence, text, chosen, times, *around)
    figures = [_figure(spoken, n, before + n + 1, thread, lex) for n in range(len(chosen))]
    named = [figure.period for figure in figures if figure.period]
    named = named or [time.value for time in times if not time.compared]
    thread.fresh = bool(named)
    thread.period = named[-1] if named else thread.period
    return _linked(figures)


def _figure(spoken: _Spoken, n: int, number: int, thread: _Thread, lex: Lexicon) -> Figure:
    """The figure of the n-th value of a sentence; `number` is its number in the sentence, for the id."""
    value, text = spoken.values[n], spoken.text
    figure = Figure(
        id=f"{spoken.id.replace('.', '-')}-{number}",
        sentence=spoken.id,
        quote=value.quote,
        kind="range" if value.high is not None else _KIND.get(value.kind, value.kind),
        value=value.value,
        unit=value.unit,
        high=value.high,
        approximate=value.approximate,
        measure=frame.measure(text, value, spoken.times, lex),
        period=_period(text, value, spoken.times, thread),
        attribution=spoken.attribution,
        flow=spoken.flow if value.kind == "amount" else "",
    )
    if value.kind == "years":
        return replace(figure, kind="period", value=None, high=None, period=f"{value.value}/{value.high}")
    if value.kind in ("percent", "points"):
        start = spoken.values[n - 1].end if n else 0
        end = spoken.values[n + 1].start if n + 1 < len(spoken.values) else len(text)
        return _change(figure, text, value, (start, end), lex)
    return figure


_KIND = {"points": "percent", "fraction": "amount"}


def _period(text: str, value: Value, times: list[Period], thread: _Thread) -> str:
    """The time nearest before the value in its sentence, else nearest behind it, else that of the sentence before."""
    relative = value.kind in ("percent", "points")
    following = [time for time in times if time.compared and text[value.end : time.start].isspace()]
    if following and not relative:
        return following[0].value  # 48 billion a year earlier
    own = [time for time in times if not (time.compared and (relative or time.start > value.start))]
    before = [time for time in own if time.start < value.start]
    if before:
        return before[-1].value
    if own:
        return own[0].value
    return thread.period if thread.fresh else ""


def _change(figure: Figure, text: str, value: Value, gap: tuple[int, int], lex: Lexicon) -> Figure:
    """A percentage that says how something changed, and against what."""
    direction = frame.direction(text, value, gap, lex)
    compared = frame.year_on_year(text[gap[0] : gap[1]], lex) or (bool(direction) and frame.year_on_year(text, lex))
    if not direction:
        return figure
    if figure.kind != "range":
        figure = replace(figure, kind="change")
    if not compared:
        return replace(figure, direction=direction)
    return replace(figure, direction=direction, basis="year-on-year", compared_with=year_before(figure.period))


def _linked(figures: list[Figure]) -> list[Figure]:
    """Every change with the amount that changed: the nearest before it in the sentence, else the nearest behind it."""
    linked: list[Figure] = []
    for n, figure in enumerate(figures):
        if figure.direction and figure.unit in ("%", "pp"):
            amounts = [other for other in figures if other.kind == "amount" and other.unit not in ("", "1", *DURATIONS)]
            before = [other for other in amounts if figures.index(other) < n]
            if amounts:
                amount = before[-1] if before else amounts[0]
                figure = replace(figure, of=amount.id, measure=amount.measure)
        linked.append(figure)
    return linked


def _mark_duplicates(figures: list[Figure]) -> Iterator[Figure]:
    """Figures that say what an earlier one said refer to it."""
    first: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        key = (figure.kind, figure.value, figure.high, figure.unit, figure.period)
        for earlier in first.get(key, ()):
            if figure.kind in ("amount", "ordinal", "period", "range") and _same(figure, earlier):
                yield replace(figure, duplicate_of=earlier.id)
                break
        else:
            first.setdefault(key, []).append(figure)
            yield figure


def _same(one: Figure, other: Figure) -> bool:
    if one.kind in ("ordinal", "period") or (one.value or 0) >= _CERTAIN:
        return True
    return one.measure.lower() == other.measure.lower()
