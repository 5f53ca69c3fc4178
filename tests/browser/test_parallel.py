"""Both texts: side by side with twins marked, and as published below each paragraph; by mouse, finger and keyboard."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.places import SLUG, WIDTHS

pytestmark = pytest.mark.browser

PARALLEL = f"interviews/{SLUG}/parallel/"
EXCHANGE = f"interviews/{SLUG}/q3/"
TWINS = ["zh-Hans", "ar", "ru", "fr"]


def twins(page: Any) -> list[str]:
    """The marked sentences: an id on the one side, what it stands for on the other."""
    return sorted(page.eval_on_selector_all(".twin", "all => all.map((one) => one.dataset.s ?? one.id)"))


def point(page: Any, selector: str) -> None:
    """Move the mouse to the middle of the first line of a sentence."""
    element = page.locator(selector)
    element.evaluate("one => one.scrollIntoView({ block: 'center' })")
    line = element.evaluate(
        "one => { const { x, y, width, height } = one.getClientRects()[0]; return [x + width / 2, y + height / 2]; }"
    )
    page.mouse.move(*line)


def boxes(page: Any, row: str) -> list[Any]:
    """Where the two sides of the row of a paragraph stand."""
    return list(
        page.evaluate(
            """(id) => [...document.getElementById(id).closest(".row").children].map((one) => {
                const { left, top, right, bottom } = one.getBoundingClientRect();
                return { left, top, right, bottom };
            })""",
            row,
        )
    )


@pytest.mark.parametrize("locale", TWINS)
def test_a_sentence_and_its_twin_are_marked(site: Any, page: Any, locale: str) -> None:
    """Pointing at either of them, having the focus in it, or arriving by a link to it marks both."""
    page.goto(f"{site.url}{locale}/{PARALLEL}#q3.p2.s2")
    assert twins(page) == ["q3.p2.s2", "q3.p2.s2"]
    point(page, "[data-s='q3.p2.s3']")
    assert twins(page) == ["q3.p2.s3", "q3.p2.s3"]
    point(page, "[id='q3.p1.s1']")
    assert twins(page) == ["q3.p1.s1", "q3.p1.s1"]
    link = page.locator("[id='q3.p2'] .s a").first
    sentence = link.evaluate("one => one.closest('.s').id")
    link.focus()
    assert twins(page) == [sentence, sentence]
    page.mouse.move(0, 0)
    page.locator(".skip").focus()
    assert twins(page) == ["q3.p2.s2", "q3.p2.s2"]


@pytest.mark.parametrize("locale", ["fr", "ar"])
def test_side_by_side_on_a_screen_and_on_a_phone(site: Any, page: Any, locale: str) -> None:
    """The translation begins the line, in either direction; on a phone what was published stands below it."""
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{site.url}{locale}/{PARALLEL}")
        translated, published = boxes(page, "q3.p2")
        if width < 600:
            assert published["top"] >= translated["bottom"]
        elif locale == "ar":
            assert published["right"] <= translated["left"]
        else:
            assert published["left"] >= translated["right"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_untranslated_paragraph_stands_there_once(site: Any, page: Any) -> None:
    """In an edition that is translated in part its published words have the anchor, beside a note that says why."""
    page.goto(f"{site.url}it/{PARALLEL}#q3.p2.s1")
    row = page.locator(".row", has=page.locator("[id='q3.p2']"))
    assert row.locator("p.state").count() == 1
    assert row.inner_text().count("main source of crude oil imports") == 1
    assert page.locator("[id='q3.p2.s1']").bounding_box()["y"] < page.viewport_size["height"]


@pytest.mark.parametrize("locale", TWINS)
def test_from_a_question_to_the_same_place_side_by_side(site: Any, page: Any, locale: str) -> None:
    """The link of a question leads to that question; its heading leads back."""
    page.goto(f"{site.url}{locale}/{EXCHANGE}")
    page.locator(".notice a[href*='parallel/#q3']").click()
    page.wait_for_url(f"**/{PARALLEL}#q3")
    heading = page.locator("h2[id='q3']")
    assert 0 <= heading.bounding_box()["y"] < 200
    heading.locator("a").click()
    page.wait_for_url(f"**/{EXCHANGE}")


@pytest.mark.parametrize("width", WIDTHS)
def test_as_published_on_the_page(site: Any, page: Any, width: int) -> None:
    """One paragraph by keyboard, all of them by the page's switch, which says whether it is on."""
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.goto(f"{site.url}ar/{EXCHANGE}")
    published = page.locator("details.published p")
    assert not published.first.is_visible()
    page.locator("details.published summary").first.focus()
    page.keyboard.press("Enter")
    assert published.first.is_visible()
    assert published.first.evaluate("one => getComputedStyle(one).direction") == "ltr"
    assert not published.last.is_visible()
    switch = page.locator("button.as-published")
    for pressed, seen in (("true", True), ("false", False)):
        switch.press("Enter")
        assert switch.get_attribute("aria-pressed") == pressed
        assert {one.is_visible() for one in published.all()} == {seen}


def test_without_scripts(site: Any, browser: Any) -> None:
    """What was published can be unfolded and read side by side; the switch, which would do nothing, is not there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}ru/{EXCHANGE}")
    page.locator("details.published summary").first.click()
    assert page.locator("details.published p").first.is_visible()
    assert not page.locator("button.as-published").is_visible()
    page.goto(f"{site.url}ru/{PARALLEL}#q3")
    assert page.locator(".published").first.is_visible()
    context.close()
