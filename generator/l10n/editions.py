"""The corpus and the catalogs of a locale -> the edition: everything in that locale, marked where it is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.l10n.blocks import blocks, translatable
from generator.l10n.catalogs import Catalog, read
from generator.l10n.interviews import localise, state, word_in
from generator.l10n.languages import closest
from generator.l10n.status import Status, original, status
from generator.l10n.ui import Interface, interface, shipped
from generator.model import Corpus, Interview, State, Term, Text

__all__ = ["PAGES", "UI", "VOCABULARY", "Edition", "label", "locales", "localise", "make"]

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
        return word_in(self.vocabulary, context, text)


def make(
    corpus: Corpus,
    locale: str,
    translations: Path,
    hand_written: Mapping[str, str],
    language: str = "en",
    sizes: Mapping[str, int] | None = None,
) -> Edition:
    """The edition of a corpus in `locale`, from the catalogs below `translations`.

    `hand_written` holds the Markdown of each hand-written page by its file name; they are in `language`. `sizes` are
    the words of interviews (`status.size`), by slug, where they are known. Raises InputError for a catalog that cannot
    be read.
    """
    folder = translations / locale / "LC_MESSAGES"
    vocabulary = _read(folder, VOCABULARY)
    interviews, statuses = [], {}
    for localised, found in each(corpus.interviews, corpus.terms, locale, translations, vocabulary, sizes or {}):
        interviews.append(localised)
        statuses[localised.slug] = found
    pages = _read(folder, PAGES) if locale != language else None
    return Edition(
        locale=locale,
        interviews=tuple(interviews),
        sources={interview.slug: interview for interview in corpus.interviews},
        ui=interface(_read(folder, UI), locale, shipped(locale)),
        pages={name: _page(name, text, pages, locale, language) for name, text in hand_written.items()},
        status=statuses,
        vocabulary=vocabulary,
    )


def each(
    interviews: Iterable[Interview],
    terms: Iterable[Term],
    locale: str,
    translations: Path,
    vocabulary: Catalog | None,
    sizes: Mapping[str, int],
) -> Iterator[tuple[Interview, Status]]:
    """Each interview in a locale, and how far it is translated."""
    folder = translations / locale / "LC_MESSAGES"
    people = {term.id: term for term in terms if term.kind in ("person", "organisation")}
    for interview in interviews:
        if interview.language == locale and interview.slug in sizes:
            yield interview, original(sizes[interview.slug])
            continue
        catalog = None if interview.language == locale else _read(folder, interview.slug, *interview.former_slugs[::-1])
        localised = localise(interview, catalog, locale, people, vocabulary)
        yield localised, status(interview, localised, catalog)


def label(labels: Mapping[str, str], locale: str) -> str:
    """The label in a locale, in its language, in English, or else the first there is."""
    tag = closest(locale, labels) or closest("en", labels) or next(iter(labels), "")
    return labels.get(tag, "")


def locales(translations: Path) -> tuple[str, ...]:
    """The locales that have catalogs."""
    return tuple(sorted(path.parent.name for path in translations.glob("*/LC_MESSAGES") if path.is_dir()))


def _read(folder: Path, *names: str) -> Catalog | None:
    """The first catalog of these names that is there: `dragoman translate` has yet to rename what has an old one."""
    paths = (folder / f"{name}.po" for name in names)
    path = next((path for path in paths if path.is_file()), None)
    return read(path, str(Path(*path.parts[-4:]))) if path else None


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
