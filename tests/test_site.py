"""The whole way from a publication to its site, on the small publication of the fixtures."""

import contextlib
import filecmp
import os
import re
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator import checks, config, pipeline, publication, publish, site, views
from generator.errors import DragomanError, InputError
from generator.publication import Publication

ROOT = Path(__file__).parents[1]


def pages(folder: Path) -> dict[str, str]:
    """Path -> HTML of every page, the search bundle left out."""
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in sorted(folder.rglob("*.html"))}


class Main(HTMLParser):
    """The visible words of `<main>`, and where it links to."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.inside = 0
        self.words: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter main; note links and ids in it."""
        self.inside += tag == "main"
        if self.inside:
            values = dict(attrs)
            self.links += [values["href"] or ""] if "href" in values else []
            self.ids += [values["id"] or ""] if "id" in values else []

    def handle_endtag(self, tag: str) -> None:
        """Leave main."""
        self.inside -= tag == "main"

    def handle_data(self, data: str) -> None:
        """Note words."""
        if self.inside:
            self.words += data.split()


def main(html: str) -> Main:
    """What a page says, apart from its frame."""
    parser = Main()
    parser.feed(html)
    return parser


def same(one: Path, other: Path) -> list[str]:
    """Files that differ between two folders."""
    compared = filecmp.dircmp(one, other, ignore=["pagefind"], hide=[])
    found = [*compared.left_only, *compared.right_only, *compared.funny_files]
    _, different, errors = filecmp.cmpfiles(one, other, compared.common_files, shallow=False)
    found += [str(one / name) for name in (*different, *errors)]
    for name in compared.common_dirs:
        found += same(one / name, other / name)
    return found


def test_moulds_write_what_mkdocs_writes(loaded: Publication, tmp_path: Path) -> None:
    """Every page of every kind and edition is byte for byte the one that MkDocs builds."""
    folder = loaded.settings.site
    site.build(loaded, quiet=True, plain=True)
    plain = folder.rename(tmp_path / "plain")
    site.build(loaded, quiet=True)
    assert same(plain, folder) == []
    kinds = {re.search(r'<body class="kind-(\w+)', html)[1] for html in pages(folder).values() if "kind-" in html}  # type: ignore[index]
    assert kinds >= {"home", "interview", "exchange", "topic", "person", "data", "questions", "index", "written"}


def test_zensical_builds_the_same_pages(loaded: Publication) -> None:
    """Material's successor builds the generated tree: the same pages with the same words, links and ids."""
    site.build(loaded, quiet=True, plain=True)
    folder = loaded.settings.build / "en"
    mkdocs = pages(loaded.settings.site / "en")
    command = [str(Path(sys.executable).parent / "zensical"), "build", "-f", str(folder / "mkdocs.yml")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    zensical = pages(folder / "site")
    zensical.pop("404.html", None)
    assert sorted(zensical) == sorted(mkdocs)
    for path, html in mkdocs.items():
        one, other = main(html), main(zensical[path])
        assert one.words, path
        assert (one.words, one.links, one.ids) == (other.words, other.links, other.ids), path


def test_every_passage_has_the_same_id_in_every_edition(loaded: Publication) -> None:
    """The ids of an interview's page, and those of its exchanges, are the same in all languages."""
    site.build(loaded, quiet=True)
    for path in ("interviews/2023-06-01-harbour/index.html", "interviews/2023-06-01-harbour/q1/index.html"):
        ids = {
            locale: sorted(id for id in main((loaded.settings.site / locale / path).read_text("utf-8")).ids)
            for locale in loaded.settings.locales
        }
        assert "q1.p2.s1" in ids["en"]
        assert ids["fr"] == ids["en"]
        assert ids["ar"] == ids["en"]


def test_the_checks_find_nothing_wrong_with_the_site(loaded: Publication) -> None:
    """No broken link or anchor, no id twice, nothing loaded from another server."""
    site.build(loaded, quiet=True)
    editions = tuple(views.edition(loaded, locale) for locale in loaded.settings.locales)
    found = checks.run(checks.Site(loaded, editions), ["links", "parties", "ids", "words"])
    assert [finding.message for finding in found if finding.severity == "error"] == []


def test_a_failed_build_leaves_the_old_site(small: Path) -> None:
    """A mistake in a source stops the build; the site is as it was."""
    pipeline.build(small, quiet=True)
    before = pages(small / "site")
    text = small / "docs/interviews/2023-06-01-harbour/interview.md"
    text.write_text(text.read_text("utf-8").replace("**Harbour Office:**", "**Harbor:**", 1), "utf-8")
    with pytest.raises(InputError, match=r"interview\.md:\d+: 'Harbor' speaks but is not a participant"):
        pipeline.build(small, quiet=True)
    assert pages(small / "site") == before


def test_a_failure_of_mkdocs_leaves_the_old_site(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever happens while pages are built, the site is exchanged only when all of it is there."""
    pipeline.build(small, quiet=True)
    before = pages(small / "site")
    (small / "docs/about.md").write_text("# About\n\n[nowhere](nowhere.md)\n", "utf-8")
    with pytest.raises(DragomanError, match="nowhere"):
        pipeline.build(small, quiet=True)
    assert pages(small / "site") == before


@pytest.mark.parametrize("seconds", [0.4, 0.9, 1.6])
def test_a_killed_build_leaves_the_old_site(small: Path, seconds: float) -> None:
    """Killed at any moment, a build leaves a whole site, and the next build works."""
    pipeline.build(small, quiet=True)
    before = pages(small / "site")
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "-C", str(small), "build", "--quiet"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(seconds)
    with contextlib.suppress(ProcessLookupError):  # it was faster than we
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert pages(small / "site") == before
    pipeline.build(small, quiet=True)
    assert pages(small / "site") == before


def test_bare_mkdocs_builds_the_source_pages(small: Path) -> None:
    """`mkdocs build --strict` works in a publication and leaves the site of `dragoman build` alone."""
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=small,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    html = (small / "build/plain/interviews/2023-06-01-harbour/interview/index.html").read_text("utf-8")
    assert "In 2022 the ferry carried 1.2 million passengers" in html
    assert not (small / "site").exists()


def test_a_renamed_interview_keeps_its_old_addresses(small: Path) -> None:
    """Pages of the old slug lead to those of the new one, in every edition."""
    pipeline.build(small, quiet=True)
    old = small / "docs/interviews/2023-06-01-harbour"
    new = old.rename(old.with_name("2023-06-01-first-year"))
    text = new / "interview.md"
    text.write_text(
        text.read_text("utf-8").replace("status: p", "former_slugs: [2023-06-01-harbour]\nstatus: p"), "utf-8"
    )
    pipeline.build(small, quiet=True)
    for locale in ("en", "fr", "ar"):
        page = small / f"site/{locale}/interviews/2023-06-01-harbour/q1/index.html"
        assert "../../2023-06-01-first-year/q1/" in page.read_text("utf-8")


def test_an_exchange_that_is_gone_leads_to_the_interview(small: Path) -> None:
    """Its address is kept and lands where its id is, with the notice that it is gone."""
    pipeline.build(small, quiet=True)
    text = small / "docs/interviews/2024-06-03-harbour-again/interview.md"
    text.write_text(text.read_text("utf-8").partition("## 2")[0], "utf-8")
    pipeline.build(small, quiet=True)
    folder = small / "site/fr/interviews/2024-06-03-harbour-again"
    assert 'content="0; url=../#q2"' in (folder / "q2/index.html").read_text("utf-8")
    assert 'class="retired" id="q2.p2.s1"' in (folder / "index.html").read_text("utf-8")


@pytest.mark.parametrize("change", ["status: withdrawn", "status: published\nsealed: [q1.p2.s1]"])
def test_words_that_are_taken_out_are_nowhere(small: Path, change: str) -> None:
    """After a withdrawal or a seal the words are in no byte of the site; the address and the record are."""
    words = "carried 1.2 million passengers"
    text = small / "docs/interviews/2023-06-01-harbour/interview.md"
    text.write_text(text.read_text("utf-8").replace("status: published", change), "utf-8")
    pipeline.build(small, quiet=True)
    assert [
        path for path in (small / "site").rglob("*") if path.is_file() and words.encode() in path.read_bytes()
    ] == []
    for locale in ("en", "fr"):
        page = (small / f"site/{locale}/interviews/2023-06-01-harbour/q1/index.html").read_text("utf-8")
        assert 'id="q1.p2.s1"' in page


def test_an_override_replaces_a_template(small: Path) -> None:
    """A publication's own templates come before the program's."""
    (small / "own/partials").mkdir(parents=True)
    (small / "own/partials/footer.html").write_text("<footer>Our own foot</footer>", "utf-8")
    settings = small / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace('licence: "CC0"', "overrides: own"), "utf-8")
    pipeline.build(small, quiet=True)
    assert "Our own foot" in (small / "site/ar/topics/index.html").read_text("utf-8")


def test_the_site_works_at_another_address(small: Path) -> None:
    """`--site-url` moves every absolute address."""
    pipeline.build(small, url="https://user.github.io/repository", quiet=True)
    html = (small / "site/en/topics/ferries/index.html").read_text("utf-8")
    assert 'href="https://user.github.io/repository/en/topics/ferries/"' in html
    assert "example.org/harbour" not in html


def test_the_theme_is_only_templates(tmp_path: Path) -> None:
    """What is copied for the engine holds no script or style: they are written once, for all editions."""
    publish.write_theme(tmp_path / "theme", None)
    assert {path.suffix for path in (tmp_path / "theme").rglob("*") if path.is_file()} == {".html"}


def test_an_empty_publication_builds(tmp_path: Path) -> None:
    """What `dragoman new` writes is a site at once, and has nothing to find fault with."""
    pipeline.new(tmp_path / "fresh", ["en", "fr"])
    built = pipeline.build(tmp_path / "fresh", quiet=True)
    assert (built.site / "fr/index.html").is_file()
    loaded = publication.load(config.read(tmp_path / "fresh"))
    assert loaded.complete == ()
    assert [f for f in pipeline.check(tmp_path / "fresh") if f.severity == "error"] == []
