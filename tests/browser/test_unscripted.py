"""Every kind of page where scripts are off: read, walked through, in another language, and found in the index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.places import KINDS, SLUG, TRANSLATED

pytestmark = pytest.mark.browser

LOCALES = ("en", "ar")


@pytest.fixture(scope="module")
def plain(browser: Any) -> Iterator[Any]:
    """A page on a phone, without scripts."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(5_000)
    yield page
    context.close()


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_is_read_and_led_on_from(site: Any, plain: Any, locale: str) -> None:
    """Its text is there, so are the sections and the way to the index; nothing that needs a script is."""
    for kind, path in (KINDS if locale == "en" else KINDS | TRANSLATED).items():
        plain.goto(f"{site.url}{locale}/{path}")
        assert plain.locator("h1").is_visible(), kind
        assert len(plain.locator("main").inner_text().split()) > 20, kind
        assert plain.locator("header.site nav a").count() == 4, kind
        assert plain.locator("header.site .find").get_attribute("href").endswith("/index/") or kind == "index"
        needless = ".scripted, .search-open, .tools, .gloss, [hidden]"
        assert [one for one in plain.locator(needless).all() if one.is_visible()] == [], kind
        for table in plain.locator("table").all():
            assert table.is_visible() or table.locator("xpath=ancestor::details[not(@open)]").count(), kind


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_sought_is_found_by_the_index(site: Any, plain: Any, locale: str) -> None:
    """From the header to the index, from there to a topic, to what was said of it, and to the sentence."""
    plain.goto(f"{site.url}{locale}/")
    plain.locator("header.site .find").click()
    plain.wait_for_url(f"**/{locale}/index/")
    plain.locator("a[href$='topics/crude-oil/']").first.click()
    plain.locator(".passages .where a").last.click()
    plain.wait_for_url(f"**/{locale}/interviews/{SLUG}/**#q3.*")


@pytest.mark.parametrize("locale", LOCALES)
def test_another_language_is_chosen(site: Any, plain: Any, locale: str) -> None:
    """The menu opens without scripts, and leads to the same page."""
    plain.goto(f"{site.url}{locale}/interviews/{SLUG}/q3/")
    plain.locator(".languages summary").click()
    plain.locator(".languages a[hreflang='ru']").click()
    plain.wait_for_url(f"**/ru/interviews/{SLUG}/q3/")


def test_a_language_is_chosen_at_the_root(site: Any, plain: Any) -> None:
    """Where no script leads on, the root lists the languages; so does the page for addresses that lead nowhere."""
    plain.goto(site.url)
    plain.locator("ul.chooser a[hreflang='ar']").click()
    plain.wait_for_url("**/ar/")
    plain.goto(f"{site.url}ar/nothing-is-here/")
    assert plain.locator(".notfound a").count() >= len(LOCALES)
