"""The built site asks nobody else for anything: no script, style, font, image or frame of another server.

An error: who reads the publication is nobody's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

from generator.checks.site import Site
from generator.model import Finding, Severity

_LOADED = {
    *(("script", "src"), ("img", "src"), ("img", "srcset"), ("source", "src"), ("source", "srcset")),
    *(("iframe", "src"), ("embed", "src"), ("object", "data"), ("video", "src"), ("audio", "src"), ("video", "poster")),
}
_LINKED = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"}
_IN_CSS = re.compile(r"(?:url\(\s*['\"]?|@import\s+['\"])(?P<address>(?:https?:)?//[^'\")\s]+)")


class Requests(HTMLParser):
    """The addresses a page loads things from."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element loads."""
        values = dict(attrs)
        line = self.getpos()[0]
        self.found += [(line, value) for name, value in attrs if value and (tag, name) in _LOADED]
        if tag == "link" and _LINKED & set((values.get("rel") or "").split()):
            self.found.append((line, values.get("href") or ""))
        for match in _IN_CSS.finditer(values.get("style") or ""):
            self.found.append((line, match["address"]))


def check(site: Site) -> Iterator[Finding]:
    """A finding for each address of another server that a page or stylesheet loads something from."""
    if not site.built:
        return
    own = urlsplit(site.publication.settings.url).netloc
    for path in site.pages():
        requests = Requests()
        requests.feed(path.read_text("utf-8"))
        for line, address in requests.found:
            if urlsplit(address).netloc not in ("", own):
                yield _finding(site.name(path), line, address)
    for path in sorted(site.built.rglob("*.css")):
        text = path.read_text("utf-8")
        for match in _IN_CSS.finditer(text):
            yield _finding(site.name(path), text.count("\n", 0, match.start()) + 1, match["address"])


def _finding(file: str, line: int, address: str) -> Finding:
    remedy = "keep a copy in docs/ and use that"
    return Finding(Severity.ERROR, f"loads {address} from another server", file, line, remedy=remedy)
