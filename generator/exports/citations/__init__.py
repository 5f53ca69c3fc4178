"""How to cite anything published: an interview, a question, a sentence, a figure, a data set, in every format.

A format is a function of a `Citation` and the interface in the reader's language (one file and one line each).
"""

from collections.abc import Callable, Mapping

from generator.exports.citations.bibtex import bibtex
from generator.exports.citations.citation import (
    Citation,
    of_dataset,
    of_figure,
    of_interview,
    of_passage,
    of_question,
    of_sentence,
)
from generator.exports.citations.csl import csl_json
from generator.exports.citations.plain import plain
from generator.exports.citations.ris import ris
from generator.l10n.ui import Interface

FORMATS: Mapping[str, tuple[str, Callable[[Citation, Interface], str]]] = {
    "plain": ("txt", plain),
    "bibtex": ("bib", bibtex),
    "ris": ("ris", ris),
    "csl-json": ("json", csl_json),
}
"""Name of the format -> file ending and writer."""

__all__ = [
    "FORMATS",
    "Citation",
    "bibtex",
    "csl_json",
    "of_dataset",
    "of_figure",
    "of_interview",
    "of_passage",
    "of_question",
    "of_sentence",
    "plain",
    "ris",
]
