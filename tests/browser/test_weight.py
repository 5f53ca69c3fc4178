"""What a page costs a reader: bytes, requests, movement, colours."""

from __future__ import annotations

import gzip
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.browser.places import KINDS, SLUG, WIDTHS

pytestmark = pytest.mark.browser

LARGEST_PAGE = 35 * 1024
"""Everything a page to be read loads, compressed, in bytes."""

SCRIPTS = {"page.js": 3 * 1024, "search-open.js": 2 * 1024, "citing.js": 3 * 1024, "sentences.js": 4 * 1024}
"""Most that a script may have, compressed, in bytes."""


NOTICED = 0.01
"""Sum of layout shifts a reader might notice: a tenth of what Web Vitals calls good."""

WINDOWS = [("en", 1280), ("en", 390), ("ar", 1280), ("ar", 390), ("zh-Hans", 1280), ("ru", 390)]


@pytest.mark.parametrize(("locale", "width"), WINDOWS)
def test_pages_are_light_ask_nobody_else_and_do_not_move(site: Any, page: Any, locale: str, width: int) -> None:
    """Every kind of page, with all it loads, is below the limit, comes from the site itself and stays where it is."""
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    page.add_init_script(
        """window.shifts = [];
        new PerformanceObserver((list) => { for (const one of list.getEntries()) shifts.push(one.value); })
            .observe({ type: "layout-shift", buffered: true });"""
    )
    wrong = {}
    for kind, path in {**KINDS, "marked": f"interviews/{SLUG}/q3/#q3.p2.s2:q3.p2.s4"}.items():
        before = site.sent
        page.goto("about:blank")
        page.goto(f"{site.url}{locale}/{path}")
        page.wait_for_timeout(100)  # scripts have run by then; what they move would have moved
        cost = site.sent - before, sum(page.evaluate("shifts"))
        if cost[0] > LARGEST_PAGE or cost[1] >= NOTICED:
            wrong[kind] = cost
    assert wrong == {}
    assert hosts == {urlsplit(site.url).netloc}


def test_scripts_are_small(site: Any) -> None:
    """No script that is loaded before a reader asks for anything is above its limit."""
    sizes = {name: len(gzip.compress((site.folder / "assets" / name).read_bytes(), mtime=0)) for name in SCRIPTS}
    assert {name: size for name, size in sizes.items() if size > SCRIPTS[name]} == {}


def test_hand_written_pages_look_like_the_others(site: Any, page: Any) -> None:
    """Material's stylesheet, which only they load, changes nothing that ours says."""
    looks = []
    for path, words in (("about/", "article p"), (f"interviews/{SLUG}/q3/", "section.answer p")):
        page.goto(f"{site.url}en/{path}", wait_until="networkidle")
        looks.append(
            page.evaluate(
                """(words) => ["body", "header.site .name", "h1", "article", words, "footer.site", "footer.site a"].map(
                    (one) => {
                        const style = getComputedStyle(document.querySelector(one));
                        return ["fontFamily", "fontSize", "fontWeight", "lineHeight", "color", "backgroundColor",
                            "textDecorationLine", "letterSpacing"].map((name) => style[name]);
                    })""",
                words,
            )
        )
    assert looks[0] == looks[1]
