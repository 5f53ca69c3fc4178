"""A text and its translation, cut into the sentences that belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from generator import markup
from generator.l10n.languages import joiner
from generator.model import Finding, Severity, Term
from generator.sentences import split


@dataclass(frozen=True)
class Pair:
    """What the checks of translations look at."""

    source: str
    """Inline Markdown, one sentence per line."""
    translation: str
    """Inline Markdown, one sentence per line if the translator kept to it."""
    language: str
    """BCP 47 tag of the source."""
    locale: str
    """BCP 47 tag of the translation."""
    terms: tuple[Term, ...] = ()
    """The vocabulary."""

    @cached_property
    def primary(self) -> str:
        """The language of the locale without script and region."""
        return self.locale.split("-")[0]

    @cached_property
    def plain_source(self) -> str:
        """What a reader of the source sees, one sentence per line."""
        return "\n".join(map(markup.plain, self.source.split("\n")))

    @cached_property
    def plain(self) -> str:
        """What a reader of the translation sees."""
        return "\n".join(map(markup.plain, self.translation.split("\n")))

    @cached_property
    def prose(self) -> str:
        """The translation as written, without the code and the addresses in it: what typography is about."""
        return prose(self.translation)

    @cached_property
    def segmented(self) -> bool:
        """Whether each line of the source is a sentence, or a list item; a hand-written page may break anywhere."""
        return all(_LINE_END.search(line) for line in self.plain_source.split("\n")[:-1])

    @cached_property
    def sentences(self) -> tuple[tuple[str, str], ...]:
        """Each sentence with its translation, plain; empty where the two have not as many sentences."""
        lines = [line for line in self.plain.split("\n") if line.strip()]
        wanted = self.plain_source.split("\n")
        if len(lines) != len(wanted):
            lines = split(joiner(self.locale).join(lines), self.locale)
        return tuple(zip(wanted, lines, strict=True)) if len(lines) == len(wanted) else ()


_LINE_END = re.compile(r"[^\w\s,，、،][\s\"'”’»)\]*_]*$|^\s*(?:[-*+]|\d+[.)]|#{1,6}|[|>]) ")
_NOT_PROSE = re.compile(r"`[^`]*`|(?<=\])\([^)]*\)|<?https?:[^\s>]+>?|\S+@\S+")


def prose(text: str) -> str:
    """Inline Markdown with an `x` for each piece of code and each address, and links without their targets."""
    return _NOT_PROSE.sub(lambda match: "" if match[0].startswith("(") else "x", text)


def warning(message: str, remedy: str) -> Finding:
    """A finding that somebody who reads the language should look at: these checks can be wrong."""
    return Finding(Severity.WARNING, message, remedy=remedy)


def error(message: str, remedy: str) -> Finding:
    """A finding that is certain and spoils the page."""
    return Finding(Severity.ERROR, message, remedy=remedy)


def excerpt(text: str, start: int, end: int, around: int = 12) -> str:
    """A place in a text with a little of what stands around it, for a message."""
    before, after = max(0, start - around), end + around
    return ("…" if before else "") + text[before:after].replace("\n", " ") + ("…" if after < len(text) else "")
