"""What a language calls its numbers, scales, units and times: CLDR inverted, and a word list on top.

Each file in `languages/` says what CLDR lacks. Its keys:

numbers     `separators`; `numerals` (value: words), `compounds` (words written together, as in German), `joiners`
            (*and*), `articles`, `point`; `scales` (power of ten: words), `round_numbers`, `bare_scales` (they need no
            number before them); `ordinals`, `ordinal_suffixes`, `ordinal_before`; `halves`, `denominators`,
            `dual_fractions`, `parts_of`, `tenths`; `multiples`; `vague` (*hundreds*); `units_first` (five and seventy)
units       `percent`, `points`, `currencies`, `units`, `counters` (code: words), `counter_gap` (how many words may
            stand before what is counted), `links` (*de* in *millions de tonnes*),
            `regions` (CLDR locales with more words)
hedges      `approximate`, `approximate_after`; `range`, `between` (opening: closing word of a range)
no figures  `idioms`, `label_before` (*article 5*), `ordinal_after`, `time_after`, `ago`, `before_ago`, `window`
            (durations that are times), `year_before`, `year_after`, `not_nouns`
figures     `generic_noun` (how a counted noun looks), `count_cues`, `rank`, `anniversary`, `anniversary_before`
changes     `increase`, `decrease`, `level` (what stands before the result of a change), `year_on_year`
sentences   `attribution`, `verbs`, `auxiliaries`, `lead`, `trade`, `to`, `demonyms`, `time_lead` (see `frame`)
times       `periods`, `quarters`, `months`, `this_year`, `last_year`, `next_year` (see `periods`)
words       `clitics` that may be written together with the next word
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from generator.enrich.figures import cldr
from generator.enrich.figures.phrases import Phrases
from generator.enrich.figures.tokens import fold, phrase

T = TypeVar("T")
_FOLDER = Path(__file__).with_name("languages")
DURATIONS = ("a", "10.a", "mo", "wk", "d", "h", "min", "s")
"""Codes of the units of time."""


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
    round_numbers: Phrases[Decimal]
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
    codes: Mapping[str, str]
    """Currency codes (ISO 4217), which only count in capitals."""
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
    clitics: tuple[str, ...]
    starters: frozenset[str]
    """Words with which a number in words can start."""
    telling: frozenset[str]
    """Words without which a sentence without digits holds no figure worth a proposal."""
    words: Mapping[str, frozenset[str]]
    """The other word lists, by key; folded."""
    raw: Mapping[str, Any]
    """The file as read, for the modules that read keys of their own."""

    def may_start(self, word: str) -> bool:
        """Whether a number in words can start with a word: the quick look that most words do not pass."""
        if word in self.starters or word in self.han or word in self.words["ordinal_before"]:
            return True
        return bool(self.clitics) or (self.compounds is not None and len(word) > 4)


def _read(name: str) -> dict[str, Any]:
    """A word list; every scalar is a string (`no` is a word here)."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    path = _FOLDER / f"{name}.yml"
    return dict(yaml.load(path.read_text("utf-8"), loader)) if path.exists() else {}


def _pairs(table: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    return [(word, code) for code, words in table.items() for word in words]


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


_LISTS = (
    "joiners articles point ordinal_suffixes ordinal_before ordinal_after tenths links rank range ago window "
    "label_before time_after year_before year_after not_nouns auxiliaries lead to level"
)
"""Keys whose words are looked up one by one."""


def _telling(raw: Mapping[str, Any], tables: Iterable[Phrases[Any]], clitics: tuple[str, ...]) -> frozenset[str]:
    """Words (Han characters) of which a figure in words has at least one: scales, units, tens, but not *two*.

    Of a phrase it is the longest word. No single letter: a number in words does not stand before abbreviations.
    """
    if raw.get("separators") and "parts_of" in raw:
        told = "".join(word for key in ("scales", "points", "anniversary") for word in _flat(raw[key]))
        return frozenset(told + "十百" + "".join(raw["parts_of"][0][0] + tenth for tenth in raw["tenths"]))
    large = [word for value, words in raw.get("numerals", {}).items() if Decimal(value) >= 10 for word in words]
    spoken = large + [word for key in ("percent", "points", "anniversary") for word in _flat(raw.get(key, ()))]
    phrases = {phrase(word) for word in spoken}
    phrases |= {words for table in tables for words, meaning in table.entries() if meaning not in DURATIONS}
    longest = {max(words, key=len) for words in phrases if words}
    told_words = {word for word in longest if len(word) > 1 or not word.isascii()}
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
    raw, shared = _read(code), _read("cldr")
    known = cldr.known(code)
    regions = [known, *raw.get("regions", ())]
    clitics = tuple(fold(clitic) for clitic in raw.get("clitics", ()))

    def table(key: str, meaning: Callable[[str], T], more: Iterable[tuple[str, T]] = ()) -> Phrases[T]:
        """The phrases of a table `meaning: words`, or of a plain list."""
        own = raw.get(key, {})
        pairs = _pairs(own) if isinstance(own, Mapping) else [(word, "") for word in own]
        hyphened = [(word.replace(" ", "-"), code) for word, code in pairs if key == "numerals" and " " in word]
        return Phrases([(word, meaning(code)) for word, code in pairs + hyphened] + list(more), clitics)

    pairs = _pairs(raw.get("units", {})) + _pairs(shared["symbols"]) + list(shared["currency_symbols"].items())
    pairs += [pair for region in regions for pair in cldr.units(region, shared)]
    units = table("currencies", str, pairs)
    numerals, scales = table("numerals", Decimal), table("scales", int, _region_scales(regions))
    tables: dict[str, Phrases[Any]] = {
        "scales": scales,
        "round_numbers": table("round_numbers", Decimal),
        "denominators": table("denominators", int),
        "dual_fractions": table("dual_fractions", int),
    }
    idle: dict[str, Phrases[Any]] = {
        "ordinals": table("ordinals", Decimal),
        "halves": table("halves", bool),
        "multiples": table("multiples", Decimal),
        "vague": table("vague", Decimal),
        "idioms": table("idioms", bool),
    }
    cues = ("increase", "decrease", "year_on_year", "anniversary", "verbs", "count_cues")
    context: dict[str, Phrases[Any]] = {key: table(key, bool) for key in cues}
    context |= {key: table(key, str) for key in ("counters", "approximate", "approximate_after")}
    han = {word: int(value) for word, value in _pairs(raw.get("numerals", {})) if "parts_of" in raw and len(word) == 1}
    firsts = numerals.firsts().union(*(part.firsts() for part in (*tables.values(), *idle.values())))
    return Lexicon(
        language=code,
        locale=known,
        decimal=raw.get("separators", {}).get("decimal") or cldr.decimal(known),
        numerals=numerals,
        compounds=_compounds(raw.get("compounds", {})),
        percent=Phrases(_pairs({"pp": raw.get("points", ()), "%": ["%", *raw.get("percent", ())]}), clitics),
        units=units,
        symbols={fold(sign): currency for sign, currency in shared["currency_symbols"].items()},
        codes={fold(currency): currency for currency in shared["currencies"]},
        han=han,
        clitics=clitics,
        starters=frozenset(firsts | {fold(word) for word in raw.get("articles", ())}),
        telling=_telling(raw, (units, *tables.values()), clitics),
        words={key: frozenset(fold(word) for word in raw.get(key, ())) for key in _LISTS.split()},
        raw=raw,
        **tables,
        **idle,
        **context,
    )


def _region_scales(regions: Iterable[str]) -> list[tuple[str, int]]:
    return [pair for region in regions for pair in cldr.scales(region)]
