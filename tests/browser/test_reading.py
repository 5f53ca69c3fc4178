"""Sentences on the page: linked to, quoted, cited, by mouse, finger and keyboard, in every edition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import config, publication
from generator import site as site_builder
from tests.browser.places import KINDS, SLUG, WIDTHS

pytestmark = pytest.mark.browser

EXCHANGE = f"interviews/{SLUG}/q3/"
SECOND = "In 2023, China will import 107 million tons of Russian crude oil, a year-on-year increase of 24%."


@pytest.fixture(params=WIDTHS)
def reader(request: Any, browser: Any) -> Iterator[Any]:
    """A page that may use the clipboard, in a wide window and on a phone."""
    width = request.param
    context = browser.new_context(
        viewport={"width": width, "height": WIDTHS[width]},
        permissions=["clipboard-read", "clipboard-write"],
        has_touch=width < 600,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def clipboard(page: Any) -> str:
    """What was copied last."""
    return str(page.evaluate("navigator.clipboard.readText()"))


def marked(page: Any) -> list[str]:
    """Ids of the marked sentences."""
    return list(page.eval_on_selector_all(".s.marked", "all => all.map((one) => one.id)"))


def click(page: Any, sentence: str) -> None:
    """Click, or tap, into the first line of a sentence."""
    element = page.locator(f"[id='{sentence}']")
    element.scroll_into_view_if_needed()
    line = element.evaluate("one => { const { x, y } = one.getClientRects()[0]; return { x, y }; }")
    page.mouse.click(line["x"] + 5, line["y"] + 5)


def select(page: Any, first: str, last: str) -> None:
    """Select from the start of one sentence to the end of another, as dragging does."""
    page.evaluate(
        """(ids) => {
            const [first, last] = ids.map((id) => document.getElementById(id));
            getSelection().setBaseAndExtent(first, 0, last, last.childNodes.length);
        }""",
        [first, last],
    )


@pytest.mark.parametrize("locale", ["en", "zh-Hans", "ru", "ar", "fr", "es", "it"])
def test_a_link_to_a_sentence_marks_it_in_every_edition(site: Any, reader: Any, locale: str) -> None:
    """The sentence is marked, its paragraph is set off, and both are in the window; the same for a range."""
    reader.goto(f"{site.url}{locale}/{EXCHANGE}#q3.p2.s7")
    assert marked(reader) == ["q3.p2.s7"]
    box = reader.locator("[id='q3.p2.s7']").bounding_box()
    assert 0 <= box["y"] <= reader.viewport_size["height"]
    assert reader.locator("[id='q3.p2']").evaluate("one => getComputedStyle(one, '::before').content") == '""'
    reader.goto(f"{site.url}{locale}/{EXCHANGE}#q3.p2.s2:q3.p2.s4")
    assert marked(reader) == ["q3.p2.s2", "q3.p2.s3", "q3.p2.s4"]


def test_clicking_a_sentence_offers_its_link_and_a_second_click_takes_it_away(site: Any, reader: Any) -> None:
    """The bar copies the address of the sentence, and the address leads back to it."""
    reader.goto(f"{site.url}en/{EXCHANGE}")
    click(reader, "q3.p2.s2")
    reader.get_by_role("button", name="Copy link").click()
    reader.get_by_text("Link copied").wait_for()
    assert clipboard(reader) == f"{site.url}en/{EXCHANGE}#q3.p2.s2"
    reader.goto("about:blank")
    reader.goto(f"{site.url}en/{EXCHANGE}#q3.p2.s2")
    assert marked(reader) == ["q3.p2.s2"]
    tools = reader.locator(".tools")
    click(reader, "q3.p2.s3")
    assert tools.is_visible()
    click(reader, "q3.p2.s3")
    assert tools.is_hidden()


def test_resting_on_a_sentence_offers_its_link(site: Any, page: Any) -> None:
    """A handle appears beside the line the mouse rests on: a link to the sentence, which opens the bar."""
    page.goto(f"{site.url}en/{EXCHANGE}")
    page.locator("[id='q3.p2.s4']").hover()
    handle = page.locator(".handle")
    handle.wait_for()
    assert handle.get_attribute("href") == "#q3.p2.s4"
    handle.click()
    assert page.locator(".tools").is_visible()
    assert marked(page) == ["q3.p2.s4"]


def test_a_selection_gives_a_link_to_the_range(site: Any, reader: Any) -> None:
    """From the sentence where it starts to the sentence where it ends, across speakers."""
    reader.goto(f"{site.url}en/{EXCHANGE}")
    select(reader, "q3.p1.s4", "q3.p2.s2")
    reader.get_by_role("button", name="Copy link").click()
    reader.get_by_text("Link copied").wait_for()
    assert clipboard(reader).endswith(f"{EXCHANGE}#q3.p1.s4:q3.p2.s2")
    reader.get_by_role("button", name="Copy quote").click()
    reader.get_by_text("Quote copied").wait_for()
    assert re.search(r"“.+: What is the increment\? Zhang Hanhui: Russia has been .+ 24%\.”", clipboard(reader))


def test_copying_adds_the_source_to_the_words(site: Any, reader: Any) -> None:
    """The selected words come first and unchanged, then who said them, where, and the link; a word stays a word."""
    reader.goto(f"{site.url}en/{EXCHANGE}")
    select(reader, "q3.p2.s2", "q3.p2.s2")
    reader.keyboard.press("Control+c")
    words, _, source = clipboard(reader).partition("\n\n")
    assert words == SECOND
    assert source.startswith("Zhang Hanhui. ")
    assert f"{EXCHANGE}#q3.p2.s2" in source
    html = reader.evaluate(
        "async () => (await (await navigator.clipboard.read())[0].getType('text/html')).text()",
    )
    assert "107 million tons" in html
    assert f"{EXCHANGE}#q3.p2.s2" in html
    assert not re.search(r'href="(?!https?:)', html), "links must work where the words are pasted"
    reader.locator("[id='q3.p2.s1']").evaluate(
        "one => getSelection().setBaseAndExtent(one.firstChild, 0, one.firstChild, 'Russia'.length)"
    )
    reader.keyboard.press("Control+c")
    assert clipboard(reader) == "Russia"


def test_everything_by_keyboard(site: Any, reader: Any) -> None:
    """From one button: to the next sentence, a range, its link, its quote, its citation, and back where one was."""
    reader.goto(f"{site.url}en/{EXCHANGE}#q3.p2.s1")
    opener = reader.get_by_role("button", name="Link to a sentence")
    opener.focus()
    reader.keyboard.press("Enter")
    assert marked(reader) == ["q3.p2.s1"]
    reader.keyboard.press("ArrowDown")
    assert marked(reader) == ["q3.p2.s2"]
    assert reader.locator(".tools [role=status]").text_content() == SECOND
    reader.keyboard.press("Shift+ArrowDown")
    assert marked(reader) == ["q3.p2.s2", "q3.p2.s3"]
    reader.get_by_role("button", name="Copy link").focus()
    reader.keyboard.press("Enter")
    reader.get_by_text("Link copied").wait_for()
    assert clipboard(reader).endswith("#q3.p2.s2:q3.p2.s3")
    reader.keyboard.press("ArrowUp")
    assert marked(reader) == ["q3.p2.s1"]
    reader.keyboard.press("Escape")
    assert reader.locator(".tools").is_hidden()
    assert opener.evaluate("one => one === document.activeElement")


def test_the_bar_goes_through_paragraphs_without_losing_the_focus(site: Any, reader: Any) -> None:
    """The bar moves to the paragraph of the sentence; the focus stays in it."""
    reader.goto(f"{site.url}en/interviews/{SLUG}/#q1.p2.s5")
    reader.get_by_role("button", name="Link to a sentence").click()
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("ArrowDown")
    assert marked(reader) == ["q1.p3.s2"]
    assert reader.evaluate("document.activeElement.closest('.tools') !== null")


def test_citing_sentences_in_every_format(site: Any, reader: Any) -> None:
    """The box of citations is filled in for the marked sentences, escaped as each format wants it."""
    reader.goto(f"{site.url}en/{EXCHANGE}#q3.p2.s2")
    reader.get_by_role("button", name="Link to a sentence").click()
    reader.locator(".tools").get_by_role("button", name="Cite").click()
    reader.locator(".cite summary").click()
    shown = {
        key: reader.locator(f"[data-format='{key}'] .words").text_content()
        for key in ("plain", "bibtex", "ris", "csl-json")
    }
    link = f"{site.url}en/{EXCHANGE}#q3.p2.s2"
    assert shown["plain"].startswith(f"“{SECOND}” Zhang Hanhui. ")
    assert all(link in text for text in shown.values())
    assert r"increase of 24\%." in shown["bibtex"]
    assert re.search(r"^Y2  - \d{4}/\d\d/\d\d/\s*$", shown["ris"], re.M)
    item = reader.evaluate("text => JSON.parse(text)[0]", shown["csl-json"])
    assert item["author"] == [{"literal": "Zhang Hanhui"}]
    assert "::" not in "".join(shown.values()).replace("://", "")
    reader.locator("[data-format=bibtex] [data-do=copy]").click()
    reader.get_by_text("Copied").first.wait_for()
    assert clipboard(reader) == shown["bibtex"]


def test_citations_are_saved_as_files(site: Any, page: Any) -> None:
    """The page's own citation, with the day on which the reader saw it."""
    page.goto(f"{site.url}en/{EXCHANGE}")
    page.locator(".cite summary").click()
    with page.expect_download() as download:
        page.locator("[data-format=ris] [data-do=save]").click()
    assert download.value.suggested_filename == f"{SLUG}.q3.ris"
    text = Path(download.value.path()).read_bytes().decode()
    assert text.startswith("TY  - ")
    assert re.search(r"\r\nY2  - \d{4}/\d\d/\d\d/\r\n", text)


def test_reporting_an_error_names_the_sentence(site: Any, page: Any) -> None:
    """The link opens an issue with the address and the words of the sentence in it."""
    page.goto(f"{site.url}en/{EXCHANGE}#q3.p2.s2")
    page.get_by_role("button", name="Link to a sentence").click()
    link = page.locator(".tools a").evaluate("one => one.href && new URL(one.href).searchParams.get('body')")
    assert f"#q3.p2.s2\n\n> {SECOND}" in link


def test_an_untranslated_sentence_is_not_cited_as_a_translation(site: Any, page: Any) -> None:
    """On a page that is translated in part, the words that are as published are cited as such."""
    for name, translation in (("q1.p1.s1", True), ("q9.p2.s1", False)):
        page.goto(f"{site.url}it/interviews/{SLUG}/#{name}")
        lang = page.locator(f"[id='{name}']").evaluate("one => one.closest('[lang]').lang")
        assert (lang == "it") is translation, "the catalog has changed: choose other sentences"
        forms = page.evaluate("JSON.parse(document.getElementById('dragoman').textContent).forms")
        assert (forms["it"]["plain"] != forms["en"]["plain"]) is True


def test_a_retired_link_says_so_and_lands_beside(small: Path, serve: Callable[[Path], Any], page: Any) -> None:
    """The address of a sentence that was taken out leads to what stands nearest, with a notice, in every edition."""
    publication.save_ids(publication.load(config.read(small)))
    text = small / "docs" / "interviews" / "2023-06-01-harbour" / "interview.md"
    text.write_text(text.read_text("utf-8").replace("The ferry leaves from the Old Pier.\n", ""), "utf-8")
    served = serve(site_builder.build(publication.load(config.read(small)), quiet=True, jobs=1).site)
    for locale in ("en", "ar"):
        page.goto(f"{served.url}{locale}/interviews/2023-06-01-harbour/q1/#q1.p2.s2")
        assert page.locator(".retired:target > span").is_visible()
        assert marked(page) == ["q1.p2.s1"]


def test_without_scripts_everything_is_read_and_paragraphs_have_links(site: Any, browser: Any) -> None:
    """No control without its script; every paragraph links to itself; the marks are there for one sentence."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}en/{EXCHANGE}#q3.p2.s2")
    assert not page.locator(".search-open, .tools-open, .cite button").locator("visible=true").count()
    assert page.locator("[id='q3.p2'] .pilcrow").get_attribute("href") == "#q3.p2"
    assert page.locator("[id='q3.p2'] .pilcrow").is_visible()
    background = page.locator("[id='q3.p2.s2']").evaluate("one => getComputedStyle(one).backgroundColor")
    assert background != page.locator("[id='q3.p2.s3']").evaluate("one => getComputedStyle(one).backgroundColor")
    page.locator(".languages summary").click()
    page.locator(".languages a[lang=ar]").click()
    assert page.url.startswith(f"{site.url}ar/{EXCHANGE}")
    context.close()


@pytest.mark.parametrize(("locale", "least", "most"), [("en", 55, 75), ("ru", 50, 75), ("zh-Hans", 32, 42)])
def test_lines_have_a_length_that_is_read_with_ease(site: Any, page: Any, locale: str, least: int, most: int) -> None:
    """Characters a line in an answer, whatever serif fonts the system has."""
    page.goto(f"{site.url}{locale}/{EXCHANGE}")
    paragraph = page.locator("[id='q3.p2']")
    lines = paragraph.evaluate("one => Math.round(one.clientHeight / parseFloat(getComputedStyle(one).lineHeight))")
    assert least <= len(paragraph.inner_text()) / (lines - 0.5) <= most


def test_the_full_text_stands_beside_its_headings(site: Any, page: Any) -> None:
    """In a wide window, on either side: the heading in the margin, the words in the column of a page of an answer."""
    for locale in ("en", "ar"):
        page.goto(f"{site.url}{locale}/interviews/{SLUG}/")
        heading, words = (page.locator(f".fulltext .exchange > {one}").first.bounding_box() for one in ("h3", ".text"))
        page.goto(f"{site.url}{locale}/{EXCHANGE}")
        answer = page.locator("main .text").first.bounding_box()
        assert words["width"] == answer["width"]
        assert words["x"] == answer["x"]
        assert abs(words["y"] - heading["y"]) < 20
        assert heading["x"] + heading["width"] < words["x"] or heading["x"] > words["x"] + words["width"]


def test_the_parts_of_a_page_share_an_edge(site: Any, page: Any) -> None:
    """Name of the publication, title, margin and footer start on one line, on either side."""
    for locale in ("en", "ar"):
        for path in KINDS.values():
            page.goto(f"{site.url}{locale}/{path}")
            edges = page.eval_on_selector_all(
                "header .name, h1, .crumbs, .part > h2, .aside, footer .made",
                """all => all.map((one) => one.getBoundingClientRect())
                    .map((box) => Math.round(document.dir === "rtl" ? box.right : box.left))""",
            )
            assert len(set(edges)) == 1, (locale, path, edges)
