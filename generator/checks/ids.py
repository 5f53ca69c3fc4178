"""The ledger of ids is whole: no two branches gave one id to different sentences, nothing is left of a merge.

An error: an address that means two things cannot be kept.
"""

from collections.abc import Iterator

from generator import identity
from generator.checks.site import Site
from generator.model import Finding
from generator.publication import LEDGER


def check(site: Site) -> Iterator[Finding]:
    """What is wrong with each `ids.json`, and how to settle it."""
    for interview in site.publication.complete:
        path = site.publication.settings.interviews / interview.slug / LEDGER
        if path.is_file():
            yield from identity.conflicts(path.read_text("utf-8"), site.name(path))
