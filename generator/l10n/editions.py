"""The corpus and the catalogs of a locale -> the edition: everything in that locale, marked where it is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.l10n import alignment
from generator.l10n.blocks import blocks, translatable
from generator.l10n.catalogs import Catalog, Entry, read
from generator.l10n.languages import closest
from generator.l10n.messages import source_text
from generator.l10n.status import Status, status
from generator.l10n.ui import Interface, interface
from generator.model import Corpus, Exchange, Interview, Paragraph, Participant, State, Term, Text

UI, VOCABULARY, PAGES = "ui", "vocabulary", "pages"
"""Catalogs that are not an interview's."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The whole publication in one locale."""

    locale: str
    """BCP 47 tag."""
    interviews: tuple[Interview, ...]
    """Those of the corpus, in its order, with the same ids; what is not translated is in the source's language."""
    sources: Mapping[str, Interview]
    """Slug -> the interview as published."""
    ui: Interface
    """The interface's strings."""
    pages: Mapping[str, tuple[Text, ...]]
    """File name of a hand-written page -> its top-level Markdown blocks."""
    status: Mapping[str, Status]
    """Slug -> how far the interview is translated."""
    vocabulary: Catalog | None = field(default=None, repr=False)
    """Catalog of the words that are not labels of the vocabulary."""

    def term_label(self, term: Term) -> str:
        """The label of a term in this locale, or in the language that comes closest (see `label`)."""
        return label(term.labels, self.locale) or term.id

    def measure(self, text: str) -> str:
        """What a figure measures, in this locale if it is translated."""
        return self.word("measure", text)

    def word(self, context: str, text: str) -> str:
        """A string of the vocabulary catalog (`attribution`, `participant`, …), translated if it can be."""
        return _word(self.vocabulary, context, text)


def make(
    corpus: Corpus,
    locale: str,
    translations: Path,
    hand_written: Mapping[str, str],
    language: str = "en",
) -> Edition:
    """The edition of a corpus in `locale`, from the catalogs below `translations`.

    `hand_written` holds the Markdown of each hand-written page by its file name; they are in `language`. Raises
    InputError for a catalog that cannot be read.
    """
    folder = translations / locale / "LC_MESSAGES"
    vocabulary = _read(folder, VOCABULARY)
    people = {term.id: term for term in corpus.terms if term.kind in ("person", "organisation")}
    interviews, statuses = [], {}
    for interview in corpus.interviews:
        catalog = None if interview.language == locale else _read(folder, interview.slug)
        localised = localise(interview, catalog, locale, people, vocabulary)
        interviews.append(localised)
        statuses[interview.slug] = status(interview, localised, catalog)
    pages = _read(folder, PAGES) if locale != language else None
    return Edition(
        locale=locale,
        interviews=tuple(interviews),
        sources={interview.slug: interview for interview in corpus.interviews},
        ui=interface(_read(folder, UI), locale),
        pages={name: _page(name, text, pages, locale, language) for name, text in hand_written.items()},
        status=statuses,
        vocabulary=vocabulary,
    )


def localise(
    interview: Interview,
    catalog: Catalog | None,
    locale: str,
    people: Mapping[str, Term] | None = None,
    vocabulary: Catalog | None = None,
) -> Interview:
    """An interview in `locale`: the same ids, translated words where the catalog has reviewed ones for this source.

    Names and titles of participants come from `people` (terms by id), else from `vocabulary`.
    """
    participants = tuple(_participant(p, locale, people or {}, vocabulary) for p in interview.participants)
    if interview.language == locale:
        return replace(interview, participants=participants)
    return replace(
        interview,
        participants=participants,
        title=_text(interview.title, "title", catalog, locale),
        introduction=tuple(_paragraph(paragraph, catalog, locale) for paragraph in interview.introduction),
        exchanges=tuple(_exchange(exchange, catalog, locale) for exchange in interview.exchanges),
    )


def label(labels: Mapping[str, str], locale: str) -> str:
    """The label in a locale, in its language, in English, or else the first there is."""
    tag = closest(locale, labels) or closest("en", labels) or next(iter(labels), "")
    return labels.get(tag, "")


def locales(translations: Path) -> tuple[str, ...]:
    """The locales that have catalogs."""
    return tuple(sorted(path.parent.name for path in translations.glob("*/LC_MESSAGES") if path.is_dir()))


def _read(folder: Path, name: str) -> Catalog | None:
    path = folder / f"{name}.po"
    return read(path, str(Path(*path.parts[-4:]))) if path.is_file() else None


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


def _text(text: Text, key: str, catalog: Catalog | None, locale: str) -> Text:
    if not text.words:
        return text
    entry = catalog.by_context.get(key) if catalog else None
    found = state(entry, text.words)
    if entry and found is State.TRANSLATED:
        return Text(entry.translation, locale, found)
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
        name=names[name] if name else _word(vocabulary, "participant", participant.name),
        title=titles[title] if title and participant.title else _word(vocabulary, "participant", participant.title),
    )


def _word(vocabulary: Catalog | None, context: str, text: str) -> str:
    entry = vocabulary.get(context, text) if vocabulary and text else None
    return entry.translation if entry and state(entry, text) is State.TRANSLATED else text


def _page(name: str, markdown: str, catalog: Catalog | None, locale: str, language: str) -> tuple[Text, ...]:
    return tuple(_block(block, name, catalog, locale, language) for block in blocks(markdown))


def _block(block: str, name: str, catalog: Catalog | None, locale: str, language: str) -> Text:
    if locale == language or not translatable(block):
        return Text(block, language)
    entry = catalog.get(name, block) if catalog else None
    found = state(entry, block)
    if entry and found is State.TRANSLATED:
        return Text(entry.translation, locale, found)
    return Text(block, language, found)
