"""The text -> the catalogs: what translators find in `translations/` after `dragoman translate`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.errors import DragomanError
from generator.exports import interchange
from generator.l10n import catalogs, extraction, merging, messages, prefill, writing
from generator.l10n.catalogs import Catalog
from generator.l10n.editions import PAGES, UI, VOCABULARY
from generator.l10n.messages import Message
from generator.l10n.ui import shipped
from generator.publication import Publication, write_whole

SOURCE_LANGUAGE = "en"
"""The language of the interface's strings in templates and code."""


def sync(publication: Publication, locales: Sequence[str], *, write: bool = True) -> list[Path]:
    """Bring the catalogs of the locales up to date; returns the paths of those that changed, or would."""
    changed = []
    interface = extraction.ui_messages(Path(__file__).parent)
    former = {interview.slug: interview.former_slugs[::-1] for interview in publication.complete}
    for locale in locales:
        folder = publication.settings.translations / locale / "LC_MESSAGES"
        for name, found in _catalogs(publication, locale, interface):
            path = folder / f"{name}.po"
            names = (folder / f"{one}.po" for one in (name, *former.get(name, ())))
            there = next((one for one in names if one.is_file()), None)
            old = there.read_text("utf-8") if there else ""
            before = catalogs.read(there) if there else writing.empty(locale, name)
            if name == UI:
                found = _own(found, before, locale)
            if not found and not old:
                continue
            text = merging.sync(before, found)
            if text != old or there != path:
                changed.append(path)
                if write:
                    folder.mkdir(parents=True, exist_ok=True)
                    write_whole(path, text)
                    if there and there != path:
                        there.unlink()
    return changed


def _own(interface: tuple[Message, ...], catalog: Catalog, locale: str) -> tuple[Message, ...]:
    """The strings of the interface that a publication has to translate, or chose to.

    The program brings its own translations; what it lacks in a language, and what the publication says otherwise, is
    in the publication's catalog.
    """
    known = shipped(locale)
    if known is None:
        return interface
    return tuple(
        message
        for message in interface
        if (message.context, message.text) in catalog.current or not known.knows(message.text, message.context)
    )


def propose(publication: Publication, locale: str, machine: str = "") -> list[Path]:
    """Fill empty messages of the locale with proposals, fuzzy and marked; returns the paths of changed catalogs.

    `machine` names a provider of `l10n.prefill`; without one only the publication's own translations are used.
    """
    folder = publication.settings.translations / locale / "LC_MESSAGES"
    paths = sorted(folder.glob("*.po"))
    if not paths:
        raise DragomanError(f"{folder}: no catalogs\n  expected: a locale that dragoman translate --new {locale} began")
    found = {path: catalogs.read(path) for path in paths}
    known = prefill.memory(found.values())
    provider = prefill.provider(machine, os.environ) if machine else None
    interviews = {interview.slug: interview for interview in publication.complete}
    changed = []
    for path, catalog in found.items():
        interview = interviews.get(path.stem)
        language = interview.language if interview else SOURCE_LANGUAGE
        figures = publication.reviews[path.stem].figures if interview else ()
        text = prefill.prefill(catalog, language, locale, known, provider, publication.corpus.terms, figures)
        if text != path.read_text("utf-8"):
            write_whole(path, text)
            changed.append(path)
    return changed


def export(publication: Publication, locale: str, form: str, folder: Path) -> list[Path]:
    """Write an XLIFF file per interview, or one TMX translation memory, into the folder; returns their paths."""
    catalogs_of = publication.settings.translations / locale / "LC_MESSAGES"
    interviews = [one for one in publication.complete if (catalogs_of / f"{one.slug}.po").is_file()]
    found = {one: catalogs.read(catalogs_of / f"{one.slug}.po") for one in interviews}
    files: dict[str, bytes] = {}
    if form == "xliff":
        files = {f"{one.slug}.{locale}.xlf": interchange.xliff(found[one], one.language, locale) for one in found}
    elif found:
        language = interviews[0].language
        same = [catalog for one, catalog in found.items() if one.language == language]
        files = {f"{language}-{locale}.tmx": interchange.tmx(same, language, locale)}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


def _catalogs(
    publication: Publication, locale: str, interface: tuple[Message, ...]
) -> Iterator[tuple[str, tuple[Message, ...]]]:
    """Name and messages of every catalog a locale needs."""
    settings, corpus = publication.settings, publication.corpus
    if locale.split("-")[0] != SOURCE_LANGUAGE:
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
