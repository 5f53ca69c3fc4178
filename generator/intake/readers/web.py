"""HTML -> Transcript: the article of a page, a fragment, or what another format was converted to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeAlias
from urllib.parse import unquote

from generator.errors import InputError, MissingExtraError
from generator.intake import inline, labels, lexicon
from generator.intake.decoding import Source
from generator.intake.inline import Run
from generator.intake.readers import LIKELY, NO, plain
from generator.model import Dropped, Transcript, Utterance

HtmlElement: TypeAlias = Any
"""An element of lxml, which has no types of its own."""

_TAGS = re.compile(r"<(?:p|div|br|cite|h[1-6]|li|td|blockquote)\b[^>]*>", re.IGNORECASE)
_SILENT = {
    "script", "style", "noscript", "template", "iframe", "svg", "canvas", "object", "embed", "video", "audio", "map",
    "button", "select", "input", "textarea", "head", "img", "picture", "math",
}  # fmt: skip
_ASIDE = {
    "nav": "navigation", "menu": "navigation", "aside": "aside", "footer": "footer", "dialog": "dialog", "form": "form",
    "figure": "picture", "figcaption": "picture",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "table", "tr",
    "td", "th", "tbody", "thead", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr", "br", "cite", "time", "body", "html",
    "address", "center", "details", "summary", "fieldset", "hgroup",
}  # fmt: skip
_SPEAKER_CLASS = re.compile(
    r"(?:^|[\s_-])(?:speaker|speaker-?name|who|voice|interlocutor|attribution|talker)(?:$|[\s_-])", re.IGNORECASE
)
_TIME_CLASS = re.compile(r"(?:^|[\s_-])(?:timestamp|timecode|time-code)(?:$|[\s_-])", re.IGNORECASE)
_STAGE_CLASS = re.compile(r"(?:^|[\s_-])(?:procedural|stage|narrative|direction|note-stage)(?:$|[\s_-])", re.IGNORECASE)
_QUESTION_CLASS = re.compile(r"(?:^|[\s_-])(?:question|interview-?q|q)(?:$|[\s_-])", re.IGNORECASE)
_ANSWER_CLASS = re.compile(r"(?:^|[\s_-])(?:answer|interview-?a|response)(?:$|[\s_-])", re.IGNORECASE)
_MAX_ELEMENTS = 120_000

SUFFIXES = (".html", ".htm", ".xhtml")
BINARY = False


def claim(source: Source) -> int:
    """By a tag at the start, or paragraphs in tags."""
    if source.text.lstrip().startswith("<"):
        return LIKELY
    return LIKELY if len(_TAGS.findall(source.text[:200_000])) > 5 else NO


def read(source: Source) -> Transcript:
    """A web page or a piece of one."""
    root = parse(source.name, source.text)
    metadata = _metadata(root)
    dropped = [*_comments(root), *_pruned(root)]
    body = _content(root)
    found = tuple(blocks(body))
    dropped += _outside(root, body)
    return Transcript(source.name, "html", found, metadata, tuple(sorted(dropped, key=lambda one: one.line)))


def parse(name: str, text: str) -> HtmlElement:
    """The tree of an HTML text, as browsers would see it; nothing is fetched, no entity of its own is expanded."""
    try:
        import lxml.html  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError(name, "lxml", "html") from error
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = lxml.html.HTMLParser(no_network=True, recover=True, huge_tree=False, encoding="utf-8")
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (ValueError, AssertionError, lxml.etree.LxmlError) as error:
        raise InputError(name, None, f"not HTML: {error}", "a web page with text") from error
    if sum(1 for _ in zip(root.iter(), range(_MAX_ELEMENTS + 1), strict=False)) > _MAX_ELEMENTS:
        raise InputError(name, None, f"more than {_MAX_ELEMENTS:,} elements", "a transcript")
    return root


def blocks(root: HtmlElement) -> Iterator[Utterance]:
    """The paragraphs, headings, list items and cells under an element, in order, as inline Markdown."""
    walker = _Walker()
    from lxml import etree

    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start" and isinstance(node.tag, str):
            yield from walker.enter(node)
        elif event == "end" and isinstance(node.tag, str):
            yield from walker.leave(node, last=node is root)
        elif event in ("comment", "pi"):
            walker.add(node.tail)
    yield from walker.flush()
    yield from walker.close_row()


class _Walker:
    """Where the walk through a tree of HTML stands: the styles around it and the paragraph it is gathering."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.line = 0
        self.bold = self.italic = self.silent = 0
        self.links: list[str] = []
        self.styles: list[tuple[Any, str]] = []
        self.numbers: list[int] = []
        self.number = ""
        self.label = self.start = ""
        self.row: list[Utterance] | None = None
        self.marks: dict[Any, tuple[int, int]] = {}
        self.ordered = 0

    def add(self, text: str | None) -> None:
        if text and not self.silent:
            self.runs.append(Run(text, self.bold > 0, self.italic > 0, self.links[-1] if self.links else ""))

    def enter(self, node: HtmlElement) -> Iterator[Utterance]:
        tag = node.tag.lower()
        if self.silent or tag in _SILENT:
            self.silent += 1
            return
        if tag in _BLOCKS:
            yield from self.flush()
            self.line = node.sourceline or self.line
        self._structure(node, tag)
        if tag == "tr":
            yield from self.close_row()
            self.row = []
        bold, italic = _emphasis(node, tag)
        self.marks[node] = (bold, italic)
        self.bold, self.italic = self.bold + bold, self.italic + italic
        if tag == "a":
            self.links.append(node.get("href") or "")
        self.line = self.line or node.sourceline or 0
        self.add(node.text)

    def _structure(self, node: HtmlElement, tag: str) -> None:
        classes = node.get("class") or ""
        if label := _speaker(node):
            self.label = label
        if re.fullmatch(r"h[1-6]", tag):
            self.styles.append((node, f"heading{tag[1]}"))
        elif tag in ("dt", "summary") or _QUESTION_CLASS.search(classes):
            self.styles.append((node, "term"))
        elif _STAGE_CLASS.search(classes):
            self.styles.append((node, "stage"))
        elif tag == "blockquote":
            self.styles.append((node, "quote"))
        elif tag in ("td", "th"):
            self.styles.append((node, "cell"))
        elif tag == "cite" or _SPEAKER_CLASS.search(classes):
            self.styles.append((node, "label"))
        elif tag == "time" or _TIME_CLASS.search(classes):
            self.styles.append((node, "time"))
        elif tag == "ol":
            single = sum(1 for child in node if child.tag == "li") == 1 and not node.get("start")
            start = node.get("start") or "1"
            self.numbers.append(self.ordered if single else (int(start) if start.lstrip("-").isdigit() else 1) - 1)
        elif tag == "ul":
            self.numbers.append(-1_000_000)
        elif tag == "li" and self.numbers:
            self.numbers[-1] += 1
            if self.numbers[-1] > -900_000:
                self.number = str(self.numbers[-1])
                self.ordered = self.numbers[-1]
            self.styles.append((node, "item"))

    def leave(self, node: HtmlElement, *, last: bool) -> Iterator[Utterance]:
        tag = node.tag.lower()
        if self.silent:
            self.silent -= 1
            if not last:
                self.add(node.tail)
            return
        if self.styles and self.styles[-1][0] is node and self.styles[-1][1] in ("label", "time"):
            self._take(self.styles.pop()[1])
        if tag in _BLOCKS:
            yield from self.flush()
        if self.styles and self.styles[-1][0] is node:
            self.styles.pop()
        if tag == "tr":
            yield from self.close_row()
        if tag in ("ol", "ul") and self.numbers:
            self.numbers.pop()
        if tag == "a" and self.links:
            self.links.pop()
        bold, italic = self.marks.pop(node, (0, 0))
        self.bold, self.italic = self.bold - bold, self.italic - italic
        if not last:
            if tag in _BLOCKS and tag != "br":
                self.line = 0
            self.add(node.tail)

    def _take(self, kind: str) -> None:
        """What an element for a speaker or a time held goes before the words that follow, when it can be that."""
        text = " ".join("".join(run.text for run in self.runs).split())
        if kind == "time" and (match := labels.TIMECODE.match(text)):
            self.start, self.runs = match[1], []
        elif kind == "label" and 0 < len(text) <= 80 and not self.label:
            self.label, self.runs = text.rstrip(":： "), []

    def flush(self) -> Iterator[Utterance]:
        runs, self.runs = self.runs, []
        text, emphasis = inline.markdown(runs)
        if not text:
            return
        line, self.line = self.line, 0
        style = next((style for _, style in reversed(self.styles) if style != "item"), "")
        number, self.number = self.number, ""
        start, label = self.start, self.label
        self.start = self.label = ""
        if all(run.link for run in runs if run.text.strip()) and len(text) < 400:
            style = "link"
        bare = text.replace("\\", "")
        if (time := labels.TIMECODE.match(text)) and time.end() < len(text):
            start, text = time[1], text[time.end() :]
        elif time:
            style, start = "time", time[1]
        if not number and (match := plain._NUMBER.match(bare)) and not label:
            number = match[1]
            text = text[match.end() + (len(text) - len(bare) if text[: match.end() + 1].count("\\") else 0) :].lstrip()
        if not style and plain.is_stage(bare):
            style = "stage"
        style = style or emphasis or ("item" if any(one == "item" for _, one in self.styles) else "")
        if style == "cell" and emphasis:
            style = emphasis
        one = Utterance(text, line or 1, label, style, number, start)
        if text and self.row is not None:
            self.row.append(one)
        elif text:
            yield one

    def close_row(self) -> Iterator[Utterance]:
        """The cells of a table's row: a short first cell before a longer one labels it, a time code dates it."""
        cells, self.row = self.row or [], None
        start = ""
        if len(cells) > 1 and cells[0].style == "time":
            start, cells = cells[0].start, cells[1:]
        if len(cells) > 1 and cells[1].style == "time":
            start, cells = cells[1].start, [cells[0], *cells[2:]]
        if len(cells) > 1 and len(cells[0].text) <= 50 and not cells[0].text.endswith(("?", ".", "!", "？", "。")):
            first, second, *rest = cells
            mark = "" if first.text.endswith((":", "：")) else ":"
            style = "" if second.style == "cell" else second.style
            yield replace(second, text=f"{first.text}{mark} {second.text}", line=first.line, start=start, style=style)
            yield from rest
        else:
            yield from cells


def _emphasis(node: HtmlElement, tag: str) -> tuple[int, int]:
    css = (node.get("style") or "").replace(" ", "").lower()
    bold = tag in ("b", "strong", "th", "dt") or bool(re.search(r"font-weight:(?:bold|[6-9]00)", css))
    italic = tag in ("i", "em") or "font-style:italic" in css
    return int(bold), int(italic)


def _speaker(node: HtmlElement) -> str:
    """The speaker an element names in an attribute (`data-speaker`, `data-person-speaking-attribution`)."""
    for name, value in node.attrib.items():
        named = re.search(r"speaker|speaking-attribution|data-who$|data-voice$", name)
        if named and re.search(r"[^\W\d_]{2}", value) and not re.search(r"(?:id|type|class|url|image|color)$", name):
            return unquote(" ".join(str(value).split()))
    return ""


def _comments(root: HtmlElement) -> Iterator[Dropped]:
    """What stands in comments."""
    from lxml import etree

    for node in root.iter(etree.Comment):
        if text := " ".join((node.text or "").split()):
            yield Dropped(node.sourceline or 1, text, "HTML comment")


def _pruned(root: HtmlElement) -> Iterator[Dropped]:
    """Takes navigation, comments, share buttons and the like out of the tree, by what classes and ids call them."""
    total = len(root.text_content()) or 1
    parts = lexicon.words("page_parts")
    gone: set[Any] = set()
    for node in list(root.iter()):
        if (
            not isinstance(node.tag, str)
            or node in gone
            or node.tag in ("html", "body", "article", "main")
            or node.getparent() is None
        ):
            continue
        reason = _part(node, parts)
        if not reason:
            continue
        text = " ".join(node.text_content().split())
        if len(text) > 0.35 * total and node.tag not in _SILENT:
            continue
        if text and node.tag not in ("script", "style", "noscript", "template", "head"):
            yield Dropped(node.sourceline or 1, text, reason)
        gone.update(node.iter())
        node.drop_tree()


def _part(node: HtmlElement, parts: frozenset[str]) -> str:
    """Why an element is no part of the text, or nothing."""
    if node.tag in ("script", "style", "noscript", "template"):
        return "script"
    if node.tag in _SILENT or node.tag in _ASIDE:
        return _ASIDE.get(str(node.tag), str(node.tag))
    if (
        node.get("aria-hidden") == "true"
        or node.get("hidden") is not None
        or "display:none" in (node.get("style") or "").replace(" ", "")
    ):
        return "hidden"
    if node.get("role") in ("navigation", "banner", "contentinfo", "complementary", "search", "dialog"):
        return "navigation"
    names = re.split(r"[\s_]+", f"{node.get('class') or ''} {node.get('id') or ''}".lower())
    for name in names:
        pieces = {name, *name.split("-")} if len(name) < 60 else {name}
        if hit := pieces & parts:
            return f"page part ({min(hit)})"
    return ""


def _content(root: HtmlElement) -> HtmlElement:
    """The element that holds the article: the deepest with most of the running text."""
    body = root.find("body") if root.find("body") is not None else root
    weight: dict[Any, int] = {}
    for node in body.iter():
        if not isinstance(node.tag, str):
            continue
        words = len((node.text or "").strip()) + sum(len((child.tail or "").strip()) for child in node)
        if words and not any(up.tag == "a" for up in (node, *node.iterancestors("a"))):
            weight[node] = words
    total = sum(weight.values()) or 1
    sums: dict[Any, int] = {}
    for node, words in weight.items():
        for up in (node, *node.iterancestors()):
            sums[up] = sums.get(up, 0) + words
            if up is body:
                break
    best = body
    while True:
        children = [child for child in best if isinstance(child.tag, str) and sums.get(child, 0) >= 0.8 * total]
        if not children or children[0].tag in ("table", "tbody", "ul", "ol", "dl", "p"):
            return best
        best = children[0]


def _outside(root: HtmlElement, body: HtmlElement) -> Iterator[Dropped]:
    """What stands beside the chosen element, except the title."""
    node = body
    while (parent := node.getparent()) is not None:
        for sibling in parent:
            if sibling is node or not isinstance(sibling.tag, str) or sibling.tag == "head":
                continue
            if text := " ".join(sibling.text_content().split()):
                yield Dropped(sibling.sourceline or 1, text, "outside the article")
        node = parent


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
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "") and (
            match := re.search(r'"datePublished"\s*:\s*"([^"]+)"', script.text or "")
        ):
            found.setdefault("date", match[1])
    headings = [" ".join(h.text_content().split()) for h in root.iter("h1")]
    titles = [" ".join(t.text_content().split()) for t in root.iter("title")][:1]
    title = found.get("title") or (titles[0] if titles else "")
    if len([h for h in headings if h]) >= 1 and headings[0]:
        title = next((h for h in headings if h and h in title), headings[0])
    elif title:
        title = re.split(r"\s+[|»–—]\s+|\s+-\s+(?=[^-]{2,40}$)", title)[0]
    if title:
        found["title"] = title
    if language := root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"):
        found.setdefault("page-language", language)
    return found


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
