"""The participants of an interview, and which label or side each of them stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.intake import lexicon, names, people
from generator.intake.layouts import Layout
from generator.intake.people import Person
from generator.model import Finding, Participant, Role, Severity


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
    inferred: list[str]
    """Names whose role was inferred from the way they talk."""

    def doubts(self, name: str) -> list[Finding]:
        """Findings on what was assumed."""
        found = []
        generic = [one.name for one in self.people if one.generic]
        if generic:
            found.append(
                Finding(
                    Severity.WARNING,
                    f"the source does not name: {', '.join(generic)}",
                    name,
                    check="intake.participants",
                    remedy="put the names under `participants` in interview.md",
                )
            )
        if self.inferred:
            found.append(
                Finding(
                    Severity.NOTICE,
                    f"roles inferred from who asks: {', '.join(self.inferred)}",
                    name,
                    check="intake.participants",
                    remedy="correct `role` under `participants` in interview.md",
                )
            )
        return found


def cast_of(layout: Layout, persons: list[Person], introduced: list[Person], language: str) -> Cast:
    pool = [*persons]
    for newcomer in introduced:
        filled = any(person.role is newcomer.role and not person.keys and person.sure for person in pool)
        if not filled and not any(names.same_person(person.name, newcomer.name) for person in pool):
            pool.append(newcomer)
    labelled = people.assign(layout.stretches, pool, unsaid=layout.unsaid)
    taken: dict[str, int] = {}
    members: dict[int, tuple[Person, Member]] = {}
    by_label: dict[str, Member] = {}
    inferred = []

    def member(person: Person) -> Member:
        if known := members.get(id(person)):
            return known[1]
        role = person.role or Role.RESPONDENT
        generic = person.generic
        name = person.name
        if generic and lexicon.speaks_as(name) in ("", "question", "answer"):
            name = _word_for(role, language)
        if not person.sure:
            inferred.append(name)
        identity = names.slug(name, role, taken)
        found = Member(Participant(identity, name, role, person.title, person.kind), generic)
        members[id(person)] = (person, found)
        return found

    for one in layout.stretches:
        key = lexicon.key(one.label)
        if one.label and lexicon.speaks_as(one.label) == "stage":
            continue
        if one.label:
            by_label[key] = member(labelled[key])
            continue
        side = f"/{one.side}"
        if side not in by_label:
            role = Role.INTERVIEWER if one.side == "asks" else Role.RESPONDENT
            by_label[side] = member(_side(role, [*labelled.values(), *pool], language))
    return Cast([found for _, found in members.values()], by_label, inferred)


def _side(role: Role, pool: Sequence[Person], language: str) -> Person:
    """Who speaks on a side without a label: the only one known for it, or a word for the side."""
    named = [person for person in pool if person.role is role and not person.generic]
    if named:
        return named[0]
    kind = "group" if role is Role.INTERVIEWER else "person"
    return Person(_word_for(role, language), role, kind=kind, sure=True, generic=True)


def _word_for(role: Role, language: str) -> str:
    """A word for a side, in the language of the source."""
    names = lexicon.table("lexicon")["interviewer_names" if role is Role.INTERVIEWER else "respondent_names"]
    return str(names.get(language) or names.get(language.split("-")[0]) or names["en"])
