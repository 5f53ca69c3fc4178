"""Interview with positional ids + ledger -> the same interview with its minted ids + the ledger brought up to date."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.identity import fingerprint
from generator.identity.alignment import Known, align
from generator.identity.ledger import Ledger, order, resolve
from generator.identity.minting import live_entries, mint_ids
from generator.identity.outline import Outline, of_interview, of_ledger, paragraphs
from generator.identity.retirement import Past, guests, retire
from generator.identity.seals import guard
from generator.model import Interview, Paragraph, Sentence

_TELLING = 4
"""Words that come back have to be at least so many to be the same passage and not only the same words."""
_QUESTION = 1000
"""How much more the opening of an exchange says about which exchange it is than what follows."""


def mint(interview: Interview) -> Ledger:
    """The ledger of an interview that has none yet: its positional ids become its ids."""
    return _matched(interview, Ledger())[1]


def match(interview: Interview, ledger: Ledger) -> tuple[Interview, Ledger]:
    """The interview with its minted ids, and the ledger to keep.

    An edited passage keeps its id, a new one gets the next number never used, the id of one that is gone is retired
    and leads to the nearest passage that is left. A sentence whose words are unchanged keeps its id wherever it went.
    Raises InputError when an edit brings words of a sealed sentence (`interview.sealed`) into an open one.
    """
    outline, kept = _matched(interview, ledger)
    return _with_ids(interview, outline), kept


def _matched(interview: Interview, ledger: Ledger) -> tuple[Outline, Ledger]:
    """The minted ids of the interview, and the ledger to keep."""
    old, new = of_ledger(ledger), of_interview(interview)
    known = [
        Known(*_parts(ledger.live[id]), around) for id, around in zip(old.sentences, old.paragraph_of, strict=True)
    ]
    said = list(_sentences(interview))
    present = _present(said, new, known)
    if known and _unchanged(old, known, new, present):
        return old, ledger
    pairs = align(known, present)

    sentences = {at: old.sentences[i] for at, i in pairs.items()}
    sentences |= _come_back(present, sentences, ledger)
    minted = mint_ids(new, *_homes(old, new, sentences, present), sentences, ledger)
    past = Past(ledger, old, known, minted, present, {i: at for at, i in pairs.items()})
    guard(interview, said, past)
    live = live_entries(minted, present)
    retired = retire(past, live)
    kept = guests(ledger, minted, resolve(retired))
    return minted, Ledger(live, retired, kept, ledger.slugs)


def _unchanged(old: Outline, known: list[Known], new: Outline, present: list[Known]) -> bool:
    """The same words in the same places: nearly every interview on nearly every build."""
    return (
        (len(old.exchanges), len(old.paragraphs), old.exchange_of)
        == (len(new.exchanges), len(new.paragraphs), new.exchange_of)
        and known == present  # sentences know their paragraphs
    )


def _parts(fingerprint: str) -> tuple[str, str]:
    digest, _, sketch = fingerprint.partition(" ")
    return digest, sketch


def _present(sentences: Sequence[Sentence], outline: Outline, known: list[Known]) -> list[Known]:
    """The present sentences; only those whose words are not known are looked at word by word."""
    sketches = {sentence.digest: sentence.sketch for sentence in known}
    present = []
    for at, sentence in enumerate(sentences):
        digest = fingerprint.digest(sentence.text)
        sketch = sketches[digest] if digest in sketches else fingerprint.sketch(sentence.text)
        present.append(Known(digest, sketch, outline.paragraph_of[at]))
    return present


def _sentences(interview: Interview) -> Iterable[Sentence]:
    for paragraph in interview.introduction:
        yield from paragraph.sentences
    for exchange in interview.exchanges:
        for paragraph in paragraphs(exchange):
            yield from paragraph.sentences


def _come_back(present: list[Known], found: dict[int, str], ledger: Ledger) -> dict[int, str]:
    """Sentences that were cut and are pasted again, perhaps builds later, get their own ids back."""
    gone: defaultdict[str, list[str]] = defaultdict(list)
    for id, entry in ledger.retired.items():
        if entry.digest:
            gone[entry.digest].append(id)
    back = {}
    for at, sentence in enumerate(present):
        if at not in found and gone.get(sentence.digest) and len(sentence.sketch) >= 2 * _TELLING:
            back[at] = gone[sentence.digest].pop(0)
    return back


def _homes(
    old: Outline, new: Outline, sentences: dict[int, str], present: list[Known]
) -> tuple[dict[int, str], dict[int, str]]:
    """Which paragraphs and which exchanges are known ones: those that most of their words were in."""
    paragraph_of = {id: old.paragraphs[old.paragraph_of[at]] for at, id in enumerate(old.sentences)}
    exchange_of = {
        id: old.exchanges[around] for id, around in zip(old.paragraphs, old.exchange_of, strict=True) if around >= 0
    }
    opened = {id for id, opening in zip(old.paragraphs, old.opening(), strict=True) if opening}
    opens = new.opening()
    of_paragraph: Counter[tuple[int, str]] = Counter()
    of_exchange: Counter[tuple[int, str]] = Counter()
    for at, id in sentences.items():
        words = 1 + len(present[at].sketch) // 2
        paragraph = paragraph_of.get(id) or id.rpartition(".")[0]
        of_paragraph[new.paragraph_of[at], paragraph] += words
        exchange = exchange_of.get(paragraph) or paragraph.rpartition(".")[0]
        if exchange != "intro" and (around := new.exchange_around(at)) >= 0:
            question = opens[new.paragraph_of[at]] and paragraph in opened
            of_exchange[around, exchange] += words * (_QUESTION if question else 1)
    paragraphs, exchanges = _most(of_paragraph), _most(of_exchange)
    _without_words(paragraphs, old.paragraphs, old.paragraph_of, new.paragraphs, new.paragraph_of)
    _without_words(exchanges, old.exchanges, old.exchange_of, new.exchanges, new.exchange_of)
    return paragraphs, exchanges


def _without_words(
    found: dict[int, str], old: list[str], old_around: list[int], new: list[str], new_around: list[int]
) -> None:
    """Adds the passages that have nothing inside yet (a heading alone): they can only be told by their order."""
    before, now, taken = set(old_around), set(new_around), set(found.values())
    known = [id for at, id in enumerate(old) if at not in before and id not in taken]
    found.update(zip((at for at in range(len(new)) if at not in now), known, strict=False))


def _most(votes: Counter[tuple[int, str]]) -> dict[int, str]:
    """The heaviest votes, each passage and each id once."""
    chosen: dict[int, str] = {}
    taken: set[str] = set()
    for (at, id), _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0][0], order(vote[0][1]))):
        if at not in chosen and id not in taken:
            chosen[at] = id
            taken.add(id)
    return chosen


def _with_ids(interview: Interview, outline: Outline) -> Interview:
    """The interview with the ids of the outline, passage by passage."""
    sentence_ids, paragraph_ids = iter(outline.sentences), iter(outline.paragraphs)

    def renamed(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return tuple(
            replace(
                paragraph,
                id=next(paragraph_ids),
                sentences=tuple(Sentence(next(sentence_ids), s.text, s.line) for s in paragraph.sentences),
            )
            for paragraph in paragraphs
        )

    introduction = renamed(interview.introduction)
    exchanges = tuple(
        replace(
            exchange, id=id, turns=tuple(replace(turn, paragraphs=renamed(turn.paragraphs)) for turn in exchange.turns)
        )
        for exchange, id in zip(interview.exchanges, outline.exchanges, strict=True)
    )
    return replace(interview, introduction=introduction, exchanges=exchanges)
