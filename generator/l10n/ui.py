"""The interface's words in one locale: gettext over the catalog `ui.po`, with nothing that cannot be pickled."""

from __future__ import annotations

import gettext as _gettext
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from generator.l10n.catalogs import Catalog, read
from generator.l10n.languages import closest, with_script

ENGLISH_PLURAL = "(n != 1)"

_PACKAGE = Path(__file__).parents[1]
_INSTALLED = _PACKAGE / "interface"
"""Where an installed program has its own translations (see `setup.py`); in a checkout they are in `translations/`."""


@dataclass(frozen=True, slots=True)
class Interface:
    """The strings of pages and of the program, translated; a string without a translation stays English.

    Its methods take the same arguments as those of `gettext.GNUTranslations`.
    """

    locale: str = "en"
    """BCP 47 tag."""
    strings: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """(msgctxt, msgid) -> translations, one per plural form (one when it has no plural)."""
    plural: str = ENGLISH_PLURAL
    """C expression in `n` that chooses the plural form, as in the header `Plural-Forms:`."""
    fallback: Interface | None = None
    """Who is asked for a string that has no translation here."""

    def gettext(self, message: str) -> str:
        """A string of the interface."""
        return self.pgettext("", message)

    def pgettext(self, context: str, message: str) -> str:
        """A string of the interface that means different things in different places."""
        found = self.strings.get((context, message))
        if found:
            return found[0]
        return self.fallback.pgettext(context, message) if self.fallback else message

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """A string of the interface in the form that `number` takes."""
        return self.npgettext("", singular, plural, number)

    def npgettext(self, context: str, singular: str, plural: str, number: int) -> str:
        """As `ngettext`, with a context."""
        found = self.strings.get((context, singular))
        if not found and self.fallback:
            return self.fallback.npgettext(context, singular, plural, number)
        if not found:
            return singular if number == 1 else plural
        form = _rule(self.plural)(number)
        return found[form] if form < len(found) else found[-1]

    def knows(self, message: str, context: str = "") -> bool:
        """Whether there is a translation of the string."""
        return (context, message) in self.strings or bool(self.fallback and self.fallback.knows(message, context))


@lru_cache(maxsize=64)
def _rule(expression: str) -> Callable[[int], int]:
    """The function that chooses a plural form; that of English for an expression that is none."""
    try:
        return _gettext.c2py(expression)
    except ValueError:  # `dragoman check` reports the header; pages are built meanwhile
        return _gettext.c2py(ENGLISH_PLURAL)


@lru_cache(maxsize=64)
def shipped(locale: str) -> Interface | None:
    """What the program itself brings for a locale, or for one that is close (`fr-CA`: `fr`; `zh-CN`: `zh-Hans`)."""
    files = {path.stem: path for path in _INSTALLED.glob("*.po")} or {
        path.parent.parent.name: path for path in _PACKAGE.parent.glob("translations/*/LC_MESSAGES/ui.po")
    }
    tag = closest(locale, files) or closest(with_script(locale), files)
    return interface(read(files[tag]), locale) if tag else None


def interface(catalog: Catalog | None, locale: str, fallback: Interface | None = None) -> Interface:
    """The strings that a catalog translates, fuzzy ones left out; the rest is asked of `fallback`, or is English."""
    if catalog is None:
        return fallback or Interface(locale)
    strings = {
        key: entry.translations or (entry.translation,)
        for key, entry in catalog.current.items()
        if entry.translated and not entry.fuzzy
    }
    plural = re.search(r"plural\s*=\s*([^;]+)", catalog.header.get("Plural-Forms", ""))
    return Interface(locale, strings, plural[1].strip() if plural else ENGLISH_PLURAL, fallback)
