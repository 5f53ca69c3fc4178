"""The commands for translators: begin a language, propose translations, hand catalogs to other tools."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator import cli, config, pipeline, publication, translating, views
from generator.l10n import catalogs, prefill, writing
from generator.l10n.prefill import Provider
from generator.l10n.ui import Interface, shipped

FIRST, SECOND = "2023-06-01-harbour", "2024-06-03-harbour-again"


def run(*arguments: str) -> int:
    """Exit status of the command."""
    with pytest.raises(SystemExit) as ended:
        cli.main(list(arguments))
    return int(ended.value.code or 0)


def names(root: Path, locale: str) -> set[str]:
    """The catalogs of a locale."""
    return {path.stem for path in (root / "translations" / locale / "LC_MESSAGES").glob("*.po")}


def translate(root: Path, slug: str, locale: str = "fr") -> None:
    """Translate and confirm everything in a catalog."""
    path = root / "translations" / locale / "LC_MESSAGES" / f"{slug}.po"
    catalog = catalogs.read(path)
    done = {id(one): replace(one, translation=one.text.upper(), flags=()) for one in catalog.entries}
    path.write_text(writing.rewritten(catalog, done), "utf-8")


def test_a_language_the_program_speaks_has_nothing_of_it_to_translate(small: Path) -> None:
    """A publication in it has catalogs for its own words only; in another language the interface is one more."""
    pipeline.translate(small)
    pipeline.translate(small, new="pt-BR")
    known = shipped("fr")
    assert known is not None
    lacking = [
        one
        for one in translating.extraction.ui_messages(Path(translating.__file__).parent)
        if not known.knows(one.text, one.context)
    ]
    assert names(small, "fr") - ({"ui"} if lacking else set()) == {"pages", "vocabulary", FIRST, SECOND}
    assert names(small, "pt-BR") == {"ui", "pages", "vocabulary", FIRST, SECOND}
    assert pipeline.translate(small, new="pt-BR") == []


def test_a_publication_may_say_it_otherwise(small: Path) -> None:
    """A string in its own catalog comes before the program's, is kept by the next sync, and the rest falls back."""
    folder = small / "translations/fr/LC_MESSAGES"
    folder.mkdir(parents=True)
    head = writing.empty("fr", "ui").preamble
    (folder / "ui.po").write_text(f'{head}\n\nmsgid "Search"\nmsgstr "Fouiller"\n', "utf-8")
    pipeline.translate(small)
    assert 'msgid "Search"\nmsgstr "Fouiller"' in (folder / "ui.po").read_text("utf-8")
    loaded = publication.load(config.read(small))
    ui = views.edition(loaded, "fr").ui
    known = shipped("fr")
    assert known is not None
    assert ui.gettext("Search") == "Fouiller"
    assert ui.gettext("Interviews") == known.gettext("Interviews")
    assert ui.ngettext("%(n)s question", "%(n)s questions", 5) == known.ngettext("%(n)s question", "%(n)s questions", 5)


@pytest.mark.parametrize("locale", ["tlh", "qaa", "ckb", "ku-Arab", "sr-Latn", "zgh", "mni-Mtei"])
def test_any_language_can_be_begun(small: Path, locale: str) -> None:
    """Also one that CLDR or gettext does not know: its catalogs have a plural form, and its pages are made."""
    assert pipeline.translate(small, new=locale)
    path = small / "translations" / locale / "LC_MESSAGES/ui.po"
    header = catalogs.read(path).header
    assert re.fullmatch(r"nplurals=\d; plural=.+;", header["Plural-Forms"])
    settings = small / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("[en, fr, ar]", f"[en, {locale}]"), "utf-8")
    loaded = publication.load(config.read(small))
    editions = [views.edition(loaded, one) for one in loaded.settings.locales]
    view = views.of(loaded, editions)[1]
    assert all(page.body for page in pipeline.site.pages.of_site(view))


@pytest.mark.parametrize("header", ["", "nplurals=2; plural=(n != ;", "nplurals=INTEGER; plural=EXPRESSION;"])
def test_a_catalog_without_a_rule_for_plurals(small: Path, header: str) -> None:
    """Pages are made with the forms of English; the catalog can still be synced."""
    pipeline.translate(small, new="tlh")
    path = small / "translations/tlh/LC_MESSAGES/ui.po"
    text = re.sub(r'"Plural-Forms: .*\n', f'"Plural-Forms: {header}\\\\n"\n' if header else "", path.read_text("utf-8"))
    one = 'msgid "%(n)s question"\nmsgid_plural "%(n)s questions"\nmsgstr[0] "'
    assert one in text
    path.write_text(re.sub(re.escape(one) + '"\nmsgstr\\[1\\] "', one + "wa'\"\nmsgstr[1] \"law'", text), "utf-8")
    pipeline.translate(small, new="tlh")
    ui = views.edition(publication.load(config.read(small)), "tlh").ui
    assert [ui.ngettext("%(n)s question", "%(n)s questions", n) for n in (1, 2)] == ["wa'", "law'"]


def test_what_is_printed_for_a_new_language(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was written, and the line of the configuration as it has to be; nothing when it is there."""
    assert run("-C", str(small), "translate", "--new", "pt") == 0
    said = capsys.readouterr().out
    assert f"wrote {small}/translations/pt/LC_MESSAGES/ui.po" in said
    assert said.endswith("as line 9 of mkdocs.yml, and translate the catalogs\n    locales: [en, fr, ar, pt]\n")
    assert run("-C", str(small), "translate", "--new", "fr") == 0
    assert "next:" not in capsys.readouterr().out
    assert run("-C", str(small), "translate", "--new", "../pt") == 1
    assert "'../pt' is not a locale" in capsys.readouterr().err
    assert not (small / "pt").exists()


def test_prefill_says_what_it_did(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By catalog: what is known from before, what a machine gave, what is left; and that all of it waits."""
    monkeypatch.chdir(small)
    pipeline.translate(small)
    assert run("prefill", "fr") == 0
    assert "nothing to propose from the publication's own translations; --machine NAME" in capsys.readouterr().out
    text = small / "docs/interviews" / SECOND / "interview.md"
    text.write_text(text.read_text("utf-8").replace("Is the dredging done?", "And the dredging?"), "utf-8")
    pipeline.translate(small)
    translate(small, FIRST)
    assert run("prefill", "fr") == 0
    said = capsys.readouterr().out
    assert re.search(rf"{SECOND}\.po: 1 proposed from translations known before, \d+ still without words\n", said)
    assert "next: confirm each proposal" in said

    def echo(sentences: object, *_: object) -> list[str]:
        return [f"<{one}>" for one in sentences]  # type: ignore[attr-defined]

    monkeypatch.setitem(prefill.PROVIDERS, "libretranslate", lambda _: Provider("LibreTranslate", echo))
    assert run("prefill", "fr", "--machine", "libretranslate") == 0
    assert re.search(rf"{SECOND}\.po: \d+ proposed by libretranslate\n", capsys.readouterr().out)
    folder = small / "translations/fr/LC_MESSAGES"
    assert catalogs.read(folder / f"{SECOND}.po").header["X-Machine-Assisted"] == "yes"
    assert "X-Machine-Assisted" not in catalogs.read(folder / f"{FIRST}.po").header
    edition = views.edition(publication.load(config.read(small)), "fr")
    assert edition.status[SECOND].translated == 0
    assert edition.status[SECOND].proposed == edition.status[SECOND].total
    assert run("prefill", "fr", "--machine", "libretranslate") == 0
    assert capsys.readouterr().out.endswith("nothing to propose\n")


@pytest.mark.parametrize("command", [["prefill", "xx"], ["export", "xx", "tmx"]])
def test_a_language_that_was_not_begun(small: Path, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    """The error says how to begin it."""
    assert run("-C", str(small), *command) == 1
    assert "dragoman translate --new xx" in capsys.readouterr().err


def test_export_has_every_language_of_interviews(small: Path, tmp_path: Path) -> None:
    """XLIFF has a file per interview, TMX one per language that interviews were published in."""
    pytest.importorskip("translate")
    text = small / "docs/interviews" / SECOND / "interview.md"
    text.write_text(text.read_text("utf-8").replace("language: en", "language: ar"), "utf-8")
    pipeline.translate(small)
    for slug in (FIRST, SECOND):
        translate(small, slug)
    xliff = pipeline.export(small, "fr", "xliff", tmp_path / "out")
    tmx = pipeline.export(small, "fr", "tmx", tmp_path / "out")
    assert {path.name for path in xliff} == {f"{FIRST}.fr.xlf", f"{SECOND}.fr.xlf"}
    assert {path.name for path in tmx} == {"en-fr.tmx", "ar-fr.tmx"}
    assert all(path.stat().st_size > 500 for path in (*xliff, *tmx))


def test_nothing_to_export(small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """In the language that everything was published in there is nothing to hand to a translator."""
    monkeypatch.chdir(small)
    pipeline.translate(small)
    assert run("export", "en", "xliff") == 0
    assert capsys.readouterr().out.startswith("nothing to export")


def test_an_interface_asks_those_before_it() -> None:
    """Strings, plural forms and knowing them go down a chain of catalogs; at its end is English."""
    last = Interface("fr", {("", "one"): ("un",), ("", "%(n)s x"): ("a", "b")}, "(n > 1)")
    first = Interface("fr", {("", "two"): ("deux",)}, fallback=last)
    assert [first.gettext(word) for word in ("one", "two", "three")] == ["un", "deux", "three"]
    assert [first.ngettext("%(n)s x", "%(n)s xs", n) for n in (0, 1, 2)] == ["a", "a", "b"]
    assert (first.knows("one"), first.knows("three")) == (True, False)


def test_a_language_without_an_interface_is_reported(small: Path) -> None:
    """How many strings readers would see in English; none once all are translated, or where the program has them."""
    settings = small / "mkdocs.yml"
    settings.write_text(re.sub(r"(locales: \[[^]]*)", r"\1, de", settings.read_text("utf-8")), "utf-8")
    pipeline.translate(small)
    path = small / "translations/de/LC_MESSAGES/ui.po"
    catalog = catalogs.read(path)
    total = len(catalog.current)
    one = catalog.entries[0]
    path.write_text(writing.rewritten(catalog, {id(one): replace(one, translation="wort", flags=())}), "utf-8")
    (found,) = pipeline.check(small, ["interface"])
    assert (found.file, found.severity) == ("translations/de/LC_MESSAGES/ui.po", "warning")
    assert found.message.startswith(f"{total - 1} of {total} strings")
