"""Figures are reviewed, still stand in the text, and do not contradict each other.

A contradiction and a figure whose words are gone are warnings: two speakers may well disagree, and a stale figure is
not published. That proposals wait is a notice, and so is a confirmed figure that says nothing of what it measures: it
is published, but on the page of no measure and in no comparison.
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
            if figure.status == "confirmed" and not figure.measure:
                message = f"the confirmed figure {figure.id} ({figure.quote!r}) does not say what it measures"
                yield Finding(Severity.NOTICE, message, file, figure.line, remedy="write measure: what is measured")
        waiting = sum(figure.status == "proposed" for figure in review.figures)
        if waiting:
            message = f"{waiting} proposed figures wait to be confirmed or rejected"
            remedy = f"dragoman review {slug}, or set their status to confirmed or rejected"
            yield Finding(Severity.NOTICE, message, file, remedy=remedy)
    yield from _contradictions(site)


def _contradictions(site: Site) -> Iterator[Finding]:
    """Each at the figure that was said last: the one that came after what it contradicts."""
    settings = site.publication.settings
    for conflict in figures.consistency(site.publication.corpus.figures):
        last = sorted(conflict.figures, key=lambda one: one.interview)[-1]
        file = site.name(settings.interviews / last.interview / REVIEW)
        remedy = "look at the sentences; if both were said so, leave them"
        yield Finding(Severity.WARNING, conflict.message, file, last.figure.line, remedy=remedy)
