"""What Git does to addresses: branches that both mint ids, folders that are renamed, copied and deleted."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import polib
import pytest

from generator import config, pipeline, publication, views
from generator.errors import InputError
from generator.model import Finding, Interview
from tests import bodies

SLUG = "2023-06-01-harbour"
TEXT = f"docs/interviews/{SLUG}/interview.md"
IDS = f"docs/interviews/{SLUG}/ids.json"


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Git as nobody in particular."""
    who = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-C", str(root), "-c", "commit.gpgsign=false", *arguments]
    return subprocess.run(command, env={**clean, **who}, check=False, capture_output=True, text=True)


def save(root: Path) -> None:
    """What a build does before anything else, and a commit."""
    publication.save_ids(publication.load(config.read(root)))
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "x")


@pytest.fixture
def committed(small: Path) -> Path:
    """The small publication in a repository of its own, built and committed."""
    git(small, "init", "-q", "-b", "main")
    save(small)
    return small


def edit(root: Path, old: str, new: str) -> None:
    """Change the text of the interview."""
    path = root / TEXT
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def interview(root: Path, slug: str = SLUG) -> Interview:
    """An interview as the publication has it."""
    return next(one for one in publication.load(config.read(root)).complete if one.slug == slug)


def sentences(root: Path) -> dict[str, str]:
    """Words -> id of every sentence."""
    exchanges = interview(root).exchanges
    paragraphs = [p for exchange in exchanges for turn in exchange.turns for p in turn.paragraphs]
    return {sentence.text: sentence.id for paragraph in paragraphs for sentence in paragraph.sentences}


def ids(root: Path) -> list[Finding]:
    """What the check of ids finds."""
    return list(pipeline.check(root, ["ids"]))


BEFORE, AFTER = "The ferry leaves from the Old Pier.", "In 2022 the ferry carried"


@pytest.mark.parametrize("clean", [True, False])
def test_two_branches_that_both_mint_ids(committed: Path, clean: bool) -> None:
    """Merged without a conflict or with one, the double id stops everything, and what the message says settles it."""
    assert ids(committed) == []
    first = sentences(committed)
    git(committed, "switch", "-q", "-c", "other")
    theirs = "The other branch says this about the ferry."
    edit(committed, AFTER if clean else BEFORE, f"{theirs}\n{AFTER}" if clean else f"{BEFORE}\n{theirs}")
    save(committed)
    git(committed, "switch", "-q", "main")
    edit(committed, BEFORE, f"{BEFORE}\nOur branch says that of the harbour.")
    save(committed)
    published = sentences(committed)
    merge = git(committed, "merge", "other", "-m", "x")
    assert (merge.returncode == 0) is clean, merge.stdout
    if not clean:
        text = (committed / TEXT).read_text("utf-8")
        kept = [
            line for line in text.splitlines(keepends=True) if not line.startswith(("<<<<<<<", "=======", ">>>>>>>"))
        ]
        (committed / TEXT).write_text("".join(kept), "utf-8")
    with pytest.raises(InputError) as raised:
        ids(committed)
    assert raised.value.file.endswith(IDS)
    assert raised.value.line
    assert "merge" in raised.value.found if not clean else "two branches minted it" in raised.value.found
    source = "main~1" if clean else "main"
    assert f"git checkout {source} -- ids.json" in raised.value.expected
    git(committed, "checkout", source, "--", IDS)
    save(committed)
    settled = sentences(committed)
    assert first.items() <= settled.items()
    assert published.items() <= settled.items()
    assert len(set(settled.values())) == len(settled) == len(first) + 2
    assert ids(committed) == []


def test_a_renamed_folder_keeps_its_addresses_by_itself(committed: Path) -> None:
    """The ledger remembers the name it was published under; nothing has to be written by hand."""
    folder = committed / "docs/interviews"
    git(committed, "mv", f"docs/interviews/{SLUG}", "docs/interviews/2023-06-01-ferry")
    assert interview(committed, "2023-06-01-ferry").former_slugs == (SLUG,)
    save(committed)
    (folder / "2023-06-01-ferry").rename(folder / "2023-06-01-pier")
    save(committed)
    assert interview(committed, "2023-06-01-pier").former_slugs == (SLUG, "2023-06-01-ferry")
    assert ids(committed) == []
    (folder / "2023-06-01-pier").rename(folder / SLUG)
    assert interview(committed).former_slugs == ("2023-06-01-ferry", "2023-06-01-pier")


def test_a_renamed_interview_keeps_its_translations(committed: Path) -> None:
    """The catalog of the old name is read, and `translate` gives it the new one."""
    pipeline.translate(committed)
    old = committed / f"translations/fr/LC_MESSAGES/{SLUG}.po"
    catalog = polib.pofile(str(old))
    for entry in catalog:
        entry.msgstr = "Traduit."
    catalog.save()
    (committed / "docs/interviews" / SLUG).rename(committed / "docs/interviews/2023-06-01-ferry")
    loaded = publication.load(config.read(committed))
    (french,) = (one for one in views.edition(loaded, "fr").interviews if one.slug.endswith("ferry"))
    assert french.exchanges[0].turns[0].paragraphs[0].sentences[0].text == "Traduit."
    assert old.with_name("2023-06-01-ferry.po") in pipeline.translate(committed)
    assert not old.exists()
    assert "Traduit." in old.with_name("2023-06-01-ferry.po").read_text("utf-8")


def test_a_draft_and_a_copy_claim_no_address(committed: Path) -> None:
    """What was never published under a name, or still is, does not become its former address."""
    folder = committed / "docs/interviews"
    shutil.copytree(folder / SLUG, folder / "2025-01-01-copy")
    assert interview(committed, "2025-01-01-copy").former_slugs == ()
    edit(committed, "status: published", "status: draft")
    (folder / SLUG).rename(folder / "2025-01-02-draft")
    save(committed)
    assert interview(committed, "2025-01-02-draft").former_slugs == ()


@pytest.mark.parametrize("commit", [True, False])
def test_a_lost_interview_is_missed(committed: Path, commit: bool) -> None:
    """Deleted, or renamed without its ledger: the editor is told what to do."""
    shutil.rmtree(committed / "docs/interviews" / SLUG)
    if commit:
        save(committed)
    (finding,) = ids(committed)
    assert SLUG in finding.message
    assert f"former_slugs: [{SLUG}]" in finding.remedy
    command = finding.remedy.partition("restore it (")[2].partition(")")[0].split()
    assert git(committed, *command[1:]).returncode == 0
    assert interview(committed).slug == SLUG


def test_ids_that_nobody_committed_are_missed(committed: Path) -> None:
    """New passages have a lasting address only when the ledger is committed with the text."""
    edit(committed, BEFORE, f"{BEFORE}\nIt is old.")
    (finding,) = ids(committed)
    assert (finding.file, finding.severity) == (IDS, "warning")
    publication.save_ids(publication.load(config.read(committed)))
    assert ids(committed) == []
    git(committed, "commit", "-q", "-m", "x", "--", TEXT)
    (finding,) = ids(committed)
    assert (finding.file, finding.message.partition(",")[0]) == (IDS, "is not committed")


def test_a_correction_is_told(committed: Path) -> None:
    """From Git: marked in the text, told with before and after, and in a translation until that has followed."""
    pipeline.translate(committed)
    catalog = polib.pofile(str(committed / f"translations/fr/LC_MESSAGES/{SLUG}.po"))
    for entry in catalog:
        entry.msgstr = "Traduit."
    catalog.save()
    save(committed)
    edit(committed, "1.2 million passengers", "1.3 million passengers")
    save(committed)
    pipeline.translate(committed)
    loaded = publication.load(config.read(committed))
    english, french = (bodies.made(bodies.view(loaded, locale)) for locale in ("en", "fr"))
    for pages in (english, french):
        text = bodies.tree(pages[f"interviews/{SLUG}/q1/"])
        (mark,) = text.find_class("corrected")
        assert mark.get("href") == "../history/"
        told = bodies.tree(pages[f"interviews/{SLUG}/history/"])
        assert [bodies.words(one)[:44] for one in told.iter("del", "ins")] == [
            "In 2022 the ferry carried 1.2 million passen",
            "In 2022 the ferry carried 1.3 million passen",
        ]
    assert french[f"interviews/{SLUG}/history/"].body.count("followed") == 1
    assert "La traduction n’a pas encore été mise à jour." in bodies.words(told)
    assert not bodies.tree(english[f"interviews/{SLUG}/history/"]).find_class("followed")
    note = "The harbour office counted again."
    declared = (
        f"corrections: [{{date: 2024-01-02, sentence: q1.p2.s1, before: 'X', note: '{note}'}}]\nstatus: published"
    )
    before = "In 2022 the ferry carried 1.2 million passengers, 15% more than in 2021."
    edit(committed, "status: published", declared.replace("'X'", f"'{before}'"))
    loaded = publication.load(config.read(committed))
    told = bodies.tree(bodies.made(bodies.view(loaded))[f"interviews/{SLUG}/history/"])
    (change,) = told.iterfind(".//ol[@class='changes']/li")
    assert note in bodies.words(change)
    assert "January 2, 2024" in bodies.words(change)
