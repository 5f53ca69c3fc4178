"""review.yml: what an editor writes is understood, kept and never overruled."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import review
from generator.enrich import figures
from generator.errors import InputError
from generator.model import Exchange, Figure, Interview, Paragraph, Role, Sentence, Text, Turn
from generator.review import Review

CASES = Path(__file__).parent / "cases" / "review"
EDITED = CASES / "edited.yml"
FIRST = "In 2023, China imported 107 million tons of oil, an increase of 24%."


def interview(*sentences: str) -> Interview:
    """An interview of one paragraph."""
    said = tuple(Sentence(f"q1.p1.s{n}", text) for n, text in enumerate(sentences, 1))
    turn = Turn("", Role.RESPONDENT, (Paragraph("q1.p1", said, "en"),))
    exchange = Exchange("q1", 1, Text("", "en"), (turn,))
    return Interview("x", Text("x", "en"), "en", "2024-05-07", (), (), (exchange,))


def merged(decisions: Review, *sentences: str) -> Review:
    text = interview(*sentences)
    return review.merge(decisions, figures.propose(text), text)


def test_reads_what_an_editor_wrote() -> None:
    """Values are exact, lines are known, everything but sentence and quote may be left out."""
    read = review.read(EDITED, {"q1.p1.s1", "q1.p1.s2"})
    oil, change, ships = read.figures
    assert (oil.value, oil.measure, oil.period, oil.line) == (Decimal(107000000), "imports: crude oil", "2023", 5)
    assert (change.status, change.value) == ("rejected", None)
    assert (ships.status, ships.kind, ships.unit) == ("proposed", "amount", "")
    assert read.topics_added == (("q1.p1", "crude-oil"),)
    assert read.topics_removed == (("q1", "energy"), ("q1", "tea"))


def test_writes_back_what_it_read() -> None:
    """Not a character of an editor's file changes when nothing is decided."""
    source = EDITED.read_text("utf-8")
    assert review.text(review.parse(source, "review.yml")) == source


def test_changes_only_the_lines_that_change() -> None:
    """Comments stay where they are, also behind a value that is replaced."""
    source = EDITED.read_text("utf-8")
    read = review.parse(source, "review.yml")
    oil = replace(read.figures[0], status="stale", note="see #5", measure="tea")
    text = review.text(replace(read, figures=(oil, *read.figures[1:])))
    expected = source.replace("status: confirmed   # by the desk", "status: stale   # by the desk")
    expected = expected.replace('measure: "imports: crude oil"', "measure: tea")
    assert text == expected.replace("  period: 2023\n", '  period: 2023\n  note: "see #5"\n')
    assert review.parse(text, "review.yml").figures[0] == oil


@pytest.mark.parametrize("case", yaml.safe_load((CASES / "mistakes.yml").read_text("utf-8")), ids=lambda c: c["found"])
def test_names_the_line_of_a_mistake(case: dict[str, Any], tmp_path: Path) -> None:
    """Every mistake is an error with file, line, what was found and what was expected."""
    path = tmp_path / "review.yml"
    path.write_text(case["text"], "utf-8")
    with pytest.raises(InputError) as raised:
        review.read(path, {"q1.p1.s1"})
    assert raised.value.file == str(path)
    assert raised.value.line == case["line"]
    assert case["found"] in raised.value.found
    assert case["expected"] in raised.value.expected


def test_a_missing_file_is_an_empty_review(tmp_path: Path) -> None:
    """Nothing was decided yet."""
    assert review.read(tmp_path / "review.yml") == Review()


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    """The encoding is a mistake like any other."""
    path = tmp_path / "review.yml"
    path.write_bytes(b"figures: \xff")
    with pytest.raises(InputError, match="not UTF-8"):
        review.read(path)


def test_a_fresh_review_proposes_and_explains() -> None:
    """The template says how to decide; it reads back as what it was written from."""
    fresh = merged(Review(), FIRST)
    text = review.text(fresh)
    assert [figure.status for figure in fresh.figures] == ["proposed", "proposed"]
    assert "change `status: proposed`" in text
    assert review.parse(text, "review.yml") == fresh
    assert review.parse(review.text(Review()), "review.yml") == Review()


def test_decisions_win_and_rejected_stays_rejected() -> None:
    """A proposal that was decided is not proposed again, whatever the editor made of its value, quote and id."""
    fresh = merged(Review(), FIRST)
    oil, change = fresh.figures
    oil = replace(oil, id="oil", quote="107 million", value=Decimal(1), status="confirmed")
    decided = replace(fresh, figures=(oil, replace(change, of="oil", status="rejected")))
    again = merged(decided, FIRST)
    assert again.figures == decided.figures


def test_new_proposals_refer_to_decided_records() -> None:
    """A new proposal that qualifies a decided figure carries the editor's id of it."""
    oil = Figure("oil", "q1.p1.s1", "107 million tons", "amount", Decimal(107000000), status="confirmed")
    assert [figure.of for figure in merged(Review((oil,)), FIRST).figures] == ["", "oil"]


def test_a_lost_quote_goes_stale_and_comes_back_to_be_decided() -> None:
    """A confirmed figure is confirmed for its quote only."""
    confirmed = replace(merged(Review(), FIRST).figures[0], status="confirmed")
    stale = merged(Review((confirmed,)), FIRST.replace("107", "108"))
    assert [(figure.quote, figure.status) for figure in stale.figures] == [
        ("107 million tons", "stale"),
        ("108 million tons", "proposed"),
        ("24%", "proposed"),
    ]
    assert len({figure.id for figure in stale.figures}) == 3
    assert merged(Review(stale.figures[:1]), FIRST).figures[0].status == "proposed"
    assert merged(Review((confirmed,)), "Nothing.").figures[0].status == "stale"


def test_equal_quotes_in_a_sentence_are_told_apart() -> None:
    """The second 24% is not the first."""
    text = "Exports rose by 24% and imports rose by 24%."
    fresh = merged(Review(), text)
    decided = replace(fresh, figures=(replace(fresh.figures[0], status="rejected"), fresh.figures[1]))
    assert [figure.status for figure in merged(decided, text).figures] == ["rejected", "proposed"]


def test_merging_keeps_the_editors_file() -> None:
    """New proposals stand between the old records in the order of the text; every old line is still there."""
    source = EDITED.read_text("utf-8")
    text = review.text(merged(review.parse(source, "review.yml"), FIRST, "We have 300 ships and 40 trucks."))
    assert set(source.splitlines()) <= set(text.splitlines())
    quotes = [figure.quote for figure in review.parse(text, "review.yml").figures]
    assert quotes == ["107 million tons", "24%", "300 ships", "40 trucks"]


FIELD = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(str.strip)


@given(
    st.lists(
        st.builds(
            Figure,
            id=st.uuids().map(str),
            sentence=st.sampled_from(["q1.p1.s1", "intro.p1.s2"]),
            quote=FIELD.filter(bool),
            kind=st.just("amount"),
            value=st.decimals(allow_nan=False, allow_infinity=False, places=3),
            measure=FIELD,
            note=FIELD,
            unit=st.sampled_from(["", "%", "{person}", "t"]),
        ),
        max_size=4,
    )
)
def test_any_review_survives_writing_and_reading(records: list[Figure]) -> None:
    """What is written is read back the same, whatever characters it has."""
    written = Review(tuple(records), (("q1", "a"),), (("q2.p1", "b"),))
    assert review.parse(review.text(written), "review.yml") == written
