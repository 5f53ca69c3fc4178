"""A catalog with gaps -> the catalog with proposals in them: from the translation memory, else from a machine.

Every proposal is fuzzy and says where it comes from, so that nothing of it is published before somebody has read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from generator.l10n.catalogs import MACHINE, MEMORY, Catalog, Entry
from generator.l10n.glossary import names, said
from generator.l10n.prefill.protection import protect, restore
from generator.l10n.prefill.providers import PROVIDERS, Provider, ProviderError, provider
from generator.l10n.writing import rewritten, with_field
from generator.model import Figure, Term

__all__ = ["PROVIDERS", "Provider", "ProviderError", "memory", "prefill", "provider"]


def memory(catalogs: Iterable[Catalog]) -> dict[str, tuple[str, str]]:
    """Source text -> its reviewed translation and the file it stands in, from a locale's catalogs; the first holds.

    Paragraphs are remembered whole and, where they have as many lines, sentence by sentence.
    """
    known: dict[str, tuple[str, str]] = {}
    for catalog in catalogs:
        for entry in catalog.entries:
            if entry.plural or entry.fuzzy or not entry.translated or entry.obsolete:
                continue
            known.setdefault(entry.text, (entry.translation, catalog.file))
            sources, translations = entry.text.split("\n"), entry.translation.split("\n")
            if len(sources) == len(translations):
                for source, translation in zip(sources, translations, strict=True):
                    known.setdefault(source, (translation, catalog.file))
    return known


def prefill(
    catalog: Catalog,
    language: str,
    locale: str,
    known: Mapping[str, tuple[str, str]],
    machine: Provider | None = None,
    terms: Sequence[Term] = (),
    figures: Sequence[Figure] = (),
) -> str:
    """The text of the catalog with a proposal for every untranslated entry that one is found for.

    `known` is the translation memory; without `machine` nothing else is asked. `terms` and `figures` keep their
    established names and their values. A catalog that a machine had a part in says so in its header, for the readers
    of what becomes of it. Raises ProviderError when the machine cannot be reached.
    """
    proposals: dict[int, Entry] = {}
    for entry in catalog.entries:
        if entry.obsolete or entry.translated or entry.plural:
            continue
        found = _remembered(entry, known, locale)
        if not found and machine:
            found = _translated(entry, language, locale, machine, terms, figures)
        if found:
            translation, origin = found
            proposals[id(entry)] = replace(
                entry,
                translation=translation,
                flags=("fuzzy", *(flag for flag in entry.flags if flag != "fuzzy")),
                comments="\n".join(filter(None, [origin, entry.comments])),
            )
    if any(entry.comments.startswith(MACHINE) for entry in proposals.values()):
        catalog = replace(catalog, preamble=with_field(catalog.preamble, "X-Machine-Assisted", "yes"))
    return rewritten(catalog, proposals)


def _remembered(entry: Entry, known: Mapping[str, tuple[str, str]], locale: str) -> tuple[str, str] | None:
    """The translation of the same text elsewhere, whole or all of its sentences."""
    if entry.text in known:
        translation, file = known[entry.text]
        return translation, f"{MEMORY}: {file}"
    sentences = [known.get(sentence) for sentence in entry.text.split("\n")]
    if not all(sentences):
        return None
    files = dict.fromkeys(found[1] for found in sentences if found)
    return "\n".join(found[0] for found in sentences if found), f"{MEMORY}: {', '.join(files)}"


def _translated(
    entry: Entry,
    language: str,
    locale: str,
    machine: Provider,
    terms: Sequence[Term],
    figures: Sequence[Figure],
) -> tuple[str, str] | None:
    """What the machine makes of an entry, if it gave back everything that had to come through unchanged."""
    here = [figure for figure in figures if figure.sentence.rpartition(".")[0] == entry.context]
    spoken = [term for term in said(terms, entry.text, language) if names(term, locale)]
    pieces = [
        protect(sentence, language, locale, () if machine.instructed else spoken, here)
        for sentence in entry.text.split("\n")
    ]
    glossary = {names(term, language)[0]: names(term, locale)[0] for term in spoken}
    answers = machine.translate([piece.text for piece in pieces], language, locale, glossary)
    if len(answers) != len(pieces):
        return None
    sentences = [restore(answer, piece) for answer, piece in zip(answers, pieces, strict=True)]
    if not all(sentences):
        return None
    return "\n".join(filter(None, sentences)), f"{MACHINE}: {machine.name}"
