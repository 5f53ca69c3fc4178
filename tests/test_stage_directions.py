"""Stage directions: on the page where they stand, among nobody's words, and not in what is told of an answer."""

import shutil
from pathlib import Path

import pytest

from generator import config, publication
from generator.pages.page import Page
from tests.bodies import made, tree, view, words

SMALL = Path(__file__).parent / "sites" / "small"
SLUG = "2023-06-01-harbour"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """The pages of a publication with an interview that a stage direction closes."""
    root = tmp_path_factory.mktemp("stage") / "small"
    shutil.copytree(SMALL, root)
    with (root / "docs" / "interviews" / SLUG / "interview.md").open("a", encoding="utf-8") as file:
        file.write("\n*[The tape ends.]*\n")
    return made(view(publication.load(config.read(root))))


def test_what_closes_a_recording_has_no_speaker(found: dict[str, Page]) -> None:
    """It stands below the last words, and no name above it, not even that nobody knows who speaks."""
    for path in (f"interviews/{SLUG}/", f"interviews/{SLUG}/q2/"):
        (last,) = tree(found[path]).xpath("//p[@class='stage'][contains(., 'The tape ends.')]")
        above = last.xpath("preceding::p[1]")[0]
        assert words(above) == "It begins <soon>."
        assert not [one for one in above.xpath("following::*[@class='speaker']") if one in last.xpath("preceding::*")]


def test_what_is_told_of_an_answer_is_what_was_said(found: dict[str, Page]) -> None:
    """Lists and descriptions have the words of an answer without the ship's horn in it."""
    assert found[f"interviews/{SLUG}/q2/"].description.endswith("3 million euros. It begins <soon>.")
    (answer,) = tree(found[f"interviews/{SLUG}/"]).xpath("//li[a[@href='q2/']]/p[@class='answer']")
    assert words(answer) == "Dredging will cost about 3 million euros. It begins <soon>."
