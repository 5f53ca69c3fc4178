"""Pictures for social cards: in every script that has a font, and none where a letter has none."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from generator import config, publication, site
from generator.pages import cards
from generator.pages.cards import Card

image = pytest.importorskip("PIL.Image")

TITLES = {
    "en": "Who will pay for the new harbour wall, and when will it be finished?",
    "zh-Hans": "新的港口防波堤由谁出资，何时能够完工？",
    "ru": "Кто заплатит за новый волнолом и когда его достроят?",
    "ar": "من سيدفع ثمن حاجز الميناء الجديد ومتى سينتهي بناؤه؟",
}


def card(title: str, locale: str = "en") -> Card:
    """A card of the harbour's publication."""
    return Card(title, "2024", "Harbour Talks", locale, "#004455")


def drawn(locale: str) -> bytes:
    """The picture in a locale; the test is skipped where the system has no font for it."""
    content = cards.draw(card(TITLES[locale], locale))
    if content is None:
        pytest.skip(f"no font for {locale} here")
    return content


def ink(content: bytes) -> list[int]:
    """How many dark pixels each of the picture's fifteen columns has, between its head and its foot."""
    picture = image.open(io.BytesIO(content)).convert("L")
    strips = [picture.crop((x, 150, x + 80, 510)) for x in range(0, cards.WIDTH, 80)]
    return [sum(strip.histogram()[:100]) for strip in strips]


@pytest.mark.parametrize("locale", TITLES)
def test_a_picture_has_the_size_networks_ask_for(locale: str) -> None:
    """1200 by 630, a few kilobytes, with words in it that stay clear of the edges."""
    content = drawn(locale)
    assert image.open(io.BytesIO(content)).size == (1200, 630)
    assert len(content) < 40_000
    columns = ink(content)
    assert sum(columns) > 5_000
    assert (columns[0], columns[-1]) == (0, 0)


def test_it_starts_where_the_script_starts() -> None:
    """The ragged edge of an Arabic title is on the left, that of an English one on the right."""
    english, arabic = ink(drawn("en")), ink(drawn("ar"))
    assert sum(english[:4]) > sum(english[-4:])
    assert sum(arabic[:4]) < sum(arabic[-4:])


def test_the_same_card_has_the_same_bytes() -> None:
    """Nothing in it changes from build to build."""
    assert drawn("ru") == drawn("ru")


def test_no_picture_is_better_than_empty_boxes() -> None:
    """A title with a character that no font has is not drawn."""
    assert cards.draw(card("Harbour \ue0ff")) is None


@pytest.mark.parametrize(("locale", "words"), [("en", "wall " * 80), ("zh-Hans", "港口，" * 80), ("en", "w" * 400)])
def test_long_titles_are_cut_at_the_smallest_size(locale: str, words: str) -> None:
    """With an ellipsis, and never more lines than fit."""
    font = cards._font(words, locale)
    if font is None:
        pytest.skip(f"no font for {locale} here")
    smallest, leading, lines = cards._fit(words, font, locale)
    assert leading * len(lines) <= cards.TITLE_HEIGHT
    if len(words.split()) > 1 or locale == "zh-Hans":
        assert smallest.size == min(cards.TITLE_SIZES)
        assert lines[-1].endswith("…")


def test_pages_name_the_picture_they_have(small: Path) -> None:
    """An exchange its own, other pages the interview's or the edition's; each file is there."""
    if cards.draw(card("Harbour")) is None:
        pytest.skip("no fonts here")
    built = site.build(publication.load(config.read(small)), quiet=True, jobs=1).site
    for page, picture in (
        ("en/", "en/card.png"),
        ("en/topics/", "en/card.png"),
        ("fr/interviews/2023-06-01-harbour/", "fr/interviews/2023-06-01-harbour/card.png"),
        ("en/interviews/2023-06-01-harbour/q1/", "en/interviews/2023-06-01-harbour/q1/card.png"),
    ):
        html = (built / page / "index.html").read_text("utf-8")
        assert f'<meta property="og:image" content="https://example.org/harbour/{picture}">' in html
        assert (built / picture).read_bytes().startswith(b"\x89PNG")


def test_without_fonts_no_page_names_a_picture(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing fails."""
    monkeypatch.setattr(cards, "kept", lambda card, folder: None)
    built = site.build(publication.load(config.read(small)), quiet=True, jobs=1).site
    assert "og:image" not in (built / "en" / "index.html").read_text("utf-8")
    assert not list(built.rglob("card.png"))
