"""A seal holds what it sealed: words that an edit takes out of a sealed sentence may not turn up in an open one."""

from __future__ import annotations

from collections.abc import Sequence

from generator.errors import InputError
from generator.identity.fingerprint import Bag, bag, contained
from generator.identity.outline import OUTSIDE, Outline
from generator.identity.retirement import Past
from generator.model import Interview, Sentence

_TELLING = 3
"""Words that an open sentence has to gain for it to matter where they come from."""
_TAKEN = 0.75
"""Share of them that a sealed sentence has just lost."""


def guard(interview: Interview, sentences: Sequence[Sentence], past: Past) -> None:
    """Raises InputError when a sealed sentence was cut in two, or its words put into another, and that is not sealed.

    Only the edit itself shows this, so it has to stop before the ledger forgets: until the editor seals that one too.
    """
    if not interview.sealed:
        return
    lost = [
        bag(sentence.sketch) - _now(past, at)
        for at, sentence in enumerate(past.known)
        if _covered(interview.sealed, past.old, at)
    ]
    before = {j: i for i, j in past.to_new.items()}
    for at, sentence in enumerate(past.present):
        gained = bag(sentence.sketch) - (bag(past.known[before[at]].sketch) if at in before else Bag())
        if gained.total() < _TELLING or _covered(interview.sealed, past.new, at):
            continue
        if any(contained(gained, words) >= _TAKEN for words in lost):
            id = past.new.sentences[at]
            raise InputError(
                f"{interview.slug}/interview.md",
                sentences[at].line,
                f"{id} has words of a sealed sentence and is not sealed",
                f"sealed: [{', '.join((*interview.sealed, id))}]",
            )


def _now(past: Past, at: int) -> Bag:
    """The words that a known sentence has today."""
    return bag(past.present[past.to_new[at]].sketch) if at in past.to_new else Bag()


def _covered(seals: Sequence[str], outline: Outline, at: int) -> bool:
    """Whether a seal names the sentence, or what it is in, or what it came from."""
    exchange = outline.exchange_around(at)
    around = "intro" if exchange == OUTSIDE else outline.exchanges[exchange]
    ids = (around, outline.paragraphs[outline.paragraph_of[at]], outline.sentences[at])
    return any(id == seal or id.startswith(f"{seal}.") for seal in seals for id in ids)
