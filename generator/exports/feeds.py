"""Interviews of an edition -> an Atom 1.0 feed (RFC 4287) with their full text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from generator import markup
from generator.exports.passages import passages, people
from generator.exports.xml_text import block, document
from generator.l10n.languages import joiner
from generator.model import Interview, Paragraph, Role

NAMESPACE = "http://www.w3.org/2005/Atom"
_NO_DATE = "1970-01-01"


@dataclass(frozen=True, slots=True)
class Entry:
    """An interview in a feed."""

    title: str
    url: str
    """Absolute address."""
    id: str
    """The address it had first: feed readers know it by that, and show it anew when it changes."""
    language: str
    published: str
    """ISO 8601 date."""
    updated: str
    """ISO 8601 date of the last correction, else that of publication."""
    authors: tuple[str, ...]
    content: str
    """The full text as HTML."""


def entry(interview: Interview, *, url: str) -> Entry | None:
    """An interview of an edition, at the absolute address `url`.

    None when it has no words to show (withdrawn, or sealed as a whole).
    """
    if not any(passage.sentence.text for passage in passages(interview)):
        return None
    first_slug = [*interview.former_slugs, interview.slug][0]
    published = interview.source.published or interview.date or interview.source.captured or _NO_DATE
    return Entry(
        title=markup.plain(interview.title.words),
        url=url,
        id=url.replace(f"/{interview.slug}/", f"/{first_slug}/"),
        language=interview.title.language,
        published=published,
        updated=max([published, *(correction.date for correction in interview.corrections)]),
        authors=tuple(person.name for person in people(interview, Role.RESPONDENT)),
        content="".join(_content(interview)),
    )


def about(entry: Entry, subject: str, content: str) -> Entry:
    """The entry with other content, for the feed of a subject; its id is another than that of the whole."""
    return replace(entry, id=f"{entry.id}#{subject}", content=content)


def atom(title: str, entries: Sequence[Entry], *, url: str, home: str, language: str, publication: str) -> str:
    """The feed document at the absolute address `url`, for the page `home`; entries in the order given."""
    feed = Element("feed", {"xmlns": NAMESPACE, "xml:lang": language})
    block(feed, "title", {}, title)
    block(feed, "id", {}, url)
    block(feed, "updated", {}, _moment(max((each.updated for each in entries), default=_NO_DATE)))
    block(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": url})
    block(feed, "link", {"rel": "alternate", "type": "text/html", "href": home, "hreflang": language})
    block(block(feed, "author"), "name", {}, publication)
    for each in entries:
        _entry(block(feed, "entry"), each)
    return document(feed)


def _entry(parent: Element, entry: Entry) -> None:
    parent.set("xml:lang", entry.language)
    block(parent, "title", {}, entry.title)
    block(parent, "id", {}, entry.id)
    block(parent, "link", {"rel": "alternate", "type": "text/html", "href": entry.url})
    block(parent, "published", {}, _moment(entry.published))
    block(parent, "updated", {}, _moment(entry.updated))
    for name in entry.authors:
        block(block(parent, "author"), "name", {}, name)
    block(parent, "content", {"type": "html"}, entry.content)


def _content(interview: Interview) -> Sequence[str]:
    """Headings, speakers and paragraphs as HTML; the speaker is named where the turn begins."""
    names = {participant.id: participant.name for participant in interview.participants}
    parts = [_paragraph(paragraph, "") for paragraph in interview.introduction]
    for exchange in interview.exchanges:
        if exchange.section and exchange.section.words:
            parts.append(f"<h2>{markup.html(exchange.section.words)}</h2>")
        if heading := ". ".join(
            part for part in (str(exchange.number or ""), markup.html(exchange.title.words)) if part
        ):
            parts.append(f"<h3>{heading}</h3>")
        for turn in exchange.turns:
            speaker = names.get(turn.participant, "")
            for number, paragraph in enumerate(turn.paragraphs):
                parts.append(_paragraph(paragraph, speaker if not number else ""))
    return parts


def _paragraph(paragraph: Paragraph, speaker: str) -> str:
    label = f"<strong>{markup.attribute(speaker)}:</strong> " if speaker else ""
    words = joiner(paragraph.language).join(markup.html(each.text) for each in paragraph.sentences if each.text)
    return f'<p lang="{paragraph.language}">{label}{words}</p>' if words else ""


def _moment(date: str) -> str:
    """A day as RFC 3339: `2024-05` -> `2024-05-01T00:00:00Z`."""
    return f"{'-'.join([*date.split('-'), '01', '01'][:3])}T00:00:00Z"
