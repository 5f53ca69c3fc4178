"""No words of the vocabulary are claimed by two terms, and every participant can be told from every other.

Warnings: see `vocabulary.findings`.
"""

from collections.abc import Iterator

from generator import vocabulary
from generator.checks.site import Site
from generator.model import Finding


def check(site: Site) -> Iterator[Finding]:
    """What is ambiguous in `topics.yml` and `people.yml`."""
    yield from vocabulary.findings(site.publication.corpus.terms)
