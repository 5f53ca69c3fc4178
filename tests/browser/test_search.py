"""Search in a real browser: how the dialog behaves on a small site, and known items on the built one."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.pages.page import SearchRecord
from generator.pages.search_strings import strings
from generator.search import index
from generator.search.numbers import decimal_mark, scales
from tests.browser.searching import CASES, cost, known_items, open_search, results

pytestmark = pytest.mark.browser

ASSETS = Path(__file__).parents[2] / "generator" / "theme" / "assets"
SMALL = yaml.safe_load((CASES / "small.yml").read_text("utf-8"))
LOCALES = [file.name.split(".")[1] for file in sorted(CASES.glob("known-items.*.yml"))]

PAGE = """<!doctype html><html lang="{locale}" dir="{dir}" class="no-js"><head><meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">
<link rel="stylesheet" href="{up}../assets/dragoman.css"></head><body>
<header class="site"><button type="button" class="search-open" aria-haspopup="dialog">Search</button></header>
<main><h1>{title}</h1>{words}<input aria-label="Elsewhere"></main>
<script type="application/json" id="dragoman">{config}</script>
<script type="module" src="{up}../assets/search-open.js"></script></body></html>"""


def records(locale: str) -> Iterator[tuple[str, str, SearchRecord]]:
    """The records of an edition of the small publication."""
    small = SMALL[locale]
    for interview in small["interviews"]:
        for number, (title, sentences, topics) in enumerate(interview["exchanges"], 1):
            spans = " ".join(
                f'<span class="s" id="q{number}.p1.s{at}">{escape(sentence)}</span>'
                for at, sentence in enumerate(sentences, 1)
            )
            words = " ".join(" ".join(term) for term in small["topics"].values() if term[0] in topics)
            yield (
                f"interviews/{interview['slug']}/q{number}/",
                title,
                SearchRecord(
                    f'<p id="q{number}.p1">{spans}</p><p>{escape(words)}</p>',
                    "exchange",
                    {"interview": interview["title"], "date": interview["date"], "speaker": interview["speaker"]},
                    {"topic": tuple(topics), "year": (interview["slug"][:4],), "interview": (interview["title"],)},
                    7,
                ),
            )
    for key, (label, words) in small["topics"].items():
        yield f"topics/{key}/", label, SearchRecord(f"<p>On {label}.</p><p>{words}</p>", "topic", weight=9)


def build(folder: Path, shard: int) -> None:
    """Write the small publication as a site."""
    shutil.copytree(ASSETS, folder / "assets")
    said = strings(lambda text: text, lambda one, many, n: one if n == 1 else many)
    for locale in SMALL:
        made = list(records(locale))
        index(made, locale, folder / locale / "pagefind", shard=shard)
        for path, title, record in [*made, ("", "Home", None)]:
            up = "../" * path.count("/")
            config = {"base": up or "./", "locale": locale, "search": said}
            page = PAGE.format(
                locale=locale,
                dir="rtl" if locale == "ar" else "ltr",
                up=up,
                title=escape(title),
                words=record.words if record else "",
                config=json.dumps(config).replace("<", "\\u003c"),
            )
            (folder / locale / path).mkdir(parents=True, exist_ok=True)
            (folder / locale / path / "index.html").write_text(page, "utf-8")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Any]) -> Any:
    """The small publication, every index in one piece."""
    folder = tmp_path_factory.mktemp("small") / "site"
    build(folder, shard=1000)
    return serve(folder)


@pytest.fixture(scope="session")
def sharded(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], Any]) -> Any:
    """The small publication, its indexes in pieces of at most three pages."""
    folder = tmp_path_factory.mktemp("sharded") / "site"
    build(folder, shard=3)
    return serve(folder)


def quotes(page: Any) -> list[str]:
    """The passages quoted in the results, marks in brackets."""
    return page.eval_on_selector_all(
        ".search-quote",
        """all => all.map((one) => [...one.childNodes]
            .map((node) => (node.nodeName === "MARK" ? `[${node.textContent}]` : node.textContent)).join(""))""",
    )


def test_nothing_is_loaded_before_it_is_wanted(small: Any, page: Any) -> None:
    """A page loads one small script of search and has nothing of the dialog in it; opening asks no other host."""
    hosts = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]) if request.url.startswith("http") else None)
    before = len(small.requests)
    page.goto(f"{small.url}en/")
    page.wait_for_load_state("networkidle")
    loaded = [(path, size) for path, _, size in small.requests[before:] if "search" in path or "pagefind" in path]
    assert [path for path, _ in loaded] == ["assets/search-open.js"]
    assert sum(size for _, size in loaded) <= 2048
    assert page.locator("dialog").count() == 0
    page.keyboard.press("/")
    assert results(page, "harvest")
    assert hosts == {small.url.split("/")[2]}
    assert {status for _, status, _ in small.requests[before:]} == {200}


@pytest.mark.parametrize("how", ["button", "slash", "chord"])
def test_opened_and_closed_by_keyboard(small: Any, page: Any, how: str) -> None:
    """The field has the focus when the dialog opens; Esc closes it and the focus goes back where it was."""
    page.goto(f"{small.url}en/")
    button = page.locator(".search-open")
    button.focus()
    page.keyboard.press({"button": "Enter", "slash": "/", "chord": "Control+k"}[how])
    page.locator("dialog.search[open]").wait_for()
    assert page.locator(".search-form input").evaluate("field => field === document.activeElement")
    page.keyboard.type("tea")
    page.keyboard.press("Escape")
    assert page.locator("dialog.search[open]").count() == 0
    assert button.evaluate("element => element === document.activeElement")


def test_a_slash_typed_elsewhere_is_a_slash(small: Any, page: Any) -> None:
    """In a field of the page the key writes."""
    page.goto(f"{small.url}en/")
    field = page.locator("main input")
    field.press("/")
    assert field.input_value() == "/"
    assert page.locator("dialog").count() == 0


def test_address_with_a_query(small: Any, page: Any) -> None:
    """`?q=` opens the dialog with its results; the page itself stays where it is."""
    page.goto(f"{small.url}en/?q=mild+winter")
    page.locator(".search-results a").first.wait_for()
    assert page.locator(".search-form input").input_value() == "mild winter"


def test_text_that_arrives_without_keys(small: Any, page: Any) -> None:
    """Pasted by mouse or dictated: an `input` event is enough."""
    open_search(page, f"{small.url}en/")
    page.locator(".search-form input").evaluate("f => { f.value = 'frost'; f.dispatchEvent(new Event('input')); }")
    page.locator(".search-results a").first.wait_for()
    assert page.locator(".search-status").inner_text() == "2 results"
    assert page.locator(".search-status").get_attribute("role") == "status"


def test_a_result_leads_to_the_sentence(small: Any, page: Any) -> None:
    """Arrow down reaches the term and the result, Enter opens it at the sentence that was quoted."""
    open_search(page, f"{small.url}en/")
    results(page, "careful hand")
    assert quotes(page) == ["No machine is as [careful] as a [hand]."]
    about = page.locator(".search-from").inner_text().replace("\N{NO-BREAK SPACE}", " ")
    assert about == "A year in the valley · June 1, 2023 · Mira Sol"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{small.url}en/interviews/2023-valley/q4/#q4.p1.s2")


def test_enter_opens_the_first_result(small: Any, page: Any) -> None:
    """Even before the results of the last letters are there."""
    open_search(page, f"{small.url}en/")
    page.keyboard.type("museum")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{small.url}en/interviews/2024-coast/q4/#q4.p1.s2")


@pytest.mark.parametrize("locale", list(SMALL))
def test_passages_are_quoted_as_they_stand(small: Any, page: Any, locale: str) -> None:
    """The sentence that answers, word for word, with what was asked for marked, however it was written."""
    cases = yaml.safe_load((CASES / "quotations.yml").read_text("utf-8"))[locale]
    open_search(page, f"{small.url}{locale}/")
    found = {}
    for query in cases:
        results(page, query)
        found[query] = next(iter(quotes(page)), "")
    assert found == cases


def test_words_for_a_topic_are_found_and_not_shown(small: Any, page: Any) -> None:
    """A synonym of the vocabulary leads to its topic, then to the exchanges, which are quoted without it."""
    open_search(page, f"{small.url}en/")
    found = results(page, "plucking")
    assert page.locator(".search-terms a").first.get_attribute("href").endswith("/en/topics/harvest/")
    assert found[0].startswith("en/interviews/")
    assert not any("plucking" in quote for quote in quotes(page))


def test_any_few_characters_of_a_chinese_text_are_found(small: Any, page: Any) -> None:
    """Every 1 to 4 characters in a row of every Chinese sentence and title find the page they are on."""
    expected = {}
    for path, title, _ in records("zh-Hans"):
        if not path.startswith("interviews"):
            continue
        texts = [
            title,
            *(s for i in SMALL["zh-Hans"]["interviews"] for t, ss, _ in i["exchanges"] if t == title for s in ss),
        ]
        for text in texts:
            for run in re.findall("[\u4e00-\u9fff]+", text):
                for size in range(1, 5):
                    for at in range(len(run) - size + 1):
                        expected.setdefault(run[at : at + size], set()).add(path)
    open_search(page, f"{small.url}zh-Hans/")
    found = page.evaluate(
        """async ([base, queries]) => {
            const core = await import(`${base}../assets/search-core.js`);
            const { opened } = await import(`${base}../assets/search-engine.js`);
            const about = await (await fetch(`${base}pagefind/search.json`)).json();
            const engine = await opened(`${base}pagefind/`, about, {});
            const read = core.numberReader(about);
            const answers = {};
            for (const query of queries) {
                const { results } = await core.search(engine, query, { read, vocabulary: async () => [] });
                answers[query] = (await Promise.all(results.map((r) => r.data()))).map(core.addressOf);
            }
            return answers;
        }""",
        [f"{small.url}zh-Hans/", list(expected)],
    )
    assert len(expected) > 100
    assert {
        query: sorted(paths - set(found[query])) for query, paths in expected.items() if paths - set(found[query])
    } == {}


def test_numbers_are_read_as_in_the_index(small: Any, page: Any) -> None:
    """The cases of `numbers.yml`, in the browser."""
    page.goto(f"{small.url}en/")
    for case in yaml.safe_load((CASES / "numbers.yml").read_text("utf-8")):
        about = {"scales": scales(case["language"]), "decimal": decimal_mark(case["language"])}
        found = page.evaluate(
            """async ([module, about, text]) => (await import(module)).numberReader(about)(text).map((number) =>
                [text.slice(number.start, number.end), number.value, [number.literal, number.full].filter(Boolean)])""",
            [f"{small.url}assets/search-core.js", about, case["text"]],
        )
        assert found == case["numbers"], case["text"]


def test_misspelt_words(small: Any, page: Any) -> None:
    """What was probably meant is searched and said so; the reader can insist."""
    open_search(page, f"{small.url}en/")
    assert results(page, "coperative") == ["en/interviews/2024-coast/q3/"]
    assert page.locator(".search-notice").inner_text().startswith("Showing results for cooperative.")
    page.get_by_role("button", name="Search instead for coperative").click()
    page.wait_for_function("document.querySelector('.search-status').textContent.startsWith('Nothing')")


def test_no_page_has_all_words(small: Any, page: Any) -> None:
    """Pages with some of the words are shown, and said to be that; a word that is nowhere finds no noise."""
    open_search(page, f"{small.url}en/")
    assert "en/interviews/2024-coast/q4/" in results(page, "museum frost")
    assert page.locator(".search-notice").inner_text().startswith("No page has all of these words.")
    assert results(page, "zzyzx") == []
    assert page.locator(".search-status").inner_text() == "Nothing found for zzyzx."
    assert page.locator(".search-suggestions a").first.is_visible()


def test_phrases(small: Any, page: Any) -> None:
    """Quotation marks of any kind ask for the words in that order."""
    open_search(page, f"{small.url}en/")
    assert results(page, "“museum of tea”") == ["en/interviews/2024-coast/q4/"]
    assert results(page, '"tea of museum"') == []


def test_facets_combine(small: Any, page: Any) -> None:
    """Values of one facet widen, facets narrow each other; each choice can be taken back, and all at once."""
    open_search(page, f"{small.url}en/")
    results(page, "tea")
    status = page.locator(".search-status")
    page.locator(".search-facets summary").click()
    page.get_by_role("checkbox", name="Weather").check()
    page.wait_for_function("document.querySelector('.search-status').textContent === '2 results'")
    page.get_by_role("checkbox", name="Export").check()
    page.wait_for_function("document.querySelector('.search-status').textContent === '5 results'")
    page.get_by_role("checkbox", name="2024").check()
    page.wait_for_function("document.querySelector('.search-status').textContent === '3 results'")
    assert page.get_by_role("checkbox", name="2024").evaluate("box => box === document.activeElement")
    page.get_by_role("button", name="Remove filter: Weather").click()
    page.wait_for_function("document.querySelector('.search-status').textContent === '2 results'")
    page.get_by_role("button", name="Clear filters").click()
    page.wait_for_function("document.querySelector('.search-status').textContent === '10 results'")
    assert status.inner_text() == "10 results"


def test_more_results_on_demand(small: Any, page: Any) -> None:
    """The first of the further results gets the focus; the button goes when there are no more."""
    open_search(page, f"{small.url}en/")
    assert len(results(page, "tea")) == 8
    page.get_by_role("button", name="More results").click()
    page.wait_for_function("document.querySelectorAll('.search-results li').length === 10")
    assert page.locator(".search-results li").nth(8).locator("a").evaluate("link => link === document.activeElement")
    assert not page.get_by_role("button", name="More results").is_visible()


def test_the_number_of_results_stays(small: Any, page: Any) -> None:
    """Also where the later ones take so long to load that a reader would be told to wait."""
    pauses = iter([0, 0, 0])
    page.route(re.compile("pf_fragment"), lambda route: (time.sleep(next(pauses, 0.15)), route.continue_()))
    open_search(page, f"{small.url}en/")
    assert len(results(page, "tea")) == 8
    assert page.locator(".search-status").inner_text() == "10 results"


def test_recent_searches_stay_in_the_browser(small: Any, page: Any) -> None:
    """A search that led somewhere is offered again, until the reader has it forgotten."""
    open_search(page, f"{small.url}en/")
    results(page, "museum")
    page.keyboard.press("Enter")
    page.wait_for_url("**/q4/*")
    open_search(page, f"{small.url}en/")
    page.get_by_role("button", name="museum").click()
    page.locator(".search-results a").first.wait_for()
    page.locator(".search-form input").fill("")
    page.get_by_role("button", name="Forget them").click()
    page.locator(".search-recent").wait_for(state="detached")
    assert page.evaluate("localStorage.getItem('dragoman.search')") == "[]"


def test_search_that_cannot_be_loaded(small: Any, browser: Any) -> None:
    """It says so, and works again as soon as the connection does."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/search.json", lambda route: route.fulfill(status=503))
    open_search(page, f"{small.url}en/")
    failed = "document.querySelector('.search-status').textContent.startsWith('Search could not be loaded')"
    page.wait_for_function(failed)
    page.unroute("**/search.json")
    assert results(page, "museum") == ["en/interviews/2024-coast/q4/"]
    context.close()


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_full_screen_on_a_phone(small: Any, page: Any, locale: str) -> None:
    """At 390 px the dialog is the screen, in both directions, and nothing is cut off."""
    page.set_viewport_size({"width": 390, "height": 800})
    open_search(page, f"{small.url}{locale}/")
    results(page, {"en": "tea", "ar": "الشاي"}[locale])
    box = page.locator("dialog.search").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 800)
    assert page.locator(".search-body").evaluate("body => body.scrollWidth <= body.clientWidth")


def test_shards_are_merged(small: Any, sharded: Any, page: Any) -> None:
    """An index in pieces finds the same pages as one in one piece."""
    found = []
    for site in (small, sharded):
        open_search(page, f"{site.url}en/")
        found.append([sorted(results(page, query)) for query in ("frost", "museum", "1500000", "coperative")])
    assert found[0] == found[1]
    assert json.loads((sharded.folder / "en/pagefind/search.json").read_text("utf-8"))["shards"][1:]


def test_without_script_there_is_no_search(small: Any, browser: Any) -> None:
    """The button is hidden where it could do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{small.url}en/")
    assert not page.locator(".search-open").is_visible()
    context.close()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("later", [False, True])
def test_known_items_are_found(site: Any, page: Any, locale: str, later: bool) -> None:
    """The right exchange is among the first five results for 95 % of the queries, and the first for 90 %."""
    cases = known_items(locale, later=later)
    page.add_init_script("const wait = setTimeout; window.setTimeout = (act) => wait(act, 0);")  # nobody is typing
    open_search(page, f"{site.url}{locale}/")
    missed, behind = [], []
    for query, wanted in cases.items():
        found = [path.removeprefix(f"{locale}/") for path in results(page, query)]
        if not set(wanted) & set(found[:5]):
            missed.append((query, found[:5]))
        if not found or found[0] not in wanted:
            behind.append((query, found[:3]))
    assert 100 * len(missed) <= 5 * len(cases), missed
    assert 100 * len(behind) <= 10 * len(cases), behind


FIRST_RESULT = 112_000
"""Most bytes, as sent, from opening the dialog to the first result, on the publication of one interview."""


@pytest.mark.parametrize("locale", LOCALES)
def test_the_first_result_is_light(site: Any, browser: Any, locale: str) -> None:
    """A short and a long query cost at most so much with an empty cache (`tests/bench/hidden.py` asks of many)."""
    queries = sorted(known_items(locale), key=len)
    costs = {query: cost(browser, site, f"{locale}/", query) for query in (queries[0], queries[-1])}
    assert {query: one for query, one in costs.items() if max(one) > FIRST_RESULT} == {}
    assert all(first > 50_000 for first, _ in costs.values()), "the engine alone has more: nothing was measured"
