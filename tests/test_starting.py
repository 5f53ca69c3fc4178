"""A new publication: what is written, in which folders, and what the first steps are."""

import re
import runpy
import shutil
from pathlib import Path
from typing import Any

import pytest

from generator import cli, config, pipeline
from generator.config import PUBLICATION_KEYS
from generator.errors import InputError
from generator.l10n import ui
from generator.starting import STARTER

ROOT = Path(__file__).parents[1]


def run(*arguments: str) -> int:
    """Exit status of the command."""
    with pytest.raises(SystemExit) as ended:
        cli.main(list(arguments))
    return int(ended.value.code or 0)


def test_it_begins_in_the_first_language(tmp_path: Path) -> None:
    """Its name and its pages are in the language they will be written in, where the program speaks it."""
    pipeline.new(tmp_path, ["ru", "en"])
    settings = config.read(tmp_path)
    assert settings.locales == ("ru", "en")
    assert (tmp_path / "docs/index.md").read_text("utf-8").startswith(f"# {settings.name}\n")
    assert "@" not in "".join(path.read_text("utf-8") for path in tmp_path.glob("docs/*.md"))


def test_words_with_marks_of_yaml_are_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A translation with a colon or a quotation mark in it is still a name."""
    monkeypatch.setattr("generator.starting._words", lambda locale: {"@NAME@": 'Talks: "all" #1', "@DESCRIPTION@": "-"})
    pipeline.new(tmp_path, ["en"])
    assert config.read(tmp_path).name == 'Talks: "all" #1'


def test_every_setting_is_explained() -> None:
    """The starter's comments name each key of `extra.publication`, and turned into settings they are understood."""
    text = (STARTER / "mkdocs.yml").read_text("utf-8")
    assert [key for key in PUBLICATION_KEYS if not re.search(rf"^    (# )?{key}: ", text, re.MULTILINE)] == []


def test_the_settings_in_comments_can_be_used(tmp_path: Path) -> None:
    """Every commented setting is right as it stands."""
    pipeline.new(tmp_path, ["en", "fr"])
    path = tmp_path / "mkdocs.yml"
    path.write_text(re.sub(r"^(\s*)# (\w+: )", r"\1\2", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    settings = config.read(tmp_path)
    assert settings.figures == "confirmed"
    assert settings.logo == "logo.svg"
    assert settings.repository == "https://github.com/USER/REPOSITORY"


def test_a_fresh_repository_is_empty_enough(tmp_path: Path) -> None:
    """Git's folder, a licence and a read-me are left alone; anything else stops it before a file is written."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "README.md").write_text("Mine.\n", "utf-8")
    pipeline.new(tmp_path, ["en"])
    assert (tmp_path / "README.md").read_text("utf-8") == "Mine.\n"
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(InputError, match=r"there is something in the folder: \.github"):
        pipeline.new(tmp_path, ["en"])
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("locales", [["en", "en"], [""], ["english"], ["en_GB"], ["en", "../fr"]])
def test_locales_are_language_tags(tmp_path: Path, locales: list[str]) -> None:
    """Nothing is written for what is no language, or stands twice."""
    with pytest.raises(InputError, match="the locale"):
        pipeline.new(tmp_path / "talks", locales)
    assert not (tmp_path / "talks").exists()


def test_the_steps_that_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They lead into the folder, however it is called; in the folder itself they do not."""
    assert run("new", str(tmp_path / "my talks"), "--locales", "en, fr") == 0
    steps = capsys.readouterr().out.splitlines()[-4:]
    assert steps[0].strip() == f"cd '{tmp_path / 'my talks'}'"
    assert [step.strip() for step in steps[1:]] == ["dragoman import FILE", "dragoman serve", "dragoman translate"]


def test_in_the_folder_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`dragoman new .` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    assert run("new", ".") == 0
    said = capsys.readouterr().out
    assert "cd " not in said
    assert "translate" not in said


LISTS = {
    "    locales: [en, fr]   # ours [both]\n": (3, "    locales: [en, fr, pt]   # ours [both]"),
    "    locales: [\n      en,\n      fr]\n": (5, "      fr, pt]"),
    "    locales:\n    - en\n    - fr  # French\n    licence: x\n": (6, "    - pt"),
}


@pytest.mark.parametrize(("lines", "expected"), LISTS.items())
def test_the_line_that_adds_a_language(tmp_path: Path, lines: str, expected: tuple[int, str]) -> None:
    """It is the editor's own line with the locale in it, whatever way the list is written."""
    head = "extra:\n  publication:\n"
    foot = "site_name: x\nsite_description: x\nsite_url: https://example.org/\n"
    path = tmp_path / "mkdocs.yml"
    path.write_text(head + lines + foot, "utf-8")
    number, line = config.line_with(config.read(tmp_path), "pt")
    assert (number, line) == expected
    written = path.read_text("utf-8").splitlines()
    written[number - 1 : number if line.lstrip()[0] != "-" else number - 1] = [line]
    path.write_text("\n".join(written), "utf-8")
    assert config.read(tmp_path).locales == ("en", "fr", "pt")


@pytest.mark.parametrize("editable", [False, True])
def test_the_program_is_installed_with_its_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editable: bool
) -> None:
    """What is built for a wheel holds the interface's catalogs; an editable install reads those of the checkout."""
    setuptools = pytest.importorskip("setuptools")
    monkeypatch.chdir(ROOT)
    made: dict[str, Any] = {}
    monkeypatch.setattr(setuptools, "setup", lambda cmdclass: made.update(cmdclass))
    runpy.run_path("setup.py")
    command = made["build_py"](setuptools.Distribution({"packages": []}))
    command.build_lib, command.editable_mode = str(tmp_path), editable
    command.ensure_finalized()
    command.run()
    ours = {path.parent.parent.name for path in ROOT.glob("translations/*/LC_MESSAGES/ui.po")}
    assert {path.stem for path in (tmp_path / "generator/interface").glob("*.po")} == (set() if editable else ours)


def test_an_installed_program_speaks_its_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its catalogs are found where a wheel puts them; a region and a likely script find the closest."""
    for locale in ("fr", "zh-Hans"):
        shutil.copy(ROOT / "translations" / locale / "LC_MESSAGES/ui.po", tmp_path / f"{locale}.po")
    monkeypatch.setattr(ui, "_INSTALLED", tmp_path)
    found = {tag: ui.shipped.__wrapped__(tag) for tag in ("fr", "fr-CA", "zh-CN", "zh-Hant", "ru")}
    assert {tag for tag, one in found.items() if one} == {"fr", "fr-CA", "zh-CN"}
    assert found["fr-CA"].gettext("Search") == found["fr"].gettext("Search") != "Search"
    assert found["fr-CA"].locale == "fr-CA"
