"""What a page says of how to cite it, and the forms that its script fills in for a marked sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from generator.exports import citations
from generator.exports.citations import Citation
from generator.exports.passages import Passage
from generator.model import Interview, Paragraph
from generator.pages import addresses
from generator.pages.rows import Row
from generator.pages.view import View

NAMES = {"bibtex": "BibTeX", "ris": "RIS", "csl-json": "CSL-JSON"}
"""Formats that have a name of their own in every language."""

QUOTE, URL, KEY = "::quote::.", "::url::", "::key::"
SPEAKER, ACCESSED = "::speaker::", "::accessed::"
"""What stands in a form for what the script knows: letters and colons, which no format escapes.

The quote's has a full stop, as most quotes have: what stands behind it depends on that.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A citation in one format, as the page shows it."""

    format: str
    """Key of `exports.citations.FORMATS`."""
    name: str
    text: str
    file: str
    """Name under which it is saved."""


def standing(view: View, interview: Interview, citation: Citation) -> Citation:
    """The citation of something in an interview, with what is known of its translation."""
    status = view.edition.status.get(interview.slug)
    return replace(citation, official=status.official, translator=status.translator) if status else citation


def shown(view: View, citation: Citation) -> list[Shown]:
    """The citation in every format, the line of text first."""
    ui = view.edition.ui
    return [
        Shown(key, NAMES.get(key, ui.gettext("Citation")), write(citation, ui), f"{citation.key}.{ending}")
        for key, (ending, write) in citations.FORMATS.items()
    ]


def forms(view: View, whole: Citation, published: str, paragraphs: Iterable[Paragraph]) -> dict[str, dict[str, str]]:
    """Language of the words -> format -> the citation of a sentence in it, with places for what the script knows.

    `published` is the language the interview was published in: a page that is translated in part has words in two
    languages, and only those in the other are a translation. `attribution` is the line of text without the quote.
    """
    ui = view.edition.ui
    found = {}
    for language in dict.fromkeys(paragraph.language for paragraph in paragraphs):
        sentence = replace(
            whole,
            kind="sentence",
            language=language,
            speakers=(SPEAKER,),
            interviewers=(),
            asked=(),
            translated_from="" if language == published else published,
            quote=QUOTE,
            url=URL,
            key=KEY,
            accessed=ACCESSED,
        )
        found[language] = {key: write(sentence, ui) for key, (_, write) in citations.FORMATS.items()}
        found[language]["attribution"] = citations.plain(replace(sentence, quote="", accessed=""), ui)
    return found


def figure(view: View) -> Callable[[Row], str]:
    """What writes how a figure is cited: by the sentence that says it, as a line of text."""

    def cite(row: Row) -> str:
        url = f"{view.settings.url}{view.locale}/{addresses.interview(row.interview.slug)}#{row.figure.sentence}"
        there = row.passage
        said = Passage(there.sentences[0], there.paragraph, there.turn, there.exchange)
        sentence = citations.of_passage(row.interview, said, url=url, publication=view.name)
        figure = replace(sentence, kind="figure", key=f"{row.interview.slug}.{row.figure.id}")
        return citations.plain(standing(view, row.interview, figure), view.edition.ui)

    return cite


def page_script(view: View, citation: Citation) -> dict[str, Any]:
    """What the page's script needs to copy and save citations with the day on which the reader saw the page."""
    dated = replace(citation, accessed=ACCESSED)
    return {"page": {key: write(dated, view.edition.ui) for key, (_, write) in citations.FORMATS.items()}}


def script(view: View, interview: Interview, whole: Citation, paragraphs: Iterable[Paragraph]) -> dict[str, Any]:
    """What the page's script needs to link to, quote and cite sentences as well."""
    return page_script(view, whole) | {
        "key": interview.slug,
        "publisher": whole.publisher or view.name,
        "publication": view.name,
        "forms": forms(view, whole, interview.language, paragraphs),
    }
