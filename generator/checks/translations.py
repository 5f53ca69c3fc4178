"""Translations say what the source says: figures by value, sentences, markup, terms, script, typography, plural forms.

The severity is each quality check's own; a figure of another value is an error, because it is what readers rely on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator import markup
from generator.checks.site import Site
from generator.enrich import figures
from generator.l10n import catalogs, quality
from generator.l10n.editions import PAGES, UI, VOCABULARY
from generator.model import Finding, Severity
from generator.translating import SOURCE_LANGUAGE

_TAG = re.compile(r"</?\w[^>]*>")
_PLACE = re.compile(r"%\((\w+)\)s")


def check(site: Site) -> Iterator[Finding]:
    """What is wrong with the translated messages of every catalog, at the line of the message."""
    settings = site.publication.settings
    languages = {interview.slug: interview.language for interview in site.publication.complete}
    for locale in settings.locales:
        for path in sorted((settings.translations / locale / "LC_MESSAGES").glob("*.po")):
            catalog = catalogs.read(path, site.name(path))
            language = languages.get(path.stem, SOURCE_LANGUAGE if path.stem == UI else settings.locales[0])
            for line, finding in quality.plural_findings(catalog, locale):
                yield replace(finding, file=site.name(path), line=line)
            for entry in catalog.current.values():
                if entry.translated and not entry.fuzzy:
                    for finding in _message(site, path, entry, language, locale):
                        yield replace(finding, file=site.name(path), line=entry.line)


def _message(site: Site, path: Path, entry: catalogs.Entry, language: str, locale: str) -> Iterator[Finding]:
    if path.stem == UI:
        yield from _interface(entry, locale)
        return
    terms = () if path.stem in (VOCABULARY, PAGES) else site.publication.corpus.terms
    text, translation = entry.text, entry.translation
    if path.stem == PAGES:  # hand-written pages may have HTML, which is no words
        text, translation = _TAG.sub("", text), _TAG.sub("", translation)
    yield from quality.check(text, translation, language=language, locale=locale, terms=terms)
    if path.stem in (VOCABULARY, PAGES):
        return
    for difference in figures.compare(markup.plain(entry.text), language, markup.plain(entry.translation), locale):
        yield Finding(Severity.ERROR, str(difference), remedy="give the figure the value it has in the source")


def _interface(entry: catalogs.Entry, locale: str) -> Iterator[Finding]:
    """Of a string of the interface, which may be a word or a mark: its places to fill, its quotation marks."""
    for form in entry.translations or (entry.translation,):
        places = set(_PLACE.findall(entry.text)) ^ set(_PLACE.findall(form))
        if lost := places - ({"number", "n"} if entry.plural else set()):
            message = f"{', '.join(sorted(lost))} stands in the source or in the translation, not in both"
            yield Finding(Severity.ERROR, message, remedy="keep every %(name)s as it is")
        pair = quality.Pair(_PLACE.sub("1", entry.text), _PLACE.sub("1", form), SOURCE_LANGUAGE, locale, ())
        for name in ("quotation-marks", "characters"):
            yield from quality.CHECKS[name](pair)
