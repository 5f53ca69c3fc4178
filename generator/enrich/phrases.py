"""The phrases of a vocabulary in one language: labels, aliases, and contexts in which an alias means something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.model import Term


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to look for, and what it means to find them."""

    text: str
    part: tuple[int, int]
    """Offsets of what in them names the term: all, or what the vocabulary has in brackets (`[中]俄`, `中[俄]`)."""
    term: str
    """Id of the term whose words they are."""
    name: bool
    """The term is named, not spoken about: capitals count."""
    excludes: bool = False
    """They are a context: within it, the term's other phrases do not count."""


def phrases_of(term: Term, language: str) -> Iterator[Phrase]:
    """A term's phrases for texts in a language, each once; those of `pt` serve `pt-BR` and the other way round."""
    texts = [term.labels[tag] for tag in _tags(term.labels, language)]
    texts += [alias for tag in _tags(term.aliases, language) for alias in term.aliases[tag]]
    for text in dict.fromkeys(texts):
        yield _phrase(text, term.id, name=term.kind != "topic")
    for tag in _tags(term.not_in, language):
        for text in dict.fromkeys(term.not_in[tag]):
            yield _phrase(text, term.id, name=False, excludes=True)


def _phrase(text: str, term: str, name: bool, excludes: bool = False) -> Phrase:
    before, opened, rest = text.partition("[")
    part, closed, after = rest.partition("]")
    if not (opened and closed and part):
        return Phrase(text, (0, len(text)), term, name, excludes)
    return Phrase(before + part + after, (len(before), len(before) + len(part)), term, name, excludes)


def _tags(texts: Mapping[str, object], language: str) -> list[str]:
    """The tag that suits the language best: itself, a more general one, or any of its script; none or one."""
    parts = language.split("-")
    for length in range(len(parts), 0, -1):
        if (tag := "-".join(parts[:length])) in texts:
            return [tag]
    return [tag for tag in texts if tag.partition("-")[0] == parts[0] and _script(tag) == _script(language)][:1]


@lru_cache(maxsize=64)
def _script(tag: str) -> str:
    """`Hant` of zh-TW, after the CLDR's likely subtags; empty where it does not know."""
    from babel.core import get_global

    likely = get_global("likely_subtags")
    parts = tag.split("-")
    if len(parts) > 1 and len(parts[1]) == 4:
        return parts[1]
    full = likely.get("_".join(parts)) or likely.get(parts[0], "")
    return full.split("_")[1] if "_" in full else ""
