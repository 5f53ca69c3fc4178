"""Is it translated at all, and written in the script of its language?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from generator.l10n.languages import babel_locale
from generator.l10n.quality.pair import Pair, excerpt, prose, warning
from generator.model import Finding

_SCRIPTS = {
    "Latn": ("LATIN",),
    "Cyrl": ("CYRILLIC",),
    "Arab": ("ARABIC",),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"),
    "Kore": ("HANGUL", "CJK"),
    "Grek": ("GREEK",),
    "Hebr": ("HEBREW",),
    "Deva": ("DEVANAGARI",),
    "Beng": ("BENGALI",),
    "Thai": ("THAI",),
    "Armn": ("ARMENIAN",),
    "Geor": ("GEORGIAN",),
    "Ethi": ("ETHIOPIC",),
    "Taml": ("TAMIL",),
    "Telu": ("TELUGU",),
}
"""ISO 15924 code -> first words of the Unicode names of its letters."""

_KNOWN = frozenset(name for names in _SCRIPTS.values() for name in names)
_LETTERS = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_COPIED = 5
"""Words in a row that two languages hardly share unless somebody forgot to translate."""
_ENOUGH = 8
"""Letters a text must have before their share says anything."""


def check_untranslated(pair: Pair) -> Iterator[Finding]:
    """A warning: a title or a quotation may stay in its language, a sentence may not."""
    remedy = "translate the passage"
    source = _WORDS.findall(prose(pair.source).casefold())
    words = _WORDS.findall(pair.prose.casefold())
    known = {tuple(source[at : at + _COPIED]) for at in range(len(source) - _COPIED + 1)}
    copied = next((run for at in range(len(words)) if (run := tuple(words[at : at + _COPIED])) in known), None)
    if copied:
        yield warning(f"still in the language of the source: “{' '.join(copied)} …”", remedy)
    elif pair.plain.strip() == pair.plain_source.strip() and any(word[0].islower() for word in _original_words(pair)):
        yield warning(f"the same as the source: “{pair.plain[:40]}”", remedy)
    elif "Latn" not in script(pair.locale):
        yield from _left_over(pair, remedy)


def check_script(pair: Pair) -> Iterator[Finding]:
    """A warning: letters of another script can be wanted, where the source does not have them they seldom are."""
    expected = _SCRIPTS.get(script(pair.locale))
    if not expected:
        return
    letters = [(match, _script_of(letter)) for match in _LETTERS.finditer(pair.plain) for letter in match[0]]
    letters = [(match, name) for match, name in letters if name in _KNOWN]
    own = sum(name in expected for _, name in letters)
    foreign = sum(name not in expected and match[0] not in pair.plain_source for match, name in letters)
    if own + foreign >= _ENOUGH and own < foreign:
        yield warning(f"mostly not in the script of {pair.locale}", "look whether this is the right language")
        return
    for match in {match[0]: match for match in _LETTERS.finditer(pair.plain)}.values():
        if why := _oddity(match[0], pair, expected):
            yield warning(f"{why} in “{excerpt(pair.plain, match.start(), match.end(), 6)}”", "type the word again")
    yield from _other_han(pair)


def _oddity(word: str, pair: Pair, expected: tuple[str, ...]) -> str:
    """What is odd about the scripts of a word, if anything."""
    scripts = {_script_of(letter) for letter in word} & _KNOWN
    foreign = scripts - set(expected)
    if "LATIN" in foreign and len(scripts) > 1 and scripts & {"CYRILLIC", "GREEK", "ARMENIAN"}:
        return "letters of two scripts in one word"
    if foreign - {"LATIN", "GREEK"} and word not in pair.plain_source:
        return f"{min(foreign - {'LATIN', 'GREEK'}).lower()} letters"
    return ""


def _left_over(pair: Pair, remedy: str) -> Iterator[Finding]:
    """Common Latin words of the source that stand in a text of another script (names and acronyms may)."""
    source = set(_original_words(pair))
    for match in re.finditer(r"(?<![A-Za-z0-9_/.@-])[a-z][a-z'’-]{3,}(?![A-Za-z0-9_/@])", pair.plain):
        if match[0] in source:
            yield warning(f"the word “{match[0]}” is not translated", remedy)


def _original_words(pair: Pair) -> list[str]:
    return re.findall(r"[^\W\d_][\w'’-]*", pair.plain_source)


def _other_han(pair: Pair) -> Iterator[Finding]:
    """Traditional characters in a simplified text, and the other way round."""
    simplified, traditional = _han()
    wrong = {"Hans": traditional, "Hant": simplified}.get(script(pair.locale), frozenset())
    found = sorted({letter for letter in pair.plain if letter in wrong and letter not in pair.plain_source})
    if found:
        kind = "traditional" if wrong is traditional else "simplified"
        yield warning(f"{kind} characters: {'、'.join(found[:10])}", f"write them as {pair.locale} does")


@lru_cache(maxsize=1)
def _han() -> tuple[frozenset[str], frozenset[str]]:
    """Common characters that only simplified, and only traditional Chinese uses."""
    lines = Path(__file__).with_name("han.txt").read_text("utf-8").split("\n")
    pairs = [line.split() for line in lines if line and not line.startswith("#")]
    return frozenset("".join(p[0] for p in pairs)), frozenset("".join(p[1] for p in pairs))


@lru_cache(maxsize=64)
def script(tag: str) -> str:
    """ISO 15924 code of the script a language is written in, by the tag or else as CLDR thinks likely."""
    from babel.core import get_global

    locale = babel_locale(tag)
    if locale.script:
        return str(locale.script)
    likely = get_global("likely_subtags")
    full = likely.get(str(locale)) or likely.get(locale.language) or ""
    return next((part for part in full.split("_") if len(part) == 4), "")


@lru_cache(maxsize=8192)
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ")[0]
