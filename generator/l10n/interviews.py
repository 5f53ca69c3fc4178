"""An interview and its catalog -> the interview in a locale: reviewed words where there are any, else the source's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.l10n import alignment
from generator.l10n.catalogs import Catalog, Entry
from generator.l10n.languages import closest
from generator.l10n.messages import source_text
from generator.model import Exchange, Interview, Paragraph, Participant, State, Term, Text


def localise(
    interview: Interview,
    catalog: Catalog | None,
    locale: str,
    people: Mapping[str, Term] | None = None,
    vocabulary: Catalog | None = None,
) -> Interview:
    """An interview in `locale`: the same ids, translated words where the catalog has reviewed ones for this source.

    Names and titles of participants come from `people` (terms by id), else from `vocabulary`. In its own language an
    interview stays exactly as it was published.
    """
    if interview.language == locale:
        return interview
    return replace(
        interview,
        participants=tuple(_participant(each, locale, people or {}, vocabulary) for each in interview.participants),
        title=_text(interview.title, "title", catalog, locale),
        introduction=tuple(_paragraph(paragraph, catalog, locale) for paragraph in interview.introduction),
        exchanges=tuple(_exchange(exchange, catalog, locale) for exchange in interview.exchanges),
    )


def state(entry: Entry | None, text: str) -> State:
    """What a catalog's entry says of the translation of `text`: only `TRANSLATED` may be published."""
    if entry is None or not entry.translated:
        return State.MISSING
    if entry.proposed:
        return State.PROPOSED
    if entry.text.split() != text.split():
        return State.OUTDATED
    if entry.fuzzy:
        return State.OUTDATED if entry.previous else State.PROPOSED
    return State.TRANSLATED


def word_in(vocabulary: Catalog | None, context: str, text: str) -> str:
    """A string of the vocabulary catalog in translation, if that is reviewed; else the string."""
    entry = vocabulary.get(context, text) if vocabulary and text else None
    return entry.translation if entry and state(entry, text) is State.TRANSLATED else text


def _text(text: Text, key: str, catalog: Catalog | None, locale: str) -> Text:
    if not text.words:
        return text
    entry = catalog.by_context.get(key) if catalog else None
    found = state(entry, text.words)
    if entry and found is State.TRANSLATED:
        return Text(" ".join(entry.translation.split("\n")), locale, found)
    return replace(text, state=found)


def _paragraph(paragraph: Paragraph, catalog: Catalog | None, locale: str) -> Paragraph:
    entry = catalog.by_context.get(paragraph.id) if catalog else None
    sealed = [sentence for sentence in paragraph.sentences if not sentence.text]
    if len(sealed) == len(paragraph.sentences):
        return paragraph
    if not sealed or not entry:
        return _translated(paragraph, entry, locale)
    found = alignment.unsealed(paragraph, entry.text, entry.translation)
    if not found:
        return _translated(paragraph, None, locale)
    visible, text, translation = found
    made = _translated(visible, replace(entry, text=text, translation=translation), locale)
    return replace(made, sentences=alignment.reseal(paragraph, made.sentences))


def _translated(paragraph: Paragraph, entry: Entry | None, locale: str) -> Paragraph:
    found = state(entry, source_text(paragraph))
    if entry and found is State.TRANSLATED:
        sentences = alignment.align(paragraph, entry.translation, locale)
        return replace(paragraph, sentences=sentences, language=locale, state=found)
    return replace(paragraph, state=found)


def _exchange(exchange: Exchange, catalog: Catalog | None, locale: str) -> Exchange:
    return replace(
        exchange,
        title=_text(exchange.title, f"{exchange.id}.title", catalog, locale),
        section=exchange.section and _text(exchange.section, f"{exchange.id}.section", catalog, locale),
        turns=tuple(
            replace(turn, paragraphs=tuple(_paragraph(paragraph, catalog, locale) for paragraph in turn.paragraphs))
            for turn in exchange.turns
        ),
    )


def _participant(
    participant: Participant, locale: str, people: Mapping[str, Term], vocabulary: Catalog | None
) -> Participant:
    term = people.get(participant.id)
    names, titles = (term.labels, term.titles) if term else ({}, {})
    name, title = closest(locale, names), closest(locale, titles)
    return replace(
        participant,
        name=names[name] if name else word_in(vocabulary, "participant", participant.name),
        title=titles[title] if title and participant.title else word_in(vocabulary, "participant", participant.title),
    )
