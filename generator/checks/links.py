"""Every link within the built site leads to a page, a file or an anchor that is there.

An error: a reader would meet a 404 page.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.checks.site import Site
from generator.model import Finding, Severity

_ATTRIBUTES = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src", "form": "action"}


class Anchors(HTMLParser):
    """The ids of a page, and where it links to."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.twice: list[str] = []
        self.links: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids and links."""
        values = dict(attrs)
        if identifier := values.get("id"):
            if identifier in self.ids:
                self.twice.append(identifier)
            self.ids.add(identifier)
        if (link := values.get(_ATTRIBUTES.get(tag, ""))) is not None:
            self.links.append((self.getpos()[0], link))


def check(site: Site) -> Iterator[Finding]:
    """A finding for each broken link or anchor, and for each id that a page has twice."""
    if not site.built:
        return
    pages = {path: _read(path) for path in site.pages()}
    files = {path for path in site.built.rglob("*") if path.is_file()}
    address = site.publication.settings.url
    for path, page in pages.items():
        for identifier in page.twice:
            yield Finding(Severity.ERROR, f"the id {identifier!r} stands twice", site.name(path))
        for line, link in page.links:
            if problem := _problem(path, link, pages, files, site.built, address):
                yield Finding(Severity.ERROR, f"link to {link}: {problem}", site.name(path), line)


def _read(path: Path) -> Anchors:
    anchors = Anchors()
    anchors.feed(path.read_text("utf-8"))
    return anchors


def _problem(path: Path, link: str, pages: dict[Path, Anchors], files: set[Path], built: Path, address: str) -> str:
    """What is wrong with a link, or nothing."""
    if link.startswith(address):
        base, link = built, link[len(address) :]
    else:
        base = path.parent
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return ""
    if parts.path.startswith("/"):
        prefix = urlsplit(address).path
        if not parts.path.startswith(prefix):
            return f"does not work below {prefix}"
        base, target_path = built, parts.path[len(prefix) :]
    else:
        target_path = parts.path
    target = Path(_normal(base / unquote(target_path))) if target_path or base is built else path
    if target.suffix == "" or target_path.endswith("/") or target == built:
        target = target if target in files else target / "index.html"
    if target not in files:
        return "nothing there"
    if parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
        return f"no {parts.fragment!r} on the page"
    return ""


def _normal(path: Path) -> str:
    import os.path

    return os.path.normpath(path)
