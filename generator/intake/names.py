"""Names as sources print them: titles and offices, short forms, acronyms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from generator.intake import lexicon

_MOST = 40
"""Names of the longest list of people."""


def names_in(value: str) -> list[str]:
    """The names of a field, however they are listed."""
    value = re.sub(r"\(\d{4}.*?\)", "", value)
    parts = re.split(r"\s*[;；、\n/|]\s*|\s+(?:and|und|et|y|e|и|与|和|및|و)\s+(?=\S)", value)
    found = []
    for part in parts:
        pieces = part.split(",")
        whole = len(pieces) > 1 and all(1 < len(piece.split()) <= 4 for piece in pieces) and not has_office(part)
        found += [piece.strip() for piece in pieces] if whole else [part.strip()]
    return [name for name in found if re.search(r"[^\W\d_]", name)][:_MOST]


_POLITE = re.compile(r"(.*[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2})\s?(?:さん|氏|様|さま|くん|君|씨|님)")
"""What Japanese and Korean put behind a name, as `Mr` stands before it."""


_SHORT = re.compile(r"[（(\[]\s*([^（()）\[\]]{1,12}?)\s*[)）\]]")


def short_name(label: str) -> str:
    """What stands for a name from here on, where brackets behind it say so: `Kirsten Moss (KM)`; else nothing."""
    match = _SHORT.search(label)
    if not match or not re.fullmatch(r"[^\W\d_a-zа-я]{1,4}\.?", match[1]):
        return ""
    eastern = re.search(r"[\u3040-\u9fff\uac00-\ud7af]", match[1]) and match[1] not in label[: match.start()]
    return "" if eastern or has_office(match[1]) or organisation(match[1]) != "person" else match[1].rstrip(".")


def name_and_title(text: str) -> tuple[str, str]:
    """A label or field as name and office: `FOREIGN MINISTER LAVROV`, `王毅外长`, `Wang Yi (Foreign Minister)`."""
    text = " ".join(re.sub(r"[*\\]", "", text).replace("_", " ").split()).strip(" :：@")
    text = re.sub(r"^[-–—•>\s]+", "", lexicon.without_saying(text))
    title = ""
    if match := re.fullmatch(r"(.+?)\s*[(（\[]((?:[^()（）\[\]]|[(（][^()（）]*[)）])+)[)）\]]?", text):
        inside = match[2].strip()
        if re.match(r"(?:Mr|Mrs|Ms|Dr|Hon)\b", inside):
            return name_and_title(inside)[0], match[1].strip()
        text, title = match[1].strip(), inside
        if title.startswith(("以下", "下称", "下稱", "이하")) or short_name(f"{text} ({title})"):
            title = ""  # what stands for the name from here on
        if title.casefold() in ("via interpreter", "through interpreter", "translated") or lexicon.speaks_as(title):
            title = ""
    if lexicon.speaks_as(text) or lexicon.anyone(text):
        return text, title
    if not title and (match := re.fullmatch(r"([^\W\d_][^,]*?\s[^\W\d_][^,]*?)\s+[-–—]\s+(.+)", text)):
        text, title = match[1], match[2]
    if "," in text and not title:
        name, rest = (part.strip() for part in text.split(",", 1))
        if has_office(rest) or len(name.split()) > 1:
            text, title = name, rest if re.search(r"[^\W\d_]", rest) else ""
    words = text.split()
    while len(words) > 1 and words[0].casefold().strip(".") in lexicon.words("honorifics"):
        words = words[1:]
    for count in range(min(4, len(words) - 1), 0, -1):
        if " ".join(words[:count]).casefold() in lexicon.words("offices"):
            return " ".join(words[count:]), title or tidy(" ".join(words[:count]))
    text = " ".join(words)
    if polite := _POLITE.fullmatch(text):
        text = polite[1].strip()
    if re.fullmatch(r"[\u3400-\u9fff\uac00-\ud7af\s·]{3,16}", text):
        for office in sorted(lexicon.words("offices_behind"), key=len, reverse=True):
            if text.endswith(office) and len(text) - len(office) >= 1:
                return text[: -len(office)].strip(), title or office
    return text, title


def has_office(text: str) -> bool:
    """Whether a phrase names an office or function."""
    folded = text.casefold()
    return any(_contains(folded, office) for office in lexicon.words("offices"))


def _contains(folded: str, word: str) -> bool:
    """Whether a word stands in a casefolded text, as a word of its own where words are spaced."""
    if word not in folded:
        return False
    return not word.isascii() or bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded))


def same_person(full: str, short: str) -> bool:
    """Whether a label can stand for a name: the name itself, one part of it, or its initials."""
    one, two = _folded(full), _folded(short)
    if not one or not two or one == two:
        return one == two and bool(one)
    if len(one) == len(two) == 1:
        return 1 in (len(one[0]), len(two[0])) and one[0][0] == two[0][0]  # "М." for "Минниханов"
    longer, shorter = (one, two) if len(one) >= len(two) else (two, one)
    joined = "".join(shorter)
    if len(joined) > 1 and joined in initials(longer):
        return True
    if len(shorter) > 1 and shorter[-1] != longer[-1]:
        return False
    if len(shorter) == 1 and len(shorter[0]) > 1:
        return shorter[0] in (longer[-1], longer[0])
    position = 0
    for word in shorter:
        while position < len(longer) and not (
            longer[position] == word or (len(word) == 1 and longer[position][0] == word)
        ):
            position += 1
        position += 1
    return position <= len(longer) and len(shorter) > 1 and shorter[-1] == longer[-1]


def entries(name: str) -> set[str]:
    """Under what a name is filed, so that whatever `same_person` says yes to is found by its `likenesses`."""
    words = _folded(name)
    lone = {f"first {words[0][0]}"} if len(words) == 1 else set()
    return {*words, *(f"initials {one}" for one in initials(words)), f"letters {''.join(words)}", *lone}


def likenesses(name: str) -> set[str]:
    """Under what to look for other forms of a name."""
    words = _folded(name)
    lone = {f"first {words[0][0]}"} if len(words) == 1 else set()
    return {*words, f"initials {''.join(words)}", *(f"letters {one}" for one in initials(words)), *lone}


_DIGRAPH = re.compile(r"[cskztpg]h|[csrd]z|cs|ts|[lng][jy]|sch|st|ll")
"""Letters that are one sound, and often one initial: `WCh` is Wiktoria Choręziak, `ZsK` Zsófia Kis."""


def initials(words: Sequence[str]) -> set[str]:
    """What a name of these words (small letters) is shortened to, with one letter of each or one sound."""
    found = {""}
    for word in words[:6]:
        sound = _DIGRAPH.match(word)
        found = {before + first for before in found for first in {word[0], sound[0] if sound else word[0]}}
    return found


@lru_cache(maxsize=40_000)
def _folded(name: str) -> list[str]:
    name = unicodedata.normalize("NFKD", re.sub(r"[(（\[].*", "", name)).casefold()
    name = "".join(c for c in name if not unicodedata.combining(c))
    words = re.findall(r"[^\W\d_]+|\d+", name)
    return [word for word in words if word not in lexicon.words("honorifics") or len(words) == 1]


def tidy(name: str) -> str:
    """A name set in capitals in ordinary letters."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) > 3 and all(c.isupper() for c in letters) and name[:1].isascii() and " " not in name.strip()[:0]:
        return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize() if len(m.group()) > 1 else m.group(), name)
    if len(letters) > 3 and all(c.isupper() for c in letters):
        return name.title()
    return name


def acronym(label: str, said: Iterable[str]) -> bool:
    """Whether a label of one word in capitals is so written among small letters as well: `FSFE`, not `FORD`."""
    if not label.isalpha() or not label.isupper() or len(label) < 2:
        return False
    among = re.compile(rf"(?<=[a-zß-ÿа-яё.,] )(?:\w['’])?{label}(?![\w:.]* [A-ZА-Я]{{2}}|\w)")
    return any(label in text and among.search(text) for text in said)


def from_initial(full: str, label: str) -> tuple[str, str]:
    """What stands before a name, and the name, where a label tells with which letter it begins: `N. Vale` beside
    `Türmerin Nora Vale`; else nothing and all of it."""
    words = full.split()
    initial = re.match(r"([^\W\d_])\.\s?[^\W\d_]{2}", label)
    begins = [at for at, word in enumerate(words[:-1]) if initial and word[0].casefold() == initial[1].casefold()]
    return (" ".join(words[: begins[0]]), " ".join(words[begins[0] :])) if begins else ("", full)


def contracted(name: str, short: str) -> bool:
    """Whether the letters of a short form stand in a name in this order, the first of them first."""
    letters = iter(name)
    return name[:1] == short[:1] and all(letter in letters for letter in short)


def organisation(name: str) -> str:
    """`organisation` or `group` when a name is that of a medium or of several people, else `person`."""
    folded = name.casefold()
    if re.search(r"[\u3400-\u9fff\uac00-\ud7af\s](?:记者|記者|기자)$", name):
        return "person"  # `新华社记者` is somebody of an agency
    if any(_contains(folded, word) for word in lexicon.words("organisations")):
        return "organisation"
    if re.match(r"(?:some|several|all|members|audience|reporters|crowd)\b", folded):
        return "group"
    return "person"
