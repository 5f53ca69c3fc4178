"""Pieces of a sentence that a machine must not touch -> numbered marks, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.l10n.glossary import names
from generator.l10n.quantities import figure as written
from generator.model import Figure, Term

_FIXED = re.compile(r"`[^`]*`|\]\([^)\s]*\)|<?https?://[^\s<>)]+>?|%\(\w+\)[a-z]|%[sd]|\{\w+\}")
_MARK = re.compile(r"[⟦\[]{1,2}\s*(\d+)\s*[⟧\]]{1,2}")


@dataclass(frozen=True, slots=True)
class Protected:
    """A sentence with marks in it."""

    text: str
    """The sentence, `⟦0⟧`, `⟦1⟧`, … standing for what must come through."""
    pieces: tuple[str, ...]
    """What each mark stands for, in the target language."""


def protect(
    sentence: str, language: str, locale: str, terms: Iterable[Term] = (), figures: Iterable[Figure] = ()
) -> Protected:
    """Put marks for links, code, placeholders, the figures' values, and the names of `terms` that are not topics."""
    fixed = [(match.group(), match.group()) for match in _FIXED.finditer(sentence)]
    values = [
        (figure.quote, written(figure, locale))
        for figure in figures
        if figure.value is not None and figure.kind in ("amount", "percent", "range") and figure.status != "rejected"
    ]
    labels = [
        (name, names(term, locale)[0]) for term in terms if term.kind != "topic" for name in names(term, language)
    ]
    wanted = dict(sorted(labels, key=lambda pair: -len(pair[0])))
    patterns = [*(re.escape(piece) for piece, _ in fixed + values), *(rf"(?<!\w){re.escape(n)}(?!\w)" for n in wanted)]
    if not patterns:
        return Protected(sentence, ())
    replacement = wanted | dict(values) | dict(fixed)
    pieces: list[str] = []

    def mark(match: re.Match[str]) -> str:
        pieces.append(replacement[match.group()])
        return f"⟦{len(pieces) - 1}⟧"

    return Protected(re.sub("|".join(patterns), mark, sentence), tuple(pieces))


def restore(answer: str, protected: Protected) -> str | None:
    """The machine's sentence with the pieces in place of their marks; None if a mark is gone or stands there twice."""
    answer = " ".join(answer.split())
    found = [int(number) for number in _MARK.findall(answer)]
    if sorted(found) != list(range(len(protected.pieces))):
        return None if protected.pieces or not answer else answer
    return _put_back(answer, protected.pieces)


def _put_back(answer: str, pieces: Sequence[str]) -> str:
    return _MARK.sub(lambda match: pieces[int(match[1])], answer)
