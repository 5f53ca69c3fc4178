"""Pages of topics, people and questions, and the index: how they lead from interview to interview, and with one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from generator import pages
from generator.enrich.references import Reference
from generator.l10n.ui import interface
from generator.model import Sentence, Term
from generator.pages import index, layout, map, questions, terms, timeline
from generator.pages.page import Page
from generator.pages.passages import Passage
from generator.pages.view import View
from generator.publication import Publication
from tests.bodies import made, part, tree, view, words

YAO, VIRGIL, ZHANG = "2024-07-18-yao-xiao", "2025-11-26-virgil-chan", "2024-05-07-zhang-hanhui"


@pytest.fixture(scope="module")
def seen(three: Publication) -> View:
    """The English edition of the three interviews."""
    return view(three)


@pytest.fixture(scope="module")
def found(seen: View) -> dict[str, Page]:
    """Its pages."""
    return made(seen)


@pytest.fixture(scope="module")
def one(loaded: Publication) -> View:
    """A publication with one interview only: the small one without its second."""
    kept = loaded.corpus.interviews[-1:]
    return view(replace(loaded, corpus=replace(loaded.corpus, interviews=kept)))


# --- topics ----------------------------------------------------------------------------------------------------------


def test_a_topic_quotes_all_interviews_in_time_order(found: dict[str, Page]) -> None:
    """Each passage says who said it and when, and its words on the topic are marked."""
    quotes = part(found["topics/cooperation/"], "passages").xpath(".//li")
    said = [words(quote.xpath("./p[@class='where']")[0]) for quote in quotes]
    days = [re.search(r"\w+ \d+, (\d{4})$", line) for line in said]
    assert [day[1] for day in days if day] == sorted(day[1] for day in days if day)
    assert {speaker for line in said for speaker in ("Zhang Hanhui", "Yao Xiao", "Virgil Chan") if speaker in line} == {
        "Zhang Hanhui", "Yao Xiao", "Virgil Chan",
    }  # fmt: skip
    marked = {mark.text.lower() for quote in quotes for mark in quote.xpath(".//blockquote//mark")}
    assert {"cooperation", "collaboration", "collaborative"} <= marked
    for quote in quotes:
        assert quote.xpath(".//blockquote//mark"), words(quote)


def test_a_topic_says_what_it_is_part_of_and_what_is_part_of_it(found: dict[str, Page]) -> None:
    """Broader, narrower and related as the vocabulary has it, in both directions; the rest by what is said together."""
    oil = tree(found["topics/crude-oil/"])
    assert [a.get("href") for a in oil.xpath("//dl[@class='facts']//a[contains(@href, '../')]")][-2:] == [
        "../trade/",
        "../cooperation/",
    ]
    related = part(found["topics/open-source/"], "related")
    names = {
        words(row.xpath("./dt")[0]): [words(li) for li in row.xpath(".//li")] for row in related.xpath(".//dl/div")
    }
    assert names["Parts of it"] == ["Contributing", "Maintaining"]
    assert not set(names["Parts of it"]) & set(names["Spoken of in the same questions"])
    assert "Maintaining" in words(part(found["topics/contributing/"], "related"))


def test_a_topic_lists_the_questions_and_the_figures_on_it(found: dict[str, Page]) -> None:
    """Questions that ask about it, by their words where they have no title; figures of the sentences that name it."""
    assert "To which OSS projects and communities do you contribute?" in words(
        part(found["topics/contributing/"], "questions")
    )
    figures = words(part(found["topics/crude-oil/"], "figures"))
    assert "107 million tonnes" in figures
    assert "proposed" in figures


def test_time_is_drawn_with_its_numbers_behind(seen: View, found: dict[str, Page]) -> None:
    """A column for each month with interviews, a name and a description, and a table that says the same."""
    page = tree(found["topics/studies/"])
    drawing = page.xpath("//svg[@role='img']")[0]
    assert drawing.xpath("./title/@id") == [drawing.get("aria-labelledby")]
    assert "most often in July 2024" in words(drawing.xpath("./desc")[0])
    rows = [[words(cell) for cell in row] for row in page.xpath("//figure//tbody/tr")]
    assert rows == [["May 2024", "0", "0 of 1"], ["July 2024", "5", "1 of 1"], ["November 2025", "4", "1 of 1"]]
    assert [rect.get("height") for rect in drawing.xpath("./rect")] == ["0.0%", "100.0%", "80.0%"]
    assert sum(int(row[1]) for row in rows) == len(seen.passages("studies"))


def test_one_period_is_no_course_of_time(seen: View, found: dict[str, Page]) -> None:
    """What is spoken of in one month only has nothing to be compared with."""
    assert not tree(found["topics/crude-oil/"]).xpath("//figure[@class='over-time']")
    assert timeline.timeline(seen, []) is None


@pytest.mark.parametrize(
    ("dates", "names"),
    [
        (["2020-01", "2020-03-04"], ["January 2020", "March 2020"]),
        (["2015-01-01", "2024-05-06", "2024-07-01"], ["2015", "2024"]),
        (["2019", "2020-05-06"], ["2019", "2020"]),
        (["2020-05-01", "2020-05-20"], None),
        (["2020-05-01", ""], None),
        (["1800", "2020"], None),
    ],
)
def test_periods_are_months_or_years(seen: View, dates: list[str], names: list[str] | None) -> None:
    """As long as the publication goes; nothing is drawn of one period, or of more than can be told apart."""
    some = seen.interviews[0]
    interviews = tuple(replace(some, slug=f"i{at}", date=date) for at, date in enumerate(dates))
    changed = replace(seen, edition=replace(seen.edition, interviews=interviews))
    passages = [Passage(one, None, None, some.introduction[0], some.introduction[0].sentences) for one in interviews]
    drawn = timeline.timeline(changed, passages)
    assert (drawn and [period.name for period in drawn.periods]) == names


def test_the_newest_column_is_at_the_end_of_the_line(three: Publication) -> None:
    """From right to left, time goes to the left."""
    drawn = timeline.timeline(view(three, "ar"), view(three, "ar").passages("studies"))
    assert drawn is not None
    assert re.findall(r'<rect x="([\d.]+)%', str(drawn.drawing)) == ["95.26", "84.74", "0.53"]


def test_very_many_passages_are_quoted_in_part(seen: View) -> None:
    """One of each answer, or of each of the latest interviews; the rest is counted, not lost."""
    some = next(passage for passage in seen.passages("open-source") if passage.exchange)
    term = seen.terms["open-source"]

    def passage(interview: int, exchange: int, sentence: int) -> Passage:
        assert some.exchange
        where = f"q{exchange}.p1.s{sentence}"
        return replace(
            some,
            interview=replace(some.interview, slug=f"i{interview}"),
            exchange=replace(some.exchange, id=f"q{exchange}"),
            sentences=(Sentence(where, "Open source."),),
        )

    few = terms.quotes(seen, term, [passage(0, 1, s) for s in range(100)])
    assert (len(few), {quote.more for quote in few}) == (100, {0})
    answers = terms.quotes(seen, term, [passage(0, q, s) for q in range(50) for s in range(3)])
    assert (len(answers), {quote.more for quote in answers}, answers[0].whole) == (50, {2}, False)
    interviews = terms.quotes(seen, term, [passage(i, q, 1) for i in range(300) for q in range(2)])
    assert (len(interviews), {quote.more for quote in interviews}, interviews[0].whole) == (100, {1}, True)
    assert interviews[-1].passage.interview.slug == "i299"


def test_interviews_that_are_not_quoted_are_a_link_away(seen: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the latest interviews are quoted, the list of all that speak of the topic is named below them."""
    every = "interviews/topic/cooperation/"
    assert every not in str(part(made(seen)["topics/cooperation/"], "passages").xpath(".//p[@class='go']//@href"))
    monkeypatch.setattr(terms, "QUOTED", 2)
    passages = part(made(seen)["topics/cooperation/"], "passages")
    assert len(passages.xpath(".//blockquote")) == 2
    assert [link for link in passages.xpath(".//p[@class='go']//@href") if link.endswith(every)]


def test_a_topic_has_a_feed_of_its_own(seen: View, found: dict[str, Page]) -> None:
    """Valid, newest first, an entry for each interview with what it says of the topic; the page announces it."""
    feed = next(one for one in pages.of_downloads(seen) if one.path == "topics/cooperation/feed.xml")
    root = ElementTree.fromstring(b"".join(feed.pieces()))
    atom = {"a": "http://www.w3.org/2005/Atom"}
    entries = root.findall("a:entry", atom)
    assert [entry.findtext("a:published", "", atom)[:10] for entry in entries] == [
        "2025-11-26",
        "2024-07-18",
        "2024-05-07",
    ]
    ids = [entry.findtext("a:id", "", atom) for entry in entries]
    assert len({*ids, root.findtext("a:id", "", atom)}) == 4
    content = entries[1].findtext("a:content", "", atom)
    assert "<mark>Collaboration</mark> can lead to better code" in content
    assert "Tell us about yourself" not in content
    assert f'/en/interviews/{YAO}/q6/#q6.p2.s1"' in content
    assert 'type="application/atom+xml"' in found["topics/cooperation/"].head
    assert "topics/cooperation/feed.xml" in found["topics/cooperation/"].head


def test_labels_in_other_languages_are_marked_as_such(found: dict[str, Page]) -> None:
    """With their language, for screen readers and fonts, and its name for readers."""
    label = part(found["topics/cooperation/"], "names").xpath(".//bdi")[0]
    assert (label.get("lang"), label.text) == ("ar", "التعاون")
    assert "Arabic" in words(label.getparent())


def test_only_what_has_a_page_is_linked(three: Publication) -> None:
    """A topic that nobody speaks of has no page, and nothing leads to it, related, broader or narrower."""
    added = (
        Term("weather", "topic", {"en": "Weather"}, related=("music",)),
        Term("arts", "topic", {"en": "Arts"}),
    )
    changed = tuple(
        replace(term, broader="arts", related=("weather",)) if term.id == "music" else term
        for term in three.corpus.terms
    )
    found = made(view(replace(three, corpus=replace(three.corpus, terms=(*changed, *added)))))
    assert "topics/weather/" not in found
    assert not [path for path, page in found.items() if "weather/" in page.body or "/arts/" in page.body]


# --- the map ---------------------------------------------------------------------------------------------------------


def test_the_map_has_a_link_for_each_topic_and_a_list_behind_it(seen: View, found: dict[str, Page]) -> None:
    """Named and described; in reading order; what it draws is said in words below it."""
    page = tree(found["topics/"])
    drawing = page.xpath("//svg[@role='group']")[0]
    assert drawing.xpath("./title/@id") == [drawing.get("aria-labelledby")]
    assert drawing.xpath("./desc/@id") == [drawing.get("aria-describedby")]
    names = {words(a) for a in drawing.xpath(".//a[@href]")}
    assert names <= {seen.label(term) for term in seen.of_kind("topic")}
    assert len(names) >= 8
    together = words(page.xpath("//li[@id='crude-oil']")[0])
    assert "Together with Trade" in together
    tops = [float(a.xpath("./rect/@y")[0]) for a in drawing.xpath(".//a")]
    assert max(later - earlier for earlier, later in zip(tops[1:], tops, strict=False)) < 30, "in the order of lines"


def test_the_map_is_the_same_every_time(three: Publication) -> None:
    """Nothing in it is left to chance."""
    drawn = []
    for _ in range(2):
        seen = view(three)
        topics = seen.of_kind("topic")
        made_ = map.drawing(seen, topics, map.links(seen, topics), "topics/")
        drawn.append(made_ and str(made_.svg))
    assert drawn[0] == drawn[1] is not None


@pytest.mark.parametrize("count", [4, 20, 32])
def test_no_box_is_on_another(count: int) -> None:
    """Nor beyond the sheet, whatever belongs together."""
    sizes = [(60.0 + 37 * n % 160, 36.0 if n % 3 else 55.0) for n in range(count)]
    for lengths in (
        {},
        {(n, n + 1): 1.0 for n in range(count - 1)},
        {(0, n): 1.0 for n in range(1, count)},
        {(n, m): 1.0 + (n * m) % 3 / 3 for n in range(count) for m in range(n)},
    ):
        points = layout.places(sizes, lengths, 1100.0, 120.0 + 18 * count)
        for one in range(count):
            assert sizes[one][0] / 2 - 0.1 <= points[one][0] <= 1100 - sizes[one][0] / 2 + 0.1
            for other in range(one):
                across = abs(points[one][0] - points[other][0]) - (sizes[one][0] + sizes[other][0]) / 2
                down = abs(points[one][1] - points[other][1]) - (sizes[one][1] + sizes[other][1]) / 2
                assert max(across, down) >= 0, (count, one, other)


def test_what_belongs_together_is_near(seen: View) -> None:
    """Two groups that have nothing to do with each other do not mix."""
    lengths = {(n, m): 1.0 for group in (range(5), range(5, 10)) for n in group for m in group if m < n}
    points = layout.places([(80.0, 36.0)] * 10, lengths, 1100.0, 400.0)
    left, right = {x for x, _ in points[:5]}, {x for x, _ in points[5:]}
    low, high = [y for _, y in points[:5]], [y for _, y in points[5:]]
    assert max(left) < min(right) or max(right) < min(left) or max(low) < min(high) or max(high) < min(low)


def test_of_200_topics_the_most_connected_are_drawn(three: Publication) -> None:
    """The page says so, and the list has all of them."""
    corpus = three.corpus
    spoken = corpus.mentions[YAO]
    many = tuple(Term(f"t{n}", "topic", {"en": f"Topic {n}"}) for n in range(200))
    mentions = tuple(replace(spoken[n % len(spoken)], term=term.id) for n, term in enumerate(many))
    large = replace(corpus, terms=(*corpus.terms, *many), mentions={**corpus.mentions, YAO: (*spoken, *mentions)})
    page = tree(made(view(replace(three, corpus=large)))["topics/"])
    assert len(page.xpath("//svg//a")) == map.DRAWN
    assert "These are the 32 most connected of 209 topics; the list has all of them." in words(page)
    assert len(page.xpath("//ul[@class='index']/li")) == 209


# --- people ----------------------------------------------------------------------------------------------------------


def test_what_somebody_said_and_what_was_said_of_them_are_apart(found: dict[str, Page]) -> None:
    """Their answers, what others say of them, and where they name themselves, never mixed."""
    page = found["people/yao-xiao/"]
    assert "Tell us about yourself." in words(part(page, "speaks"))
    named = [words(quote) for quote in part(page, "named").xpath(".//li")]
    own = [words(quote) for quote in part(page, "own").xpath(".//li")]
    assert named
    assert all("Introduction" in quote for quote in named)
    assert own == [own[0]]
    assert "My name is Yao Xiao" in own[0]


def test_somebody_who_is_only_named_does_not_speak(found: dict[str, Page]) -> None:
    """And a place has the topics of the questions in which it is named."""
    page = tree(found["people/vladimir-putin/"])
    assert not page.xpath("//h2[@id='speaks']")
    assert "Named here" in words(page)
    assert "Crude oil" in words(part(found["people/russia/"], "topics"))
    assert "Place" in words(tree(found["people/russia/"]))


# --- the index -------------------------------------------------------------------------------------------------------


def test_other_names_lead_to_their_entry(found: dict[str, Page]) -> None:
    """Unless they would stand beside it."""
    page = tree(found["index/"])
    see = {words(li).split(" see ")[0]: li.xpath("./a/@href")[0] for li in page.xpath("//li[@class='see']")}
    assert see["Putin"] == "../people/vladimir-putin/"
    assert see["OSS"] == "../topics/open-source/"
    assert {"open-source", "machine-learning", "contribution", "Yao"}.isdisjoint(see)
    letters = [words(a) for a in page.xpath("//nav[@class='letters']//a")]
    assert letters == sorted(letters)


@pytest.mark.parametrize(
    ("name", "label", "beside"),
    [
        ("contribution", "Contributing", True),
        ("oil supply", "Crude oil", False),
        ("collaboration", "Cooperation", False),
        ("Énergie nucléaire", "énergie", True),
        ("文化年", "中俄文化年", False),
        ("Годы культуры", "Годы культуры Китая и России", True),
    ],
)
def test_what_stands_beside_its_entry(name: str, label: str, beside: bool) -> None:
    """Names that begin alike need no "see"."""
    assert index._beside(name, label) is beside


# --- questions -------------------------------------------------------------------------------------------------------


def test_who_else_was_asked_and_what_they_answered(found: dict[str, Page]) -> None:
    """On the index of questions, and on the page of each of the questions; proposed unless an editor confirmed it."""
    groups = part(found["questions/"], "same").xpath(".//section")
    about = next(group for group in groups if "Tell us about yourself" in words(group))
    hobbies = next(group for group in groups if "hobbies" in words(group))
    assert "Yao Xiao · July 18, 2024 My name is Yao Xiao" in words(about)
    assert "Virgil Chan · November 26, 2025 My name is Virgil" in words(about)
    assert "proposed" not in words(about)
    assert "proposed" in words(hobbies)
    again = part(found[f"interviews/{YAO}/q1/"], "again")
    assert "Virgil Chan" in words(again)
    assert "My name is Yao" not in words(again)
    assert f"../../{VIRGIL}/q1/#q1.p1.s1" in again.xpath(".//a/@href")
    assert not tree(found[f"interviews/{ZHANG}/q2/"]).xpath("//h2[@id='again']")


def test_parts_of_a_question_have_their_own_answers(found: dict[str, Page]) -> None:
    """Or are marked as not answered; that is proposed until confirmed."""
    asked = part(found["questions/"], f"of-{ZHANG}").xpath(".//li")
    amount = next(words(li) for li in asked if "What is the amount?" in words(li))
    assert amount.endswith("Not answered proposed")
    targets = next(words(li) for li in asked if "set new targets" in words(li))
    assert "The two sides have not formally discussed the issue. proposed" in targets


def test_of_very_many_questions_only_groups_are_listed(seen: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """And a link to each interview's own."""
    monkeypatch.setattr(questions, "LISTED", 10)
    page = tree(next(iter(questions.pages(seen))))
    assert page.xpath("//h2[@id='same']")
    assert not page.xpath(f"//h2[@id='of-{ZHANG}']")
    links = page.xpath("//h2[@id='by-interview']/..//a/@href")
    assert links == [f"../interviews/{slug}/#questions" for slug in (VIRGIL, YAO, ZHANG)]


def test_a_later_interview_that_quotes_an_earlier_one_is_named_there(seen: View) -> None:
    """On the page of the exchange that is quoted, with the sentence that does, and only there."""
    reference = Reference(YAO, "q6.p2.s1", VIRGIL, "q6.p2.s1", "words")
    found = made(replace(seen, references=(reference,)))
    later = part(found[f"interviews/{YAO}/q6/"], "later")
    assert later.xpath(".//a/@href") == [f"../../{VIRGIL}/q6/#q6.p2.s1"]
    assert "Open source fosters a collaborative environment" in words(later)
    assert [path for path, page in found.items() if 'id="later"' in page.body] == [f"interviews/{YAO}/q6/"]


def test_related_questions_say_why(found: dict[str, Page]) -> None:
    """The topics that both speak of."""
    related = part(found[f"interviews/{YAO}/q4/"], "related").xpath(".//li")
    other = next(li for li in related if VIRGIL in li.xpath("./a/@href")[0])
    assert "November 26, 2025" in words(other)
    assert "Contributing" in words(other)


# --- names in the text -----------------------------------------------------------------------------------------------


def test_names_in_the_text_are_links_with_a_gloss(found: dict[str, Page]) -> None:
    """Each gloss says what the name stands for, hidden until a script shows it; no gloss without a name."""
    page = tree(found[f"interviews/{ZHANG}/q1/"])
    names = page.xpath("//a[@data-term]")
    assert {a.get("href") for a in names} >= {"../../../people/vladimir-putin/"}
    assert {f"gloss-{a.get('data-term')}" for a in names} == set(page.xpath("//div[@class='glosses']/div/@id"))
    assert page.xpath("//div[@class='glosses']")[0].get("hidden") is not None
    assert "President of Russia" in words(page.xpath("//div[@id='gloss-vladimir-putin']")[0])


# --- one interview ---------------------------------------------------------------------------------------------------


def test_one_interview_makes_no_empty_parts(one: View) -> None:
    """No list without items, no heading without words, no count of one interview, no time without extent."""
    for path, page in made(one).items():
        body = tree(page)
        assert not [e for e in body.xpath("//ul | //ol | //dl | //tbody | //h2 | //h3") if not words(e)], path
        assert not body.xpath("//figure[@class='over-time']"), path
        assert not body.xpath("//h2[@id='again' or @id='later' or @id='same']"), path


def test_nothing_is_said_of_what_no_edition_has(one: View) -> None:
    """A topic of one interview does not say in how many interviews it is."""
    facts = words(tree(made(one)["topics/ferries/"]).xpath("//dl[@class='facts']")[0])
    assert "Interviews" not in facts


# --- editions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["topics/", "topics/open-source/", "questions/", "people/yao-xiao/", "index/"])
def test_words_in_another_language_say_so(three: Publication, path: str) -> None:
    """In an edition that has no translation yet, what is English is marked as English."""
    page = tree(made(view(three, "ar"))[path])
    for quote in page.xpath("//blockquote | //q"):
        assert quote.get("lang") == "en", words(quote)


def test_every_string_is_translatable(three: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    """With an interface that turns every string around, none is left as it was."""
    seen = view(three)
    marked = _marking(interface(None, "en"))
    page = tree(made(replace(seen, edition=replace(seen.edition, ui=marked)))["questions/"])
    assert words(page.xpath("//h1")[0]) == "[Questions]"
    assert all(words(one) == "[proposed]" for one in page.xpath("//span[@class='proposed']"))


def _marking(ui: object) -> object:
    class Marking:
        gettext: Callable[[str], str] = staticmethod(lambda text: f"[{text}]")
        ngettext: Callable[[str, str, int], str] = staticmethod(lambda o, m, n: f"[{o if n == 1 else m}]")
        pgettext: Callable[[str, str], str] = staticmethod(lambda _, text: f"[{text}]")

        def __getattr__(self, name: str) -> object:
            return getattr(ui, name)

    return Marking()
