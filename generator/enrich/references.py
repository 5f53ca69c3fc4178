"""Corpus -> where a later interview quotes an earlier one word for word, or links to it.

Only what stands in quotation marks is looked for, so that questions asked in the same words are not quotations.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator import markup
from generator.enrich.folding import fold
from generator.enrich.substrings import UNSEGMENTED
from generator.enrich.trie import tokens
from generator.model import Corpus, Interview, Paragraph

_QUOTED = re.compile('“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|「([^「」]+)」|『([^『』]+)』|"(?=\\w)([^"]+)"')
_MAY_QUOTE = re.compile('[“„«「『"&]')
"""What a sentence has, marked up, in which anything stands in quotation marks."""
_LINK = re.compile(r"\]\((?P<address>[^)\s]+)")
_LEAST = {True: 12, False: 9}
"""The least a quotation has: words, or characters in languages without spaces. Less is a phrase of the day."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A sentence of a later interview that takes up one of an earlier interview."""

    earlier: str
    """Slug of the interview that is referred to."""
    earlier_sentence: str
    """Id of the sentence in which what is quoted begins; of a link, what its fragment names, or empty."""
    later: str
    """Slug of the interview that refers."""
    later_sentence: str
    quote: str
    """The words in quotation marks; empty for a link."""


def references(corpus: Corpus) -> tuple[Reference, ...]:
    """All references, by the interview referred to, in the order of its text; dates decide which is earlier."""
    found = dict.fromkeys((*_quotations(corpus), *_links(corpus)))
    return tuple(sorted(found, key=lambda ref: (ref.earlier, _natural(ref.earlier_sentence), ref.later, ref.quote)))


def _quotations(corpus: Corpus) -> Iterator[Reference]:
    wanted: dict[tuple[str, ...], list[tuple[Interview, str, str, list[str]]]] = defaultdict(list)
    for interview in corpus.interviews:
        for paragraph in _paragraphs(interview):
            for sentence in filter(lambda one: _MAY_QUOTE.search(one.text), paragraph.sentences):
                for match in _QUOTED.finditer(markup.plain(sentence.text)):
                    quote = next(filter(None, match.groups()))
                    words, least = _words(quote, paragraph.language)
                    if len(words) >= least:
                        wanted[tuple(words[:least])].append((interview, sentence.id, quote, words))
    firsts = {start[0] for start in wanted}
    for interview in corpus.interviews if wanted else ():
        for paragraph in _paragraphs(interview):
            said = [
                (word, s.id)
                for s in paragraph.sentences
                for word in _words(markup.plain(s.text), paragraph.language)[0]
            ]
            least = _LEAST[_unsegmented(paragraph.language)]
            words = [word for word, _ in said]
            for at, (word, sentence_id) in enumerate(said):
                for later, later_sentence, quote, quoted in (
                    wanted.get(tuple(words[at : at + least]), ()) if word in firsts else ()
                ):
                    if interview.date < later.date and words[at : at + len(quoted)] == quoted:
                        yield Reference(interview.slug, sentence_id, later.slug, later_sentence, quote)


def _links(corpus: Corpus) -> Iterator[Reference]:
    slugs = {
        slug: interview.slug for interview in corpus.interviews for slug in (interview.slug, *interview.former_slugs)
    }
    for interview in corpus.interviews:
        for paragraph in _paragraphs(interview):
            for sentence in paragraph.sentences:
                for match in _LINK.finditer(sentence.text):
                    path, _, fragment = match["address"].partition("#")
                    slug = next((slugs[part] for part in path.split("/") if part in slugs), interview.slug)
                    if slug != interview.slug:
                        yield Reference(slug, fragment, interview.slug, sentence.id, "")


def _words(text: str, language: str) -> tuple[list[str], int]:
    """The words (characters) of a text without punctuation, and how many a quotation needs."""
    unsegmented = _unsegmented(language)
    words = [fold(token) for token in tokens().findall(text) if token[0].isalnum()]
    return (list("".join(words)) if unsegmented else words), _LEAST[unsegmented]


def _unsegmented(language: str) -> bool:
    return language.partition("-")[0] in UNSEGMENTED


def _paragraphs(interview: Interview) -> Iterator[Paragraph]:
    yield from interview.introduction
    for exchange in interview.exchanges:
        for turn in exchange.turns:
            yield from turn.paragraphs


def _natural(id_: str) -> tuple[tuple[str, int], ...]:
    """`q10.p2` after `q9.p1`."""
    return tuple((letters, int(digits or 0)) for letters, digits in re.findall(r"(\D+)(\d*)", id_))
