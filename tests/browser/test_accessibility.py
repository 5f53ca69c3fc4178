"""WCAG 2.2 AA and axe-core's best practices on every kind of page, and what axe cannot see: keyboard, zoom, targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.browser.places import ABOVE, KINDS, SLUG, TRANSLATED, WIDTHS

pytestmark = pytest.mark.browser

EXCHANGE = f"en/interviews/{SLUG}/q3/"

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""axe's names for the rules of WCAG 2.2 AA, and its own."""

SOME = ("interview", "exchange", "data")
"""Kinds that are looked at in every script; the others have nothing that differs."""

EDITIONS = {"en": KINDS, "ar": KINDS | TRANSLATED} | {
    locale: {kind: KINDS[kind] for kind in SOME} for locale in ("zh-Hans", "ru", "it")
}
"""Locale -> the pages looked at in it; `it` is translated in part."""


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


SCHEMES = {
    ("ltr", 1280): "light", ("ltr", 390): "dark",
    ("rtl", 1280): "dark", ("rtl", 390): "light",
}  # fmt: skip
"""Direction and width of the window -> the colour scheme axe looks at: any two of the three are seen together."""


def scheme(locale: str, width: int) -> str:
    """The colour scheme to look at; a second look at the same page in the other would take twice the time."""
    return SCHEMES["rtl" if locale in ("ar", "ru") else "ltr", width]  # Cyrillic with them, to have each as often


def violations(page: Any, axe: str, rules: Sequence[str] = RULES) -> list[str]:
    """What axe finds on the page as it stands: rule and element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    found = page.evaluate(
        """async (runOnly) => {
            const found = await axe.run({ runOnly, resultTypes: ["violations"], selectors: false, preload: false });
            return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html}`));
        }""",
        list(rules),
    )
    return list(found)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("locale", EDITIONS)
def test_axe_finds_nothing(site: Any, page: Any, axe: str, locale: str, width: int) -> None:
    """No kind of page has a violation, in any direction, width and colour scheme."""
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.emulate_media(color_scheme=scheme(locale, width))
    found = {}
    for kind, path in EDITIONS[locale].items():
        page.goto(f"{site.url}{locale}/{path}")
        if problems := violations(page, axe):
            found[kind] = problems
    assert found == {}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("locale", ["en", "ar"])
def test_axe_finds_nothing_when_things_are_open(site: Any, page: Any, axe: str, locale: str, width: int) -> None:
    """Nor has a page with its sentence tools, its citations and a gloss open."""
    page.emulate_media(color_scheme=scheme(locale, width))
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.goto(f"{site.url}{locale}/interviews/{SLUG}/q3/#q3.p2.s2:q3.p2.s4")
    page.locator(".cite summary").click()
    page.locator(".tools-open").click()
    page.locator(".tools").wait_for()
    assert violations(page, axe) == []
    page.goto(f"{site.url}{locale}/interviews/{SLUG}/q3/")
    page.keyboard.press("Tab")
    page.locator("main a.term").first.focus()
    page.locator(".gloss:not([hidden])").wait_for()
    assert violations(page, axe, ["region"]) == []


def test_axe_finds_nothing_above_the_editions(site: Any, browser: Any, axe: str) -> None:
    """The choice of a language and the page for addresses that lead nowhere."""
    built_for = re.search(r'href="(/\S*?)[^/"]+/\.\./assets', (site.folder / "404.html").read_text("utf-8"))
    assert built_for, "404.html must name its stylesheet from the root of the server"
    for path in ABOVE.values():
        page = browser.new_page()
        # 404.html is served at any depth, so its links are those of the address the site was built for.
        page.route(
            lambda url: urlsplit(url).path.startswith(built_for[1]),
            lambda route: route.continue_(url=site.url + urlsplit(route.request.url).path.removeprefix(built_for[1])),
        )
        page.goto(f"{site.url}{path}")
        assert violations(page, axe) == [], path
        page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(site: Any, page: Any, width: int) -> None:
    """Tab goes through all that can be clicked, in the order of the page, and every stop has a visible outline."""
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.goto(site.url + EXCHANGE)
    wanted = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, summary, [tabindex='0']")]
            .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0
                && !element.closest("details:not([open]) > :not(summary)"))
            .map((element, at) => { element.dataset.stop = at; return at; })"""
    )
    reached = []
    for _ in wanted:
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
                const element = document.activeElement, style = getComputedStyle(element);
                const box = element.getBoundingClientRect();
                return {
                    at: Number(element.dataset.stop),
                    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
                    seen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
                    html: element.outerHTML.slice(0, 120),
                };
            }"""
        )
        assert stop["outline"], f"no visible focus: {stop['html']}"
        assert stop["seen"], f"focus is outside of the window: {stop['html']}"
        reached.append(stop["at"])
    assert reached == wanted


def test_the_first_stop_leads_past_the_frame_to_the_text(site: Any, page: Any) -> None:
    """The skip link is the first stop and moves the focus to the text."""
    page.goto(site.url + EXCHANGE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_language_menu_works_by_keyboard_and_keeps_the_place(site: Any, page: Any) -> None:
    """Enter opens it, its links keep the anchor, Escape closes it and gives the focus back."""
    page.goto(f"{site.url}{EXCHANGE}#q3.p2.s2")
    page.locator(".languages summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.wait_for_function("document.activeElement.hash === '#q3.p2.s2'")
    page.keyboard.press("Escape")
    assert page.locator(".languages").get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("locale", EDITIONS)
def test_nothing_scrolls_sideways_at_400_per_cent(site: Any, page: Any, locale: str) -> None:
    """At 1280 px and 400 % zoom, which is 320 CSS pixels, every kind of page is read in one direction."""
    page.set_viewport_size({"width": 320, "height": 256})
    for path in EDITIONS[locale].values():
        page.goto(f"{site.url}{locale}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


@pytest.mark.parametrize("width", WIDTHS)
def test_targets_are_large_enough(site: Any, page: Any, width: int) -> None:
    """What is clicked is at least 24 by 24 pixels, unless it is in a line of text (WCAG 2.5.8)."""
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    for path in KINDS.values():
        page.goto(f"{site.url}en/{path}")
        small = page.evaluate(
            """() => [...document.querySelectorAll("a[href], button, summary")]
                .filter((element) => element.checkVisibility() && !element.matches(".skip")
                    && !element.closest("p, blockquote, td, dd, .speaker, .handle"))
                .filter((element) => {
                    const box = element.getBoundingClientRect();
                    return box.width && (box.width < 24 || box.height < 23.5);
                })
                .map((element) => element.outerHTML.slice(0, 120))"""
        )
        assert small == [], path


def test_words_in_another_language_are_marked(site: Any, page: Any) -> None:
    """On a page that is translated in part, what is as published has its own `lang` and a note."""
    page.goto(f"{site.url}it/interviews/{SLUG}/")
    untranslated = page.locator("p.untranslated")
    assert untranslated.count() > 0
    assert set(untranslated.evaluate_all("all => all.map((one) => one.lang)")) == {"en"}
    assert page.locator("p.state").first.is_visible()


def test_forced_colours_keep_the_mark(site: Any, page: Any) -> None:
    """Where a reader's own colours replace ours, a marked sentence has an outline."""
    page.emulate_media(forced_colors="active")
    page.goto(f"{site.url}{EXCHANGE}#q3.p2.s2")
    assert page.locator("[id='q3.p2.s2']").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
