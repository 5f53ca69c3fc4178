"""The pages of a publication before they are put in their frame, for tests that look at what is on them."""

from __future__ import annotations

from itertools import chain

from lxml import html

from generator import pages, views
from generator.pages.page import Page
from generator.pages.view import View
from generator.publication import Publication


def view(loaded: Publication, locale: str = "en") -> View:
    """One edition, as its pages see it."""
    made = [views.edition(loaded, one) for one in loaded.settings.locales]
    return next(one for one in views.of(loaded, made) if one.locale == locale)


def made(seen: View) -> dict[str, Page]:
    """Path -> page, all of an edition."""
    return {
        page.path: page
        for page in chain(pages.of_site(seen), *(pages.of_interview(seen, one) for one in seen.interviews))
    }


def tree(page: Page) -> html.HtmlElement:
    """The body of a page that has nothing but blocks of HTML."""
    return html.fromstring(f"<main>{page.body}</main>")


def words(element: html.HtmlElement) -> str:
    """The words in an element, on one line."""
    return " ".join(element.text_content().split())


def part(page: Page, heading: str) -> html.HtmlElement:
    """The part of a page under the heading with this id."""
    return tree(page).xpath(f"//h2[@id='{heading}']/..")[0]
