"""What stands around a page: its front matter for the template, with every varying piece as finished text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from generator import markup
from generator.l10n import formats
from generator.pages import cards
from generator.pages.page import Page, relative
from generator.pages.view import View

SECTIONS = ("interviews/", "topics/", "people/", "data/")
FEED = "feed.xml"
FOOTER = ("questions/", "index/", "translations/", "about/", FEED)


def front_matter(view: View, page: Page) -> dict[str, Any]:
    """The front matter of the page's Markdown file; `dragoman` is what `theme/base.html` reads."""
    return {
        "title": page.title,
        "description": page.description,
        "dragoman": {
            "kind": page.kind,
            "title": markup.attribute(_title(view, page)),
            "description": markup.attribute(page.description),
            "head": head(view, page),
            "languages": language_menu(view, page),
            "material": page.kind == "written",
            "edit": markup.attribute(page.edit),
            "report": markup.attribute(report(view, page)),
            "section": next((section for section in SECTIONS if page.path.startswith(section)), ""),
            "url": address(view, page.path),
            "script": script(view, page),
            "tools": _script_of(page),
        },
    }


def edition_strings(view: View) -> dict[str, Any]:
    """`extra.dragoman` of the edition's `mkdocs.yml`: what is the same on all its pages."""
    gettext = view.edition.ui.gettext
    sections = {
        "interviews/": gettext("Interviews"),
        "topics/": gettext("Topics"),
        "people/": gettext("People"),
        "data/": gettext("Data"),
        "questions/": gettext("Questions"),
        "index/": gettext("Index"),
        "about/": gettext("About"),
        "translations/": gettext("Translations"),
        FEED: gettext("Feed (Atom)"),
    }
    settings = view.settings
    return {
        "locale": view.locale,
        "dir": formats.direction(view.locale),
        "autonym": formats.autonym(view.locale),
        "accent": settings.accent,
        "accent_dark": settings.accent_dark,
        "logo": settings.logo,
        "sections": [{"path": path, "label": sections[path]} for path in SECTIONS],
        "footer": [{"path": path, "label": sections[path]} for path in FOOTER],
        "strings": {
            "skip": gettext("Skip to the text"),
            "sections": gettext("Sections"),
            "search": gettext("Search"),
            "language": gettext("Language:"),
            "edit": gettext("Edit this page"),
            "report": gettext("Report an error"),
            "footer": [markup.attribute(line) for line in _footer(view)],
            "made": gettext("Made with Dragoman."),
        },
        "plain": {
            "kind": "notfound",
            "title": markup.attribute(gettext("Page not found")),
            "head": '<meta name="robots" content="noindex">',
            "languages": language_menu(view, Page("", "home", "", "", ""), absolute=True),
            "script": "{}",
        },
        "notfound": not_found(view),
    }


def not_found(view: View) -> dict[str, str]:
    """What the 404 page says in this edition; `publish` collects it from all of them."""
    gettext = view.edition.ui.gettext
    return {
        "locale": view.locale,
        "dir": formats.direction(view.locale),
        "title": gettext("Page not found"),
        "text": gettext("There is nothing at this address. It may have been moved, or the link may have a mistake."),
        "home": gettext("To the home page"),
    }


def head(view: View, page: Page) -> str:
    """Canonical address, the same page in other languages, and what the page itself brings."""
    here = page.canonical or view.locale
    parts = [f'<link rel="canonical" href="{address(view, page.path, here)}">']
    locales = view.settings.locales if page.locales is None else page.locales
    if not page.hidden and here == view.locale and len(locales) > 1:
        parts += [
            f'<link rel="alternate" hreflang="{locale}" href="{address(view, page.path, locale)}">'
            for locale in locales
        ]
        default = view.settings.url if not page.path else address(view, page.path, locales[0])
        parts.append(f'<link rel="alternate" hreflang="x-default" href="{default}">')
    name = markup.attribute(view.name)
    parts.append(f'<link rel="alternate" type="application/atom+xml" title="{name}" href="{address(view, FEED)}">')
    if page.hidden or here != view.locale:
        parts.append('<meta name="robots" content="noindex">')
    properties = {
        "og:title": page.title,
        "og:description": page.description,
        "og:type": "article" if page.kind in ("interview", "exchange") else "website",
        "og:site_name": view.name,
        "og:locale": view.locale.replace("-", "_"),
        "og:url": address(view, page.path, here),
        **cards.head(view, page),
    }
    parts.append('<meta name="twitter:card" content="summary_large_image">')
    parts += [f'<meta property="{key}" content="{markup.attribute(value)}">' for key, value in properties.items()]
    return "\n".join(parts) + ("\n" + page.head if page.head else "")


def address(view: View, path: str, locale: str = "") -> str:
    """Absolute address of a page."""
    return f"{view.settings.url}{locale or view.locale}/{path}"


def language_menu(view: View, page: Page, *, absolute: bool = False) -> str:
    """The list of editions, each linking to this very page in it; works without JavaScript."""
    items = []
    for locale in view.settings.locales:
        path = page.path if page.only is None or locale in page.only else page.elsewhere
        target = f"{locale}/{path}"
        href = address(view, path, locale) if absolute else relative(f"{view.locale}/{page.path}", target)
        current = ' aria-current="true"' if locale == view.locale else ""
        attributes = f'lang="{locale}" hreflang="{locale}" dir="{formats.direction(locale)}"'
        items.append(f'<li><a href="{href}" {attributes}{current}>{markup.attribute(formats.autonym(locale))}</a></li>')
    return f"<ul>{''.join(items)}</ul>"


def report(view: View, page: Page) -> str:
    """Address of a new issue about the page at the publication's repository, or empty without one."""
    if not view.settings.repository:
        return ""
    query = urlencode({"title": f"{view.locale}/{page.path}", "body": f"{address(view, page.path)}\n\n"})
    return f"{view.settings.repository}/issues/new?{query}"


def script(view: View, page: Page) -> str:
    """The JSON the page's scripts read: where things are, and their words."""
    value: dict[str, Any] = {
        "base": relative(page.path, ""),
        "locale": view.locale,
        "dir": formats.direction(view.locale),
        "search": view.search_words,
    }
    if page.script:
        value |= {**page.script, "report": report(view, page), "tools": _tools(view.edition.ui.gettext)}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def _tools(gettext: Callable[[str], str]) -> dict[str, str]:
    """The words of the bar that links to, quotes and cites sentences."""
    return {
        "label": gettext("Sentence tools"),
        "link": gettext("Copy link"),
        "quote": gettext("Copy quote"),
        "cite": gettext("Cite"),
        "report": gettext("Report an error"),
        "previous": gettext("Previous sentence"),
        "next": gettext("Next sentence"),
        "more": gettext("Add the next sentence"),
        "close": gettext("Close"),
        "linked": gettext("Link copied"),
        "quoted": gettext("Quote copied"),
        "copied": gettext("Copied"),
        "failed": gettext("Your browser did not allow copying"),
        "cited": gettext("The citation is of the marked sentences now"),
    }


_SCRIPTS = {"parallel": "parallel", "data": "table", "measure": "table"}
"""Kind of page -> its script."""


def _script_of(page: Page) -> str:
    """Name of the script that a page has beside those of all pages; empty for none."""
    if page.kind in _SCRIPTS:
        return _SCRIPTS[page.kind]
    return "sentences" if "forms" in page.script else "citing" if page.script else ""


def _title(view: View, page: Page) -> str:
    return page.title if not page.path else f"{page.title} · {view.name}"


def _footer(view: View) -> list[str]:
    """Lines of the foot: the name, and what the reader should know of translations and rights."""
    gettext = view.edition.ui.gettext
    lines = [view.name, gettext("Translations are unofficial; the published text holds.")]
    if view.settings.licence:
        lines.append(view.edition.word("licence", view.settings.licence))
    return lines
