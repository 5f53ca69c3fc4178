"""Sentences end where a reader of the language says they do; a case file has one paragraph a line, cut at ` | `."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markup import plain
from generator.sentences import UNSPACED, VERSION, split

CASES = Path(__file__).parent / "cases" / "sentences"
LINES = [(path.stem, line) for path in sorted(CASES.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("language", "line"), LINES)
def test_paragraphs_are_cut_where_marked(language: str, line: str) -> None:
    """Abbreviations, initials, decimals, quotations and ellipses do not end a sentence; marks do."""
    pieces = line.split(" | ")
    blank = "" if language in UNSPACED else " "
    assert split(blank.join(pieces), language) == pieces


def test_markup_stays_whole() -> None:
    """No sentence ends inside a link, code or emphasis; a paragraph that is all emphasis is cut and marked anew."""
    assert split("**One. Two.** Three. See [a. B](http://x.y).", "en") == [
        "**One. Two.**",
        "Three.",
        "See [a. B](http://x.y).",
    ]
    assert split("**One. Two.**", "en") == ["**One.**", "**Two.**"]
    assert split("1\\. There is no end here.", "en") == ["1\\. There is no end here."]


@given(st.text(alphabet="aB.?! \n,“”\"'»«—1。！他", max_size=60), st.sampled_from(["en", "ru", "de", "fr", "ar", "xx"]))
def test_joined_sentences_have_the_words(text: str, language: str) -> None:
    """Cutting loses nothing but white space."""
    assert re.findall(r"\S", " ".join(split(text, language))) == re.findall(r"\S", text)


@given(st.text(alphabet="他说。！？“”：a1. ", max_size=60), st.sampled_from(["zh", "ja"]))
def test_unspaced_sentences_have_the_characters(text: str, language: str) -> None:
    """In scripts without spaces the sentences are joined with nothing."""
    assert re.sub(r"\s", "", "".join(split(text, language))) == re.sub(r"\s", "", text)


@given(st.text(alphabet="aB.?! *_`[]()\\", max_size=40))
def test_cutting_markdown_keeps_what_a_reader_sees(text: str) -> None:
    """The words of the sentences are the words of the paragraph."""
    assert re.findall(r"\w", plain(" ".join(split(text, "en")))) == re.findall(r"\w", plain(" ".join(text.split())))


def test_the_version_is_known() -> None:
    """Publications record it; it changes with the cuts."""
    assert VERSION == 1
