"""What readers were promised holds on whole sites: links last, what is taken out is nowhere, what is cited is so."""

from __future__ import annotations

import gzip
import html
import json
import posixpath
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from typing import Any

import extruct
import lxml.html
import pytest
import rispy
from pybtex.database import parse_string

from generator import config, identity, markup, pages, publication, site, views
from generator.l10n.formats import language_name
from generator.pages.page import Page
from generator.pages.passages import paragraphs
from generator.pages.view import View
from generator.publication import Publication
from tests.hand_edits import EDITS, swap
from tests.test_linked_data import mistakes

ROOT = Path(__file__).parents[1]
SLUG = "2024-05-07-zhang-hanhui"
PASSAGE = re.compile(r"(?:q\d+|intro\.p\d+)(?:\.p\d+)?(?:\.s\d+)?")


@dataclass
class Found(HTMLParser):
    """What a page has at its ids: the words of sentences, and where the notices of others lead."""

    ids: set[str] = field(default_factory=set)
    notices: dict[str, str] = field(default_factory=dict)
    """Id of a passage that is not there -> words of the notice."""
    leads: dict[str, str] = field(default_factory=dict)
    """Id of a passage that is elsewhere -> link of its notice."""
    words: dict[str, str] = field(default_factory=dict)
    """Id of a sentence -> its words."""
    _open: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("br", "hr", "img", "meta", "link", "input", "wbr"):
            return
        kinds = (values.get("class") or "").split()
        if identifier := values.get("id"):
            assert identifier not in self.ids, f"{identifier} stands twice"
            self.ids.add(identifier)
        retired = next((id for kind, id in reversed(self._open) if kind == "retired"), "")
        if tag == "a" and retired:
            self.leads[retired] = values.get("href") or ""
        kind = "retired" if "retired" in kinds else "s" if "s" in kinds else ""
        self._open.append((kind, identifier or ""))

    def handle_endtag(self, tag: str) -> None:
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for kind, identifier in self._open:
            if kind == "retired":
                self.notices[identifier] = self.notices.get(identifier, "") + data
            elif kind == "s":
                self.words[identifier] = self.words.get(identifier, "") + data


@dataclass
class Site:
    """All pages of an interview in all editions, and the redirects."""

    pages: dict[str, Found]
    """Address below the root -> what it has."""
    redirects: dict[str, tuple[str, str]]
    ledger: identity.Ledger

    def follow(self, path: str, anchor: str) -> tuple[str, str]:
        """Where a browser is in the end."""
        for _ in range(9):
            if path in self.pages:
                return path, anchor
            new, landing = self.redirects[path.rstrip("/")]
            path, anchor = f"{new}/", anchor or landing
        raise AssertionError(f"{path} leads round in circles")


def parsed(text: str) -> Found:
    """What a page has at its ids."""
    found = Found()
    found.feed(text)
    return found


def in_memory(root: Path) -> Site:
    """The pages as they are given to MkDocs, which does not change ids."""
    loaded = publication.load(config.read(root))
    publication.save_ids(loaded)
    found, moved = {}, {}
    for view in views.of(loaded, [views.edition(loaded, locale) for locale in loaded.settings.locales]):
        of_interviews = (pages.of_interview(view, one) for one in view.interviews)
        made = [*pages.SITE["data"](view), *chain.from_iterable(of_interviews)]
        found |= {f"{view.locale}/{page.path}": parsed(page.body) for page in made}
        moved |= {old: (new, anchor) for old, new, anchor in pages.redirects(view, [page.path for page in made])}
    (ledger,) = loaded.ledgers.values()
    return Site(found, moved, ledger)


def built(root: Path) -> Site:
    """The pages as they are on the built site."""
    loaded = publication.load(config.read(root))
    publication.save_ids(loaded)
    folder = site.build(loaded, quiet=True, jobs=2).site
    found, moved = {}, {}
    for path in sorted(folder.rglob("index.html")):
        address = "" if path.parent == folder else f"{path.parent.relative_to(folder).as_posix()}/"
        text = path.read_text("utf-8")
        if refresh := re.search(r'http-equiv="refresh" content="0; url=([^"#]*)(?:#([^"]*))?"', text):
            new = posixpath.normpath(posixpath.join(address, refresh[1]))
            moved[address.rstrip("/")] = new, refresh[2] or ""
        else:
            found[address] = parsed(text)
    (ledger,) = loaded.ledgers.values()
    return Site(found, moved, ledger)


def apply(root: Path, edit: Callable[[str], str] | str) -> None:
    """Edit the interview by hand, or rename its folder."""
    (folder,) = (root / "docs/interviews").iterdir()
    if isinstance(edit, str):
        folder.rename(folder.with_name(edit))
        return
    text = folder / "interview.md"
    text.write_text(edit(text.read_text("utf-8")), "utf-8")


@pytest.fixture
def embassy(tmp_path: Path) -> Path:
    """A copy of this publication."""
    for name in ("docs", "translations"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def follow_edits(root: Path, make: Callable[[Path], Site]) -> None:
    """Build, edit, build, …: after each build whatever was published leads where it should."""
    now = make(root)
    ever = addresses(now)
    for name, edit in EDITS.items():
        before = now
        apply(root, edit)
        now = make(root)
        ever |= addresses(now)
        wrong = list(chain(unchanged(before, now), same_anchors(now), broken(now, ever)))
        assert wrong == [], f"after: {name}"


def addresses(now: Site) -> set[tuple[str, str]]:
    """Every address that readers may have: page and anchor."""
    return {
        (path, identifier)
        for path, page in now.pages.items()
        for identifier in {"", *page.ids}
        if "/interviews/2" in path or re.search(r"/data/$", path)
        if not identifier or PASSAGE.fullmatch(identifier) or "2024-" in identifier
    }


def whole(now: Site, locale: str) -> Found:
    """The page of the interview."""
    return next(page for path, page in now.pages.items() if re.fullmatch(rf"{locale}/interviews/2[^/]*/", path))


def unchanged(before: Site, now: Site) -> Iterator[str]:
    """Sentences that say what they said and have another id."""
    old, new = whole(before, "en").words, whole(now, "en").words
    for identifier, words in old.items():
        if words in new.values() and new.get(identifier) != words:
            yield f"{identifier} was: {words}"


def same_anchors(now: Site) -> Iterator[str]:
    """Pages whose anchors differ between the editions."""
    for path, page in now.pages.items():
        if re.match(r"en/interviews/2[^/]*/(?:q\d+/)?$", path):
            for other in {address.partition("/")[0] for address in now.pages}:
                theirs = now.pages[other + path[2:]].ids if other else page.ids
                if differing := {id for id in page.ids ^ theirs if PASSAGE.fullmatch(id)}:
                    yield f"{path} in {other}: {sorted(differing)}"


def broken(now: Site, ever: set[tuple[str, str]]) -> Iterator[str]:
    """Addresses that lead nowhere, or to something else without saying so."""
    for path, anchor in sorted(ever):
        try:
            landed, at = now.follow(path, anchor)
        except KeyError:
            yield f"{path}#{anchor}: nothing at this address"
            continue
        page = now.pages[landed]
        if at and at not in page.ids:
            yield f"{path}#{anchor}: no such place on {landed}"
        elif at in page.leads:
            there, _, place = page.leads[at].partition("#")
            target = posixpath.normpath(posixpath.join(landed, there)) + "/"
            if target not in now.pages or place not in now.pages[target].ids - now.pages[target].notices.keys():
                yield f"{path}#{anchor}: its notice leads to {page.leads[at]}, which is not there"
        elif at in now.ledger.retired and not page.notices.get(at):
            yield f"{path}#{anchor}: is retired, and nothing says so on {landed}"


def test_links_outlive_twenty_edits(embassy: Path) -> None:
    """Of everything that was ever published of the real interview, in the original and in a translation of it."""
    assert len(EDITS) == 20
    reduce(embassy, "en, ar")
    follow_edits(embassy, in_memory)


@pytest.mark.slow
def test_links_outlive_twenty_edits_on_built_sites(embassy: Path) -> None:
    """The same, of seven editions as they are built."""
    follow_edits(embassy, built)


# --- what is cited ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ours() -> dict[str, tuple[View, list[Page]]]:
    """Locale -> this publication's edition and the pages that can be cited."""
    loaded = publication.load(config.read(ROOT))
    seen = views.of(loaded, [views.edition(loaded, locale) for locale in loaded.settings.locales])
    found = {}
    for view in seen:
        of_interviews = chain.from_iterable(pages.of_interview(view, one) for one in view.interviews)
        made = (page for page in chain(pages.SITE["data"](view), of_interviews) if page.kind not in UNCITED)
        found[view.locale] = view, list(made)
    return found


UNCITED = ("parallel", "history")
"""Pages that repeat what others have: those are cited."""


def test_every_page_is_cited_in_every_format_of_other_peoples_programs(ours: Any) -> None:
    """Parsed, each names the page's own address, the first publisher and, of a translation, what it translates."""
    for locale, (view, made) in ours.items():
        publisher = view.interviews[0].source.publisher
        for page in made:
            url = f"{view.settings.url}{locale}/{page.path}"
            shown = {
                one.get("data-format"): one.find_class("words")[0].text_content()
                for one in lxml.html.fromstring(f"<main>{page.body}</main>").iterfind(".//div[@data-format]")
            }
            (csl,) = json.loads(shown["csl-json"])
            (ris,) = rispy.loads(shown["ris"].replace("\n", "\r\n") if "\r" not in shown["ris"] else shown["ris"])
            (bib,) = parse_string(shown["bibtex"], "bibtex").entries.values()
            assert {csl["URL"], ris["urls"][0], bib.fields["url"]} == {url}, page.path
            assert url in shown["plain"]
            if page.kind in ("interview", "exchange"):
                assert csl["publisher"] == ris["publisher"] == publisher
                assert shown["plain"].index(publisher) < shown["plain"].index(view.name)
                translated = csl["language"] != "en"
                english = language_name("en", locale)
                assert (english in csl["note"]) is translated
                assert csl["language"] == bib.fields["language"] == ris["language"]
                if csl["language"] == locale:
                    assert page.script["page"].keys() == shown.keys()


def test_every_page_tells_machines_what_it_is(ours: Any) -> None:
    """One node of schema.org's vocabulary, at the page's address; its source has the name it has where it is from."""
    kinds = {"interview": "Article", "exchange": "QAPage", "data": "Dataset"}
    for locale, (view, made) in ours.items():
        for page in made:
            found = extruct.extract(f"<html><head>{page.head}</head></html>", syntaxes=["json-ld", "dublincore"])
            (node,) = found["json-ld"]
            assert list(mistakes(node)) == [], page.path
            assert kinds[page.kind] in node["@type"]
            assert node["@id"] == f"{view.settings.url}{locale}/{page.path}"
            assert '<meta name="DC.identifier"' in page.head
            if page.kind == "interview":
                assert node["isBasedOn"]["publisher"]["name"] == view.source(view.interviews[0]).source.publisher
                assert ("translationOfWork" in node) is (locale != "en")


# --- what is taken out --------------------------------------------------------------------------------------------


def seen(file: Path) -> str:
    """The words of a file of the site, however it packs them, without white space and markup."""
    raw = file.read_bytes()
    if raw.startswith(b"\x1f\x8b"):
        raw = gzip.decompress(raw)
    text = html.unescape(re.sub(r"</?[a-z][^>]*>", "", raw.decode("utf-8", "ignore")))
    text = re.sub(r"\\\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)
    return folded(text.replace('\\\\"', '"'))


def folded(text: str) -> str:
    """Text as it is compared: no white space, no capitals."""
    return "".join(text.split()).casefold()


def leaks(folder: Path, secrets: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Where any of the words can still be found, in any byte of the site: file and words."""
    wanted = re.compile("|".join(map(re.escape, map(folded, secrets))))
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".png":
            yield from ((str(file.relative_to(folder)), words) for words in set(wanted.findall(seen(file))))


def secrets(loaded: Publication, locale: str, hidden: Callable[[str], bool]) -> set[str]:
    """What an edition says in the hidden sentences only: runs of words, and rare words, which a search index has."""
    edition = views.edition(loaded, locale)
    said: dict[bool, list[str]] = {True: [], False: []}
    for interview in edition.interviews:
        said[hidden("title")].append(markup.plain(interview.title.words))
        said[False] += [str(interview.participants), str(interview.source)]
        for exchange, _, paragraph in paragraphs(interview):
            for sentence in paragraph.sentences:
                said[hidden(sentence.id)].append(markup.plain(sentence.text))
            if exchange and not hidden(exchange.id):
                said[False].append(exchange.title.words)
    said[False] += [text.words for blocks in edition.pages.values() for text in blocks]
    said[False] += [str(term) for term in loaded.corpus.terms]
    found: set[str] = set()
    for sentence in said[True]:
        unspaced = locale.startswith("zh")
        runs, size = (re.findall(r"\S", sentence), 12) if unspaced else (sentence.split(), 4)
        several = {" ".join(runs[at : at + size]) for at in range(len(runs) - size + 1)}
        found |= {run for run in several if len(re.sub(r"[\W\d_]", "", run)) >= size}  # a date alone is no secret
        if not hidden("title") and not unspaced:  # of a whole interview, single words are not secret
            found |= set(re.findall(r"\d[\d.,]{3,}\d|[^\W\d_]{9,}", sentence))
    open_words = folded(" ".join(said[False]))
    return {one for one in found if folded(one) not in open_words}


def reduce(root: Path, locales: str) -> Publication:
    """The publication in some of its editions, as long as nothing is taken out."""
    settings = root / "mkdocs.yml"
    settings.write_text(re.sub(r"locales: .*", f"locales: [{locales}]", settings.read_text("utf-8")), "utf-8")
    return publication.load(config.read(root))


SEALS = ("q3.p2.s3", "q9", "q5.p3", "intro.p1")
"""A sentence with figures, a question with its title, a paragraph, the words before the first question."""


def never_said(root: Path, locales: str, hidden: Callable[[str], bool]) -> Path:
    """The site that there would be if something else had been said in the hidden sentences."""
    other = root.with_name(f"{root.name}-other")
    for name in ("docs", "translations"):
        shutil.copytree(root / name, other / name)
    shutil.copy(root / "mkdocs.yml", other)
    (interview,) = reduce(other, locales).complete
    path = other / "docs/interviews" / interview.slug / "interview.md"
    lines = path.read_text("utf-8").split("\n")
    for _, _, paragraph in paragraphs(interview):
        for sentence in paragraph.sentences:
            if hidden(sentence.id):
                lines[sentence.line - 1] = "Nothing."
    text = re.sub(r"\n  (?:original|sha256): .*", "", "\n".join(lines))
    path.write_text(re.sub(r"(?m)^title: .*", "title: Nothing", text) if hidden("title") else text, "utf-8")
    return site.build(publication.load(config.read(other)), quiet=True, jobs=2).site


def taken_out(
    root: Path, locales: str, line: str, hidden: Callable[[str], bool], coincidences: Path | None = None
) -> None:
    """Take out and build: no word is left, every address is, and says why in the reader's language.

    What the site `coincidences` says as well does not come from the words that are taken out.
    """
    loaded = reduce(root, locales)
    before = in_memory(root)
    found = set().union(*(secrets(loaded, locale, hidden) for locale in loaded.settings.locales))
    assert len(found) > 30 * len(loaded.settings.locales)
    known = {words for _, words in leaks(coincidences, found)} if coincidences else set()
    assert len(known) < len(found) / 20
    apply(root, swap("\nstatus: published", f"\n{line}"))
    after = built(root)
    assert [leak for leak in leaks(root / "site", found) if leak[1] not in known] == []
    if open_words := secrets(loaded, "en", lambda identifier: not hidden(identifier)):
        places = {Path(file).suffix for file, _ in leaks(root / "site", sorted(open_words)[::30])}
        assert places >= {".html", ".xml", ".jsonl", ".txt", ".json", ".csv", ".pf_fragment"}  # where they would be
    kept = {(path, anchor) for path, anchor in addresses(before) if not anchor or PASSAGE.fullmatch(anchor)}
    assert list(broken(after, kept)) == []  # the names of records of figures would tell what they were
    for locale in loaded.settings.locales:
        page = whole(after, locale)
        notice = views.edition(loaded, locale).ui.gettext("[Withheld]")
        assert {id for id in page.words if hidden(id)} == {id for id, words in page.words.items() if words == notice}


def sealed(identifier: str) -> bool:
    """Whether one of the seals covers a passage."""
    return any(identifier == seal or identifier.startswith(f"{seal}.") for seal in SEALS)


def test_sealed_words_are_in_no_byte_of_the_site(embassy: Path) -> None:
    """Of the real interview, in two editions: pages, search, downloads, feeds, data, metadata."""
    taken_out(embassy, "en, zh-Hans", f"status: published\nsealed: [{', '.join(SEALS)}]", sealed)


@pytest.mark.slow
@pytest.mark.parametrize("line", ["status: withdrawn", f"status: published\nsealed: [{', '.join(SEALS)}]"])
def test_words_taken_out_are_in_no_byte_of_seven_editions(embassy: Path, line: str) -> None:
    """Withdrawn as a whole, or sealed in part."""
    hidden = sealed if "sealed" in line else lambda identifier: True
    locales = "en, zh-Hans, ru, ar, fr, es, it"
    taken_out(embassy, locales, line, hidden, coincidences=never_said(embassy, locales, hidden))
