"""`dragoman review`: what an editor types is what the file says, and nothing is lost."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from generator import config, publication, review, reviewing
from generator.errors import DragomanError
from generator.model import Figure
from generator.reviewing.corrections import corrected

SLUG = "2023-06-01-harbour"


class Desk:
    """An editor: answers in order (a callable is called first), and everything that was said."""

    def __init__(self, root: Path, *answers: str | type[BaseException] | Callable[[], None]) -> None:
        self.root = root
        self.answers: Iterator[str | type[BaseException] | Callable[[], None]] = iter(answers)
        self.said: list[str] = []

    @property
    def file(self) -> Path:
        return self.root / "docs" / "interviews" / SLUG / "review.yml"

    def ask(self, question: str) -> str:
        self.said.append(question)
        answer = next(self.answers, EOFError)
        if isinstance(answer, type):
            raise answer
        if isinstance(answer, str):
            return answer
        answer()
        return self.ask(question)

    def review(self, *, colours: bool = False) -> int:
        loaded = publication.load(config.read(self.root))
        return reviewing.walk(loaded, self.ask, self.said.append, SLUG, colours=colours)

    def figures(self) -> dict[str, Figure]:
        return {figure.quote: figure for figure in review.read(self.file).figures}


def test_decisions_are_saved_one_by_one(small: Path) -> None:
    """Accepted, rejected and skipped; the end of the input is the end of the review."""
    desk = Desk(small, "a", "s", "r")
    assert desk.review() == 2
    statuses = [figure.status for figure in desk.figures().values()]
    assert statuses == ["confirmed", "proposed", "rejected"]
    assert desk.figures()["1.2 million passengers"].status == "confirmed"


@pytest.mark.parametrize("leave", ["q", KeyboardInterrupt, EOFError])
def test_leaving_keeps_what_was_decided(small: Path, leave: str | type[BaseException]) -> None:
    """By the key, with Ctrl+C, or at the end of the input."""
    desk = Desk(small, "a", leave)
    assert desk.review() == 1
    assert [figure.status for figure in desk.figures().values()][:2] == ["confirmed", "proposed"]


def test_the_figure_is_shown_in_its_sentence(small: Path) -> None:
    """The quote stands out, in colour where there is colour; the sentence before it is there when it is needed."""
    desk = Desk(small)
    desk.review()
    assert "  In 2022 the ferry carried [1.2 million passengers], 15% more than in 2021." in desk.said
    coloured = Desk(small)
    coloured.review(colours=True)
    assert any("\x1b[1;7m1.2 million passengers\x1b[0m, 15% more" in line for line in coloured.said)


def test_an_edit_shows_what_changes_and_decides_nothing(small: Path) -> None:
    """A number and a unit as they are said become what the file has; only then is the figure accepted."""
    desk = Desk(small, "e", "1.3 million", "", "tons", "passengers of the ferry", "2022-01/2022-06", *[""] * 8, "a")
    assert desk.review() == 1
    lines = "\n".join(desk.said)
    assert "value         1200000 → 1300000" in lines
    assert "period        2022 → 2022-01/2022-06" in lines
    figure = desk.figures()["1.2 million passengers"]
    assert (figure.value, figure.unit, figure.period) == (Decimal(1300000), "t", "2022-01/2022-06")
    assert (figure.measure, figure.status) == ("passengers of the ferry", "confirmed")


def test_what_is_not_valid_is_asked_for_again(small: Path) -> None:
    """Nothing gets into the file that the file may not have."""
    wrong = (
        "e",
        "many",
        "1.3e6",
        "",
        "fathoms of fun",
        "",
        "",
        "last year",
        "2023-02-30",
        "2024/2023",
        "2022",
        "roughly",
    )
    desk = Desk(small, *wrong, "over", *[""] * 7, "a")
    desk.review()
    lines = "\n".join(desk.said)
    assert "'many' is no number" in lines
    assert "'fathoms of fun' is no unit" in lines
    assert "period is 'last year'; expected: ISO 8601" in lines
    assert "there is no 2023-02-30" in lines
    assert "2024 is after 2023" in lines
    assert "approximate is 'roughly'; expected: one of about, over, under" in lines
    figure = desk.figures()["1.2 million passengers"]
    assert (figure.value, figure.period, figure.approximate) == (Decimal(1300000), "2022", "over")


def test_ctrl_c_gives_up_an_edit(small: Path) -> None:
    """The figure is as it was, and can be decided."""
    desk = Desk(small, "e", "5", KeyboardInterrupt, "a")
    assert desk.review() == 1
    assert desk.figures()["1.2 million passengers"].value == Decimal(1200000)


def test_undo_takes_back_to_the_byte(small: Path) -> None:
    """The file is what it was, gone if it was not there; the figure is asked again."""
    desk = Desk(small, "u", "a", "u", "q")
    assert desk.review() == 0
    assert not desk.file.exists()
    assert "  nothing has been decided yet" in desk.said
    assert Desk(small, "a").review() == 1
    before = desk.file.read_bytes()
    again = Desk(small, "r", "s", "u", "q")
    assert again.review() == 0
    assert again.file.read_bytes() == before


def test_a_file_that_somebody_else_changed_is_not_written_over(small: Path) -> None:
    """The review stops; what they wrote is there."""
    desk = Desk(small, "a", lambda: desk.file.write_text("# mine\nfigures: []\n", "utf-8"), "a")
    with pytest.raises(DragomanError, match="changed by somebody else"):
        desk.review()
    assert desk.file.read_text("utf-8") == "# mine\nfigures: []\n"


FIGURE = Figure("a", "q1.p1.s1", "107 million tons", "amount", Decimal(107000000), "t")


@pytest.mark.parametrize(
    ("name", "typed", "language", "expected"),
    [
        ("value", "1.07亿", "zh-Hans", Decimal(107000000)),
        ("value", "28,53 млн", "ru", Decimal(28530000)),
        ("value", "1E+8", "en", Decimal("1E+8")),
        ("unit", "US dollars", "en", "USD"),
        ("unit", "{ferry}", "en", "{ferry}"),
        ("unit", "CNY", "en", "CNY"),
        ("unit", "", "en", ""),
        ("period", "2024-01/2024-03", "en", "2024-01/2024-03"),
        ("period", "2023/..", "en", "2023/.."),
        ("of", "b", "en", "b"),
        ("note", "a “quote”: yes", "en", "a “quote”: yes"),
    ],
)
def test_what_may_be_typed(name: str, typed: str, language: str, expected: object) -> None:
    """Numbers and units as they are said in the interview's language, everything else as the file has it."""
    found = corrected(FIGURE, name, typed, language, {"a": FIGURE, "b": Figure("b", "q1.p1.s2", "x", "amount", None)})
    assert isinstance(found, Figure)
    assert getattr(found, name) == expected


@pytest.mark.parametrize(
    ("name", "typed"),
    [("value", ""), ("value", "NaN"), ("value", "1 2"), ("unit", "xyzzy"), ("of", "nothing"), ("direction", "up"),
     ("compared_with", "2023-13"), ("period", "2023Q1")],
)  # fmt: skip
def test_what_may_not(name: str, typed: str) -> None:
    """The editor is told why, and nothing changes."""
    found = corrected(FIGURE, name, typed, "en", {"a": FIGURE})
    assert isinstance(found, str)
    assert found
