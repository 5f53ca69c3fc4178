"""Who speaks and in which role: labels, names from the head, the way people talk -> participants."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.intake import lexicon, names
from generator.intake.stretches import Stretch, asks, ends_asking, guest, host
from generator.model import Role


@dataclass(slots=True)
class Person:
    """Somebody who speaks, with all labels that stand for them."""

    name: str
    role: Role | None = None
    title: str = ""
    kind: str = "person"
    keys: set[str] = field(default_factory=set)
    """Keys of their labels."""
    sure: bool = False
    """The role is said by a label, a field or a legend, not inferred."""
    generic: bool = False
    """The name is only a word for the side."""


def known(fields: Mapping[str, str], legend: Mapping[str, str]) -> list[Person]:
    """People whom the head of the source names."""
    people = []
    for name_of_field, role in (
        ("respondent", Role.RESPONDENT),
        ("interviewer", Role.INTERVIEWER),
        ("moderator", Role.MODERATOR),
    ):
        for name in names.names_in(fields.get(name_of_field, "")):
            person, title = names.name_and_title(name)
            people.append(Person(person, role, title, names.organisation(person), sure=True))
    for key, name in legend.items():
        said = lexicon.speaks_as(name)
        person, title = names.name_and_title(name)
        side = _role_of_word(said) or _role_of_word(lexicon.speaks_as(key))
        same = next((one for one in people if names.same_person(one.name, person)), None)
        if same:
            same.keys.add(key)
        else:
            people.append(Person(person, side, title, names.organisation(person), {key}, sure=side is not None))
    return people


def assign(stretches: Sequence[Stretch], people: list[Person], *, unsaid: Role | None = None) -> dict[str, Person]:
    """A person for every label of the stretches, with a role: said where possible, else inferred.

    Returns label key -> person; people who are known and have no label of their own stay outside. Where the layout
    tells what labels stand before, `unsaid` is the role of those that do not say it themselves.
    """
    by_key: dict[str, Person] = {}
    printed: dict[str, str] = {}
    for one in stretches:
        key = lexicon.key(one.label)
        if one.label and (key not in printed or len(one.label) > len(printed[key])):
            printed[key] = one.label
    people = [replace(p, keys=set(p.keys)) for p in people]
    index: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        _enter(person, index)
    for key in sorted(printed, key=lambda key: -len(printed[key])):
        by_key[key] = _person_for(key, printed[key], people, index)
    _pair_up(by_key)
    _name_single_sides(by_key, people)
    for person in by_key.values():
        person.role = person.role or unsaid
    _infer(stretches, by_key)
    return by_key


_NAMESAKES = 12
"""People looked at who share a word of a name; what more have in common tells nobody apart."""


def _enter(person: Person, index: dict[str, list[Person]]) -> None:
    """Puts a person where labels like their name or their keys will look."""
    for likeness in {*names.entries(person.name), *(f"={key}" for key in person.keys)}:
        index[likeness].append(person)


def _person_for(key: str, label: str, people: list[Person], index: dict[str, list[Person]]) -> Person:
    """The known person a label stands for, or a new one."""
    if held := index.get(f"={key}"):
        return held[0]
    said = lexicon.speaks_as(label)
    name, title = names.name_and_title(label)
    near = {id(one): one for likeness in names.likenesses(name) for one in index.get(likeness, [])[:_NAMESAKES]}
    matches = [one for one in near.values() if said in ("", "respondent") and names.same_person(one.name, name)]
    if len(matches) == 1 or (matches and lexicon.key(matches[0].name) == lexicon.key(name)):
        person = matches[0]
        person.keys.add(key)
        person.title = person.title or title
        if len(name) > len(person.name) and not name.isupper():
            person.name = name
            _enter(person, index)
        return person
    role = _role_of_word(said)
    person = Person(
        names.tidy(name), role, title, names.organisation(name), {key}, role is not None, generic=_is_word(key, said)
    )
    people.append(person)
    _enter(person, index)
    return person


def _role_of_word(said: str) -> Role | None:
    return {
        "question": Role.INTERVIEWER,
        "interviewer": Role.INTERVIEWER,
        "answer": Role.RESPONDENT,
        "respondent": Role.RESPONDENT,
        "moderator": Role.MODERATOR,
        "stage": Role.MODERATOR,
    }.get(said)


def _is_word(key: str, said: str) -> bool:
    """Whether a label is nothing but a word for a side (`reporter`, not `法新社记者`)."""
    return bool(said) and (key in lexicon.words(said) or re.sub(r"\s*\d+$", "", key) in lexicon.words(said))


def _pair_up(by_key: dict[str, Person]) -> None:
    """Letters used in pairs, as `В` and `О`, are the two sides, unless a legend says whose they are."""
    for _, question, answer in lexicon.pairs():
        one, two = by_key.get(question), by_key.get(answer)
        if one and two and one is not two and lexicon.key(one.name) == question and lexicon.key(two.name) == answer:
            one.role, two.role, one.sure, two.sure = Role.INTERVIEWER, Role.RESPONDENT, True, True
            one.generic = two.generic = True
            return


def _name_single_sides(by_key: dict[str, Person], people: list[Person]) -> None:
    """`Q` and `Interviewer` get the name of the only interviewer the head knows, and so on."""
    for role in (Role.INTERVIEWER, Role.RESPONDENT):
        unnamed = [key for key, person in by_key.items() if person.role is role and not _named(person)]
        named = [person for person in people if person.role is role and _named(person)]
        if len(named) == 1 and unnamed:
            for key in unnamed:
                named[0].keys.add(key)
                by_key[key] = named[0]
        elif len(unnamed) > 1:
            generic = [key for key in unnamed if not re.search(r"\d$", key)]
            for key in generic[1:]:
                if lexicon.speaks_as(key) == lexicon.speaks_as(generic[0]) in ("question", "answer"):
                    by_key[key] = by_key[generic[0]]


def _named(person: Person) -> bool:
    return not person.generic and not lexicon.speaks_as(person.name)


def _infer(stretches: Sequence[Stretch], by_key: dict[str, Person]) -> None:
    """Roles for people of whom nothing says it: by how much they ask, how long they talk, who welcomes whom."""
    said: dict[int, list[Stretch]] = defaultdict(list)
    first_said: dict[int, Person] = {}
    for one in stretches:
        if person := by_key.get(lexicon.key(one.label)):
            said[id(person)].append(one)
            first_said.setdefault(id(person), person)
    order = list(first_said.values())
    open_ = [person for person in order if person.role is None]
    if not open_:
        _demote_moderators(order)
        return
    scores = {id(person): inquisitiveness(said[id(person)], first=order[0] is person) for person in order}
    sure = {role: [p for p in order if p.role is role] for role in (Role.INTERVIEWER, Role.RESPONDENT)}
    if len(order) == 1:
        order[0].role = Role.RESPONDENT
        return
    if sure[Role.INTERVIEWER] and not sure[Role.RESPONDENT]:
        _split(open_, scores, at_least_one=False)
        if all(person.role is Role.INTERVIEWER for person in open_):
            min(open_, key=lambda person: scores[id(person)]).role = Role.RESPONDENT
    elif sure[Role.RESPONDENT]:
        asking = max((scores[id(person)] for person in sure[Role.INTERVIEWER]), default=0.3)
        for person in open_:
            quiet = scores[id(person)] < 0.6 * asking
            person.role = Role.RESPONDENT if quiet and sure[Role.INTERVIEWER] else Role.INTERVIEWER
    else:
        _split(open_, scores, at_least_one=True)
    _demote_moderators(order)


def _split(people: list[Person], scores: Mapping[int, float], *, at_least_one: bool) -> None:
    """Interviewers are those who ask clearly more than the rest."""
    ranked = sorted(people, key=lambda person: -scores[id(person)])
    top = scores[id(ranked[0])]
    for person in ranked:
        asking = scores[id(person)] >= max(0.3, 0.62 * top)
        person.role = Role.INTERVIEWER if asking else Role.RESPONDENT
    if at_least_one and (top > 0.12 or len(ranked) == 2):
        ranked[0].role = Role.INTERVIEWER
    if len(ranked) > 1 and all(person.role is Role.INTERVIEWER for person in ranked):
        ranked[-1].role = Role.RESPONDENT


def _demote_moderators(order: list[Person]) -> None:
    """Where nobody else asks, whoever presides is the interviewer."""
    if not any(person.role is Role.INTERVIEWER for person in order):
        for person in order:
            if person.role is Role.MODERATOR and lexicon.speaks_as(person.name) != "stage":
                person.role = Role.INTERVIEWER


def inquisitiveness(said: Sequence[Stretch], *, first: bool) -> float:
    """How much somebody talks like an interviewer, about 0 to 1.5."""
    texts = [" ".join(u.text for u in one.utterances) for one in said if one.utterances]
    if not texts:
        return 0.0
    ending = sum(map(ends_asking, texts)) / len(texts)
    asking = sum(map(asks, texts)) / len(texts)
    words = sum(one.words for one in said) / len(texts)
    marks = sum(text.count("?") + text.count("？") + text.count("؟") for text in texts)
    density = min(1.0, 25 * marks / max(1, sum(one.words for one in said)))
    brief = 1 / (1 + words / 60)
    score = 0.5 * ending + 0.2 * asking + 0.25 * density + 0.1 * brief
    score += 0.15 if first else 0.0
    score += 0.25 if any(host(text) for text in texts[:2] + texts[-2:]) else 0.0
    return score - (0.25 if any(guest(text) for text in texts[:3]) else 0.0)
