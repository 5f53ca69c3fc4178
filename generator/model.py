"""What an interview is: frozen values that every other module reads and none changes.

Two models, because a source is first read and then understood: a `Transcript` is what a reader found on the page,
an `Interview` is what it means. Words are inline Markdown everywhere (see `markup`): only intake turns plain
text into it, only pages and exports turn it into something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

# --- as read ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Utterance:
    """One stretch of a source: a paragraph, a cue, a table row (TEI `<u>`), as the source has it."""

    text: str
    """Its words, inline Markdown, without the label."""
    line: int
    """1-based line (or cue, row, paragraph) of the source where it starts."""
    label: str = ""
    """Who speaks, exactly as the source labels it (`Q`, `BROCK`, `Zhang Hanhui`); empty when it has no label."""
    style: str = ""
    """How the source sets it: `heading1` … `heading6`, `bold`, `italic`, `item`, `cell`, `row`, `term`, `quote`,
    `link`, `note`, `label`, `turn`, `time`, `stage` or empty."""
    number: str = ""
    """The number the source prints before it (`3` of `3. There is news …`), or empty."""
    start: str = ""
    """Time code `h:mm:ss`, or empty."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece of the source that is not part of the interview."""

    line: int
    """1-based line of the source."""
    text: str
    """What stood there."""
    reason: str
    """Why it was left out, in a few words an editor understands."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """A source, read but not yet understood: who is speaking in which role is not decided here."""

    name: str
    """File name of the source."""
    format: str
    """Key of the reader that read it."""
    utterances: tuple[Utterance, ...]
    """Everything that was said, in order."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What the source says of itself: any of title, date, language, publisher, url, interviewer, respondent, …"""
    dropped: tuple[Dropped, ...] = ()
    """What the reader left out."""
    findings: tuple[Finding, ...] = ()
    """What the reader noticed (mojibake, look-alike colons, …)."""


# --- as understood ------------------------------------------------------------------------------------------------


class Role(StrEnum):
    """What somebody does in the conversation."""

    INTERVIEWER = "interviewer"
    RESPONDENT = "respondent"
    MODERATOR = "moderator"


class State(StrEnum):
    """How far a piece of text in an edition can be trusted to say what the source says."""

    SOURCE = "source"
    """The words as published; nothing to translate."""
    TRANSLATED = "translated"
    """Translated, and the source has not changed since."""
    OUTDATED = "outdated"
    """There is a translation, but the source changed after it: the source is shown."""
    PROPOSED = "proposed"
    """There is a machine translation nobody has confirmed: the source is shown."""
    MISSING = "missing"
    """Never translated: the source is shown."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who speaks in the interview (not: who is mentioned)."""

    id: str
    """Slug; the same as the id in `people.yml` where the person is there."""
    name: str
    role: Role
    title: str = ""
    """Office or function, as in "Chinese Ambassador to Russia"."""
    kind: str = "person"
    """`person`, `organisation` or `group`."""


@dataclass(frozen=True, slots=True)
class Text:
    """A short text with an edition's knowledge of it: a title, a heading."""

    words: str
    language: str
    """BCP 47 tag of the language the words are in."""
    state: State = State.SOURCE


@dataclass(frozen=True, slots=True)
class Sentence:
    """The smallest piece with an address of its own."""

    id: str
    """`q3.p2.s1`; the same in every edition, never reused (see `identity`)."""
    text: str
    line: int = field(default=0, compare=False)
    """1-based line of `interview.md`."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What is translated as one piece: one message of the catalog."""

    id: str
    """`q3.p2`, `intro.p1`."""
    sentences: tuple[Sentence, ...]
    language: str
    """BCP 47 tag of the language the sentences are in."""
    kind: str = "speech"
    """`speech`, `stage` (a stage direction) or `note` (words of the editor, not of the source)."""
    state: State = State.SOURCE
    line: int = field(default=0, compare=False)
    """1-based line of `interview.md` where it starts."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's go."""

    participant: str
    """Id of the participant; empty where the source does not say who speaks."""
    role: Role
    paragraphs: tuple[Paragraph, ...]
    start: str = ""
    """Time code `h:mm:ss` of the recording, or empty."""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what answers it; also an opening statement (number 0) or a speech, which have no question."""

    id: str
    """`q3`."""
    number: int
    """As printed; 0 for what stands before the first question."""
    title: Text
    """Short title an editor gave it; empty words when it has none."""
    turns: tuple[Turn, ...]
    section: Text | None = None
    """Title of the section that starts with this exchange."""
    line: int = field(default=0, compare=False)


def closed(exchanges: tuple[Exchange, ...]) -> tuple[Exchange, ...]:
    """The exchanges of an interview; stage directions after its last words (exit music) are a turn of nobody."""
    if not exchanges:
        return ()
    *before, last = exchanges
    *turns, turn = last.turns
    end = len(turn.paragraphs)
    while end and turn.paragraphs[end - 1].kind == "stage":
        end -= 1
    if not turn.participant or end in (0, len(turn.paragraphs)):
        return exchanges
    said, after = turn.paragraphs[:end], turn.paragraphs[end:]
    parted = (replace(turn, paragraphs=said), Turn("", Role.MODERATOR, after, line=after[0].line))
    return (*before, replace(last, turns=(*turns, *parted)))


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the words come from."""

    publisher: str = ""
    published: str = ""
    """ISO 8601 date."""
    url: str = ""
    captured: str = ""
    """ISO 8601 date on which the original was taken."""
    original: str = ""
    """File beside `interview.md` that holds the capture, byte for byte."""
    sha256: str = ""
    translated_from: str = ""
    """BCP 47 tag, when the source is itself a translation."""
    licence: str = ""
    note: str = ""
    dropped: tuple[str, ...] = ()
    """What intake left out, one line each (`12: bottom of page (page furniture)`)."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of the published words that the publication owns up to."""

    date: str
    sentence: str
    """Id of the corrected sentence."""
    before: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Interview:
    """The understood thing; press conferences and oral histories too."""

    slug: str
    """`<date>-<slug>`: name of its folder and of its pages."""
    title: Text
    language: str
    """BCP 47 tag of the language it is published in."""
    date: str
    """ISO 8601: `2024-05-07`, `2024-05` or `2024`; empty when unknown."""
    participants: tuple[Participant, ...]
    introduction: tuple[Paragraph, ...]
    exchanges: tuple[Exchange, ...]
    source: Provenance = Provenance()
    status: str = "published"
    """`draft`, `published` or `withdrawn`."""
    kind: str = "interview"
    """`interview`, `press-conference`, `oral-history` or `speech`."""
    corrections: tuple[Correction, ...] = ()
    sealed: tuple[str, ...] = ()
    """Ids of exchanges, paragraphs or sentences whose words must not be published."""
    former_slugs: tuple[str, ...] = ()
    """Slugs it had before a renaming; their addresses lead here."""


# --- what is known about the words --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the vocabulary: a topic, or somebody or something that is named (SKOS concept)."""

    id: str
    kind: str
    """`topic`, `person`, `organisation`, `place` or `work`."""
    labels: Mapping[str, str]
    """BCP 47 tag -> preferred label."""
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """BCP 47 tag -> other words for it."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """BCP 47 tag -> scope note, one sentence."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """BCP 47 tag -> office or function of a person."""
    not_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """BCP 47 tag -> contexts in which an alias is something else (北约 in 湖北约有)."""
    broader: str = ""
    related: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    """Verified external ids only (`wikidata: Q7747`)."""
    line: int = field(default=0, compare=False)
    """1-based line of the vocabulary file."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A term at a place in the text."""

    term: str
    sentence: str
    start: int
    """Offsets into the plain text of the sentence (`markup.plain`), in code points; end exclusive."""
    end: int
    status: str = "confirmed"
    """`confirmed` or `proposed`."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that was said: its value, what it measures, and when."""

    id: str
    """Stable record id, unique within the interview."""
    sentence: str
    quote: str
    """The exact characters of the sentence's plain text."""
    kind: str
    """`amount`, `percent`, `change`, `ordinal`, `duration`, `range` or `period`."""
    value: Decimal | None
    """Normalised value (107000000); for a range the lower bound; None for a period."""
    unit: str = ""
    """UCUM-like code: `t`, `USD`, `%`, `{vehicle}`, `a` (years); empty for a bare count."""
    high: Decimal | None = None
    """Upper bound of a range."""
    approximate: str = ""
    """`about`, `over`, `under` or empty."""
    measure: str = ""
    """What is measured, in the interview's language."""
    period: str = ""
    """ISO 8601 / EDTF: `2023`, `2024-01/2024-03`, `2023/..`."""
    direction: str = ""
    """`increase`, `decrease` or empty."""
    basis: str = ""
    """`year-on-year`, `from`, … or empty."""
    compared_with: str = ""
    """Period of the comparison, as `period`."""
    of: str = ""
    """Id of the figure that this one qualifies (a change and the amount that changed)."""
    attribution: str = ""
    """To whom the speaker attributes it ("Chinese statistics")."""
    flow: str = ""
    """Direction of what moves, `Russia→China`, or empty."""
    duplicate_of: str = ""
    """Id of the figure that says the same earlier."""
    status: str = "proposed"
    """`confirmed`, `proposed`, `rejected` or `stale` (the quote is no longer in the sentence)."""
    note: str = ""
    line: int = field(default=0, compare=False)
    """1-based line of `review.yml`."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything there is to publish, in the languages it was published in."""

    interviews: tuple[Interview, ...]
    """Newest first."""
    terms: tuple[Term, ...] = ()
    figures: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict)
    """Slug of the interview -> its figures, in the order of the text."""
    mentions: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    """Slug of the interview -> where its terms are mentioned, in the order of the text."""


# --- what a check says --------------------------------------------------------------------------------------------


class Severity(StrEnum):
    """How bad a finding is: only an error makes `dragoman check` fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check reports: it names the place, what is wrong and what to do."""

    severity: Severity
    message: str
    file: str = ""
    """Path relative to the publication, or the name of the source."""
    line: int = 0
    """1-based; 0 when it concerns the whole file."""
    check: str = ""
    """Name of the check, or of the stage of intake."""
    remedy: str = ""
    """What the editor can do about it."""
