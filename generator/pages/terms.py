"""What pages of topics, people, organisations and places have in common."""

from collections import Counter

from generator.model import Term
from generator.pages.view import View

RELATED = 6
"""So many related terms are shown."""


def same_exchange_terms(view: View, term: Term, *kinds: str) -> list[Term]:
    """Terms of the kinds most often mentioned in the same exchanges, those the editor declared related first."""
    counts: Counter[str] = Counter()
    for slug, exchange in {(p.interview.slug, p.exchange.id) for p in view.passages(term.id) if p.exchange}:
        counts.update(
            other.id for other in view.terms_of(slug, exchange) if other.kind in kinds and other.id != term.id
        )
    declared = [identifier for identifier in term.related if identifier in view.terms]
    ranked = declared + [identifier for identifier, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    return [view.terms[identifier] for identifier in dict.fromkeys(ranked)][:RELATED]
