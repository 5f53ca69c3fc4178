"""Search in a real browser: known items on the built site, and how the dialog behaves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

pytestmark = pytest.mark.browser

CASES = Path(__file__).parents[1] / "cases" / "search"
INTERVIEW = "interviews/2024-05-07-zhang-hanhui/"
LOCALES = [file.name.split(".")[1] for file in sorted(CASES.glob("known-items.*.yml"))]


def results(page: Any, query: str) -> list[str]:
    """Paths of the results for a query that is typed into the open dialog, best first, without anchors."""
    page.locator(".search-form input").fill(query)
    page.wait_for_function("query => document.querySelector('dialog.search').dataset.answered === query", arg=query)
    links = page.eval_on_selector_all(".search-results a", "links => links.map(link => link.pathname)")
    return [link.split("/", 3)[3] for link in links]


@pytest.mark.parametrize("locale", LOCALES)
def test_known_items_are_found(site: Any, page: Any, locale: str) -> None:
    """The right exchange is among the first five results for 95 % of the queries, and the first for 90 %."""
    cases = yaml.safe_load((CASES / f"known-items.{locale}.yml").read_text("utf-8"))
    page.goto(f"{site.url}{locale}/")
    page.keyboard.press("/")
    missed, behind = [], []
    for query, expected in cases.items():
        wanted = [f"{INTERVIEW}{exchange}/" for exchange in expected.split()]
        found = results(page, query)
        if not set(wanted) & set(found[:5]):
            missed.append((query, found[:5]))
        if not found or found[0] not in wanted:
            behind.append((query, found[:3]))
    assert len(missed) <= 0.05 * len(cases), missed
    assert len(behind) <= 0.10 * len(cases), behind
