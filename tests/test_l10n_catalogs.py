"""PO files are read with all that stands in them, and a mistake is reported with its line."""

import pickle
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import InputError
from generator.l10n.catalogs import Entry, read
from generator.l10n.writing import empty, render, rewritten

CASES = Path(__file__).parent / "cases/l10n/catalogs"
POEDIT = CASES / "poedit.po"


def test_an_entry_has_everything_the_file_says_of_it() -> None:
    """Context, flags, previous source, comments of both kinds, references, line."""
    catalog = read(POEDIT)
    entry = catalog.by_context["q1.p2"]
    assert entry.text.split("\n")[2] == "We did."
    assert entry.comments == '"pier" is « pile » here, not « jetée »'
    assert entry.notes == "speaker: Ada (respondent)"
    assert entry.references == (("docs/interviews/2024-01-01-a/interview.md", "20"),)
    assert entry.flags == ("no-wrap",)
    assert POEDIT.read_text("utf-8").split("\n")[entry.line - 1].startswith("msgstr")
    fuzzy = catalog.by_context["q1.p3"]
    assert (fuzzy.fuzzy, fuzzy.previous) == (True, "It took two years.")
    assert catalog.by_context["q1.p4"].text == 'A "floating" caisson\tand a C:\\drive.'
    assert catalog.header["X-Generator"] == "Poedit 3.4.2"


def test_obsolete_entries_are_kept_and_keep_their_previous_source() -> None:
    """polib alone drops `#~|` lines."""
    old = [entry for entry in read(POEDIT).entries if entry.obsolete]
    assert [(entry.context, entry.previous) for entry in old] == [("q1.p9", ""), ("q1.p8", "An older text.")]
    assert "q1.p9" not in read(POEDIT).by_context


def test_a_file_written_again_has_the_same_bytes() -> None:
    """Whatever program wrote it, and however that program breaks its lines."""
    assert rewritten(read(POEDIT), {}) == POEDIT.read_text("utf-8")


def test_line_ends_and_marks_of_windows_are_read(tmp_path: Path) -> None:
    """A byte order mark and CR LF change nothing about the entries."""
    path = tmp_path / "a.po"
    path.write_bytes(b"\xef\xbb\xbf" + POEDIT.read_bytes().replace(b"\n", b"\r\n"))
    assert read(path).entries == read(POEDIT).entries


@pytest.mark.parametrize("case", yaml.safe_load((CASES / "errors.yml").read_text("utf-8")))
def test_a_mistake_is_reported_with_its_line(case: dict[str, Any], tmp_path: Path) -> None:
    """Nothing is guessed, and no entry is lost without a word."""
    path = tmp_path / "a.po"
    path.write_text(case["text"], "utf-8")
    with pytest.raises(InputError, match=case["says"]) as raised:
        read(path, "translations/fr/LC_MESSAGES/a.po")
    assert raised.value.line == case["line"]
    assert str(raised.value).startswith(f"translations/fr/LC_MESSAGES/a.po:{case['line']}: ")


def test_a_file_in_another_encoding_is_an_error(tmp_path: Path) -> None:
    """Only UTF-8 is read."""
    path = tmp_path / "a.po"
    path.write_bytes('msgid "a"\nmsgstr "é"\n'.encode("latin-1"))
    with pytest.raises(InputError, match="is not UTF-8"):
        read(path)


def test_of_two_entries_for_one_text_the_reviewed_one_counts(tmp_path: Path) -> None:
    """A merge of two branches can leave both in the file."""
    path = tmp_path / "a.po"
    path.write_text(
        'msgctxt "q1.p1"\nmsgid "a"\nmsgstr ""\n\n#, fuzzy\nmsgctxt "q1.p1"\nmsgid "a"\nmsgstr "x"\n\n'
        'msgctxt "q1.p1"\nmsgid "a"\nmsgstr "y"\n',
        "utf-8",
    )
    assert read(path).by_context["q1.p1"].translation == "y"


def test_a_catalog_can_be_sent_to_another_process() -> None:
    """Editions are built in parallel."""
    assert pickle.loads(pickle.dumps(read(POEDIT))) == read(POEDIT)


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\0", exclude_categories=["Cs"]), min_size=1)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=WORDS, translation=WORDS, previous=WORDS, obsolete=st.booleans())
def test_any_text_survives(text: str, translation: str, previous: str, obsolete: bool, tmp_path: Path) -> None:
    """Quotation marks, backslashes, line separators of Unicode, control characters, any script."""
    entry = Entry("q1.p1", text, translation, flags=("fuzzy",), previous=previous, obsolete=obsolete)
    path = tmp_path / "a.po"
    path.write_text(f"{empty('fr', 'a').preamble}\n\n{render(entry)}\n", "utf-8", newline="\n")
    assert read(path).entries == (entry,)


def test_gettext_accepts_what_is_written(tmp_path: Path) -> None:
    """`msgfmt --check` finds no fault with a new catalog in any kind of language."""
    for locale in ("zh-Hans", "ru", "ar", "fr", "cs"):
        path = tmp_path / f"{locale}.po"
        path.write_text(f'{empty(locale, "a").preamble}\n\nmsgid "a"\nmsgstr "b"\n', "utf-8")
        result = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", path], capture_output=True, text=True)
        assert result.returncode == 0, result.stderr
