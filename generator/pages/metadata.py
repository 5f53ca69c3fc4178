"""What a page tells machines in its head: schema.org as JSON-LD, and tags for reference managers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator import markup
from generator.exports import citations, linked_data
from generator.exports.citations.citation import Citation
from generator.exports.linked_data import Node, Site
from generator.model import Exchange, Interview
from generator.pages.view import View


def of_interview(view: View, interview: Interview) -> str:
    """For the page of an interview."""
    url = _url(view, f"interviews/{interview.slug}/")
    editions = {
        locale: f"{view.settings.url}{locale}/interviews/{interview.slug}/"
        for locale in view.readable.get(interview.slug, {}).get("", ())
    }
    terms = dict.fromkeys(
        term.id for exchange in interview.exchanges for term in view.topics_of(interview.slug, exchange.id)
    )
    topics = {view.label(view.terms[term]): _url(view, f"topics/{term}/") for term in terms}
    published = replace(interview, source=view.source(interview).source)  # its publisher has one name, its own
    node = linked_data.interview(
        published, _site(view), url=url, language=view.locale, editions=editions, topics=topics
    )
    citation = citations.of_interview(interview, url=url, publication=view.name)
    return _head(_without_answers(node), citation, interview.source.licence)


def _without_answers(node: Node) -> Node:
    """The interview with its answers named, not repeated: their pages have the words, and readers pay for the bytes."""
    for part in _nodes(node.get("hasPart")):
        for answer in _nodes(part.get("acceptedAnswer")):
            answer.pop("text", None)
    return node


def _nodes(value: object) -> list[Node]:
    """The values of a property: JSON-LD writes a single one without its list."""
    return value if isinstance(value, list) else [value] if isinstance(value, dict) else []


def of_exchange(view: View, interview: Interview, exchange: Exchange) -> str:
    """For the page of an exchange."""
    whole = _url(view, f"interviews/{interview.slug}/")
    url = f"{whole}{exchange.id}/"
    node = linked_data.question_page(interview, exchange, _site(view), url=url, whole=whole)
    citation = citations.of_question(interview, exchange, url=url, publication=view.name)
    return _head(node, citation, interview.source.licence)


def of_data(view: View, title: str, description: str, path: str, interviews: Iterable[Interview]) -> str:
    """For the page and the files at `path` with the figures of some interviews."""
    url = _url(view, path)
    types = {"figures.csv": "text/csv", "figures.json": "application/json", "datapackage.json": "application/json"}
    slugs = [interview.slug for interview in interviews if view.has_figures(interview.slug)]
    node = linked_data.dataset(
        title,
        _site(view),
        url=url,
        description=description,
        language=view.locale,
        licence=view.settings.licence,
        downloads=[linked_data.Download(f"{url}{name}", kind) for name, kind in types.items()],
        based_on=[_url(view, f"interviews/{slug}/") for slug in slugs],
    )
    citation = citations.of_dataset(
        title, key=path.strip("/").replace("/", "."), url=url, publication=view.name, language=view.locale
    )
    return _head(node, citation, view.settings.licence)


def _head(node: Node | None, citation: Citation, licence: str) -> str:
    return "\n".join(_elements(node, citation, licence))


def _elements(node: Node | None, citation: Citation, licence: str) -> Iterator[str]:
    pairs = [*linked_data.highwire(citation), *linked_data.dublin_core(citation, licence)]
    for name, content in pairs:
        yield f'<meta name="{name}" content="{markup.attribute(content)}">'
    if node:
        yield f'<script type="application/ld+json">{linked_data.script(node)}</script>'


def _site(view: View) -> Site:
    return Site(view.name, _url(view, ""))


def _url(view: View, path: str) -> str:
    return f"{view.settings.url}{view.locale}/{path}"
