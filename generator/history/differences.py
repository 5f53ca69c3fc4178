"""Two texts of an `interview.md` -> the sentences that differ, before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from generator import markup

_NOT_SAID = re.compile(r"\s*(?:#|>|$)")
"""Headings, notes and empty lines."""
_LABEL = re.compile(r"\*\*[^*]+[:：]\*\*(?:\s*\(\d+:\d\d(?::\d\d)?(?:[.,]\d+)?\))?\s*")
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
"""A word, or a character where words are not spaced (Thai to Khmer, kana, Han)."""
_SIMILAR = 0.4
"""Share of words in common from which a sentence in place of another is that one, corrected."""
_EVERY_PAIR = 10_000
"""Up to so many pairs of sentences are compared; beyond that (a text replaced as a whole) they are paired in order."""


def said(text: str) -> list[str]:
    """The sentences of an `interview.md`, one a line, without front matter, headings, labels and editors' notes."""
    body = text.partition("\n---")[2] if text.removeprefix("\ufeff").startswith("---") else text
    lines = (_LABEL.sub("", line.strip(), count=1) for line in body.splitlines()[1:] if not _NOT_SAID.match(line))
    return [line for line in lines if line]


def differences(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Sentences before and after; a sentence that was only moved, or cut in two, has not changed."""
    hunks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    pairs = [
        pair
        for operation, start, end, new_start, new_end in hunks
        if operation != "equal"
        for pair in _paired(before[start:end], after[new_start:new_end])
    ]
    moved = {old for old, new in pairs if not new} & {new for old, new in pairs if not old}
    for old, new in pairs:
        if (old or new) not in moved and _words(old) != _words(new):
            yield old, new


def _paired(olds: Sequence[str], news: Sequence[str]) -> list[tuple[str, str]]:
    """Which sentence became which, in order, so that the most words stay the same; empty for what has no partner."""
    if _words("".join(olds)) == _words("".join(news)):
        return []
    if len(olds) * len(news) > _EVERY_PAIR:
        return list(zip_longest(olds, news, fillvalue=""))
    alike = {
        (i, j): ratio
        for i, old in enumerate(map(_tokens, olds))
        for j, new in enumerate(map(_tokens, news))
        if (ratio := SequenceMatcher(None, old, new, autojunk=False).ratio()) >= _SIMILAR
    }
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]  # of the sentences from i and from j on
    for i in reversed(range(len(olds))):
        for j in reversed(range(len(news))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + alike.get((i, j), -1))
    pairs = []
    i = j = 0
    while i < len(olds) and j < len(news):
        if (i, j) in alike and best[i][j] == best[i + 1][j + 1] + alike[i, j]:
            pairs.append((olds[i], news[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((olds[i], ""))
            i += 1
        else:
            pairs.append(("", news[j]))
            j += 1
    return pairs + [(old, "") for old in olds[i:]] + [("", new) for new in news[j:]]


def _tokens(sentence: str) -> list[str]:
    return _TOKEN.findall(markup.plain(sentence))


def _words(sentence: str) -> str:
    """The characters a reader sees, without white space."""
    return "".join(markup.plain(sentence).split())
