"""Mentions: every form of the vocabulary's words is found, exactly, and nothing that only looks like it."""

import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import source, vocabulary
from generator.enrich import inflection, mentions
from generator.enrich.matching import Matcher, matcher
from generator.model import Exchange, Interview, Mention, Paragraph, Role, Sentence, Term, Text, Turn

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases" / "mentions"
MARK = re.compile(r"\[([^\]]+)\]\(([a-z0-9-]+)\)")

LANGUAGES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(CASES.glob("*.yml"))}


def terms_of(data: dict, language: str) -> tuple[Term, ...]:
    """The terms of a case file."""
    return tuple(
        Term(
            id_,
            entry.get("kind", "topic"),
            {language: entry["labels"][0]},
            {language: tuple(map(str, entry.get("aliases", ())))},
            not_in={language: tuple(entry.get("not_in", ()))},
        )
        for id_, entry in data.items()
    )


def expected(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The plain text of a case, and the spans marked in it."""
    text, spans, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        spans.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        at = match.end()
    return text + marked[at:], spans


def check(case: str | dict, language: str, terms: tuple[Term, ...]) -> None:
    """Compare what is found with what is marked, both shown as words."""
    text, spans = expected(case if isinstance(case, str) else case["text"])
    found = [(span.start, span.end, term) for span in matcher(terms, language).spans(text) for term in span.terms]
    assert [(text[a:b], term) for a, b, term in found] == [(text[a:b], term) for a, b, term in spans]
    assert found == spans


@pytest.mark.parametrize(
    ("language", "case"),
    [(language, case) for language, data in LANGUAGES.items() for case in data["cases"]],
    ids=[f"{language}-{number}" for language, data in LANGUAGES.items() for number, _ in enumerate(data["cases"], 1)],
)
def test_forms(language: str, case: str | dict) -> None:
    """What is marked in a case is found and nothing else is."""
    check(case, language, terms_of(LANGUAGES[language]["terms"], language))


@pytest.mark.parametrize("case", [case for case in LANGUAGES["ru"]["cases"] if isinstance(case, str)])
def test_russian_without_a_dictionary(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stems find what the dictionary finds, but for the names it says so of."""
    monkeypatch.setattr(inflection, "_analyzer", lambda language: None)
    check(case, "ru", terms_of(LANGUAGES["ru"]["terms"], "ru"))
