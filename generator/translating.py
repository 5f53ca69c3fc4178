"""The text -> the catalogs: what translators find in `translations/` after `dragoman translate`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Proposed:
    """What `propose` did to a catalog."""

    path: Path
    remembered: int
    """Messages that the publication's own translations gave a proposal for."""
    machine: int
    """Messages that the machine translated."""
    left: int
    """Messages that still have no words."""


def propose(publication: Publication, locale: str, machine: str = "") -> Iterator[Proposed]:
    """Fill empty messages of the locale with proposals, fuzzy and marked; yields each catalog when it is written.

    `machine` names a provider of `l10n.prefill`; without one only the publication's own translations are used.
    """
    settings = publication.settings
    found = {path: catalogs.read(path) for path in _written(publication, locale)}
    known = prefill.memory(found.values())
    provider = prefill.provider(machine, os.environ) if machine else None
    interviews = {interview.slug: interview for interview in publication.complete}
    for path, catalog in found.items():
        interview = interviews.get(path.stem)
        language = SOURCE_LANGUAGE if path.stem == UI else interview.language if interview else settings.locales[0]
        figures = publication.reviews[path.stem].figures if interview else ()
        text = prefill.prefill(catalog, language, locale, known, provider, publication.corpus.terms, figures)
        if text != path.read_text("utf-8"):
            write_whole(path, text)
        yield _proposed(path, catalog, catalogs.read(path))


def _written(publication: Publication, locale: str) -> list[Path]:
    """The catalogs that a locale has. Raises `DragomanError` when there are none."""
    folder = publication.settings.translations / locale / "LC_MESSAGES"
    paths = sorted(folder.glob("*.po"))
    if not paths:
        raise DragomanError(f"{folder}: no catalogs\n  expected: a locale that dragoman translate --new {locale} began")
    return paths


def _proposed(path: Path, before: Catalog, after: Catalog) -> Proposed:
    """The difference that proposals made."""
    new = [entry for entry in after.current.values() if entry not in before.entries]
    remembered = sum(entry.comments.startswith(catalogs.MEMORY) for entry in new)
    left = sum(not entry.translated for entry in after.current.values())
    return Proposed(path, remembered, len(new) - remembered, left)


def export(publication: Publication, locale: str, form: str, folder: Path) -> list[Path]:
    """Write an XLIFF file per interview, or a TMX memory per language of interviews; returns their paths."""
    files = {path.stem: path for path in _written(publication, locale)}
    found = [(one, catalogs.read(files[one.slug])) for one in publication.complete if one.slug in files]
    made: dict[str, bytes] = {}
    if form == "xliff":
        made = {f"{one.slug}.{locale}.xlf": interchange.xliff(catalog, one.language, locale) for one, catalog in found}
    else:
        for language in dict.fromkeys(one.language for one, _ in found):
            same = [catalog for one, catalog in found if one.language == language]
            made[f"{language}-{locale}.tmx"] = interchange.tmx(same, language, locale)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in made]


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
