"""The command line, as a new user types it in an empty folder."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from generator import cli, intake

RAW = """top of page

A word with the harbour office

On June 3, 2024, the Harbour Office answered the questions of the "Town Gazette" newspaper.

1. How many people took the ferry last year?

In 2023 the ferry carried 1.5 million passengers.

2. Is the dredging done?

The dredging is done.

bottom of page
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new publication, and a transcript beside it."""
    (tmp_path / "raw.txt").write_text(RAW, "utf-8")
    assert run(["new", str(tmp_path / "talks"), "--locales", "en,fr"]) == 0
    monkeypatch.chdir(tmp_path / "talks")
    return tmp_path / "talks"


def run(arguments: list[str]) -> int:
    """Exit status of the command."""
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    return int(ended.value.code or 0)


def test_parse_prints_json_and_writes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The structure follows its schema; what was dropped is in it."""
    before = sorted(here.rglob("*"))
    capsys.readouterr()
    assert run(["parse", "../raw.txt"]) == 0
    found = json.loads(capsys.readouterr().out)
    schema = json.loads((Path(intake.__file__).parent / "parse.schema.json").read_text("utf-8"))
    jsonschema.validate(found, schema)
    assert found["date"] == "2024-06-03"
    assert [exchange["number"] for exchange in found["exchanges"]] == [1, 2]
    assert {dropped["text"] for dropped in found["dropped"]} == {"top of page", "bottom of page"}
    assert sorted(here.rglob("*")) == before


def test_import_writes_a_folder_once(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Text, original, ids and review are there, what was dropped is said, and a second time nothing happens."""
    assert run(["import", "../raw.txt", "--slug", "harbour"]) == 0
    said = capsys.readouterr().out
    folder = here / "docs/interviews/2024-06-03-harbour"
    assert sorted(path.name for path in folder.iterdir()) == ["ids.json", "interview.md", "original.txt", "review.yml"]
    assert (folder / "original.txt").read_text("utf-8") == RAW
    assert "line 1: 'top of page'" in said
    assert run(["import", "../raw.txt"]) == 0
    assert "taken in before" in capsys.readouterr().out
    assert len(list((here / "docs/interviews").iterdir())) == 1


def test_import_refuses_to_overwrite(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another source with the same name is an error that says what to do."""
    assert run(["import", "../raw.txt", "--slug", "harbour"]) == 0
    (here / "../other.txt").write_text(RAW.replace("1.5", "1.6"), "utf-8")
    assert run(["import", "../other.txt", "--slug", "harbour"]) == 1
    assert "there is already an interview '2024-06-03-harbour' of another source" in capsys.readouterr().out


def test_keep_a_dropped_line(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--keep` leaves a line in."""
    capsys.readouterr()
    assert run(["parse", "../raw.txt", "--keep", "bottom of page"]) == 0
    assert {one["text"] for one in json.loads(capsys.readouterr().out)["dropped"]} == {"top of page"}


def test_one_bad_file_does_not_stop_the_rest(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In bulk, errors stand beside results and the last line sums up."""
    folder = here / "../many"
    folder.mkdir()
    (folder / "a.txt").write_text(RAW, "utf-8")
    (folder / "b.txt").write_text("", "utf-8")
    (folder / "c.txt").write_text(RAW.replace("1.5", "1.6"), "utf-8")
    assert run(["import", str(folder), "--jobs", "2"]) == 1
    said = capsys.readouterr().out
    assert "b.txt: an empty file" in said
    assert said.strip().splitlines()[-1] == "3 files: 2 taken in, 0 known before, 1 with errors"
    assert len(list((here / "docs/interviews").iterdir())) == 2


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"", "an empty file"), (b"\x89PNG\r\n\x1a\n\0\0\0", "a picture"), (b"\0\1\2\3" * 100, "raw.bin")],
)
def test_bad_input_is_named(here: Path, capsys: pytest.CaptureFixture[str], content: bytes, error: str) -> None:
    """Empty and binary files are errors, not surprises; nothing is written."""
    (here / "raw.bin").write_bytes(content)
    assert run(["import", "raw.bin"]) == 1
    assert error in capsys.readouterr().out
    assert not (here / "docs/interviews").exists()


def test_a_file_that_is_not_there(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The error names it."""
    assert run(["parse", "nowhere.txt"]) == 1
    assert "nowhere.txt: No such file" in capsys.readouterr().err


def test_a_publication_from_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Import, translate, build and check work one after the other, and translating twice changes nothing."""
    assert run(["import", "../raw.txt"]) == 0
    assert run(["translate"]) == 0
    assert run(["translate", "--check"]) == 0
    assert run(["build", "--quiet"]) == 0
    capsys.readouterr()
    assert run(["check", "--format", "json"]) == 0
    assert [finding for finding in json.loads(capsys.readouterr().out) if finding["severity"] == "error"] == []
    assert run(["translate", "--status"]) == 0
    assert "fr" in capsys.readouterr().out


def test_check_fails_on_errors_and_annotates(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A word that was changed in silence is an error; for GitHub it is a workflow command at its line."""
    assert run(["import", "../raw.txt", "--slug", "harbour"]) == 0
    text = here / "docs/interviews/2024-06-03-harbour/interview.md"
    text.write_text(text.read_text("utf-8").replace("1.5 million", "2.5 million"), "utf-8")
    capsys.readouterr()
    assert run(["check", "--only", "words", "--format", "github"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("::error file=docs/interviews/2024-06-03-harbour/interview.md,line=")
    assert "the original says “1.5”" in said


def test_show_prints_what_stands_between_the_stages(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Any intermediate value is JSON."""
    assert run(["import", "../raw.txt"]) == 0
    capsys.readouterr()
    assert run(["show", "interviews"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["exchanges"][0]["id"] == "q1"
    assert run(["show", "nothing"]) == 1
    assert "expected: one of interviews" in capsys.readouterr().err


def test_review_is_saved_step_by_step(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Accepted and rejected figures stay so."""
    assert run(["import", "../raw.txt", "--slug", "harbour"]) == 0
    answers = iter(["a"])
    monkeypatch.setattr("builtins.input", lambda question: next(answers, "q"))
    assert run(["review"]) == 0
    assert "status: confirmed" in (here / "docs/interviews/2024-06-03-harbour/review.yml").read_text("utf-8")


def test_the_module_is_the_command() -> None:
    """`python -m generator` does the same."""
    done = subprocess.run([sys.executable, "-m", "generator", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("dragoman ")
