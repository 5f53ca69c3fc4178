"""Labels: the name, word or letter before a stretch of speech, as `Q:`, `**Zhang Hanhui:**`, `[00:12] BROCK:`."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.intake import lexicon

_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
TIMECODE = re.compile(
    rf"\s*\\?[\[(<{{（【]?\s*({_TIME})(?:\s*(?:-->|[-–—])\s*{_TIME})?\s*\\?[\])>}}）】]?(?=[\s:*_|–—-]|$)[\s|]*"
)
"""A time code at the start of a text, with or without brackets (and Markdown's backslashes)."""
_BULLET = r"(?:\\?[-–—―+•●■◆▲▶▷◇○□※►▪▸→=~>]{1,2}\s*|\*\s+|&gt;&gt;\s*)"
_MARK = r"(?:\*\*\*|\*\*|__|\*|_)"
_COLON = re.compile(
    rf"""(?:{_BULLET})?(?P<open>{_MARK})?\s*(?P<bracket>\\?[\[(（【〔<〈«])?
         (?P<label>[^\n:：]{{1,80}}?)
         (?(bracket)\\?[\])）】〕>〉»]|)\s*(?(open)(?:(?P=open))?|)\s*
         (?:\\?[\[(（]?(?P<time>{_TIME})\\?[\])）]?\s*)?
         (?<!\d(?=:\d\d))[:：][ \t\u3000\u00a0]*""",
    re.VERBOSE,
)
_BOLD = re.compile(rf"(?:{_BULLET})?(?P<open>\*\*|__)(?P<label>[^\n*_]{{1,60}}?)[:：.]?(?P=open)\s*[:：]?\s*(?=\S)")
_BRACKETED = re.compile(
    r"(?:\\?[<〈【〔［]|（|\\?\[|\()(?P<label>[^\n<>\[\]【】〔〕（）()\\]{1,30})(?:\\?[>〉】〕］\]]|）|\))[:：]?\s*"
)
_DOTTED = re.compile(
    r"(?P<label>[A-ZА-ЯЁ](?:\d{1,3}|[A-ZА-ЯЁ'’.-]{0,20}(?:\s+[A-ZА-ЯЁ][A-ZА-ЯЁ'’.-]{1,20}){0,3})?)(?:\\?[.．]\s*[-–—]+|\\?[.．)]|\s+[-–—]+)\s+(?=\S)"
)
_BARE = re.compile(r"(?P<label>[A-ZА-ЯЁ]|问|問|答|문|답|س|ج)[ \t\u3000\u00a0]+(?=\S)")
_TABBED = re.compile(r"(?P<label>[^\t\n]{1,40})\t+(?=\S)")
_TIMED = re.compile(rf"(?P<label>[^\n:：]{{1,60}}?)\s*(?:[-–—|,]\s*)?\\?[\[(（]?(?P<time>{_TIME})\\?[\])）]?\s*$")
_NAME_WORD = re.compile(
    r"(?:[^\W\d_a-z](?:[\w'’.-]*\w)?\.?|[A-Z]{1,3}\.|\d{1,3}|#?\w+-\w+|de|da|do|dos|das|del|della|di|la|le|van|von|der|den|bin|al|el|and|of|the|und|et|y|e|for|&)",
    re.UNICODE,
)
_ADDRESS = re.compile(r"//|\s*(?:\\?<|\[[^\]]*\]\()?https?://\S+$")
_HEAD = 160
"""Characters in which a label must be found."""
_SENTENCE_INSIDE = re.compile(r"[!?！？。؟;；،]|[.]\s+[^\W\d_]{2,}\s+[^\W\d_]+\s")


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a text, as far as its form says."""

    text: str
    """As printed, without marks and brackets."""
    end: int
    """Offset at which the speech begins."""
    form: str
    """`colon`, `bold`, `bracket`, `dot`, `bare`, `tab` or `timed`."""
    start: str = ""
    """Time code printed with it."""

    @property
    def key(self) -> str:
        """What labels of one speaker have in common."""
        return lexicon.key(self.text)

    @property
    def mark(self) -> str:
        """The key, and the form where that is so slight (`A harbour`) that it must be the document's own habit."""
        return f"{self.key} {self.form}" if self.form in ("bare", "dot") else self.key


def candidate(text: str) -> Label | None:
    """The label a text may begin with; whether it is one, the whole document decides (`accepted`)."""
    if len(text) <= _HEAD:
        return _candidate(text, len(text))
    return _candidate(text[: _HEAD + 40], len(text))


@lru_cache(maxsize=8192)
def _candidate(text: str, length: int) -> Label | None:
    at, start = 0, ""
    if time := TIMECODE.match(text):
        at, start = time.end(), time[1]
    head = text[at : at + _HEAD]
    if found := _punctuated(head) or _slight(head):
        return replace(found, end=at + found.end, start=start or found.start)
    if length < 90 and (match := _TIMED.fullmatch(text.strip())) and (name := _name(match["label"])):
        return Label(name, len(text), "timed", match["time"])
    return None


def _punctuated(head: str) -> Label | None:
    """`Name: …`, `**Name** …` or a name and a tabulator."""
    for form, pattern in (("colon", _COLON), ("bold", _BOLD), ("tab", _TABBED)):
        if not (match := pattern.match(head)) or not (name := _name(match["label"])):
            continue
        end = match.end()
        if form != "colon":
            return Label(name, end, form)
        if _ADDRESS.match(head, end):
            continue
        if match["open"] and head.startswith(match["open"], end):
            end += len(match["open"])
            end += len(head[end:]) - len(head[end:].lstrip())
        return Label(name, end, form, match["time"] or "")
    return None


def _slight(head: str) -> Label | None:
    """`【Name】…`, `Q. …` or a letter alone."""
    if (match := _BRACKETED.match(head)) and _bracket_names(head, match["label"]):
        return Label(match["label"].strip(), match.end(), "bracket")
    if (match := _DOTTED.match(head)) and (len(match["label"]) == 1 or match["label"].isupper()):
        return Label(match["label"].strip(), match.end(), "dot")
    if match := _BARE.match(head):
        return Label(match["label"], match.end(), "bare")
    return None


def _bracket_names(head: str, label: str) -> bool:
    """Whether brackets hold a speaker: a word for a side, or, in the brackets of East Asia and of chats, a name."""
    said = lexicon.speaks_as(label)
    if said:
        return said != "stage"
    return head.lstrip("\\")[:1] in "（【〔［〈<" and bool(_name(label))


def _name(text: str) -> str:
    """The label without marks, or nothing when it cannot be one."""
    name = re.sub(r"\\(?=[^\w\s])", "", text).strip(" \t\u3000\u00a0*_").rstrip("-–— ")
    name = re.sub(r"^(?:&gt;|>)+\s*", "", name)
    if match := re.fullmatch(r"[\[({【]([^\[\](){}【】]*)[\])}】]", name):
        name = match[1].strip()
    if sum(map(name.count, "([（【")) != sum(map(name.count, ")]）】")):
        return ""
    if not name or not re.search(r"[^\W\d_]", name) or _SENTENCE_INSIDE.search(name):
        return ""
    if re.match(r"(?:https?|www|mailto)\b", name, re.IGNORECASE) or name.count("](") or len(name) > 80:
        return ""
    return (
        name
        if lexicon.speaks_as(name)
        or _name_like(re.sub(r"\([^)]*\)?|（[^）]*）?|\[[^\]]*\]?", "", name).strip() or name)
        else ""
    )


def _name_like(name: str) -> bool:
    """Whether a text has the shape of a name: few words, capitals where the script has them."""
    if re.search(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", name):
        return len(name) <= 24
    words = re.sub(r"[,«»“”\"„]", " ", name).split()
    if not 0 < len(words) <= 7:
        return False
    if not any(character.isupper() or character.islower() for character in name):
        return len(words) <= 5
    return all(_NAME_WORD.fullmatch(word) or not word[0].islower() for word in words) and any(
        word[0].isupper() or word[0] in "#@" or word[0].isdigit() for word in words
    )


def accepted(candidates: Iterable[Label | None], known: Iterable[str] = ()) -> frozenset[str]:
    """Marks of the labels that are speakers in this document.

    `known` are names from elsewhere (a header, a legend, front matter). A label must be a word for a side of the
    conversation, a known name, or come back: a label that stands once counts only where others come back.
    """
    found = [label for label in candidates if label]
    counts = Counter(label.key for label in found)
    forms = Counter(
        (label.form, _shape(label.text)) for label in found if counts[label.key] > 1 or lexicon.speaks_as(label.text)
    )
    names = {part for name in known for part in _parts(name)}
    marks = Counter(label.mark for label in found)
    bracketed = {label.key for label in found if label.form == "bracket" and counts[label.key] > 1}
    strong = {key for _, *pair in lexicon.pairs() if all(marks[key] for key in pair) for key in pair}
    weak = set()
    for label in found:
        role = lexicon.speaks_as(label.text)
        if label.key in lexicon.words("not_labels") and label.key not in names:
            continue
        if label.form in ("dot", "bare") and not _marks_turns(label, marks):
            continue
        if label.form == "bracket" and not role and len(bracketed) < 2:
            continue
        if role or label.key in names or counts[label.key] > 1:
            strong.add(label.mark)
        elif forms[label.form, _shape(label.text)] >= (4 if _clearly_a_name(label) else 12):
            weak.add(label.mark)
    strong |= {label.mark for label in found if label.form == "colon" and strong & set(_short_forms(label.text))}
    if len(strong) == 0 and len(weak) < 2:
        return frozenset()
    total = sum(marks[mark] for mark in strong)
    return frozenset(strong | weak if total >= 4 else strong)


def _marks_turns(label: Label, marks: Counter[str]) -> bool:
    """Whether `Q.` or `A ` is more than an initial or a first word: it comes back, and so does its partner."""
    role = lexicon.speaks_as(label.text)
    if role == "question":
        return marks[label.mark] > 1
    partners = [f"{question} {label.form}" for _, question, answer in lexicon.pairs() if answer == label.key]
    partners += [f"{answer} {label.form}" for _, question, answer in lexicon.pairs() if question == label.key]
    if any(marks[partner] > 1 for partner in partners):
        return marks[label.mark] > 1
    return marks[label.mark] > 2 and len(label.text) > 2


def _shape(text: str) -> tuple[str, bool]:
    """Capitals or not, one word or several: what labels of one document share."""
    return _case(text), len(text.split()) > 1


def _case(text: str) -> str:
    letters = [character for character in text if character.isalpha()]
    return "upper" if letters and all(character.isupper() for character in letters) and len(letters) > 1 else "mixed"


def _clearly_a_name(label: Label) -> bool:
    """Whether a label that stands only once looks like a name and not like the opening of a sentence."""
    if label.form in ("bold", "timed", "bracket") or _case(label.text) == "upper":
        return True
    if re.search(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", label.text):
        return len(label.text) <= 6
    return 1 < len(label.text.split()) <= 4


def _short_forms(name: str) -> list[str]:
    """What a name can be shortened to later: `DN` for `Daily News`, `М.` for `Минниханов`."""
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", name).casefold())
    initials = "".join(word[0] for word in words)
    return [initials, words[-1][0]] if words and len("".join(words)) > 3 else []


def _parts(name: str) -> list[str]:
    """Keys a person can be labelled with: full name, each name, initials."""
    plain = unicodedata.normalize("NFKC", name)
    words = re.findall(r"[^\W\d_]+", plain)
    initials = "".join(word[0] for word in words)
    return [
        lexicon.key(plain),
        *(word.casefold() for word in words if len(word) > 2),
        *([initials.casefold()] if len(words) > 1 else []),
    ]
