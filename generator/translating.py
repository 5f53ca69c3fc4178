"""The text -> the catalogs: what translators find in `translations/` after `dragoman translate`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.l10n import catalogs, extraction, merging, messages, writing
from generator.l10n.editions import PAGES, UI, VOCABULARY
from generator.l10n.messages import Message
from generator.publication import Publication, write_whole

SOURCE_LANGUAGE = "en"
"""The language of the interface's strings in templates and code."""


def sync(publication: Publication, locales: Sequence[str], *, write: bool = True) -> list[Path]:
    """Bring the catalogs of the locales up to date; returns the paths of those that changed, or would."""
    changed = []
    interface = extraction.ui_messages(Path(__file__).parent)
    for locale in locales:
        folder = publication.settings.translations / locale / "LC_MESSAGES"
        for name, found in _catalogs(publication, locale, interface):
            path = folder / f"{name}.po"
            old = path.read_text("utf-8") if path.is_file() else ""
            if not found and not old:
                continue
            before = catalogs.read(path) if old else writing.empty(locale, name)
            text = merging.sync(before, found)
            if text != old:
                changed.append(path)
                if write:
                    folder.mkdir(parents=True, exist_ok=True)
                    write_whole(path, text)
    return changed


def _catalogs(
    publication: Publication, locale: str, interface: tuple[Message, ...]
) -> Iterator[tuple[str, tuple[Message, ...]]]:
    """Name and messages of every catalog a locale needs."""
    settings, corpus = publication.settings, publication.corpus
    if locale != SOURCE_LANGUAGE:
        yield UI, interface
    yield VOCABULARY, messages.vocabulary_messages(corpus, locale, settings.licence)
    if locale != settings.locales[0]:
        pages = (messages.page_messages(name, text) for name, text in publication.written.items())
        yield PAGES, tuple(message for page in pages for message in page)
    for interview in publication.complete:
        if interview.language != locale:
            page = f"{settings.url}{locale}/interviews/{interview.slug}/"
            figures = publication.reviews[interview.slug].figures
            found = messages.interview_messages(interview, figures, corpus.terms, locale, page)
            yield interview.slug, found
