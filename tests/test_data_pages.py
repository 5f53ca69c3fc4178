"""The data appendix: every figure as said and as a record, what follows from it, and nothing else."""

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import html

from generator import checks, config, publication, views
from generator.l10n import formats
from generator.model import Figure
from generator.pages import data, downloads, measures
from generator.pages.page import Page
from generator.pages.rows import rows, with_derived
from generator.pages.slugs import slug
from generator.pages.text import InterviewText
from generator.pages.view import View
from generator.publication import Publication

FIRST, SECOND = "2023-06-01-harbour", "2024-06-03-harbour-again"

ANSWERS = {
    FIRST: """
figures:
- {id: ferry-2022, status: confirmed, sentence: q1.p2.s1, quote: 1.2 million passengers, value: 1200000,
   unit: "{person}", measure: ferry passengers, period: 2022, attribution: the ferry office,
   flow: North Pier→South Pier, note: Counted twice.}
- {id: ferry-change, status: confirmed, sentence: q1.p2.s1, quote: 15%, kind: change, value: 15, unit: "%",
   of: ferry-2022, measure: ferry passengers, period: 2022, direction: increase, compared_with: 2021}
- {id: dredging cost, status: proposed, sentence: q2.p2.s1, quote: 3 million euros, value: 3000000, unit: EUR,
   approximate: about, measure: cost of dredging}
""",
    SECOND: """
figures:
- {id: ferry-2023, status: confirmed, sentence: q1.p2.s1, quote: 1.5 million passengers, value: 1500000,
   unit: "{person}", measure: Ferry  passengers, period: 2023, flow: North Pier→South Pier}
- {id: again, status: confirmed, sentence: q1.p3.s1, quote: 1.2 million, value: 1200000, unit: "{person}",
   measure: ferry passengers, period: 2022, flow: North Pier→South Pier}
""",
}
"""What the editors of the small publication decided: two names for one measure, a figure said in both interviews."""


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The small publication with figures that an editor has reviewed."""
    import shutil

    root = Path(shutil.copytree(Path(__file__).parent / "sites" / "small", tmp_path_factory.mktemp("data") / "small"))
    for name, text in ANSWERS.items():
        (root / "docs" / "interviews" / name / "review.yml").write_text(text, "utf-8")
    return publication.load(config.read(root))


def view_of(loaded: Publication, locale: str = "en") -> View:
    made = [views.edition(loaded, one) for one in loaded.settings.locales]
    return next(view for view in views.of(loaded, made) if view.locale == locale)


@pytest.fixture(scope="module")
def view(reviewed: Publication) -> View:
    """Its English edition."""
    return view_of(reviewed)


def body(page: Page) -> html.HtmlElement:
    """A page as elements; it has nothing but blocks of HTML."""
    return html.fromstring(f"<main>{page.body}</main>")


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def page(view: View, path: str = "data/") -> html.HtmlElement:
    found = [*data.pages(view), *measures.pages(view)]
    found += [one for interview in view.interviews for one in data.of_interview(view, interview)]
    return next(body(one) for one in found if one.path == path)


RECORDS = f"interviews/{FIRST}/data/"


def test_a_row_for_each_figure_and_for_what_follows(view: View) -> None:
    """The newest interview first; derived values behind the change they follow from, as what they are."""
    table = page(view).xpath("//table")[0]
    cells = [[words(cell) for cell in row.xpath("./th|./td")][:3] for row in table.xpath("./tbody/tr")]
    assert cells == [
        ["Ferry passengers", "1.5 million people", "2023"],
        ["ferry passengers", "1.2 million people", "2022"],
        ["ferry passengers", "1.2 million people", "2022"],
        ["ferry passengers", "+15% compared with 2021", "2022"],
        ["ferry passengers derived", "about 1.04 million people", "2021"],
        ["cost of dredging proposed", "about 3 million euros", "–"],
    ]
    derived = table.xpath("./tbody/tr[@class='derived']/td[last()]")[0]
    assert words(derived).startswith("Nobody said this. It follows from:")
    assert not derived.xpath(".//q|.//details")


def test_a_record_says_all_that_is_known(view: View) -> None:
    """Status, exact words, source, flow, note, number and citation; and it leads back to the sentence."""
    row = page(view, RECORDS).get_element_by_id("ferry-2022")
    facts = {words(one.find("dt")): words(one.find("dd")) for one in row.xpath(".//dl/div")}
    assert facts.pop("Cite").startswith("“In 2022 the ferry carried 1.2 million passengers")
    assert facts == {
        "Status": "Confirmed by an editor",
        "In the words": "1.2 million passengers",
        "Unit": "people",
        "From where to where": "North Pier → South Pier",
        "Note": "Counted twice.",
        "Number of the record": f"{FIRST}/ferry-2022",
    }
    assert words(row.xpath(".//*[@class='by']")[0]) == "According to: the ferry office"
    assert row.xpath(".//a[@class='back']/@href") == ["../q1/#q1.p2.s1"]
    assert row.xpath("./th/a/@href") == ["../../../data/ferry-passengers/"]


def test_the_text_leads_to_the_record(view: View) -> None:
    """Each figure in the text, and each row beside it, opens its record; an id with a space is an anchor without."""
    from generator.pages import exchange

    first = next(one for one in view.interviews if one.slug == FIRST)
    text = {one.path: body(one) for one in exchange.pages(view, first)}[f"interviews/{FIRST}/q2/"]
    assert text.xpath("//p//a[@class='figure']/@href") == ["../data/#dredging-cost"]
    assert text.xpath("//td//a/@href")[0] == "../data/#dredging-cost"
    assert page(view, RECORDS).get_element_by_id("dredging-cost") is not None
    assert not text.xpath("//th/a"), "nobody has confirmed a figure of this measure: it has no page"


def test_the_choices_are_those_of_the_rows(view: View) -> None:
    """Each row says where its value stands among the choices of each filter, and these are in the reader's order."""
    element = page(view)
    form = element.xpath("//form")[0]
    chosen = {one.get("name"): [words(o) for o in one.findall("option")[1:]] for one in form.xpath(".//select")}
    assert chosen["measure"] == ["cost of dredging", "Ferry passengers"]
    assert chosen["unit"] == ["%", "euros", "people"]
    assert chosen["period"] == ["2021", "2022", "2023", "not said"]
    assert [one.partition(" · ")[0] for one in chosen["interview"]] == ["June 3, 2024", "June 1, 2023"]
    assert chosen["status"] == ["confirmed", "proposed", "derived"]
    at = {one.get("name"): int(one.get("data-at")) for one in form.xpath(".//select[@data-at]")}
    places = element.xpath("//tbody/tr/@data-places")
    assert [int(one.split()[at["period"]]) for one in places] == [3, 2, 2, 2, 1, 4]
    assert [int(one.split()[at["status"]]) for one in places] == [1, 1, 1, 1, 3, 2]


def test_a_measure_has_a_page(view: View) -> None:
    """All that was said of it, whatever its capitals; how it changed from interview to interview; its charts."""
    element = page(view, "data/ferry-passengers/")
    assert [words(one) for one in element.xpath("//h1")] == ["ferry passengers"]
    told = [words(one) for one in element.xpath("//ol[@class='tellings']/li/ul/li")]
    assert told == [
        "1.2 million people · 2022",
        "+15% compared with 2021 · 2022",
        "1.2 million people · 2022 as said before",
        "1.5 million people · 2023",
    ]
    assert len(element.xpath("//svg/rect")) == 3
    assert [one.path for one in measures.pages(view)] == ["data/ferry-passengers/"]


def texts(view: View) -> dict[str, str]:
    """Path -> content of every download that is no picture."""
    return {one.path: b"".join(one.pieces()).decode() for one in downloads.files(view) if not one.path.endswith(".png")}


def confirmed(view: View) -> View:
    return replace(view, settings=replace(view.settings, figures="confirmed"))


def test_a_publication_may_publish_confirmed_ones_only(view: View) -> None:
    """No page, no download and nothing that search is given has a proposal then."""
    from generator import pages

    strict = confirmed(view)
    made = [*pages.of_site(strict), *(one for i in strict.interviews for one in pages.of_interview(strict, i))]
    assert not [one.path for one in made if "dredging-cost" in one.body or "cost of dredging" in one.body]
    assert not [one.path for one in made if one.search and "cost of dredging" in one.search.words]
    files = texts(strict)
    assert not [path for path, content in files.items() if "cost of dredging" in content]
    assert "cost of dredging" in texts(view)["data/figures.csv"]


def test_downloads_of_one_and_of_all(view: View) -> None:
    """Each package names its interviews; records have the same ids in both, and in every edition."""
    files = texts(view)
    one, whole = (json.loads(files[f"{folder}datapackage.json"]) for folder in (RECORDS, "data/"))
    assert one["name"] == f"figures-{FIRST}"
    assert [source["path"].split("/")[-2] for source in one["sources"]] == [FIRST]
    assert [source["path"].split("/")[-2] for source in whole["sources"]] == [SECOND, FIRST]
    ids = [row["id"] for row in json.loads(files[f"{RECORDS}figures.json"])]
    assert ids == [f"{FIRST}/ferry-2022", f"{FIRST}/ferry-change", f"{FIRST}/dredging cost"]
    assert set(ids) < {row["id"] for row in json.loads(files["data/figures.json"])}


def test_the_readme_reads_what_is_there(view: View) -> None:
    """The columns that the README asks for are in the file it reads, and every column is documented."""
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    asked = re.findall(r"SELECT (.+?) FROM", readme)[0].split(", ")
    [header] = csv.reader(texts(view)["data/figures.csv"].splitlines()[:1])
    assert set(asked) <= set(header)
    schema = json.loads(texts(view)["data/datapackage.json"])["resources"][0]["schema"]
    assert [field["name"] for field in schema["fields"] if field["description"]] == header


def test_machines_learn_of_the_data(view: View) -> None:
    """The appendix and that of each interview are data sets, with their files, for search engines."""
    made = {one.path: one.head for one in data.pages(view)}
    made |= {one.path: one.head for interview in view.interviews for one in data.of_interview(view, interview)}
    for path, head in made.items():
        text = head.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
        assert '"Dataset"' in text, path
        assert f"https://example.org/harbour/en/{path}figures.csv" in text


def test_what_was_said_is_not_derived(view: View) -> None:
    """A value that somebody said is not derived as well."""
    first = rows(view, next(one for one in view.interviews if one.slug == FIRST))
    base = replace(first[0], figure=replace(first[0].figure, id="said", period="2021", value=Decimal(1050000)))
    assert [row.status for row in with_derived(view, first)].count("derived") == 1
    assert [row.status for row in with_derived(view, [*first, base])].count("derived") == 0


def test_repetitions_lead_to_the_first_that_is_published(view: View) -> None:
    """A repetition of a figure that is not published stands for itself; one of a repetition leads to the first."""
    records = [Figure(id, "q1.p2.s1", "1.2 million", "amount", Decimal(1), status="confirmed") for id in "abcd"]
    a, b, c, d = records
    chain = (a, replace(b, duplicate_of="a"), replace(c, duplicate_of="b"), replace(d, duplicate_of="gone"))
    seen = replace(view, corpus=replace(view.corpus, figures={FIRST: chain}))
    assert [figure.duplicate_of for figure in seen.figures(FIRST)] == ["", "a", "a", ""]
    loop = (replace(a, duplicate_of="b"), replace(b, duplicate_of="a"))
    assert replace(view, corpus=replace(view.corpus, figures={FIRST: loop})).figures(FIRST)


def test_a_long_table_is_divided(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """Into pages that know of each other, with the choices of the whole, and links to the records in their place."""
    monkeypatch.setattr(data, "SIZE", 4)
    first, second = data.pages(view)
    assert second.path == "data/all/2/"
    parts = [body(one) for one in (first, second)]
    assert [len(one.xpath("//tbody/tr")) for one in parts] == [4, 2]
    assert [one.xpath("//form/@data-parts")[0] for one in parts] == ["all/2/", "../../"]
    assert [one.xpath("//nav[@class='pager']/a/@href") for one in parts] == [["all/2/"], ["../../"]]
    options = [[words(o) for o in one.xpath("//select[@name='period']/option")] for one in parts]
    assert options[0] == options[1]
    assert first.title != second.title
    assert not any(one.xpath("//tbody//details") for one in parts)
    links = [link for one in parts for link in one.xpath("//a[@class='recorded']/@href")]
    said = [row for one in parts for row in one.xpath("//tbody/tr[not(@class='derived')]/@id")]
    assert [link.split("interviews/")[1].replace("/data/#", ".") for link in links] == said


def test_a_translation_that_cannot_be_told_apart_keeps_its_figures(reviewed: Publication) -> None:
    """Where a paragraph's translation has other sentences, the record shows the paragraph."""
    view = view_of(reviewed, "fr")
    slug_ = FIRST
    interview = view.by_slug[slug_]
    second = next(one for one in view.figures(slug_) if one.id == "ferry-2022")
    moved = replace(second, sentence="q1.p2.s2", quote="Old Pier")
    exchange = interview.exchanges[0]
    paragraph = exchange.turns[1].paragraphs[0]
    merged = replace(
        paragraph, sentences=(replace(paragraph.sentences[0], text="Tout ensemble: 1,2 million."),), language="fr"
    )
    turns = (exchange.turns[0], replace(exchange.turns[1], paragraphs=(merged, *exchange.turns[1].paragraphs[1:])))
    changed = replace(interview, exchanges=(replace(exchange, turns=turns), *interview.exchanges[1:]))
    edition = replace(view.edition, interviews=(changed,))
    seen = replace(view, edition=edition, corpus=replace(view.corpus, figures={slug_: (moved,)}))
    [row] = rows(seen, changed)
    assert (row.said, row.language) == ("Tout ensemble: 1,2 million.", "fr")
    assert list(data.of_interview(seen, changed))
    text = InterviewText(seen, changed, f"interviews/{FIRST}/q1/").paragraph(merged)
    assert 'href="../data/#ferry-2022"' in text


def test_contradictions_and_gaps_are_reported(reviewed: Publication, tmp_path: Path) -> None:
    """A finding where the later of two figures stands, and for a figure that measures nothing."""

    def findings(change: Callable[[str], str]) -> list[str]:
        file = reviewed.settings.interviews / SECOND / "review.yml"
        before = file.read_text("utf-8")
        file.write_text(change(before), "utf-8")
        try:
            loaded = publication.load(config.read(reviewed.settings.root))
            found = checks.run(checks.Site(loaded, ()), ["figures"])
            return [f"{one.severity} {Path(one.file).parent.name}:{one.line} {one.message}" for one in found]
        finally:
            file.write_text(before, "utf-8")

    assert not [one for one in findings(lambda text: text) if one.startswith("warning")]
    wrong = findings(lambda text: text.replace("value: 1200000", "value: 1300000"))
    assert [one for one in wrong if one.startswith(f"warning {SECOND}:5 ferry passengers, 2022: ")]
    gap = findings(lambda text: text.replace("measure: Ferry  passengers", 'measure: ""'))
    assert [one for one in gap if one.startswith(f"notice {SECOND}:3 the confirmed figure ferry-2023")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Oil imports", "oil  imports", True),
        ("Импорт 2023", "Экспорт 2023", False),
        ("x" * 70, "x" * 71, False),
        ("café", "cafe", True),
        ("C", "C#", True),
        ("原油进口", "天然气进口", False),
    ],
)
def test_addresses_of_measures(one: str, other: str, same: bool) -> None:
    """Names that differ in letters have pages of their own, whatever the script."""
    assert (slug(one) == slug(other)) is same
    assert slug(one).isascii()


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", ["75th", "1st", "22nd", "+5%"]),
        ("fr", ["75e", "1er", "22e", "+5 %"]),
        ("ru", ["75-я", "1-я", "22-я", "+5 %"]),
        ("ar", ["الـ75", "الـ1", "الـ22", None]),
        ("zh-Hans", ["第75", "第1", "第22", "+5%"]),
        ("es", ["75.º", "1.º", "22.º", "+5 %"]),
        ("de", ["75.", "1.", "22.", "+5 %"]),
        ("xx", ["75", "1", "22", None]),
    ],
)
def test_an_ordinal_is_no_amount(locale: str, expected: list[str | None]) -> None:
    """The 75th anniversary is not 75 years."""
    said = [Figure("x", "q1.p1.s1", "x", "ordinal", Decimal(n), "a") for n in (75, 1, 22)]
    said.append(Figure("x", "q1.p1.s1", "x", "change", Decimal(5), "%", direction="increase"))
    found = [formats.figure(one, locale).replace("\N{NO-BREAK SPACE}", " ") for one in said]
    assert [one for one, wanted in zip(found, expected, strict=True) if wanted not in (None, one)] == []


def test_a_period_is_its_own_value() -> None:
    """It is shown once."""
    figure = Figure("x", "q1.p1.s1", "2024-2025", "period", None, period="2024/2025")
    assert "2024" in formats.figure(figure, "en")
    assert "2025" in formats.figure(figure, "en")
