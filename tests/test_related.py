"""Related exchanges and references: what two answers have in common, and who quotes whom."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import source, vocabulary
from generator.enrich import mentions
from generator.enrich.references import Reference, references
from generator.enrich.related import related
from generator.model import Corpus, Exchange, Interview, Paragraph, Role, Sentence, Term, Text, Turn

ROOT = Path(__file__).parents[1]
EMBASSY = ROOT / "docs" / "interviews" / "2024-05-07-zhang-hanhui" / "interview.md"

TERMS = (
    Term("energy", "topic", {"en": "energy"}),
    Term("oil", "topic", {"en": "oil"}, broader="energy"),
    Term("gas", "topic", {"en": "gas"}, broader="energy"),
    Term("school", "topic", {"en": "school"}),
    Term("lipa", "place", {"en": "Lipa"}),
)


def interview(slug: str, *exchanges: tuple[str, str], language: str = "en") -> Interview:
    """Questions with an answer each; the slug begins with the date."""
    made = []
    for number, texts in enumerate(exchanges, 1):
        turns = []
        for at, (role, text) in enumerate(zip((Role.INTERVIEWER, Role.RESPONDENT), texts, strict=True), 1):
            lines = tuple(Sentence(f"q{number}.p{at}.s{n}", line) for n, line in enumerate(text.split("\n"), 1))
            turns.append(Turn("x", role, (Paragraph(f"q{number}.p{at}", lines, language),)))
        made.append(Exchange(f"q{number}", number, Text("", language), tuple(turns)))
    return Interview(slug, Text(slug, language), language, slug[:10], (), (), tuple(made))


def corpus(*interviews: Interview, terms: tuple[Term, ...] = TERMS) -> Corpus:
    """A corpus with its mentions."""
    return Corpus(interviews, terms, mentions={one.slug: mentions.find(one, terms) for one in interviews})


TOWN = interview(
    "2024-05-07-a",
    ("What of oil in Lipa?", "The price rose."),
    ("What of the school in Lipa?", "The roof leaks."),
    ("And in Lipa, the gas?", "It is cheap."),
)
CITY = interview("2025-01-01-b", ("Is the school in Lipa open?", "It is."), ("Who paints the gate?", "A painter."))


def test_shared_terms_and_the_reason() -> None:
    """Exchanges of different interviews are related by what they are about, and say so."""
    found = related(corpus(TOWN, CITY))
    first = found["2025-01-01-b", "q1"][0]
    assert (first.slug, first.exchange, first.terms[0]) == ("2024-05-07-a", "q2", "school")
    assert found["2025-01-01-b", "q2"] == ()


def test_by_way_of_the_broader_term() -> None:
    """Oil and gas have energy in common, though nobody says the word."""
    first = related(corpus(TOWN, CITY))["2024-05-07-a", "q1"][0]
    assert (first.exchange, first.terms[0]) == ("q3", "energy")


def test_by_words_where_there_is_no_vocabulary() -> None:
    """Without terms, rare words decide, and are the reason."""
    found = related(corpus(TOWN, CITY, terms=()))
    first = found["2025-01-01-b", "q1"][0]
    assert (first.slug, first.exchange, first.terms) == ("2024-05-07-a", "q2", ())
    assert "school" in first.words


def test_limit() -> None:
    """No more than asked for, and never itself."""
    same = interview("2024-05-07-a", *(("The school?", f"Number {n}.") for n in range(6)), ("Gas?", "Yes."))
    found = related(corpus(same), limit=2)
    assert [len(near) for near in found.values()] == [2] * 6 + [0]
    assert all(exchange != near.exchange for (_, exchange), nears in found.items() for near in nears)


def test_the_embassy_interview() -> None:
    """For ten of its eleven questions the first is one that a person finds related; 0.85 are asked for."""
    gold = yaml.safe_load((ROOT / "tests" / "cases" / "related" / "embassy.yml").read_text("utf-8"))["related"]
    terms = vocabulary.read(ROOT / "docs" / "topics.yml", ROOT / "docs" / "people.yml")
    read = source.read(EMBASSY)
    found = related(corpus(read, terms=terms))
    right = [exchange for exchange, near in gold.items() if found[read.slug, exchange][0].exchange in near]
    assert len(right) / len(gold) >= 0.85, sorted(gold.keys() - set(right))


@settings(deadline=None)
@given(st.permutations([TOWN, CITY, interview("2023-02-02-c", ("Is there a school?", "In Lipa, yes."))]))
def test_the_order_of_interviews_does_not_matter(interviews: list[Interview]) -> None:
    """The same corpus in any order has the same related exchanges."""
    assert related(corpus(*interviews)) == related(corpus(*sorted(interviews, key=lambda one: one.slug)))


# --- references ---------------------------------------------------------------------------------------------------

SPEECH = "We shall not sell the mill on the river while there is one miller left.\nThat is all."
QUOTED = "You said: “not sell the mill on the river while there is one miller left”."


def test_a_later_interview_quotes() -> None:
    """Words in quotation marks that an earlier interview has are a reference to its sentence."""
    early, late = interview("2023-01-01-a", ("And?", SPEECH)), interview("2024-01-01-b", (QUOTED, "I did."))
    assert references(Corpus((late, early))) == (
        Reference(
            "2023-01-01-a",
            "q1.p2.s1",
            "2024-01-01-b",
            "q1.p1.s1",
            "not sell the mill on the river while there is one miller left",
        ),
    )


@pytest.mark.parametrize(
    ("early", "late"),
    [
        ("2024-01-01-a", "2023-01-01-b"),
        ("2024-01-01-a", "2024-01-01-b"),
    ],
)
def test_nobody_quotes_the_future(early: str, late: str) -> None:
    """What is said on the same day or later is not quoted."""
    assert references(Corpus((interview(early, ("And?", SPEECH)), interview(late, (QUOTED, "I did."))))) == ()


def test_without_quotation_marks_or_too_short() -> None:
    """The same words without the marks are no quotation, and a turn of phrase is none."""
    early = interview("2023-01-01-a", ("And?", SPEECH))
    for words in (QUOTED.replace("“", "").replace("”", ""), "You said: “one miller left”."):
        assert references(Corpus((early, interview("2024-01-01-b", (words, "I did."))))) == ()


def test_a_quotation_over_two_sentences_and_in_chinese() -> None:
    """Punctuation does not count, nor where a sentence ends; Chinese is compared by characters."""
    early = interview("2023-01-01-a", ("And?", SPEECH))
    late = interview("2024-01-01-b", ('"on the river while there is one miller left. That is all"?', "Yes."))
    assert [one.earlier_sentence for one in references(Corpus((early, late)))] == ["q1.p2.s1"]
    early = interview("2023-01-01-a", ("呢？", "只要还有一个磨坊主，我们就不卖河边的磨坊。"), language="zh-Hans")
    late = interview("2024-01-01-b", ("您说“还有一个磨坊主我们就不卖河边的磨坊”？", "是。"), language="zh-Hans")
    assert [one.later_sentence for one in references(Corpus((early, late)))] == ["q1.p1.s1"]


def test_links() -> None:
    """A link to another interview's page is a reference, also to an address it used to have."""
    early = interview("2023-01-01-a", ("And?", SPEECH))
    words = "As [she said](../2023-01-01-a/#q1.p2.s1), and [here](https://example.org/en/interviews/2023-01-01-a/)."
    late = interview("2024-01-01-b", (words, "See [above](#q1.p1)."))
    assert [(one.earlier, one.earlier_sentence, one.quote) for one in references(Corpus((early, late)))] == [
        ("2023-01-01-a", "", ""),
        ("2023-01-01-a", "q1.p2.s1", ""),
    ]
