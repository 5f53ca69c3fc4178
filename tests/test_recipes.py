"""The recipes of CONTRIBUTING.md, followed to the letter on a copy of the package: a file and a line each, no more."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

READER = '''"""A play: who speaks stands behind `@`."""

from generator.intake.decoding import Source
from generator.intake.readers import CERTAIN, NO
from generator.model import Transcript, Utterance

SUFFIXES = (".play",)
BINARY = False


def claim(source: Source) -> int:
    """By its first line."""
    return CERTAIN if source.text.startswith("%PLAY") else NO


def read(source: Source) -> Transcript:
    """Who speaks and what is said, line by line."""
    said = [line[1:].split("@") for line in source.text.splitlines() if line.startswith("@")]
    return Transcript(source.name, "play", tuple(Utterance(text, at, who) for at, (who, text) in enumerate(said, 1)))
'''

PAGE = '''"""Who made the edition."""

from collections.abc import Iterator

from generator.pages.page import Page
from generator.pages.render import render
from generator.pages.view import View


def pages(view: View) -> Iterator[Page]:
    """The one page at `colophon/`."""
    yield Page("colophon/", "colophon", "Colophon", "Who made this.", render(view, "colophon", "colophon/"))
'''

CHECK = '''"""Interviews have enough questions. A notice: short ones are rare, not wrong."""

from collections.abc import Iterator

from generator.checks.site import Site
from generator.model import Finding, Severity


def check(site: Site) -> Iterator[Finding]:
    """A finding for each interview of fewer than fifty questions."""
    for one in site.publication.complete:
        if len(one.exchanges) < 50:
            yield Finding(Severity.NOTICE, "hardly an interview", site.text_of(one))
'''


def add(folder: Path, files: dict[str, str], table: str, line: str, module: str = "") -> None:
    """New files in a package, the line in its table and, where tables hold modules, the module's import."""
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    init = folder / "__init__.py"
    text = init.read_text("utf-8")
    assert len(re.findall(rf"^{table}: [^\n]*[({{]\n", text, re.MULTILINE)) == 1
    text = re.sub(rf"^({table}: [^\n]*[({{]\n)", rf"\1    {line},\n", text, flags=re.MULTILINE)
    if module:
        text = text.replace(
            f"from generator.{folder.name} import (\n", f"from generator.{folder.name} import (\n    {module},\n"
        )
    init.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a copy of the package and of the small publication."""
    folder = tmp_path_factory.mktemp("recipes")
    shutil.copytree(ROOT / "generator", folder / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests" / "sites" / "small", folder / "small")
    return folder


def dragoman(place: Path, *arguments: str) -> str:
    """What the copied program prints."""
    run = subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_an_input_format(place: Path) -> None:
    """A reader and its name in READERS: files of the format are read and its extension is known."""
    add(place / "generator" / "intake" / "readers", {"play.py": READER}, "READERS", '"play"')
    (place / "scene.play").write_text(
        "%PLAY\n@Ada Lovelace@Why do you ask?\n@Charles Babbage@I ask nothing.\n"
        "@Ada Lovelace@Will you go to Rome?\n@Charles Babbage@I shall go to Rome.\n"
    )
    found = json.loads(dragoman(place, "parse", "scene.play"))
    assert found["format"] == "play"
    assert [one["name"] for one in found["participants"]] == ["Ada Lovelace", "Charles Babbage"]
    assert [len(exchange["turns"]) for exchange in found["exchanges"]] == [2, 2]


def test_a_language_a_kind_of_page_and_a_check(place: Path) -> None:
    """A catalog and a locale; a module, a template and a line; a module and a line: one build shows all three."""
    small = place / "small"
    printed = dragoman(place, "-C", "small", "translate", "--new", "pt")
    line = re.search(r"line (\d+) of mkdocs.yml.*\n( *locales: .*)", printed)
    assert line, printed
    settings = (small / "mkdocs.yml").read_text("utf-8").split("\n")
    settings[int(line[1]) - 1] = line[2]
    (small / "mkdocs.yml").write_text("\n".join(settings), "utf-8")
    package = place / "generator"
    template = '<h1>{{ _("Colophon") }}</h1>\n<p>{{ _("Set in nothing but patience.") }}</p>\n'
    (package / "pages" / "templates" / "colophon.html").write_text(template, "utf-8")
    add(package / "pages", {"colophon.py": PAGE}, "SITE", '"colophon": colophon.pages', "colophon")
    add(package / "checks", {"short.py": CHECK}, "CHECKS", '"short": short.check', "short")
    dragoman(place, "-C", "small", "build")
    site = small / "site"
    assert 'lang="pt"' in (site / "pt" / "index.html").read_text("utf-8")
    for locale in ("en", "fr", "ar", "pt"):
        assert "Set in nothing but patience." in (site / locale / "colophon" / "index.html").read_text("utf-8")
    dragoman(place, "-C", "small", "translate")
    assert "Set in nothing but patience." in (small / "translations/pt/LC_MESSAGES/ui.po").read_text("utf-8")
    assert "hardly an interview" in dragoman(place, "-C", "small", "check")
