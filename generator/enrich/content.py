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
    stop, stem = stop_words(base), stemmer(base)
    words = (bare(token).lower() for token in tokens().findall(text) if token[0].isalpha())
    kept = (word for word in words if word not in stop and len(word) > 1)
    return [fold(stem(word) if stem else word) for word in kept]


@lru_cache(maxsize=16)
def stop_words(language: str) -> frozenset[str]:
    """The words of a language that say nothing by themselves; none for a language without a list."""
    import stopwordsiso

    language = "no" if language in ("nb", "nn") else language
    return frozenset(stopwordsiso.stopwords(language)) if stopwordsiso.has_lang(language) else frozenset()
