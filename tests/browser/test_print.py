"""On paper: the text with its address, its source and its date, and nothing to click."""

from __future__ import annotations

import io
from typing import Any

import pytest

from tests.browser.places import SLUG

pytestmark = pytest.mark.browser


def words(page: Any) -> str:
    """The words of the page as it would be printed, on one line."""
    from pypdf import PdfReader

    pdf = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    return " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())


def test_a_printed_exchange_says_where_it_is_from(site: Any, page: Any) -> None:
    """Question, answer, who speaks, date, first publisher and address are on paper; the navigation is not."""
    page.goto(f"{site.url}en/interviews/{SLUG}/q3/")
    printed = words(page)
    for wanted in (
        "Oil from Russia and Iran",
        "There is news that China will import oil from Iran.",
        "will not be interfered by third parties",
        "Zhang Hanhui",
        "May 7, 2024",
        "Chinese Embassy in Russia (WeChat public account)",
        f"/en/interviews/{SLUG}/q3/",
    ):
        assert wanted in printed
    for unwanted in ("Search", "Link to a sentence", "Next question", "BibTeX", "Edit this page"):
        assert unwanted not in printed


def test_a_printed_interview_has_every_word(site: Any, page: Any) -> None:
    """All eleven exchanges, once, with the checksum of the original."""
    page.goto(f"{site.url}en/interviews/{SLUG}/")
    printed = words(page)
    assert printed.count("its inbound tourism") <= 1
    assert "What is the increment?" in printed
    assert "c6d4627e91a9f49d970b47bdb93b63dc5b03899162b1b37a548a8fec604e9bc6" in printed.replace(" ", "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white(site: Any, page: Any, scheme: str) -> None:
    """A reader of the dark scheme does not print a black page."""
    page.emulate_media(media="print", color_scheme=scheme)
    page.goto(f"{site.url}en/interviews/{SLUG}/q3/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.answer p')).color") == "rgb(0, 0, 0)"
