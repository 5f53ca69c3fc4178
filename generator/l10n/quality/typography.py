"""Quotation marks, spaces and punctuation as the language prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.l10n.quality.pair import Pair, excerpt, warning
from generator.model import Finding

_DOUBLE = '"“”„‟«»「」『』'
_QUESTION = re.compile(r"[?？؟;\u037e]")


def check_quotation_marks(pair: Pair) -> Iterator[Finding]:
    """A warning: another style may be quoted, but mixed marks look careless and defeat searching."""
    text = pair.prose
    rules = _rules(pair.locale)
    marks = rules.get("quotation")
    if marks:
        for mark in sorted({mark for mark in text if mark in _DOUBLE and mark not in marks}):
            yield warning(f"the quotation mark {mark}", f"{pair.locale} uses {' '.join(marks)}")
    for opening, closing in zip(_OPENING, _CLOSING, strict=True):
        if opening in (marks or "") and closing in (marks or "") and text.count(opening) != text.count(closing):
            yield warning(
                f"{text.count(opening)} {opening} but {text.count(closing)} {closing}", "close what is opened"
            )


def check_spacing(pair: Pair) -> Iterator[Finding]:
    """A warning: the text reads well without, but a line may end before its own punctuation."""
    yield from _apply("spacing", pair)


def check_punctuation(pair: Pair) -> Iterator[Finding]:
    """A warning: punctuation of another language, brackets left open, a question that asks nothing."""
    yield from _apply("punctuation", pair)
    text = pair.prose
    for opening, closing in ("()", "（）", "[]", "《》"):
        if text.count(opening) != text.count(closing):
            yield warning(
                f"{text.count(opening)} {opening} but {text.count(closing)} {closing}", "close what is opened"
            )
    if pair.primary == "el" or pair.language.split("-")[0] == "el":
        return
    for source, translation in pair.sentences:
        if source.rstrip('"”’ ').endswith(("?", "？")) and not _QUESTION.search(translation[-4:]):
            yield warning(f"the source asks, “{translation[-30:]}” does not", "end the question with a question mark")


_OPENING, _CLOSING = "“«「『", "”»」』"


def _apply(kind: str, pair: Pair) -> Iterator[Finding]:
    text = pair.prose
    for rule in (*_rules("any").get(kind, ()), *_rules(pair.locale).get(kind, ())):
        if match := re.search(rule["wrong"], text):
            yield warning(f"{rule['says']}: “{excerpt(text, match.start(), match.end())}”", rule["instead"])


def _rules(locale: str) -> dict[str, Any]:
    """The rules of a locale, or of its language; none for a language that nobody has written any for."""
    rules = _all_rules()
    return rules.get(locale) or rules.get(locale.split("-")[0]) or {}


@lru_cache(maxsize=1)
def _all_rules() -> dict[str, dict[str, Any]]:
    import yaml

    loaded: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("typography.yml").read_text("utf-8"))
    return loaded
