"""The index of questions: everything that was asked, the same question of several interviews together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.enrich.questions import Group
from generator.pages.page import Page
from generator.pages.render import render
from generator.pages.view import Passage, View, shorten, words


@dataclass(frozen=True, slots=True)
class Asked:
    """A question where it was asked."""

    passage: Passage
    answer: str
    """The first words of the answer, plain."""


def pages(view: View) -> Iterator[Page]:
    """The one page at `questions/`."""
    gettext = view.edition.ui.gettext
    path, title = "questions/", gettext("Questions")
    groups = [(group, asked) for group in view.groups if (asked := list(_asked(view, group)))]
    together = [(group, asked) for group, asked in groups if len(asked) > 1]
    alone: dict[str, list[Asked]] = {}
    for _, asked in groups:
        if len(asked) == 1:
            alone.setdefault(asked[0].passage.interview.slug, []).append(asked[0])
    description = gettext("Every question that was asked in %(publication)s, and who else was asked it.") % {
        "publication": view.name
    }
    body = render(view, "questions", path, title=title, together=together, alone=alone)
    yield Page(path, "questions", title, description, body)


def _asked(view: View, group: Group) -> Iterator[Asked]:
    for question in group.questions:
        slug, _, sentence = question.partition("/")
        passage = view.sentences.get((slug, sentence))
        if passage and passage.exchange and passage.sentences[0].text:
            said = [p for turn in passage.exchange.turns if turn.role == "respondent" for p in turn.paragraphs]
            yield Asked(passage, shorten(words(said), 160))
