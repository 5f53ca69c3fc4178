"""The proposed figures one by one in the terminal: accept, correct, reject."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from generator import review
from generator.model import Figure, Interview
from generator.publication import REVIEW, Publication, write_whole
from generator.review import Review

Ask = Callable[[str], str]
"""Shows a question and returns what was typed; raises EOFError when nothing more comes."""

EDITABLE = ("value", "unit", "measure", "period", "approximate", "direction", "basis", "attribution", "note")

DETAILS = ("kind", "measure", "period", "approximate", "direction", "basis", "compared_with", "of", "attribution")

HELP = "[a]ccept  [e]dit  [r]eject  [s]kip  [q]uit"


def walk(publication: Publication, ask: Ask, say: Callable[[str], None], slug: str = "") -> int:
    """Go through the proposals of all interviews, or of one; returns how many were decided.

    Every decision is saved at once, so that leaving in the middle loses nothing.
    """
    decided = 0
    for interview in publication.complete:
        if slug and interview.slug != slug:
            continue
        path = publication.settings.interviews / interview.slug / REVIEW
        current = publication.reviews[interview.slug]
        waiting = [figure for figure in current.figures if figure.status == "proposed"]
        if waiting:
            say(f"\n{interview.title.words} ({len(waiting)} proposed)")
        for number, figure in enumerate(waiting, 1):
            say("\n".join(_shown(interview, figure, number, len(waiting))))
            answer = _decide(figure, ask, say)
            if answer is None:
                return decided
            if answer is not figure:
                current = _saved(path, current, answer)
                decided += 1
    return decided


def _saved(path: Path, current: Review, figure: Figure) -> Review:
    figures = tuple(figure if one.id == figure.id else one for one in current.figures)
    current = replace(current, figures=figures)
    write_whole(path, review.text(current))
    return current


def _decide(figure: Figure, ask: Ask, say: Callable[[str], None]) -> Figure | None:
    """The figure as decided; the same object when it is skipped; None to stop."""
    while True:
        try:
            answer = ask(f"{HELP}: ").strip().lower()[:1]
        except EOFError:
            return None
        if answer == "a":
            return replace(figure, status="confirmed")
        if answer == "r":
            return replace(figure, status="rejected")
        if answer == "s":
            return figure
        if answer == "q":
            return None
        if answer == "e":
            figure = _edited(figure, ask, say)
            return replace(figure, status="confirmed")


def _edited(figure: Figure, ask: Ask, say: Callable[[str], None]) -> Figure:
    say("Enter keeps what is there; - empties it.")
    for name in EDITABLE:
        while True:
            typed = ask(f"  {name} [{_plain(getattr(figure, name))}]: ").strip()
            if not typed:
                break
            try:
                figure = replace(figure, **{name: _value(name, typed)})
                break
            except InvalidOperation:
                say(f"  {typed!r} is no number: write it like 107000000 or 12.9")
    return figure


def _value(name: str, typed: str) -> str | Decimal | None:
    if name == "value":
        return None if typed == "-" else Decimal(typed)
    return "" if typed == "-" else typed


def _shown(interview: Interview, figure: Figure, number: int, count: int) -> Iterator[str]:
    yield f"\n{number} of {count}  {figure.sentence}"
    yield f"  “{_sentences(interview).get(figure.sentence, '')}”"
    yield f"  {figure.quote!r} = {_plain(figure.value)} {figure.unit}".rstrip()
    for name in (
        "kind",
        "measure",
        "period",
        "approximate",
        "direction",
        "basis",
        "compared_with",
        "of",
        "attribution",
    ):
        if value := getattr(figure, name):
            yield f"  {name:13} {value}"


def _sentences(interview: Interview) -> Mapping[str, str]:
    turns = [turn for exchange in interview.exchanges for turn in exchange.turns]
    paragraphs = [*interview.introduction, *(paragraph for turn in turns for paragraph in turn.paragraphs)]
    return {sentence.id: sentence.text for paragraph in paragraphs for sentence in paragraph.sentences}


def _plain(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value or "")
