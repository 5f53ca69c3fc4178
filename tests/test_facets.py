"""Facets: every way to divide the interviews has its pages, and the same values as the filters of the search."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.pages import facets
from generator.pages.page import Page
from generator.pages.view import View
from generator.publication import Publication
from tests.bodies import made, tree, view, words

YAO, VIRGIL, ZHANG = "2024-07-18-yao-xiao", "2025-11-26-virgil-chan", "2024-05-07-zhang-hanhui"


@pytest.fixture(scope="module")
def seen(three: Publication) -> View:
    """The three interviews, one of them a press conference that was published in Russian."""
    changed = tuple(
        replace(one, kind="press-conference", language="ru") if one.slug == ZHANG else one
        for one in three.corpus.interviews
    )
    return view(replace(three, corpus=replace(three.corpus, interviews=changed)))


@pytest.fixture(scope="module")
def found(seen: View) -> dict[str, Page]:
    """Its pages."""
    return made(seen)


def listed(page: Page) -> list[str]:
    """Slugs of the interviews on a page, in order."""
    return [href.rstrip("/").rpartition("/")[2] for href in tree(page).xpath("//div[@class='card']/h2/a/@href")]


@pytest.mark.parametrize(
    ("path", "slugs"),
    [
        ("year/2024/", [YAO, ZHANG]),
        ("year/2025/", [VIRGIL]),
        ("person/yao-xiao/", [YAO]),
        ("person/vladimir-putin/", [ZHANG]),
        ("topic/cooperation/", [VIRGIL, YAO, ZHANG]),
        ("topic/crude-oil/", [ZHANG]),
        ("language/en/", [VIRGIL, YAO]),
        ("language/ru/", [ZHANG]),
        ("kind/press-conference/", [ZHANG]),
        ("kind/interview/", [VIRGIL, YAO]),
    ],
)
def test_a_value_lists_its_interviews_newest_first(found: dict[str, Page], path: str, slugs: list[str]) -> None:
    """And each can be had from the list of interviews: by its facet, or directly."""
    page = found[f"interviews/{path}"]
    assert listed(page) == slugs
    facet = path.split("/")[0]
    assert f"{facet}/" in tree(found["interviews/"]).xpath("//h2[@id='browse']/..//dt/a/@href")
    assert path.removeprefix(f"{facet}/") in tree(found[f"interviews/{facet}/"]).xpath("//ul/li/a/@href")


def test_what_is_listed_with_an_interview(found: dict[str, Page]) -> None:
    """The questions that are on the topic, or that the person answers; no more than a few."""
    page = tree(found["interviews/topic/contributing/"])
    assert "To which OSS projects and communities do you contribute?" in words(page)
    answered = tree(found["interviews/person/yao-xiao/"])
    assert len(answered.xpath("//div[@class='card']//li")) == facets.QUESTIONS
    assert "4 more questions" in words(answered)


def test_every_facet_narrows_the_search_to_itself(seen: View, found: dict[str, Page]) -> None:
    """The form of each page asks for the filter that the records of just these interviews have."""
    for facet in facets.facets(seen):
        for value in facet.values:
            form = tree(found[f"{facet.path}{value.id}/"]).xpath("//form[@role='search']")[0]
            name, wanted = form.xpath("./input[@type='hidden']/@*[name() = 'name' or name() = 'value']")
            records = {
                path.split("/")[1]
                for path, page in found.items()
                if page.kind in ("interview", "exchange")
                and page.search
                and wanted in page.search.filters.get(name, ())
            }
            in_words = {
                one.interview.slug for one in value.listed if one.exchanges or facet.key not in ("topic", "person")
            }
            assert records >= in_words, (facet.key, wanted)
            assert records <= {one.interview.slug for one in value.listed}, (facet.key, wanted)


def test_what_all_interviews_share_is_no_filter(three: Publication) -> None:
    """One language and one kind have their pages, but do not burden the search."""
    seen = view(three)
    found = made(seen)
    assert listed(found["interviews/language/en/"]) == [VIRGIL, YAO, ZHANG]
    assert not tree(found["interviews/language/en/"]).xpath("//form//input[@type='hidden']")
    assert {name for page in found.values() if page.search for name in page.search.filters} == {
        "topic", "person", "year", "interview",
    }  # fmt: skip


def test_people_who_are_in_no_vocabulary_are_found_all_the_same(three: Publication) -> None:
    """By the name they have in the interview; there is no page of theirs to lead to."""
    kept = tuple(term for term in three.corpus.terms if term.id != "yao-xiao")
    mentions = {s: tuple(m for m in found if m.term != "yao-xiao") for s, found in three.corpus.mentions.items()}
    found = made(view(replace(three, corpus=replace(three.corpus, terms=kept, mentions=mentions))))
    page = tree(found["interviews/person/yao-xiao/"])
    assert words(page.xpath("//h1")[0]) == "Yao Xiao"
    assert "people/yao-xiao/" not in found
    assert not page.xpath("//a[contains(@href, 'people/yao-xiao')]")


def test_undated_interviews_have_no_year(three: Publication) -> None:
    """And are in the other lists as ever."""
    changed = tuple(replace(one, date="") for one in three.corpus.interviews)
    found = made(view(replace(three, corpus=replace(three.corpus, interviews=changed))))
    assert not [path for path in found if path.startswith("interviews/year/")]
    assert len(listed(found["interviews/topic/cooperation/"])) == 3


def test_many_values_are_offered_by_the_most_frequent(seen: View) -> None:
    """The list of interviews has a few of each facet; the facet's own page has all."""
    some = seen.interviews[0]
    many = [replace(some, slug=f"{year}-x", date=f"{year}-01-01") for year in range(2030, 2000, -1)]
    repeated = (*many, replace(some, slug="2010-y", date="2010-02-02"))
    sources = {one.slug: one for one in repeated}
    changed = replace(seen, edition=replace(seen.edition, interviews=repeated, sources=sources))
    year = facets.facets(changed)[0]
    assert len(year.values) == 30
    assert len(year.offered) == facets.OFFERED
    assert "2010" in [value.id for value in year.offered]


def test_labels_are_those_of_the_edition(three: Publication) -> None:
    """And the same in the list and in the search."""
    seen = view(three, "ar")
    found = made(seen)
    assert words(tree(found["interviews/topic/trade/"]).xpath("//h1")[0]) == "التجارة"
    record = found[f"interviews/{ZHANG}/q2/"].search
    assert record
    assert "التجارة" in record.filters["topic"]
    assert "تشانغ هانهوي" in record.filters["person"]
