"""TEI, JSON Lines and Atom: valid for others' tools, every word in its place, no sealed word anywhere."""

import json
import re
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator import gate, markup, source
from generator.exports import citations, feeds, linked_data
from generator.exports.jsonl import FIELDS, jsonl
from generator.exports.passages import passages
from generator.exports.tei import tei
from generator.l10n.ui import Interface
from generator.model import Figure, Interview, Mention, Paragraph, Sentence

CASES = Path(__file__).parent / "cases" / "exports"
URL = "https://example.net/en/interviews/harbour/"
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture(scope="module")
def harbour() -> Interview:
    """An interview whose every text holds what a format could trip over."""
    return source.parse((CASES / "harbour.md").read_text("utf-8"), "2021-03-09-harbour")


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    """TEI P5's own schema, as far as we use it."""
    return etree.RelaxNG(etree.parse(CASES / "tei-speech.rng"))


def saying(interview: Interview, words: str) -> Interview:
    """The interview with other words in its introduction."""
    paragraph = Paragraph("intro.p1", (Sentence("intro.p1.s1", words),), "en")
    return replace(interview, introduction=(paragraph,))


def published(interview: Interview, **changes: object) -> Interview:
    """The interview behind the gate."""
    passed = gate.publishable(replace(interview, **changes))
    assert passed
    return passed


# --- TEI ----------------------------------------------------------------------------------------------------------


def test_tei_is_valid_and_has_every_word(harbour: Interview, schema: etree.RelaxNG) -> None:
    """Sentences have their ids and words; each utterance says who; nobody says the stage direction or the note."""
    root = etree.fromstring(tei(harbour, url=URL, publication="Harbour Talks").encode())
    schema.assertValid(root)
    said = {s.get(XML_ID): "".join(s.itertext()) for s in root.iterfind(".//t:s", TEI)}
    assert said == {passage.sentence.id: markup.plain(passage.sentence.text) for passage in passages(harbour)}
    speakers = [u.get("who") for u in root.iterfind(".//t:u", TEI)]
    assert speakers == ["#gazette", "#zheng-he", "#zheng-he", "#participant.q2-crew", "#gazette", "#zheng-he"]
    people = {element.get(XML_ID) for element in root.iterfind(".//t:listPerson/*", TEI)}
    assert {who.removeprefix("#") for who in speakers if who} <= people
    assert [head.text for head in root.iterfind(".//t:div[@type='section']/t:head", TEI)] == ["The ship"]
    assert root.find(".//t:stage/t:s", TEI) is not None
    assert root.find(".//t:note[@type='editorial']/t:s", TEI) is not None
    assert [ref.get("target") for ref in root.iterfind(".//t:s/t:ref", TEI)] == ["https://example.org/quay?a=1&b=2"]


@pytest.mark.parametrize("changes", [{"status": "withdrawn"}, {"sealed": ("q1.p2", "q2")}], ids=str)
def test_tei_of_what_is_not_published(harbour: Interview, schema: etree.RelaxNG, changes: dict[str, object]) -> None:
    """A gap stands where words were taken out, under the same id; the document stays valid."""
    whole = published(harbour, **changes)
    text = tei(whole, url=URL, publication="Harbour Talks")
    root = etree.fromstring(text.encode())
    schema.assertValid(root)
    assert "aboard" not in text
    gaps = [gap.getparent().get(XML_ID) for gap in root.iterfind(".//t:s/t:gap[@reason='sealed']", TEI)]
    assert gaps == [passage.sentence.id for passage in passages(whole) if not passage.sentence.text]
    assert gaps


def test_tei_of_little(harbour: Interview, schema: etree.RelaxNG) -> None:
    """An interview of which nothing is known yet still makes a valid document."""
    bare = Interview("bare", replace(harbour.title, words=""), "en", "", (), (), ())
    schema.assertValid(etree.fromstring(tei(bare, url=URL, publication="Harbour Talks").encode()))


@given(st.text())
def test_tei_and_feed_are_well_formed_for_any_words(words: str) -> None:
    """Also with characters that XML cannot have, and with HTML entities that it does not know."""
    interview = saying(source.parse((CASES / "harbour.md").read_text("utf-8"), "x"), f"{words} &nbsp; &eacute;")
    etree.fromstring(tei(interview, url=URL, publication=words).encode())
    entry = feeds.entry(interview, url=URL)
    assert entry
    etree.fromstring(feeds.atom(words, [entry], url=URL, home=URL, language="en", publication="x").encode())


# --- JSON Lines ---------------------------------------------------------------------------------------------------


def test_jsonl_has_a_line_for_every_sentence(harbour: Interview) -> None:
    """With the fields as documented, confirmed topics and figures only."""
    mentions = [
        Mention("ships", "q2.p2.s1", 0, 5),
        Mention("ships", "q2.p2.s1", 8, 9),
        Mention("x", "q2.p2.s1", 0, 1, "proposed"),
    ]
    figures = [
        Figure("f1", "q2.p2.s1", "Forty-one", "amount", None, status="confirmed"),
        Figure("f2", "q2.p2.s1", "one", "amount", None),
    ]
    lines = list(jsonl(harbour, url=URL, mentions=mentions, figures=figures))
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)
    rows = {row["id"]: row for row in map(json.loads, lines)}
    assert all(list(row) == list(FIELDS) for row in rows.values())
    assert list(rows) == [passage.sentence.id for passage in passages(harbour)]
    assert rows["q2.p2.s1"] == {
        "id": "q2.p2.s1",
        "url": f"{URL}#q2.p2.s1",
        "interview": "2021-03-09-harbour",
        "date": "2021-03-09",
        "speaker": "郑和",
        "role": "respondent",
        "question": 2,
        "language": "en",
        "state": "source",
        "text": "Forty-one people were aboard.",
        "topics": ["ships"],
        "figures": ["f1"],
    }
    roles = {id: rows[id]["role"] for id in ("intro.p1.s1", "q1.p1.s1", "q1.p3.s1", "q1.p5.s1")}
    assert list(roles.values()) == ["introduction", "interviewer", "stage", "note"]
    assert {rows[id]["speaker"] for id in ("intro.p1.s1", "q1.p3.s1", "q1.p5.s1")} == {""}


def test_jsonl_leaves_sealed_sentences_out(harbour: Interview) -> None:
    """And a withdrawn interview has no line at all."""
    lines = list(jsonl(published(harbour, sealed=("q2.p2",)), url=URL))
    assert len(lines) == len(list(passages(harbour))) - 1
    assert not any("aboard." in line for line in lines)
    assert list(jsonl(published(harbour, status="withdrawn"), url=URL)) == []


# --- feeds --------------------------------------------------------------------------------------------------------


def test_feed_is_read_by_feedparser(harbour: Interview) -> None:
    """Full text, authors, dates and language come out as they went in."""
    entry = feeds.entry(harbour, url=URL)
    older = feeds.entry(
        replace(harbour, corrections=(), source=replace(harbour.source, published="2020-01")), url="x:y"
    )
    assert entry
    assert older
    text = feeds.atom(
        "Talks & more",
        [entry, older],
        url="https://example.net/en/feed.xml",
        home="https://example.net/en/",
        language="en",
        publication="Harbour Talks",
    )
    feed = feedparser.parse(text.encode())
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert (feed.feed.title, feed.feed.id) == ("Talks & more", "https://example.net/en/feed.xml")
    assert feed.feed.updated == "2022-05-06T00:00:00Z"
    assert {link.rel: link.href for link in feed.feed.links}["self"] == "https://example.net/en/feed.xml"
    first, second = feed.entries
    assert (first.link, first.published) == (URL, "2021-03-10T00:00:00Z")
    assert (second.id, second.updated) == ("x:y", "2020-01-01T00:00:00Z")
    assert [author.name for author in first.authors] == ["郑和", "The O'Neill crew"]
    (content,) = first.content
    assert content.type == "text/html"
    assert "<strong>Harbour Gazette &amp; Sons:</strong> When did the ship arrive?" in content.value
    assert "<h3>1. On arrival</h3>" in content.value
    assert "Forty-one people were aboard." in content.value
    assert "</script>" not in content.value


def test_renamed_interview_keeps_its_id_in_feeds(harbour: Interview) -> None:
    """Or every reader would be shown it a second time."""
    before = feeds.entry(harbour, url=f"https://example.net/en/interviews/{harbour.slug}/")
    renamed = replace(harbour, slug="2021-tides", former_slugs=(harbour.slug, "2021-ebb"))
    after = feeds.entry(renamed, url="https://example.net/en/interviews/2021-tides/")
    assert before
    assert after
    assert (after.id, after.url) == (before.id, "https://example.net/en/interviews/2021-tides/")


def test_feed_of_nothing_and_of_what_is_withdrawn(harbour: Interview) -> None:
    """A withdrawn interview is no entry; a feed without entries is a feed."""
    assert feeds.entry(published(harbour, status="withdrawn"), url=URL) is None
    text = feeds.atom("Empty", [], url=URL, home=URL, language="ar", publication="x")
    feed = feedparser.parse(text.encode())
    assert (feed.bozo, feed.entries, feed.feed.updated) == (False, [], "1970-01-01T00:00:00Z")
    entry = feeds.entry(published(harbour, sealed=("q2.p2.s1",)), url=URL)
    assert entry
    assert "aboard." not in entry.content


# --- all of them --------------------------------------------------------------------------------------------------


def everything(interview: Interview) -> str:
    """All that is exported of an interview, as one text."""
    site = linked_data.Site("Harbour Talks", "https://example.net/en/")
    ui = Interface("en")
    entry = feeds.entry(interview, url=URL)
    cited = [citations.of_interview(interview, url=URL, publication="x")]
    cited += [citations.of_question(interview, each, url=URL, publication="x") for each in interview.exchanges]
    cited += [
        citations.of_sentence(interview, each.sentence.id, url=URL, publication="x") for each in passages(interview)
    ]
    nodes = [linked_data.interview(interview, site, url=URL, language="en", editions={"en": URL})]
    nodes += [
        node
        for each in interview.exchanges
        if (node := linked_data.question_page(interview, each, site, url=URL, whole=URL))
    ]
    return "\n".join(
        [
            tei(interview, url=URL, publication="x"),
            *jsonl(interview, url=URL),
            feeds.atom("x", [entry] if entry else [], url=URL, home=URL, language="en", publication="x"),
            *(write(each, ui) for each in cited for _, write in citations.FORMATS.values()),
            *map(linked_data.script, nodes),
            *(f"{name} {content}" for each in cited for name, content in linked_data.highwire(each)),
            *(f"{name} {content}" for each in cited for name, content in linked_data.dublin_core(each)),
        ]
    )


def test_no_sealed_word_in_any_export(harbour: Interview) -> None:
    """Whichever sentence is sealed, the words that only it has are nowhere; withdrawn, none of all words is."""

    def words(text: str) -> set[str]:
        return set(re.findall(r"[^\W\d_]{4,}", text))

    said = {passage.sentence.id: words(markup.plain(passage.sentence.text)) for passage in passages(harbour)}
    record = words(everything(published(harbour, status="withdrawn")))
    titles = words("Tides harbour draft The ship On arrival")
    for id, sealed in said.items():
        telling = sealed - record - titles - set().union(*(other for at, other in said.items() if at != id))
        assert telling <= words(everything(harbour)), "the test would not notice"
        assert not telling & words(everything(published(harbour, sealed=(id,)))), id
    assert not record & set().union(*said.values()) - words("script What gazette")
    assert not record & (titles - words("harbour"))
