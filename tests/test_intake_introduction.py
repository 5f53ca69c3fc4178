"""Introductions, titles and bylines say who answered, who asked and who published it, each language in its own way."""

from pathlib import Path

import pytest
import yaml

from generator.intake import introduction
from generator.model import Role

SAID = yaml.safe_load((Path(__file__).parent / "cases" / "introductions" / "said.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", SAID, ids=lambda case: case["text"][:40])
def test_what_an_introduction_says(case: dict[str, str]) -> None:
    """Nobody is found but those named, and everybody who is; titles are compared where the case gives one."""
    people = {one.role: one for one in introduction.read(case["text"])}
    found = {str(role): one.name for role, one in people.items()}
    expected = {role: case[role] for role in ("respondent", "interviewer") if role in case}
    assert found == expected
    assert introduction.publisher(case["text"]) == case.get("publisher", "")
    if "title" in case:
        assert people[Role.RESPONDENT].title == case["title"]
