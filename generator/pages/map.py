"""How topics hang together: which are spoken of in the same exchanges, as a drawing and as lists.

A line joins topics that are mentioned in the same exchanges (the stronger, the larger the share of theirs these are)
or that the vocabulary relates. Of a large vocabulary the drawing has the most connected topics only; the lists have
all.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from markupsafe import Markup

from generator import markup
from generator.l10n import formats
from generator.model import Term
from generator.pages.layout import Point, Size, places
from generator.pages.page import relative
from generator.pages.view import View

DRAWN = 32
"""So many topics are drawn: more can no longer be read."""

LISTED = 4
"""So many of its links are listed with a topic."""

_FEWEST = 4
"""With fewer topics there is nothing to draw."""

_LINES = 2
"""So many lines, the strongest, begin at each topic; more come from others."""

_WIDTH = 1100.0
_LETTER, _LINE, _PADDING = 15.0, 19.0, 13.0
"""Size of letters, height of a line, space around words, in units of the drawing."""

_LONG = 22
"""A label of more letters is set in two lines."""


@dataclass(frozen=True, slots=True)
class Link:
    """A topic that another has to do with."""

    other: str
    """Id of the topic."""
    strength: float
    """Exchanges that mention both, as a share of those that mention either (geometric mean); 0 to 1."""
    declared: bool
    """The vocabulary relates them."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The map, and how much of the vocabulary is on it."""

    svg: Markup
    drawn: int
    all: int


def links(view: View, topics: Sequence[Term]) -> dict[str, list[Link]]:
    """Id of each topic -> what it has to do with, what the vocabulary relates first, then the strongest."""
    wanted = {term.id for term in topics}
    alone: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for interview in view.interviews:
        for exchange in interview.exchanges:
            here = sorted(term.id for term in view.topics_of(interview.slug, exchange.id) if term.id in wanted)
            alone.update(here)
            both.update(combinations(here, 2))
    declared = {tuple(sorted((t.id, o))) for t in topics for o in (*t.related, t.broader) if o in wanted}
    found: dict[str, list[Link]] = defaultdict(list)
    for one, other in sorted({*both, *declared}):
        shared = both[one, other]
        strength = shared / (alone[one] * alone[other]) ** 0.5 if shared else 0.0
        for a, b in ((one, other), (other, one)):
            found[a].append(Link(b, round(strength, 6), (one, other) in declared))
    return {
        id_: sorted(all_, key=lambda link: (not link.declared, -link.strength, link.other))
        for id_, all_ in found.items()
    }


def drawing(view: View, topics: Sequence[Term], linked: Mapping[str, Sequence[Link]], page: str) -> Drawing | None:
    """The map for a page; None where too few topics have to do with each other."""
    ranked = sorted(
        (term for term in topics if linked.get(term.id)),
        key=lambda term: (-sum(link.strength + link.declared for link in linked[term.id]), term.id),
    )
    drawn = ranked[:DRAWN]
    if len(drawn) < _FEWEST:
        return None
    lines = _lines([term.id for term in drawn], linked)
    labels = [_broken(view.label(term)) for term in drawn]
    sizes = [_size(label) for label in labels]
    number = {term.id: at for at, term in enumerate(drawn)}
    lengths = {
        (number[id_], number[link.other]): 2.2 - 1.2 * link.strength
        for id_ in number
        for link in linked[id_]
        if link.other in number
    }
    points = places(sizes, lengths, _WIDTH, 120.0 + 18 * len(drawn))
    return Drawing(_svg(view, page, drawn, labels, sizes, points, lines), len(drawn), len(topics))


def _lines(drawn: Sequence[str], linked: Mapping[str, Sequence[Link]]) -> dict[tuple[int, int], Link]:
    """The lines of the drawing: for each topic the strongest, and all that the vocabulary has."""
    number = {id_: at for at, id_ in enumerate(drawn)}
    found: dict[tuple[int, int], Link] = {}
    for id_ in drawn:
        here = [link for link in linked[id_] if link.other in number]
        strongest = sorted(here, key=lambda link: (-link.strength, link.other))[:_LINES]
        for link in (*strongest, *(link for link in here if link.declared)):
            one, other = sorted((number[id_], number[link.other]))
            found[one, other] = link
    return found


def _broken(label: str) -> list[str]:
    """A label in one line or two, broken at the space nearest to its middle."""
    spaces = [at for at, letter in enumerate(label) if letter == " "]
    if len(label) <= _LONG or not spaces:
        return [label]
    middle = min(spaces, key=lambda at: abs(at - len(label) / 2))
    return [label[:middle], label[middle + 1 :]]


def _size(lines: Sequence[str]) -> Size:
    """Width and height of a box; widths of letters can only be guessed, so they are guessed large."""
    width = max(sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.58 for letter in line) for line in lines)
    return width * _LETTER + 2 * _PADDING, len(lines) * _LINE + 1.3 * _PADDING


def _svg(
    view: View,
    page: str,
    drawn: Sequence[Term],
    labels: Sequence[Sequence[str]],
    sizes: Sequence[Size],
    points: Sequence[Point],
    lines: Mapping[tuple[int, int], Link],
) -> Markup:
    gettext = view.edition.ui.gettext
    parts = []
    for (one, other), link in lines.items():
        (x1, y1), (x2, y2) = points[one], points[other]
        parts.append(
            f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}"'
            f' stroke-width="{1 + 4 * link.strength:.1f}"{"" if link.declared else " class=found"}></line>'
        )
    order = sorted(range(len(drawn)), key=lambda at: (points[at][1], points[at][0]))
    for at in order:
        parts.append(_box(view, page, drawn[at], labels[at], sizes[at], points[at]))
    height = max(y + size[1] / 2 for (_, y), size in zip(points, sizes, strict=True)) + 2
    title = gettext("How the topics hang together")
    described = gettext(
        "Topics are joined by a line when they are spoken of in the same questions, the thicker the more often. "
        "The list below says the same in words."
    )
    return Markup(
        f'<svg class="map" viewBox="-2 -2 {_WIDTH + 4:.0f} {height + 4:.0f}" role="group"'
        f' aria-labelledby="map-title" aria-describedby="map-words" direction="{formats.direction(view.locale)}">'
        f'<title id="map-title">{title}</title><desc id="map-words">{described}</desc>{"".join(parts)}</svg>'
    )


def _box(view: View, page: str, term: Term, lines: Sequence[str], size: Size, point: Point) -> str:
    """A topic as a link: its words in a box."""
    x, y = point
    width, height = size
    first = y - (len(lines) - 1) * _LINE / 2 + _LETTER * 0.35
    words = " ".join(
        f'<tspan x="{x:.0f}" y="{first + at * _LINE:.0f}">{markup.attribute(line)}</tspan>'
        for at, line in enumerate(lines)
    )
    return (
        f'<a href="{relative(page, f"topics/{term.id}/")}"><rect x="{x - width / 2:.0f}" y="{y - height / 2:.0f}"'
        f' width="{width:.0f}" height="{height:.0f}" rx="{min(height, 34) / 2:.0f}"></rect>'
        f'<text text-anchor="middle" font-size="{_LETTER:.0f}">{words}</text></a>'
    )
