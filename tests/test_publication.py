"""This repository's own publication: the interview, its editions and its site, as readers get them."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator import checks, config, publication, site, views
from generator.l10n import formats
from generator.l10n.catalogs import read
from generator.publication import Publication

ROOT = Path(__file__).parents[1]
SLUG = "2024-05-07-zhang-hanhui"
COMPLETE = ("en", "zh-Hans", "ru", "ar", "fr", "es")
NAMES = re.compile(
    r"WeChat|BRICS|Mercedes-Benz|Power of Siberia|BibTeX|RIS|CSL-JSON|CSV|JSON|TEI|XML|Lines|Markdown|SHA-?256|CC BY|"
    r"Creative Commons|Atom|Wikidata|fuzzy|[Pp]ull requests?|Poedit|Weblate|MIT|PDF|Frictionless|Data Package|GitHub|Git|Dragoman|English|Italiano|Español|Français|https?://\S+|example\.org\S*"
)
"""Names that are written in Latin letters in every language."""


@pytest.fixture(scope="module")
def ours() -> Publication:
    """The publication of this repository."""
    return publication.load(config.read(ROOT))


@pytest.fixture(scope="module")
def built(ours: Publication) -> Path:
    """Its built site; `make test` builds it first."""
    if not ours.settings.site.is_dir():
        site.build(ours, quiet=True)
    return ours.settings.site


class Words(HTMLParser):
    """The words of a page that are in the page's language, and its attributes for people who listen."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.attributes: dict[str, str | None] = {}
        self.skipped: list[str] = []
        self.words: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Leave out what is marked as another language, code, and scripts."""
        values = dict(attrs)
        if tag == "html":
            self.attributes = values
        void = tag in ("meta", "link", "br", "img", "input", "hr", "rect", "path")
        foreign = (tag != "html" and "lang" in values) or tag in ("script", "style", "pre", "code")
        if self.skipped:
            self.skipped += [] if void else [tag]
        elif foreign and not void:
            self.skipped.append(tag)
        else:
            names = ("aria-label", "title", "placeholder", "alt", "data-label")
            self.words += [(self.getpos()[0], values[name] or "") for name in names if name in values]
            if tag == "meta" and values.get("name") == "description":
                self.words.append((self.getpos()[0], values["content"] or ""))

    def handle_endtag(self, tag: str) -> None:
        """Leave what was left out."""
        if self.skipped and tag == self.skipped[-1]:
            self.skipped.pop()

    def handle_data(self, data: str) -> None:
        """Note words."""
        if not self.skipped and data.strip():
            self.words.append((self.getpos()[0], data.strip()))


def words(path: Path) -> Words:
    """What a page says in its own language."""
    parser = Words()
    parser.feed(path.read_text("utf-8"))
    return parser


def test_the_interview_is_whole(ours: Publication) -> None:
    """Eleven questions, each asked and answered; question 8 has two paragraphs."""
    interview = ours.complete[0]
    assert interview.slug == SLUG
    assert [exchange.number for exchange in interview.exchanges] == list(range(1, 12))
    assert all([turn.role for turn in e.turns] == ["interviewer", "respondent"] for e in interview.exchanges)
    assert len(interview.exchanges[7].turns[0].paragraphs) == 2
    assert len(interview.introduction) == 2


def test_six_editions_are_complete(ours: Publication) -> None:
    """Every word of the interview is translated and current; Italian is on its way and says so."""
    for locale in ours.settings.locales:
        status = views.edition(ours, locale).status[SLUG]
        assert status.complete == (locale in COMPLETE), locale
    assert 0 < views.edition(ours, "it").status[SLUG].percent < 50


def test_every_sentence_has_its_twin(ours: Publication) -> None:
    """Sentences are told apart in every translation: each has the id of its source sentence."""

    def ids(locale: str) -> list[str]:
        interview = views.edition(ours, locale).interviews[0]
        turns = [turn for exchange in interview.exchanges for turn in exchange.turns]
        paragraphs = [*interview.introduction, *(paragraph for turn in turns for paragraph in turn.paragraphs)]
        return [sentence.id for paragraph in paragraphs for sentence in paragraph.sentences]

    for locale in ours.settings.locales:
        assert ids(locale) == ids("en"), locale


def test_the_interface_is_translated(ours: Publication) -> None:
    """No string of the interface or the pages is missing or fuzzy in any language."""
    for locale in ours.settings.locales[1:]:
        for name in ("ui", "pages", "vocabulary"):
            catalog = read(ROOT / f"translations/{locale}/LC_MESSAGES/{name}.po")
            assert [e.text for e in catalog.current.values() if e.fuzzy or not e.translated] == [], (locale, name)


def test_the_figures_are_reviewed(ours: Publication) -> None:
    """Fifteen confirmed figures, two of them said twice; nothing else is published."""
    figures = ours.corpus.figures[SLUG]
    assert [figure.status for figure in figures] == ["confirmed"] * 15
    assert sum(bool(figure.duplicate_of) for figure in figures) == 2
    assert {str(figure.value) for figure in figures} >= {
        "107000000",
        "28530000",
        "240110000000",
        "56680000000",
        "900000",
    }


def test_nothing_is_wrong(ours: Publication, built: Path) -> None:
    """Every check passes without an error or a warning."""
    editions = tuple(views.edition(ours, locale) for locale in ours.settings.locales)
    found = checks.run(checks.Site(ours, editions))
    assert [f"{f.file}:{f.line}: {f.message}" for f in found if f.severity != "notice"] == []


def test_language_and_direction_are_right(ours: Publication, built: Path) -> None:
    """`<html lang dir>` on every page of every edition."""
    for locale in ours.settings.locales:
        for path in sorted((built / locale).rglob("index.html")):
            attributes = words(path).attributes
            assert (attributes["lang"], attributes["dir"]) == (locale, formats.direction(locale)), path


@pytest.mark.parametrize("locale", ["zh-Hans", "ru", "ar"])
def test_no_english_is_left(built: Path, locale: str) -> None:
    """In editions in another script, nothing in Latin letters but names and what is marked as another language."""
    left = []
    for path in sorted((built / locale).rglob("index.html")):
        for line, text in words(path).words:
            for word in re.findall(r"[A-Za-z]{3,}[A-Za-z ]*", NAMES.sub("", text)):
                left.append(f"{path.relative_to(built)}:{line}: {word} ({text[:60]})")
    assert left == []


def test_every_edition_has_the_same_pages(ours: Publication, built: Path) -> None:
    """A page of one edition is in all of them, but for those that put a translation beside its source."""
    found = {
        locale: {str(p.parent.relative_to(built / locale)) for p in (built / locale).rglob("index.html")}
        for locale in ours.settings.locales
    }
    for locale in ours.settings.locales[1:]:
        assert found[locale] - {f"interviews/{SLUG}/parallel"} == found["en"]
