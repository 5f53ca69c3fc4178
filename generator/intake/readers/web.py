"""HTML -> Transcript: the article of a page, a fragment, or what another format was converted to."""

from __future__ import annotations

import re

from generator.errors import InputError, MissingExtraError
from generator.intake import dates, lexicon
from generator.intake.decoding import Source
from generator.intake.readers import LIKELY, NO, numbering, web_marks, web_page, web_title
from generator.intake.readers.web_blocks import blocks, sides
from generator.intake.readers.web_marks import HtmlElement
from generator.model import Transcript

_TAGS = re.compile(r"<(?:p|div|br|cite|h[1-6]|li|td|blockquote)\b[^>]*>", re.IGNORECASE)
_MAX_ELEMENTS = 120_000

SUFFIXES = (".html", ".htm", ".xhtml")
BINARY = False


_OPENING = re.compile(r"\s*<[a-zA-Z!?/]")
"""A tag at the start; `<<Homework>>` is none."""


def claim(source: Source) -> int:
    """By a tag at the start, or paragraphs in tags."""
    if _OPENING.match(source.text):
        return LIKELY
    return LIKELY if len(_TAGS.findall(source.text[:200_000])) > 5 else NO


def read(source: Source) -> Transcript:
    """A web page or a piece of one."""
    root = parse(source.name, source.text)
    web_title.promote(root)
    metadata = _metadata(root)
    dropped = [*web_page.comments(root), *web_page.pruned(root)]
    body = web_page.content(root)
    told = sides(body)
    found = tuple(numbering.numbered(list(blocks(body, told))))
    dropped += [*web_page.outside(root, body), *(web_marks.parts(body) if told else ())]
    return Transcript(source.name, "html", found, metadata, tuple(sorted(dropped, key=lambda one: one.line)))


def parse(name: str, text: str) -> HtmlElement:
    """The tree of an HTML text, as browsers would see it; nothing is fetched, no entity of its own is expanded."""
    try:
        import lxml.html  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError(name, "lxml", "html") from error
    text = _without_code(text)
    parser = lxml.html.HTMLParser(no_network=True, recover=True, huge_tree=False, encoding="utf-8")
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (ValueError, AssertionError, lxml.etree.LxmlError) as error:
        raise InputError(name, None, f"not HTML: {error}", "a web page with text") from error
    if sum(1 for _ in zip(root.iter(), range(_MAX_ELEMENTS + 1), strict=False)) > _MAX_ELEMENTS:
        raise InputError(name, None, f"more than {_MAX_ELEMENTS:,} elements", "a transcript")
    return root


def _without_code(text: str) -> str:
    """A page without instructions to what makes it (`<?php … ?>`), which stand inside attributes as well."""
    kept, at = [], 0
    while (start := text.find("<?", at)) >= 0:
        end = text.find("?>", start)
        if end < 0 and not text.startswith("<?php", start):
            break
        end = end + 2 if end >= 0 else len(text)
        kept += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end
    return "".join([*kept, text[at:]])


def _metadata(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = " ".join((meta.get("content") or "").split())
        key = _META.get(name)
        if key and content:
            found.setdefault(key, content)
    for node in root.xpath("//*[@data-name and @data-value]"):
        found.setdefault(node.get("data-name").lower(), node.get("data-value"))
    for time in root.xpath("//time[@datetime]|//*[@itemprop='datePublished'][@content or @datetime]"):
        found.setdefault("date", time.get("datetime") or time.get("content") or "")
    if "date" not in found and (date := _date_on_page(root)):
        found["date"] = date
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "") and (
            match := re.search(r'"datePublished"\s*:\s*"([^"]+)"', script.text or "")
        ):
            found.setdefault("date", match[1])
    if title := web_title.title_of(root, found.get("title", "")):
        found["title"] = title
    if language := root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"):
        found.setdefault("page-language", language)
    return found


_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|published|publish|pubtime|posted|datetime|entry-date)(?:$|[\s_-])", re.IGNORECASE
)
"""What pages call the element with the day of publication."""


def _date_on_page(root: HtmlElement) -> str:
    """What stands in the first short element that its class or id calls a date."""
    for node in root.iter():
        words = f"{node.get('class') or ''} {node.get('id') or ''}" if isinstance(node.tag, str) else ""
        if _DATE_CLASS.search(words) and len(text := " ".join(node.text_content().split())) <= 60 and dates.find(text):
            return text
    return _dated_field(root)


def _dated_field(root: HtmlElement) -> str:
    """The date in the element behind one that says nothing but `Published`, `発行日` and the like."""
    asked = False
    for node in root.iter():
        text = " ".join((node.text or "").split()) if isinstance(node.tag, str) else ""
        if not text:
            continue
        if asked and len(text) <= 60 and (found := dates.find(text)) and len(found[0]) == len("2024-05-17"):
            return text
        asked = len(text) <= 20 and lexicon.header_fields().get(lexicon.key(text)) == "date"
    return ""


_META = {
    "og:title": "title",
    "article:published_time": "date",
    "datepublished": "date",
    "date": "date",
    "dc.date": "date",
    "dcterms.date": "date",
    "pubdate": "date",
    "publishdate": "date",
    "og:site_name": "publisher",
    "og:url": "url",
    "author": "author",
    "dc.title": "title",
    "description": "description",
    "og:description": "description",
}
