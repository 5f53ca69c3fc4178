"""The search bundle: what is indexed of a page, and that the same pages give the same files."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from decimal import Decimal
from html import unescape
from itertools import accumulate
from pathlib import Path
from typing import Any

import cbor2
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import DragomanError
from generator.pages.page import SearchRecord
from generator.pages.search_strings import strings
from generator.search import bundle, index, joining
from generator.search.copy import document, passages
from generator.search.numbers import digits, numbers, scales
from generator.search.scripts import SEPARATOR, UNSPACED, index_language, spaced
from generator.search.vocabulary import Vocabulary, fold

CASES = Path(__file__).parent / "cases" / "search"
ASSETS = Path(bundle.__file__).parents[1] / "theme" / "assets"


def cases(name: str) -> list[dict[str, object]]:
    """The cases of a file."""
    return yaml.safe_load((CASES / name).read_text("utf-8"))


@pytest.mark.parametrize("case", cases("numbers.yml"), ids=lambda case: case["text"])
def test_numbers_however_written(case: dict[str, object]) -> None:
    """A number is found with its words for size, has the value that was meant and the forms that the index lacks."""
    text = str(case["text"])
    found = [[text[n.start : n.end], digits(n.value), list(n.forms)] for n in numbers(text, str(case["language"]))]
    assert found == case["numbers"]


@given(st.decimals(min_value=0, max_value=10**15, places=3))
def test_digits_are_exact(value: Decimal) -> None:
    """No exponent, no grouping, no zeros behind the last decimal, and the same number."""
    written = digits(value)
    assert Decimal(written) == value
    assert re.fullmatch(r"\d+(\.\d*[1-9])?", written)


@given(st.text() | st.from_regex(r"\A[0-9]{20,60}(\.[0-9]{1,9})?\Z"))
def test_reading_numbers_never_fails(text: str) -> None:
    """Any text can be read; what is found is in order and holds a digit."""
    end = 0
    document("a/", "A title", SearchRecord(text, "page"), passages(SearchRecord(text, "page")), "en", "en")
    for number in numbers(text, "en"):
        assert end <= number.start < number.end <= len(text)
        assert any(c.isdecimal() for c in text[number.start : number.end])
        end = number.end


@given(st.text(alphabet=st.sampled_from("中文字かなไทย๑ abc 12.7，。“”（）-\u0301")))
def test_spacing_can_be_undone(text: str) -> None:
    """Without letters that are there again it is the same text; a word has two letters of such scripts, or one."""
    cut = spaced(text)
    letter = rf"(?=\w)[{UNSPACED}](?:(?!\w)[{UNSPACED}])*"
    assert re.sub(f"({letter}){SEPARATOR}\\1", r"\1", cut).replace(SEPARATOR, "") == text
    for word in re.split(r"\s+", cut):
        letters = re.sub(r"[\W_]", "", word)
        assert not re.search(f"[{UNSPACED}]", letters) or re.fullmatch(f"[{UNSPACED}]{{1,2}}", letters)


def test_words_of_scripts_without_spaces() -> None:
    """Any two letters that follow each other, the last one alone; punctuation and other scripts part them."""
    cut = spaced("宽体客机，1.07亿吨US$5。人人都").split(SEPARATOR)
    assert cut == ["宽体", "体客", "客机", "机，", "1.07", "亿吨", "吨", "US$5。", "人人", "人都", "都"]
    assert spaced("war—or peace, 2020–2024") == f"war—{SEPARATOR}or peace, 2020–{SEPARATOR}2024"


@pytest.mark.parametrize(("locale", "language"), [("zh-Hans", "qaa"), ("ja", "qaa"), ("pt-BR", "pt"), ("ru", "ru")])
def test_language_of_the_index(locale: str, language: str) -> None:
    """Pagefind stems the edition's language, and segments none."""
    assert index_language(locale) == language


@pytest.mark.parametrize("case", cases("passages.yml"), ids=lambda case: case["name"])
def test_what_is_indexed_of_a_page(case: dict[str, object]) -> None:
    """Sentences keep their ids; numbers and other words are hidden; notices are left out."""
    record = SearchRecord(str(case["words"]), str(case["kind"]))
    copy = document("a/b/", "A title", record, passages(record), "en", "en")
    assert '<h1 id="@a/b/" data-pagefind-weight="1">A title</h1>' in copy
    found = [[unescape(key), unescape(text)] for key, text in re.findall(r'<p id="(.*?)">(.*?)</p>', copy)]
    assert found == case["indexed"]


def test_decimals_are_told_from_whole_numbers() -> None:
    """The index takes 5.2 and 52 for the same word, so a decimal has another one of its own."""
    record = SearchRecord("<p>A rise of 5.2% in 52 weeks, to 1.5 million.</p>", "page")
    found = re.findall(r'<p id="~">(.*?)</p>', document("a/", "A title", record, passages(record), "en", "en"))
    assert found == ["5x2 1500000"]


def test_metadata_and_facets_are_escaped() -> None:
    """Quotation marks and angle brackets of the text do not end an attribute or open an element."""
    record = SearchRecord("", "exchange", {"speaker": 'Ann "A" <b>'}, {"topic": ("R&D",)})
    copy = document('x"y/', "1 < 2", record, [], "en", "en")
    assert '<i data-pagefind-meta="speaker[data-v]" data-v="Ann &quot;A&quot; &lt;b&gt;"></i>' in copy
    assert '<i data-pagefind-filter="topic[data-v]" data-v="R&amp;D"></i>' in copy
    assert '<h1 id="@x&quot;y/"' in copy
    assert ">1 &lt; 2</h1>" in copy


def test_vocabulary_counts_words_without_case_and_marks(tmp_path: Path) -> None:
    """One line for avión, Avión and avion; words are in the bucket of their first letter."""
    words = Vocabulary()
    words.add("Avión avión avion sol 中文中文 1234")
    words.write(tmp_path)
    assert (tmp_path / "1.txt").read_text("utf-8") == "avión 3\n"
    assert len(list(tmp_path.iterdir())) == 16
    assert fold("Самолёт") == "самолет"


def records(years: tuple[str, ...] = ("2023", "2024")) -> list[tuple[str, str, SearchRecord]]:
    """A small edition: two exchanges a year, a topic, a written page."""
    made = [
        (
            f"interviews/{year}/q{number}/",
            f"Question {number} of {year}",
            SearchRecord(
                f'<p id="q1.p1"><span id="q1.p1.s1">Tea is grown in {year}.</span></p><p>Farming</p>',
                "exchange",
                {"interview": f"The year {year}"},
                {"topic": ("Farming",), "year": (year,)},
            ),
        )
        for year in years
        for number in (1, 2)
    ]
    return [
        *made,
        ("topics/farming/", "Farming", SearchRecord("<p>What is grown.</p><p>crops harvest</p>", "topic")),
        ("about/", "About", SearchRecord("<p>Who we are.</p>", "page")),
    ]


def contents(folder: Path) -> dict[str, str]:
    """Digests of all files of a folder."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_bundle(tmp_path: Path) -> None:
    """One shard, the engine once, none of Pagefind's own scripts, pages by number, the terms by name."""
    stats = index(records(), "en", tmp_path / "out")
    names = contents(tmp_path / "out")
    assert (stats.records, stats.shards, stats.reused) == (6, 1, 0)
    assert [name for name in names if name.endswith((".js", ".css"))] == []
    assert sorted(name for name in names if "fragment" in name) == [f"0/fragment/{n}.pf_fragment" for n in range(5)]
    assert [name for name in names if "wasm" in name] == ["0/wasm.en.pagefind"]
    assert [name for name in names if "entry" in name] == []
    assert [path.name for path in (tmp_path / "out").iterdir() if path.name.startswith(".")] == []
    about = json.loads((tmp_path / "out" / "search.json").read_text("utf-8"))
    assert about["terms"] == [
        {"label": "Farming", "path": "topics/farming/", "kind": "topic", "count": 4, "words": "crops harvest"}
    ]
    assert about["engine"] == "0/wasm.en.pagefind"
    assert [f"0/{version}.pf_meta" for version in about["shards"]] == [name for name in names if "pf_meta" in name]
    assert about["common"] == []
    assert about["decimal"] == "."
    assert about["scales"] == scales("en")


def test_words_that_most_pages_have(tmp_path: Path) -> None:
    """Short words of more than half of the pages, most frequent first; long ones are what the pages are about."""
    made = [
        (f"q{number}/", "Title", SearchRecord(f"<p>The agriculture of {'Norway' * (number % 3)}.</p>", "page"))
        for number in range(12)
    ]
    index(made, "en", tmp_path / "out")
    assert json.loads((tmp_path / "out" / "search.json").read_text("utf-8"))["common"] == ["of", "the", "title"]


def test_title_of_the_record_comes_first(tmp_path: Path) -> None:
    """A page may be called `Question · Interview`; its result is called by the question."""
    record = SearchRecord("<p>Words</p>", "topic", {"title": "Short"})
    index([("topics/x/", "Short · Long", record)], "en", tmp_path / "out")
    [term] = json.loads((tmp_path / "out" / "search.json").read_text("utf-8"))["terms"]
    assert term["label"] == "Short"


def test_same_records_same_bytes(tmp_path: Path) -> None:
    """Two runs write the same files."""
    for name in ("first", "second"):
        index(iter(records()), "en", tmp_path / name)
    assert contents(tmp_path / "first") == contents(tmp_path / "second")


def said(bundle: Path) -> dict[str, Any]:
    """What an index says, whatever numbers its pages have: word -> address of a page -> places; and the facets."""
    shard = bundle / "0"

    def content(file: Path) -> bytes:
        return gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")

    def places(pages: list[Any]) -> dict[str, Any]:
        numbers = accumulate(page[0] for page in pages)
        return {urls[number]: page[1:] for number, page in zip(numbers, pages, strict=True)}

    fragments = {int(file.stem): json.loads(content(file)) for file in shard.glob("fragment/*")}
    urls = {number: fragment["anchors"][0]["id"] for number, fragment in fragments.items()}
    assert sorted(urls) == list(range(len(urls)))
    words = [word for file in shard.glob("index/*") for word in cbor2.loads(content(file))[0]]
    about = json.loads(content(next(shard.glob("*.pf_meta"))))
    facets = {name: cbor2.loads(content(shard / f"filter/{file}.pf_filter")) for name, file in about[3]}
    return {
        "words": {
            word: (places(pages), {form: places(there) for form, there in forms}) for word, pages, forms in words
        },
        "counts": {urls[number]: count for number, count in enumerate(about[1])},
        "facets": {
            name: {value: {urls[page] for page in pages} for value, pages in one[1]} for name, one in facets.items()
        },
        "fields": about[5],
    }


def test_runs_are_joined(tmp_path: Path) -> None:
    """An index of many runs of Pagefind says what an index of one run says."""
    found = []
    for run in (600, 3, 2, 1):
        accents = [("cafe/", "Café", SearchRecord("<p id='q1'>The café, the cafe, Zoë.</p>", "exchange"))]
        made = [*records(("2022", "2023", "2024", "2025")), *accents]
        stats = index(made, "en", tmp_path / str(run), run=run)
        found.append(said(tmp_path / str(run)))
        assert stats.shards == 1
        assert stats.runs >= 8 // run
        assert any(forms for _, forms in found[-1]["words"].values())
    assert found[0]["words"]
    assert len(found[0]["facets"]["year"]) == 4
    assert found[1:] == found[:1] * 3


def test_what_pages_lack_stays_out_of_no_run(tmp_path: Path) -> None:
    """Interviews without a date or a speaker are joined with those that have one."""
    bare = [("x/", "Bare", SearchRecord("<p id='q1.p1.s1'>Nobody speaks of ferries.</p>", "exchange"))]
    index([*records(), *bare], "en", tmp_path, run=1)
    assert "x/" in str(said(tmp_path)["counts"])


def test_a_bundle_is_brought_up_to_date(tmp_path: Path) -> None:
    """Written over an older one with more pages and shards, it is the one that is written into a new folder."""
    for shard in (2, 12_000):
        out = tmp_path / f"old-{shard}"
        index(records(("2022", "2023", "2024", "2025")), "en", out, cache=tmp_path / "cache", shard=shard)
        (out / "0" / "fragment" / "1.pf_fragment").unlink()
        (out / "0" / "fragment" / "1.pf_fragment").write_text("somebody's")
        (out / "0" / "index" / "somebody's").mkdir()
        index(records(("2022", "2025")), "en", out, cache=tmp_path / "cache")
        index(records(("2022", "2025")), "en", tmp_path / f"new-{shard}")
        assert contents(out) == contents(tmp_path / f"new-{shard}")


def test_pieces_of_the_index_with_the_same_words_stay(tmp_path: Path) -> None:
    """A word more on a page changes few of them; what somebody damaged is written again."""

    def listed(more: str) -> list[tuple[str, str, SearchRecord]]:
        words = (" ".join(f"{one}{two}{three}er" for three in "aeiou") for one in "bcdfghklmnprstvw" for two in "aeiou")
        pages = [
            (f"interviews/{at}/q1/", f"Page {at}", SearchRecord(f"<p>{text}</p>", "page"))
            for at, text in enumerate(words)
        ]
        return [*pages, ("interviews/last/", "The last", SearchRecord(f"<p>baber {more}</p>", "page"))]

    small = joining.PIECE // 40
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(joining, "PIECE", small)
        patch.setattr(joining, "_LEAST", small // 2)
        out, cache = tmp_path / "out", tmp_path / "cache"
        index(listed("cacer"), "en", out, cache=cache)
        before = {file.name: (file.stat().st_ino, file.read_bytes()) for file in (out / "0/index").iterdir()}
        assert len(before) > 10
        (out / "0/index/3.pf_index").write_bytes(b"damaged")
        index(listed("cacer wuwer"), "en", out, cache=cache)
        index(listed("cacer wuwer"), "en", tmp_path / "clean")
        assert contents(out) == contents(tmp_path / "clean")
        after = {file.name: (file.stat().st_ino, file.read_bytes()) for file in (out / "0/index").iterdir()}
    changed = [name for name, found in after.items() if before.get(name, (0, b""))[1] != found[1]]
    written = [name for name, found in after.items() if before.get(name) != found]
    assert 0 < len(changed) < len(after) / 2
    assert set(written) <= {*changed, "3.pf_index"}


def test_unchanged_shards_are_reused(tmp_path: Path) -> None:
    """A new interview of a new year leaves the shards of earlier years as they are, and the result is the same."""
    cache = tmp_path / "cache"
    first = index(records(), "en", tmp_path / "1", cache=cache, shard=2)
    again = index(records(), "en", tmp_path / "2", cache=cache, shard=2)
    grown = index(records(("2023", "2024", "2025")), "en", tmp_path / "3", cache=cache, shard=2)
    clean = index(records(("2023", "2024", "2025")), "en", tmp_path / "4", shard=2)
    assert (first.shards, first.reused) == (3, 0)
    assert (again.shards, again.reused) == (3, 3)
    assert (grown.shards, grown.reused) == (4, 3)
    assert clean.reused == 0
    assert contents(tmp_path / "1") == contents(tmp_path / "2")
    assert contents(tmp_path / "3") == contents(tmp_path / "4")
    assert len(list(cache.iterdir())) == 4


def test_nothing_to_index(tmp_path: Path) -> None:
    """An edition without pages has a bundle without shards."""
    stats = index([], "en", tmp_path / "out")
    assert (stats.records, stats.shards) == (0, 0)
    assert json.loads((tmp_path / "out" / "search.json").read_text("utf-8"))["terms"] == []


def test_failure_of_pagefind_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what Pagefind said."""
    broken = tmp_path / "pagefind"
    broken.write_text("#!/bin/sh\necho no space left >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(broken))
    with pytest.raises(DragomanError, match=r"Pagefind failed \(3\): no space left"):
        index(records(), "en", tmp_path / "out")


def test_scripts_are_the_same_in_the_browser() -> None:
    """Index and query are cut by one class of characters."""
    source = (ASSETS / "search-core.js").read_text("utf-8")
    [literal] = re.findall(r'export const UNSPACED =\s+"(.*?)"', source)
    literal = re.sub(r"\\\\u\{?([0-9a-f]{4,5})\}?", lambda match: chr(int(match[1], 16)), literal)
    assert literal == UNSPACED


def test_plural_forms_have_an_example_each() -> None:
    """Every form of a language comes with a number that takes it (Russian has three)."""

    def ngettext(one: str, many: str, n: int) -> str:
        forms = ("%(n)s результат", "%(n)s результата", "%(n)s результатов")
        few = 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14
        return forms[0 if n % 10 == 1 and n % 100 != 11 else 1 if few else 2]

    results = strings(lambda text: text, ngettext)["results"]
    assert results == {"0": "%(n)s результатов", "1": "%(n)s результат", "2": "%(n)s результата"}


def test_little_is_loaded_before_search_is_opened() -> None:
    """The script on every page is at most 2 KB as sent."""
    import gzip

    assert len(gzip.compress((ASSETS / "search-open.js").read_bytes())) <= 2048
