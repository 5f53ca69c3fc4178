"""Every question has an answer.

A warning: a question may really have stayed unanswered, but more often an answer was taken for part of the question.
"""

from collections.abc import Iterator

from generator.checks.site import Site
from generator.model import Finding, Role, Severity


def check(site: Site) -> Iterator[Finding]:
    """A finding for each exchange in which only interviewers speak."""
    for interview in site.publication.complete:
        for exchange in interview.exchanges:
            if all(turn.role is Role.INTERVIEWER for turn in exchange.turns):
                yield Finding(
                    Severity.WARNING,
                    f"question {exchange.number} has no answer",
                    site.text_of(interview),
                    exchange.line,
                    remedy="put **Name:** before the paragraph that answers, or leave it if nobody answered",
                )
