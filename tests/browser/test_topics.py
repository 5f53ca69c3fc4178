"""Topics, questions, facets and glosses of names in a real browser, on the publication of three interviews."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import config, publication, site
from tests.browser.test_accessibility import axe, violations  # noqa: F401  # a fixture

pytestmark = pytest.mark.browser

ZHANG = "interviews/2024-05-07-zhang-hanhui"
PAGES = (
    "topics/",
    "topics/contributing/",
    "people/yao-xiao/",
    "people/china/",
    "index/",
    "questions/",
    "interviews/",
    "interviews/topic/",
    "interviews/topic/contributing/",
    "interviews/2024-07-18-yao-xiao/q1/",
)


@pytest.fixture(scope="module")
def three_site(serve: Callable[[Path], Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The site of the three interviews, served."""
    root = tmp_path_factory.mktemp("three")
    shutil.copytree(Path(__file__).parents[1] / "sites" / "three", root, dirs_exist_ok=True)
    built = site.build(publication.load(config.read(root)), quiet=True)
    return serve(built.site)


@pytest.mark.parametrize(("locale", "width", "scheme"), [("en", 1280, "light"), ("ar", 390, "dark")])
def test_axe_finds_nothing(three_site: Any, page: Any, axe: str, locale: str, width: int, scheme: str) -> None:  # noqa: F811
    """On no page that leads from interview to interview; nothing scrolls sideways either."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    found = {}
    for path in PAGES:
        page.goto(f"{three_site.url}{locale}/{path}")
        problems = violations(page, axe)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            problems.append("scrolls sideways")
        if problems:
            found[path] = problems
    assert found == {}


def test_the_words_of_the_map_fit_in_their_boxes(three_site: Any, page: Any) -> None:
    """In every script: widths of letters are guessed when the map is drawn."""
    for locale in ("en", "ar"):
        page.goto(f"{three_site.url}{locale}/topics/")
        boxes = page.locator(".map a").evaluate_all(
            """all => all.map((one) => {
                const text = one.querySelector("text").getBBox(), box = one.querySelector("rect").getBBox();
                return text.x >= box.x && text.x + text.width <= box.x + box.width;
            })"""
        )
        assert boxes
        assert all(boxes)


def test_the_map_works_by_keyboard(three_site: Any, page: Any) -> None:
    """Every topic on it is a stop that shows where the focus is, and Enter leads to its page."""
    page.goto(f"{three_site.url}en/topics/")
    first = page.locator(".map a").first
    first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement.querySelector('rect')).strokeWidth") == "2.5px"
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/topics/*/")


def test_a_gloss_is_shown_to_the_keyboard(three_site: Any, page: Any) -> None:
    """At focus; Escape hides it; the name is described by it; Enter goes to the page."""
    page.goto(f"{three_site.url}en/{ZHANG}/q1/")
    name = page.locator("a.term[data-term='vladimir-putin']")
    page.locator(".gloss").wait_for(state="attached")
    name.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    gloss = page.locator(".gloss")
    assert gloss.is_visible()
    assert "President of Russia" in gloss.inner_text()
    assert name.get_attribute("aria-describedby") == "gloss-vladimir-putin"
    page.keyboard.press("Escape")
    assert not gloss.is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/vladimir-putin/")


def test_a_gloss_stays_while_the_pointer_is_on_it(three_site: Any, page: Any) -> None:
    """It can be reached and used; it goes when the pointer goes elsewhere (WCAG 1.4.13); it is inside the window."""
    for locale, width in (("en", 1280), ("ar", 390)):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{three_site.url}{locale}/{ZHANG}/q1/")
        gloss = page.locator(".gloss")
        gloss.wait_for(state="attached")
        page.locator("a.term").first.hover()
        gloss.wait_for(state="visible")
        box = gloss.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        gloss.hover()
        page.wait_for_timeout(400)
        assert gloss.is_visible()
        page.mouse.move(5, 5)
        gloss.wait_for(state="hidden")


def test_a_gloss_is_shown_at_the_first_touch(three_site: Any, browser: Any) -> None:
    """The touch does not leave the page; the link in the gloss does."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{three_site.url}en/{ZHANG}/q1/")
    page.locator(".gloss").wait_for(state="attached")
    page.locator("a.term[data-term='vladimir-putin']").tap()
    page.locator(".gloss").wait_for(state="visible")
    assert page.url.endswith("/q1/")
    page.locator(".gloss a").tap()
    page.wait_for_url("**/people/vladimir-putin/")
    context.close()


def test_names_are_links_without_scripts(three_site: Any, browser: Any) -> None:
    """And their glosses, the forms that need scripts, take no room."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{three_site.url}en/{ZHANG}/q1/")
    assert not page.locator(".glosses").is_visible()
    page.locator("a.term[data-term='vladimir-putin']").click()
    page.wait_for_url("**/people/vladimir-putin/")
    page.goto(f"{three_site.url}en/interviews/topic/contributing/")
    assert not page.locator("form.narrow").is_visible()
    context.close()


@pytest.mark.parametrize("words", ["oil", ""])
def test_a_facet_narrows_the_search(three_site: Any, page: Any, words: str) -> None:
    """Words typed on the page of a facet are searched there only, without words all of it is listed."""
    page.goto(f"{three_site.url}en/interviews/topic/crude-oil/")
    page.locator("#narrow").fill(words)
    page.keyboard.press("Enter")
    page.locator(f"dialog.search[data-answered='{words}']").wait_for()
    assert page.locator(".search-chosen button").first.inner_text() == "Crude oil"
    links = page.locator(".search-results a").evaluate_all("all => all.map((one) => one.pathname)")
    assert links
    assert all(ZHANG in link for link in links)
