"""The words are the original's: the capture has its checksum, and nothing was changed without saying so.

The severities are those of `provenance.verify`: altered words are an error, because readers are told that they stand
as they were published.
"""

from collections.abc import Iterator
from dataclasses import replace

from generator import intake, markup, provenance
from generator.checks.site import Site
from generator.errors import DragomanError
from generator.model import Finding, Interview, Severity


def check(site: Site) -> Iterator[Finding]:
    """What differs between each interview and its original."""
    for interview in site.publication.complete:
        folder = site.publication.settings.interviews / interview.slug
        words = ""
        original = folder / interview.source.original
        if interview.source.original and original.is_file():
            try:
                words = _words(original.name, original.read_bytes())
            except DragomanError as error:
                message = f"the original cannot be read: {error}"
                yield Finding(Severity.WARNING, message, site.text_of(interview), remedy="check the words by eye")
        for finding in provenance.verify(folder, interview, words):
            yield replace(finding, file=_named(site, interview, finding.file))


def _words(name: str, raw: bytes) -> str:
    """Everything the original says: what became text, and labels, numbers and lines that did not."""
    transcript = intake.read(name, raw)
    said = (f"{one.number} {one.label} {markup.plain(one.text)}" for one in transcript.utterances)
    return "\n".join([*transcript.metadata.values(), *(one.text for one in transcript.dropped), *said])


def _named(site: Site, interview: Interview, file: str) -> str:
    return site.text_of(interview) if file.endswith("interview.md") else file
