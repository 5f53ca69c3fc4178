"""What a language calls its numbers, scales, units and times: CLDR inverted (through Babel), and a word list on top.

Each file in `languages/` says what CLDR lacks. Its keys: `separators`; `numerals` (value: words), `compounds` (words
written together, as in German), `joiners` (*and*), `articles`; `scales` (power of ten: words), `bare_scales` (those that
need no number before them), `glued_scales`; `ordinals`, `ordinal_suffixes`; `halves`, `denominators`, `multiples`, `vague`
(*hundreds*); `percent`, `points`, `currencies`, `units`, `counters` (code: words) with `counter_gap`, how many words may
stand before the counted thing; `links` (*de* in *millions de tonnes*); `approximate`, `between`, `range`; `regions`, the CLDR locales that add words; `increase`,
`decrease`, `level` (what stands before the result of a change), `year_on_year`; `ago`, `before_ago`, `window` (durations that are times); `label_before` (*article 5*);
`periods`, `quarters`, … (see `periods`); `attribution`, `verbs`, `auxiliaries`, `from`, `to`, `demonyms` (see `frame`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml

from generator.enrich.figures.tokens import SPACES, fold, phrase, western

T = TypeVar("T")
_FOLDER = Path(__file__).with_name("languages")
LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "pt", "ru", "zh")
"""Languages with a word list; any other is read with digits, CLDR and the signs only."""


class Phrases(Generic[T]):
    """Phrases of one or more words, each with what it stands for; the longest one wins."""

    def __init__(self, entries: Iterable[tuple[str, T]], clitics: tuple[str, ...] = ()) -> None:
        self._clitics = clitics
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for text, meaning in entries:
            if words := phrase(text):
                self._by_first.setdefault(words[0], []).append((words, meaning))
        for same in self._by_first.values():
            same.sort(key=lambda entry: -len(entry[0]))  # stable: of two meanings the first one given stays

    def at(self, words: list[str], place: int) -> tuple[T, int] | None:
        """What stands at a place, and the place behind it."""
        if place >= len(words):
            return None
        first = words[place]
        for candidate in self._forms(first):
            for entry, meaning in self._by_first.get(candidate, ()):
                end = place + len(entry)
                if len(entry) == 1 or tuple(words[place + 1 : end]) == entry[1:]:
                    return meaning, end
        return None

    def _forms(self, word: str) -> Iterable[str]:
        yield word
        for clitic in self._clitics:
            if word.startswith(clitic) and len(word) - len(clitic) > 2:
                yield word[len(clitic) :]

    def firsts(self) -> set[str]:
        """The words a phrase can start with."""
        return set(self._by_first)

    def __bool__(self) -> bool:
        return bool(self._by_first)


@dataclass(frozen=True, slots=True)
class Compounds:
    """Number words written together: German `fünfunddreißig`, Italian `duecentomila`, Russian `семидесятипятилетие`."""

    parts: Mapping[str, int]
    pattern: re.Pattern[str]
    """Matches a whole word; group `end` is the ending that gives it a unit."""
    part: re.Pattern[str]
    endings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything known about one language; tables are empty where the language has nothing of the kind."""

    language: str
    locale: str
    """The language where CLDR has it, else `en`."""
    decimal: str
    """Characters that may be the decimal sign."""
    numerals: Phrases[Decimal]
    compounds: Compounds | None
    scales: Phrases[int]
    """Powers of ten."""
    dual_scales: Phrases[Decimal]
    ordinals: Phrases[Decimal]
    halves: Phrases[bool]
    denominators: Phrases[int]
    dual_fractions: Phrases[int]
    multiples: Phrases[Decimal]
    vague: Phrases[Decimal]
    percent: Phrases[str]
    """To `%` and `pp`."""
    units: Phrases[str]
    """Currencies and units of measure."""
    symbols: Mapping[str, str]
    """Currency signs that stand before the number."""
    counters: Phrases[str]
    approximate: Phrases[str]
    approximate_after: Phrases[str]
    increase: Phrases[bool]
    decrease: Phrases[bool]
    year_on_year: Phrases[bool]
    anniversary: Phrases[bool]
    idioms: Phrases[bool]
    verbs: Phrases[bool]
    count_cues: Phrases[bool]
    han: Mapping[str, int]
    """Han numerals (一 … 千), where numbers are written with them."""
    starters: frozenset[str]
    """Words with which a number in words can start."""
    telling: frozenset[str]
    """Words without which a sentence without digits holds no figure worth a proposal."""
    words: Mapping[str, frozenset[str]]
    """The other word lists, by key; folded."""
    raw: Mapping[str, Any]
    """The file as read, for the modules that read keys of their own."""


def _read(name: str) -> dict[str, Any]:
    """A word list; every scalar is a string (`no` is a word here)."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    path = _FOLDER / f"{name}.yml"
    return dict(yaml.load(path.read_text("utf-8"), loader)) if path.exists() else {}


def _pairs(table: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    return [(word, code) for code, words in table.items() for word in words]


def _cldr_scales(language: str) -> list[tuple[str, int]]:
    """Scale words from the compact number patterns: `000 тысяч` at 100000 -> (тысяч, 3)."""
    from babel import Locale

    formats = Locale.parse(language).compact_decimal_formats
    style = "short" if language[:2] in ("zh", "ja", "ko") else "long"
    found = []
    for patterns in (formats.get(style) or {}).values():
        for magnitude, pattern in patterns.items():
            text = str(getattr(pattern, "pattern", pattern)).replace("\u200f", "").replace("'", "")
            word = text.strip(f"0{SPACES}.")
            if word and "0" in text:
                found.append((word, len(magnitude) - text.count("0")))
    return found


def _cldr_units(language: str, cldr: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Unit and currency words from CLDR in every plural form."""
    from babel.numbers import get_currency_name
    from babel.units import format_unit

    found: list[tuple[str, str]] = []
    for unit, code in cldr["units"].items():
        named = {format_unit(count, unit, locale=language) for count in _PLURALS}
        if any(unit in name for name in named):  # Babel does not fall back to the short form, as CLDR does
            short = not unit.startswith("duration-")  # the short day is 日, which is a date
            named = {format_unit(count, unit, "short", locale=language) for count in _PLURALS} if short else set()
        found += [(word, code) for name in named if (word := re.sub(r"[\d\u200f]+", "", western(name)).strip(SPACES))]
    for code in cldr["currencies"]:
        found += [(get_currency_name(code, count, locale=language), code) for count in _PLURALS]
        found.append((code, code))
    return found


def _known(code: str) -> str:
    """The language itself where CLDR has it, else English."""
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return "en"
    return code


_PLURALS = (1, 2, 3, 5, 11, 100)
"""Counts that between them have every plural form of every language."""


def _separators(language: str, own: Mapping[str, str]) -> str:
    """The decimal signs of a language."""
    if own:
        return own["decimal"]
    from babel.numbers import get_decimal_symbol

    return get_decimal_symbol(language)


def _compounds(table: Mapping[str, Any]) -> Compounds | None:
    if not table:
        return None
    parts = {fold(word): int(value) for word, value in table["parts"].items()}
    if joiner := table.get("joiner"):
        parts[joiner] = 0
    endings = {fold(ending): code for ending, code in table.get("endings", {}).items()}
    longest_first = "|".join(sorted(map(re.escape, parts), key=len, reverse=True))
    ends = "|".join(sorted(map(re.escape, endings), key=len, reverse=True))
    return Compounds(parts, re.compile(rf"(?:{longest_first})+(?P<end>{ends})?"), re.compile(longest_first), endings)


_LISTS = [
    "joiners",
    "articles",
    "bare_scales",
    "glued_scales",
    "dozen",
    "point",
    "ordinal_suffixes",
    "ordinal_before",
    "ordinal_after",
    "parts_of",
    "percent_before",
    "tenths",
    "links",
    "rank",
    "range",
    "ago",
    "before_ago",
    "window",
    "label_before",
    "time_after",
    "year_before",
    "year_after",
    "not_nouns",
    "auxiliaries",
    "lead",
    "from",
    "to",
    "level",
]


def _telling(raw: Mapping[str, Any], tables: Mapping[str, Phrases[Any]], clitics: tuple[str, ...]) -> frozenset[str]:
    """Words (Han characters) of which a figure in words has at least one: scales, units, tens, but not *two*."""
    if raw.get("separators") and "parts_of" in raw:
        told = "".join(word for key in ("scales", "points", "anniversary") for word in _flat(raw[key]))
        return frozenset(told + "十百" + "".join(raw["parts_of"][0][0] + tenth for tenth in raw["tenths"]))
    large = [word for value, words in raw.get("numerals", {}).items() if Decimal(value) >= 10 for word in words]
    measures = [word for code, words in raw.get("units", {}).items() if code not in DURATIONS for word in words]
    named = ("percent", "points", "currencies", "anniversary")
    spoken = large + measures + [word for key in named for word in _flat(raw.get(key, ()))]
    told_words = {phrase(word)[0] for word in spoken if phrase(word)}.union(
        *(tables[key].firsts() for key in ("scales", "dual_scales", "denominators", "dual_fractions"))
    )
    return frozenset(told_words | {clitic + word for clitic in clitics for word in told_words})


def _flat(words: Any) -> list[str]:
    """The words of a list, or of all lists of a table."""
    return [word for group in words.values() for word in group] if isinstance(words, Mapping) else list(words)


@lru_cache(maxsize=32)
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, by BCP 47 tag; read on first use."""
    code = re.split("[-_]", language)[0].lower()
    return _build(code)


@lru_cache(maxsize=32)
def _build(code: str) -> Lexicon:
    raw, cldr = _read(code), _read("cldr")
    known = _known(code)
    clitics = tuple(fold(clitic) for clitic in raw.get("clitics", ()))
    regions = [known, *raw.get("regions", ())]
    scales = [(word, int(power)) for word, power in _pairs(raw.get("scales", {}))]
    scales += [pair for region in regions for pair in _cldr_scales(region)]
    spellings = [
        (form, value) for word, value in _pairs(raw.get("numerals", {})) for form in {word, word.replace(" ", "-")}
    ]
    numerals = Phrases(((word, Decimal(value)) for word, value in spellings), clitics)
    percent = _pairs({"pp": raw.get("points", ()), "%": ["%", *raw.get("percent", ())]})
    units = _pairs(raw.get("units", {})) + _pairs(cldr["symbols"])
    currencies = _pairs(raw.get("currencies", {})) + [(sign, to) for sign, to in cldr["currency_symbols"].items()]
    measured = Phrases(currencies + units + [pair for region in regions for pair in _cldr_units(region, cldr)], clitics)

    def table(key: str) -> Phrases[bool]:
        return Phrases(((word, True) for word in raw.get(key, ())), clitics)

    def values(key: str) -> Phrases[Decimal]:
        return Phrases(((word, Decimal(value)) for word, value in _pairs(raw.get(key, {}))), clitics)

    def integers(key: str) -> Phrases[int]:
        return Phrases(((word, int(value)) for word, value in _pairs(raw.get(key, {}))), clitics)

    def kinds(key: str) -> Phrases[str]:
        return Phrases(_pairs(raw.get(key, {})), clitics)

    built = {
        "scales": Phrases(scales, clitics),
        "dual_scales": values("dual_scales"),
        "ordinals": values("ordinals"),
        "halves": table("halves"),
        "denominators": integers("denominators"),
        "dual_fractions": integers("dual_fractions"),
        "multiples": values("multiples"),
        "vague": values("vague"),
    }
    firsts = frozenset[str]().union(*(part.firsts() for part in built.values()), numerals.firsts())
    telling = _telling(raw, built, clitics)
    han = {
        word: int(value) for word, value in _pairs(raw.get("numerals", {})) if code in ("zh", "ja") and len(word) == 1
    }
    return Lexicon(
        language=code,
        locale=known,
        decimal=_separators(known, raw.get("separators", {})),
        numerals=numerals,
        compounds=_compounds(raw.get("compounds", {})),
        percent=Phrases(percent, clitics),
        units=measured,
        symbols={fold(sign): to for sign, to in cldr["currency_symbols"].items()}
        | {fold(currency): currency for currency in cldr["currencies"]},
        counters=kinds("counters"),
        approximate=kinds("approximate"),
        approximate_after=kinds("approximate_after"),
        increase=table("increase"),
        decrease=table("decrease"),
        year_on_year=table("year_on_year"),
        anniversary=table("anniversary"),
        idioms=table("idioms"),
        verbs=table("verbs"),
        count_cues=table("count_cues"),
        han=han,
        starters=firsts,
        telling=telling,
        words={key: frozenset(fold(word) for word in raw.get(key, ())) for key in _LISTS},
        raw=raw,
        **built,  # type: ignore[arg-type]
    )


DURATIONS = {
    "a": "years",
    "10.a": "decades",
    "mo": "months",
    "wk": "weeks",
    "d": "days",
    "h": "hours",
    "min": "minutes",
    "s": "seconds",
}
"""Units of time."""
