"""Catalogs go through the translators' own tools and come back: GNU gettext, translate-toolkit, CAT formats."""

import subprocess
import sys
import sysconfig
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.errors import MissingExtraError
from generator.exports.interchange import tmx, xliff
from generator.l10n.catalogs import read
from generator.l10n.merging import sync
from generator.l10n.messages import Message

ROOT = Path(__file__).parents[1]
POEDIT = Path(__file__).parent / "cases/l10n/catalogs/poedit.po"
CATALOGS = sorted((ROOT / "translations").glob("*/LC_MESSAGES/*.po"))
SCRIPTS = Path(sysconfig.get_path("scripts"))


def run(*command: str | Path) -> str:
    """What a tool prints; it must succeed."""
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return result.stdout + result.stderr


def messages_of(path: Path) -> list[Message]:
    """The messages that a catalog is in step with."""
    return [
        Message(
            e.context,
            e.text,
            e.plural,
            tuple(e.notes.split("\n")) if e.notes else (),
            tuple((file, int(line or 0)) for file, line in e.references),
            tuple(flag for flag in e.flags if flag.endswith("-format")),
            minted=bool(e.context),
        )
        for e in read(path).entries
        if not e.obsolete
    ]


@pytest.mark.parametrize("path", [*CATALOGS, POEDIT], ids=lambda path: "-".join(path.parts[-3::2]))
def test_gettext_finds_no_fault(path: Path) -> None:
    """`msgfmt --check`."""
    assert "error" not in run("msgfmt", "--check", "-o", "/dev/null", path)


@pytest.mark.parametrize("width", ["--no-wrap", "--width=60"])
def test_a_catalog_survives_gettext(width: str, tmp_path: Path) -> None:
    """`msgcat` reads and writes it; bringing that up to date changes nothing, however gettext broke the lines."""
    path = tmp_path / "a.po"
    path.write_text(run("msgcat", width, POEDIT), "utf-8")
    assert read(path).by_context == read(POEDIT).by_context
    assert sync(read(path), messages_of(path)) == path.read_text("utf-8")


def test_a_catalog_merged_by_gettext_can_go_on(tmp_path: Path) -> None:
    """Somebody may run `msgmerge` on it: what it says and what `sync` says is the same."""
    path = tmp_path / "a.po"
    changed = [Message("q1.p3", "It took four years.", minted=True)]
    template = tmp_path / "a.pot"
    template.write_text(sync(read(POEDIT), changed), "utf-8")
    path.write_text(run("msgmerge", "--quiet", "--previous", "--no-wrap", POEDIT, template), "utf-8")
    assert "q1.p3" in read(path).by_context
    assert sync(read(path), changed).count('msgctxt "q1.p2"') == 1


def test_translate_toolkit_keeps_what_is_written(tmp_path: Path) -> None:
    """Weblate reads and writes PO files with it."""
    pypo = pytest.importorskip("translate.storage.pypo")
    store = pypo.pofile.parsefile(str(POEDIT))
    assert len([unit for unit in store.units if unit.istranslated() and not unit.isobsolete()]) == 2
    path = tmp_path / "a.po"
    path.write_bytes(bytes(store))
    assert read(path).entries == read(POEDIT).entries


def test_pot2po_takes_a_catalog_over(tmp_path: Path) -> None:
    """A template made of it and the catalog itself give all translations back."""
    pytest.importorskip("translate")
    template, out = tmp_path / "a.pot", tmp_path / "out.po"
    template.write_bytes(POEDIT.read_bytes())
    run(SCRIPTS / "pot2po", "--progress=none", "-t", POEDIT, template, out)
    assert {e.context: e.translation for e in read(out).entries if not e.obsolete} == {
        e.context: e.translation for e in read(POEDIT).entries if not e.obsolete
    }


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: "-".join(path.parts[-3::2]))
def test_pofilter_finds_nothing_that_is_certain(path: Path, tmp_path: Path) -> None:
    """Its tests for what breaks programs; those for numbers do not know that 1.07亿 is 107 million."""
    pytest.importorskip("translate")
    out = tmp_path / "out.po"
    tests = ("escapes", "newlines", "tabs", "printf", "pythonbraceformat", "variables", "xmltags", "urls", "emails")
    run(SCRIPTS / "pofilter", "--progress=none", *(f"--test={name}" for name in tests), path, out)
    assert not out.exists() or not [e for e in read(out).entries if e.text]


def test_xliff_has_ids_states_and_notes() -> None:
    """One unit per message in use."""
    pytest.importorskip("translate")
    root = ElementTree.fromstring(xliff(read(POEDIT), "en", "fr"))
    name = {"x": root.tag.partition("}")[0][1:]}
    units = {unit.attrib["id"]: unit for unit in root.iterfind(".//x:trans-unit", name)}
    assert list(units) == ["title", "q1.p2", "q1.p3", "q1.p4"]
    assert units["title"].attrib["approved"] == "yes"
    assert units["q1.p3"].attrib.get("approved", "no") == "no"
    assert units["q1.p3"].findtext("x:target", "", name) == "Cela a pris deux ans."
    assert [note.text for note in units["q1.p2"].iterfind("x:note", name)] == [
        "speaker: Ada (respondent)",
        '"pier" is « pile » here, not « jetée »',
    ]
    file = root.find("x:file", name)
    assert file is not None
    assert (file.attrib["source-language"], file.attrib["target-language"]) == ("en", "fr")


def test_tmx_has_the_reviewed_sentences_once() -> None:
    """Sentence by sentence; nothing that is fuzzy."""
    pytest.importorskip("translate")
    root = ElementTree.fromstring(tmx([read(POEDIT), read(POEDIT)], "en", "fr"))
    pairs = [[seg.text for seg in unit.iterfind("tuv/seg")] for unit in root.iterfind(".//tu")]
    assert ["We did.", "Nous, si."] in pairs
    assert len(pairs) == 4


def test_without_the_toolkit_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else needs it."""
    monkeypatch.setitem(sys.modules, "translate.storage.tmx", None)
    with pytest.raises(MissingExtraError, match=r"dragoman\[cat\]"):
        tmx([], "en", "fr")
