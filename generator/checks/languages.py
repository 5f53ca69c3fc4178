"""The vocabulary has a label in every language of the publication.

A warning: a page falls back to another language's label, and readers see it.
"""

from collections.abc import Iterator

from generator.checks.site import Site
from generator.model import Finding, Severity


def check(site: Site) -> Iterator[Finding]:
    """A finding for each term that lacks labels."""
    for term in site.publication.corpus.terms:
        missing = [locale for locale in site.publication.settings.locales if locale not in term.labels]
        if missing:
            file = "docs/topics.yml" if term.kind == "topic" else "docs/people.yml"
            message = f"{term.id} has no label in {', '.join(missing)}"
            yield Finding(Severity.WARNING, message, file, term.line, remedy="add it under labels:")
