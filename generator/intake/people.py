"""Who speaks: labels and names from the head -> people, with the roles that words say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.intake import letters, lexicon, names
from generator.intake.stretches import Stretch
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
        ("witness", Role.RESPONDENT),
        ("respondent", None if fields.get("witness") else Role.RESPONDENT),
        ("interviewer", Role.INTERVIEWER),
        ("moderator", Role.MODERATOR),
        ("cast", None),
    ):
        for name in names.names_in(fields.get(name_of_field, "")):
            person, title = names.name_and_title(name)
            people.append(Person(names.tidy(person), role, title, names.organisation(person), sure=role is not None))
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


def assign(stretches: Sequence[Stretch], people: list[Person]) -> dict[str, Person]:
    """Label key -> a known person or a new one, with the role the label says, if it says any.

    People who are known and have no label of their own stay outside.
    """
    by_key: dict[str, Person] = {}
    printed: dict[str, str] = {}
    for one in stretches:
        key = lexicon.key(one.label)
        if one.label and (key not in printed or len(one.label) > len(printed[key])):
            printed[key] = lexicon.closed_up(one.label)
    people = [replace(p, keys=set(p.keys)) for p in people]
    index: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        _enter(person, index)
    sides = {key for _, *pair in lexicon.pairs() if all(key in printed for key in pair) for key in pair}
    for key in sorted(printed, key=lambda key: -len(printed[key])):
        by_key[key] = _person_for(key, printed[key], people, index, initial=key not in sides)
        said = (each.text for one in stretches for each in one.utterances)
        few = len(printed) <= _SPEAKERS
        if few and by_key[key].name == names.tidy(printed[key]) and names.acronym(printed[key], said):
            by_key[key].name = printed[key]
    _contractions(by_key, [lexicon.key(one.label) for one in stretches if one.label], printed)
    letters.pair_up(by_key)
    letters.initials(by_key)
    _name_single_sides(by_key, people)
    return by_key


_NAMESAKES = 12
"""People looked at who share a word of a name; what more have in common tells nobody apart."""


def _enter(person: Person, index: dict[str, list[Person]]) -> None:
    """Puts a person where labels like their name or their keys will look."""
    for likeness in {*names.entries(person.name), *(f"={key}" for key in person.keys)}:
        index[likeness].append(person)


def _person_for(key: str, label: str, people: list[Person], index: dict[str, list[Person]], *, initial: bool) -> Person:
    """The known person a label stands for, or a new one; `initial` says that a letter may be that of a name."""
    if held := index.get(f"={key}"):
        return held[0]
    said = lexicon.speaks_as(label)
    name, title = names.name_and_title(label)
    likenesses = names.likenesses(name) if initial or len(name) > 1 else ()
    near = {id(one): one for likeness in likenesses for one in index.get(likeness, [])[:_NAMESAKES]}
    matches = [one for one in near.values() if said in ("", "respondent") and names.same_person(one.name, name)]
    if len(matches) == 1 or (matches and lexicon.key(matches[0].name) == lexicon.key(name)):
        person = matches[0]
        person.keys.add(key)
        person.title = person.title or title
        calling, person.name = names.from_initial(person.name, name)
        person.title = person.title or calling
        if len(name) > len(person.name) and not name.isupper():
            person.name = name
            _enter(person, index)
        return person
    role = _role_of_word(said) or _role_of_word(lexicon.speaks_as(title))
    person = Person(
        names.tidy(name),
        role,
        "" if lexicon.key(title) in lexicon.words("not_labels") else title,  # `BYLINE` is no office
        names.organisation(name),
        {key, *filter(None, [lexicon.key(names.short_name(label))])},
        role is not None,
        generic=_is_word(lexicon.key(name), said),
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


_SPEAKERS = 60
"""Labels of a source in which one may be short for another; in a crowd a few letters fit too many."""
_CONTRACTION = re.compile(r"[^\W\d_a-zа-я]{2,4}")


def _contractions(by_key: dict[str, Person], order: Sequence[str], printed: Mapping[str, str]) -> None:
    """`SG` stands for `SCREENGUIDE`, who spoke above under the whole name and never again under that."""
    last = {key: at for at, key in enumerate(order)}
    first = {key: at for at, key in reversed([*enumerate(order)])}
    for key, label in printed.items() if len(printed) <= _SPEAKERS else ():
        if not _CONTRACTION.fullmatch(label) or by_key[key].keys != {key} or by_key[key].sure:
            continue
        above = [other for other in by_key if last[other] < first[key] and not by_key[other].generic]
        fit = [other for other in above if len(other) > 2 * len(key) and names.contracted(other, key)]
        if len(fit) == 1:
            by_key[fit[0]].keys.add(key)
            by_key[key] = by_key[fit[0]]


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
