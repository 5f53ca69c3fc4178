"""Charts compare only what can be compared, and none of their words is cut off."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import views
from generator.model import Figure
from generator.pages import charts
from generator.pages.charts import WIDTH, Bar, Chart
from generator.pages.rows import Row, rows, with_derived
from generator.pages.view import View
from generator.publication import Publication

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "charts" / "honest.yml").read_text("utf-8"))
SLUGS = {"a": "2023-06-01-harbour", "b": "2024-06-03-harbour-again"}


@pytest.fixture(scope="module")
def seen(loaded: Publication) -> dict[str, View]:
    """Locale -> the small publication's edition."""
    made = [views.edition(loaded, locale) for locale in loaded.settings.locales]
    return {view.locale: view for view in views.of(loaded, made)}


def figures(records: list[dict[str, Any]]) -> dict[str, tuple[Figure, ...]]:
    """Figures of a case by interview; all of them in one sentence and of one measure."""
    found: dict[str, list[Figure]] = {slug: [] for slug in SLUGS.values()}
    for at, record in enumerate(records):
        numbers = {key: Decimal(str(record[key])) for key in ("value", "high") if key in record}
        rest = {key: value for key, value in record.items() if key not in ("in", "id", "value", "high")}
        known = {"kind": "amount", "measure": "tea", "status": "confirmed", "high": None, **rest, **numbers}
        found[SLUGS[record["in"]]].append(Figure(record.get("id", f"f{at}"), "q1.p2.s1", "x", **known))
    return {slug: tuple(some) for slug, some in found.items()}


def said(view: View, records: list[dict[str, Any]]) -> list[Row]:
    view = replace(view, corpus=replace(view.corpus, figures=figures(records)))
    return with_derived(view, [row for interview in view.interviews for row in rows(view, interview)])


def words(bar: Bar) -> str:
    return " · ".join([*bar.label, bar.words, *(["derived"] if bar.derived else [])])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_only_what_is_alike_is_compared(seen: dict[str, View], case: dict[str, Any]) -> None:
    """The charts of each case are those it names, bar by bar."""
    found = charts.charts(seen["en"], said(seen["en"], case["figures"]))
    assert [[words(bar) for bar in chart.bars] for chart in found] == case["charts"]


@pytest.mark.parametrize(
    ("period", "months"),
    [("2023", 12), ("2024-03", 1), ("2024-01/2024-03", 3), ("2023-11/2024-02", 4), ("2024/2025", 24),
     ("2023/..", 0), ("2024-03-01", 0), ("", 0), ("2024/2023", 0)],
)  # fmt: skip
def test_the_length_of_a_period(period: str, months: int) -> None:
    """In months, nothing where it is not certain."""
    assert charts.length(period) == months


LONG = Chart(
    12,
    False,
    (
        Bar(
            ("الفترة الممتدة من كانون الثاني إلى آذار", "وفقا للإحصاءات الرسمية الصادرة عن الجمارك"),
            Decimal(1),
            "x" * 90,
        ),
        Bar(("2023年第一季度" * 9,), Decimal(3), "einhundertsiebenundzwanzig Millionen", derived=True),
    ),
)


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_a_drawing_says_what_it_shows(seen: dict[str, View], locale: str) -> None:
    """Title, description, a bar each; every line of words is short enough; in Arabic all starts at the right."""
    [drawn] = charts.drawn(seen[locale], "tea & <coffee>", [LONG])
    svg = ElementTree.fromstring(str(drawn)).find("svg")
    assert svg is not None
    labelled = [svg.attrib[name] for name in ("aria-labelledby", "aria-describedby")]
    title, description = (next(one for one in svg if one.get("id") == name) for name in labelled)
    assert (title.text or "").startswith("tea & <coffee> · ")
    assert (description.text or "").count("\n") == 1
    bars = svg.findall("rect")
    assert [bar.get("width") for bar in bars] == ["33.33%", "100.00%"]
    assert [bar.get("class") for bar in bars] == [None, "derived"]
    assert [bar.get("x") for bar in bars] == (["66.67%", "0.00%"] if locale == "ar" else ["0", "0"])
    lines = svg.findall("text")
    assert {line.get("x") for line in lines} == {"100%" if locale == "ar" else "0"}
    assert all(charts.width("".join(line.itertext())) <= WIDTH for line in lines)
    heights = [Decimal(str(line.get("y"))[:-2]) for line in lines]
    assert heights == sorted(set(heights)), "no line stands on another"
    assert max(heights) < Decimal(svg.attrib["height"][:-2])


@given(st.lists(st.tuples(st.text(max_size=60), st.sampled_from(["label", ""])), max_size=4))
def test_lines_keep_every_letter(parts: list[tuple[str, str]]) -> None:
    """However long the words, a line is no longer than it may be, and nothing but spaces is lost."""
    lines = charts._lines(parts)
    assert all(charts.width(charts.EN_SPACE.join(words for words, _ in line)) <= WIDTH for line in lines)
    assert "".join("".join(words for line in lines for words, _ in line).split()) == "".join(
        "".join(words for words, _ in parts).split()
    )
