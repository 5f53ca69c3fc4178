"""Corrections come out of a real Git history: sentence by sentence, through renamings and merges, never of drafts."""

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator import gate, history, source
from generator.history import Change
from generator.model import Correction, Interview

PAGE = """\
---
title: Tides
language: en
date: 2021-03-09
participants:
  - {{id: kim, name: Kim, role: respondent}}
status: {status}
---

## 1 The ship

**Kim:**
{answer}
"""


class Repository:
    """A Git repository in a temporary folder, with one interview."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = root / "docs/interviews/2021-tides/interview.md"
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, date: str = "2021-01-01") -> str:
        """Run Git as nobody in particular, on a given day."""
        who = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        when = {f"GIT_{role}_DATE": f"{date}T12:00:00Z" for role in ("AUTHOR", "COMMITTER")}
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        command = ["git", "-C", str(self.root), "-c", "commit.gpgsign=false", *arguments]
        done = subprocess.run(command, env={**clean, **who, **when}, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def commit(self, answer: str, date: str, status: str = "published") -> str:
        """Write the interview, commit it, and return the hash."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(PAGE.format(answer=answer, status=status), "utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x", date=date)
        return self.git("rev-parse", "HEAD")

    def interview(self) -> Interview:
        """The present text."""
        return source.read(self.path)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty repository."""
    return Repository(tmp_path)


def told(changes: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    """Date, before and after."""
    return [(change.date, change.before, change.after) for change in changes]


def test_changes_since_publication(repository: Repository) -> None:
    """Edited, added and taken out; not what was a draft, not a moved, a cut or a differently marked sentence."""
    repository.commit("Forty people came.\nIt was noon.", "2021-01-01", "draft")
    repository.commit("Fifty people came to the quay.\nIt was noon.\nWe ate, and we slept.", "2021-01-02")
    repository.commit("It was noon.\nFifty people came to the quay.\nWe ate, and we slept.", "2021-01-03")
    repository.commit("It was *noon*.\nFifty people came to the quay.\nWe ate, and\nwe slept.", "2021-01-04")
    commit = repository.commit(
        "It was *noon*.\nForty-one people came to the quay.\nWe ate, and\nwe slept.\nNobody spoke.", "2021-01-05"
    )
    repository.commit("It was *noon*.\nForty-one people came to the quay.\nNobody spoke.", "2021-01-06")
    changes = history.corrections(repository.path, repository.root)
    assert told(changes) == [
        ("2021-01-05", "Fifty people came to the quay.", "Forty-one people came to the quay."),
        ("2021-01-05", "", "Nobody spoke."),
        ("2021-01-06", "We ate, and", ""),
        ("2021-01-06", "we slept.", ""),
    ]
    assert changes[0].commit == commit


def test_renaming_and_merging(repository: Repository) -> None:
    """A renamed interview keeps its history; what a branch did counts once, on the day it was merged."""
    repository.commit("One ship came.\nTwo left.", "2021-02-01")
    old = repository.path.parent
    repository.path = old.parent / "2021-tides-ебб" / "interview.md"
    old.rename(repository.path.parent)
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "renamed", date="2021-02-02")
    repository.git("switch", "-q", "-c", "branch")
    repository.commit("One ship came.\nThree left.", "2021-02-03")
    repository.commit("One ship came.\nThree boats left.", "2021-02-04")
    repository.git("switch", "-q", "main")
    (repository.root / "other.txt").write_text("x", "utf-8")
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "other", date="2021-02-05")
    repository.git("merge", "-q", "--no-ff", "-m", "merged", "branch", date="2021-02-06")
    changes = history.corrections(repository.path, repository.root)
    assert told(changes) == [("2021-02-06", "Two left.", "Three boats left.")]


def test_deleted_interview_of_the_same_name(repository: Repository) -> None:
    """What stood in a file that was deleted is not the history of a new one."""
    repository.commit("One ship came.", "2021-02-01")
    repository.git("rm", "-q", "-r", "docs")
    repository.git("commit", "-q", "-m", "deleted", date="2021-02-02")
    repository.commit("Two trains left.", "2021-02-03")
    assert history.corrections(repository.path, repository.root) == ()


def test_han_sentences_are_paired(repository: Repository) -> None:
    """Without spaces between words, sentences are compared by characters."""
    repository.commit("石油贸易增长了百分之二十四。\n谢谢。", "2021-02-01")
    repository.commit("石油贸易去年增长了百分之二十三。\n谢谢。\n再见。", "2021-02-02")
    assert told(history.corrections(repository.path, repository.root)) == [
        ("2021-02-02", "石油贸易增长了百分之二十四。", "石油贸易去年增长了百分之二十三。"),
        ("2021-02-02", "", "再见。"),
    ]


def test_public_changes_lead_to_todays_sentences(repository: Repository) -> None:
    """Through any number of edits, and with what the editor declared: said once, with the reason."""
    repository.commit("Forty people came.\nIt was noon.", "2021-03-01")
    repository.commit("Fifty people came.\nIt was noon.", "2021-03-02")
    repository.commit("Sixty people came.\nIt was noon.", "2021-03-03")
    changes = history.corrections(repository.path, repository.root)
    declared = (
        Correction("2021-03-04", "q1.p1.s1", "Fifty people came.", "The list was checked."),
        Correction("2020-01-01", "q1.p1.s2", "It was one.", "Before Git."),
    )
    interview = replace(repository.interview(), corrections=declared)
    assert [(c.date, c.sentence, c.before, c.after, c.note) for c in history.public(changes, interview)] == [
        ("2020-01-01", "q1.p1.s2", "It was one.", "", "Before Git."),
        ("2021-03-02", "q1.p1.s1", "Forty people came.", "Fifty people came.", ""),
        ("2021-03-04", "q1.p1.s1", "Fifty people came.", "Sixty people came.", "The list was checked."),
    ]


@pytest.mark.parametrize("hide", [{"sealed": ("q1.p1.s1",)}, {"status": "withdrawn"}], ids=str)
def test_no_change_gives_sealed_words_away(repository: Repository, hide: dict[str, object]) -> None:
    """Neither the sentence that is sealed, nor what it was before, nor one that it was a part of."""
    repository.commit("Forty herons came, and it was noon.", "2021-03-01")
    repository.commit("Fifty herons came.\nIt was noon.", "2021-03-02")
    changes = history.corrections(repository.path, repository.root)
    assert "heron" in str(history.public(changes, repository.interview()))
    published = gate.publishable(replace(repository.interview(), **hide))
    assert published
    assert history.public(changes, published) == ()


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No repository, no commit, no Git at all: no history, and no error."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    path = tmp_path / "docs/interviews/one/interview.md"
    assert history.corrections(path, tmp_path) == ()
    repository = Repository(tmp_path)
    assert history.corrections(repository.path, tmp_path) == ()
    assert list(history.findings(tmp_path, tmp_path, ())) == []
    monkeypatch.setenv("PATH", "")
    assert history.corrections(path, tmp_path) == ()


def test_shallow_clone_is_reported(repository: Repository, tmp_path: Path) -> None:
    """Because corrections would go missing without anybody noticing."""
    repository.commit("One.", "2021-03-01")
    repository.commit("Two.", "2021-03-02")
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.root}", str(tmp_path / "clone"))
    (finding,) = history.findings(tmp_path / "clone", tmp_path / "clone/docs/interviews", ["2021-tides"])
    assert "shallow" in finding.message
    assert "fetch-depth: 0" in finding.remedy
