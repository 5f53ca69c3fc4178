"""The shapes that names in labels have: few words, capitals where the script has them, no sentence inside."""

from __future__ import annotations

import re

from generator.intake import lexicon

_NAME_WORD = re.compile(
    r"(?:[^\W\d_a-z](?:[\w'’.-]*\w)?\.?|[A-Z]{1,3}\.|\d{1,3}|#?\w+-\w+"
    r"|de|da|do|dos|das|del|della|di|la|le|van|von|der|den|bin|al|el|and|of|the|und|et|y|e|for|&"
    r"|du|des|dei|degli|delle|dello|los|las|au|aux|im|am|zum|zur|für|vom|em|na|no|nas|nos|in|on|at)",
    re.UNICODE,
)
_SITE = re.compile(r"(?:[a-z0-9][a-z0-9-]*\.){1,3}[a-z]{2,12}", re.IGNORECASE)
"""A site that asks under its own address: `harbour-weekly.org`."""
EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Characters of Chinese, Japanese and Korean."""
_SENTENCE_INSIDE = re.compile(r"[!?！？。؟;；،]|[^\W\d_]{4}[.]\s+[^\W\d_]{2,}\s+[^\W\d_]+\s")
_DATED = re.compile(r"(?:19|20)\d\d\s?[./年년-]\s?\d|\d[./]\d{1,2}[./](?:19|20)?\d\d(?!\d)")


def label_name(text: str) -> str:
    """The label without marks, or nothing when it cannot be one."""
    name = re.sub(r"\\(?=[^\w\s])", "", text).strip(" \t\u3000\u00a0*_").rstrip("-–— ")
    name = re.sub(r"^(?:&gt;|>)+\s*", "", name)
    if match := re.fullmatch(r"[\[({【]([^\[\](){}【】]*)[\])}】]", name):
        name = match[1].strip()
    if sum(map(name.count, "([（【")) != sum(map(name.count, ")]）】")):
        return ""
    if not name or not re.search(r"[^\W\d_]", name) or _SENTENCE_INSIDE.search(name):
        return ""
    if (
        _DATED.search(name)
        or re.match(r"(?:https?|www|mailto)\b", name, re.IGNORECASE)
        or name.count("](")
        or len(name) > 80
    ):
        return ""
    return (
        name
        if lexicon.speaks_as(name) or name_like(re.sub(r"\([^)]*\)?|（[^）]*）?|\[[^\]]*\]?", "", name).strip() or name)
        else ""
    )


def name_like(name: str) -> bool:
    """Whether a text has the shape of a name: few words, capitals where the script has them."""
    if EASTERN.search(name):
        return len(name) <= 24
    if _SITE.fullmatch(name):
        return True
    words = re.sub(r"[,«»“”\"„]", " ", name).split()
    if not 0 < len(words) <= 7:
        return False
    if not any(character.isupper() or character.islower() for character in name):
        return True
    return all(
        _NAME_WORD.fullmatch(word) or not word[0].islower() or word.casefold() in lexicon.words("offices")
        for word in words
    ) and any(word[0].isupper() or word[0] in "#@" or word[0].isdigit() for word in words)
