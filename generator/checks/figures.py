"""Figures are reviewed, still stand in the text, and do not contradict each other.

A contradiction and a figure whose words are gone are warnings: two speakers may well disagree, and a stale figure is
not published. That proposals wait is a notice.
"""

from collections.abc import Iterator

from generator.checks.site import Site
from generator.enrich import figures
from generator.model import Finding, Severity
from generator.publication import REVIEW


def check(site: Site) -> Iterator[Finding]:
    """What an editor should look at in each `review.yml`."""
    for slug, review in site.publication.reviews.items():
        file = site.name(site.publication.settings.interviews / slug / REVIEW)
        for figure in review.figures:
            if figure.status == "stale":
                message = f"the figure {figure.id} ({figure.quote!r}) is no longer in {figure.sentence}"
                remedy = "give it the new quote, or reject it"
                yield Finding(Severity.WARNING, message, file, figure.line, remedy=remedy)
        waiting = sum(figure.status == "proposed" for figure in review.figures)
        if waiting:
            message = f"{waiting} proposed figures wait to be confirmed or rejected"
            yield Finding(Severity.NOTICE, message, file, remedy="set their status to confirmed or rejected")
    yield from _contradictions(site)


def _contradictions(site: Site) -> Iterator[Finding]:
    settings = site.publication.settings
    for conflict in figures.consistency(site.publication.corpus.figures):
        first = conflict.figures[0]
        file = site.name(settings.interviews / first.interview / REVIEW)
        remedy = "look at the sentences; if both were said so, leave them"
        yield Finding(Severity.WARNING, conflict.message, file, first.figure.line, remedy=remedy)
