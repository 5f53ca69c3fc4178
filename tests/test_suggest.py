"""Suggestions: what a vocabulary may be missing, for every language, with evidence and lines to paste."""

from pathlib import Path

import pytest
import yaml

from generator import vocabulary
from generator.enrich.suggest import KINDS, Suggestion, identifier, suggest
from generator.model import Corpus, Interview, Paragraph, Sentence, Term, Text

CASES = Path(__file__).parent / "cases" / "suggest"
LANGUAGES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(CASES.glob("*.yml"))}


def corpus(text: str, language: str) -> Corpus:
    """One interview that is an introduction, a sentence a line."""
    lines = tuple(Sentence(f"intro.p1.s{number}", line) for number, line in enumerate(text.split("\n"), 1) if line)
    opening = (Paragraph("intro.p1", lines, language),)
    return Corpus((Interview("2024-lipa", Text("Lipa", language), language, "2024", (), opening, ()),))


def suggestions(language: str, terms: tuple[Term, ...] = (), limit: int = 20) -> tuple[Suggestion, ...]:
    """What is suggested for the text of a case."""
    return suggest(corpus(LANGUAGES[language]["text"], language), terms, limit)


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages(language: str) -> None:
    """What has to be suggested is, as the right kind; what must not be is not."""
    found = suggestions(language)
    by_kind = {kind: {one.label for one in found if one.kind == kind} for kind in KINDS}
    for kind, labels in LANGUAGES[language]["suggested"].items():
        assert set(labels) <= by_kind[kind], f"{kind}: {by_kind}"
    assert {one.label for one in found}.isdisjoint(LANGUAGES[language]["not"])
    aliases = {one.label: list(one.aliases) for one in found if one.aliases}
    assert aliases == LANGUAGES[language].get("aliases", {})


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_suggested_can_be_pasted(language: str, tmp_path: Path) -> None:
    """The lines of all suggestions together are a vocabulary that is read without an error."""
    found = suggestions(language)
    for name, topics in (("topics.yml", True), ("people.yml", False)):
        lines = [one.yaml() for one in found if (one.kind == "topic") == topics]
        (tmp_path / name).write_text("\n".join(lines), "utf-8")
    terms = vocabulary.read(tmp_path / "topics.yml", tmp_path / "people.yml")
    assert [term.labels[language] for term in terms] == [
        one.label for one in sorted(found, key=lambda one: one.kind != "topic")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_accepted_suggestions_are_not_made_again(language: str) -> None:
    """What the vocabulary finds is not suggested."""
    found = suggestions(language)
    terms = tuple(Term(f"t{n}", "topic", {language: one.label}) for n, one in enumerate(found) if one.kind == "topic")
    terms += tuple(Term(f"n{n}", one.kind, {language: one.label}) for n, one in enumerate(found) if one.kind != "topic")
    again = {one.label for one in suggestions(language, terms) if one.kind != "alias"}
    assert again.isdisjoint({one.label for one in found})


def test_evidence() -> None:
    """Each suggestion says how often and where it stands, and shows the sentence."""
    curie = next(one for one in suggestions("en") if one.label == "Marie Curie")
    assert curie.count == 2
    assert curie.evidence[0] == (
        "2024-lipa/intro.p1.s1",
        "President Marie Curie opened the Lipa Paper Museum in Kenya on Tuesday.",
    )
    assert curie.yaml() == (
        "# 2 × as in 2024-lipa/intro.p1.s1: President Marie Curie opened the Lipa Paper Museum in Kenya on Tuesday.\n"
        "marie-curie:\n"
        "  kind: person\n"
        "  labels: {en: Marie Curie}\n"
        "  aliases: {en: [Curie]}"
    )


def test_an_alias_of_what_is_known() -> None:
    """A surname and an acronym of terms that have neither are suggested as their aliases."""
    terms = (
        Term("marie-curie", "person", {"en": "Marie Curie"}),
        Term("oecd", "organisation", {"en": "Organisation for Economic Co-operation and Development"}),
    )
    found = [one for one in suggestions("en", terms) if one.kind == "alias"]
    assert {(one.label, one.term) for one in found} == {("Curie", "marie-curie"), ("OECD", "oecd")}
    assert found[0].yaml().endswith(f"# to the entry {found[0].term}:\n  aliases: {{en: [{found[0].label}]}}")


def test_limit() -> None:
    """No more of a kind than asked for; the most frequent names stay."""
    found = suggestions("en", limit=1)
    assert [one.label for one in found if one.kind == "place"] == ["Kenya"]
    assert len(found) == len({one.kind for one in found})


def test_nothing_said_nothing_suggested() -> None:
    """An empty corpus has no suggestions."""
    assert suggest(Corpus(()), ()) == ()
    assert suggest(corpus("", "en"), ()) == ()


@pytest.mark.parametrize(
    ("label", "language", "id_"),
    [
        ("Antonín Dvořák’s Mill", "en", "antonin-dvorak-s-mill"),
        ("Шанхай и Щука", "ru", "shankhai-i-shchuka"),
        ("重庆银行", "zh-Hans", "chong-qing-yin-hang"),
        ("الصين", "ar", "new-8f17c218"),
    ],
)
def test_identifier(label: str, language: str, id_: str) -> None:
    """An id is readable where there is a simple transliteration; elsewhere it is at least one."""
    assert identifier(label, language) == id_
