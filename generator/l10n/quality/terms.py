"""Does the translation call things and people what the vocabulary calls them?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.l10n.glossary import mentions, names, said
from generator.l10n.quality.pair import Pair, warning
from generator.model import Finding, Term


def check_terms(pair: Pair) -> Iterator[Finding]:
    """A warning: a term can be paraphrased, but then a reader who looks for it does not find the passage.

    Only the label of a topic is a term that a translator has to keep to; its aliases are ways of speaking of it.
    """
    topics = (replace(term, aliases={**term.aliases, pair.language: ()}) for term in pair.terms if term.kind == "topic")
    for term in _unsaid(pair, topics):
        yield warning(
            f"the source speaks of “{names(term, pair.language)[0]}”, the translation does not",
            f"use one of: {', '.join(names(term, pair.locale)[:6])}; or add the word to the topic's aliases",
        )


def check_names(pair: Pair) -> Iterator[Finding]:
    """A warning: a name can be left out for a pronoun, but a name in another form splits a person in two."""
    for term in _unsaid(pair, (term for term in pair.terms if term.kind != "topic")):
        yield warning(
            f"“{names(term, pair.language)[0]}” does not appear in its established form",
            f"write {', '.join(names(term, pair.locale)[:6])}; or add the form to the aliases",
        )


def _unsaid(pair: Pair, terms: Iterable[Term]) -> Iterator[Term]:
    """The terms of the source whose names in the locale, if there are any, stand nowhere in the translation."""
    text = pair.plain.replace("\n", " ")
    for term in said(terms, pair.plain_source, pair.language):
        here = names(term, pair.locale)
        if here and pair.locale in term.labels and not any(mentions(text, name, pair.locale) for name in here):
            yield term
