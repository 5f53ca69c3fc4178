"""Words of a text -> the words of the vocabulary that they are forms of.

The vocabulary is what gets inflected, once, not the text: a dictionary of forms for Russian and Ukrainian
(pymorphy3, where it is installed), Snowball stems for other alphabetic languages, lists of affixes for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from generator.enrich.folding import bare, fold
from generator.enrich.inflection import DECLINED_NAMES, english, lexeme, variants

_SHORT_ENDINGS = frozenset(("ca", "da", "de", "eo", "es", "fr", "it", "nb", "nl", "nn", "no", "pt", "ro", "sv"))
"""Languages whose endings are short: words that differ in more are derived from each other (multilatéral, -isme)."""

_WEAK = frozenset("aeiouyаеиоуыэюяйьіїє")
"""Last letters of names that other case endings take the place of."""

_ENDING = 3
"""The most letters that an ending is taken to have where nothing else is known."""


class Words(dict[str, tuple[str, ...]]):
    """Token of the text -> keys of the vocabulary's words it can be; filled as tokens are looked up.

    First `add` every word of the vocabulary, then look tokens up. A key is the word folded, after `=` where it has to
    stand exactly so and after `^` where it needs a capital.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language.partition("-")[0]
        self._lexeme = lexeme(self._language)
        self._alias_variants, self._text_variants = variants(self._language)
        self._forms: dict[str, list[str]] = {}
        self._starts: set[str] = set()
        self._added: dict[tuple[str, bool, bool], str] = {}

    def add(self, token: str, name: bool, heading: bool = False) -> str:
        """Take in a word of the vocabulary and return its key.

        `name`: it is part of a name, so capitals count; `heading`: but not this one's.
        """
        word = bare(token)
        if known := self._added.get((word, name, heading)):
            return known
        folded = fold(word)
        if _is_exact(word):
            key, forms = f"={word}", {f"={word}"}
        else:
            proper = name and word[0].isupper()
            key = f"^{folded}" if proper and not heading else folded
            forms = self._forms_of(word, folded, proper)
        for form in forms:
            keys = self._forms.setdefault(form, [])
            if key not in keys:
                keys.append(key)
        self._starts.update(fold(form.lstrip("=~"))[:2] for form in forms)
        self._added[word, name, heading] = key
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
        if proper and len(folded) > _ENDING and folded[-1] in _WEAK:
            return {folded, folded[:-1], *(f"~{form}" for form in self._alias_variants(word, folded))}
        short = len(folded) <= 3 and self._language in _SHORT_ENDINGS
        return {folded} if short else {folded, *(f"~{form}" for form in self._alias_variants(word, folded))}

    def _text_forms(self, word: str, folded: str) -> Iterator[str]:
        if not (self._lexeme or self._language == "en"):
            for form in self._text_variants(word, folded):
                yield from (f"~{form}", form)
        acronym = "".join(takewhile(str.isupper, word))
        ending = word[len(acronym) :]
        declined = self._language in DECLINED_NAMES
        if len(acronym) > 1 and (ending == "s" or (declined and len(ending) <= _ENDING)):
            yield f"={acronym}"
        if declined and not self._lexeme and word[0].isupper():
            # Stemmers know the language's words, not everybody's names: Лавров, Лаврова, Лавровым.
            yield from (folded[:-cut] for cut in range(1, _ENDING + 1) if len(folded) - cut > _ENDING)

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
        return max(len(folded), len(known)) - same <= _ENDING


def _is_exact(word: str) -> bool:
    """Acronyms, names like WeChat, numbers, punctuation: they stand exactly so, or they are something else."""
    return not word[0].isalpha() or any(c.isupper() for c in word[1:]) or (len(word) == 1 and word.isupper())
