"""Times in a sentence, explicit, relative or anaphoric -> ISO 8601 periods (EDTF for open ends: `2023/..`).

The patterns are those of the word lists, with the named groups read here: `year`, `year2`, `month`, `month2`, `day`,
`quarter`, `half`, `first_n` (the first nine months), `first_quarters`, `this`, `last`, `next`, `same` (the same
period), `since`, `until`, `ytd` (this year so far), `ago` with `n`, `yearago`, `last_month`. `{when}` is a year, said
or relative.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.enrich.figures.lexicon import Lexicon, lexicon
from generator.enrich.figures.tokens import fold

_YEAR = r"(?:1[5-9]|20)\d\d"
_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_GROUP = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True)
class Period:
    """A time named in a sentence."""

    start: int
    """Offsets into the sentence; end exclusive."""
    end: int
    value: str
    """ISO 8601 or EDTF, as `model.Figure.period`."""
    compared: bool = False
    """It is what something is compared with (*the same period of 2023*, *a year earlier*)."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    any: re.Pattern[str]
    """Found wherever one of them is, for looking through the many texts that have none."""
    every: tuple[re.Pattern[str], ...]
    dates: tuple[re.Pattern[str], ...]
    """Those in which a number is a day, a month or a quarter."""
    months: dict[str, int]
    month: re.Pattern[str]
    quarters: dict[str, int]


def _words(names: object) -> str:
    return "|".join(sorted((re.escape(str(name)) for name in names), key=len, reverse=True)) or r"(?!)"  # type: ignore[attr-defined]


def _months(code: str, lex: Lexicon) -> dict[str, int]:
    """Names of months in every form CLDR has, and those of the word list."""
    from babel import Locale

    locale = Locale.parse(lex.locale)
    names: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for n, name in locale.months[context]["wide"].items():
            names[str(name).lower()] = int(n)
    for n, others in lex.raw.get("months", {}).items():
        names |= {other.lower(): int(n) for other in others}
    return names


@lru_cache(maxsize=32)
def _patterns(code: str) -> _Patterns:
    lex = lexicon(code)
    months = _months(code, lex)
    quarters = {str(name).lower(): int(n) for name, n in lex.raw.get("quarters", {}).items()}
    when = "|".join(
        [
            *(f"(?P<when_{key}>{_words(lex.raw.get(f'{key}_year', ()))})" for key in ("this", "last", "next")),
            rf"(?:the year |year |عام |سنة |des Jahres |l[’']année )?(?P<when_year>{_YEAR})(?:年| году| года| год)?",
        ]
    )
    month = _words(months)
    numbers = r"\d{1,3}" if lex.han else rf"\d{{1,3}}|{_words(_small(lex))}"
    macros = {
        "{when}": f"(?:{when})",
        "{month}": f"(?P<month>{month})",
        "{month2}": f"(?P<month2>{month})",
        "{last_month}": f"(?P<last_month>{month})",
        "{quarter}": f"(?P<quarter>{_words(quarters)})",
        "{half}": f"(?P<half>{_words(name for name, n in quarters.items() if n < 3)})",
        "{first_n}": f"(?P<first_n>{numbers}{'|' + _HAN_NUMBER if lex.han else ''})",
        "{n}": f"(?P<n>{numbers}{'|' + _HAN_NUMBER if lex.han else ''})",
        "{cn}": _HAN_NUMBER,
        "{yyyy}": _YEAR,
    }
    every, dates_, rules = [], [], []
    named = re.compile(rf"(?<![^\W_])(?:{month})(?![^\W_])", re.IGNORECASE)
    left, right = ("", "") if lex.han else (r"(?<![^\W_])", r"(?![^\W_])")
    for pattern in lex.raw.get("periods", ()):
        expanded = pattern
        for macro, expansion in macros.items():
            expanded = expanded.replace(macro, expansion)
        compiled = re.compile(f"{left}(?:{expanded}){right}", re.IGNORECASE)
        every.append(compiled)
        rules.append(_GROUP.sub("(?:", expanded))
        if re.search(r"\{(month|quarter|half|first_n)\}|<(m|day|q)>", pattern):
            dates_.append(compiled)
    any_ = re.compile(f"{left}(?:{'|'.join(rules) or '(?!)'}){right}", re.IGNORECASE)
    return _Patterns(any_, tuple(every), tuple(dates_), months, named, quarters)


def _small(lex: Lexicon) -> list[str]:
    """Number words up to twelve."""
    return [word for value, words in lex.raw.get("numerals", {}).items() if float(value) <= 12 for word in words]


def dates(text: str, lex: Lexicon) -> list[tuple[int, int]]:
    """Where numbers are part of a date (days, months, quarters) rather than amounts."""
    table = _patterns(lex.language)
    found = []
    for pattern in table.dates if table.any.search(text) else ():
        for match in pattern.finditer(text):
            if not _is_no_month(match.groupdict().get("month") or "", lex):
                found.append(match.span())
    return found


def month_names(text: str, lex: Lexicon) -> list[tuple[int, int, int]]:
    """Start, end and number of every month named in a text (not those written 3月)."""
    if lex.han:
        return []
    table = _patterns(lex.language)
    return [
        (match.start(), match.end(), table.months[match.group().lower()])
        for match in table.month.finditer(text)
        if not _is_no_month(match.group(), lex)
    ]


def _is_no_month(name: str, lex: Lexicon) -> bool:
    """English *may* and *march* are verbs when they are not capitalised."""
    return lex.language == "en" and name in ("may", "march")


def periods(text: str, lex: Lexicon, reference: str, before: str = "") -> list[Period]:
    """The periods of a sentence in the order of the text.

    `reference` is the ISO date (or year) of the text; `before` the period last spoken of, for *the same period*.
    """
    table = _patterns(lex.language)
    result: list[Period] = []
    for match in _longest(table, text):
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        value = _resolve(groups, table, lex, reference, result[-1].value if result else before)
        if value:
            compared = "yearago" in groups or ("same" in groups and _when(groups, reference) != "")
            result.append(Period(match.start(), match.end(), value, compared))
    return result


def _longest(table: _Patterns, text: str) -> list[re.Match[str]]:
    """The mentions of a sentence in order; of two that overlap the longer one, else that of the first rule."""
    if not table.any.search(text):
        return []
    found = [match for pattern in table.every for match in pattern.finditer(text) if match.group()]
    found.sort(key=lambda match: match.start() - match.end())
    chosen: list[re.Match[str]] = []
    for match in found:
        if all(match.end() <= other.start() or other.end() <= match.start() for other in chosen):
            chosen.append(match)
    return sorted(chosen, key=lambda match: match.start())


def _resolve(groups: dict[str, str], table: _Patterns, lex: Lexicon, reference: str, before: str) -> str:
    """ISO value of one mention, or empty when it cannot be known."""
    this = int(reference[:4]) if reference[:4].isdigit() else 0
    year = _when(groups, reference)
    month = table.months.get(groups.get("month", "").lower(), 0) or _integer(groups.get("m", ""), lex)
    month2 = table.months.get(groups.get("month2", "").lower(), 0) or _integer(groups.get("m2", ""), lex)
    if _is_no_month(groups.get("month", ""), lex):
        return ""
    if "same" in groups:
        return shifted_to(before, year) if before and year else (before or year)
    if "ytd" in groups:
        return f"{this}-01-01/{reference}" if len(reference) == 10 else (f"{this}" if this else "")
    if "yearago" in groups:
        return year_before(before) or (f"{this - 1}" if this else "")
    if "ago" in groups:
        back = _integer(groups.get("n", ""), lex)
        return f"{this - back}" if back and this else ""
    if "last_month" in groups:
        month = table.months[groups["last_month"].lower()]
        past = len(reference) >= 7 and month < int(reference[5:7])
        return f"{this if past else this - 1}-{month:02d}" if this else ""
    year = year or _context_year(groups, month or _first_month(groups, table), reference, before)
    if not year:
        return ""
    value = _within_year(groups, table, lex, year, month, month2)
    if "year2" in groups:
        value = f"{year}/{groups['year2']}"
    if "since" in groups:
        return f"{value}/.."
    return f"../{value}" if "until" in groups else value


def _first_month(groups: dict[str, str], table: _Patterns) -> int:
    """The month with which a quarter or a half begins."""
    if quarter := table.quarters.get(groups.get("quarter", "").lower(), 0) or int(groups.get("q", 0)):
        return 3 * quarter - 2
    return 7 if "half2" in groups or table.quarters.get(groups.get("half", "").lower(), 0) == 2 else 0


def _within_year(groups: dict[str, str], table: _Patterns, lex: Lexicon, year: str, month: int, month2: int) -> str:
    """A year, or the part of it that is named."""
    if quarter := table.quarters.get(groups.get("quarter", "").lower(), 0) or int(groups.get("q", 0)):
        return f"{year}-{3 * quarter - 2:02d}/{year}-{3 * quarter:02d}"
    half = table.quarters.get(groups.get("half", "").lower(), 0) or ("half1" in groups) + 2 * ("half2" in groups)
    if half in (1, 2):
        return f"{year}-{6 * half - 5:02d}/{year}-{6 * half:02d}"
    if n := 3 * _integer(groups.get("first_quarters", ""), lex) or _integer(groups.get("first_n", ""), lex):
        return f"{year}-01/{year}-{n:02d}" if n <= 12 else ""
    if month2:
        return f"{year}-{month:02d}/{year}-{month2:02d}" if 1 <= month <= 12 and month2 <= 12 else ""
    if month:
        day = _integer(groups.get("day", ""), lex)
        return f"{year}-{month:02d}" + (f"-{day:02d}" if 0 < day < 32 else "") if month <= 12 else ""
    return year


def _when(groups: dict[str, str], reference: str) -> str:
    """The year a mention names, said or relative."""
    this = int(reference[:4]) if reference[:4].isdigit() else 0
    if said := groups.get("year") or groups.get("when_year"):
        return said
    for name, shift in (("this", 0), ("last", -1), ("next", 1)):
        if this and (name in groups or f"when_{name}" in groups):
            return f"{this + shift}"
    return ""


def _context_year(groups: dict[str, str], month: int, reference: str, before: str) -> str:
    """The year of a month named without one: that of the period before it, else the latest that has begun."""
    if before[:4].isdigit() and not ({"quarter", "q", "half"} & set(groups)):
        return before[:4]
    if not reference[:4].isdigit():
        return ""
    this = int(reference[:4])
    now = int(reference[5:7]) if len(reference) >= 7 else 12
    return f"{this if month <= now else this - 1}"


def _integer(text: str, lex: Lexicon) -> int:
    """A small number in digits or words; 0 when there is none."""
    if text.isdigit():
        return int(text)
    if lex.han:
        tens, _, units = text.partition("十")
        if "十" in text:
            return lex.han.get(tens, 1) * 10 + lex.han.get(units, 0)
        return lex.han.get(text, 0)
    found = lex.numerals.at([fold(text)], 0) if text else None
    return int(found[0]) if found else 0


def shifted_to(period: str, year: str) -> str:
    """A period moved into another year, keeping its months."""
    first = period[:4]
    return (
        re.sub(r"\d{4}(?=-|/|$)", lambda match: str(int(match.group()) + int(year) - int(first)), period)
        if first.isdigit()
        else year
    )


def year_before(period: str) -> str:
    """The same period a year earlier; empty when the period has an open end."""
    if not period[:4].isdigit() or ".." in period:
        return ""
    return shifted_to(period, str(int(period[:4]) - 1))
