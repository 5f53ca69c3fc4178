"""Ids survive every edit: hand-made cases in files, and thousands of random edit histories."""

import random
import re
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
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
        resolved = identity.resolve(ledger.retired)
        assert {id: resolved.get(id, "(alive)") for id in landings} == {id: to.strip() for id, to in landings.items()}


# --- random edit histories ----------------------------------------------------------------------------------------

WORDS = ["oil", "trade", "yes", "no", "peace", "talks", "the", "of", "and", "we", "our", "bank", "million", "tons"]
WORDS += ["ship", "visit", "张", "汉晖", "Ёлка", "سلام"]
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


HISTORIES = given(
    st.lists(st.lists(st.lists(SENTENCES, min_size=1, max_size=5), min_size=1, max_size=4), min_size=2, max_size=4),
    st.integers(min_value=0),
)


@settings(max_examples=50, deadline=None)
@HISTORIES
def test_random_histories(text: Outline, seed: int) -> None:
    """No unchanged sentence loses its id, no id is used for other words, every id ever seen still leads somewhere."""
    follow_edits(text, random.Random(seed))


@pytest.mark.slow
@settings(max_examples=3000, deadline=None)
@HISTORIES
def test_thousands_of_random_histories(text: Outline, seed: int) -> None:
    """The same, 36,000 builds long."""
    follow_edits(text, random.Random(seed))


def follow_edits(text: Outline, rng: random.Random) -> None:
    """Twelve builds with one to three edits before each."""
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
        resolved = identity.resolve(renewed.retired)
        assert all(id in renewed.live or resolved[id] in renewed.live or not resolved[id] for id in ever)
        assert ever == renewed.live.keys() | renewed.retired.keys()
        assert not renewed.live.keys() & renewed.retired.keys()
        assert identity.match(present, renewed) == (after, renewed)
        before, ledger = after, renewed


@settings(max_examples=100, deadline=None)
@given(SENTENCES, st.integers(min_value=1, max_value=5))
def test_reworded_sentence_between_the_same_neighbours(words: str, changed: int) -> None:
    """A sentence of which a third is edited keeps its id, whatever else it says."""
    sentence = words.split() * 3
    edited = [*sentence[:-changed], "otherwise"] if changed * 3 <= len(sentence) else [*sentence, "indeed"]
    ledger = identity.mint(interview([[], [["Well then.", " ".join(sentence), "So much for that."]]]))
    after, _ = identity.match(interview([[], [["Well then.", " ".join(edited), "So much for that."]]]), ledger)
    assert [id for id, _ in passages(after)] == ["q1", "q1.p1", "q1.p1.s1", "q1.p1.s2", "q1.p1.s3"]


def test_cost_is_about_linear() -> None:
    """2,000 sentences, every one edited, and as many of one wording: no squares (all with all: a minute)."""
    rng = random.Random(7)
    words = [f"w{n}" for n in range(2000)]
    text = [[], *([[" ".join(rng.choices(words, k=12)) for _ in range(10)]] for _ in range(200))]
    edited = [[[sentence + " more" for sentence in paragraph] for paragraph in exchange] for exchange in text]
    yes = [[], *([["Yes."] * 10] for _ in range(200))]
    start = time.process_time()
    after, _ = identity.match(interview(edited), identity.mint(interview(text)))
    identity.match(interview(yes[1:]), identity.mint(interview(yes)))
    assert [id for id, _ in passages(after)] == [id for id, _ in passages(interview(text))]
    assert time.process_time() - start < 5


# --- ids.json -----------------------------------------------------------------------------------------------------

LEDGER = """\
{
"version": 1,
"live": {
  "q1": "",
  "q1.p1": "",
  "q1.p1.s1": "abcdefghijk AbCd"
},
"retired": {
  "q1.p1.s2": "q1.p1.s1 abcdefghijk",
  "q1.p2": "q1.p1"
}
}
"""


def test_file_reads_and_writes_the_same_bytes(tmp_path: Path) -> None:
    """One id a line, in the order of the text, retired ones behind."""
    path = tmp_path / "ids.json"
    path.write_text(LEDGER, "utf-8")
    ledger = identity.read(path)
    assert identity.text(ledger) == LEDGER
    assert ledger.retired == {
        "q1.p1.s2": identity.Retired("q1.p1.s1", "abcdefghijk"),
        "q1.p2": identity.Retired("q1.p1"),
    }
    assert identity.read(tmp_path / "none.json") == identity.Ledger()


def test_first_ledger_takes_the_positional_ids_and_rights_the_impossible() -> None:
    """Numbers as printed become ids; a number that is printed twice does not become one id twice."""
    text = interview([[["Hello."]], [["One?"]], [["Two?"]]])
    twice = Interview(
        **{name: getattr(text, name) for name in Interview.__slots__} | {"exchanges": text.exchanges[:1] * 2}
    )
    assert list(identity.mint(text).live)[2:5] == ["q1", "q1.p1", "q1.p1.s1"]
    assert [id for id in identity.mint(twice).live if "." not in id] == ["q1", "q2"]


BAD = [
    (LEDGER.replace('"version": 1', '"version": 9'), 1, "can read"),
    (LEDGER.replace("AbCd", "AbC"), 6, "q1.p1.s1"),
    (LEDGER.replace('"q1": ""', '"question": ""'), 4, "question"),
    (LEDGER.replace('"q1.p2": "q1.p1"', '"q1.p2": "q9.p1"'), 10, "q9.p1"),
    (LEDGER.replace('"q1.p2": "q1.p1"', '"q1.p2": "q1.p2"'), 10, "q1.p2"),
    (LEDGER.replace('"q1.p2": "q1.p1"', '"q1.p2": 5'), 10, "5"),
    (LEDGER.replace('"retired": {', '"retired": ['), 9, "JSON"),
    (LEDGER.replace('"q1.p1": ""', '"q1": ""'), 5, "twice"),
    (LEDGER.replace('"q1.p2": "q1.p1"', '"q1.p1": "q1"'), 10, "two different"),
    (LEDGER.replace('  "q1": "",', '<<<<<<< HEAD\n"q1": "",\n=======\n"q1": "",\n>>>>>>> branch'), 4, "merge"),
    (LEDGER.replace('  "q1.p1": "",\n', ""), 5, "no paragraph"),
    ("[]", 1, "ledger"),
    ('{"version": 1}', 1, "live"),
]


@pytest.mark.parametrize(("source", "line", "named"), BAD)
def test_corrupt_file_is_named_with_its_line(source: str, line: int, named: str, tmp_path: Path) -> None:
    """Nothing that could give an id to the wrong words is read."""
    path = tmp_path / "ids.json"
    path.write_text(source, "utf-8")
    with pytest.raises(InputError) as raised:
        identity.read(path)
    assert raised.value.line == line
    assert named in f"{raised.value.found} {raised.value.expected}"


def test_two_branches_that_both_minted_an_id() -> None:
    """Every doubtful line is reported, with what to do."""
    merged = LEDGER.replace('"q1.p1.s1":', '"q1.p1.s1": "AAAAAAAAAAA BBBB",\n  "q1.p1.s1":')
    findings = list(identity.conflicts(merged, "docs/interviews/one/ids.json"))
    assert [(finding.file, finding.line) for finding in findings] == [("docs/interviews/one/ids.json", 7)]
    assert "q1.p1.s1" in findings[0].message
    assert "line 6" in findings[0].message
    assert "git checkout main -- ids.json" in findings[0].remedy
    assert not list(identity.conflicts(LEDGER))


def test_retired_ids_lead_on() -> None:
    """Through passages retired since, to one that lives, or to the page."""
    ledger = identity.Ledger(
        {"q1": ""}, {"q2": identity.Retired("q3"), "q3": identity.Retired("q1"), "q4": identity.Retired("")}
    )
    assert identity.resolve(ledger.retired) == {"q2": "q1", "q3": "q1", "q4": ""}


# --- seals --------------------------------------------------------------------------------------------------------

SECRET = "The old keeper lives in the white house by the harbour, and his daughter works at the bank."
PLAIN = "We met on a Monday, and it rained."


@pytest.mark.parametrize(
    "paragraph",
    [
        [PLAIN, "The old keeper lives in the white house by the harbour.", "His daughter works at the bank."],
        ["The old keeper lives in the white house by the harbour.", "His daughter works at the bank.", PLAIN],
        [f"{PLAIN[:-1]}, and his daughter works at the bank.", "The old keeper lives in the house by the harbour."],
    ],
)
def test_words_of_a_sealed_sentence_do_not_get_out(paragraph: list[str]) -> None:
    """Cut in two, the open part has to be sealed too before anything goes on; then it goes on."""
    ledger = identity.mint(interview([[], [[PLAIN, SECRET]]]))
    edited = replace(interview([[], [paragraph]]), sealed=("q1.p1.s2",))
    with pytest.raises(InputError, match="sealed") as raised:
        identity.match(edited, ledger)
    seals = tuple(re.findall(r"[\w.]+\d", raised.value.expected))
    assert seals[0] == "q1.p1.s2"
    identity.match(replace(edited, sealed=seals), ledger)
    identity.match(replace(edited, sealed=("q1.p1",)), ledger)


def test_edits_beside_a_seal_are_free() -> None:
    """Other words may come and go, and the sealed sentence may be edited, moved and taken out."""
    ledger = identity.mint(interview([[], [[PLAIN, SECRET]]]))
    for paragraph in (
        [PLAIN, "The old keeper lives by the harbour.", "Nobody else came that day."],
        [SECRET, PLAIN, "The white house by the harbour is old."],
        [PLAIN, "So much for that."],
    ):
        identity.match(replace(interview([[], [paragraph]]), sealed=("q1.p1.s2",)), ledger)


# --- two branches -------------------------------------------------------------------------------------------------


def merged(ours: identity.Ledger, base: identity.Ledger, theirs: identity.Ledger, folder: Path) -> str:
    """`ids.json` as Git merges it, with markers where it cannot."""
    files = [folder / name for name in ("ours", "base", "theirs")]
    for file, ledger in zip(files, (ours, base, theirs), strict=True):
        file.write_text(identity.text(ledger), "utf-8")
    return subprocess.run(["git", "merge-file", "-p", *files], capture_output=True, text=True, check=False).stdout


PARAGRAPH = [f"This is sentence number {number} of the paragraph." for number in range(1, 8)]


@pytest.mark.parametrize(("here", "there"), [(1, 6), (3, 3), (7, 7), (0, 7)])
def test_merge_of_two_branches(here: int, there: int, tmp_path: Path) -> None:
    """Both add a sentence: detected, whether Git sees a conflict or not; the remedy gives both an id of their own."""
    base = identity.mint(interview([[], [PARAGRAPH]]))
    mine, other = (
        [*PARAGRAPH[:at], new, *PARAGRAPH[at:]] for at, new in ((here, "Ours is new."), (there, "So is it."))
    )
    ours, theirs = (identity.match(interview([[], [text]]), base)[1] for text in (mine, other))
    assert "q1.p1.s8" in ours.live.keys() & theirs.live.keys()
    source = merged(ours, base, theirs, tmp_path)
    assert list(identity.conflicts(source))
    (tmp_path / "ids.json").write_text(source, "utf-8")
    with pytest.raises(InputError, match="git checkout main"):
        identity.read(tmp_path / "ids.json")
    both = [*mine, "So is it."]
    after, ledger = identity.match(interview([[], [both]]), ours)
    ids = {words: id for id, words in passages(after)}
    assert (ids["Ours is new."], ids["So is it."]) == ("q1.p1.s8", "q1.p1.s9")
    assert len(ledger.live) == len(base.live) + 2


def test_merge_that_gives_no_trouble(tmp_path: Path) -> None:
    """One branch adds, the other edits and deletes elsewhere: the merged ledger fits the merged text."""
    base = identity.mint(interview([[], [PARAGRAPH], [PARAGRAPH[::-1]]]))
    mine = [[], [[*PARAGRAPH[:2], "Quite new, this one here.", *PARAGRAPH[2:]]], [PARAGRAPH[::-1]]]
    other = [[], [PARAGRAPH], [PARAGRAPH[:3:-1]]]
    ours, theirs = (identity.match(interview(text), base)[1] for text in (mine, other))
    (tmp_path / "ids.json").write_text(merged(ours, base, theirs, tmp_path), "utf-8")
    both = interview([mine[0], mine[1], other[2]])
    found, ledger = identity.match(both, identity.read(tmp_path / "ids.json"))
    assert identity.text(ledger) == (tmp_path / "ids.json").read_text("utf-8")
    assert {"q1.p1.s8"} == {id for id, words in passages(found) if words.startswith("Quite")}
