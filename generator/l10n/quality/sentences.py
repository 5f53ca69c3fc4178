"""Are all sentences there, and none twice?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.l10n.quality.pair import Pair, warning
from generator.model import Finding
from generator.sentences import split

_SHORT, _LONG = 0.36, 2.4
"""Parts of the usual length beyond which words have probably been left out, or added."""
_LONG_ENOUGH = 60
"""Characters that a sentence must have, at the length of English, before its length says anything."""
_DENSITY = {"en": 1.0, "zh": 0.28, "yue": 0.28, "ja": 0.45, "ko": 0.5, "ar": 0.9, "he": 0.8, "ru": 1.1, "de": 1.15}
"""Characters that say what one character says in English; 1.15 elsewhere."""


def check(pair: Pair) -> Iterator[Finding]:
    """A warning, not an error: a translator may have reasons, but links to single sentences then do not work."""
    wanted = len(pair.source.split("\n"))
    lines = [line for line in pair.translation.split("\n") if line.strip()]
    if pair.segmented and not pair.sentences:
        found = len(lines) if len(lines) > 1 else len(split(lines[0], pair.locale))
        yield warning(
            f"{found} sentences translate {wanted}",
            "write one sentence per line, as many lines as the source has: links to sentences depend on it",
        )
    allowed = max(Counter(pair.source.split("\n")).values())
    for line, count in Counter(lines).items():
        if count > allowed:
            yield warning(f"the sentence “{line[:40]}” stands there {count} times", "translate each sentence once")
    yield from _lengths(pair)


def _lengths(pair: Pair) -> Iterator[Finding]:
    """Sentences much shorter or longer than translations between the two languages are."""
    here, there = (_DENSITY.get(tag.split("-")[0], 1.15) for tag in (pair.language, pair.locale))
    for source, translation in pair.sentences:
        wanted = len(source) / here
        if wanted < _LONG_ENOUGH:
            continue
        ratio = len(translation) / there / wanted
        if ratio < _SHORT:
            yield warning(f"much shorter than its source: “{translation[:40]}”", "look whether words were left out")
        elif ratio > _LONG:
            yield warning(f"much longer than its source: “{translation[:40]}”", "look whether words were added")
