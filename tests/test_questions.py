"""The index of questions: parts, answers, and the same question asked elsewhere; proposed, or as an editor decided."""

from pathlib import Path

import pytest

from generator import source
from generator.enrich import questions, repeated
from generator.model import Corpus, Exchange, Interview, Paragraph, Role, Sentence, Text, Turn
from generator.vocabulary import decisions

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases" / "questions"
ASKED, SAID = Role.INTERVIEWER, Role.RESPONDENT


def interview(*turns: tuple[Role, str], slug: str = "2024-lipa", language: str = "en") -> Interview:
    """An interview of one exchange, a paragraph a turn, a line a sentence."""
    made = []
    for number, (role, text) in enumerate(turns, 1):
        lines = tuple(Sentence(f"q1.p{number}.s{at}", line) for at, line in enumerate(text.split("\n"), 1))
        made.append(Turn(role.value, role, (Paragraph(f"q1.p{number}", lines, language),)))
    exchange = Exchange("q1", 1, Text("", language), tuple(made))
    return Interview(slug, Text("Lipa", language), language, slug[:4], (), (), (exchange,))


def parts(*turns: tuple[Role, str], language: str = "en") -> list[tuple[str, tuple[str, ...]]]:
    """Sentences that ask, and those that answer."""
    found = questions.parts(interview(*turns, language=language))["q1"]
    assert {part.status for part in found} <= {"proposed"}
    return [(part.sentence, part.answers) for part in found]


@pytest.mark.parametrize(
    "text", ["Why?", "“Why?”", "为什么？", "لماذا؟", "Γιατί;", "Why?!?", "(Is it?)", "«Почему?»", "Why? "]
)
def test_asks(text: str) -> None:
    """A question mark of any script at the end, behind which only quotation marks and brackets may close."""
    assert questions.asks(text)


@pytest.mark.parametrize("text", ["“Why?” he asked.", "Tell us.", "", "?"[:0]])
def test_does_not_ask(text: str) -> None:
    """A question that is only quoted, and what has no question mark."""
    assert not questions.asks(text)


def test_each_part_gets_its_sentences() -> None:
    """The sentences of an answer go to the parts they have words in common with."""
    assert parts(
        (ASKED, "The mill burnt down.\nWho owned the mill?\nWhen will the bridge be rebuilt?\nAnd the school roof?"),
        (SAID, "The mill belonged to the town.\nIt was sold.\nThe bridge will be rebuilt in May."),
    ) == [
        ("q1.p1.s2", ("q1.p2.s1", "q1.p2.s2")),
        ("q1.p1.s3", ("q1.p2.s3",)),
        ("q1.p1.s4", ()),
    ]


def test_a_single_question_is_answered_by_all() -> None:
    """There is nothing to tell apart; nothing said is no answer."""
    assert parts((ASKED, "Why?"), (SAID, "Because.\nSo.")) == [("q1.p1.s1", ("q1.p2.s1", "q1.p2.s2"))]
    assert parts((ASKED, "Why?")) == [("q1.p1.s1", ())]
    assert parts((SAID, "I have a statement.")) == []


def test_without_a_question_mark() -> None:
    """What is said last before the answer is what is asked."""
    assert parts((ASKED, "Welcome.\nTell us about yourself."), (SAID, "I am a miller.")) == [
        ("q1.p1.s2", ("q1.p2.s1",))
    ]


def test_a_follow_up_has_its_own_answer() -> None:
    """What is said after a question does not answer the one after it."""
    assert parts((ASKED, "Who?"), (SAID, "Ada."), (ASKED, "And when?"), (SAID, "In May.")) == [
        ("q1.p1.s1", ("q1.p2.s1",)),
        ("q1.p3.s1", ("q1.p4.s1",)),
    ]


def test_parts_in_chinese() -> None:
    """Languages without spaces are compared by pairs of characters."""
    assert parts(
        (ASKED, "磨坊是谁的？\n桥梁何时重建？"), (SAID, "磨坊属于全镇。\n桥梁五月重建。"), language="zh-Hans"
    ) == [
        ("q1.p1.s1", ("q1.p2.s1",)),
        ("q1.p1.s2", ("q1.p2.s2",)),
    ]


def test_what_an_editor_decided_stands() -> None:
    """A decided part is confirmed, also as not answered; the others stay proposed."""
    lipa = interview((ASKED, "Who?\nWhen?"), (SAID, "Ada, in May."))
    found = questions.parts(lipa, {"2024-lipa/q1.p1.s2": (), "2023-else/q1.p1.s1": ("q1.p2.s1",)})["q1"]
    assert [(part.answers, part.status) for part in found] == [(("q1.p2.s1",), "proposed"), ((), "confirmed")]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Two real interviews, newest first."""
    read = [source.read(path) for path in CASES.glob("*/interview.md")]
    return Corpus(tuple(sorted(read, key=lambda one: one.date, reverse=True)))


CHIARA, YAO = "2022-01-22-chiara-marmo", "2024-07-18-yao-xiao"


def test_the_same_question_in_two_interviews(corpus: Corpus) -> None:
    """Two people were asked four of ten questions: in the same words, or nearly."""
    found = repeated.groups(corpus)
    together = [group.questions for group in found if len(group.questions) > 1]
    assert together == [
        (f"{CHIARA}/q1.p1.s1", f"{YAO}/q1.p1.s1"),
        (f"{CHIARA}/q3.p1.s1", f"{YAO}/q2.p1.s1"),
        (f"{CHIARA}/q4.p1.s1", f"{YAO}/q3.p1.s1"),
        (f"{CHIARA}/q5.p1.s1", f"{YAO}/q5.p1.s1"),
    ]
    assert sum(len(group.questions) for group in found) == 10
    assert {group.status for group in found} == {"proposed"}


def test_merges_and_not_merges(corpus: Corpus) -> None:
    """What an editor put together is together and confirmed; what they took apart is apart."""
    merge = frozenset({f"{CHIARA}/q2.p1.s1", f"{YAO}/q4.p1.s1", "2020-gone/q1.p1.s1"})
    apart = frozenset({f"{CHIARA}/q5.p1.s1", f"{YAO}/q5.p1.s1"})
    found = {group.questions: group.status for group in repeated.groups(corpus, [merge], [apart])}
    assert found[f"{CHIARA}/q2.p1.s1", f"{YAO}/q4.p1.s1"] == "confirmed"
    assert (f"{CHIARA}/q5.p1.s1",) in found
    assert found[f"{CHIARA}/q1.p1.s1", f"{YAO}/q1.p1.s1"] == "proposed"


def test_small_talk_is_not_the_same_question() -> None:
    """Short questions that live on what was said before are not put together, however often they are asked."""
    talk = ((ASKED, "Who runs the mill?"), (SAID, "Ada."), (ASKED, "What do you think?"), (SAID, "I agree."))
    other = ((ASKED, "Who paints the gate?"), (SAID, "Bo."), (ASKED, "What do you think?"), (SAID, "It is fine."))
    found = repeated.groups(Corpus((interview(*talk, slug="2024-a"), interview(*other, slug="2023-b"))))
    assert [len(group.questions) for group in found] == [1, 1, 1, 1]


def test_a_question_that_everybody_is_asked() -> None:
    """All who were asked it are together, nobody twice; two of them an editor took apart are apart."""
    talk = (
        (ASKED, "Who runs the old harbour mill?"),
        (SAID, "Ada."),
        (ASKED, "Who runs the old harbour mill?"),
        (SAID, "Bo."),
    )
    every = Corpus(tuple(interview(*talk, slug=f"2024-{number:04}") for number in range(600, 0, -1)))
    found = [group.questions for group in repeated.groups(every)]
    assert [len(names) for names in found] == [600, 600]
    assert all(len({name.partition("/")[0] for name in names}) == 600 for names in found)
    apart = frozenset({found[0][0], found[0][1]})
    of = {name: at for at, group in enumerate(repeated.groups(every, (), [apart])) for name in group.questions}
    one, other = sorted(apart)
    assert of[one] != of[other]
    assert sorted(of) == sorted(name for names in found for name in names)


def test_what_is_alike_in_a_chain_is_not_all_the_same() -> None:
    """Every question of a group is like every other, not only like the next."""
    words = ["mill", "gate", "bridge", "lamp", "harbour", "ferry", "anchor"]
    chain = [f"Who paints the {words[at]}, the {words[at + 1]} and the {words[at + 2]}?" for at in range(5)]
    asked = [interview((ASKED, text), (SAID, "Ada."), slug=f"2024-{at}") for at, text in enumerate(chain)]
    assert max(len(group.questions) for group in repeated.groups(Corpus(tuple(asked)))) <= 2


def test_the_order_of_interviews_does_not_matter(corpus: Corpus) -> None:
    """The index is the same whatever order the interviews come in."""
    assert repeated.groups(Corpus(tuple(reversed(corpus.interviews)))) == repeated.groups(corpus)


def test_the_publication_s_own_decisions() -> None:
    """Everything decided is there, and every part of the embassy interview's questions is decided."""
    read = source.read(ROOT / "docs" / "interviews" / "2024-05-07-zhang-hanhui" / "interview.md")
    decided = decisions.read(ROOT / "docs" / "questions.yml")
    sentences = {
        f"{read.slug}/{sentence.id}"
        for exchange in read.exchanges
        for turn in exchange.turns
        for paragraph in turn.paragraphs
        for sentence in paragraph.sentences
    }
    assert list(decisions.findings(decided, sentences)) == []
    assert {part.status for parts in questions.parts(read, decided.answers).values() for part in parts} == {"confirmed"}
