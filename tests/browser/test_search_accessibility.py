"""The open search dialog: what axe finds, what the keyboard reaches, what remains at 400 % and in forced colours."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.places import KINDS, SLUG, WIDTHS
from tests.browser.searching import open_search, results
from tests.browser.test_accessibility import axe, scheme, violations  # noqa: F401  # a fixture

pytestmark = pytest.mark.browser

ASKED = {
    "en": ("gas price", "securty", "zzyzx"),
    "ar": ("سعر الغاز", "المصرفيه", "ظظظظظ"),
    "zh-Hans": ("天然气", "免簽", "龘龘龘"),
}
"""Locale -> a query with results, one that is corrected or found in another form, one that finds nothing."""


def states(page: Any, address: str, locale: str) -> Any:
    """Go through what the dialog can look like; yields a name for each."""
    open_search(page, address)
    page.locator(".search-suggestions").wait_for()
    yield "empty"
    found, corrected, nothing = ASKED[locale]
    results(page, found)
    yield "results"
    page.locator(".search-facets summary").click()
    page.locator(".search-groups label").first.click()
    page.locator(".search-chip").wait_for()
    yield "facets"
    page.locator(".search-clear").click()
    results(page, corrected)
    yield "corrected"
    results(page, nothing)
    yield "nothing"
    results(page, found)
    page.locator(".search-results a").first.press("Enter")
    page.locator("dialog.search[open]").wait_for(state="detached")
    open_search(page, address)
    page.locator(".search-recent").wait_for()
    yield "recent"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("locale", ASKED)
def test_axe_finds_nothing_in_the_dialog(site: Any, page: Any, axe: str, locale: str, width: int) -> None:  # noqa: F811
    """In none of its states, in either direction and colour scheme."""
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.emulate_media(reduced_motion="reduce", color_scheme=scheme(locale, width))
    found = {}
    for state in states(page, f"{site.url}{locale}/interviews/{SLUG}/", locale):
        if problems := violations(page, axe):
            found[state] = problems
    assert found == {}


OPENED = ("home", "exchange", "data", "topics")
"""Kinds of page that the dialog and the menu are opened on: those with other things that float, stick or scroll."""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("locale", ["en", "zh-Hans", "ru", "ar", "es"])
def test_axe_finds_nothing_behind_the_dialog(site: Any, page: Any, axe: str, locale: str, width: int) -> None:  # noqa: F811
    """Nor behind the open menu of languages; colours of both are looked at in both schemes."""
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.emulate_media(reduced_motion="reduce", color_scheme=scheme(locale, width))
    found = {}
    for kind in OPENED if locale in ("en", "ar") else OPENED[:1]:
        page.goto(f"{site.url}{locale}/{KINDS[kind]}")
        page.locator(".languages summary").click()
        problems = violations(page, axe)
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        page.locator("dialog.search[open] .search-suggestions").wait_for()
        problems += violations(page, axe)
        page.emulate_media(color_scheme="dark" if scheme(locale, width) == "light" else "light")
        problems += violations(page, axe, ["color-contrast"])
        page.keyboard.press("Escape")
        page.locator(".languages summary").click()
        if problems := problems + violations(page, axe, ["color-contrast"]):
            found[kind] = problems
        page.emulate_media(color_scheme=scheme(locale, width))
    assert found == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_tab_reaches_everything_in_the_dialog(site: Any, page: Any, width: int) -> None:
    """And nothing behind it; every stop has a visible outline and is in sight."""
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.emulate_media(reduced_motion="reduce")
    open_search(page, f"{site.url}en/")
    results(page, ASKED["en"][0])
    page.locator(".search-facets summary").click()
    page.locator(".search-groups input").first.wait_for()
    page.locator(".search-form input").focus()
    wanted = page.evaluate(
        """() => [...document.querySelectorAll("dialog.search :is(a, button, input, summary)")]
            .filter((one) => one.checkVisibility()).map((one, at) => { one.dataset.stop = at; return at; })"""
    )
    reached = []
    for _ in wanted:
        stop = page.evaluate(
            """() => {
                const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
                return {
                    at: Number(one.dataset.stop), html: one.outerHTML.slice(0, 120),
                    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
                    seen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
                };
            }"""
        )
        assert stop["outline"], f"no visible focus: {stop['html']}"
        assert stop["seen"], f"focus is outside of the window: {stop['html']}"
        reached.append(stop["at"])
        page.keyboard.press("Tab")
    assert reached == wanted


@pytest.mark.parametrize("locale", ASKED)
def test_the_dialog_at_400_per_cent(site: Any, page: Any, locale: str) -> None:
    """At 1280 by 1024 and 400 %, which is 320 by 256 CSS pixels, nothing is cut off and there is room to read."""
    page.set_viewport_size({"width": 320, "height": 256})
    for state in states(page, f"{site.url}{locale}/", locale):
        cut = page.evaluate(
            """() => [...document.querySelectorAll("dialog.search, dialog.search *")]
                .filter((one) => one.checkVisibility() && !one.matches("option, input[type=text]")
                    && (one.getBoundingClientRect().right > 321 || one.getBoundingClientRect().left < -1))
                .map((one) => one.outerHTML.slice(0, 100))"""
        )
        assert cut == [], state
        room = page.evaluate(
            """() => {
                const scrolls = [...document.querySelectorAll("dialog.search, .search-body")]
                    .find((one) => /auto|scroll/.test(getComputedStyle(one).overflowY));
                return scrolls.clientHeight;
            }"""
        )
        assert room >= 100, state


def test_marks_in_a_readers_own_colours(site: Any, page: Any) -> None:
    """What matches is still told from the rest, and the dialog from the page."""
    page.emulate_media(forced_colors="active")
    open_search(page, f"{site.url}en/")
    results(page, ASKED["en"][0])
    assert page.locator(".search-quote mark").first.evaluate(
        "one => getComputedStyle(one).backgroundColor !== getComputedStyle(one.parentElement).backgroundColor"
    )
    assert page.locator("dialog.search").evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"
