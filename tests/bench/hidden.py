"""`python -m tests.bench.hidden COUNT TEXTS [LOCALE …]`: this publication's interview among COUNT others.

`TEXTS` is a folder with a file of sentences, one a line, for each locale (`ru.txt`): real words, from which interviews
of eleven exchanges are drawn, always the same ones. For each locale it prints how many known items
(`tests/cases/search/known-items*.yml`) are the first result and among the first five, which are not, and the
bytes that each first result cost, from opening the dialog on. Needs the built site, `DRAGOMAN_SITE` or `site/`.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from itertools import chain
from pathlib import Path
from typing import Any

from generator import config, pages, publication, views
from generator.pages.page import SearchRecord
from generator.search import index
from generator.search.staging import Record
from tests.browser import conftest
from tests.browser.searching import cost, known_items, open_search, results

ROOT = Path(__file__).parents[2]
LENGTHS = (4, 6, 8, 10, 14)
"""Sentences of an exchange, each length as often as the others."""


def others(count: int, sentences: list[str]) -> Iterator[Record]:
    """The records of so many interviews, of sentences drawn at random."""
    draw = random.Random(count)
    for number in range(count):
        year = str(2000 + number % 25)
        about = {"interview": f"{draw.choice(sentences)[:60]}", "date": f"{year}", "speaker": f"N. N. {number % 300}"}
        for exchange in range(1, 12):
            said = draw.choices(sentences, k=draw.choice(LENGTHS))
            spans = " ".join(f'<span id="q{exchange}.p1.s{at}">{escape(one)}</span>' for at, one in enumerate(said, 1))
            facets = {"year": (year,), "interview": (about["interview"],), "topic": (f"Topic {draw.randrange(80)}",)}
            yield (
                f"interviews/{year}-other-{number}/q{exchange}/",
                said[0][:70],
                SearchRecord(f'<p id="q{exchange}.p1">{spans}</p>', "exchange", about, facets, 7),
            )


def own(locale: str) -> list[Record]:
    """The records of this publication's pages."""
    loaded = publication.load(config.read(ROOT))
    (view,) = views.of(loaded, [views.edition(loaded, locale)])
    made = chain(pages.of_site(view), *(pages.of_interview(view, one) for one in view.interviews))
    return [(page.path, page.title, page.search) for page in made if page.search]


def measure(browser: Any, served: conftest.Served, locale: str) -> None:
    """Print what a reader of one locale finds, and at what cost."""
    items = known_items(locale) | known_items(locale, later=True)
    costs = {query: cost(browser, served, f"{locale}/", query) for query in items}
    page = browser.new_page()
    open_search(page, f"{served.url}{locale}/")
    first, five, missed = 0, 0, []
    for query, wanted in items.items():
        found = [path.removeprefix(f"{locale}/") for path in results(page, query)]
        first += bool(found and found[0] in wanted)
        five += bool(set(found[:5]) & set(wanted))
        if not found or found[0] not in wanted:
            missed.append(f"  {'missed' if not set(found[:5]) & set(wanted) else 'behind'}: {query}: {found[:5]}")
    page.close()
    print(f"{locale}: {len(costs)} known items, first {first}, among five {five}")
    for what, at in (("the first result", 0), ("all results shown", 1)):
        size = sorted((one[at] / 1000, query) for query, one in costs.items())
        (middle, _), (most, longest) = size[len(size) // 2], size[-1]
        print(f"  KB to {what}: median {middle:.0f}, most {most:.0f} ({longest})")
    print("\n".join(missed), flush=True)


def main(count: int, texts: Path, locales: list[str]) -> None:
    """Build the indexes and ask."""
    with tempfile.TemporaryDirectory() as name, conftest.serving() as serve, conftest.chromium() as browser:
        folder = Path(name) / "site"
        shutil.copytree(conftest.built_site(), folder)
        served = serve(folder)
        for locale in locales:
            bundle = folder / locale / "pagefind"
            shutil.rmtree(bundle)
            sentences = (texts / f"{locale}.txt").read_text("utf-8").splitlines()
            index([*own(locale), *others(count, sentences)], locale, bundle)
            measure(browser, served, locale)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:] or ["en", "zh-Hans", "ru", "ar", "es"])
