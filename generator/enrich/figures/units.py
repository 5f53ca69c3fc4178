"""What belongs to a number: the currency before it, the unit or the counted thing behind it, the hedge around it."""

from __future__ import annotations

from generator.enrich.figures.lexicon import Lexicon
from generator.enrich.figures.number import Number
from generator.enrich.figures.phrases import Phrases
from generator.enrich.figures.tokens import Tokens, latin


def sign(found: Tokens, at: int, lex: Lexicon) -> tuple[str, int]:
    """The currency before a number and the token where it starts; it may be two tokens (`US$`, `R$`)."""
    words = found.words
    if at > 1 and found.glued(at - 2, at - 1) and (code := lex.symbols.get(words[at - 2] + words[at - 1])):
        return code, at - 2
    code = lex.symbols.get(words[at - 1], "") if at else ""
    if at and not code and found.capitals(at - 1):
        code = lex.codes.get(words[at - 1], "")
    return (code, at - 1) if code else ("", at)


def unit(found: Tokens, end: int, read: Number, lex: Lexicon) -> tuple[str, int] | None:
    """The unit of measure or currency behind a number, and the token behind it."""
    place = past_link(found.words, end, lex)
    if place is None or place >= len(found.words):
        return None
    if (code := lex.codes.get(found.words[place])) and found.capitals(place):
        return code, place + 1
    measured = lex.units.at(found.words, place)
    if measured and _whole(found, measured[1]) and not _is_letter(found, end, place, measured[1], read):
        return measured
    return None


def counted(found: Tokens, end: int, lex: Lexicon) -> tuple[str, int] | None:
    """The counted thing behind a number, past the words that may describe it: `900,000 complete vehicles`."""
    words = found.words
    place = past_link(words, end, lex)
    if place is None:
        return None
    for here in range(place, min(place + int(lex.raw.get("counter_gap", 0)) + 1, len(words))):
        if thing := lex.counters.at(words, here):
            return thing
        word = words[here]
        if not word[0].isalpha() or word in lex.words["not_nouns"] or len(word) < 3:
            return None
    return None


def hedge(words: list[str], start: int, end: int, behind: int, lex: Lexicon) -> str:
    """`about`, `over`, `under` or empty: the hedge before the token `start`, or at `behind` or `end`."""
    for length in (4, 3, 2, 1):
        if start >= length and (found := lex.approximate.at(words, start - length)) and found[1] == start:
            return found[0]
    after = lex.approximate_after.at(words, behind) or lex.approximate_after.at(words, end)
    return after[0] if after else ""


def past_hedge(words: list[str], at: int, table: Phrases[str]) -> int:
    """The place behind a hedge that follows the number: 20*余*个."""
    found = table.at(words, at)
    return found[1] if found and found[1] < len(words) else at


def past_hyphen(words: list[str], at: int) -> int:
    """The place behind a hyphen, if there is one."""
    return at + (at < len(words) and words[at] == "-")


def past_link(words: list[str], at: int, lex: Lexicon) -> int | None:
    """The place behind *de*, *d'*, an apostrophe (*vent'anni*) or a hyphen between a number and its unit."""
    if at >= len(words):
        return None
    if words[at] == "'":
        return at + 1
    if words[at] in lex.words["links"]:
        return at + 1 + (at + 1 < len(words) and words[at + 1] == "'")
    return past_hyphen(words, at)


def _whole(found: Tokens, end: int) -> bool:
    """Whether a unit is a whole word, not the start of a hyphenated one."""
    return end >= len(found.words) or found.words[end] != "-" or not found.glued(end - 1, end)


def _is_letter(found: Tokens, end: int, place: int, stop: int, read: Number) -> bool:
    """A one-letter unit far from its number, or behind a number in words, is another word (`5 a`, `two m`)."""
    word = found.words[place]
    if stop - place > 1 or len(word) > 1 or not latin(word):
        return False
    return read.spelled or found.capitals(place) or place != end or word in "aod"
