"""The vocabulary and the decisions on questions: what an editor wrote is understood, or shown where it is wrong."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import vocabulary
from generator.errors import InputError
from generator.model import Term
from generator.vocabulary import decisions
from generator.vocabulary.decisions import Decisions

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases" / "vocabulary"
NOWHERE = Path("nowhere.yml")

READERS = {
    "topics": lambda path: vocabulary.read(path, NOWHERE),
    "people": lambda path: vocabulary.read(NOWHERE, path),
    "questions": decisions.read,
}


def read(tmp_path: Path, topics: str = "", people: str = "") -> tuple[Term, ...]:
    """Read a vocabulary given as texts."""
    for name, text in (("topics.yml", topics), ("people.yml", people)):
        (tmp_path / name).write_text(text, "utf-8")
    return vocabulary.read(tmp_path / "topics.yml", tmp_path / "people.yml")


@pytest.mark.parametrize("case", sorted(CASES.glob("*/*.yml")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_mistakes(case: Path) -> None:
    """A mistake is reported with file and line, what was found and what to write; the first line of a case says it."""
    first = case.read_text("utf-8").partition("\n")[0]
    line, _, message = first.removeprefix("# error ").partition(": ")
    with pytest.raises(InputError) as caught:
        READERS[case.parent.name](case)
    found, _, hint = message.partition("; ")
    assert (caught.value.file, caught.value.line) == (str(case), int(line))
    assert found in caught.value.found
    assert hint in caught.value.expected
    assert caught.value.expected or "not YAML" in found


def test_an_id_is_of_one_file_only(tmp_path: Path) -> None:
    """A person and a topic do not share an id."""
    with pytest.raises(InputError, match=r"people\.yml:1: the id 'oil' is used in .*topics\.yml"):
        read(tmp_path, "oil:\n  labels: {en: Oil}\n", "oil:\n  kind: work\n  labels: {en: Oil!}\n")


def test_everything_an_entry_can_say(tmp_path: Path) -> None:
    """Every field arrives, as it was typed: `no` is Norwegian and 007 keeps its zeros."""
    topics = """
energy:
  labels: {en: Energy, "no": Energi}
oil:
  labels: {en: Crude oil, zh-Hans: 原油}
  aliases: {en: [oil imports, 007]}
  not_in: {en: [oil painting]}
  notes: {en: "Unrefined: as it comes."}
  broader: energy
  related: [energy]
  links: {wikidata: Q22656}
"""
    people = "ada:\n  kind: person\n  labels: {en: Marie Curie}\n  titles: {en: Mayor of Lipa}\n"
    energy, oil, ada = read(tmp_path, topics, people)
    assert energy == Term("energy", "topic", {"en": "Energy", "no": "Energi"})
    assert oil == Term(
        id="oil",
        kind="topic",
        labels={"en": "Crude oil", "zh-Hans": "原油"},
        aliases={"en": ("oil imports", "007")},
        notes={"en": "Unrefined: as it comes."},
        not_in={"en": ("oil painting",)},
        broader="energy",
        related=("energy",),
        links={"wikidata": "Q22656"},
    )
    assert oil.line == 4
    assert ada == Term("ada", "person", {"en": "Marie Curie"}, titles={"en": "Mayor of Lipa"})


def test_no_files_no_terms() -> None:
    """A publication need not have a vocabulary, nor decisions."""
    assert vocabulary.read(NOWHERE, NOWHERE) == ()
    assert decisions.read(NOWHERE) == Decisions()


def test_not_utf8(tmp_path: Path) -> None:
    """A file in another encoding is named, not decoded somehow."""
    (tmp_path / "topics.yml").write_bytes("oil:\n  labels: {fr: Pétrole}\n".encode("latin-1"))
    with pytest.raises(InputError, match="is not UTF-8"):
        vocabulary.read(tmp_path / "topics.yml", NOWHERE)


def test_claimed_twice_is_a_warning(tmp_path: Path) -> None:
    """The same words in two terms of a kind are found, whatever their case; in a topic and a name they are not."""
    people = "".join(
        f"{id_}:\n  kind: person\n  labels: {{en: {name}}}\n  aliases: {{en: [{alias}], fr: [Curie]}}\n"
        for id_, name, alias in (("ada", "Marie Curie", "Curie"), ("bo", "Pierre Curie", "CURIE"))
    )
    terms = read(tmp_path, "curie:\n  labels: {en: Curie}\n", people)
    found = [(finding.severity, finding.file, finding.line, finding.message) for finding in vocabulary.findings(terms)]
    assert found == [
        ("warning", "docs/people.yml", 5, "'curie' (en) is claimed by ada and by bo"),
        ("warning", "docs/people.yml", 5, "'curie' (fr) is claimed by ada and by bo"),
    ]


def test_the_publication_s_own_vocabulary() -> None:
    """It can be read, has labels in every edition and claims nothing twice."""
    terms = vocabulary.read(ROOT / "docs" / "topics.yml", ROOT / "docs" / "people.yml")
    topics = [term for term in terms if term.kind == "topic"]
    editions = {"en", "zh-Hans", "ru", "ar", "fr", "es"}
    assert 15 <= len(topics) <= 25
    assert [term.id for term in terms if not editions <= term.labels.keys()] == []
    assert [term.id for term in topics if not editions <= term.notes.keys()] == []
    assert list(vocabulary.findings(terms)) == []


questions = st.from_regex(r"[a-z0-9]{1,6}/q[1-9](\.p[1-9]\.s[1-9])?", fullmatch=True)
some = st.frozensets(questions, min_size=2, max_size=4)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(some, max_size=3),
    st.dictionaries(
        questions, st.lists(st.from_regex(r"q[1-9]\.p[1-9]\.s[1-9]", fullmatch=True), max_size=3), max_size=3
    ),
)
def test_decisions_are_read_as_they_were_written(merges: list[frozenset[str]], answers: dict[str, list[str]]) -> None:
    """`write` and `read` are each other's inverse."""
    given_ = Decisions(tuple(merges), (), {name: tuple(ids) for name, ids in answers.items()})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "questions.yml"
        path.write_text(decisions.write(given_), "utf-8")
        assert decisions.read(path) == given_


def test_decisions_on_what_is_not_there() -> None:
    """Sentences that have gone since are warnings, each once."""
    made = Decisions((frozenset({"one/q1.p1.s1", "two/q1.p1.s1"}),), (), {"one/q1.p1.s1": ("q1.p2.s1", "q1.p2.s9")})
    there = {"one/q1.p1.s1", "one/q1.p2.s1"}
    messages = [finding.message for finding in decisions.findings(made, there)]
    assert messages == ["two/q1.p1.s1 is not there", "one/q1.p2.s9 is not there"]
