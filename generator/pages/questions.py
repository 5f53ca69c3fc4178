"""The index of questions: everything that was asked, the same question of several interviews together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.enrich.questions import Part
from generator.enrich.repeated import Group
from generator.model import Exchange, Interview, Paragraph, Role
from generator.pages.page import Page
from generator.pages.passages import Passage, shorten, words
from generator.pages.render import render
from generator.pages.view import View

LISTED = 300
"""With more questions the page has those that were asked more than once, and a link to each interview's own."""

TOGETHER = 200
"""So many groups are on the page, those with most questions."""

SHOWN = 200
"""So many questions of a group are listed, the latest."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question where it was asked."""

    passage: Passage
    who: str
    """Names of those who answer."""
    answer: str
    """The first words of what answers it, plain; empty where nothing does."""
    language: str
    """BCP 47 tag of the answer."""
    anchor: str
    """Id of the first sentence of the answer, or empty."""
    proposed: bool
    """That this answers it, or that nothing does, is proposed by the program: the question was one of several."""


def pages(view: View) -> Iterator[Page]:
    """The one page at `questions/`."""
    gettext = view.edition.ui.gettext
    path, title = "questions/", gettext("Questions")
    total = sum(len(group.questions) for group in view.groups)
    groups = [
        (group, asked)
        for group in (_latest(group) for group in view.groups)
        if (len(group.questions) > 1 or total <= LISTED) and (asked := list(of_group(view, group)))
    ]
    together = sorted((each for each in groups if len(each[1]) > 1), key=lambda each: -len(each[1]))
    alone: dict[str, list[Asked]] = {}
    for _, asked in groups:
        if len(asked) == 1 and total <= LISTED:
            alone.setdefault(asked[0].passage.interview.slug, []).append(asked[0])
    description = gettext("Every question that was asked in %(publication)s, and who else was asked it.") % {
        "publication": view.name
    }
    body = render(
        view,
        "questions",
        path,
        title=title,
        together=together[:TOGETHER],
        alone=alone,
        total=total,
    )
    yield Page(path, "questions", title, description, body)


def _latest(group: Group) -> Group:
    return replace(group, questions=group.questions[-SHOWN:])


def of_group(view: View, group: Group, without: str = "") -> Iterator[Asked]:
    """The questions of a group, where the edition has words for them; without those of an exchange (`slug/q3`)."""
    for question in group.questions:
        slug, _, sentence = question.partition("/")
        passage = view.sentence(slug, sentence)
        if without and question.split(".")[0] == without:
            continue
        if passage and passage.exchange and passage.sentences[0].text:
            yield _asked(view, passage, passage.exchange, question)


def again(view: View, interview: Interview, exchange: Exchange) -> list[tuple[Group, list[Asked]]]:
    """Who else was asked what is asked in an exchange, and what they answered."""
    here = f"{interview.slug}/{exchange.id}"
    found = (
        (group, list(of_group(view, group, here))) for group in view.asked_again.get((interview.slug, exchange.id), ())
    )
    return [(group, asked) for group, asked in found if asked]


def _asked(view: View, passage: Passage, exchange: Exchange, question: str) -> Asked:
    parts = view.parts.get(passage.interview.slug, {}).get(exchange.id, ())
    part = next((one for one in parts if one.question == question), None)
    several = len(parts) > 1
    said = list(_answering(exchange, part if several else None))
    first = next((sentence.id for paragraph in said for sentence in paragraph.sentences if sentence.text), "")
    return Asked(
        passage,
        _who(passage.interview, exchange),
        shorten(words(said), 200),
        said[0].language if said else passage.paragraph.language,
        first,
        several and part is not None and part.status == "proposed",
    )


def _answering(exchange: Exchange, part: Part | None) -> Iterator[Paragraph]:
    """What answers a part of a question, or the whole answer; paragraphs with only the sentences that do."""
    for turn in exchange.turns:
        if turn.role is Role.INTERVIEWER:
            continue
        for paragraph in turn.paragraphs:
            if part is None:
                yield paragraph
            elif kept := tuple(sentence for sentence in paragraph.sentences if sentence.id in part.answers):
                yield replace(paragraph, sentences=kept)


def _who(interview: Interview, exchange: Exchange) -> str:
    speaking = {turn.participant for turn in exchange.turns if turn.role is Role.RESPONDENT}
    return " · ".join(_names(interview, speaking))


def _names(interview: Interview, ids: Iterable[str]) -> list[str]:
    wanted = set(ids)
    return [participant.name for participant in interview.participants if participant.id in wanted]
