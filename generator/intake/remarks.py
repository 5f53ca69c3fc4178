"""Remarks in place of questions (`They call you the captain.`), told from answers by whom they speak to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from generator.intake import languages, lexicon
from generator.intake.stretches import size
from generator.model import Utterance

_LONGEST = 45
"""Words of a remark."""
_FEWEST = 3


def with_remarks(utterances: Sequence[Utterance], marks: list[bool]) -> list[bool]:
    """Marks of questions, with the paragraphs between answers that speak to somebody and not of themselves.

    Nothing but their words sets such paragraphs off, so they count only where questions are plain and more than they.
    """
    table = lexicon.table("lexicon")["address"]
    language = languages.detect(" ".join(one.text for one in utterances[:80])[:4000])[0].split("-")[0]
    if language not in table:
        return marks
    found = {at for at in range(1, len(marks) - 1) if _stands_between(utterances, marks, at)}
    found = {at for at in found if _remark(utterances, at, language)}
    found -= {at for at in found if at - 1 in found}
    return [mark or at in found for at, mark in enumerate(marks)] if 2 * len(found) <= sum(marks) + 1 else marks


def _stands_between(utterances: Sequence[Utterance], marks: Sequence[bool], at: int) -> bool:
    """Whether a paragraph has an answer before it and another paragraph behind it."""
    near = utterances[at - 1 : at + 2]
    plain = not any(one.label or one.number or one.style for one in near)
    inside = any(marks[:at]) and any(marks[at + 1 :])  # behind the last question come thanks and farewells
    return plain and inside and not any(marks[at - 1 : at + 2])


def _remark(utterances: Sequence[Utterance], at: int, language: str) -> bool:
    text, reply = utterances[at].text, utterances[at + 1].text
    if not _FEWEST <= size(text) <= _LONGEST or not re.search(r"[.!…。！][\"'”’»）)」』]*$", text.rstrip()):
        return False
    words = _words(language)
    if (plainly := words.get("asking")) and plainly.match(text):
        return True
    if words["own"].search(text):
        return False
    if (formal := words.get("formal")) and formal.search(text):
        return True
    speaks = words["replies"].match(reply) or (words["own"].search(reply) and size(reply) >= size(text))
    return bool(words["familiar"].search(text) and speaks)


def polite(sample: str, text: str) -> bool:
    """Whether a text says `you` to one person politely; `sample` is enough of the source to tell its language."""
    language = languages.detect(sample)[0].split("-")[0]
    formal = _words(language).get("formal") if language in lexicon.table("lexicon")["address"] else None
    return bool(formal and formal.search(text))


def addresses(text: str) -> bool:
    """Whether a text says `you` to somebody."""
    language = languages.detect(text[:600])[0].split("-")[0]
    words = _words(language) if language in lexicon.table("lexicon")["address"] else {}
    return any(name in words and words[name].search(text) for name in ("formal", "familiar"))


def replies(text: str) -> bool:
    """Whether a paragraph opens as answers do, or soon speaks of whoever speaks: no introduction does."""
    language = languages.detect(text[:600])[0].split("-")[0]
    if language not in lexicon.table("lexicon")["address"]:
        return False
    words = _words(language)
    myself = words.get("myself")
    return bool(words["replies"].match(text) or (myself and myself.search(text[:160])))


@lru_cache(maxsize=16)
def _words(language: str) -> dict[str, re.Pattern[str]]:
    """Patterns of the words for `you` that are `formal` or `familiar`, for `I` (`own`; `myself`: for one alone), of
    `replies`, and of what is `asking` without a mark."""
    edge = "" if language in ("zh", "ja", "ko") else r"\b"
    return {
        name: re.compile(f"{edge}(?:{entry}){edge}", re.NOFLAG if name == "formal" else re.IGNORECASE)
        for name, entry in lexicon.table("lexicon")["address"][language].items()
    }
