"""Dates, numbers, figures, lists and names of languages as each locale writes them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.l10n import formats
from generator.l10n.languages import UnknownLanguageError, babel_locale, closest, gettext_name, plural_forms
from generator.l10n.numerals import compact
from generator.l10n.ui import Interface
from generator.model import Figure

CASES = yaml.safe_load((Path(__file__).parent / "cases/l10n/formats.yml").read_text("utf-8"))
LOCALES = ["en", "zh-Hans", "zh-Hant", "ru", "ar", "fr", "es", "it", "de", "pt", "hi", "ja", "pl"]


def figure(text: str) -> Figure:
    """`20 % high=30` as a figure."""
    value, *rest = text.split(" ")
    fields = dict(part.split("=") for part in rest if "=" in part)
    unit = next((part for part in rest if "=" not in part), "")
    high = Decimal(fields.pop("high")) if "high" in fields else None
    kind = fields.pop("kind", "amount")
    return Figure("f1", "q1.p1.s1", text, kind, Decimal(value), unit, high, **fields)


FORMATS = {
    "date": formats.date,
    "period": formats.period,
    "number": lambda text, locale: formats.number(Decimal(text), locale),
    "figure": lambda text, locale: formats.figure(figure(text), locale),
    "autonym": lambda tag, _: formats.autonym(tag),
    "language_name": formats.language_name,
    "direction": lambda tag, _: formats.direction(tag),
    "items": lambda text, locale: formats.items(text.split(" "), locale),
}


def cases() -> Iterator[tuple[str, str, str, str]]:
    """Every (kind, value, locale, expected)."""
    for kind, values in CASES.items():
        for value, expected in values.items():
            for locale, text in expected.items():
                yield kind, str(value), locale, text


def visible(text: str) -> str:
    """The text with spaces that do not break as ␣, without directional marks."""
    text = re.sub("[\u200e\u200f]", "", text)
    return re.sub("[\u00a0\u202f\u2009]", "␣", text)


@pytest.mark.parametrize(("kind", "value", "locale", "expected"), list(cases()))
def test_a_value_is_written_as_the_locale_writes_it(kind: str, value: str, locale: str, expected: str) -> None:
    """Each line of cases/l10n/formats.yml."""
    assert visible(FORMATS[kind](value, locale)) == expected


def test_a_counted_noun_takes_its_plural_form_from_the_catalog() -> None:
    """Russian has three forms; after a word for millions it is the third."""
    nouns = ("%(number)s автомобиль", "%(number)s автомобиля", "%(number)s автомобилей")
    plural = re.search("plural=([^;]+)", plural_forms("ru"))
    assert plural
    ui = Interface("ru", {("", "%(number)s vehicle"): nouns}, plural[1])
    written = {n: visible(formats.figure(figure(f"{n} {{vehicle}}"), "ru", ui)) for n in (1, 2, 5, 21, 3000000)}
    assert written == {
        1: "1 автомобиль",
        2: "2 автомобиля",
        5: "5 автомобилей",
        21: "21 автомобиль",
        3000000: "3 миллиона автомобилей",
    }


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=25, deadline=None)
@given(value=st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10) ** 13, places=2))
def test_no_number_is_rounded(locale: str, value: Decimal) -> None:
    """The digits that are printed are all the digits there are, whatever word for their size follows them."""
    text = compact(value, locale) or formats.number(value, locale)
    digits = "".join(re.findall(r"\d", text)).strip("0")
    assert digits == f"{value:f}".replace(".", "").strip("0")


@pytest.mark.parametrize("locale", [*LOCALES, "cs", "sl", "cy", "uk", "he", "ca", "ro", "tlh"])
def test_the_plural_header_is_valid_and_has_a_form_for_every_number(locale: str) -> None:
    """`nplurals` forms, each reached or reachable, none beyond."""
    header = plural_forms(locale)
    match = re.fullmatch(r"nplurals=(\d+); plural=(.+);", header)
    assert match
    ui = Interface(locale, {("", "a"): tuple(map(str, range(int(match[1]))))}, match[2])
    forms = {int(ui.ngettext("a", "b", n)) for n in [*range(250), 1000000]}
    assert forms == set(range(int(match[1])))


def test_tags_become_locales() -> None:
    """The closest that CLDR has; nonsense is an error."""
    assert str(babel_locale("zh-Hans-CN")) == "zh_Hans_CN"
    assert str(babel_locale("fr-XX")) == "fr"
    assert str(babel_locale("tlh")) == "en"
    assert gettext_name("zh-Hans") == "zh_Hans"
    assert closest("zh-Hans-CN", {"zh": 1, "zh-Hans": 2}) == "zh-Hans"
    assert closest("fr", {"en": 1}) is None
    with pytest.raises(UnknownLanguageError, match="expected: a BCP 47 tag"):
        babel_locale("not a tag")
