"""Text -> the words that carry its meaning, stemmed: what two texts are compared by."""

from __future__ import annotations

from functools import lru_cache

from generator.enrich.folding import bare, fold
from generator.enrich.inflection import stemmer
from generator.enrich.substrings import UNSEGMENTED
from generator.enrich.trie import tokens


def content(text: str, language: str) -> list[str]:
    """Stems without stop words and numbers; in languages without spaces, pairs of characters."""
    base = language.partition("-")[0]
    if base in UNSEGMENTED:
        runs = "".join(c if c.isalpha() else " " for c in text).split()
        return [run[at : at + 2] for run in runs for at in range(max(1, len(run) - 1))]
    return [stem for token in tokens().findall(text) if (stem := _stem(token, base))]


@lru_cache(maxsize=100_000)
def _stem(token: str, language: str) -> str:
    """The stem of a word as it stands in a text; empty for a stop word, a number, a single letter."""
    word = bare(token).lower()
    if not token[0].isalpha() or len(word) < 2 or word in stop_words(language):
        return ""
    stem = stemmer(language)
    return fold(stem(word) if stem else word)


@lru_cache(maxsize=16)
def stop_words(language: str) -> frozenset[str]:
    """The words of a language that say nothing by themselves; none for a language without a list."""
    import stopwordsiso

    language = "no" if language in ("nb", "nn") else language
    return frozenset(stopwordsiso.stopwords(language)) if stopwordsiso.has_lang(language) else frozenset()
