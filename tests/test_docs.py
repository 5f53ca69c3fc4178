"""What the documents say is so."""

import re
from pathlib import Path

from generator import cli
from generator.checks import CHECKS
from generator.intake import READERS
from generator.pages import INTERVIEW, SITE

ROOT = Path(__file__).parents[1]


def read(name: str) -> str:
    """A document of the repository."""
    return (ROOT / name).read_text("utf-8")


def test_every_command_is_in_the_readme() -> None:
    """A command that is not in the README does not exist for a reader of it."""
    text = read("README.md")
    assert [name for name, *_ in cli.COMMANDS if not re.search(rf"(dragoman |`){name}\b", text)] == []


def test_links_between_documents_lead_somewhere() -> None:
    """Files and pictures that the documents name are there."""
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", read(name)):
            assert (ROOT / target).exists(), f"{name}: {target}"


def test_paths_in_contributing_exist() -> None:
    """A newcomer who follows the text finds the files; names in angle brackets are theirs to choose."""
    paths = re.findall(r"`((?:generator|tests)/[^`<> ]+)`", read("CONTRIBUTING.md"))
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_tables_of_the_recipes_are_where_contributing_says() -> None:
    """Every recipe ends in a line of one of these tables."""
    assert all((READERS, SITE, INTERVIEW, CHECKS))
    text = read("CONTRIBUTING.md")
    assert all(name in text for name in ("`READERS`", "`SITE`", "`INTERVIEW`", "`CHECKS`"))


def test_nothing_speaks_of_what_is_not_the_projects() -> None:
    """No path of a machine and no registry stands in the documents."""
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "Makefile", "pyproject.toml"):
        assert not re.search(r"/(?:root|home|work|tmp)/|pypi\.org/simple|registry\.npmjs", read(name)), name
