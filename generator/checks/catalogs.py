"""The catalogs are as `dragoman translate` would write them.

A warning: translators work on yesterday's text, but nothing wrong is published: a changed paragraph is shown in the
language it was published in.
"""

from collections.abc import Iterator

from generator import translating
from generator.checks.site import Site
from generator.model import Finding, Severity


def check(site: Site) -> Iterator[Finding]:
    """A finding for each catalog that is behind the text."""
    for path in translating.sync(site.publication, site.publication.settings.locales, write=False):
        yield Finding(Severity.WARNING, "is behind the text", site.name(path), remedy="run: dragoman translate")
