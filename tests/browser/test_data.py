"""The data appendix in a browser: chosen from and sorted by keyboard, said to screen readers, whole without scripts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.places import SLUG

pytestmark = pytest.mark.browser

MEASURE = "data/chinese-imports-of-russian-crude-oil/"
RECORDS = f"interviews/{SLUG}/data/"


def shown(page: Any) -> list[str]:
    """Values of the rows that are shown, in order."""
    values = page.locator("table.records tbody tr:not([hidden]) td.n bdi")
    return [text.strip() for text in values.all_text_contents()]


def test_rows_are_chosen_and_the_choice_is_said(site: Any, page: Any) -> None:
    """By the keyboard; how many rows are left is announced; the choice is in the address; one button takes it back."""
    page.goto(f"{site.url}en/data/")
    total = len(shown(page))
    assert page.locator(".shown").text_content() == f"Shown: {total} of {total}"
    page.locator("select[name=status]").focus()
    page.keyboard.type("der")
    page.wait_for_function("location.search === '?status=derived'")
    assert all(value.startswith("about ") for value in shown(page))
    assert page.locator(".shown").text_content() == f"Shown: {len(shown(page))} of {total}"
    page.reload()
    assert 0 < len(shown(page)) < total
    page.locator("form.choose button[type=reset]").press("Enter")
    page.wait_for_function("location.search === ''")
    assert len(shown(page)) == total


def test_columns_sort_by_keyboard(site: Any, page: Any) -> None:
    """A heading is a button; its column says which way it is sorted; figures sort by their value, unit by unit."""
    page.goto(f"{site.url}en/data/?unit=USD")
    heading = page.locator("th[data-sort=value]")
    heading.locator("button").press("Enter")
    assert heading.get_attribute("aria-sort") == "ascending"
    rising = shown(page)
    assert rising == ["about 53.88 billion US dollars", "56.68 billion US dollars", "240.11 billion US dollars"]
    heading.locator("button").press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    assert shown(page) == rising[::-1]
    assert page.locator("select[name=sort]").input_value() == "value"
    page.locator("th[data-sort=period] button").press("Enter")
    assert heading.get_attribute("aria-sort") is None
    periods = page.locator("tbody tr:not([hidden]) td:nth-child(3)").all_text_contents()
    assert periods == ["2023", "1st quarter 2023", "1st quarter 2024"]


def test_a_figure_in_the_text_opens_its_record(site: Any, page: Any) -> None:
    """The record is open and in sight, and leads back to the sentence."""
    page.goto(f"{site.url}en/interviews/{SLUG}/q3/")
    page.locator("[id='q3.p2.s2'] a.figure").first.click()
    page.wait_for_url(f"**/{RECORDS}#oil-2023")
    record = page.locator("[id='oil-2023'] details.record")
    assert record.get_attribute("open") is not None
    assert page.locator("[id='oil-2023'] q").is_visible()
    top = page.locator("[id='oil-2023']").evaluate("one => one.getBoundingClientRect().top")
    assert 0 <= top < 800
    record.locator("a.back").click()
    page.wait_for_url("**/q3/#q3.p2.s2")


def test_a_link_to_a_hidden_record_shows_it(site: Any, page: Any) -> None:
    """What was chosen does not hide what a link leads to."""
    page.goto(f"{site.url}en/{RECORDS}?unit=USD#oil-2023")
    page.wait_for_function("document.getElementById('oil-2023').checkVisibility()")
    page.goto(f"{site.url}en/data/#{SLUG}.oil-2023")
    assert page.locator(f"[id='{SLUG}.oil-2023'] details.record").get_attribute("open") is not None


def test_the_citation_of_a_figure_is_copied(site: Any, page: Any) -> None:
    """With the sentence it is in."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site.url}en/{RECORDS}#oil-2023")
    page.locator("[id='oil-2023'] [data-do=cite]").press("Enter")
    page.wait_for_function("document.querySelector(\"[id='oil-2023'] [data-do=cite]\").textContent === 'Copied'")
    assert "107 million tons" in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("width", [1280, 390])
def test_without_scripts_it_is_a_table(site: Any, browser: Any, width: int) -> None:
    """Every row and every record can be read; nothing is offered that would not work."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(f"{site.url}en/data/")
    assert page.locator("table.records tbody tr:visible").count() == page.locator("table.records tbody tr").count()
    assert page.locator("form.choose, .record button").filter(visible=True).count() == 0
    page.locator("details.record summary").first.click()
    assert page.locator("details.record dl").first.is_visible()
    context.close()


@pytest.mark.parametrize("locale", ["en", "zh-Hans", "ru", "ar", "fr"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_word_of_a_chart_is_cut_off(site: Any, page: Any, locale: str, width: int) -> None:
    """All words stand within the drawing, above their bars, also in a narrow window."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site.url}{locale}/{MEASURE}")
    outside = page.evaluate(
        """() => [...document.querySelectorAll(".chart svg")].flatMap((svg) => {
            const frame = svg.getBoundingClientRect();
            const bars = [...svg.querySelectorAll("rect")].map((one) => one.getBoundingClientRect());
            return [...svg.querySelectorAll("text")].filter((text) => {
                const box = text.getBoundingClientRect();
                return box.left < frame.left - 1 || box.right > frame.right + 1 || !box.width
                    || bars.some((bar) => box.top < bar.bottom - 1 && box.bottom > bar.top + box.height / 3);
            }).map((text) => text.textContent);
        })"""
    )
    assert page.locator(".chart svg").count() == 2
    assert outside == []


def test_quotations_have_the_marks_of_the_language_around_them(site: Any, page: Any) -> None:
    """French ones with spaces that do not break; words as published keep those of the page."""
    marks = {"fr": "«\u00a0", "ru": "«", "ar": "«", "zh-Hans": "“", "it": "«"}
    for locale, mark in marks.items():
        page.goto(f"{site.url}{locale}/data/")
        quotes = page.locator("table.records q").first.evaluate("one => getComputedStyle(one).quotes")
        assert quotes.startswith(f'"{mark}"'), (locale, quotes)
