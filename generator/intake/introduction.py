"""An interview's introduction -> who spoke with whom, by the ways in which introductions say it."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.intake import lexicon, names
from generator.intake.people import Person
from generator.model import Role

_PARTICLES = r"of|the|to|for|and|de|del|della|di|da|do|dos|la|le|du|des|von|van|der|den|bin|al-\w+|el|в|по|и|при"
_ARTICLES = r"the|el|la|le|l['’]|il|lo|o|a|os|as|der|die|das|dem|den"
_CAPITAL = rf"(?:[^\W\d_a-zß-öø-ÿа-яё][\w'’.-]*|{_PARTICLES})"
_QUOTED = r"[\"“«„「『《'‘][^\"”»“」』》'’]{2,60}[\"”»“」』》'’](?:\s+[\w-]+){0,2}"
_SPACED = rf"(?:{_QUOTED}|{_CAPITAL}(?:[ ]+{_CAPITAL}){{0,11}}(?:,\s[^,.;\n]{{3,80}}(?=[,.;\n]|$),?)?)"
_HAN = r"[《“「]?[\u3400-\u9fffA-Za-z·•]{2,24}[》”」]?"
_KANJI = r"[\u3400-\u9fff々\u30a0-\u30ff]{2,12}"
_HANGUL = r"[\uac00-\ud7af]{2,5}"
_CALLING = re.compile(
    r"(.+?(?:[学學画畫作专專企艺藝政科歌音]家|学者|學者|导演|導演|演员|演員|歌手|设计师|工程师|医生|醫生|院士|创始人|創始人))(.{2,4})"
)
_ARTICLE_BEFORE = re.compile(rf"\b(?:{_ARTICLES})\s*$", re.IGNORECASE)
"""In capitals nothing tells a name from a noun but the article: `INTERVIEW WITH THE LAST FERRYMAN`."""
_RELATIVE = re.compile(
    r"(?:who|whose|which|that|qui|que|dont|quien|cuyo|che|cui|der|die|das|den|dem|wer|котор\w+)\b", re.IGNORECASE
)
_MOMENT = re.compile(r"(?:日前|近日|今日|今天|昨日|昨天|当日|當日|于|在|\d+月|\d+日|就)+$")


def read(text: str) -> list[Person]:
    """People whom plain text of an introduction (or a title) names as respondent and interviewer."""
    found: dict[Role, Person] = {}
    others: list[Person] = []
    for pattern in _patterns():
        for match in pattern.finditer(text[:4000]):
            for role, group in ((Role.RESPONDENT, "R"), (Role.INTERVIEWER, "I")):
                words = match.groupdict().get(group)
                shouted = words and words.isupper() and _ARTICLE_BEFORE.search(match.string[: match.start(group)])
                words, also = _apart(words or "")
                if words and not shouted and role not in found and (person := _person(words, role)):
                    found[role] = person
                    second = _person(also, role) if also else _second(match.string[match.end(group) :], role)
                    others += [second] if second else []
        if len(found) == 2:
            break
    return [*found.values(), *others]


_FULL = r"[^\W\d_a-zß-öø-ÿа-яё][\w'’.-]*(?:\s+[^\W\d_a-zß-öø-ÿа-яё][\w'’.-]*){1,3}"
_BOTH = re.compile(rf"({_FULL})\s+(?:und|and|et|y|e|и|&)\s+({_FULL})")


def _apart(words: str) -> tuple[str, str]:
    """Two full names that one match holds, `Ada Moss and Jon Roe`, each by itself; else all of it."""
    both = _BOTH.fullmatch(words.strip())
    return (both[1], both[2]) if both else (words, "")


_AND = re.compile(
    r"(?:\s*\([^()\n]{1,40}\))?\s+(?:und|and|et|y|e|и|&)\s+((?:[^\W\d_a-zß-öø-ÿа-яё][\w'’-]+)(?:\s+(?:von|van|de|di)?\s*[^\W\d_a-zß-öø-ÿа-яё][\w'’-]+){0,2})"
)


def _second(text: str, role: Role) -> Person | None:
    """Another person behind the first, `… with Felix and Chris`."""
    match = _AND.match(text)
    return _person(match[1], role) if match else None


def publisher(text: str) -> str:
    """Where plain text of an introduction says that the interview was published, or nothing."""
    for pattern in _published():
        if (match := pattern.search(text[:4000])) and (name := match["P"].strip(' «»“”"„《》,.')):
            kind = " ".join((match.groupdict().get("K") or "").split())
            return f"{name} ({kind})" if kind else name
    return ""


@lru_cache(maxsize=1)
def _patterns() -> list[re.Pattern[str]]:
    """The ways of saying who spoke with whom; words case ignored, names by their capitals."""
    offices = "|".join(sorted(map(re.escape, lexicon.words("offices")), key=len, reverse=True))
    office = rf"(?:(?i:{offices})(?:\s+(?:{_PARTICLES})\s+[\w-]+){{0,2}}\s+)?"
    names = {
        "R": rf"(?:(?i:{_ARTICLES})\s+)?(?P<R>{office}{_SPACED})",
        "I": rf"(?:(?i:{_ARTICLES})\s+)?(?P<I>{_SPACED})",
    }
    eastern = {"RH": f"(?P<R>{_HAN})", "IH": f"(?P<I>{_HAN})", "RJ": f"(?P<R>{_KANJI})", "IJ": f"(?P<I>{_KANJI})"}
    eastern |= {"RK": f"(?P<R>{_HANGUL})", "IK": f"(?P<I>{_HANGUL})"}
    return [_compiled(entry, names | eastern) for entry in lexicon.table("lexicon")["introductions"]]


@lru_cache(maxsize=1)
def _published() -> list[re.Pattern[str]]:
    names = {"P": rf"(?P<P>{_SPACED})", "PH": f"(?P<P>{_HAN})", "PW": r"(?P<P>[^\W\d_][\w.-]{1,20})"}
    return [_compiled(entry, names) for entry in lexicon.table("lexicon")["publishers"]]


def _compiled(entry: str, names: dict[str, str]) -> re.Pattern[str]:
    pieces = re.split(r"\{([A-Z]+)\}", entry)
    body = "".join(names[piece] if at % 2 else f"(?i:{piece})" for at, piece in enumerate(pieces) if piece)
    unspaced = re.search(r"[\u3040-\u9fff\uac00-\ud7af]", entry)
    return re.compile(body if unspaced else rf"(?<!\w){body}", re.MULTILINE)


def _person(words: str, role: Role) -> Person | None:
    """Name, title and kind in a phrase like `Chinese Ambassador to Russia Zhang Hanhui`."""
    words = re.split(r"(?<=[^\W\d_]{3})\.\s", words)[0]  # where the sentence of a byline ends
    quoted = re.match(r"[\"“«„「『《'‘](.+?)[\"”»“」』》'’]", words)
    if quoted:
        return Person(quoted[1].strip(), role, kind="organisation" if role is Role.INTERVIEWER else "person")
    behind = re.match(r"([^,]+),\s(.+?),?$", words)
    name, title = _split(behind[1] if behind else words.strip(" ,."))
    if behind:
        other = behind[2].strip()
        if re.fullmatch(r"(?:[^\W\d_a-zß-öø-ÿа-яё][\w'’.-]+ ?){2,4}", other) and not title:
            name, title = other, name if names.has_office(name) else ""
        said = other != name and not _RELATIVE.match(other) and re.search(r"[^\W\d_]", other)
        title = title or (other if said else "")
    while " " in name and name.split()[0].casefold().strip(".") in lexicon.words("honorifics"):
        name = name.split(maxsplit=1)[1]
    if not re.search(r"[^\W\d_]{2}", name) or lexicon.speaks_as(name) or len(name) > 60:
        return None
    return Person(names.tidy(name), role, title, names.organisation(name))


def _split(words: str) -> tuple[str, str]:
    """Name and title of a run of capitalised words: the name is what follows office, preposition and place."""
    if re.search(r"[\u3400-\u9fff]", words):
        return _split_han(words)
    tokens = words.split()
    while tokens and (
        (tokens[0].islower() and tokens[0] not in _office_words())
        or tokens[0] in ("The", "In", "On", "And", "Of", "For", "By", "With")
    ):
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
    words = re.sub(r"^据.*?(?:报道|消息)", "", _MOMENT.sub("", words.strip("《》“”「」")))
    if calling := _CALLING.fullmatch(words):
        return calling[2], calling[1]
    for office in sorted(lexicon.words("offices_behind"), key=len, reverse=True):
        at = words.rfind(office)
        if at > 0 and 1 < len(words) - at - len(office) <= 5:
            return words[at + len(office) :], words[: at + len(office)]
        if at > 0 and at + len(office) == len(words) and at <= 4:
            return words[:at], office
    return words, ""
