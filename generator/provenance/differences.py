"""Interview and the words of its original -> what was changed, left out or put in another order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.model import Finding, Interview, Severity
from generator.provenance.places import ANCHOR, UNSPACED, Original, Said, places, said_in, words

CHECK = "provenance"
_OMITTED = 4
"""Words of the original, or more, that are missing between two sentences and that nothing explains."""
_SHOWN = 12
"""Words of the original, at most, that a finding repeats on each side."""


def differences(file: str, interview: Interview, original_words: str) -> Iterator[Finding]:
    """A finding for every sentence that is not the original's, and for every stretch of it that is left out."""
    original = Original(words(original_words))
    sentences = said_in(interview)
    found = places(original, sentences)
    dropped = f" {' '.join(words(' / '.join(interview.source.dropped)))} "
    following = [len(original.words)]  # for each sentence, from the end: where the words behind it begin
    for said in reversed(sentences):
        following.append(next((place for place in found[said.start : said.end] if place is not None), following[-1]))
    last = -1
    for said, behind in zip(sentences, following[-2::-1], strict=True):
        here = found[said.start : said.end]
        hunks = list(_hunks(original.words, said.words, here, last, behind, dropped))
        if hunks:
            yield _altered(file, said, hunks, original)
        elif last >= 0 and here and here[0] is not None:
            yield from _omitted(file, said, original.words[last + 1 : here[0]], interview)
        last = max((place for place in here if place is not None), default=last)


def _hunks(
    original: list[str], said: list[str], here: Sequence[int | None], last: int, following: int, dropped: str
) -> Iterator[tuple[list[str], list[str]]]:
    """Words of a sentence that the original has not, and what it has there instead; either may be empty.

    `here` has the places of the words, `last` and `following` those of the words around the sentence.
    """
    at, before = 0, last
    while at < len(said):
        end = at
        while end < len(said) and here[end] is None:
            end += 1
        place = here[end] if end < len(said) else None
        there = original[before + 1 : following if place is None else place]
        foreign = said[at:end]
        glued = "".join(foreign)
        if not at or end == len(said):  # what stands around a sentence need not belong to it
            there = there[-len(foreign) - 2 :] if not at else there[: len(foreign) + 2]
            if glued not in "".join(there):
                yield foreign, there
        elif glued != "".join(there) and (foreign or f" {' '.join(there)} " not in dropped):
            yield foreign, there
        before = before if place is None else place
        at = end + 1


def _altered(file: str, said: Said, hunks: Sequence[tuple[list[str], list[str]]], original: Original) -> Finding:
    """One finding for a sentence, that says what the original says."""
    where = file, said.sentence.line, CHECK
    elsewhere = original.first(said.words, 0, len(original.words))
    if len(said.words) >= ANCHOR and elsewhere is not None:
        message = f"{said.sentence.id} does not stand here in the original: {_quoted(said.words)}"
        return Finding(Severity.ERROR, message, *where, "restore the order of the original")
    details = "; ".join(
        f"{_quoted(foreign)} where the original says {_quoted(there)}"
        if foreign and there
        else f"{_quoted(foreign or there)} is {'not in' if foreign else 'left out of'} the original's words"
        for foreign, there in hunks
    )
    remedy = "restore the original's words, declare the change under corrections, or make it a note (> [!NOTE])"
    return Finding(Severity.ERROR, f"{said.sentence.id} is not as in the original: {details}", *where, remedy)


def _omitted(file: str, said: Said, between: list[str], interview: Interview) -> Iterator[Finding]:
    """Words of the original between two sentences that are neither dropped, nor a label, a title or a number."""
    names = [f"{participant.name} {participant.title}" for participant in interview.participants]
    titles = [interview.title.words, *(exchange.title.words for exchange in interview.exchanges)]
    titles += [exchange.section.words for exchange in interview.exchanges if exchange.section]
    explained = set(words(" / ".join([*interview.source.dropped, *names, *titles])))
    missing = [word for word in between if word not in explained and not word[0].isdigit()]
    if len(missing) >= _OMITTED:
        message = f"before {said.sentence.id} the original has words that are left out: {_quoted(between)}"
        remedy = "restore them, or say under source: dropped: what they are"
        yield Finding(Severity.WARNING, message, file, said.sentence.line, CHECK, remedy)


def _quoted(words: Sequence[str]) -> str:
    shown = words if len(words) <= 2 * _SHOWN else [*words[:_SHOWN], "…", *words[-_SHOWN:]]
    return "“" + re.sub(rf"(?<=[{UNSPACED}]) (?=[{UNSPACED}])", "", " ".join(shown)) + "”"
