"""An outline and what was recognised in it -> the outline with an id for everything, none of them used before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.identity.alignment import Known
from generator.identity.ledger import Ledger, order
from generator.identity.outline import Outline

_NUMBER = re.compile(r"[0-9]+")


def mint_ids(
    new: Outline, paragraphs: dict[int, str], exchanges: dict[int, str], sentences: dict[int, str], ledger: Ledger
) -> Outline:
    """The outline with the ids of what is known, and new ones for the rest."""
    numbers = _Numbers(ledger)
    minted = Outline(exchange_of=new.exchange_of, paragraph_of=new.paragraph_of)
    for at, given in enumerate(new.exchanges):
        minted.exchanges.append(exchanges.get(at) or numbers.next("", "q", given))
    for at, given in enumerate(new.paragraphs):
        around = minted.exchanges[new.exchange_of[at]] if new.exchange_of[at] >= 0 else "intro"
        minted.paragraphs.append(paragraphs.get(at) or numbers.next(around, ".p", given))
    for at, given in enumerate(new.sentences):
        around = minted.paragraphs[new.paragraph_of[at]]
        minted.sentences.append(sentences.get(at) or numbers.next(around, ".s", given))
    return minted


class _Numbers:
    """The next number under every id: one more than was ever used there."""

    def __init__(self, ledger: Ledger) -> None:
        self._fresh = not ledger.live and not ledger.retired
        self._used: set[str] = set()
        self._last: Counter[str] = Counter()
        for id in (*ledger.live, *ledger.retired):
            self._use(id, id.rpartition(".")[0], order(id)[-1])

    def _use(self, id: str, around: str, number: int) -> None:
        self._used.add(id)
        self._last[around] = max(self._last[around], number)

    def next(self, around: str, mark: str, given: str) -> str:
        """A new id in the passage `around`; in a first ledger the positional id, where it says what it should."""
        start = around + mark
        number = given.removeprefix(start)
        if not (self._fresh and given.startswith(start) and _NUMBER.fullmatch(number) and given not in self._used):
            number = str(self._last[around] + 1)
        id = start + number
        self._use(id, around, int(number))
        return id


def live_entries(outline: Outline, present: Sequence[Known]) -> dict[str, str]:
    """The `live` part of the ledger: every passage behind the one that it is in."""
    live: dict[str, str] = {}
    sentence = paragraph = 0
    for exchange in range(-1, len(outline.exchanges)):
        if exchange >= 0:
            live[outline.exchanges[exchange]] = ""
        while paragraph < len(outline.paragraphs) and outline.exchange_of[paragraph] == exchange:
            live[outline.paragraphs[paragraph]] = ""
            while sentence < len(outline.sentences) and outline.paragraph_of[sentence] == paragraph:
                live[outline.sentences[sentence]] = f"{present[sentence].digest} {present[sentence].sketch}"
                sentence += 1
            paragraph += 1
    return live
