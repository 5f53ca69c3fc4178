"""The participants of an interview, and which label or side each of them stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.intake import identifiers, lexicon, names, roles
from generator.intake.layouts import Layout
from generator.intake.people import Person
from generator.model import Dropped, Participant, Role


@dataclass(slots=True)
class Member:
    """A participant and whether the name is only a word for the side."""

    participant: Participant
    generic: bool

    @property
    def role(self) -> Role:
        return self.participant.role

    @property
    def name(self) -> str:
        return self.participant.name


@dataclass(slots=True)
class Cast:
    """The participants, and which label (or side) each stands for."""

    people: list[Member]
    by_label: dict[str, Member]
    """Label key -> member; `/asks` and `/answers` for stretches without a label."""
    inferred: list[Member]
    """Those whose role was inferred from the way they talk."""


_BESIDE = re.compile(r"[(（\[]([^()（）\[\]]+)[)）\]]")


def beside(layout: Layout, cast: Cast) -> list[Dropped]:
    """What labels say in brackets that is neither name nor office: `(via interpreter)`, `（以下、伊藤）`."""
    found: dict[tuple[str, str], Dropped] = {}
    for one in layout.stretches:
        member = cast.by_label.get(lexicon.key(one.label)) if one.label else None
        if not member:
            continue
        known = f"{member.name} {member.participant.title}".casefold()
        for words in _BESIDE.findall(one.label):
            if words.strip().casefold() not in known:
                found.setdefault((member.participant.id, words), Dropped(one.line, words, "beside a name"))
    return list(found.values())


def cast_of(layout: Layout, persons: list[Person], introduced: list[Person], language: str) -> Cast:
    """Who speaks in a document: people of the head, of the introduction and of the labels, brought together."""
    pool = [*persons]
    for newcomer in introduced:
        filled = any(person.role is newcomer.role and not person.keys and person.sure for person in pool)
        if not filled and not any(names.same_person(person.name, newcomer.name) for person in pool):
            pool.append(newcomer)
    labelled = roles.assigned(layout.stretches, pool, unsaid=layout.unsaid)
    cast = _Casting(language)
    for one in layout.stretches:
        if one.label and lexicon.speaks_as(one.label) == "stage":
            continue
        if one.label:
            key = lexicon.key(one.label)
            cast.by_label[key] = cast.member(labelled[key])
        elif f"/{one.side}" not in cast.by_label:
            role = Role.INTERVIEWER if one.side == "asks" else Role.RESPONDENT
            cast.by_label[f"/{one.side}"] = cast.member(_side(role, [*labelled.values(), *pool], language))
    return Cast([found for _, found in cast.members.values()], cast.by_label, cast.inferred)


class _Casting:
    """Makes a participant of each person, once."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.members: dict[int, tuple[Person, Member]] = {}
        self.by_label: dict[str, Member] = {}
        self.inferred: list[Member] = []
        self.taken: dict[str, int] = {}

    def member(self, person: Person) -> Member:
        if known := self.members.get(id(person)):
            return known[1]
        role = person.role or Role.RESPONDENT
        name = person.name
        if person.generic and lexicon.speaks_as(name) in ("", "question", "answer"):
            name = _word_for(role, self.language)
        identity = identifiers.slug(name, role, self.taken)
        found = Member(Participant(identity, name, role, person.title, person.kind), person.generic)
        self.members[id(person)] = (person, found)
        if not person.sure:
            self.inferred.append(found)
        return found


def _side(role: Role, pool: Sequence[Person], language: str) -> Person:
    """Who speaks on a side without a label: the first known for it, named if possible, or a word for the side."""
    known = [person for person in pool if person.role is role]
    if known:
        return next((person for person in known if not person.generic), known[0])
    kind = "group" if role is Role.INTERVIEWER else "person"
    return Person(_word_for(role, language), role, kind=kind, sure=True, generic=True)


def _word_for(role: Role, language: str) -> str:
    """A word for a side, in the language of the source."""
    names = lexicon.table("lexicon")["interviewer_names" if role is Role.INTERVIEWER else "respondent_names"]
    return str(names.get(language) or names.get(language.split("-")[0]) or names["en"])
