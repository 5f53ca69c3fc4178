"""What readers were promised holds on whole sites: links last, what is taken out is nowhere, what is cited is so."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path

import pytest

from generator import config, identity, pages, publication, site
from tests.hand_edits import EDITS

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


def parsed(html: str) -> Found:
    """What a page has at its ids."""
    found = Found()
    found.feed(html)
    return found


def in_memory(root: Path) -> Site:
    """The pages as they are given to MkDocs, which does not change ids."""
    loaded = publication.load(config.read(root))
    publication.save_ids(loaded)
    found, moved = {}, {}
    for view in site.views_of(loaded, [site.edition(loaded, locale) for locale in loaded.settings.locales]):
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
        html = path.read_text("utf-8")
        if refresh := re.search(r'http-equiv="refresh" content="0; url=([^"#]*)(?:#([^"]*))?"', html):
            new = posixpath.normpath(posixpath.join(address, refresh[1]))
            moved[address.rstrip("/")] = new, refresh[2] or ""
        else:
            found[address] = parsed(html)
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
    settings = embassy / "mkdocs.yml"
    settings.write_text(re.sub(r"locales: .*", "locales: [en, ar]", settings.read_text("utf-8")), "utf-8")
    follow_edits(embassy, in_memory)


@pytest.mark.slow
def test_links_outlive_twenty_edits_on_built_sites(embassy: Path) -> None:
    """The same, of seven editions as they are built."""
    follow_edits(embassy, built)
