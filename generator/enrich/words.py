"""Words of a text -> the words of the vocabulary that they are forms of.

The vocabulary is what gets inflected, once, not the text: a dictionary of forms for Russian and Ukrainian
(pymorphy3, where it is installed), Snowball stems for other alphabetic languages, lists of affixes for the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

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

_SHORT_ENDINGS = frozenset(("ca", "da", "de", "eo", "es", "fr", "it", "nb", "nl", "nn", "no", "pt", "ro", "sv"))
"""Languages whose endings are short: words that differ in more are derived from each other (multilatéral, -isme)."""

_NAME_TAGS = frozenset(("Name", "Surn", "Patr", "Geox", "Orgn", "Trad"))
_Variants = Callable[[str, str], tuple[str, ...]]
_KEPT = frozenset("йїўЙЇЎ")
"""Letters of their own, although Unicode writes them as a letter and a mark."""
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_VARIANTS = str.maketrans({"ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss"})
_ENDED_ACRONYM = re.compile(r"([^\W\d_a-z]{2,})([^\W\d_A-Z]{1,3})")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without case, diacritics and variants of letters (`Énergie` -> `energie`, `إيران` -> `ايران`)."""
    if word.isascii():
        return word.lower()
    letters = (c if c in _KEPT else unicodedata.normalize("NFD", c) for c in unicodedata.normalize("NFC", word))
    return unicodedata.normalize("NFC", _MARKS.sub("", "".join(letters))).casefold().translate(_VARIANTS)


def bare(token: str) -> str:
    """A token without the English genitive."""
    return token[:-2] if len(token) > 2 and token[-2] in "'’" and token[-1] == "s" else token


class Words(dict[str, tuple[str, ...]]):
    """Token of the text -> keys of the vocabulary's words it can be; filled as tokens are looked up.

    First `add` every word of the vocabulary, then look tokens up. A key is the word folded, after `=` where it has to
    stand exactly so and after `^` where it needs a capital.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language.partition("-")[0]
        self._lexeme = lexeme(self._language)
        self._alias_variants, self._text_variants = _variants(self._language)
        self._forms: dict[str, list[str]] = {}
        self._starts: set[str] = set()

    def add(self, token: str, name: bool) -> str:
        """Take in a word of the vocabulary and return its key; `name`: it is part of a name, so capitals count."""
        word = bare(token)
        folded = fold(word)
        if _is_exact(word):
            key, forms = f"={word}", {f"={word}"}
        else:
            proper = name and word[0].isupper()
            key, forms = f"^{folded}" if proper else folded, self._forms_of(word, folded, proper)
        for form in forms:
            keys = self._forms.setdefault(form, [])
            if key not in keys:
                keys.append(key)
        self._starts.update(fold(form.lstrip("=~"))[:2] for form in forms)
        return key

    def __missing__(self, token: str) -> tuple[str, ...]:
        word = bare(token)
        folded = fold(word)
        found: tuple[str, ...] = ()
        if folded[:2] in self._starts or self._language in ("ar", "he"):
            forms = dict.fromkeys((f"={word}", folded, *self._text_forms(word, folded)))
            keys = dict.fromkeys(key for form in forms for key in self._forms.get(form, ()))
            found = tuple(key for key in keys if self._fits(key, word, folded))
        self[token] = found
        return found

    def _forms_of(self, word: str, folded: str, proper: bool) -> set[str]:
        """The forms of a word of the vocabulary; `~` stands before what its forms share."""
        if proper and self._language not in DECLINED_NAMES:
            return {folded, f"{folded}s"} if len(folded) > 3 else {folded}
        if self._lexeme and not folded.isascii():
            return {folded, *map(fold, self._lexeme(word.lower(), proper))}
        if self._language == "en":
            return english(folded)
        short = len(folded) <= 3 and self._language not in ("ar", "he", "ko")
        return {folded} if short else {folded, *(f"~{form}" for form in self._alias_variants(word, folded))}

    def _text_forms(self, word: str, folded: str) -> Iterator[str]:
        if not (self._lexeme or self._language == "en"):
            yield from (f"~{form}" for form in self._text_variants(word, folded))
        if ended := _ENDED_ACRONYM.fullmatch(word):
            acronym, ending = ended.groups()
            if ending == "s" or self._language in DECLINED_NAMES:
                yield f"={acronym}"

    def _fits(self, key: str, word: str, folded: str) -> bool:
        """Capitals are where the vocabulary has them, and a shared stem is not all that two words share."""
        if key[0] == "=":
            return True
        if key[0] == "^" and not word[0].isupper():
            return False
        if self._language not in _SHORT_ENDINGS:
            return True
        known = key.lstrip("^")
        same = next(
            (at for at, (a, b) in enumerate(zip(folded, known, strict=False)) if a != b),
            len(min(folded, known, key=len)),
        )
        return max(len(folded), len(known)) - same <= 3


def english(word: str) -> set[str]:
    """The inflected forms of an English word: no stem, because Snowball's takes policy for police."""
    bases = {word}
    for ending, instead in (
        ("ies", "y"),
        ("es", ""),
        ("es", "e"),
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
    ):
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


def _is_exact(word: str) -> bool:
    """Acronyms, names like WeChat, numbers, punctuation: they stand exactly so, or they are something else."""
    return not word[0].isalpha() or any(c.isupper() for c in word[1:]) or (len(word) == 1 and word.isupper())


def _variants(language: str) -> tuple[_Variants, _Variants]:
    """For words of the vocabulary and of the text: (word, folded word) -> what forms of the same word share."""
    affixes = _affixes()
    if stem := stemmer(language):
        return (_stems(stem),) * 2
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


def _stems(stem: Callable[[str], str]) -> _Variants:
    """The stem of the word, and of the word typed without its diacritics."""
    return lambda word, folded: tuple(dict.fromkeys((fold(stem(word.lower())), fold(stem(folded)))))


def _without_endings(suffixes: list[str], least: int) -> _Variants:
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
    text = files("generator.enrich").joinpath("data", "affixes.yml").read_text("utf-8")
    loaded: dict[str, dict[str, list[str]]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded
