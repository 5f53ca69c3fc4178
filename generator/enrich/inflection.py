"""What is known of the forms that words take in a language."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from generator.enrich.folding import fold

Variants = Callable[[str, str], tuple[str, ...]]
"""Word and folded word -> what it has in common with its other forms."""

SNOWBALL = {
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "hi": "hindi",
    "hr": "serbian",
    "hu": "hungarian",
    "hy": "armenian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sk": "czech",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""Language -> Snowball's stemmer; only those that take off endings, so that a stem begins like its word."""

DECLINED_NAMES = frozenset(
    (
        *("be", "bg", "cs", "el", "et", "eu", "fi", "hr", "hu", "hy", "lt", "lv", "mk", "pl", "ro", "ru", "sk", "sl"),
        *("sr", "tr", "uk"),
    )
)
"""Languages in which a proper name takes case endings; in the others it stands as it is, or with a genitive s."""

_NAME_TAGS = frozenset(("Name", "Surn", "Patr", "Geox", "Orgn", "Trad"))
"""How pymorphy3 marks names of people, places and organisations."""

_ENGLISH = (("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
"""Ending -> what to put in its place to get what may be the base form."""


def english(word: str) -> set[str]:
    """The inflected forms of an English word: no stem, because Snowball's takes policy for police."""
    bases = {word}
    for ending, instead in _ENGLISH:
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
            bases.add(word[: -len(ending)] + instead)
    forms = set(bases)
    for base in bases:
        if base.endswith("y") and base[-2:-1] not in "aeiou":
            forms.update((base[:-1] + "ies", base[:-1] + "ied"))
        stem = base[:-1] if base.endswith("e") else base
        forms.update((base + "s", stem + "es", stem + "ed", stem + "ing"))
    return forms


def lexeme(language: str) -> Callable[[str, bool], set[str]] | None:
    """Word in small letters, whether it is a name -> all its forms; None without a dictionary of the language."""
    analyzer = _analyzer(language)
    if analyzer is None:
        return None

    def forms(word: str, name: bool) -> set[str]:
        parses = analyzer.parse(word)
        names = [parse for parse in parses if name and _NAME_TAGS & parse.tag.grammemes]
        parses = names or [parse for parse in parses if parse.score >= 0.1] or parses[:1]
        return {form.word for parse in parses for form in parse.lexeme}

    return forms


def base_form(word: str, language: str) -> str:
    """A capitalised word in the nominative, where there is a dictionary of the language; as it is elsewhere."""
    analyzer = _analyzer(language.partition("-")[0])
    if analyzer is None or fold(word).isascii() or word.isupper():
        return word
    parses = analyzer.parse(word)
    names = [parse for parse in parses if _NAME_TAGS & parse.tag.grammemes] or parses
    return "-".join(part.capitalize() for part in str(names[0].normal_form).split("-"))


@lru_cache(maxsize=8)
def stemmer(language: str) -> Callable[[str], str] | None:
    """Snowball's stemmer for a language: word in small letters -> stem; None where there is none."""
    if language not in SNOWBALL:
        return None
    import snowballstemmer  # type: ignore[import-untyped]

    stem: Callable[[str], str] = lru_cache(maxsize=65536)(snowballstemmer.stemmer(SNOWBALL[language]).stemWord)
    return stem


@lru_cache(maxsize=4)
def _analyzer(language: str) -> Any:
    """pymorphy3's analyzer, or None where it or its dictionary for the language is not installed."""
    if language not in ("ru", "uk"):
        return None
    try:
        import pymorphy3  # type: ignore[import-untyped]

        return pymorphy3.MorphAnalyzer(lang=language)
    except (ImportError, ValueError):
        return None


def variants(language: str) -> tuple[Variants, Variants]:
    """For words of the vocabulary and of the text: (word, folded word) -> what forms of the same word share."""
    if language == "en":
        return _alone, _alone
    if stem := stemmer(language):
        return (_stems(stem),) * 2
    affixes = _affixes()
    if language == "ar":
        return (lambda word, folded: (folded[2:] if _starts(folded, "ال", 2) else folded,)), _arabic
    if prefixes := affixes["prefixes"].get(language):
        return _alone, lambda word, folded: (folded, *(folded[len(p) :] for p in prefixes if _starts(folded, p, 2)))
    if suffixes := affixes["suffixes"].get(language):
        if language == "ko":
            return _alone, _without_endings(suffixes, 1)
        return (_without_endings(suffixes, 3),) * 2
    return _alone, _alone


def _alone(word: str, folded: str) -> tuple[str, ...]:
    return (folded,)


def _stems(stem: Callable[[str], str]) -> Variants:
    """The stem of the word, and of the word typed without its diacritics."""
    return lambda word, folded: tuple(dict.fromkeys((fold(stem(word.lower())), fold(stem(folded)))))


def _without_endings(suffixes: list[str], least: int) -> Variants:
    """The word, and what is left of it without each of the endings: at least so many letters."""
    return lambda word, folded: (folded, *(folded[: -len(s)] for s in suffixes if _ends(folded, s, least)))


def _arabic(word: str, folded: str) -> tuple[str, ...]:
    """The word, without what is written together with it, and without the endings of number and gender."""
    affixes = _affixes()
    bare = [folded, *(folded[len(p) :] for p in affixes["prefixes"]["ar"] if _starts(folded, p, 2))]
    found = dict.fromkeys(bare)
    for stem in bare:
        for suffix in affixes["suffixes"]["ar"]:
            if _ends(stem, suffix, 3):
                rest = stem[: -len(suffix)]
                found.setdefault(rest)
                # Before a pronoun, and in the plural in -āt, the feminine ending is no longer written as such.
                found.setdefault(rest[:-1] + "ه" if rest.endswith("ت") else rest + "ه")
    return tuple(found)


def _starts(word: str, prefix: str, least: int) -> bool:
    return word.startswith(prefix) and len(word) - len(prefix) >= least


def _ends(word: str, suffix: str, least: int) -> bool:
    return word.endswith(suffix) and len(word) - len(suffix) >= least


@lru_cache(maxsize=1)
def _affixes() -> dict[str, dict[str, list[str]]]:
    text = (Path(__file__).parent / "data" / "affixes.yml").read_text("utf-8")
    loaded: dict[str, dict[str, list[str]]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded
