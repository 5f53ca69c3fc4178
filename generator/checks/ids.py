"""Every address that was published is kept: the ids of each interview are recorded, and no interview is lost.

A warning: the editor may have meant it. What cannot be built at all (two branches gave one id to different passages)
stops before any check, in `identity.read`.
"""

from collections.abc import Iterator

from generator import history, identity
from generator.checks.site import Site
from generator.model import Finding, Severity
from generator.publication import LEDGER


def check(site: Site) -> Iterator[Finding]:
    """Ids that are not recorded yet, or not committed; interviews that Git knows and the publication does not."""
    publication = site.publication
    settings = publication.settings
    for slug, ledger in publication.ledgers.items():
        path = settings.interviews / slug / LEDGER
        if not path.is_file() or path.read_text("utf-8") != identity.text(ledger):
            message = "is behind the text: its new passages have no lasting address yet"
            yield Finding(Severity.WARNING, message, site.name(path), remedy="dragoman build writes it; commit it")
    yield from history.unsaved(settings.root, settings.interviews, LEDGER)
    known = {slug for one in publication.complete for slug in (one.slug, *one.former_slugs)}
    yield from history.findings(settings.root, settings.interviews, known)
