"""Labels: the name, word or letter before a stretch of speech, as `Q:`, `**Zhang Hanhui:**`, `[00:12] BROCK:`.

Here only the form of a label is judged; whether it is a speaker, the whole document decides (`speakers`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.intake import lexicon
from generator.intake.label_shapes import EASTERN, label_name

_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
TIMECODE = re.compile(
    rf"\s*\\?[\[(<{{（【]?\s*({_TIME})(?:\s*(?:-->|[-–—])\s*{_TIME})?"
    rf"(?:\s*\\?[\])>}}）】]|\s*\\?(?=[\s:*_|–—-]|$))[\s|]*"
)
"""A time code at the start of a text, with or without brackets (and Markdown's backslashes)."""
_BULLET = r"(?:\\?[-–—―−ー－─+•●■◆▲▶▷◇○□※►▪▸→=~>]{1,2}\s*|\*\s+|\.{3}\s*|…\s*|&gt;&gt;\s*)"
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
    r"(?:\\?[<〈【〔［]|（|\\?\[|\()(?P<label>[^\n<>\[\]【】〔〕（）()\\]{1,30})(?:\\?[>〉】〕］\]]|）|\))"
    r"(?!\((?:https?:|mailto:|[/#.]))[:：]?\s*"
)
_PARENTHESES = re.compile(r"\\?\((?P<label>[^()\d\n]{1,30}?)\\?\)[:：]?\s*(?=\S)")
_CAPITALS = r"[A-ZÀ-ÞА-ЯЁ][A-ZÀ-ÞА-ЯЁ'’.-]"
_DOTTED = re.compile(
    rf"(?P<label>[A-ZÀ-ÞА-ЯЁ](?:\d{{1,3}}|[A-ZÀ-ÞА-ЯЁ'’.-]{{0,20}}(?:\s+{_CAPITALS}{{1,20}}){{0,3}})?(?:,\s[^.,:\n]{{3,80}})?)"
    r"(?:\\?[.．]\s*[-–—]+|\\?[.．)]|(?:\s+|(?<=[A-ZÀ-ÞА-ЯЁ]{2}))[-–—]+)\s+(?=\S)"
)
_ALIAS = re.compile(
    r"(?P<label>[^\s（()）:：。、]{1,20}\s?[^\s（()）:：。、]{0,20}\\?[（(](?:以下|下称|下稱|이하)[、,，:：]?\s*[^（()）]{1,14}\\?[)）])"
    r"\s?[:：]?\s*"
)
_DASHED = re.compile(
    r"(?P<label>(?:[^\W\d_]\.\s?){0,2}[^\W\d_](?:[^\n:：.!?,;–—―-]|(?<=\w)-(?=\w)|(?<=\b\w)\.(?=\s)){0,30}?)\s?(?:[-–—]\s+|―\s*)(?=\S)"
)
_POINT_DASHED = re.compile(r"(?P<label>[^\W\d_](?:[^\n:：!?.]|(?<=\b\w)\.(?=[\s\w])){0,40}?)\.\s*[-–—]+\s+(?=\S)")
"""`The Paper. – …`, as French papers print it."""
_LETTER = re.compile(
    r"(?P<label>[QAqa]\d{0,2}|[问問答문답])[.．、]\s*(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af「『“\"])"
)
_FULLWIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
"""Letters and figures as wide as a Chinese character -> the ordinary ones."""
_QUOTED = re.compile(r"(?P<label>[^\s「」『』“”\"'（()）:：。、，！？!?]{1,16})\s?(?=[「『])")
_SPACED = re.compile(r"(?P<label>[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々・]{1,10})[ \u3000\u00a0]+(?=\S)")
_BARE = re.compile(r"(?P<label>[A-ZА-ЯЁ]|问|問|答|문|답|س|ج)[ \t\u3000\u00a0]+(?=\S)")
_TABBED = re.compile(r"(?P<label>[^\t\n]{1,40})\t+(?=\S)")
_PUNCTUATED = (("colon", _COLON, ":："), ("bold", _BOLD, ("**", "__")), ("tab", _TABBED, "\t"))
"""Form, pattern, and marks of which a label of that form has one."""
_STAMPED = re.compile(rf"(?P<label>[^\W\d_][^\n:：.!?]{{0,40}}?)\s+(?P<time>{_TIME})(?:\s?[AP]M\b)?\s+(?=\S)")
_SMALL = re.compile(r"(?P<label>[a-zß-öø-ÿа-яё]{1,16})\s?[:：]\s*(?=\S)")
_TIMED = re.compile(
    rf"(?P<label>[^\n:：]{{1,60}}?)\s*(?:[-–—|,]\s*)?\\?[\[(（]?(?P<time>{_TIME})(?:\s?[APap]\.?[Mm]\.?)?\\?[\])）]?\s*$"
)
_ADDRESS = re.compile(r"//|\s*(?:\\?<?https?://[!-~]+|\[[^\]]*\]\(https?://[^\s)]*\)?[.,]?)$")
_HEAD = 160
"""Characters in which a label must be found."""
SLIGHT = frozenset({"bare", "dot", "paren", "dash", "quoted", "small", "spaced", "stamped"})
"""Forms so slight (`A harbour`, `Jen- well`) that only the document's own habit makes them labels."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a text, as far as its form says."""

    text: str
    """As printed, without marks and brackets."""
    end: int
    """Offset at which the speech begins."""
    form: str
    """`colon`, `bold`, `bracket`, `tab`, `timed`, `alias` or one of `SLIGHT`."""
    start: str = ""
    """Time code printed with it."""

    @property
    def key(self) -> str:
        """What labels of one speaker have in common."""
        return lexicon.key(self.text)

    @property
    def mark(self) -> str:
        """The key, and the form where that is no proof of its own."""
        return f"{self.key} {self.form}" if self.slight or self.form in ("bold", "bracket") else self.key

    @property
    def slight(self) -> bool:
        """Whether the form alone says little."""
        return self.form in SLIGHT


def candidate(text: str) -> Label | None:
    """The label a text may begin with."""
    if len(text) <= _HEAD:
        return _candidate(text, len(text))
    return _candidate(text[: _HEAD + 40], len(text))


@lru_cache(maxsize=40_000)
def _candidate(text: str, length: int) -> Label | None:
    at, start = 0, ""
    if time := TIMECODE.match(text):
        at, start = time.end(), time[1]
    head = text[at : at + _HEAD]
    head = head if head.isascii() else head.translate(_FULLWIDTH)
    if length < 90 and (match := _TIMED.fullmatch(text.strip())) and (name := label_name(match["label"])):
        return Label(name, len(text), "timed", match["time"])
    if found := _alias(head) or _punctuated(head) or _slight(head):
        return replace(found, end=at + found.end, start=start or found.start)
    return None


def _alias(head: str) -> Label | None:
    """`伊藤博文（以下、伊藤）…`: the full name, and what stands for it from here on."""
    match = _ALIAS.match(head) if not head.isascii() else None
    return Label(match["label"].replace("\\", ""), match.end(), "alias") if match else None


def _punctuated(head: str) -> Label | None:
    """`Name: …`, `**Name** …` or a name and a tabulator."""
    for form, pattern, marks in _PUNCTUATED:
        if not any(mark in head for mark in marks):
            continue  # most paragraphs have none, and looking for a name before it takes time
        if not (match := pattern.match(head)) or not (name := label_name(match["label"])):
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
    """`【Name】…`, `(Name) …`, `Q. …`, a letter alone, `Name - …`, `Name「…」` or `Name　…`."""
    if (match := _BRACKETED.match(head)) and _bracket_names(head, match["label"]):
        return Label(match["label"].strip(), match.end(), "bracket")
    if (
        (match := _PARENTHESES.match(head))
        and lexicon.speaks_as(match["label"]) != "stage"
        and label_name(match["label"])
    ):
        return Label(match["label"].strip(), match.end(), "paren")
    if (match := _POINT_DASHED.match(head)) and len(match["label"].split()) <= 4 and label_name(match["label"]):
        return Label(match["label"].strip(), match.end(), "dash")
    if (match := _DASHED.match(head)) and "." in match["label"] and label_name(match["label"]):
        return Label(match["label"].strip(), match.end(), "dash")  # `T. Mori― …` is no `T. …`
    if (match := _DOTTED.match(head)) and _dotted(match["label"]):
        return Label(match["label"].strip(), match.end(), "dot")
    if match := _LETTER.match(head):
        return Label(match["label"], match.end(), "dot")
    if (match := _STAMPED.match(head)) and label_name(match["label"]):
        return Label(match["label"].strip(), match.end(), "stamped", match["time"])
    if match := _BARE.match(head):
        return Label(match["label"], match.end(), "bare")
    if (match := _DASHED.match(head)) and len(match["label"].split()) <= 3 and label_name(match["label"]):
        return Label(match["label"].strip(), match.end(), "dash")
    for form, pattern in (("small", _SMALL), ("quoted", _QUOTED), ("spaced", _SPACED)):
        if match := pattern.match(head):
            return Label(match["label"], match.end(), form)
    return None


def _dotted(label: str) -> bool:
    """Whether what stands before a point is a letter or a name in capitals, not a title (`SEN. MOSS`)."""
    if len(label) > 1 and label.casefold() in lexicon.words("honorifics"):
        return bool(lexicon.speaks_as(label))
    return len(label) == 1 or label.split(",")[0].isupper()


def _bracket_names(head: str, label: str) -> bool:
    """Whether brackets hold a speaker: a word for a side, or a name where names stand in such brackets."""
    said = lexicon.speaks_as(label)
    if said or not label_name(label):
        return bool(said) and said != "stage"
    if head.lstrip("\\")[:1] in "（【〔［〈<" or EASTERN.search(label):
        return True
    return head.lstrip("\\")[:1] == "[" and (len(label.split()) > 1 or label.isupper())
