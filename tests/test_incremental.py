"""A build that uses what earlier builds kept writes what a build from nothing writes, byte for byte."""

import filecmp
import os
import pickle
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator import cache, pipeline, sheets
from generator.cache import Cache

SMALL = Path(__file__).parent / "sites" / "small"
FIRST, SECOND = "2023-06-01-harbour", "2024-06-03-harbour-again"


def differing(one: Path, other: Path, at: str = "") -> list[str]:
    """Files that differ between two folders."""
    compared = filecmp.dircmp(one / at, other / at, ignore=[], hide=[])
    found = [*compared.left_only, *compared.right_only, *compared.funny_files]
    _, different, errors = filecmp.cmpfiles(one / at, other / at, compared.common_files, shallow=False)
    found = [f"{at}{name}" for name in (*found, *different, *errors)]
    for name in compared.common_dirs:
        found += differing(one, other, f"{at}{name}/")
    return found


def clean(root: Path, to: Path) -> Path:
    """The site of the same publication, built by somebody who has never built it."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(root, to, ignore=shutil.ignore_patterns("build", "site"))
    return pipeline.build(to, quiet=True, jobs=1).site


def text(root: Path) -> Path:
    """The text of the newest interview that is left."""
    return max(root.glob("docs/interviews/*/interview.md"))


def replaced(file: Path, pattern: str, words: str) -> None:
    """Change the first place of a file that the pattern fits, if there is one."""
    file.write_text(re.sub(pattern, words, file.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8")


def sentence(root: Path) -> None:
    """Edit a sentence."""
    replaced(text(root), r"^(\w[\w ,]+)\.$", r"\1, as they say.")


def figure(root: Path) -> None:
    """Say another number."""
    replaced(text(root), r"\.$", ". It cost 17 million euros in 2021.")


def answer(root: Path) -> None:
    """Add a paragraph that names what another interview names."""
    with text(root).open("a", encoding="utf-8") as file:
        file.write("\nThe ferries of the harbour are late.\nHow many passengers did the ferry carry in 2022?\n")


def shorter(root: Path) -> None:
    """Take the last question out."""
    before, mark, _ = text(root).read_text("utf-8").rpartition("\n## ")
    if mark and "\n## " in before:
        text(root).write_text(f"{before}\n", "utf-8")


def renamed(root: Path) -> None:
    """Give an interview another address."""
    folder = text(root).parent
    folder.rename(folder.with_name(f"{folder.name}-2"))


def deleted(root: Path) -> None:
    """Take an interview out, with all there is of it."""
    if len(list(root.glob("docs/interviews/*/interview.md"))) > 1:
        shutil.rmtree(text(root).parent)


def copied(root: Path) -> None:
    """Add an interview."""
    folder = text(root).parent
    # Two interviews that both had a third name are an error.
    left = shutil.ignore_patterns("ids.json") if folder.name.endswith("-2") else None
    shutil.copytree(folder, folder.with_name(f"2025-01-01-copy-of-{len(folder.name)}"), ignore=left, dirs_exist_ok=True)


def withdrawn(root: Path) -> None:
    """Withdraw an interview."""
    replaced(text(root), "^status: published$", "status: withdrawn")


def original(root: Path) -> None:
    """Change an original beside its text."""
    for file in root.glob("docs/interviews/*/original.txt"):
        file.write_text(f"{file.read_text('utf-8')}more\n", "utf-8")


def vocabulary(root: Path) -> None:
    """Call a topic something else."""
    replaced(root / "docs/topics.yml", r"en: (\w)", r"en: New \1")


def translated(root: Path) -> None:
    """Translate a paragraph."""
    pipeline.translate(root)
    for file in root.glob("translations/fr/LC_MESSAGES/20*.po"):
        replaced(file, r'(msgctxt "q1\.p1"\n(?:msgid .*\n(?:".*"\n)*))msgstr ""$', r'\1msgstr "Combien en 2022 ?"')


def written(root: Path) -> None:
    """Edit a hand-written page."""
    with (root / "docs/about.md").open("a", encoding="utf-8") as file:
        file.write("\nWrite to *us*.\n")


def named(root: Path) -> None:
    """Call the publication something else."""
    replaced(root / "mkdocs.yml", r"^site_name: (.*)$", r"site_name: \1 and more")


def fewer(root: Path) -> None:
    """Give up a language, or take it up again."""
    lacks = "ar]" not in (root / "mkdocs.yml").read_text("utf-8")
    replaced(root / "mkdocs.yml", r"fr]" if lacks else r"fr, ar]", "fr, ar]" if lacks else "fr]")


def damaged(root: Path) -> None:
    """Somebody edits the site and half of the cache is lost."""
    for file in sorted((root / "site").rglob("index.html"))[::3]:
        file.write_text("not what was built", "utf-8")
    for number, file in enumerate(sorted(path for path in (root / "build/cache").rglob("*") if path.is_file())):
        if number % 2:
            file.write_bytes(file.read_bytes()[: 100 * (number % 3)])


EDITS: Sequence[Callable[[Path], None]] = (
    sentence,
    figure,
    answer,
    shorter,
    renamed,
    deleted,
    copied,
    withdrawn,
    original,
    vocabulary,
    translated,
    written,
    named,
    fewer,
    damaged,
)


@given(st.lists(st.sampled_from(EDITS), min_size=2, max_size=4))
@example([translated, sentence, answer, renamed])
@example([copied, figure, damaged, vocabulary, deleted])
@example([withdrawn, original])
@settings(max_examples=1, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_build_after_edits_is_a_clean_build(
    tmp_path_factory: pytest.TempPathFactory, edits: Sequence[Callable[[Path], None]]
) -> None:
    """Whatever was edited in whatever order, with a build after each: the site is that of a build from nothing."""
    folder = tmp_path_factory.mktemp("incremental")
    root = folder / "small"
    shutil.copytree(SMALL, root)
    pipeline.build(root, quiet=True, jobs=1)
    for edit in edits:
        edit(root)
        pipeline.build(root, quiet=True, jobs=1)
    assert differing(root / "site", clean(root, folder / "clean")) == []


def test_what_is_reused_is_the_same_file(small: Path) -> None:
    """After an edit of one interview, the pages of the other are those of before; its own are new."""
    pipeline.build(small, quiet=True, jobs=1)
    pages = {slug: small / f"site/en/interviews/{slug}/q1/index.html" for slug in (FIRST, SECOND)}
    before = {slug: page.stat().st_ino for slug, page in pages.items()}
    sentence(small)
    pipeline.build(small, quiet=True, jobs=1)
    assert pages[FIRST].stat().st_ino == before[FIRST]
    assert pages[SECOND].stat().st_ino != before[SECOND]


def test_nothing_is_made_twice(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build without any change makes no page of an interview and does not run MkDocs."""
    pipeline.build(small, quiet=True, jobs=1)

    def never(*_: object) -> None:
        raise AssertionError("this was made before")

    monkeypatch.setattr(sheets, "make", never)
    monkeypatch.setattr("generator.publish.build", never)
    monkeypatch.setattr("generator.publication.understand", never)
    pipeline.build(small, quiet=True, jobs=1)


def test_a_switch_to_and_fro_is_not_taken_for_no_change(small: Path) -> None:
    """What stood in the text before the last build is not in the site after it is put back, whatever its dates."""
    pipeline.build(small, quiet=True, jobs=1)
    file = text(small)
    before, times = file.read_bytes(), file.stat()
    sentence(small)
    pipeline.build(small, quiet=True, jobs=1)
    file.write_bytes(before)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    pipeline.build(small, quiet=True, jobs=1)
    assert "as they say" not in (small / f"site/en/interviews/{SECOND}/index.html").read_text("utf-8")


class Evil:
    """Runs something when it is unpickled by anybody who does not look."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("evil",)


def test_a_foreign_cache_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a file, another key, another program, and what would run something: nothing of it is found."""
    monkeypatch.chdir(tmp_path)
    kept = Cache(tmp_path)
    kept.put("a/b", "key", {"x": (1, "2")})
    assert kept.get("a/b", "key") == {"x": (1, "2")}
    assert kept.get("a/b", "another key") is None
    assert kept.get("a/c", "key") is None
    whole = (tmp_path / "a/b").read_bytes()
    for part in (whole[:-1], whole[:20], b"", whole[:-1] + b"x", pickle.dumps(1)):
        (tmp_path / "a/b").write_bytes(part)
        assert kept.get("a/b", "key") is None
    kept.put("a/b", "key", Evil())
    assert kept.get("a/b", "key") is None
    assert not (tmp_path / "evil").exists()
    kept.put("a/b", "key", 1)
    monkeypatch.setattr(cache, "program", lambda: "another program")
    assert kept.get("a/b", "key") is None


def test_a_digest_is_of_values() -> None:
    """Equal values have equal digests, whether they are the same object or not; others have others."""
    word = "".join(["ferry", " boat"])
    assert cache.digest(["ferry boat", "ferry boat"]) == cache.digest([word, "".join(["ferry ", "boat"])])
    assert cache.digest({"a": 1, "b": (2,)}) != cache.digest({"a": 1, "b": [2]})
    assert cache.digest("ab", "c") != cache.digest("a", "bc")
