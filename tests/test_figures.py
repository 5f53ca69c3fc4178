"""Figures: what is proposed, what is left out, and what is compared, in ten languages."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.enrich import figures
from generator.enrich.figures.number import digits
from generator.model import Exchange, Figure, Interview, Paragraph, Role, Sentence, Text, Turn

CASES = Path(__file__).parent / "cases" / "figures"
LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "pt", "ru", "zh")


def load(name: str) -> Any:
    return yaml.load((CASES / name).read_text("utf-8"), yaml.BaseLoader)


def interview(*sentences: str, language: str, date: str = "2024-05-07", kind: str = "speech") -> Interview:
    """An interview of one paragraph."""
    said = tuple(Sentence(f"q1.p1.s{n}", text) for n, text in enumerate(sentences, 1))
    turn = Turn("", Role.RESPONDENT, (Paragraph("q1.p1", said, language, kind),))
    exchange = Exchange("q1", 1, Text("", language), (turn,))
    return Interview("x", Text("x", language), language, date, (), (), (exchange,))


def said() -> Iterator[Any]:
    for path in sorted((CASES / "said").glob("*.yml")):
        for case in load(f"said/{path.name}"):
            yield pytest.param(path.stem[:2], case, id=f"{path.stem}: {case['text'][:40]}")


@pytest.mark.parametrize(("language", "case"), list(said()))
def test_proposes_what_was_said_and_nothing_else(language: str, case: dict[str, Any]) -> None:
    """Every figure by value and unit, and no name, date, list number or idiom."""
    proposed = figures.propose(interview(case["text"], language=language))
    assert [(figure.value, figure.unit) for figure in proposed] == [
        (Decimal(value), unit) for value, unit in case["figures"]
    ]


@pytest.mark.parametrize("case", load("frames.yml"), ids=lambda case: case["text"][:50])
def test_proposes_period_change_and_measure(case: dict[str, Any]) -> None:
    """Period, direction, basis, comparison, what a change qualifies, measure, attribution, flow."""

    texts = [text for text in re.split(r"(?<=[.。] )|(?<=。)", case["text"]) if text]
    proposed = figures.propose(interview(*(text.strip() for text in texts), language=case["language"]))
    assert len(proposed) == len(case["figures"])
    for figure, expected in zip(proposed, case["figures"], strict=True):
        for key, value in expected.items():
            found = getattr(figure, key)
            if key in ("of", "duplicate_of"):
                assert found == proposed[int(value) - 1].id
            elif key == "value":
                assert found == (None if value == "null" else Decimal(value))
            else:
                assert (key, found) == (key, value)


def test_ids_are_unique_and_quotes_exact() -> None:
    """A quote is the exact characters of the sentence, native digits and spaces included; markup does not count."""
    proposed = figures.propose(
        interview("Они продали **900 000** машин и 12,9 % акций.", "ارتفعت إلى ٥٦٫٦٨ مليار دولار.", language="ru")
    )
    assert [figure.quote for figure in proposed][:2] == ["900 000 машин", "12,9 %"]
    assert len({figure.id for figure in proposed}) == len(proposed)
    assert {figure.sentence for figure in proposed} <= {"q1.p1.s1", "q1.p1.s2"}
    assert {figure.status for figure in proposed} == {"proposed"}


def test_notes_are_not_searched() -> None:
    """What an editor or a stage direction says is not said in the interview."""
    assert not figures.propose(interview("Applause for 300 people.", language="en", kind="stage"))


def test_relative_periods_need_a_date() -> None:
    """Without the date of the interview *this year* is no period."""
    (figure,) = figures.propose(interview("This year we sold 300 cars.", language="en", date=""))
    assert figure.period == ""


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("240.110", ",", "240110"),
        ("240.11", ".", "240.11"),
        ("1.234", ".", "1.234"),
        ("0.123", ",", "0.123"),
        ("2,50,000", ".", "250000"),
        ("1’000’000,5", ",", "1000000.5"),
        ("12 400", ",", "12400"),
        ("1,234,567.89", ".", "1234567.89"),
        ("٥٦٫٦٨".translate({0x660 + n: str(n) for n in range(10)}), ".", "56.68"),
        ("1.2.3", ".", None),
        ("10,20,30", ".", None),
        ("1" * 40, ".", None),
    ],
)
def test_digits(text: str, decimal: str, value: str | None) -> None:
    """Group and decimal signs of each locale; what is no number has no value."""
    assert digits(text, decimal) == (None if value is None else Decimal(value))


def translations() -> Iterator[Any]:
    for case in load("translations.yml"):
        ((language, source),) = case["source"].items()
        for locale, text in case["same"].items():
            yield pytest.param(source, language, text, locale, [], id=f"{locale}: {text[:30]}")
        for other in case["differs"]:
            kinds = other.pop("kinds")
            ((locale, text),) = other.items()
            yield pytest.param(source, language, text, locale, kinds, id=f"{locale} differs: {text[:30]}")


@pytest.mark.parametrize(("source", "language", "text", "locale", "kinds"), list(translations()))
def test_compares_by_value(source: str, language: str, text: str, locale: str, kinds: list[str]) -> None:
    """107 million = 1.07亿 = 107 млн = ١٠٧ ملايين; 10.7亿 is reported."""
    found = figures.compare(source, language, text, locale)
    assert [difference.kind for difference in found] == kinds, list(map(str, found))
    for difference in found:
        assert difference.source_quote in source
        assert difference.quote in text


def test_a_difference_says_both_values() -> None:
    """The message has both quotes and both values."""
    (difference,) = figures.compare("We sold 107 million tons.", "en", "我们售出10.7亿吨。", "zh-Hans")
    assert (
        str(difference)
        == "the source says “107 million tons” (107,000,000 t), the translation “10.7亿吨” (1,070,000,000 t)"
    )


def as_figures(rows: list[dict[str, str]]) -> list[Figure]:
    defaults: dict[str, Any] = {"sentence": "q1.p1.s1", "kind": "amount"}
    return [Figure(**(defaults | {"quote": row["value"]} | row | {"value": Decimal(row["value"])})) for row in rows]


@pytest.mark.parametrize("case", load("conflicts.yml"), ids=lambda case: case["name"])
def test_consistency(case: dict[str, Any]) -> None:
    """Contradictions are found, agreement is silent."""
    found = list(figures.consistency({slug: as_figures(rows) for slug, rows in case["figures"].items()}))
    assert [conflict.kind for conflict in found] == case["conflicts"]
    assert all(conflict.message and len(conflict.figures) > 1 for conflict in found)


def test_derived_base() -> None:
    """107 million after +24 % were 86.3 million before, of the period compared with."""
    rows = [
        {"id": "now", "value": "107000000", "unit": "t", "measure": "oil", "period": "2023"},
        {"id": "yoy", "value": "24", "unit": "%", "kind": "change", "direction": "increase", "of": "now"},
    ]
    (base,) = figures.derived([*as_figures(rows)])
    assert (base.value, base.unit, base.of, base.change) == (Decimal(86300000), "t", "now", "yoy")


WORDS = st.sampled_from(load("words.yml"))
TEXTS = st.lists(st.one_of(WORDS, st.text(max_size=4)), max_size=14).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda gap: gap.join(parts))
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_any_text_can_be_read(text: str, language: str) -> None:
    """No text raises; values lie in the text in order, do not overlap and quote it exactly."""
    end = 0
    for value in figures.values(text, language):
        assert end <= value.start < value.end <= len(text)
        assert text[value.start : value.end] == value.quote
        assert value.value.is_finite()
        end = value.end
    for figure in figures.propose(interview(text, language=language)):
        assert figure.quote in text


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_a_text_equals_itself(text: str, language: str) -> None:
    """Nothing differs between a text and itself."""
    assert figures.compare(text, language, text, language) == []
