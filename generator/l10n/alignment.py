"""A paragraph's translation, sentence by sentence: the translated sentences take the ids of the source's."""

from __future__ import annotations

from dataclasses import replace

from generator.l10n.languages import joiner
from generator.model import Paragraph, Sentence
from generator.sentences import split


def align(source: Paragraph, translation: str, language: str) -> tuple[Sentence, ...]:
    """The sentences of a translation with the ids of the source's.

    A line of `translation` is a sentence when there are as many lines as the source has sentences; otherwise the
    whole is split anew by the rules of `language`. When the counts still differ nobody can say which words stand for
    which sentence: one sentence, with the id of the first, then holds the whole text, and the ids of the others are
    `unplaced`. No sentence is without words: that would mean that it is sealed (see `gate`).
    """
    lines = [line.strip() for line in translation.split("\n") if line.strip()]
    whole = joiner(language).join(lines)
    if len(lines) != len(source.sentences):
        lines = split(whole, language)
    if len(lines) != len(source.sentences):
        lines = [whole]
    placed = zip(source.sentences, lines, strict=False)  # a whole paragraph stands for its first sentence
    return tuple(Sentence(sentence.id, line, sentence.line) for sentence, line in placed)


def unplaced(source: Paragraph, paragraph: Paragraph) -> tuple[str, ...]:
    """Ids of sentences that have no words of their own in a translation; they resolve to the paragraph as a whole."""
    placed = {sentence.id for sentence in paragraph.sentences}
    return tuple(sentence.id for sentence in source.sentences if sentence.id not in placed)


def passage(paragraph: Paragraph, sentence: str) -> str:
    """The words that say what a sentence says: its own, or the whole paragraph where they cannot be told apart."""
    own = next((s.text for s in paragraph.sentences if s.id == sentence), "")
    return own or (paragraph.sentences[0].text if len(paragraph.sentences) == 1 else "")


def unsealed(paragraph: Paragraph, text: str, translation: str) -> tuple[Paragraph, str, str] | None:
    """A paragraph some of whose sentences are sealed, its message and its translation, without the sealed ones.

    None when the three do not agree sentence by sentence: then nobody can say which words to leave out.
    """
    lines, translated = text.split("\n"), translation.split("\n")
    if not len(lines) == len(translated) == len(paragraph.sentences):
        return None
    kept = [index for index, sentence in enumerate(paragraph.sentences) if sentence.text]
    visible = replace(paragraph, sentences=tuple(paragraph.sentences[index] for index in kept))
    return visible, "\n".join(lines[index] for index in kept), "\n".join(translated[index] for index in kept)


def reseal(paragraph: Paragraph, sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Translated sentences with the sealed ones of the paragraph back between them, still without words."""
    translated = {sentence.id: sentence for sentence in sentences}
    return tuple(translated.get(sentence.id, sentence) for sentence in paragraph.sentences)
