"""An interview's introduction -> who spoke with whom, by the ways in which introductions say it."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.intake import lexicon, names
from generator.intake.people import Person
from generator.model import Role

_PARTICLES = r"of|the|to|for|and|de|del|della|di|da|do|dos|la|le|du|des|von|van|der|den|bin|al-\w+|el|в|по|и|при"
_CAPITAL = rf"(?:[^\W\d_a-zа-яё][\w'’.-]*|{_PARTICLES})"
_QUOTED = r"[\"“«„「『《'‘][^\"”»“」』》'’]{2,60}[\"”»“」』》'’](?:\s+[\w-]+){0,2}"
_SPACED = rf"(?:{_QUOTED}|{_CAPITAL}(?:[ ]+{_CAPITAL}){{0,11}}(?:,\s[^,.;]{{3,80}},)?)"
_HAN = r"[《“「]?[\u3400-\u9fffA-Za-z·•]{2,24}[》”」]?"


def read(text: str) -> list[Person]:
    """People whom plain text of an introduction (or a title) names as respondent and interviewer."""
    found: dict[Role, Person] = {}
    for pattern in _patterns():
        for match in pattern.finditer(text[:4000]):
            for role, group in ((Role.RESPONDENT, "R"), (Role.INTERVIEWER, "I")):
                words = match.groupdict().get(group)
                if words and role not in found and (person := _person(words, role)):
                    found[role] = person
        if len(found) == 2:
            break
    return list(found.values())


@lru_cache(maxsize=1)
def _patterns() -> list[re.Pattern[str]]:
    compiled = []
    for entry in lexicon.table("lexicon")["introductions"]:
        han = bool(re.search(r"[\u3400-\u9fff]", entry))
        name = _HAN if han else _SPACED
        body = entry.replace("{R}", f"(?P<R>{name})").replace(
            "{I}", f"(?:(?i:the)\\s+)?(?P<I>{name})" if not han else f"(?P<I>{name})"
        )
        compiled.append(re.compile(body if han else rf"(?<!\w){body}"))
    return compiled


def _person(words: str, role: Role) -> Person | None:
    """Name, title and kind in a phrase like `Chinese Ambassador to Russia Zhang Hanhui`."""
    quoted = re.match(r"[\"“«„「『《'‘](.+?)[\"”»“」』》'’]", words)
    if quoted:
        return Person(quoted[1], role, kind="organisation" if role is Role.INTERVIEWER else "person")
    behind = re.match(r"([^,]+),\s(.+),$", words)
    name, title = _split(behind[1] if behind else words.strip(" ,"))
    if behind:
        other = behind[2].strip()
        if re.fullmatch(r"(?:[^\W\d_a-zа-яё][\w'’.-]+ ?){2,4}", other) and not title:
            name, title = other, name if names.has_office(name) else ""
        title = title or (other if other != name else "")
    if not re.search(r"[^\W\d_]{2}", name) or lexicon.speaks_as(name) or len(name) > 60:
        return None
    return Person(name, role, title, names.organisation(name))


def _split(words: str) -> tuple[str, str]:
    """Name and title of a run of capitalised words: the name is what follows office, preposition and place."""
    if re.search(r"[\u3400-\u9fff]", words):
        return _split_han(words)
    tokens = words.split()
    while tokens and (tokens[0].islower() or tokens[0] in ("The", "In", "On", "And", "Of", "For", "By", "With")):
        tokens = tokens[1:]
    while tokens and tokens[-1].islower():
        tokens = tokens[:-1]
    at = next((n for n in range(len(tokens) - 1, -1, -1) if tokens[n].casefold().strip(",") in _office_words()), -1)
    if at < 0:
        return " ".join(tokens), ""
    end = at + 1
    if end < len(tokens) and tokens[end].islower():
        end = _past_place(tokens, end)
    if end >= len(tokens):
        return " ".join(tokens[:at]) if at and at + 1 >= len(tokens) else " ".join(tokens), ""
    return " ".join(tokens[end:]), " ".join(tokens[:end])


@lru_cache(maxsize=1)
def _office_words() -> frozenset[str]:
    return frozenset(word for office in lexicon.words("offices") for word in office.split() if len(word) > 2)


def _past_place(tokens: list[str], start: int) -> int:
    """Index behind a preposition and the place after it (`to Russia`, `of the United States`)."""
    end = start
    while end < len(tokens) and tokens[end].islower():
        end += 1
    for count in (4, 3, 2, 1):
        if end + count < len(tokens) + 0 and " ".join(tokens[end : end + count]).casefold() in _places():
            return end + count
    while end < len(tokens) - 2:
        end += 1
    return end


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """Names of countries and regions, from CLDR."""
    from babel import Locale

    names: set[str] = set()
    for language in ("en", "es", "fr", "de", "it", "pt", "ru"):
        names.update(name.casefold() for name in Locale.parse(language).territories.values())
    return frozenset(names | {"us", "uk", "u.s.", "eu", "un", "state", "foreign affairs", "china", "russia"})


def _split_han(words: str) -> tuple[str, str]:
    words = words.strip("《》“”「」")
    for office in sorted(lexicon.words("offices_behind"), key=len, reverse=True):
        at = words.rfind(office)
        if at > 0 and 1 < len(words) - at - len(office) <= 5:
            return words[at + len(office) :], words[: at + len(office)]
        if at > 0 and at + len(office) == len(words) and at <= 4:
            return words[:at], office
    return words, ""
