"""A source text and its translation -> findings: what a careful reader of both would object to.

The checks know nothing of files: whoever calls them adds the file and the line. That figures have the same value is
checked where figures are understood, in `enrich`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from generator.l10n.quality import characters, inline, scripts, sentences, terms, typography
from generator.l10n.quality.pair import Pair
from generator.l10n.quality.plurals import plural_findings
from generator.model import Finding, Term

__all__ = ["CHECKS", "Pair", "check", "plural_findings"]

CHECKS: dict[str, Callable[[Pair], Iterator[Finding]]] = {
    "sentences": sentences.check,
    "markup": inline.check,
    "terms": terms.check_terms,
    "names": terms.check_names,
    "untranslated": scripts.check_untranslated,
    "script": scripts.check_script,
    "quotation-marks": typography.check_quotation_marks,
    "spacing": typography.check_spacing,
    "punctuation": typography.check_punctuation,
    "characters": characters.check,
}
"""Name of a check -> what it finds; the name is the finding's."""


def check(
    source: str, translation: str, *, language: str, locale: str, terms: Sequence[Term] = ()
) -> Iterator[Finding]:
    """Everything that is wrong with a translation into `locale` of a text in `language`, inline Markdown both.

    A line of either is a sentence. `terms` are the vocabulary's.
    """
    if not translation.strip():
        return
    pair = Pair(source, translation, language, locale, tuple(terms))
    for name, find in CHECKS.items():
        for finding in find(pair):
            yield replace(finding, check=name)
