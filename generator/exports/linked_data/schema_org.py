"""Interviews, questions and data sets in schema.org's vocabulary, as JSON-LD.

An interview is an `Article` that is a `Conversation`; its parts are `Question`s with the `Answer`s given. `QAPage` is
only for a page about one question. Who speaks is `author`, because there is no property for interviewees, and who asks
is `contributor` to the whole and `author` of the question. What was published first is `isBasedOn`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator import markup
from generator.exports.passages import answers, passages, people, question, speakers, words
from generator.model import Correction, Exchange, Interview, Participant, Provenance, Role, Turn

CONTEXT = "https://schema.org"

Node = dict[str, object]
"""A JSON-LD object."""

_KINDS = {"organisation": "Organization", "group": "Organization"}
_GENRES = {"interview": "interview", "press-conference": "press conference", "oral-history": "oral history"}


@dataclass(frozen=True, slots=True)
class Site:
    """The publication that everything is part of."""

    name: str
    url: str
    """Absolute address of its home page in the edition."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file that has a data set in one format."""

    url: str
    media_type: str
    """`text/csv`, `application/json`, …"""


def interview(
    interview: Interview,
    site: Site,
    *,
    url: str,
    language: str,
    editions: Mapping[str, str],
    topics: Mapping[str, str] | None = None,
) -> Node:
    """An interview's page in one edition.

    `language` is the edition's, `editions` has the interview's absolute address in each (the published language
    included), `topics` the label of each topic and the address of its page.
    """
    title = markup.plain(interview.title.words)
    original = language == interview.language
    node: Node = {
        "@context": CONTEXT,
        "@type": ["Article", "Conversation"],
        "@id": url,
        "url": url,
        "headline": title,
        "inLanguage": _languages(interview) or language,
        "genre": _GENRES.get(interview.kind, interview.kind),
        "datePublished": interview.source.published or interview.date,
        "author": [_person(person) for person in people(interview, Role.RESPONDENT)],
        "contributor": [_person(person) for person in people(interview, Role.INTERVIEWER, Role.MODERATOR)],
        "publisher": _organization(site.name, site.url),
        "license": interview.source.licence,
        "creativeWorkStatus": "withdrawn" if interview.status == "withdrawn" else "",
        "isBasedOn": _source(interview.source, interview.language),
        "translationOfWork": "" if original else _edition(editions, interview.language),
        "workTranslation": [_edition(editions, other) for other in editions if other != language] if original else "",
        "about": [{"@type": "Thing", "name": name, "url": address} for name, address in (topics or {}).items()],
        "correction": [_correction(correction, url) for correction in interview.corrections],
        "hasPart": [
            part for exchange in interview.exchanges if (part := _question(interview, exchange, url)) is not None
        ],
    }
    return _filled(node)


def question_page(interview: Interview, exchange: Exchange, site: Site, *, url: str, whole: str) -> Node | None:
    """A page about one question; `whole` is the address of the interview. None when there is nothing to ask or read."""
    part = _question(interview, exchange, whole)
    if part is None:
        return None
    part["isPartOf"] = {"@type": "Article", "@id": whole, "url": whole}
    return {
        "@context": CONTEXT,
        "@type": "QAPage",
        "@id": url,
        "url": url,
        "publisher": _organization(site.name, site.url),
        "mainEntity": part,
    }


def dataset(
    name: str,
    site: Site,
    *,
    url: str,
    description: str,
    language: str,
    licence: str,
    downloads: Sequence[Download],
    based_on: Sequence[str],
    modified: str = "",
    period: str = "",
) -> Node:
    """A data set drawn from interviews (`based_on`: their addresses); `period` is what it covers, as ISO 8601."""
    sources = [{"@type": "Article", "@id": address, "url": address} for address in based_on]
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "@id": url,
            "url": url,
            "name": name,
            "description": description,
            "inLanguage": language,
            "license": licence,
            "dateModified": modified,
            "temporalCoverage": period,
            "isAccessibleForFree": True,
            "creator": _organization(site.name, site.url),
            "publisher": _organization(site.name, site.url),
            "isBasedOn": sources,
            "citation": sources,
            "distribution": [
                {"@type": "DataDownload", "contentUrl": download.url, "encodingFormat": download.media_type}
                for download in downloads
            ],
        }
    )


def script(node: Node) -> str:
    """JSON that is safe inside `<script type="application/ld+json">`, whatever the words say."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _question(interview: Interview, exchange: Exchange, url: str) -> Node | None:
    """A question with the answer of each respondent; None where there is no question or its words are sealed."""
    asked = question(exchange)
    text = words(asked)
    if not text:
        return None
    address = f"{url}#{exchange.id}"
    given = [_answer(interview, turns, url) for turns in _by_respondent(exchange) if words(turns)]
    return _filled(
        {
            "@type": "Question",
            "@id": address,
            "url": address,
            "name": markup.plain(exchange.title.words) or text,
            "text": text,
            "inLanguage": _language(asked),
            "author": [_person(person) for person in speakers(interview, asked)],
            "answerCount": len(given),
            "acceptedAnswer": given,
        }
    )


def _answer(interview: Interview, turns: Sequence[Turn], url: str) -> Node:
    address = f"{url}#{turns[0].paragraphs[0].id}"
    return _filled(
        {
            "@type": "Answer",
            "@id": address,
            "url": address,
            "text": words(turns),
            "inLanguage": _language(turns),
            "author": [_person(person) for person in speakers(interview, turns)],
        }
    )


def _by_respondent(exchange: Exchange) -> list[list[Turn]]:
    """The answering turns of each respondent, in the order in which they first speak."""
    found: dict[str, list[Turn]] = {}
    for turn in answers(exchange):
        if turn.role is Role.RESPONDENT and turn.paragraphs:
            found.setdefault(turn.participant, []).append(turn)
    return list(found.values())


def _language(turns: Sequence[Turn]) -> str:
    return next((paragraph.language for turn in turns for paragraph in turn.paragraphs), "")


def _languages(interview: Interview) -> list[str]:
    """Of all words on the page: more than one where a translation is not complete."""
    found = dict.fromkeys(passage.paragraph.language for passage in passages(interview) if passage.sentence.text)
    return sorted(found, key=lambda tag: (tag == interview.language, tag))


def _person(person: Participant) -> Node:
    kind = _KINDS.get(person.kind, "Person")
    return _filled({"@type": kind, "name": person.name, "jobTitle": person.title if kind == "Person" else ""})


def _organization(name: str, url: str = "") -> Node:
    return _filled({"@type": "Organization", "name": name, "url": url})


def _source(source: Provenance, language: str) -> Node | None:
    """What was published first; None when nothing is known of it."""
    if not (source.url or source.publisher):
        return None
    return _filled(
        {
            "@type": "Article",
            "url": source.url,
            "datePublished": source.published,
            "inLanguage": language,
            "publisher": _organization(source.publisher) if source.publisher else "",
            "license": source.licence,
            "translationOfWork": {"@type": "CreativeWork", "inLanguage": source.translated_from}
            if source.translated_from
            else "",
        }
    )


def _edition(editions: Mapping[str, str], language: str) -> Node | str:
    address = editions.get(language, "")
    return {"@type": "Article", "@id": address, "url": address, "inLanguage": language} if address else ""


def _correction(correction: Correction, url: str) -> Node:
    address = f"{url}#{correction.sentence}"
    text = markup.plain(correction.note)
    return _filled({"@type": "CorrectionComment", "dateCreated": correction.date, "url": address, "text": text})


def _filled(node: Node) -> Node:
    """Without the properties that have no value; a list of one is that one."""
    values = {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in node.items()}
    return {name: value for name, value in values.items() if value not in ("", None, [])}
