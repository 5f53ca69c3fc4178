"""A catalog and the messages there are now -> the text of the new catalog, with as little changed as can be.

What a translator wrote is never lost: an entry whose text changed keeps its translation as fuzzy, with the text it
was a translation of; an entry whose text is gone is kept as obsolete. An entry that does not change keeps its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.l10n.catalogs import MACHINE, MEMORY, Catalog, Entry
from generator.l10n.messages import Message
from generator.l10n.similarity import pair
from generator.l10n.writing import empty, written

__all__ = ["empty", "sync"]

_DRIFT = 20
"""Lines by which the reference of an otherwise unchanged entry may be wrong: otherwise every line that is inserted
into a text would change every entry below it, and bury in the diff what translators have to look at."""


def sync(old: Catalog, messages: Sequence[Message]) -> str:
    """The text of the catalog brought up to date with `messages`, in their order, obsolete entries last.

    Doing it twice changes no byte.
    """
    messages = _without_repetition(messages)
    found = _match(old.entries, messages)
    claimed = {id(entry) for entry in found if entry}
    losers = _losers(old.entries, messages, claimed)
    forms = _number_of_forms(old)
    blocks = [old.preamble]
    for message, entry in zip(messages, found, strict=True):
        blocks.append(written(_updated(message, entry, losers.get(_key(message), ()), forms), entry))
    dropped = {id(entry) for entries in losers.values() for entry in entries}
    for entry in old.entries:
        if id(entry) not in claimed and id(entry) not in dropped and any((entry.translation, *entry.translations)):
            retired = replace(entry, obsolete=True, notes="", references=())
            blocks.append(written(retired, entry))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _key(message: Message) -> tuple[str, str]:
    return (message.context, "" if message.minted else message.text)


def _without_repetition(messages: Sequence[Message]) -> list[Message]:
    """The messages, those with the same context and text made one."""
    unique: dict[tuple[str, str], Message] = {}
    for message in messages:
        key = (message.context, message.text)
        if key in unique:
            first = unique[key]
            message = replace(
                first,
                notes=tuple(dict.fromkeys(first.notes + message.notes)),
                references=tuple(dict.fromkeys(first.references + message.references)),
            )
        unique[key] = message
    return list(unique.values())


def _match(entries: Sequence[Entry], messages: Sequence[Message]) -> list[Entry | None]:
    """For each message the entry it continues: the same id, the same text, or at last a similar text."""
    by_context: dict[str, list[Entry]] = {}
    by_text: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        by_context.setdefault(entry.context, []).append(entry)
        by_text.setdefault((entry.context, entry.text), []).append(entry)
    found: list[Entry | None] = []
    for message in messages:
        same = by_context.get(message.context) if message.minted else by_text.get((message.context, message.text))
        found.append(max(same, key=lambda entry, text=message.text: _worth(entry, text)) if same else None)  # type: ignore[misc]
    claimed = {id(entry) for entry in found if entry}
    contexts = {message.context for message in messages if message.minted}
    left = [e for e in entries if id(e) not in claimed and e.context not in contexts and e.translation]
    _take_moved(messages, found, left)
    _take_similar(messages, found, left)
    return found


def _worth(entry: Entry, text: str) -> tuple[bool, ...]:
    """Of several entries for one message the greatest is the one to go on with."""
    return entry.translated, entry.text == text, not entry.obsolete, not entry.fuzzy


def _take_moved(messages: Sequence[Message], found: list[Entry | None], left: list[Entry]) -> None:
    """A text that turns up under another id, word for word, brings its translation along."""
    moved = {entry.text: entry for entry in left}
    for index, message in enumerate(messages):
        if found[index] is None and message.minted and (entry := moved.pop(message.text, None)):
            found[index] = entry
            left.remove(entry)


def _take_similar(messages: Sequence[Message], found: list[Entry | None], left: list[Entry]) -> None:
    """A text without an id of its own is recognised by its words, within its context."""
    new = [index for index, message in enumerate(messages) if found[index] is None and not message.minted]
    for context in {messages[index].context for index in new}:
        texts = [index for index in new if messages[index].context == context]
        olds = [entry for entry in left if entry.context == context]
        pairs = pair([messages[index].text for index in texts], [entry.text for entry in olds])
        for at, old in pairs.items():
            found[texts[at]] = olds[old]


def _losers(
    entries: Iterable[Entry], messages: Iterable[Message], claimed: set[int]
) -> dict[tuple[str, str], tuple[Entry, ...]]:
    """Key of a message -> further entries for it, as a merge of two branches leaves them."""
    minted = {message.context for message in messages if message.minted}
    keys = {_key(message) for message in messages}
    losers: dict[tuple[str, str], tuple[Entry, ...]] = {}
    for entry in entries:
        key = (entry.context, "" if entry.context in minted else entry.text)
        if key in keys and id(entry) not in claimed and not entry.obsolete:
            losers[key] = (*losers.get(key, ()), entry)
    return losers


def _updated(message: Message, entry: Entry | None, losers: Sequence[Entry], forms: int) -> Entry:
    """The entry of a message, going on from the entry it had."""
    entry = entry or Entry(message.context, message.text)
    translations = _plural_translations(entry, forms) if message.plural else ()
    translation = translations[0] if message.plural else entry.translation
    changed = not _same_words(entry.text, message.text) or (bool(message.plural) and not entry.plural)
    fuzzy = entry.fuzzy and bool(translation)
    previous = entry.previous if fuzzy else ""
    if changed and translation:
        fuzzy, previous = True, previous or entry.text
    flags = [flag for flag in entry.flags if flag != "fuzzy" and not flag.endswith("-format")]
    made = Entry(
        context=message.context,
        text=message.text,
        translation=translation,
        plural=message.plural,
        translations=translations,
        flags=(*(["fuzzy"] if fuzzy else []), *flags, *message.flags),
        previous="" if previous == message.text else previous,
        comments=_with_others(entry, losers),
        notes="\n".join(message.notes),
        references=tuple((file, str(line) if line else "") for file, line in message.references),
    )
    kept = replace(made, references=entry.references)
    return kept if kept == entry and _near(entry.references, message.references) else made


def _near(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, int]]) -> bool:
    """Whether references lead to the same files and about the same lines."""
    return [file for file, _ in old] == [file for file, _ in new] and all(
        abs(int(before or 0) - after) <= _DRIFT for (_, before), (_, after) in zip(old, new, strict=True)
    )


def _same_words(one: str, other: str) -> bool:
    """Whether two texts differ at most in where their lines end: a sentence split anew says what it said."""
    return one == other or one.split() == other.split()


def _with_others(entry: Entry, losers: Iterable[Entry]) -> str:
    """The translators' comments, and what another branch had translated differently."""
    comments = entry.comments.split("\n") if entry.comments else []
    if not entry.fuzzy:  # somebody confirmed it: it is no longer a machine's
        comments = [line for line in comments if not line.startswith((MACHINE, MEMORY))]
    for loser in losers:
        if loser.translation and loser.translation != entry.translation:
            comments.append("another translation: " + loser.translation.replace("\n", "\n  "))
    return "\n".join(dict.fromkeys(comments))


def _plural_translations(entry: Entry, forms: int) -> tuple[str, ...]:
    known = entry.translations or ((entry.translation,) if entry.translation else ())
    return (*known[:forms], *[""] * (forms - len(known)))


def _number_of_forms(catalog: Catalog) -> int:
    match = re.search(r"nplurals\s*=\s*(\d+)", catalog.header.get("Plural-Forms", ""))
    return int(match[1]) if match else 2
