"""Text to sentences: where a paragraph of inline Markdown is cut, once, on import.

The cuts become lines of `interview.md` and addresses of sentences, so they must never move when somebody else
releases a library: the rules are ours and have a version. After import the editor's line breaks rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

VERSION = 1
"""Changes when, and only when, some text is cut elsewhere than before."""

UNSPACED = frozenset({"zh", "ja", "yue", "wuu", "lzh"})
"""Languages written without spaces between sentences: their sentences are joined with nothing."""

_CLOSERS = "\"'”’“‘»)\\]』」）》】〉›*_"
_OPENERS = "\"'“‘«„‚‹([¿¡「『（《【〈*_—–-•"
_FULLWIDTH = "。！？｡"
_END = re.compile(
    rf"[{_FULLWIDTH}][{_FULLWIDTH}…!?]*[\"'”’』」）》】〉*_]*"  # “ and ‘ open the next sentence in Chinese,
    rf"|[.!?؟۔।॥։።။…‼⁇⁈⁉]+(?:[{_CLOSERS}]+|[\u00a0\u202f ]»)*"  # and close this one in German; French spaces its »
)
_MARK = re.compile(f"[{_FULLWIDTH}.!?؟۔।॥։።…‼⁇⁈⁉]")
"""What it begins with: found faster."""
_WHOLE = re.compile(r"(\*\*\*|___|\*\*|__|\*|_)(?=[^\s*_])(.+)(?<=[^\s*_])\1", re.DOTALL)
_CLOSED = re.compile(
    r"`+[^`]*`+|!?\[[^\]]*\]\([^)\s]*\)|(?<![\w*_\\])(\*\*|__|\*|_)(?=[^\s*_])[^*_]+(?<=[^\s*_\\])\1(?!\w)"
)
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_MARKUP = re.compile(r"[`\[*_]")
_JOINED = re.compile(r"[/(–—]")
_WORD = re.compile(r"[\w'’-]*\w(?:\.(?= ))?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_QUOTES = {"”": "“", "’": "‘", "」": "「", "』": "『", "》": "《", "）": "（", "】": "【"}
_AHEAD = 100
"""How far before and behind a mark the rules look, in characters."""
_ATTRIBUTION = re.compile(r"[—–-]+\s*(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Rules:
    """How sentences end in one language."""

    abbreviations: frozenset[str] = frozenset()
    """Words (without the last full stop, casefolded unless capitalised) that never end a sentence."""
    endings: frozenset[str] = frozenset()
    """Abbreviations that can also end one."""
    starters: frozenset[str] = frozenset()
    """Words that open a sentence."""
    ordinals: bool = False
    """A full stop after a number makes it an ordinal."""
    reporting: re.Pattern[str] | None = None
    """What follows a quotation that is part of a longer sentence."""


def split(text: str, language: str) -> list[str]:
    """The sentences of one paragraph of plain text or inline Markdown, in order.

    `language` is a BCP 47 tag; a language without rules of its own gets those that hold in most. White space is
    reduced to single spaces; joined with single spaces (with nothing in the languages of `UNSPACED`) the sentences
    have the words of the paragraph. A sentence never ends inside a link, code or emphasis, unless all of the
    paragraph is emphasised: then each sentence is.
    """
    text = " ".join(text.split())
    if not text:
        return []
    if (whole := _WHOLE.fullmatch(text)) and whole[1][0] not in whole[2]:
        return [f"{whole[1]}{sentence}{whole[1]}" for sentence in split(whole[2], language)]
    found = []
    start = 0
    for end in _ends(text, language.replace("_", "-").split("-")[0].lower()):
        found.append(text[start:end].strip())
        start = end
    if rest := text[start:].strip():
        found.append(rest)
    return found


def _ends(text: str, language: str) -> Iterator[int]:
    """Offsets at which a sentence ends, the end of the text excluded."""
    rules = rules_of(language)
    closed = [match.span() for match in _CLOSED.finditer(text)] if _MARKUP.search(text) else []
    start = at = 0
    while found := _MARK.search(text, at):
        mark = found.start()
        at = end = _END.match(text, mark).end()  # type: ignore[union-attr]  # it matches wherever a mark is
        if (closed and any(low < end < high for low, high in closed)) or text[mark - 1 : mark] == "\\":
            continue
        if end >= len(text):
            return
        if _cuts(text, start, mark, end, language, rules):
            yield end
            start = end


def _cuts(text: str, start: int, mark: int, end: int, language: str, rules: Rules) -> bool:
    """Whether the sentence that began at `start` ends with the marks at `mark:end`."""
    if text[mark] in _FULLWIDTH or (text[mark] == "…" and language in UNSPACED):
        return _cuts_unspaced(text, start, mark, end, rules)
    if language in UNSPACED:
        follows = text[end : end + _AHEAD].lstrip()[:1]
        return bool(_CJK.match(follows)) and (text[mark] in "!?" or text[end].isspace())
    if not text[end].isspace():
        return False
    following = text[end : end + _AHEAD].lstrip()
    if following[0] in ".…!?":
        return False  # "stability. . The": the later mark ends it
    first = following.lstrip(_OPENERS + " ")[:1]
    if first.islower():
        return False
    if _ATTRIBUTION.match(following) and text[mark] not in ".":
        return first.isupper()
    if text[mark] == "." and text[mark : mark + 2] != "..":
        return not _abbreviated(text[max(start, mark - _AHEAD) : mark], following, rules)
    return True


def _cuts_unspaced(text: str, start: int, mark: int, end: int, rules: Rules) -> bool:
    """In scripts without spaces a mark ends a sentence, unless it closes a quotation within a longer one."""
    closer = text[end - 1]
    if closer not in _QUOTES or end - 1 < mark:
        return True
    opened = text.rfind(_QUOTES[closer], start, mark)
    before = text[start:opened].rstrip() if opened >= 0 else ""
    if before and before[-1] not in "：:，,。！？":
        return False
    return not (
        rules.reporting
        and rules.reporting.match(text[end : end + _AHEAD].lstrip())
        and not before.endswith(("：", ":"))
    )


def _abbreviated(before: str, following: str, rules: Rules) -> bool:
    """Whether the full stop after `before` belongs to an abbreviation, an initial or an ordinal."""
    words = before.rsplit(maxsplit=2)[-2:]
    if not words:
        return True
    word = words[-1].lstrip(_OPENERS)
    tail = _JOINED.split(word)[-1]
    next_word = _WORD.match(following.lstrip(_OPENERS + " "))
    if next_word:
        both = f"{tail}.{next_word[0].rstrip('.')}"
        if both in rules.abbreviations or both in rules.endings:
            return True  # the first half of "z. B."
    opens = next_word is not None and next_word[0].casefold().replace("’", "'") in rules.starters
    spaced = "".join(words)  # "т. д." is "т.д."
    if tail in rules.endings or spaced in rules.endings:
        return bool(rules.starters) and not opens and not following.startswith(("—", "–", "¿", "¡"))
    if {tail, tail.casefold(), spaced} & rules.abbreviations:
        return True
    if tail.isdigit():
        return (not before.rstrip(tail).strip()) or (rules.ordinals and len(tail) <= 2 and not opens)
    if _INITIALS.fullmatch(tail) and (tail[0].isupper() or "." in tail or not tail[0].islower()):
        return not opens and len(tail) <= 5
    return False


@lru_cache(maxsize=64)
def rules_of(language: str) -> Rules:
    """The rules of a language by its primary subtag (`pt` of `pt-BR`); the default where there are none."""
    entry = _tables().get(
        {"no": "nb", "nn": "nb", "bs": "hr", "ca": "es", "gl": "pt", "be": "ru"}.get(language, language)
    )
    if not entry:
        return Rules()
    words = {key: frozenset(entry.get(key, "").split()) for key in ("abbreviations", "endings", "starters")}
    reporting = entry.get("reporting")
    return Rules(**words, ordinals=entry.get("ordinals", False), reporting=re.compile(reporting) if reporting else None)


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, Any]]:
    import yaml

    tables = yaml.load(
        Path(__file__).with_suffix(".yml").read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    assert isinstance(tables, dict)
    return tables
