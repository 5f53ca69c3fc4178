"""What a citation says, whatever the format, and how an interview and its parts become one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator import markup
from generator.exports.passages import Passage, passages, people, question, speakers, words
from generator.l10n.languages import joiner
from generator.model import Exchange, Figure, Interview, Participant, Role


@dataclass(frozen=True, slots=True)
class Citation:
    """One thing to cite, in one edition. All words are plain text."""

    kind: str
    """`interview`, `question`, `sentence`, `figure` or `dataset`."""
    key: str
    """Unique in the publication: `2024-05-07-embassy.q3.p2.s1`."""
    title: str
    """Of the interview or the data set, in the language of the edition where it is translated."""
    url: str
    """Absolute address of exactly this thing in this edition."""
    publication: str
    """Name of the site."""
    language: str
    """BCP 47 tag of the cited words."""
    speakers: tuple[str, ...] = ()
    """Who said it: names as they are written, never taken apart (Zhang Hanhui's family name is Zhang)."""
    interviewers: tuple[str, ...] = ()
    """Who asked them; empty where the cited words are the question."""
    asked: tuple[str, ...] = ()
    """To whom the question goes, where the cited words are one."""
    quote: str = ""
    number: int = 0
    """Number of the question; 0 for the interview as a whole and for what stands before the first question."""
    publisher: str = ""
    """Who published it first; named before the publication."""
    date: str = ""
    """ISO 8601 date of that."""
    source_url: str = ""
    """Where it was published first."""
    translated_from: str = ""
    """BCP 47 tag of the published words when the cited ones are a translation made for this publication."""
    source_translated_from: str = ""
    """BCP 47 tag of the words spoken when what was published first was a translation already."""
    official: bool = False
    """Whether those who speak have approved the translation."""
    translator: str = ""
    """Who answers for it."""
    accessed: str = ""
    """ISO 8601 date on which the reader saw it; whatever else stands here (a page's placeholder) is kept as it is."""

    @property
    def translators(self) -> tuple[str, ...]:
        """Who made what is cited out of the published words; nobody where these are cited."""
        return (self.translator,) if self.translated_from and self.translator else ()


def of_interview(interview: Interview, *, url: str, publication: str, accessed: str = "") -> Citation:
    """An interview, in the edition that the value is of."""
    source = interview.source
    return Citation(
        kind="interview",
        key=interview.slug,
        title=markup.plain(interview.title.words),
        url=url,
        publication=publication,
        language=interview.title.language,
        speakers=_names(people(interview, Role.RESPONDENT)),
        interviewers=_names(people(interview, Role.INTERVIEWER)),
        publisher=source.publisher,
        date=source.published or interview.date,
        source_url=source.url,
        translated_from=_translated(interview, interview.title.language),
        source_translated_from=source.translated_from,
        accessed=accessed,
    )


def of_question(
    interview: Interview, exchange: Exchange, *, url: str, publication: str, accessed: str = ""
) -> Citation:
    """A question, quoted in full; what stands before the first one is cited as its speakers', without a quote."""
    asked = question(exchange)
    languages = [paragraph.language for turn in asked for paragraph in turn.paragraphs]
    whole = of_interview(interview, url=url, publication=publication, accessed=accessed)
    language = languages[0] if languages else whole.language
    return replace(
        whole,
        kind="question",
        key=f"{interview.slug}.{exchange.id}",
        language=language,
        speakers=_names(speakers(interview, asked or exchange.turns)),
        interviewers=(),
        asked=whole.speakers if asked else (),
        quote=words(asked).replace("\n", joiner(language)),
        number=exchange.number,
        translated_from=_translated(interview, language),
    )


def of_sentence(interview: Interview, id: str, *, url: str, publication: str, accessed: str = "") -> Citation:
    """A sentence, as its speaker's words. Raises KeyError when the interview has no such sentence."""
    found = next((passage for passage in passages(interview) if passage.sentence.id == id), None)
    if found is None:
        raise KeyError(id)
    return of_passage(interview, found, url=url, publication=publication, accessed=accessed)


def of_passage(interview: Interview, passage: Passage, *, url: str, publication: str, accessed: str = "") -> Citation:
    """A sentence whose place is known already: for whoever walks through all of them."""
    whole = of_interview(interview, url=url, publication=publication, accessed=accessed)
    turn, language = passage.turn, passage.paragraph.language
    return replace(
        whole,
        kind="sentence",
        key=f"{interview.slug}.{passage.sentence.id}",
        language=language,
        speakers=_names(speakers(interview, [turn])) if turn and passage.spoken else (),
        interviewers=whole.interviewers if turn and turn.role is Role.RESPONDENT and passage.spoken else (),
        quote=markup.plain(passage.sentence.text),
        number=passage.exchange.number if passage.exchange else 0,
        translated_from=_translated(interview, language),
    )


def of_figure(interview: Interview, figure: Figure, *, url: str, publication: str, accessed: str = "") -> Citation:
    """A figure: cited by the sentence that says it."""
    sentence = of_sentence(interview, figure.sentence, url=url, publication=publication, accessed=accessed)
    return replace(sentence, kind="figure", key=f"{interview.slug}.{figure.id}")


def of_dataset(
    title: str, *, key: str, url: str, publication: str, language: str, date: str = "", accessed: str = ""
) -> Citation:
    """A data set of the publication's own making: `date` is that of the version."""
    return Citation("dataset", key, title, url, publication, language, date=date, accessed=accessed)


def _names(people: Iterable[Participant]) -> tuple[str, ...]:
    return tuple(person.name for person in people)


def _translated(interview: Interview, language: str) -> str:
    """The language of the published words if these are in another one."""
    return interview.language if language != interview.language else ""
