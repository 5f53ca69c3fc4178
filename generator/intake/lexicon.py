"""Words and patterns that transcripts are made of, from `lexicon.yml`, in the forms the rest of intake asks for."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=4)
def table(name: str) -> dict[str, Any]:
    """A data file of this folder (`lexicon`, `languages`), read once."""
    import yaml

    text = Path(__file__).with_name(f"{name}.yml").read_text("utf-8")
    data = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    assert isinstance(data, dict)
    return data


@lru_cache(maxsize=64)
def words(name: str) -> frozenset[str]:
    """A list of words or phrases, casefolded."""
    return frozenset(entry.strip().casefold() for entry in str(table("lexicon")[name]).split("|") if entry.strip())


@lru_cache(maxsize=64)
def phrases(name: str) -> tuple[str, ...]:
    """A list of beginnings or pieces of sentences, casefolded; a blank at the end of one counts."""
    return tuple(entry.lstrip().casefold() for entry in str(table("lexicon")[name]).split("|") if entry.strip())


@lru_cache(maxsize=64)
def pattern(name: str, group: str = "") -> re.Pattern[str]:
    """Alternatives that must match a whole line, case ignored."""
    entry = table("lexicon")[name]
    alternatives = re.sub(r"\|\s+", "|", str(entry[group] if group else entry)).strip("| ")
    return re.compile(rf"(?:{alternatives})", re.IGNORECASE)


@lru_cache(maxsize=8)
def _patterns(name: str) -> dict[str, re.Pattern[str]]:
    return {str(group): pattern(name, group) for group in table("lexicon")[name]}


@lru_cache(maxsize=8)
def _any(name: str) -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for pattern in _patterns(name).values()), re.IGNORECASE)


def group_of(name: str, line: str) -> str:
    """The first group of patterns of which one matches the whole line; empty where none does."""
    if not _any(name).fullmatch(line):
        return ""
    return next((group for group, pattern in _patterns(name).items() if pattern.fullmatch(line)), "")


@lru_cache(maxsize=1)
def header_fields() -> dict[str, str]:
    """Name of a field as printed, casefolded -> our name for it (`interviewee` -> `respondent`)."""
    fields = table("lexicon")["headers"]
    return {word.strip().casefold(): field for field, entry in fields.items() for word in entry.split("|")}


@lru_cache(maxsize=1)
def pairs() -> tuple[tuple[str, str, str], ...]:
    """(language, question label, answer label) of the short labels used in pairs."""
    return tuple((language, question, answer) for language, question, answer in table("lexicon")["pairs"])


_SAYING = re.compile(r"(?<=[\u3400-\u9fff]{2})(?:提[问問]|[问問]|[问問]道|回?答道?|回道|[说說]道?|表示)$")
"""Verbs that Chinese puts between a name and what was said: `老闆娘答：`."""
_NUMBER = re.compile(r"\s*(?:no\.?|nr\.?|n°|№|#)?\s*\d{1,3}$")
_LETTERED = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])\s?[a-z]$")
"""Letters that tell voices apart: `觀眾A`."""
_POINTED = re.compile(r"(?:[^\W\d_]\.\s?){1,3}[^\W\d_]")
"""Initials with points between them: `Е.Л.` and `ЕЛ` are one label."""
_HAN_GAP = re.compile(r"(?<![\u3400-\u9fff])([\u3400-\u9fff])[ \u3000]+([\u3400-\u9fff]{1,2})(?![\u3400-\u9fff])")
_ALIAS = re.compile(r"\((?:以下|下称|下稱|이하)(?:[简簡][称稱]|[称稱])?[、,:]?\s*[“\"「]?([^()“”\"「」]+)[”\"」]?\)")
"""What stands for a name from its first mention on: `伊藤博文（以下、伊藤）`, `周若尘（以下简称周）`."""
_TRIM = " \t\u00a0\u3000*_`#[](){}<>【】〔〕〈〉《》「」“”\"'«».,:：;!?/\\|•●■◆▲▶▷◇○□※►▪▸→=~–—―-"


@lru_cache(maxsize=40_000)
def key(label: str) -> str:
    """A label as compared: casefolded, without marks, parentheses and closing punctuation; `Q1` and `Q2` are `q`."""
    label = unicodedata.normalize("NFKC", label).casefold()
    if alias := _ALIAS.search(label):
        label = alias[1]
    if not re.fullmatch(r"\W*[(\[][^)\]]*[)\]]\W*", label):
        label = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", label)
    label = _SAYING.sub("", closed_up(" ".join(label.strip(_TRIM).split())))
    if _POINTED.fullmatch(label):
        label = re.sub(r"[.\s]", "", label)
    stem = _NUMBER.sub("", label).strip(_TRIM)
    return stem if stem in words("question") or stem in words("answer") else label


def closed_up(name: str) -> str:
    """A Chinese name that was spread over the room of three characters or more, `林　岚`, without its blank."""
    return _HAN_GAP.sub(r"\1\2", name)


def without_saying(name: str) -> str:
    """A name without the verb of saying behind it."""
    return _SAYING.sub("", name)


@lru_cache(maxsize=40_000)
def speaks_as(label: str) -> str:
    """What a label says of a speaker: `question`, `answer`, `interviewer`, `respondent`, `moderator`, `stage` or ''."""
    name = key(label)
    stem = _LETTERED.sub("", _NUMBER.sub("", name)).strip(_TRIM)
    for role in ("question", "answer", "interviewer", "respondent", "moderator", "stage"):
        if name in words(role) or stem in words(role):
            return role
    if saying := _SAYING.search(label.strip(_TRIM)):
        return {"问": "interviewer", "問": "interviewer", "答": "respondent"}.get(saying[0].rstrip("道")[-1], "")
    if re.search(r"(?:记者|記者|기자|主持人)(?:问|問)?$", name) or re.match(r"(?:记者|記者|주재|기자)", name):
        return "interviewer"
    return ""


def anyone(label: str) -> bool:
    """Whether a label is a numbered or unknown voice (`Speaker 2`, `SPEAKER_00`, `화자 1`)."""
    name = re.sub(r"[\s_#]*(?:\d+|(?<=\s)\w)$", "", key(label).replace("_", " ")).strip(_TRIM)
    return name in words("anyone")
