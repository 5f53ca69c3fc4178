"""Which language a text is in, by its script and its most frequent words: no model, no download."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from generator.intake import lexicon

_SCRIPTS = {
    "han": "\u3400-\u4dbf\u4e00-\u9fff",
    "kana": "\u3040-\u30ff",
    "hangul": "\uac00-\ud7af\u1100-\u11ff",
    "cyrillic": "\u0400-\u04ff",
    "arabic": "\u0600-\u06ff\u0750-\u077f",
    "greek": "\u0370-\u03ff",
    "hebrew": "\u0590-\u05ff",
    "thai": "\u0e00-\u0e7f",
    "devanagari": "\u0900-\u097f",
    "bengali": "\u0980-\u09ff",
    "tamil": "\u0b80-\u0bff",
    "georgian": "\u10a0-\u10ff",
    "armenian": "\u0530-\u058f",
    "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
}
_ENOUGH = 16_000
"""Characters looked at; more do not change the answer."""


_PLAIN = 100
"""Characters after which a text without the letters of its language is hardly in one of `_MARKED`."""
_MARKED = frozenset({"hu", "pl", "cs", "sk", "ro", "tr", "vi", "sl", "hr", "sv", "da", "nb", "fi", "ca"})
"""Languages whose ordinary words have letters that English has not."""


def detect(text: str) -> tuple[str, float]:
    """BCP 47 tag of a text's language and how sure that is, from 0 (no idea) to 1; `und` when it has no letters."""
    text = text[:_ENOUGH]
    sample = text[:4000]
    patterns = {"latin": _patterns()["latin"]} if sample.isascii() else _patterns()
    counts = Counter({script: len(pattern.findall(sample)) for script, pattern in patterns.items()})
    total = sum(counts.values())
    if not total:
        return "und", 0.0
    if counts["kana"] > 0.05 * total:
        return "ja", 1.0
    if counts["hangul"] > 0.2 * total:
        return "ko", 1.0
    script = max(counts, key=lambda name: counts[name] * (3 if name == "han" else 1))  # one Han character is a word
    if script == "han":
        return _chinese(text), 1.0
    if script in ("latin", "cyrillic", "arabic"):
        return _by_words(text, script)
    return str(lexicon.table("languages")["scripts"].get(script, "und")), 1.0


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    return {script: re.compile(f"[{characters}]") for script, characters in _SCRIPTS.items()}


def _chinese(text: str) -> str:
    table = lexicon.table("languages")
    simplified = set(table["simplified"]) - set(table["traditional"])
    traditional = set(table["traditional"]) - set(table["simplified"])
    counts = Counter(text)
    more = sum(counts[c] for c in simplified) - sum(counts[c] for c in traditional)
    return "zh-Hant" if more < 0 else "zh-Hans"


@lru_cache(maxsize=8)
def _frequent(script: str) -> dict[str, frozenset[str]]:
    """The words that are most frequent in each language of a script."""
    return {language: frozenset(entry.split()) for language, entry in lexicon.table("languages")[script].items()}


def _by_words(text: str, script: str) -> tuple[str, float]:
    found = Counter(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", unicodedata.normalize("NFC", text).casefold()))
    votes: dict[str, float] = {}
    for language, frequent in _frequent(script).items():
        votes[language] = sum(found[word] for word in frequent) / len(frequent) ** 0.5
    letters = Counter(re.findall(r"[^\x00-\x7f]", text.casefold()))
    for language in votes:
        own = sum(letters[c] for c in set(lexicon.table("languages")["letters"].get(language, "")))
        foreign = sum(letters[c] for c in set(lexicon.table("languages")["never"].get(language, "")))
        if not own and len(text) > _PLAIN and language in _MARKED:
            votes[language] /= 2
        votes[language] += 0.25 * min(own, 12) ** 0.5 - 0.5 * min(foreign, 100) ** 0.5
    best, second = sorted(votes, key=lambda language: -votes[language])[:2]
    total = sum(found.values())
    if votes[best] <= 0:
        return {"latin": "en", "cyrillic": "ru", "arabic": "ar"}[script], 0.1
    margin = (votes[best] - max(0.0, votes[second])) / votes[best]
    return best, round(min(1.0, 0.3 + margin) * min(1.0, total / 12), 2)
