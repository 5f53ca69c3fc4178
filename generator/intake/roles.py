"""Roles of speakers of whom nothing says one: by how much they ask, how long they talk, who welcomes whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from generator.intake import lexicon, people
from generator.intake.people import Person
from generator.intake.stretches import Stretch, asks, ends_asking, guest, host
from generator.model import Role


def assigned(stretches: Sequence[Stretch], known: list[Person], *, unsaid: Role | None = None) -> dict[str, Person]:
    """Label key -> the person it stands for, each with a role: said where possible, else inferred.

    Where the layout tells what labels stand before, `unsaid` is the role of those that do not say it themselves.
    """
    by_key = people.assign(stretches, known)
    for person in by_key.values():
        person.role = person.role or unsaid
    _turn_letters(stretches, by_key)
    _let_preside(stretches, by_key)
    _infer(stretches, by_key)
    return by_key


_FEW = 0.2
_MOST = 0.7
"""Shares of their turns that ask, at most and at least, before two letters stand for the other side than usual."""


def _turn_letters(stretches: Sequence[Stretch], by_key: Mapping[str, Person]) -> None:
    """`R` answers in French and reports in German: where both letters plainly do the opposite, they change sides."""
    sides = {person.role: key for key, person in by_key.items() if len(key) == 1}
    asking, answering = sides.get(Role.INTERVIEWER), sides.get(Role.RESPONDENT)
    if len(by_key) != 2 or asking is None or answering is None:
        return
    said = {key: [one for one in stretches if lexicon.key(one.label) == key and one.utterances] for key in by_key}
    share = {
        key: sum(ends_asking(one.utterances[-1].text) for one in said[key]) / max(1, len(said[key])) for key in said
    }
    if len(said[asking]) > 2 and share[asking] <= _FEW and share[answering] >= _MOST:
        by_key[asking].role, by_key[answering].role = Role.RESPONDENT, Role.INTERVIEWER
        by_key[asking].sure = by_key[answering].sure = False


_ASKING = 0.5
"""Share of their turns that ask, at least, before whoever leads a press conference is one of those who ask."""


def _let_preside(stretches: Sequence[Stretch], by_key: Mapping[str, Person]) -> None:
    """Hosts and spokespeople beside reporters give the floor: they preside, unless they ask as much themselves."""
    leading = {key for key in by_key if key in lexicon.words("presiding")}
    others = {key for key, person in by_key.items() if person.role is Role.INTERVIEWER and key not in leading}
    if not leading or not others or len(by_key) - len(leading | others) < 1:
        return
    for key in leading:
        said = [one for one in stretches if lexicon.key(one.label) == key and one.utterances]
        if sum(ends_asking(one.utterances[-1].text) for one in said) < _ASKING * len(said):
            by_key[key].role = Role.MODERATOR


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
    if len(order) == 1:  # whoever answers, or asks, may have no label at all
        sides = {one.side for one in stretches if not one.label}
        order[0].role = Role.INTERVIEWER if sides == {"answers"} else Role.RESPONDENT
        return
    if sure[Role.INTERVIEWER] and not sure[Role.RESPONDENT]:
        usual = sum(scores[id(person)] for person in sure[Role.INTERVIEWER]) / len(sure[Role.INTERVIEWER])
        _split(open_, scores, at_least_one=False, least=0.6 * usual)
        if all(person.role is Role.INTERVIEWER for person in open_):
            min(open_, key=lambda person: scores[id(person)]).role = Role.RESPONDENT
    elif sure[Role.RESPONDENT]:
        asking = max((scores[id(person)] for person in sure[Role.INTERVIEWER]), default=0.3)
        for person in open_:
            quiet = scores[id(person)] < 0.6 * asking
            person.role = Role.RESPONDENT if quiet and sure[Role.INTERVIEWER] else Role.INTERVIEWER
    elif presiding := [person for person in order if person.role is Role.MODERATOR]:
        # A panel: who presides asks, the others answer; at a press conference the others ask more than the chair.
        quiet = max(scores[id(person)] for person in presiding) >= max(scores[id(person)] for person in open_)
        if quiet:
            for person in open_:
                person.role = Role.RESPONDENT
        else:
            _split(open_, scores, at_least_one=True)
    else:
        _split(open_, scores, at_least_one=True)
    _demote_moderators(order)


def _split(open_: list[Person], scores: Mapping[int, float], *, at_least_one: bool, least: float = 0.3) -> None:
    """Interviewers are those who ask clearly more than the rest, and at least so much."""
    ranked = sorted(open_, key=lambda person: -scores[id(person)])
    top = scores[id(ranked[0])]
    for person in ranked:
        asking = scores[id(person)] >= max(0.3, least, 0.62 * top)
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
