"""No sealed or withdrawn word comes through the gate, and what is not sealed comes through whole."""

import json
from dataclasses import asdict, replace

import pytest

from generator import gate
from generator.errors import InputError
from generator.model import (
    Correction,
    Exchange,
    Interview,
    Paragraph,
    Participant,
    Provenance,
    Role,
    Sentence,
    Text,
    Turn,
)


def paragraph(id: str, *sentences: str) -> Paragraph:
    """A paragraph whose sentences have ids of their own."""
    return Paragraph(id, tuple(Sentence(f"{id}.s{n}", words) for n, words in enumerate(sentences, 1)), "en")


MOVED = Paragraph("q2.p1", (Sentence("q2.p1.s1", "heron"), Sentence("q1.p2.s9", "osprey")), "en")

INTERVIEW = Interview(
    slug="2020-01-02-birds",
    title=Text("title-albatross", "en"),
    language="en",
    date="2020-01-02",
    participants=(Participant("kim", "Kim", Role.RESPONDENT),),
    introduction=(paragraph("intro.p1", "dove", "egret"),),
    exchanges=(
        Exchange(
            "q1",
            1,
            Text("title-bustard", "en"),
            (
                Turn("", Role.INTERVIEWER, (paragraph("q1.p1", "finch"),)),
                Turn("kim", Role.RESPONDENT, (paragraph("q1.p2", "gull", "hawk"), paragraph("q1.p3", "ibis"))),
            ),
            section=Text("section-crane", "en"),
        ),
        Exchange("q2", 2, Text("title-duck", "en"), (Turn("kim", Role.RESPONDENT, (MOVED,)),)),
    ),
    source=Provenance(
        publisher="A paper", url="https://example.org/a", original="original.txt", sha256="00", note="jay"
    ),
    corrections=(
        Correction("2020-02-01", "q1.p2.s1", "kestrel", "lark"),
        Correction("2020-02-02", "q2.p1.s1", "magpie"),
    ),
)

WORDS = {"title-albatross", "dove", "egret", "finch", "gull", "hawk", "ibis", "heron", "osprey", "title-bustard"}
WORDS |= {"section-crane", "title-duck", "jay", "kestrel", "lark", "magpie", "original.txt"}


def left(interview: Interview | None) -> set[str]:
    """The words that can still be found anywhere in the value."""
    text = json.dumps(asdict(interview)) if interview else ""
    return {word for word in WORDS if word in text}


def ids(interview: Interview) -> list[str]:
    """All ids, in order."""
    text = json.dumps(asdict(replace(interview, sealed=(), corrections=())))
    return [part.split('"')[1] for part in text.split('"id": ')[1:]]


@pytest.mark.parametrize(
    ("seals", "hidden"),
    [
        (["q1.p2.s2"], {"hawk"}),
        (["q1.p2"], {"gull", "hawk", "osprey", "kestrel", "lark"}),
        (["q1"], {"title-bustard", "section-crane", "finch", "gull", "hawk", "ibis", "osprey", "kestrel", "lark"}),
        (["intro"], {"dove", "egret"}),
        (["intro.p1.s1"], {"dove"}),
        (["q2.p1.s1"], {"heron", "magpie"}),
        (["q2"], {"title-duck", "heron", "osprey", "magpie"}),
        (["q1.p2.s9", "q2.p1.s1"], {"title-duck", "heron", "osprey", "magpie"}),
    ],
)
def test_seal(seals: list[str], hidden: set[str]) -> None:
    """A seal takes the words where they stand now and where they came from, and the original file with them."""
    published = gate.publishable(replace(INTERVIEW, sealed=tuple(seals)))
    assert published
    assert WORDS - left(published) == hidden | {"original.txt"}
    assert ids(published) == ids(INTERVIEW)


def test_withdrawn_keeps_the_record_and_no_word() -> None:
    """Who, when, where first published and every address stay; whatever was said or written about it goes."""
    published = gate.publishable(replace(INTERVIEW, status="withdrawn"))
    assert published
    assert left(published) == set()
    assert ids(published) == ids(INTERVIEW)
    assert (published.participants, published.source.url) == (INTERVIEW.participants, "https://example.org/a")
    assert gate.sealed(published)


def test_draft_and_open_interview() -> None:
    """A draft is not there; an interview without seals is the very same."""
    assert gate.publishable(replace(INTERVIEW, status="draft")) is None
    assert gate.publishable(INTERVIEW) is INTERVIEW


def test_withdrawn_interview_with_a_stale_seal() -> None:
    """It has no words left to protect, so the seal is no error."""
    assert gate.publishable(replace(INTERVIEW, status="withdrawn", sealed=("q7",)))


@pytest.mark.parametrize("seal", ["q7", "q1.p2.s3", "q", ""])
def test_seal_on_nothing_stops(seal: str) -> None:
    """The sealed passage was perhaps merged into another: nothing is published before an editor has looked."""
    with pytest.raises(InputError, match="sealed"):
        gate.publishable(replace(INTERVIEW, sealed=(seal,)))


def test_sealed_passages_are_recognised() -> None:
    """On each level; what never had words is not sealed."""
    published = gate.publishable(replace(INTERVIEW, sealed=("q1.p2",)))
    assert published
    question, answer = published.exchanges[0].turns
    assert [gate.sealed(each) for each in (question.paragraphs[0], *answer.paragraphs)] == [False, True, False]
    assert gate.sealed(answer.paragraphs[0].sentences[0])
    assert not gate.sealed(published)
    assert not gate.sealed(Exchange("q9", 9, Text("", "en"), ()))
