"""An edition publishes reviewed translations and nothing else; ids are the source's in every language."""

import pickle
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from generator import gate, source
from generator.l10n.alignment import align, passage, unplaced
from generator.l10n.catalogs import Entry
from generator.l10n.editions import Edition, label, locales, make
from generator.l10n.merging import sync
from generator.l10n.messages import Message, interview_messages, page_messages, vocabulary_messages
from generator.l10n.status import paragraphs, word_count
from generator.l10n.writing import empty, render
from generator.model import Corpus, Figure, Interview, Paragraph, Sentence, State, Term

CASES = Path(__file__).parent / "cases/l10n"
SLUG = "2024-01-01-ada"
INTERVIEW = (CASES / "interview.md").read_text("utf-8")
ADA = Term(
    "ada", "person", {"en": "Ada Lovelace", "ru": "Ада Пример"}, titles={"en": "City Engineer", "ru": "инженер города"}
)
BRIDGE = Term("bridge", "topic", {"en": "Bridge", "fr": "Pont", "de": "Brücke"}, {"en": ("bridges",)})


@pytest.fixture
def interview() -> Interview:
    """Two turns, three paragraphs of speech."""
    return source.parse(INTERVIEW, SLUG)


def save(folder: Path, locale: str, name: str, text: str) -> None:
    """Put a catalog where an edition looks for it."""
    path = folder / locale / "LC_MESSAGES" / f"{name}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def filled(locale: str, messages: Sequence[Message], **translations: str | Entry) -> str:
    """The text of a catalog with translations by id (dots written as `_`)."""
    entries = []
    for message in messages:
        given = translations.get(message.context.replace(".", "_"), "")
        entries.append(given if isinstance(given, Entry) else Entry(message.context, message.text, given))
    return sync(replace(empty(locale, "a"), entries=tuple(entries)), messages)


def edition(interview: Interview, folder: Path, locale: str, **translations: str | Entry) -> Edition:
    """The edition in which the interview has these translations."""
    save(folder, locale, SLUG, filled(locale, interview_messages(interview), **translations))
    return make(Corpus((interview,), (ADA, BRIDGE)), locale, folder, {})


def test_translated_paragraphs_carry_the_ids_of_the_source(interview: Interview, tmp_path: Path) -> None:
    """Sentence n of the translation is sentence n of the source."""
    made = edition(interview, tmp_path, "fr", title="Des ponts", q1_p2="Cela a pris deux ans.\nPuis il a ouvert.")
    title, answer = made.interviews[0].title, made.interviews[0].exchanges[0].turns[1].paragraphs[0]
    assert (title.words, title.language, title.state) == ("Des ponts", "fr", State.TRANSLATED)
    assert [(s.id, s.text) for s in answer.sentences] == [
        ("q1.p2.s1", "Cela a pris deux ans."),
        ("q1.p2.s2", "Puis il a ouvert."),
    ]
    assert (answer.language, answer.state) == ("fr", State.TRANSLATED)


def test_what_is_not_translated_is_in_the_language_of_the_source(interview: Interview, tmp_path: Path) -> None:
    """And says so."""
    made = edition(interview, tmp_path, "fr")
    assert {(p.language, p.state) for p in paragraphs(made.interviews[0])} == {("en", State.MISSING)}
    assert made.interviews[0].exchanges[0].section == replace(
        interview.exchanges[0].section,
        state=State.MISSING,  # type: ignore[type-var]
    )


FUZZY = Entry("q1.p3", "We are proud of it.", "Nous en sommes fiers.", flags=("fuzzy",))


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (replace(FUZZY, flags=()), State.TRANSLATED),
        (replace(FUZZY, flags=(), previous="We were proud of it."), State.TRANSLATED),  # `#|` left behind by hand
        (FUZZY, State.PROPOSED),
        (replace(FUZZY, previous="We were proud of it."), State.OUTDATED),
        (replace(FUZZY, comments="machine translation: a service"), State.PROPOSED),
        (replace(FUZZY, comments="machine translation: a service", previous="We were."), State.PROPOSED),
        (replace(FUZZY, flags=(), text="We were proud of it."), State.OUTDATED),
        (replace(FUZZY, translation="", flags=()), State.MISSING),
    ],
)
def test_only_reviewed_translations_of_this_very_text_are_published(
    entry: Entry, state: State, interview: Interview, tmp_path: Path
) -> None:
    """The last but one: a catalog that nobody brought up to date after the source changed."""
    catalog = "\n\n".join([empty("fr", "a").preamble, *(render(entry),)]) + "\n"
    save(tmp_path, "fr", SLUG, catalog)
    made = make(Corpus((interview,)), "fr", tmp_path, {})
    paragraph = made.interviews[0].exchanges[0].turns[1].paragraphs[1]
    assert paragraph.state is state
    assert (paragraph.language == "fr") is (state is State.TRANSLATED)
    assert made.status[SLUG].total == 27


def test_the_edition_in_the_language_of_the_source_is_the_source(interview: Interview, tmp_path: Path) -> None:
    """Participants are called what they were called, whatever `people.yml` says."""
    made = make(Corpus((interview,), (ADA,)), "en", tmp_path, {})
    assert made.interviews[0] == interview
    assert made.status[SLUG].original
    assert made.status[SLUG].complete


def test_participants_are_named_as_the_vocabulary_or_its_catalog_names_them(
    interview: Interview, tmp_path: Path
) -> None:
    """Terms by locale first; then `vocabulary.po`; then as in the source."""
    corpus = Corpus((interview,), (ADA,))
    messages = vocabulary_messages(corpus, "fr")
    assert {(m.context, m.text) for m in messages} == {
        ("participant", "The Paper"),
        ("participant", "Ada Lovelace"),
        ("participant", "Engineer of the City"),
        ("publisher", "The Paper"),
        ("note", "Shortened."),
    }
    assert "Ada Lovelace" not in {m.text for m in vocabulary_messages(corpus, "ru")}
    assert vocabulary_messages(corpus, "en") == ()
    assert [m.context for m in vocabulary_messages(corpus, "en", "CC BY 4.0")] == ["licence"]
    titles = [Entry("participant", "Engineer of the City", "Ingénieure de la ville")]
    save(tmp_path, "fr", "vocabulary", sync(replace(empty("fr", "a"), entries=tuple(titles)), messages))
    french, russian = (make(corpus, tag, tmp_path, {}).interviews[0].participants[1] for tag in ("fr", "ru"))
    assert (french.name, french.title) == ("Ada Lovelace", "Ingénieure de la ville")
    assert (russian.name, russian.title) == ("Ада Пример", "инженер города")


def test_measures_and_attributions_are_translated_by_the_vocabulary(interview: Interview, tmp_path: Path) -> None:
    """One message however often something is measured; nothing for figures that were rejected."""
    figure = Figure("f1", "q1.p2.s1", "two years", "duration", None, measure="time it took", attribution="the city")
    figures = (figure, replace(figure, id="f2"), replace(figure, id="f3", measure="noise", status="rejected"))
    corpus = Corpus((interview,), figures={SLUG: figures})
    text = sync(empty("fr", "a"), vocabulary_messages(corpus, "fr"))
    assert text.count('msgid "time it took"') == 1
    assert "noise" not in text
    save(tmp_path, "fr", "vocabulary", text.replace('"time it took"\nmsgstr ""', '"time it took"\nmsgstr "durée"'))
    made = make(corpus, "fr", tmp_path, {})
    assert made.measure("time it took") == "durée"
    assert made.word("attribution", "the city") == "the city"


def test_status_counts_words_of_the_source_and_names_who_answers(interview: Interview, tmp_path: Path) -> None:
    """Title, section, short title and paragraphs; headers without addresses."""
    made = edition(interview, tmp_path, "fr", title="Des ponts", q1_p2="Cela a pris deux ans.\nPuis il a ouvert.")
    status = made.status[SLUG]
    assert (status.total, status.translated, status.missing, status.percent) == (27, 11, 16, 40)
    path = tmp_path / "fr/LC_MESSAGES" / f"{SLUG}.po"
    header = '"Last-Translator: A Person <a@example.org>\\n"\n"X-Reviewed-By: B, C <c@example.org>\\n"\n'
    text = (
        path.read_text("utf-8").replace('"Last-Translator: \\n"\n', header).replace("X-Official: no", "X-Official: yes")
    )
    path.write_text(text, "utf-8")
    status = make(Corpus((interview,)), "fr", tmp_path, {}).status[SLUG]
    assert (status.translator, status.reviewers, status.official) == ("A Person", ("B", "C"), True)


def test_words_are_counted_in_any_script() -> None:
    """Han characters one by one; markup not at all."""
    assert word_count("It took [two](https://example.org/a-b) *years*, o’clock.") == 5
    assert word_count("建交75周年") == 5
    assert word_count("") == 0


def paragraph(*sentences: str) -> Paragraph:
    """A paragraph of these sentences."""
    return Paragraph("q1.p1", tuple(Sentence(f"q1.p1.s{n}", text) for n, text in enumerate(sentences, 1)), "en")


def test_a_title_is_one_line_whatever_the_catalog_has(interview: Interview, tmp_path: Path) -> None:
    """And white space is no translation."""
    made = edition(interview, tmp_path, "fr", title="Des\nponts", q1_p2=" \n").interviews[0]
    assert made.title.words == "Des ponts"
    assert made.exchanges[0].turns[1].paragraphs[0].state is State.MISSING


@pytest.mark.parametrize(
    ("translation", "locale", "sentences"),
    [
        ("Un.\nDeux.", "fr", ["Un.", "Deux."]),
        ("Un. Deux.", "fr", ["Un.", "Deux."]),
        ("一。二。", "zh-Hans", ["一。", "二。"]),
        ("Un\ndeux\ntrois.", "fr", ["Un deux trois."]),
        ("一\n二\n三。", "zh-Hans", ["一二三。"]),
        ("Un, deux.", "fr", ["Un, deux."]),
        ("Un. Deux. Trois.", "fr", ["Un. Deux. Trois."]),
        ("Un.\n\nDeux.\n", "fr", ["Un.", "Deux."]),
    ],
)
def test_every_sentence_of_the_source_resolves(translation: str, locale: str, sentences: list[str]) -> None:
    """Where the counts cannot be made to agree one sentence holds all of the text."""
    original = paragraph("One.", "Two.")
    made = replace(original, sentences=align(original, translation, locale))
    assert [sentence.text for sentence in made.sentences] == sentences
    assert [*(s.id for s in made.sentences), *unplaced(original, made)] == ["q1.p1.s1", "q1.p1.s2"]
    assert passage(made, "q1.p1.s2") == sentences[-1]


@pytest.mark.parametrize(
    ("translation", "sentences", "state"),
    [
        ("Cela a pris deux ans.\nPuis il a ouvert.", ["", "Puis il a ouvert."], State.TRANSLATED),
        ("Cela a pris deux ans. Puis il a ouvert.", ["", "Then it opened."], State.MISSING),
        ("", ["", "Then it opened."], State.MISSING),
    ],
)
def test_a_sealed_sentence_is_sealed_in_every_language(
    translation: str, sentences: list[str], state: State, interview: Interview, tmp_path: Path
) -> None:
    """Behind the gate it has no words; a translation gives none away, and is not shown where it could."""
    save(tmp_path, "fr", SLUG, filled("fr", interview_messages(interview), q1_p2=translation))
    sealed = gate.publishable(replace(interview, sealed=("q1.p2.s1",)))
    assert sealed
    answer = make(Corpus((sealed,)), "fr", tmp_path, {}).interviews[0].exchanges[0].turns[1].paragraphs[0]
    assert ([s.text for s in answer.sentences], answer.state) == (sentences, state)
    assert [s.id for s in answer.sentences] == ["q1.p2.s1", "q1.p2.s2"]


def test_a_withdrawn_interview_has_no_words_in_any_language(interview: Interview, tmp_path: Path) -> None:
    """Whatever its catalog says."""
    texts = {"q1_p2": "Cela a pris deux ans.\nPuis il a ouvert.", "title": "Des ponts", "intro_p1": "Une introduction."}
    save(tmp_path, "fr", SLUG, filled("fr", interview_messages(interview), **texts))
    withdrawn = gate.publishable(replace(interview, status="withdrawn"))
    assert withdrawn
    made = make(Corpus((withdrawn,)), "fr", tmp_path, {})
    assert made.interviews[0].title.words == ""
    assert {s.text for p in paragraphs(made.interviews[0]) for s in p.sentences} == {""}
    assert made.status[SLUG].total == 0


def test_hand_written_pages_are_translated_block_by_block(tmp_path: Path) -> None:
    """What is not translated stays, marked; code stays unmarked."""
    page = "# About\n\nWe publish.\n\n```\ncode\n```\n"
    text = sync(empty("fr", "a"), page_messages("about.md", page))
    save(tmp_path, "fr", "pages", text.replace('"# About"\nmsgstr ""', '"# About"\nmsgstr "# À propos"'))
    made = make(Corpus(()), "fr", tmp_path, {"about.md": page})
    assert [(b.words, b.language, b.state) for b in made.pages["about.md"]] == [
        ("# À propos", "fr", State.TRANSLATED),
        ("We publish.", "en", State.MISSING),
        ("```\ncode\n```", "en", State.SOURCE),
    ]
    assert {b.state for b in make(Corpus(()), "en", tmp_path, {"about.md": page}).pages["about.md"]} == {State.SOURCE}


def test_labels_fall_back_to_what_the_reader_most_likely_knows(tmp_path: Path) -> None:
    """The locale, its language, English, anything."""
    assert label({"zh": "a", "en": "b"}, "zh-Hans") == "a"
    assert label({"fr": "a", "en": "b"}, "ru") == "b"
    assert label({"fr": "a"}, "ru") == "a"
    assert make(Corpus(()), "de", tmp_path, {}).term_label(BRIDGE) == "Brücke"


def test_the_interface_speaks_the_language_where_it_can(tmp_path: Path) -> None:
    """Fuzzy strings stay English; plural forms follow the header."""
    save(
        tmp_path,
        "fr",
        "ui",
        f'{empty("fr", "ui").preamble}\n\nmsgid "Hello"\nmsgstr "Bonjour"\n\n'
        '#, fuzzy\nmsgid "World"\nmsgstr "Monde"\n\n'
        'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s jour"\nmsgstr[1] "%(n)s de jours"\n'
        'msgstr[2] "%(n)s jours"\n',
    )
    ui = make(Corpus(()), "fr", tmp_path, {}).ui
    assert (ui.gettext("Hello"), ui.gettext("World"), ui.pgettext("verb", "Open")) == ("Bonjour", "World", "Open")
    days = [ui.ngettext("%(n)s day", "%(n)s days", n) % {"n": n} for n in (0, 1, 2, 1000000)]
    assert days == ["0 jour", "1 jour", "2 jours", "1000000 de jours"]


def test_an_edition_can_be_sent_to_another_process(interview: Interview, tmp_path: Path) -> None:
    """Editions are built in parallel."""
    made = edition(interview, tmp_path, "fr", title="Des ponts")
    assert pickle.loads(pickle.dumps(made)).interviews == made.interviews
    assert locales(tmp_path) == ("fr",)
