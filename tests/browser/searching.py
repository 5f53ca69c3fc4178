"""What tests and measures of search do in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

CASES = Path(__file__).parents[1] / "cases" / "search"
INTERVIEW = "interviews/2024-05-07-zhang-hanhui/"


def known_items(locale: str, *, later: bool = False) -> dict[str, list[str]]:
    """A reader's query -> the paths, below the locale's prefix, of the exchanges that answer it.

    `later` ones were written when the search was there; the others while it was made.
    """
    if later:
        cases = yaml.safe_load((CASES / "known-items-later.yml").read_text("utf-8"))[locale]
    else:
        cases = yaml.safe_load((CASES / f"known-items.{locale}.yml").read_text("utf-8"))
    return {str(query): [f"{INTERVIEW}{one}/" for one in wanted.split()] for query, wanted in cases.items()}


def open_search(page: Any, address: str) -> None:
    """Go to a page and open the dialog by its key."""
    page.goto(address)
    page.locator(".search-open").wait_for()
    page.keyboard.press("/")
    page.locator("dialog.search[open]").wait_for()


def results(page: Any, query: str) -> list[str]:
    """Paths of the results for a query that is typed into the open dialog, best first, without anchors."""
    page.locator(".search-form input").fill(query)
    page.wait_for_function("query => document.querySelector('dialog.search').dataset.answered === query", arg=query)
    links = page.eval_on_selector_all(".search-results a", "links => links.map(link => link.pathname)")
    return [link.split("/", 2)[2] for link in links]


def cost(browser: Any, served: Any, path: str, query: str) -> tuple[int, int]:
    """Bytes loaded, with an empty cache, from opening the dialog until the first result is there, and until all are.

    As sent, without headers: text compressed, Pagefind's files as they are.
    """
    page = browser.new_page()
    page.goto(f"{served.url}{path}", wait_until="networkidle")
    page.evaluate(
        """() => new MutationObserver((_, observer) => {
            if (!document.querySelector(".search-results li")) return;
            window.shownAt = performance.now();
            observer.disconnect();
        }).observe(document.body, { childList: true, subtree: true })"""
    )
    before = {entry["name"] for entry in page.evaluate(RESOURCES)}
    page.keyboard.press("/")
    page.locator("dialog.search[open]").wait_for()
    page.locator(".search-form input").fill(query)
    page.wait_for_function("query => document.querySelector('dialog.search').dataset.answered === query", arg=query)
    loaded = [entry for entry in page.evaluate(RESOURCES) if entry["name"] not in before]
    shown = page.evaluate("window.shownAt ?? performance.now()")
    page.close()
    return sum(entry["size"] for entry in loaded if entry["end"] <= shown), sum(entry["size"] for entry in loaded)


RESOURCES = """performance.getEntriesByType("resource")
    .map(({ name, encodedBodySize: size, responseEnd: end }) => ({ name, size, end }))"""
