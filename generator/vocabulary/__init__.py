"""The vocabulary an editor owns: `topics.yml` and `people.yml` as terms.

A file maps ids to entries; everything but `labels` (and, in `people.yml`, `kind`) may be left out:

    crude-oil:
      labels: {en: Crude oil, ru: Нефть}            # what pages call it
      aliases: {en: [oil imports], ru: [нефтяной]}  # other words for it, in their base form
      not_in: {en: [oil painting]}                  # where those words mean something else
      notes: {en: Production of and trade in unrefined petroleum.}
      broader: energy
      related: [bilateral-trade]
      links: {wikidata: Q22656}                     # only what somebody has verified
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator import located
from generator.errors import InputError
from generator.located import Map
from generator.model import Finding, Severity, Term
from generator.vocabulary.entries import KINDS, entry

__all__ = ["KINDS", "findings", "read"]

TOPICS = "docs/topics.yml"
PEOPLE = "docs/people.yml"


def read(topics: Path, people: Path) -> tuple[Term, ...]:
    """The terms of both files, in their order; a missing file has none.

    Raises `InputError` for the first mistake: unknown keys, ids that are used twice or lead nowhere, circles of
    broader terms, a language given twice, values of the wrong form.
    """
    terms: list[Term] = []
    places: dict[str, Path] = {}
    for file, kinds in ((topics, ("topic",)), (people, KINDS)):
        entries = _load(file)
        for id_, value in entries.items():
            line = entries.lines[id_]
            if id_ in places:
                raise InputError(file, line, f"the id {id_!r} is used in {places[id_]} already", "an id of its own")
            places[id_] = file
            terms.append(entry(id_, value, line, file, kinds))
    _check_references(terms, places)
    return tuple(terms)


def findings(terms: Sequence[Term], topics: str = TOPICS, people: str = PEOPLE) -> Iterator[Finding]:
    """Words that two terms claim.

    A warning, not an error: two people may well share a surname, and the words are then left alone wherever the
    interview does not say which of them is meant. A topic and a name may share words (the topic of multilateral
    organisations and BRICS itself): they answer different questions.
    """
    claimed: dict[tuple[bool, str, str], Term] = {}
    for term in terms:
        for tag, words in _claims(term):
            first = claimed.setdefault((term.kind == "topic", tag, words), term)
            if first.id != term.id:
                yield Finding(
                    Severity.WARNING,
                    f"{words!r} ({tag}) is claimed by {first.id} and by {term.id}",
                    topics if term.kind == "topic" else people,
                    term.line,
                    "vocabulary",
                    "take it from one of them, or use a longer phrase in both",
                )


def _load(file: Path) -> Map:
    try:
        text = file.read_text("utf-8") if file.exists() else ""
    except UnicodeDecodeError as error:
        raise InputError(file, None, f"byte {error.start} is not UTF-8", "a file in UTF-8") from error
    value = located.load(text, file)
    if value is None:
        value = Map()
    entries: Map = located.expect(value, Map, file, 1, file.name)
    return entries


def _claims(term: Term) -> Iterator[tuple[str, str]]:
    """Language tag and words, each once."""
    for tag in dict.fromkeys((*term.labels, *term.aliases)):
        for words in dict.fromkeys((term.labels.get(tag, ""), *term.aliases.get(tag, ()))):
            if words:
                yield tag, words.casefold()


def _check_references(terms: Sequence[Term], places: dict[str, Path]) -> None:
    """Raise for a term that refers to nothing, to itself, or to itself by way of others."""
    by_id = {term.id: term for term in terms}
    for term in terms:
        file = places[term.id]
        for other in filter(None, (term.broader, *term.related)):
            if other not in by_id or other == term.id:
                found = "itself" if other == term.id else f"{other!r}, which is not there"
                raise InputError(file, term.line, f"{term.id} refers to {found}", "the id of another entry")
    for term in terms:
        path = [term.id]
        while above := by_id[path[-1]].broader:
            path.append(above)
            if above in path[:-1]:
                circle = " → ".join(path[path.index(above) :])
                raise InputError(
                    places[term.id], term.line, f"broader terms in a circle: {circle}", "one without broader"
                )
