"""Languages by their BCP 47 tags: names, direction, plural classes, as CLDR (through Babel) has them."""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.errors import DragomanError
from generator.sentences import UNSPACED

if TYPE_CHECKING:
    from babel import Locale

_MILLIONS_AFTER_0_1 = "nplurals=3; plural=((n == 0 || n == 1) ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2);"
_MILLIONS_AFTER_1 = "nplurals=3; plural=(n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2);"

_PLURAL_FORMS = {
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
        "n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
    ),
    "fr": _MILLIONS_AFTER_0_1,
    "pt": _MILLIONS_AFTER_0_1,
    "pt_PT": _MILLIONS_AFTER_1,
    "es": _MILLIONS_AFTER_1,
    "it": _MILLIONS_AFTER_1,
    "ca": _MILLIONS_AFTER_1,
}
"""Where Babel's table differs from CLDR and from what translation tools expect: Arabic's last two classes stand in
the other order there, and the form after a whole million ("un million de …") is missing from the Romance languages."""


class UnknownLanguageError(DragomanError):
    """Something stands where a language tag should."""

    def __init__(self, tag: str) -> None:
        super().__init__(f"“{tag}” is not a language tag\n  expected: a BCP 47 tag such as en, zh-Hans or pt-BR")


@lru_cache(maxsize=256)
def babel_locale(tag: str) -> Locale:
    """The Babel locale of a BCP 47 tag; of the tag's language, or English, where CLDR does not know it closer.

    Raises UnknownLanguageError for what is not a tag.
    """
    from babel import Locale, UnknownLocaleError

    subtags = tag.replace("_", "-").split("-")
    if not (subtags[0].isascii() and subtags[0].isalpha() and 2 <= len(subtags[0]) <= 8):
        raise UnknownLanguageError(tag)
    for length in range(len(subtags), 0, -1):
        try:
            return Locale.parse("-".join(subtags[:length]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def gettext_name(tag: str) -> str:
    """A tag in gettext's form, for the header `Language:` (`zh-Hans` -> `zh_Hans`, `sr-Latn` -> `sr@latin`)."""
    language, _, rest = tag.partition("-")
    if (language, rest) == ("sr", "Latn"):
        return "sr@latin"
    return tag.replace("-", "_")


_RTL = frozenset({"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"})
"""Scripts written from right to left (ISO 15924), for tags that CLDR does not know with their script."""


@lru_cache(maxsize=256)
def direction(tag: str) -> str:
    """`ltr` or `rtl`; a script that the tag names decides."""
    scripts = [subtag.title() for subtag in tag.replace("_", "-").split("-")[1:] if len(subtag) == 4]
    if scripts:
        return "rtl" if scripts[0] in _RTL else "ltr"
    return "rtl" if babel_locale(tag).character_order == "right-to-left" else "ltr"


@lru_cache(maxsize=256)
def autonym(tag: str) -> str:
    """The name of a language in the language itself, as a list of languages prints it (`Français`, `简体中文`)."""
    name = language_name(tag, tag)
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=4096)
def language_name(tag: str, in_locale: str) -> str:
    """The name of a language in another (`zh-Hans`, `ru` -> `китайский, упрощенное письмо`); the tag if unknown."""
    names = babel_locale(in_locale).languages
    known = names.get(tag.replace("-", "_"))
    if known:
        return str(known)
    locale = babel_locale(tag)
    if tag.replace("_", "-").split("-")[0] != locale.language:
        return tag
    return str(locale.get_display_name(babel_locale(in_locale)) or tag)


def joiner(tag: str) -> str:
    """What stands between two sentences of a paragraph: a space, or nothing in Chinese and Japanese."""
    return "" if tag.split("-")[0] in UNSPACED else " "


def closest(tag: str, tags: Container[str]) -> str | None:
    """The first of `tag` and its parents (`zh-Hans-CN`, `zh-Hans`, `zh`) that is among `tags`."""
    subtags = tag.split("-")
    for length in range(len(subtags), 0, -1):
        candidate = "-".join(subtags[:length])
        if candidate in tags:
            return candidate
    return None


def with_script(tag: str) -> str:
    """A tag's language with the script it is likely written in (`zh-CN` -> `zh-Hans`), as far as CLDR knows one."""
    from babel.core import get_global

    likely = get_global("likely_subtags")
    language = tag.split("-")[0]
    found = likely.get(tag.replace("-", "_")) or likely.get(language) or language
    return "-".join(str(found).split("_")[:2])


def plural_forms(tag: str) -> str:
    """The value of the header `Plural-Forms:` for a locale (`nplurals=2; plural=(n != 1);`)."""
    from babel.messages.plurals import get_plural

    locale = babel_locale(tag)
    if known := _PLURAL_FORMS.get(str(locale)) or _PLURAL_FORMS.get(locale.language):
        return known
    form = get_plural(locale)
    return f"nplurals={form.num_plurals}; plural={form.plural_expr};"
