"""Stretches of speech: what one side says before the other does, the stuff that layouts cut a source into."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from generator.intake import lexicon
from generator.model import Utterance

_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_MARKS = re.compile(r"[?？؟⁇⁉]")
_REMARK = re.compile(r"\s*[(（][^()（）]{4,}[)）]$")
ENDS_ASKING = re.compile(
    r"(?:[?？؟⁇⁉]|か[。.]|(?:니까|나요|지요|가요)[.]|(?:습니까|입니까|인가요|나요|까요|을까|[는은인한던]가|는지요|신지요)$|(?:です|ます|でしょう|た|の)か$|[吗嗎呢][。]?|(?:ください|お願いします|お願いいたします|お聞かせ願えますか|주세요|부탁드립니다)[。.]?)[\s\"'”’»）)\]*_}.…!！]*$"
)


_ASKED = 8_000
"""Paragraphs of which is remembered what was found: every layout asks the same of each."""


@dataclass(slots=True)
class Stretch:
    """One go of one speaker, or a stage direction between two."""

    label: str
    """Label as printed; empty when the layout tells only which side speaks."""
    side: str
    """`asks`, `answers` or empty when only the label tells."""
    utterances: list[Utterance] = field(default_factory=list)
    number: str = ""
    section: str = ""
    """Title of the section that begins here."""
    start: str = ""
    line: int = 0
    """Where it starts."""

    @property
    def words(self) -> int:
        """How much is said: words, or characters where words are not spaced."""
        return sum(size(one.text) for one in self.utterances)


@lru_cache(maxsize=_ASKED)
def size(text: str) -> int:
    """Length of a text in words; two characters of an unspaced script count as one."""
    words = text.count(" ") + 1 if text else 0
    if text.isascii():
        return words
    return words + len(_HAN.findall(text)) // 2


_ASKING_WORDS = re.compile(
    "有没有|有沒有|是不是|会不会|會不會|能不能|多少|为什么|為什麼|为何|為何|如何|怎么|怎麼|怎样|怎樣|什么|什麼|哪[些个個里裡]|是否|能否"
    "|何ですか|どう|なぜ|どの|どん|어떤|어떻게|무엇|무슨|왜"
)
"""What asks anywhere in a short line of a language that does not put it first."""


@lru_cache(maxsize=_ASKED)
def asks(text: str) -> bool:
    """Whether a text asks something: a question mark in it, or the beginning of a request."""
    if _MARKS.search(text) or ends_asking(text):
        return True
    if len(text) <= 30 and not text.isascii() and text[-1:] not in "。.!！" and _ASKING_WORDS.search(text):
        return True
    head = re.sub(r"^[\W_]+", "", text[:120]).casefold()
    return head.startswith(lexicon.phrases("prompts"))


@lru_cache(maxsize=_ASKED)
def ends_asking(text: str) -> bool:
    """Whether the last thing a text does is to ask, a remark in parentheses aside."""
    if text.endswith((")", "）")) and (remark := _REMARK.search(text[-400:])):
        text = text[: len(text) - len(remark[0])]
    end = text[-40:]
    return ("?" in end or not end.isascii()) and bool(ENDS_ASKING.search(end))


def host(text: str) -> bool:
    """Whether somebody speaks who leads the conversation."""
    head = text[:1500].casefold()
    return any(phrase in head for phrase in lexicon.phrases("hosting"))


def guest(text: str) -> bool:
    """Whether somebody speaks who was invited."""
    head = text[:300].casefold()
    return any(phrase in head for phrase in lexicon.phrases("being_guest"))
