"""Questions are numbered in the order of the text.

A notice: a source may well number its questions oddly, and its numbers are its words.
"""

from collections.abc import Iterator
from itertools import pairwise

from generator.checks.site import Site
from generator.model import Finding, Severity


def check(site: Site) -> Iterator[Finding]:
    """A finding for each question whose number is not one more than the one before."""
    for interview in site.publication.complete:
        for before, exchange in pairwise(interview.exchanges):
            if exchange.number != before.number + 1:
                yield Finding(
                    Severity.NOTICE,
                    f"question {exchange.number} follows question {before.number}",
                    site.text_of(interview),
                    exchange.line,
                    remedy="renumber the headings if the source does not number them so; the addresses stay",
                )
