"""Citations in every format are read by other people's programs as what was meant."""

import io
import json
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string
from pybtex.richtext import Text as Rich

from generator import source
from generator.exports import citations
from generator.exports.citations import Citation
from generator.l10n.ui import Interface
from generator.model import Figure, Interview, Paragraph, State

CASES = Path(__file__).parent / "cases" / "exports"
URL = "https://example.net/en/interviews/harbour/"
HERE = {"publication": "Harbour_Talks & Co", "accessed": "2026-11-24"}
ENGLISH = Interface("en")
TITLE = "Tides & 100% of the harbour #1 {draft} ~ ^ \\ $5 <b>"


@pytest.fixture(scope="module")
def harbour() -> Interview:
    """An interview whose every text holds what a format could trip over."""
    return source.parse((CASES / "harbour.md").read_text("utf-8"), "2021-03-09-harbour")


@pytest.fixture
def all_of(harbour: Interview) -> Iterator[Citation]:
    """A citation of each kind."""
    figure = Figure("f1", "q2.p2.s1", "Forty-one", "amount", None)
    return iter(
        [
            citations.of_interview(harbour, url=URL, **HERE),
            citations.of_question(harbour, harbour.exchanges[0], url=f"{URL}#q1", **HERE),
            citations.of_sentence(harbour, "q1.p2.s2", url=f"{URL}#q1.p2.s2", **HERE),
            citations.of_figure(harbour, figure, url=f"{URL}#q2.p2.s1", **HERE),
            citations.of_dataset("Figures", key="figures", url=f"{URL}data/", language="en", date="2026-01", **HERE),
        ]
    )


def test_plain_names_the_first_publisher_first(harbour: Interview) -> None:
    """Who said what to whom; first published where; then this publication and its address."""
    sentence = citations.of_sentence(harbour, "q2.p2.s1", url=f"{URL}#q2.p2.s1", **HERE)
    assert citations.plain(sentence, ENGLISH) == (
        "“Forty-one people were aboard.” 郑和, interviewed by Harbour Gazette & Sons. "
        f"{TITLE} (question 2). "
        'The "Harbour" Gazette, March 10, 2021, https://example.org/gazette?id=1&page=2. '
        "First published as a translation; source language: Simplified Chinese. "
        f"Harbour_Talks & Co, {URL}#q2.p2.s1 (accessed November 24, 2026)"
    )


def test_question_is_cited_as_its_askers_words(harbour: Interview) -> None:
    """With those who were asked; what stands outside of questions has no number."""
    question = citations.of_question(harbour, harbour.exchanges[0], url=URL, **HERE)
    assert question.speakers == ("Harbour Gazette & Sons",)
    assert question.quote == "When did the ship arrive? Who was on the quay?"
    assert "Harbour Gazette & Sons, question to 郑和 and The O'Neill crew. " in citations.plain(question, ENGLISH)
    opening = replace(harbour.exchanges[1], number=0, turns=harbour.exchanges[1].turns[1:])
    statement = citations.of_question(harbour, opening, url=URL, **HERE)
    assert (statement.speakers, statement.asked, statement.quote) == (("郑和",), (), "")
    introduction = citations.of_sentence(harbour, "intro.p1.s2", url=URL, **HERE)
    assert (introduction.quote, introduction.speakers, introduction.number) == ("The tide was low & rising.", (), 0)
    stage = citations.of_sentence(harbour, "q1.p3.s1", url=URL, **HERE)
    assert (stage.quote, stage.speakers) == ("[laughs]", ())
    with pytest.raises(KeyError):
        citations.of_sentence(harbour, "q9.p1.s1", url=URL, **HERE)


def test_translation_is_named_as_such(harbour: Interview) -> None:
    """A translated sentence says that it is, and from what; one that is shown in the source's language does not."""

    def translated(paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, language="ru", state=State.TRANSLATED)

    edition = replace(harbour, introduction=tuple(map(translated, harbour.introduction)))
    cited = citations.of_sentence(edition, "intro.p1.s1", url=URL, **HERE)
    assert (cited.language, cited.translated_from) == ("ru", "en")
    assert "Unofficial translation; source language: English. First published as" in citations.plain(cited, ENGLISH)
    approved = replace(cited, official=True, translator="Ana")
    assert "Official translation; source language: English. Translator: Ana. First" in citations.plain(
        approved, ENGLISH
    )
    (item,) = json.loads(citations.csl_json(approved, ENGLISH))
    (record,) = rispy.loads(citations.ris(approved, ENGLISH))
    assert (item["translator"], record["subsidiary_authors"]) == ([{"literal": "Ana"}], ["Ana"])
    original = citations.of_sentence(edition, "q2.p2.s1", url=URL, **HERE)
    assert original.translated_from == ""
    assert replace(original, translator="Ana").translators == ()


def test_words_of_the_reader(harbour: Interview) -> None:
    """Labels, stops, dates and names of languages are the reader's; what is cited is not touched."""
    german = Interface(
        "de",
        {
            ("", "%(speakers)s, interviewed by %(interviewers)s"): ("%(speakers)s im Gespräch mit %(interviewers)s",),
            ("", "%(title)s (question %(number)s)"): ("%(title)s, Frage %(number)s",),
            ("", "%(publication)s, %(url)s (accessed %(date)s)"): ("%(publication)s, %(url)s (abgerufen %(date)s)",),
            ("citation", "“%(quote)s”"): ("„%(quote)s“",),
        },
    )
    line = citations.plain(citations.of_sentence(harbour, "q2.p2.s1", url=URL, **HERE), german)
    assert line.startswith("„Forty-one people were aboard.“ 郑和 im Gespräch mit Harbour Gazette & Sons. ")
    assert "Frage 2" in line
    assert "10. März 2021" in line
    assert line.endswith("(abgerufen 24. November 2026)")


def test_page_without_date_of_access(harbour: Interview) -> None:
    """A page can leave the date to the reader's browser, by a placeholder or by not naming it."""
    cited = citations.of_interview(harbour, url=URL, publication="Talks")
    assert citations.plain(cited, ENGLISH).endswith(f"Talks, {URL}")
    assert citations.plain(replace(cited, accessed="{today}"), ENGLISH).endswith(f"Talks, {URL} (accessed {{today}})")
    assert "Y2  - {today}" in citations.ris(replace(cited, accessed="{today}"), ENGLISH)
    assert json.loads(citations.csl_json(replace(cited, accessed="{today}"), ENGLISH))[0]["accessed"] == {
        "raw": "{today}"
    }


LEFT = {r"\textbraceleft ": "{", r"\textbraceright ": "}", r"\textasciicircum ": "^", r"\$": "$"}
"""LaTeX that pybtex's decoder does not know and leaves as it is."""


def decoded(latex: str) -> str:
    """A BibTeX value as pybtex prints it."""
    text = str(Rich.from_latex(latex))
    for command, character in LEFT.items():
        text = text.replace(command, character)
    return text.replace("\xa0", " ")


def test_bibtex_is_read_by_pybtex(all_of: Iterator[Citation]) -> None:
    """Every field comes back as the words it was made of; names stay whole."""
    for cited in all_of:
        entry = parse_string(citations.bibtex(cited, ENGLISH), "bibtex").entries[cited.key]
        assert decoded(entry.fields["title"]) == cited.title + (f" (question {cited.number})" if cited.number else "")
        assert entry.fields["url"] == cited.url
        assert entry.fields["year"] == cited.date[:4]
        assert entry.fields["month"] in ("March", "January")
        authors = [decoded(" ".join(person.last_names)) for person in entry.persons.get("author", [])]
        assert tuple(authors) == cited.speakers
        assert all(not person.first_names for person in entry.persons.get("author", []))
        if cited.quote:
            quote = " ".join(cited.quote.split())
            assert f"“{quote}”" in decoded(entry.fields["note"])


def test_ris_is_read_by_rispy(all_of: Iterator[Citation]) -> None:
    """One record each, with as many authors as speakers."""
    for cited in all_of:
        (record,) = rispy.loads(citations.ris(cited, ENGLISH))
        assert record["type_of_reference"] == ("DATA" if cited.kind == "dataset" else "ELEC")
        assert tuple(record.get("authors", [])) == cited.speakers
        assert record["urls"] == [cited.url]
        assert record["publication_year" if "publication_year" in record else "year"] == cited.date[:4]
        assert record.get("abstract", "") == " ".join(cited.quote.split())


def test_csl_is_read_by_citeproc(all_of: Iterator[Citation]) -> None:
    """A citation processor prints title, name and year from it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py warns of CSL variables it does not know yet
        from citeproc import Citation as Cite
        from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON

        for cited in all_of:
            items = json.loads(citations.csl_json(cited, ENGLISH))
            style = CitationStylesStyle("harvard-cite-them-right", validate=False)
            bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
            bibliography.register(Cite([CitationItem(cited.key)]))
            printed = "".join(str(part) for part in bibliography.bibliography()[0])
            assert cited.date[:4] in printed
            assert all(name in printed for name in cited.speakers)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_words_break_a_format(quote: str, name: str) -> None:
    """Whatever is said and whoever says it, a record stays one record."""
    cited = Citation("sentence", "key", "A title", URL, "Talks", "en", speakers=(f"Ann {name}",), quote=f"So: {quote}")
    (record,) = rispy.loads(citations.ris(cited, ENGLISH))
    assert record["title"] == "A title"
    assert record["urls"] == [URL]
    entries = parse_string(citations.bibtex(cited, ENGLISH), "bibtex").entries
    assert list(entries) == ["key"]
    assert entries["key"].fields["url"] == URL
    assert json.load(io.StringIO(citations.csl_json(cited, ENGLISH)))[0]["author"][0]["literal"] == f"Ann {name}"
