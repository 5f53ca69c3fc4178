"""Terms in a text: which are said in it, in whatever form the language gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from generator.l10n.languages import closest
from generator.model import Term
from generator.sentences import UNSPACED

_WORD = re.compile(r"[\w\u0300-\u036f\u064b-\u0652]+(?:['’][\w]+)?")
_CONTEXT = re.compile(r"\[([^\]]*)\]")
_ARABIC_MARKS = re.compile(r"[\u064b-\u0652\u0640]")
_ARABIC_CLITICS = re.compile(r"^(?:[وف])?(?:[بكل])?(?:ال|ل)?(?=\w{2})")
_ENDINGS = "aeiouyаеиоуыэюяйьіїاةىيه"
"""Last letters that a form of a word may replace; another last letter that differs is a misspelling."""
_PREFIXED = frozenset({"he", "am", "ti", "zu", "xh"})
"""Languages that write prepositions and the like before a word without a space, and have no stemmer."""
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|dell|nell|all|dall|sull|un|quest)['’](?=\w)", re.IGNORECASE)


def names(term: Term, language: str) -> tuple[str, ...]:
    """The label of a term in a language, then its aliases, with their context (`[中]俄` is 中, said in 中俄)."""
    tag = closest(language, term.labels)
    other = closest(language, term.aliases)
    found = ((term.labels[tag],) if tag else ()) + (term.aliases[other] if other else ())
    return tuple(dict.fromkeys(_CONTEXT.sub(r"\1", name) for name in found))


def said(terms: Iterable[Term], text: str, language: str) -> Iterator[Term]:
    """The terms one of whose names stands in a text, letter for letter but for capitals.

    Nothing is inflected here, so that what is found in the source is certain. A name inside a longer one that is
    also found does not count (`Russia` in `Chinese Embassy in Russia`), nor one inside a context of `Term.not_in`.
    """
    found: list[tuple[int, int, Term | None]] = []
    for term in terms:
        contexts = term.not_in.get(closest(language, term.not_in) or "", ())
        for name, owner in [(name, term) for name in names(term, language)] + [(c, None) for c in contexts]:
            found += [(m.start(), m.end(), owner) for m in _exact(name, language).finditer(text)]
    seen = set()
    for start, end, owner in found:
        inside = any(a <= start and end <= b and (a, b) != (start, end) for a, b, _ in found)
        if owner and not inside and owner.id not in seen:
            seen.add(owner.id)
            yield owner


def mentions(text: str, name: str, language: str) -> bool:
    """Whether a text says a name, in any inflection: its words, one after the other."""
    primary = language.split("-")[0]
    if primary in UNSPACED or primary in _PREFIXED:
        return name.casefold() in text.casefold()
    wanted = _words(name, primary)
    there = _words(text, primary)
    size = len(wanted)
    return bool(size) and any(
        all(_alike(word, other, primary) for word, other in zip(there[at : at + size], wanted, strict=True))
        for at in range(len(there) - size + 1)
    )


@lru_cache(maxsize=512)
def _words(text: str, language: str) -> tuple[str, ...]:
    """The words of a text without what is written together with them: articles, prepositions, vowel signs."""
    clitics = _ARABIC_CLITICS if language == "ar" else _ELISION
    return tuple(clitics.sub("", _ARABIC_MARKS.sub("", word), count=1) for word in _WORD.findall(text.casefold()))


def _alike(word: str, name: str, language: str) -> bool:
    """Whether a word is a form of a name's word: the same stem, or the name with another short ending."""
    if word[0] != name[0]:
        return False
    if word == name or (len(name) > 3 and _stem(word, language) == _stem(name, language)):
        return True
    kept = name[:-1] if name[-1] in _ENDINGS else name
    return len(kept) > 1 and word.startswith(kept) and len(word) - len(kept) <= (5 if len(kept) > 3 else 2)


@lru_cache(maxsize=4096)
def _exact(name: str, language: str) -> re.Pattern[str]:
    escaped = re.escape(name).replace("'", "['’]").replace("’", "['’]")
    if language.split("-")[0] in UNSPACED:
        return re.compile(escaped)
    flags = 0 if name.isupper() else re.IGNORECASE
    return re.compile(rf"(?<!\w){escaped}(?!\w)", flags)


@lru_cache(maxsize=65536)
def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(language)
    return str(stemmer.stemWord(word)) if stemmer else word


@lru_cache(maxsize=32)
def _stemmer(language: str) -> Any:
    """Snowball's stemmer of a language; None where there is none."""
    import snowballstemmer  # type: ignore[import-untyped]

    from generator.l10n.languages import babel_locale

    name = (babel_locale(language).english_name or "").split(" ")[0].lower()
    return snowballstemmer.stemmer(name) if name in snowballstemmer.algorithms() else None
