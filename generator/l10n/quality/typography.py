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
_WITHOUT_QUESTION_MARK = frozenset({"el", "hy", "ja", "th", "lo", "my", "bo"})
"""Languages that ask with another mark, with one inside the sentence, or with a particle."""


def check_quotation_marks(pair: Pair) -> Iterator[Finding]:
    """A warning: another style may be quoted, but mixed marks look careless and defeat searching."""
    text = pair.prose
    rules = _rules(pair.locale)
    marks = rules.get("quotation")
    if marks:
        for mark in sorted({mark for mark in text if mark in _DOUBLE and mark not in marks}):
            yield warning(f"the quotation mark {mark}", f"{pair.locale} uses {' '.join(marks)}")
    if pair.source.count("“") != pair.source.count("”") or pair.source.count('"') % 2:
        return  # a quotation that goes on in the next paragraph
    for opening, closing in ("“”", "«»", "「」", "『』"):
        if opening in (marks or "") and closing in (marks or "") and text.count(opening) != text.count(closing):
            yield warning(f"{text.count(opening)} {opening}, {text.count(closing)} {closing}", "close what is opened")


def check_spacing(pair: Pair) -> Iterator[Finding]:
    """A warning: the text reads well without, but a line may end before its own punctuation."""
    yield from _apply("spacing", pair)


def check_punctuation(pair: Pair) -> Iterator[Finding]:
    """A warning: punctuation of another language, brackets left open, a question that asks nothing."""
    yield from _apply("punctuation", pair)
    for opening, closing in (("(（", ")）"), ("[［", "]］"), ("《", "》")):
        found = _excess(pair.prose, opening, closing)
        if found and found != _excess(pair.source, opening, closing):  # 1) has none that opens it
            yield warning(f"{opening[0]} and {closing[0]} do not match", "close what is opened")
    if {pair.primary, pair.language.split("-")[0]} & _WITHOUT_QUESTION_MARK:
        return
    for source, translation in pair.sentences:
        if source.rstrip('"”’ ').endswith(("?", "？")) and not re.search("[?？؟፧]", translation[-4:]):
            yield warning(f"the source asks, “{translation[-30:]}” does not", "end the question with a question mark")


def _excess(text: str, opening: str, closing: str) -> int:
    """How many more of some marks open than close."""
    return sum(text.count(mark) for mark in opening) - sum(text.count(mark) for mark in closing)


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
