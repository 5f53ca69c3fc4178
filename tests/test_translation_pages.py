"""What readers and translators see of a translation: its states, both texts, who answers for it, where it is not."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator import config, pipeline, publication, views
from generator.l10n import catalogs, writing
from generator.l10n.ui import shipped
from generator.pages import downloads, exchange, history, interview, interviews, parallel, shell, translations
from generator.pages.view import View

FIRST, SECOND, THIRD = "2023-06-01-harbour", "2024-06-03-harbour-again", "2025-06-02-harbour-thrice"

SITE = (interviews.pages, translations.pages)
INTERVIEW = (interview.pages, exchange.pages, parallel.pages, history.pages)
"""The kinds of page that say something of translations."""

ADDED = """\
---
title: The harbour, a third time
language: en
date: 2025-06-02
participants:
- {id: town-gazette, name: Town Gazette, role: interviewer, kind: organisation}
- {id: harbour-office, name: Harbour Office, role: respondent, kind: organisation}
status: published
---

## 1

**Town Gazette:**
And the dredging?

**Harbour Office:**
Nobody has asked us that for a long time.
"""

SAID = "In 2022 the ferry carried 1.2 million passengers, 15% more than in 2021."


class Desk:
    """A publication and the hands of those who work on it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.views: dict[str, View] = {}
        self.pages: dict[tuple[str, str], str] = {}

    def catalog(self, slug: str, locale: str = "fr") -> Path:
        """Path of a catalog."""
        return self.root / "translations" / locale / "LC_MESSAGES" / f"{slug}.po"

    def translate(self, slug: str, *, locale: str = "fr", only: Collection[str] = (), **header: str) -> None:
        """Translate, and confirm, the messages of a catalog (all, or those of some ids): each line is marked `fr:`."""
        path = self.catalog(slug, locale)
        catalog = catalogs.read(path)
        done = {
            id(entry): replace(
                entry, translation=in_translation(entry.text, locale), flags=(), previous="", comments=""
            )
            for entry in catalog.entries
            if not entry.obsolete and (not only or entry.context in only)
        }
        text = writing.rewritten(catalog, done)
        for name, value in header.items():
            field = name.replace("_", "-")
            line = f'"{field}: {value}\\n"'
            text, found = re.subn(rf'^"{field}: .*$', line.replace("\\", "\\\\"), text, flags=re.MULTILINE)
            text = text if found else text.replace('"X-Official', f'{line}\n"X-Official', 1)
        path.write_text(text, "utf-8")

    def edit(self, slug: str, *changes: tuple[str, str]) -> None:
        """Change the text as an editor does."""
        path = self.root / "docs/interviews" / slug / "interview.md"
        text = path.read_text("utf-8")
        for before, after in changes:
            assert text.count(before) == 1, before
            text = text.replace(before, after)
        path.write_text(text, "utf-8")

    def build(self) -> None:
        """Write the pages anew, as they come before MkDocs puts its frame around them."""
        loaded = publication.load(config.read(self.root))
        editions = [views.edition(loaded, locale) for locale in loaded.settings.locales]
        self.views = {view.locale: view for view in views.of(loaded, editions)}
        self.pages = {
            (view.locale, page.path): f"{shell.head(view, page)}</head>{page.body}"
            for view in self.views.values()
            for page in chain(
                *(make(view) for make in SITE), *(make(view, one) for make in INTERVIEW for one in view.interviews)
            )
        }

    def page(self, path: str, locale: str = "fr") -> str:
        """Head and body of a page."""
        return self.pages[locale, path]

    def row(self, slug: str, locale: str = "fr") -> list[str]:
        """What the translations page says of an interview: translated, out of date, proposed, missing."""
        html = self.page("translations/", locale)
        row = next(row for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL) if f"interviews/{slug}/" in row)
        return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)]


def in_translation(text: str, locale: str = "fr") -> str:
    """A translation of a message as these tests make them."""
    return "\n".join(f"{locale}: {line}" for line in text.split("\n"))


def words(message: str, locale: str = "fr") -> str:
    """A string of the interface in a locale."""
    known = shipped(locale)
    return known.gettext(message) if known else message


def state(html: str, paragraph: str) -> str:
    """State that a page gives a paragraph; `translated` where it is, empty where the paragraph is not there."""
    found = re.search(rf'<p id="{re.escape(paragraph)}"([^>]*)>', html)
    if not found:
        return ""
    marked = re.search(r'data-state="(\w+)"', found[1])
    return marked[1] if marked else "translated"


@pytest.fixture
def desk(small: Path) -> Desk:
    """The small publication with its catalogs, nothing translated."""
    pipeline.translate(small)
    return Desk(small)


def test_a_day_from_the_text_to_the_pages(desk: Desk) -> None:
    """Translated, corrected in four places, one interview added, synced, proposed, confirmed: each state is seen."""
    desk.translate(FIRST, Last_Translator="Ada Lovelace <ada@example.org>")
    desk.translate(SECOND, only=["title", "q1.p1"])
    desk.build()
    assert desk.row(FIRST)[0].startswith("100")
    assert desk.row(FIRST)[1:4] == ["–", "–", "–"]
    assert desk.row(SECOND)[1:3] == ["–", "–"]
    assert state(desk.page(f"interviews/{SECOND}/q1/"), "q1.p1") == "translated"
    assert state(desk.page(f"interviews/{SECOND}/q1/"), "q1.p2") == "missing"

    desk.edit(
        FIRST,
        ("1.2 million passengers", "1.3 million passengers"),
        ("Will there be more?\n", ""),
        ("It begins <soon>.", "It begins <soon>.\n\nIt will be loud."),
        ("The harbour in its *first* year & after", "The harbour in its first two years"),
        (
            "status: published",
            f"corrections:\n- {{date: 2023-07-01, sentence: q1.p2.s1, before: '{SAID}'}}\nstatus: published",
        ),
    )
    (desk.root / "docs/interviews" / THIRD).mkdir()
    (desk.root / "docs/interviews" / THIRD / "interview.md").write_text(ADDED, "utf-8")
    for synced in (False, True):  # what readers see does not wait for the catalogs
        if synced:
            pipeline.translate(desk.root)
            assert pipeline.translate(desk.root) == []
            list(pipeline.prefill(desk.root, "fr"))
        desk.build()
        exchange, second = desk.page(f"interviews/{FIRST}/q1/"), desk.page(f"interviews/{FIRST}/q2/")
        assert (state(exchange, "q1.p1"), state(exchange, "q1.p2")) == ("outdated", "outdated")
        assert state(second, "q2.p5") == "missing"
        assert state(second, "q2.p2") == "translated"
        assert "1.3 million" in exchange
        assert in_translation("In 2022") not in exchange
        assert words("The published text changed after it was translated. It is shown as published:") in exchange
        history = desk.page(f"interviews/{FIRST}/history/")
        assert words("The translation has not followed yet. The passage is shown as published.") in history
    assert state(desk.page(f"interviews/{THIRD}/q1/"), "q1.p1") == "proposed"  # said, and translated, before
    assert in_translation("And the dredging?") not in desk.page(f"interviews/{THIRD}/q1/")
    assert [cell != "–" for cell in desk.row(FIRST)[1:4]] == [True, False, True]
    assert [cell != "–" for cell in desk.row(THIRD)[1:4]] == [False, True, True]

    desk.translate(FIRST)
    desk.build()
    assert state(desk.page(f"interviews/{FIRST}/q1/"), "q1.p2") == "translated"
    assert words("The translation has followed.") in desk.page(f"interviews/{FIRST}/history/")
    assert words("The translation has followed.") not in desk.page(f"interviews/{FIRST}/history/", "en")
    assert desk.row(FIRST)[0].startswith("100")


def test_nothing_fuzzy_is_in_the_site(desk: Desk) -> None:
    """Translations that nobody has confirmed are in no byte of the site."""
    for slug in (FIRST, SECOND, "pages", "vocabulary"):
        path = desk.catalog(slug)
        catalog = catalogs.read(path)
        doubtful = {id(entry): replace(entry, translation="Douteux.", flags=("fuzzy",)) for entry in catalog.entries}
        path.write_text(writing.rewritten(catalog, doubtful), "utf-8")
    pipeline.build(desk.root, quiet=True)
    files = [path for path in (desk.root / "site").rglob("*") if path.is_file()]
    assert [file for file in files if b"Douteux" in file.read_bytes()] == []
    assert files


def test_the_addresses_that_search_engines_are_told(desk: Desk) -> None:
    """A page nobody has translated names the one it repeats; only what is translated is offered as another language."""
    desk.translate(SECOND, only=["title", "q1.p1"])
    desk.build()
    base = "https://example.org/harbour"
    tag = '<link rel="alternate" hreflang="{}" href="' + base + "/{}/interviews/" + SECOND + '/{}">'
    there, not_there = desk.page(f"interviews/{SECOND}/q1/"), desk.page(f"interviews/{SECOND}/q2/")
    assert f'<link rel="canonical" href="{base}/fr/interviews/{SECOND}/q1/">' in there
    assert [tag.format(one, one, "q1/") in there for one in ("en", "fr", "ar")] == [True, True, False]
    assert tag.format("x-default", "en", "q1/") in there
    assert "noindex" not in there
    assert f'<link rel="canonical" href="{base}/en/interviews/{SECOND}/q2/">' in not_there
    assert "hreflang=" not in not_there.partition("</head>")[0]
    assert "noindex" in not_there
    english = desk.page(f"interviews/{SECOND}/q1/", "en")
    assert [tag.format(one, one, "q1/") in english for one in ("en", "fr", "ar")] == [True, True, False]


def test_a_feed_has_what_the_edition_can_be_read_in(desk: Desk) -> None:
    """Every page leads to its edition's feed; in it are the interviews that somebody has translated, and no others."""
    desk.translate(FIRST)
    desk.build()
    atom = "{http://www.w3.org/2005/Atom}"
    for locale, expected in {"en": [SECOND, FIRST], "fr": [FIRST], "ar": []}.items():
        view = desk.views[locale]
        (written,) = (one for one in downloads.files(view) if one.path == "feed.xml")
        feed = ElementTree.fromstring(b"".join(written.pieces()))
        links = [str(entry.find(f"{atom}link").get("href")) for entry in feed.iter(f"{atom}entry")]  # type: ignore[union-attr]
        assert [link.rstrip("/").rpartition("/")[2] for link in links] == expected
        url = f"https://example.org/harbour/{locale}/feed.xml"
        assert f'<link rel="alternate" type="application/atom+xml" title="Harbour Talks" href="{url}">' in desk.page(
            f"interviews/{FIRST}/q1/", locale
        )
        assert "feed.xml" in [link["path"] for link in shell.edition_strings(view)["footer"]]


def test_both_texts_can_be_read_from_a_translated_page(desk: Desk) -> None:
    """Below each translated paragraph stands what was published; it has no id, and is not searched."""
    desk.translate(FIRST)
    desk.edit(FIRST, ("status: published", "status: published\nsealed: [q2.p2.s1]"))
    desk.build()
    html = desk.page(f"interviews/{FIRST}/q1/")
    folded = re.findall(r'<details class="published">.*?</details>', html, re.DOTALL)
    assert 'lang="en"' in folded[0]
    assert "How many people took the ferry in 2022? Will there be more?" in folded[0]
    assert not any("id=" in one for one in folded)
    view = desk.views["fr"]
    page = next(one for one in exchange.pages(view, view.by_slug[FIRST]) if one.path.endswith("/q1/"))
    assert page.search
    assert in_translation("The ferry leaves") in page.search.words
    assert "Will there be more? " not in page.search.words.replace(in_translation("Will there be more?"), "")
    assert 'href="../parallel/#q1"' in html
    assert '<details class="published">' not in desk.page(f"interviews/{FIRST}/q1/", "en")
    assert '<details class="published">' not in desk.page(f"interviews/{FIRST}/q1/", "ar")  # it is the published text
    assert "Dredging will cost" not in desk.page(f"interviews/{FIRST}/q2/")


def test_side_by_side_is_where_something_is_translated(desk: Desk) -> None:
    """Sentences know their twins; an untranslated paragraph stands there once, with its anchors and its note."""
    desk.translate(FIRST, only=["title", "q1.p2"])
    desk.build()
    html = desk.page(f"interviews/{FIRST}/parallel/")
    assert 'id="q1.p2.s1"' in html
    assert '<span data-s="q1.p2.s1">In 2022 the ferry' in html
    assert html.count("And the dredging?") == 1
    assert state(html, "q2.p1") == "missing"
    assert len(re.findall(r'\sid="([^"]+)"', html)) == len(set(re.findall(r'\sid="([^"]+)"', html)))
    for locale in ("en", "ar"):
        assert (locale, f"interviews/{FIRST}/parallel/") not in desk.pages
        assert "parallel/" not in desk.page(f"interviews/{FIRST}/", locale)


@pytest.mark.parametrize(
    ("header", "expected", "unexpected"),
    [
        ({}, ["Unofficial translation"], ["Made with the help of machines.", "Translated by:"]),
        (
            {"Last_Translator": "Ada Lovelace <ada@example.org>", "X_Reviewed_By": "Bob Example, Carol Example"},
            ["Translated by:", "Ada Lovelace", "Reviewed by:", "Bob Example</bdi> · <bdi>Carol Example"],
            ["ada@example.org", "Made with the help of machines."],
        ),
        ({"X_Official": "yes"}, ["Official translation"], ["Unofficial translation"]),
        ({"X_Machine_Assisted": "yes"}, ["Made with the help of machines."], []),
    ],
)
def test_who_answers_for_a_translation(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, header: dict[str, str], expected: list[str], unexpected: list[str]
) -> None:
    """The catalog's header says who translated and reviewed, and with whose blessing: names, no addresses."""
    monkeypatch.setattr("generator.l10n.editions.shipped", lambda locale: None)
    desk.translate(FIRST, **header)
    desk.build()
    html = desk.page(f"interviews/{FIRST}/").partition('class="languages-of"')[0]
    assert [one for one in expected if one not in html] == []
    assert [one for one in unexpected if one in html] == []


def test_the_languages_of_an_interview(desk: Desk) -> None:
    """Its page and every list say in which languages it can be read, and how much of it."""
    desk.translate(FIRST, only=["title", "q1.p1", "q1.p2"])
    desk.build()
    for locale in ("en", "fr", "ar"):
        page = desk.page(f"interviews/{FIRST}/", locale)
        listed = page.partition('class="languages-of"')[2].partition("</ul>")[0]
        assert re.findall(r'hreflang="(\w+)"', listed) == ["en", "fr"]
        assert "%" in listed or "٪" in listed
    lines = re.findall(r'<p class="readable">(.*?)</p>', desk.page("interviews/", "en"))
    assert len(lines) == 2
    assert "English" in lines[0]
    assert "French" not in lines[0]
    assert re.search(r"English · French \d+%", lines[1])


def test_nothing_is_said_of_the_translation_of_what_was_withdrawn(desk: Desk) -> None:
    """There is nothing to read in any language, and nothing to translate: only the notice stands there."""
    desk.translate(FIRST)
    desk.edit(FIRST, ("status: published", "status: withdrawn"))
    desk.build()
    for locale in ("en", "fr", "ar"):
        for path in (f"interviews/{FIRST}/", f"interviews/{FIRST}/q1/"):
            html = desk.page(path, locale)
            assert html.count('class="notice"') == 1
            assert "languages-of" not in html
            assert "details" not in html.partition('class="cite"')[0]
        assert f"interviews/{FIRST}/" not in desk.page("translations/", locale)
        assert desk.page("interviews/", locale).count('class="readable"') == 1


def test_how_to_help_leads_to_the_catalog(desk: Desk) -> None:
    """The translations page links each catalog at the repository, and only there where there is one."""
    desk.build()
    html = desk.page("translations/")
    assert f"https://github.com/example/harbour/blob/main/translations/fr/LC_MESSAGES/{FIRST}.po" in html
    assert 'href="../../translations/#help"' in desk.page(f"interviews/{FIRST}/")
    settings = desk.root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("repo_url", "# repo_url"), "utf-8")
    desk.build()
    assert "github.com" not in desk.page("translations/")


def test_an_interview_in_a_language_without_an_edition(small: Path) -> None:
    """Its pages in all editions name that of the first, which is there."""
    text = small / "docs/interviews" / SECOND / "interview.md"
    text.write_text(text.read_text("utf-8").replace("language: en", "language: pt", 1), "utf-8")
    site = pipeline.build(small, quiet=True, jobs=1).site
    first, *others = config.read(small).locales
    found = [(site / one / f"interviews/{SECOND}/q1/index.html").read_text("utf-8") for one in (first, *others)]
    links = [re.findall(r'<link rel="canonical" href="[^"]*?/([\w-]+)/interviews/', page) for page in found]
    assert links == [[first]] * len(found)
