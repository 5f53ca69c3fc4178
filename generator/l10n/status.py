"""An interview and its localised form -> how much of it is translated, in words, and who answers for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator import markup
from generator.l10n.catalogs import Catalog
from generator.model import Interview, Paragraph, State

_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|(?:[^\W{_UNSPACED}]+|['’-]+)+")


@dataclass(frozen=True, slots=True)
class Status:
    """How far an interview is translated into a locale; the five counts are words of the source."""

    translated: int
    proposed: int
    """Filled in by a program, or otherwise waiting for somebody to confirm it."""
    outdated: int
    """The source changed after it was translated."""
    missing: int
    total: int
    original: bool = False
    """Whether the locale is the language the interview was published in."""
    translator: str = ""
    """Header `Last-Translator`, without an address."""
    reviewers: tuple[str, ...] = ()
    """Header `X-Reviewed-By`, names separated by commas, without addresses."""
    official: bool = False
    """Header `X-Official: yes`: whoever speaks has approved the translation."""
    machine: bool = False
    """Header `X-Machine-Assisted: yes`: machines had a part in it, whoever checked it afterwards."""

    @property
    def complete(self) -> bool:
        """Whether all of it can be read in the locale."""
        return self.translated == self.total

    @property
    def percent(self) -> int:
        """Words translated, in per cent, rounded down: 100 is said only of what is complete."""
        return 100 * self.translated // self.total if self.total else 100


def word_count(text: str) -> int:
    """Words of inline Markdown; in scripts written without spaces each character counts as one."""
    return len(_WORD.findall(markup.plain(text)))


def size(interview: Interview) -> int:
    """Words of an interview that are translated."""
    return sum(word_count(text) for text, _ in _texts(interview))


def original(words: int) -> Status:
    """The status of an interview of so many words in the language it was published in."""
    return Status(words, 0, 0, 0, words, original=True)


def status(source: Interview, localised: Interview, catalog: Catalog | None) -> Status:
    """The status of `localised`, whose words come from `catalog`."""
    counts: Counter[State] = Counter()
    for (text, _), (_, state) in zip(_texts(source), _texts(localised), strict=True):
        counts[state] += word_count(text)
    header = catalog.header if catalog else {}
    original = counts.total() == counts[State.SOURCE]
    return Status(
        translated=counts[State.TRANSLATED] + counts[State.SOURCE],
        proposed=counts[State.PROPOSED],
        outdated=counts[State.OUTDATED],
        missing=counts[State.MISSING],
        total=counts.total(),
        original=original,
        translator=_name(header.get("Last-Translator", "")),
        reviewers=tuple(filter(None, map(_name, header.get("X-Reviewed-By", "").split(",")))),
        official=_yes(header.get("X-Official", "")),
        machine=_yes(header.get("X-Machine-Assisted", "")),
    )


def paragraphs(interview: Interview) -> Iterator[Paragraph]:
    """Every paragraph in the order of the text."""
    yield from interview.introduction
    for exchange in interview.exchanges:
        for turn in exchange.turns:
            yield from turn.paragraphs


def _texts(interview: Interview) -> Iterator[tuple[str, State]]:
    """The words and the state of every text that is translated."""
    yield interview.title.words, interview.title.state
    for exchange in interview.exchanges:
        for text in (exchange.title, exchange.section):
            if text:
                yield text.words, text.state
    for paragraph in paragraphs(interview):
        yield " ".join(sentence.text for sentence in paragraph.sentences), paragraph.state


def _yes(field: str) -> bool:
    return field.strip().lower() == "yes"


def _name(field: str) -> str:
    """A header's person without the address in angle brackets; nothing for gettext's placeholder."""
    name = re.sub(r"\s*<[^>]*>", "", field).strip()
    return "" if name == "FULL NAME" else name
