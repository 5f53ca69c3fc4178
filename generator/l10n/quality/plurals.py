"""Does a catalog have the plural forms of its language?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.l10n.catalogs import Catalog, Entry
from generator.l10n.languages import plural_forms
from generator.l10n.quality.pair import error, warning
from generator.model import Finding

_COUNT = re.compile(r"nplurals\s*=\s*(\d+)")
_PLACEHOLDER = re.compile(r"%\((\w+)\)|\{(\w+)\}")


def plural_findings(catalog: Catalog, locale: str) -> Iterator[tuple[int, Finding]]:
    """Line of the catalog and what is wrong there with its plural forms."""
    if not any(entry.plural for entry in catalog.entries):
        return
    header = _COUNT.search(catalog.header.get("Plural-Forms", ""))
    wanted = plural_forms(locale)
    if not header:
        yield 1, error("the header has no Plural-Forms", f"Plural-Forms: {wanted}")
        return
    if header[1] != _COUNT.search(wanted)[1]:  # type: ignore[index]
        yield 1, warning(f"Plural-Forms has {header[1]} forms, the language others", f"Plural-Forms: {wanted}")
    for entry in catalog.entries:
        if entry.plural and not entry.obsolete and not entry.fuzzy and any(entry.translations):
            for finding in _forms(entry, int(header[1])):
                yield entry.line, finding


def _forms(entry: Entry, count: int) -> Iterator[Finding]:
    if len(entry.translations) != count:
        yield error(
            f"{len(entry.translations)} plural forms for “{entry.text}”",
            f"give msgstr[0] to msgstr[{count - 1}]",
        )
    for index, form in enumerate(entry.translations):
        if not form:
            yield error(f"msgstr[{index}] of “{entry.text}” is empty", "translate every plural form")
    placeholders = set(_PLACEHOLDER.findall(entry.plural))
    for index, form in enumerate(entry.translations[2:], 2):
        if form and set(_PLACEHOLDER.findall(form)) != placeholders:
            yield error(f"msgstr[{index}] of “{entry.text}” has other placeholders", "use those of msgid_plural")
    for index, form in enumerate(entry.translations[:2]):
        if set(_PLACEHOLDER.findall(form)) - placeholders:
            yield error(f"msgstr[{index}] of “{entry.text}” has a placeholder that is not in msgid", "remove it")
