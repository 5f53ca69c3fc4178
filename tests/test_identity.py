"""Ids survive every edit: hand-made cases in files, and thousands of random edit histories."""

import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import identity
from generator.errors import InputError
from generator.model import Exchange, Interview, Paragraph, Role, Sentence, Text, Turn

CASES = Path(__file__).parent / "cases" / "identity"

Outline = list[list[list[str]]]
"""Exchanges of paragraphs of sentences; the first exchange is the introduction."""


def interview(outline: Outline) -> Interview:
    """An interview with positional ids, as it comes from the text."""

    def paragraphs(around: str, texts: list[list[str]]) -> tuple[Paragraph, ...]:
        return tuple(
            Paragraph(
                f"{around}.p{p}",
                tuple(Sentence(f"{around}.p{p}.s{s}", text) for s, text in enumerate(sentences, 1)),
                "en",
            )
            for p, sentences in enumerate(texts, 1)
        )

    return Interview(
        slug="2024-05-07-case",
        title=Text("A case", "en"),
        language="en",
        date="2024-05-07",
        participants=(),
        introduction=paragraphs("intro", outline[0]),
        exchanges=tuple(
            Exchange(f"q{n}", n, Text("", "en"), (Turn("", Role.RESPONDENT, paragraphs(f"q{n}", texts)),))
            for n, texts in enumerate(outline[1:], 1)
        ),
    )


def passages(value: Interview) -> list[tuple[str, str]]:
    """Every id of the interview in the order of the text, with the words of sentences."""
    found: list[tuple[str, str]] = []

    def add(paragraphs: tuple[Paragraph, ...]) -> None:
        for paragraph in paragraphs:
            found.append((paragraph.id, ""))
            found.extend((sentence.id, sentence.text) for sentence in paragraph.sentences)

    add(value.introduction)
    for exchange in value.exchanges:
        found.append((exchange.id, ""))
        for turn in exchange.turns:
            add(turn.paragraphs)
    return found


# --- cases in files -----------------------------------------------------------------------------------------------


def outline(text: str) -> tuple[Outline, dict[str, str]]:
    """A case's text: `#` starts an exchange, an empty line a paragraph; `id | words` expects that id.

    Also the expected ids: position -> id.
    """
    exchanges: Outline = [[]]
    expected: dict[str, str] = {}
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        lines = block.split("\n")
        if lines[0].startswith("#"):
            exchanges.append([])
            if id := lines.pop(0).strip("# "):
                expected[f"q{len(exchanges) - 1}"] = id
        if lines:
            around = f"q{len(exchanges) - 1}" if len(exchanges) > 1 else "intro"
            exchanges[-1].append([])
            for number, line in enumerate(lines, 1):
                id, bar, words = line.rpartition(" | ")
                exchanges[-1][-1].append(words)
                if bar:
                    expected[f"{around}.p{len(exchanges[-1])}.s{number}"] = id.strip()
    return exchanges, expected


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    """The edits of a case file, one after the other, give the ids that it writes before its sentences."""
    first, *edits = re.split(r"^--- .*\n", path.read_text("utf-8"), flags=re.MULTILINE)[1:]
    before, _ = outline(first)
    ledger = identity.mint(interview(before))
    for edit in edits:
        text, _, arrows = edit.partition("=> retired\n")
        after, expected = outline(text)
        assert expected or arrows, f"{path}: an edit without an expectation"
        present = interview(after)
        found, ledger = identity.match(present, ledger)
        ids = dict(zip((id for id, _ in passages(present)), (id for id, _ in passages(found)), strict=True))
        assert {position: ids[position] for position in expected} == expected
        landings = dict(line.split(" -> ") for line in arrows.splitlines() if line.strip())
        resolved = identity.resolve(ledger)
        assert {id: resolved.get(id, "(alive)") for id in landings} == {id: to.strip() for id, to in landings.items()}


# --- random edit histories ----------------------------------------------------------------------------------------

WORDS = "oil trade yes no peace talks the of and we our bank year million tons ship visit 张 汉 晖 Ёлка سلام".split()
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)


def edits(rng: random.Random, text: Outline, sentence: Callable[[], str]) -> None:
    """One random edit of the text, in place: insert, delete, split, merge, move, rewrite, on every level."""
    exchange = rng.choice(text)
    if not exchange:
        exchange.append([sentence()])
        return
    paragraph = rng.choice(exchange)
    at = rng.randrange(len(paragraph))
    words = paragraph[at].split()
    match rng.randrange(13):
        case 0:
            paragraph.insert(at, sentence())
        case 1 if len(paragraph) > 1:
            del paragraph[at]
        case 2 if len(words) > 1:
            cut = rng.randrange(1, len(words))
            paragraph[at : at + 1] = [" ".join(words[:cut]), " ".join(words[cut:])]
        case 3 if at:
            paragraph[at - 1 : at + 1] = [f"{paragraph[at - 1]} {paragraph[at]}"]
        case 4 if len(paragraph) > 1:
            moved = paragraph.pop(at)
            target = rng.choice([p for e in text for p in e] or [paragraph])
            target.insert(rng.randint(0, len(target)), moved)
        case 5:
            words[rng.randrange(len(words))] = rng.choice(WORDS)
            paragraph[at] = " ".join(words)
        case 6:
            paragraph[at] = sentence()
        case 7:
            exchange.insert(rng.randint(0, len(exchange)), [sentence(), sentence()])
        case 8:
            exchange.remove(paragraph)
        case 9 if at:
            exchange[exchange.index(paragraph) + 1 : 0] = [paragraph[at:]]
            del paragraph[at:]
        case 10:
            text.insert(rng.randint(1, len(text)), [[sentence()], [sentence(), sentence()]])
        case 11 if len(text) > 2:
            text.insert(rng.randint(1, len(text) - 1), text.pop(rng.randrange(1, len(text))))
        case 12 if len(text) > 2:
            del text[rng.randrange(1, len(text))]
        case _:
            rng.shuffle(paragraph)


def words_of(value: Interview) -> dict[str, list[str]]:
    """Words -> ids of the sentences that say them."""
    found = defaultdict(list)
    for id, words in passages(value):
        if words:
            found[words].append(id)
    return found


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(st.lists(SENTENCES, min_size=1, max_size=5), min_size=1, max_size=4), min_size=2, max_size=4),
    st.integers(min_value=0),
)
def test_random_histories(text: Outline, seed: int) -> None:
    """No unchanged sentence loses its id, no id is used for other words, every id ever seen still leads somewhere."""
    rng = random.Random(seed)
    before, ledger = identity.match(interview(text), identity.Ledger())
    ever: set[str] = {id for id, _ in passages(before)}
    said = dict(passages(before))
    for _ in range(12):
        for _ in range(rng.randint(1, 3)):
            edits(rng, text, lambda: " ".join(rng.choices(WORDS, k=rng.randint(1, 9))))
        present = interview(text)
        after, renewed = identity.match(present, ledger)
        ids = [id for id, _ in passages(after)]
        assert len(set(ids)) == len(ids)
        assert [words for _, words in passages(after)] == [words for _, words in passages(present)]
        old, new = words_of(before), words_of(after)
        for words in old.keys() & new.keys():
            assert len(set(old[words]) & set(new[words])) == min(len(old[words]), len(new[words])), words
        for id, words in passages(after):
            if id in ledger.retired:
                assert words == said[id]  # an id comes back only with its own words (or, larger, with its sentences)
            said[id] = words
        ever |= set(ids)
        resolved = identity.resolve(renewed)
        assert all(id in renewed.live or resolved[id] in renewed.live or not resolved[id] for id in ever)
        assert ever == renewed.live.keys() | renewed.retired.keys()
        assert not renewed.live.keys() & renewed.retired.keys()
        assert identity.match(present, renewed) == (after, renewed)
        before, ledger = after, renewed
