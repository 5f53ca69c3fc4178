"""Catalogs for translators who work with CAT tools: XLIFF of one catalog, TMX of a locale's reviewed sentences.

Both are written by translate-toolkit, which is not needed for anything else (`pip install 'dragoman[cat]'`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.errors import MissingExtraError
from generator.l10n.catalogs import Catalog, Entry


def xliff(catalog: Catalog, language: str, locale: str) -> bytes:
    """An XLIFF 1.1 file with every message of a catalog that is in use, in its order.

    A unit's id is the minted id; reviewed translations are `approved`, fuzzy ones need review. `language` and
    `locale` are BCP 47 tags. Raises MissingExtraError without translate-toolkit.
    """
    try:
        from translate.storage.xliff import xlifffile
    except ImportError:
        raise MissingExtraError(catalog.file, "translate-toolkit", "cat") from None
    file: Any = xlifffile(sourcelanguage=language, targetlanguage=locale)
    for entry in catalog.entries:
        if entry.obsolete or entry.plural:
            continue
        unit = file.addsourceunit(entry.text, catalog.file, createifmissing=True)
        unit.setid(entry.context or entry.text)
        unit.target = entry.translation
        unit.markfuzzy(entry.fuzzy)
        unit.markapproved(_reviewed(entry))
        for note, origin in ((entry.notes, "developer"), (entry.comments, "translator")):
            if note:
                unit.addnote(note, origin=origin)
    return bytes(file)


def tmx(catalogs: Iterable[Catalog], language: str, locale: str) -> bytes:
    """A TMX 1.4 translation memory of the reviewed translations, by sentence where the two sides have as many.

    Each pair stands there once. Raises MissingExtraError without translate-toolkit.
    """
    try:
        from translate.storage.tmx import tmxfile
    except ImportError:
        raise MissingExtraError("TMX", "translate-toolkit", "cat") from None
    file: Any = tmxfile(sourcelanguage=language, targetlanguage=locale)
    pairs = (pair for catalog in catalogs for entry in catalog.entries if _reviewed(entry) for pair in _pairs(entry))
    for source, translation in dict.fromkeys(pairs):
        file.addtranslation(source, language, translation, locale)
    return bytes(file)


def _reviewed(entry: Entry) -> bool:
    return entry.translated and not entry.fuzzy and not entry.obsolete and not entry.plural


def _pairs(entry: Entry) -> list[tuple[str, str]]:
    sources, translations = entry.text.split("\n"), entry.translation.split("\n")
    if len(sources) != len(translations):
        return [(" ".join(sources), " ".join(translations))]
    return list(zip(sources, translations, strict=True))
