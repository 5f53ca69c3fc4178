"""Letters as labels: the two sides of a pair (`Q` and `A`, `В` and `О`), or the initials of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.intake import lexicon
from generator.model import Role

if TYPE_CHECKING:
    from generator.intake.people import Person


def pair_up(by_key: dict[str, Person]) -> None:
    """Letters used in pairs, as `В` and `О`, are the two sides, unless a legend says whose they are."""
    for _, question, answer in lexicon.pairs():
        one, two = by_key.get(question), by_key.get(answer)
        if one and two and one is not two and lexicon.key(one.name) == question and lexicon.key(two.name) == answer:
            one.role, two.role, one.sure, two.sure = Role.INTERVIEWER, Role.RESPONDENT, True, True
            one.generic = two.generic = True
            return
    for _, _, answer in lexicon.pairs():
        lone = by_key.get(answer) if len(by_key) == 1 else None
        if lone and lone.role is None and lexicon.key(lone.name) == answer:
            lone.role, lone.sure, lone.generic = Role.RESPONDENT, True, True  # the questions have numbers, or nothing
            return


_PLAIN = frozenset("q问問문")
"""Letters that ask wherever they stand: hardly a name begins with one."""


def initials(by_key: dict[str, Person]) -> None:
    """`A` beside `N` is a name like that, not an answer: only beside `Q` (or words for sides) it says which side."""
    letters = [key for key in by_key if len(key) == 1]
    for key in sorted({*letters} - _PLAIN) if len(letters) == len(by_key) > 1 else ():
        partners = {one for pair in lexicon.pairs() if key in pair[1:] for one in pair[1:]} - {key}
        if by_key[key].generic and not partners & by_key.keys():
            by_key[key].role, by_key[key].sure, by_key[key].generic = None, False, False
