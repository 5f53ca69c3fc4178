"""Decisions and new proposals -> one review: decisions win, the undecided is added, lost quotes go stale."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from generator import markup
from generator.model import Figure, Interview, Paragraph
from generator.review.decisions import Review


def merge(review: Review, proposals: Sequence[Figure], interview: Interview) -> Review:
    """The review with what is proposed now: decisions win, the undecided is added, lost quotes make a record stale."""
    sentences = {sentence.id: markup.plain(sentence.text) for p in _paragraphs(interview) for sentence in p.sentences}
    known = [_checked(figure, sentences) for figure in review.figures]
    places = _places(known, sentences)
    taken = {figure.id for figure in known}
    names: dict[str, str] = {}
    new: list[Figure] = []
    for proposal, place in zip(proposals, _places(proposals, sentences), strict=True):
        same = next((figure for figure, other in zip(known, places, strict=True) if _overlap(place, other)), None)
        if same is None:
            names[proposal.id] = _free(proposal.id, taken)
            new.append(replace(proposal, id=names[proposal.id]))
            taken.add(names[proposal.id])
        else:
            names[proposal.id] = same.id
    linked = [
        replace(figure, of=names.get(figure.of, ""), duplicate_of=names.get(figure.duplicate_of, "")) for figure in new
    ]
    order = {id_: at for at, id_ in enumerate(sentences)}
    both = list(zip([*known, *linked], [*places, *_places(new, sentences)], strict=True))
    both.sort(key=lambda pair: (order.get(pair[0].sentence, len(order)), pair[1][1]))
    return replace(review, figures=tuple(figure for figure, _ in both))


def _paragraphs(interview: Interview) -> Iterator[Paragraph]:
    yield from interview.introduction
    for exchange in interview.exchanges:
        for turn in exchange.turns:
            yield from turn.paragraphs


def _checked(figure: Figure, sentences: Mapping[str, str]) -> Figure:
    """A record, stale when its quote is not in its sentence; to be decided again when it is back."""
    there = figure.quote in sentences.get(figure.sentence, "")
    if figure.status == "rejected" or there == (figure.status != "stale"):
        return figure
    return replace(figure, status="proposed" if there else "stale")


def _places(figures: Sequence[Figure], sentences: Mapping[str, str]) -> list[tuple[str, int, int]]:
    """Sentence, start and end of each quote; equal quotes of a sentence are taken in order."""
    reached: dict[tuple[str, str], int] = {}
    places = []
    for figure in figures:
        key = (figure.sentence, figure.quote)
        start = sentences.get(figure.sentence, "").find(figure.quote, reached.get(key, 0))
        reached[key] = start + len(figure.quote) if start >= 0 else 0
        places.append((figure.sentence, start, start + len(figure.quote)))
    return places


def _overlap(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and min(one[1], other[1]) >= 0 and one[1] < other[2] and other[1] < one[2]


def _free(id_: str, taken: Collection[str]) -> str:
    """The id, with a number behind it when it is taken."""
    candidate, n = id_, 2
    while candidate in taken:
        candidate, n = f"{id_}-{n}", n + 1
    return candidate
