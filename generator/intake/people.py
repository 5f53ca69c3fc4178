"""Who speaks and in which role: labels, names from the head, the way people talk -> participants."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.intake import lexicon
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
        for name in names_in(fields.get(name_of_field, "")):
            person, title = name_and_title(name)
            people.append(Person(person, role, title, organisation(person), sure=True))
    for key, name in legend.items():
        said = lexicon.speaks_as(name)
        person, title = name_and_title(name)
        side = _role_of_word(said) or _role_of_word(lexicon.speaks_as(key))
        same = next((one for one in people if same_person(one.name, person)), None)
        if same:
            same.keys.add(key)
        else:
            people.append(Person(person, side, title, organisation(person), {key}, sure=side is not None))
    return people


def names_in(value: str) -> list[str]:
    """The names of a field, however they are listed."""
    value = re.sub(r"\(\d{4}.*?\)", "", value)
    parts = re.split(r"\s*[;；、\n/|]\s*|\s+(?:and|und|et|y|e|и|与|和|및|و)\s+(?=\S)", value)
    found = []
    for part in parts:
        pieces = part.split(",")
        whole = len(pieces) > 1 and all(1 < len(piece.split()) <= 4 for piece in pieces) and not has_office(part)
        found += [piece.strip() for piece in pieces] if whole else [part.strip()]
    return [name for name in found if re.search(r"[^\W\d_]", name)][:12]


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
    for key in sorted(printed, key=lambda key: -len(printed[key])):
        by_key[key] = _person_for(key, printed[key], people)
    _pair_up(by_key)
    _name_single_sides(by_key, people)
    for person in by_key.values():
        person.role = person.role or unsaid
    _infer(stretches, by_key)
    return by_key


def _person_for(key: str, label: str, people: list[Person]) -> Person:
    """The known person a label stands for, or a new one."""
    for person in people:
        if key in person.keys:
            return person
    said = lexicon.speaks_as(label)
    name, title = name_and_title(label)
    matches = [one for one in people if said in ("", "respondent") and same_person(one.name, name)]
    if len(matches) == 1 or (matches and lexicon.key(matches[0].name) == lexicon.key(name)):
        person = matches[0]
        person.keys.add(key)
        person.title = person.title or title
        if len(name) > len(person.name) and not name.isupper():
            person.name = name
        return person
    role = _role_of_word(said)
    person = Person(_tidy(name), role, title, organisation(name), {key}, role is not None, generic=_is_word(key, said))
    people.append(person)
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
    order: list[Person] = []
    for one in stretches:
        if person := by_key.get(lexicon.key(one.label)):
            said[id(person)].append(one)
            if person not in order:
                order.append(person)
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


# --- names --------------------------------------------------------------------------------------------------------


def name_and_title(text: str) -> tuple[str, str]:
    """A label or field as name and office: `FOREIGN MINISTER LAVROV`, `王毅外长`, `Wang Yi (Foreign Minister)`."""
    text = " ".join(re.sub(r"[*\\]", "", text).replace("_", " ").split()).strip(" :：@")
    title = ""
    if match := re.fullmatch(r"(.+?)\s*[(（\[]((?:[^()（）\[\]]|[(（][^()（）]*[)）])+)[)）\]]?", text):
        inside = match[2].strip()
        if re.match(r"(?:Mr|Mrs|Ms|Dr|Hon)\b", inside):
            return name_and_title(inside)[0], match[1].strip()
        text, title = match[1].strip(), inside
        if title.casefold() in ("via interpreter", "through interpreter", "translated") or lexicon.speaks_as(title):
            title = ""
    if lexicon.speaks_as(text):
        return text, title
    if "," in text and not title:
        name, rest = (part.strip() for part in text.split(",", 1))
        if has_office(rest) or len(name.split()) > 1:
            text, title = name, rest
    words = text.split()
    while len(words) > 1 and words[0].casefold().strip(".") in lexicon.words("honorifics"):
        words = words[1:]
    for count in range(min(4, len(words) - 1), 0, -1):
        if " ".join(words[:count]).casefold() in lexicon.words("offices"):
            return " ".join(words[count:]), title or _tidy(" ".join(words[:count]))
    text = " ".join(words)
    if re.fullmatch(r"[\u3400-\u9fff\uac00-\ud7af\s·]{3,16}", text):
        for office in sorted(lexicon.words("offices_behind"), key=len, reverse=True):
            if text.endswith(office) and len(text) - len(office) >= 1:
                return text[: -len(office)].strip(), title or office
    return text, title


def has_office(text: str) -> bool:
    """Whether a phrase names an office or function."""
    folded = text.casefold()
    return any(_contains(folded, office) for office in lexicon.words("offices"))


def _contains(folded: str, word: str) -> bool:
    """Whether a word stands in a casefolded text, as a word of its own where words are spaced."""
    if word not in folded:
        return False
    return not word.isascii() or bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded))


def same_person(full: str, short: str) -> bool:
    """Whether a label can stand for a name: the name itself, one part of it, or its initials."""
    one, two = _folded(full), _folded(short)
    if not one or not two or one == two:
        return one == two and bool(one)
    if len(one) == len(two) == 1:
        return 1 in (len(one[0]), len(two[0])) and one[0][0] == two[0][0]  # "М." for "Минниханов"
    longer, shorter = (one, two) if len(one) >= len(two) else (two, one)
    joined = "".join(shorter)
    if joined == "".join(word[0] for word in longer) and len(joined) > 1:
        return True
    if len(shorter) == 1 and len(shorter[0]) > 1:
        return shorter[0] in (longer[-1], longer[0])
    position = 0
    for word in shorter:
        while position < len(longer) and not (
            longer[position] == word or (len(word) == 1 and longer[position][0] == word)
        ):
            position += 1
        position += 1
    return position <= len(longer) and len(shorter) > 1 and shorter[-1] == longer[-1]


def _folded(name: str) -> list[str]:
    name = unicodedata.normalize("NFKD", re.sub(r"[(（\[].*", "", name)).casefold()
    name = "".join(c for c in name if not unicodedata.combining(c))
    words = re.findall(r"[^\W\d_]+|\d+", name)
    return [word for word in words if word not in lexicon.words("honorifics") or len(words) == 1]


def _tidy(name: str) -> str:
    """A name set in capitals in ordinary letters."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) > 3 and all(c.isupper() for c in letters) and name[:1].isascii() and " " not in name.strip()[:0]:
        return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize() if len(m.group()) > 1 else m.group(), name)
    if len(letters) > 3 and all(c.isupper() for c in letters):
        return name.title()
    return name


def organisation(name: str) -> str:
    """`organisation` or `group` when a name is that of a medium or of several people, else `person`."""
    folded = name.casefold()
    if any(_contains(folded, word) for word in lexicon.words("organisations")):
        return "organisation"
    if re.match(r"(?:some|several|all|members|audience|reporters|crowd)\b", folded):
        return "group"
    return "person"


def slug(name: str, role: Role, taken: set[str]) -> str:
    """An ASCII id for a name (for the role, when the name has no ASCII form), unique among those taken."""
    text = ascii_words(name) if len(ascii_words(name)) > 1 else str(role)
    base, count = text, 2
    while text in taken:
        text, count = f"{base}-{count}", count + 1
    taken.add(text)
    return text


_CYRILLIC = {
    pair[0]: pair[1:]
    for pair in re.findall(
        r"\S+",
        "аa бb вv гg дd еe ёe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya "
        "іi їyi єye ґg ђdj јj љlj њnj ћc џdz",
    )
}
_LATIN = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"})


def ascii_words(text: str) -> str:
    """Lower-case ASCII words joined with hyphens, Cyrillic transliterated; empty for scripts that cannot be."""
    text = "".join(_CYRILLIC.get(c, c) for c in text.casefold()).translate(_LATIN)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")
