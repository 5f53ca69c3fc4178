"""The order of an index A–Z, and the heading an entry stands under, in the language of the reader.

Chinese is ordered by pinyin, Arabic without the article and the forms of hamza, kana by the syllabary, everything
else by the alphabet of its language; words in another script come after, in the order of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml

from generator.enrich.folding import fold

Key = tuple[tuple[tuple[int, int], ...], str]
"""Compares in the order of the index; the text itself decides between what counts as the same."""

OTHER = "#"
"""The heading of what begins with a digit or a sign."""

_SPACE, _DIGIT, _OWN, _UNKNOWN = 0, 1, 2, 99
"""Groups of characters, in order; between the last two come the alphabets of other languages."""

_OTHERS = ("latin", "el", "ru", "he", "ar", "ja")
"""Alphabets for words of another script, in the order of the CLDR."""

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
_ONE_OF = str.maketrans({**dict(zip("ךםןףץ", "כמנפצ", strict=True)), "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
_SMALL_KANA = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")
_KANA_ROWS = "あかさたなはまやらわ"
_LEADS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
"""Leading consonants in the order of the Hangul syllables, the tense ones under the plain."""


def key(text: str, locale: str) -> Key:
    """What to sort `text` by in an index for a locale (BCP 47)."""
    return tuple(place for place, _ in _letters(text, locale)), text


def initial(text: str, locale: str) -> str:
    """The heading that `text` stands under: a capital letter, a kana row, a consonant, or `#`."""
    for (group, _), letter in _letters(text, locale):
        if group == _DIGIT:
            return OTHER
        if group != _SPACE:
            return _capital(letter, locale)
    return OTHER


def _letters(text: str, locale: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Place in the order and letter of everything in the text that counts."""
    language = locale.partition("-")[0]
    words = _prepared(text, language)
    own = _alphabets().get(language, _alphabets()["latin"])
    longest = max(map(len, own))
    at = 0
    while at < len(words):
        unit = words[at : at + longest]
        while unit and unit not in own:
            unit = unit[:-1]
        if unit:
            yield (_OWN, own[unit]), unit
            at += len(unit)
        else:
            yield from _foreign(words[at], own)
            at += 1


def _foreign(letter: str, own: dict[str, int]) -> Iterator[tuple[tuple[int, int], str]]:
    """A character that the alphabet does not have: without its diacritics, or by another alphabet."""
    if "가" <= letter <= "힣":
        yield (_OWN, ord(letter)), _LEADS[(ord(letter) - ord("가")) // 588]
    elif letter.isdecimal():
        yield (_DIGIT, int(letter)), letter
    elif not letter.isalpha():
        yield (_SPACE, 0), letter
    else:
        for plain in _kana(fold(letter.translate(_ONE_OF))):
            order = next(
                ((_OWN + n, letters[plain]) for n, letters in enumerate((own, *_rest())) if plain in letters), None
            )
            yield order or (_UNKNOWN, ord(plain)), plain


def _prepared(text: str, language: str) -> str:
    """Small letters, composed, without quotation marks and the Arabic article; Chinese as pinyin."""
    if language in ("tr", "az"):
        text = text.replace("I", "ı").replace("İ", "i")
    text = unicodedata.normalize("NFC", text).lower().lstrip("«»„“”‘’\"'‹›「『《〈([ ¿¡")
    if language in ("ar", "fa", "ur"):
        text = fold(text)
        return text[2:] if language == "ar" and text.startswith("ال") and len(text) > 4 else text
    return _HAN.sub(lambda run: _pinyin(run.group()), text) if language == "zh" else text


def _pinyin(han: str) -> str:
    """Each syllable with the number of its tone, so that `zhan1` comes before `zhang1`, and `ma1` before `ma3`."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(han, style=Style.TONE3, neutral_tone_with_five=True))


def _kana(letters: str) -> str:
    """Katakana as hiragana, full size, without the marks of voice."""
    plain = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in letters).translate(_SMALL_KANA)
    if plain.isascii():
        return plain
    return unicodedata.normalize("NFC", re.sub("[\u3099\u309a]", "", unicodedata.normalize("NFD", plain)))


def _capital(letter: str, locale: str) -> str:
    if "あ" <= letter <= "ん":
        return max(row for row in _KANA_ROWS if row <= letter)
    if letter == "i" and locale.partition("-")[0] in ("tr", "az"):
        return "İ"
    return letter[:1].upper() + letter[1:]


@lru_cache(maxsize=1)
def _alphabets() -> dict[str, dict[str, int]]:
    text = (Path(__file__).parent / "data" / "alphabets.yml").read_text("utf-8")
    return {name: {letter: at for at, letter in enumerate(row.split())} for name, row in yaml.safe_load(text).items()}


@lru_cache(maxsize=1)
def _rest() -> tuple[dict[str, int], ...]:
    return tuple(_alphabets()[name] for name in _OTHERS)
