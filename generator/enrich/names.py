"""Passages -> the names in them, in their base form, and what kind of thing each may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from generator.enrich import capitals
from generator.enrich.folding import bare, fold
from generator.enrich.inflection import DECLINED_NAMES, base_form, stemmer
from generator.enrich.lists import territories, words_of
from generator.enrich.trie import tokens

Passage = tuple[str, str]
"""Address of a sentence, and its plain text."""


def find(passages: Sequence[Passage], language: str) -> dict[str, tuple[str, list[Passage]]]:
    """Name -> its kind and the passages it is in, for languages with capitals."""
    counted = capitals.seen(text for _, text in passages)
    where: dict[str, dict[Passage, None]] = {}
    titled: Counter[str] = Counter()
    for passage in passages:
        for run in capitals.runs(passage[1], language, counted):
            where.setdefault(run.text, {})[passage] = None
            titled[run.text] += run.titled
    found = {}
    grouped = _by_base_form(where, language)
    surnames = {label.split()[-1] for label in grouped if " " in label}
    for label, forms in grouped.items():
        together = list(dict.fromkeys(passage for form in forms for passage in where[form]))
        title = any(titled[form] for form in forms)
        # One capital in one place may be a slip or for emphasis.
        if len(together) > 1 or title or " " in label or label in surnames or _speaks_for_itself(label, language):
            found[label] = (_kind(label, title, language), together)
    return found


def _kind(name: str, titled: bool, language: str) -> str:
    """`person`, `organisation` or `place`, as far as the words say; by its length where they do not."""
    if fold(name) in territories(language):
        return "place"
    words = [fold(bare(word)) for word in tokens().findall(name)]
    for kind in () if titled else ("organisation", "place"):
        if not words_of(kind).isdisjoint(words):
            return kind
    acronym = len(words) == 1 and any(letter.isupper() for letter in name[1:])
    return "organisation" if acronym or len(words) > 3 else "person"


def _speaks_for_itself(label: str, language: str) -> bool:
    """A country, an acronym, a name like WeChat."""
    return fold(label) in territories(language) or any(letter.isupper() for letter in label[1:])


def _by_base_form(names: Iterable[str], language: str) -> dict[str, list[str]]:
    """Base form -> the forms in the text: in languages that decline names, those with the same stems."""
    base = language.partition("-")[0]
    stem = stemmer(base) if base in DECLINED_NAMES else None
    grouped: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        stems = tuple(fold(stem(word.lower())) if stem else word for word in name.split())
        grouped.setdefault(stems, []).append(name)
    labels: dict[str, list[str]] = {}
    for forms in grouped.values():
        shortest = min(forms, key=lambda form: (len(form), form))
        known = [form for form in forms if fold(form) in territories(language)]
        label = known[0] if known else shortest if " " in shortest else base_form(shortest, language)
        labels.setdefault(label, []).extend(forms)
    return labels
