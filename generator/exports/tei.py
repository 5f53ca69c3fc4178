"""Interview -> TEI P5: an utterance (`<u who>`) per turn, a `<seg>` per paragraph, an `<s>` per sentence.

`xml:id`s are the ids of the site's addresses. Words that are sealed are a `<gap>`.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from generator import markup
from generator.exports.passages import passages
from generator.exports.xml_text import block, document
from generator.l10n.languages import joiner, language_name
from generator.model import Exchange, Interview, Paragraph, Participant, Provenance, Text, Turn

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_ID = "xml:id"
_LANGUAGE = "xml:lang"
_NAME = re.compile(r"[^\W\d][\w.-]*")
_INLINE = {"em": ("emph", {}), "strong": ("hi", {"rend": "bold"}), "code": ("code", {}), "a": ("ref", {})}
"""HTML of a sentence -> element and attributes of TEI; anything else becomes a plain `<seg>`."""


def tei(interview: Interview, *, url: str, publication: str) -> str:
    """The whole document of one edition; `url` is the absolute address of the interview in it."""
    language = _main_language(interview)
    root = Element("TEI", {"xmlns": NAMESPACE, _LANGUAGE: language})
    _header(block(root, "teiHeader"), interview, url, publication)
    text = block(root, "text")
    body = block(text, "body")
    if interview.introduction:
        introduction = block(body, "div", {"type": "introduction"})
        for paragraph in interview.introduction:
            _paragraph(introduction, "note" if paragraph.kind == "note" else "p", paragraph, language)
    section = body
    for exchange in interview.exchanges:
        if exchange.section:
            section = block(body, "div", {"type": "section"})
            _head(section, exchange.section)
        _exchange(section, interview, exchange, language)
    if not len(body):
        block(body, "p")
    return document(root)


def _main_language(interview: Interview) -> str:
    """The language most sentences are in."""
    languages = [passage.paragraph.language for passage in passages(interview)]
    return max(languages, key=languages.count, default=interview.language)


def _header(header: Element, interview: Interview, url: str, publication: str) -> None:
    file = block(header, "fileDesc")
    titles = block(file, "titleStmt")
    block(titles, "title", {_LANGUAGE: interview.title.language}, markup.plain(interview.title.words))
    published = block(file, "publicationStmt")
    block(published, "publisher", {}, publication)
    block(published, "idno", {"type": "URI"}, url)
    if interview.source.licence:
        licence = interview.source.licence
        target = licence if licence.startswith(("https://", "http://")) else ""
        block(block(published, "availability"), "licence", {"target": target}, licence)
    _source(block(file, "sourceDesc"), interview.source, interview.date)
    profile = block(header, "profileDesc")
    languages = block(profile, "langUsage")
    tags = dict.fromkeys([interview.language, *(passage.paragraph.language for passage in passages(interview))])
    for tag in tags:
        block(languages, "language", {"ident": tag}, language_name(tag, "en"))
    if interview.participants:
        people = block(block(profile, "particDesc"), "listPerson")
        for participant in interview.participants:
            _participant(people, participant)
    if interview.corrections:
        changes = block(header, "revisionDesc")
        for correction in interview.corrections:
            attributes = {"when": correction.date, "target": f"#{correction.sentence}"}
            block(changes, "change", attributes, markup.plain(correction.note or correction.before))


def _source(parent: Element, source: Provenance, date: str) -> None:
    bibl = block(parent, "bibl")
    if source.publisher:
        block(bibl, "publisher", {}, source.publisher)
    block(bibl, "date", {"when": source.published or date}, source.published or date or "unknown")
    if source.url:
        block(bibl, "ref", {"target": source.url}, source.url)
    if source.translated_from:
        block(bibl, "textLang", {"mainLang": source.translated_from}, "Published as a translation")
    if source.note:
        block(bibl, "note", {}, markup.plain(source.note))


def _participant(parent: Element, participant: Participant) -> None:
    """A person or an organisation; the role is the one in the conversation."""
    attributes = {_ID: _reference(participant.id), "role": participant.role.value}
    if participant.kind == "person":
        person = block(parent, "person", attributes)
        block(person, "persName", {}, participant.name)
        if participant.title:
            block(person, "occupation", {}, participant.title)
    else:
        block(block(parent, "org", attributes), "orgName", {}, participant.name)


def _reference(id: str) -> str:
    """A participant's id as an XML name; those that are none, or look like a passage's, get a prefix."""
    return id if _NAME.fullmatch(id) and not re.match(r"q\d|intro\b", id) else f"participant.{id}"


def _exchange(parent: Element, interview: Interview, exchange: Exchange, language: str) -> None:
    number = str(exchange.number) if exchange.number else ""
    div = block(parent, "div", {"type": "exchange", "n": number, _ID: exchange.id})
    if exchange.title.words:
        _head(div, exchange.title)
    known = {participant.id for participant in interview.participants}
    for turn in exchange.turns:
        _turn(div, turn, f"#{_reference(turn.participant)}" if turn.participant in known else "", language)


def _turn(parent: Element, turn: Turn, who: str, language: str) -> None:
    """Stage directions and notes stand between utterances, not in them: nobody said them."""
    utterance: Element | None = None
    for paragraph in turn.paragraphs:
        if paragraph.kind == "speech":
            if utterance is None:
                start = block(parent, "u", {"who": who, "n": turn.start})
                utterance = start
            _paragraph(utterance, "seg", paragraph, language)
        else:
            utterance = None
            _paragraph(parent, paragraph.kind, paragraph, language)


def _head(parent: Element, title: Text) -> None:
    block(parent, "head", {_LANGUAGE: title.language}, markup.plain(title.words))


def _paragraph(parent: Element, tag: str, paragraph: Paragraph, language: str) -> None:
    kinds = {"seg": "paragraph", "note": "editorial"}
    other = paragraph.language if paragraph.language != language else ""
    element = block(parent, tag, {"type": kinds.get(tag, ""), _ID: paragraph.id, _LANGUAGE: other})
    for sentence in paragraph.sentences:
        child = _sentence(sentence.text)
        child.set(_ID, sentence.id)
        child.tail = joiner(paragraph.language)
        element.append(child)
    if len(element):
        element[-1].tail = None


def _sentence(text: str) -> Element:
    """A sentence with its emphasis and links."""
    if not text:
        sealed = Element("s")
        ElementTree.SubElement(sealed, "gap", {"reason": "sealed"})
        return sealed
    try:
        sentence = ElementTree.fromstring(f"<s>{markup.html(text)}</s>")
    except ElementTree.ParseError:  # an HTML entity that XML does not know
        sentence = Element("s")
        sentence.text = markup.plain(text)
    for element in sentence.iter():
        if element is not sentence:
            target = element.get("href", "")
            element.tag, attributes = _INLINE.get(element.tag, ("seg", {}))
            element.attrib.clear()
            element.attrib.update({**attributes, **({"target": target} if target else {})})
    return sentence
