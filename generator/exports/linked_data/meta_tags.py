"""A citation as `<meta>` tags, for reference managers and search engines that read pages."""

from __future__ import annotations

from collections.abc import Iterator

from generator.exports.citations.citation import Citation


def highwire(citation: Citation) -> Iterator[tuple[str, str]]:
    """(name, content) of the `citation_*` tags that Google Scholar and Zotero read."""
    pairs = [
        ("citation_title", citation.title),
        *(("citation_author", speaker) for speaker in citation.speakers),
        ("citation_publication_date", citation.date.replace("-", "/")),
        ("citation_publisher", citation.publisher),
        ("citation_language", citation.language),
        ("citation_public_url", citation.url),
        ("citation_fulltext_html_url", citation.url),
    ]
    return ((name, content) for name, content in pairs if content)


def dublin_core(citation: Citation, licence: str = "") -> Iterator[tuple[str, str]]:
    """(name, content) of `DC.*` tags (the fifteen elements; ISO 15836): the first publisher first, then this one."""
    pairs = [
        ("DC.title", citation.title),
        *(("DC.creator", name) for name in citation.speakers),
        *(("DC.contributor", name) for name in citation.interviewers),
        ("DC.publisher", citation.publisher),
        ("DC.publisher", citation.publication),
        ("DC.date", citation.date),
        ("DC.type", "Dataset" if citation.kind == "dataset" else "Text"),
        ("DC.format", "text/html"),
        ("DC.identifier", citation.url),
        ("DC.source", citation.source_url),
        ("DC.language", citation.language),
        ("DC.rights", licence),
    ]
    return ((name, content) for name, content in pairs if content)
