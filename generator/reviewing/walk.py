"""The proposed figures one by one in the terminal: accept, correct, reject, take back.

Every decision is in `review.yml` before the next figure is shown, so leaving in the middle, with Ctrl+C too, loses
nothing. A file that somebody else changes meanwhile is not written over.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from generator import markup
from generator.model import Figure, Interview, Paragraph
from generator.publication import Publication
from generator.reviewing.corrections import EDITABLE, corrected, plain
from generator.reviewing.session import Session

Ask = Callable[[str], str]
"""Shows a question and returns what was typed; raises EOFError when nothing more comes."""

Say = Callable[[str], None]

HELP = "[a]ccept  [e]dit  [r]eject  [s]kip  [u]ndo  [q]uit"

LAST = "That was the last one. Enter to leave, [u]ndo: "

DETAILS = ("kind", "high", "measure", "period", "approximate", "direction", "basis", "compared_with", "of",
           "attribution", "flow", "duplicate_of", "note")  # fmt: skip
"""What is shown of a figure beside its quote, value and unit, where it is known."""


class Stop(Exception):  # noqa: N818 - it is no error
    """The editor wants to leave."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A proposal, where it is."""

    interview: Interview
    id: str
    number: int
    """Among those of the interview, from 1."""
    count: int


def walk(publication: Publication, ask: Ask, say: Say, slug: str = "", *, colours: bool | None = None) -> int:
    """Go through the proposals of all interviews, or of one; returns how many were decided.

    With `colours` the quote is highlighted in its sentence, else it stands in brackets; None: as the terminal can.
    """
    session = Session(publication)
    places = list(_places(publication, slug))
    mark = _highlighted if (_can_colour() if colours is None else colours) else _bracketed
    decided: list[int] = []
    at = 0
    try:
        while at < len(places) or (decided and ask(LAST).strip().lower()[:1] == "u"):
            if at == len(places):
                at = _undone(session, decided, at, say)
                continue
            place = places[at]
            figures = {figure.id: figure for figure in session.reviews[place.interview.slug].figures}
            for line in _shown(place, figures[place.id], mark):
                say(line)
            answer = _decide(place, figures, ask, say)
            if answer == "undo":
                at = _undone(session, decided, at, say)
            elif isinstance(answer, Figure):
                session.decide(place.interview.slug, answer)
                say(f"  {answer.status}, saved")
                decided.append(at)
                at += 1
            else:
                at += 1
    except (Stop, EOFError, KeyboardInterrupt):
        say("")
    return len(decided)


def _undone(session: Session, decided: list[int], at: int, say: Say) -> int:
    """Take the last decision back; returns the place to go on from."""
    if not session.take_back():
        say("  nothing has been decided yet")
        return at
    say("  taken back")
    return decided.pop()


def _places(publication: Publication, slug: str) -> Iterator[_Place]:
    for interview in publication.complete:
        figures = publication.reviews[interview.slug].figures
        waiting = [figure.id for figure in figures if figure.status == "proposed"]
        for number, id_ in enumerate(waiting if slug in ("", interview.slug) else (), 1):
            yield _Place(interview, id_, number, len(waiting))


def _decide(place: _Place, figures: dict[str, Figure], ask: Ask, say: Say) -> Figure | str:
    """The figure as decided, `undo`, or `skip`."""
    figure = figures[place.id]
    while True:
        answer = ask(f"{HELP}: ").strip().lower()[:1]
        if answer == "a":
            return replace(figure, status="confirmed")
        if answer == "r":
            return replace(figures[place.id], status="rejected")
        if answer == "s":
            return "skip"
        if answer == "u":
            return "undo"
        if answer == "q":
            raise Stop
        if answer == "e":
            figure = _edited(figure, place.interview.language, figures, ask, say)


def _edited(figure: Figure, language: str, figures: dict[str, Figure], ask: Ask, say: Say) -> Figure:
    """The figure with what was typed, after its changes were shown; nothing is decided by it.

    Ctrl+C leaves the figure as it was before, and the program goes on.
    """
    say("  Enter keeps what is there; - empties it; Ctrl+C gives up these changes.")
    changed = figure
    try:
        for name in EDITABLE:
            while typed := ask(f"  {name} [{plain(getattr(changed, name))}]: ").strip():
                found = corrected(changed, name, "" if typed == "-" else typed, language, figures)
                if isinstance(found, Figure):
                    changed = found
                    break
                say(f"    {found}")
    except KeyboardInterrupt:
        say("\n  nothing changed")
        return figure
    for name in EDITABLE:
        before, after = plain(getattr(figure, name)), plain(getattr(changed, name))
        if before != after:
            say(f"  {name:13} {before or '–'} → {after or '–'}")
    return changed


def _shown(place: _Place, figure: Figure, mark: Callable[[str], str]) -> Iterator[str]:
    if place.number == 1:
        yield f"\n{markup.plain(place.interview.title.words)} ({place.count} proposed)"
    sentences = _sentences(place.interview)
    ids = list(sentences)
    at = ids.index(figure.sentence) if figure.sentence in sentences else 0
    yield f"\n{place.number} of {place.count}  {figure.sentence}"
    if at and ids[at - 1].rpartition(".")[0] == figure.sentence.rpartition(".")[0]:
        yield f"  … {sentences[ids[at - 1]]}"
    before, quote, after = sentences.get(figure.sentence, figure.quote).partition(figure.quote)
    yield f"  {before}{mark(quote)}{after}"
    yield f"  {figure.quote} = {plain(figure.value)} {figure.unit}".rstrip()
    for name in DETAILS:
        if value := plain(getattr(figure, name)):
            yield f"  {name:13} {value}"


def _sentences(interview: Interview) -> dict[str, str]:
    """Id -> plain words of each sentence, in the order of the text."""
    turns = [turn for exchange in interview.exchanges for turn in exchange.turns]
    paragraphs: list[Paragraph] = [*interview.introduction]
    paragraphs += [paragraph for turn in turns for paragraph in turn.paragraphs]
    return {sentence.id: markup.plain(sentence.text) for p in paragraphs for sentence in p.sentences}


def _can_colour() -> bool:
    """Whether the terminal shows colours, and nobody asked for none (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _highlighted(quote: str) -> str:
    return f"\x1b[1;7m{quote}\x1b[0m"


def _bracketed(quote: str) -> str:
    return f"[{quote}]"
