"""A paragraph's translation, sentence by sentence: the translated sentences take the ids of the source's."""

from __future__ import annotations

from generator.l10n.languages import joiner
from generator.model import Paragraph, Sentence


def align(source: Paragraph, translation: str, language: str) -> tuple[Sentence, ...]:
    """As many sentences as the source has, with the same ids, so that every id resolves in every edition.

    A line of `translation` is a sentence when there are as many lines as the source has sentences; otherwise the
    whole is split anew by the rules of `language`. When the counts still differ nobody can say which words stand
    for which sentence: the first sentence then holds the whole text and the others hold nothing (see `aligned`).
    """
    lines = [line.strip() for line in translation.split("\n") if line.strip()]
    if len(lines) != len(source.sentences):
        lines = _split(joiner(language).join(lines), language)
    if len(lines) != len(source.sentences):
        whole = joiner(language).join(lines)
        lines = [whole] + [""] * (len(source.sentences) - 1)
    return tuple(
        Sentence(sentence.id, line, sentence.line) for sentence, line in zip(source.sentences, lines, strict=True)
    )


def aligned(paragraph: Paragraph) -> bool:
    """Whether each sentence of the paragraph holds its own words."""
    return all(sentence.text for sentence in paragraph.sentences)


def passage(paragraph: Paragraph, sentence: str) -> str:
    """The words that say what a sentence says: its own, or the whole paragraph where they cannot be told apart."""
    if aligned(paragraph):
        return next((s.text for s in paragraph.sentences if s.id == sentence), "")
    return paragraph.sentences[0].text


def _split(text: str, language: str) -> list[str]:
    from generator.sentences import split

    return [sentence for sentence in split(text, language) if sentence]
