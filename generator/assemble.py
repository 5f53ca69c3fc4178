"""Editions -> the finished site: what is at its root, and the exchange of the old site for the new one.

Nothing here knows which engine built the pages.
"""

from __future__ import annotations

import html
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Address:
    """A page for `sitemap.xml`."""

    path: str
    """Below the locale's prefix."""
    locales: tuple[str, ...]
    """Editions that really have it."""
    changed: str = ""
    """ISO 8601 date, or empty."""


def write_root(site: Path, *, name: str, languages: Sequence[Mapping[str, str]]) -> None:
    """Write `index.html`, the choice of a language, and what GitHub Pages wants to see.

    `languages` are `{"locale", "dir", "autonym", "text"}` in the order of the menu.
    """
    items = "".join(
        f'<li><a href="{one["locale"]}/" lang="{one["locale"]}" hreflang="{one["locale"]}" dir="{one["dir"]}">'
        f"<strong>{html.escape(one['autonym'])}</strong> <span>{html.escape(one['text'])}</span></a></li>"
        for one in languages
    )
    first = languages[0]["locale"]
    page = _CHOOSER.format(
        lang=first,
        name=html.escape(name),
        items=items,
        description=html.escape(languages[0]["text"], quote=True),
        alternates="".join(f'<link rel="alternate" hreflang="{o["locale"]}" href="{o["url"]}">' for o in languages),
        canonical=languages[0]["root"],
        locales=json.dumps([one["locale"] for one in languages]),
    )
    (site / "index.html").write_text(page, "utf-8")
    (site / ".nojekyll").write_text("", "utf-8")


def write_redirects(site: Path, moved: Iterable[tuple[str, str, str]], url: str) -> None:
    """Write a page at each old path that leads to the new one; paths are below `site`.

    Each is (old path, new path, anchor): the visitor's own anchor is kept, else they are led to `anchor`, if any.
    """
    for old, new, anchor in moved:
        folder = site / old
        if (folder / "index.html").exists():
            continue
        folder.mkdir(parents=True, exist_ok=True)
        target = os.path.relpath(new, old).replace(os.sep, "/") + "/"
        fragment = f"#{anchor}" if anchor else ""
        text = _REDIRECT.format(
            target=html.escape(target + fragment, quote=True),
            canonical=f"{url}{new}/",
            script=json.dumps(target),
            fragment=json.dumps(fragment),
        )
        (folder / "index.html").write_text(text, "utf-8")


def write_sitemap(site: Path, addresses: Iterable[Address], url: str) -> None:
    """Write `sitemap.xml` with every page and its translations (hreflang), and `robots.txt` that names it.

    Of more than `SITEMAP` pages it is an index of several (https://www.sitemaps.org/protocol.html).
    """
    entries = (entry for address in addresses for entry in _entries(address, url))
    files: list[str] = []
    while chunk := list(islice(entries, SITEMAP)):
        files.append(f"sitemap-{len(files) + 1}.xml")
        namespaces = f'xmlns="{_SITEMAP}" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
        _write_xml(site / files[-1], "urlset", namespaces, chunk)
    if len(files) == 1:
        (site / files[0]).rename(site / "sitemap.xml")
    else:
        maps = [f"<sitemap><loc>{url}{file}</loc></sitemap>\n" for file in files]
        _write_xml(site / "sitemap.xml", "sitemapindex", f'xmlns="{_SITEMAP}"', maps)
    (site / "robots.txt").write_text(f"User-agent: *\nAllow: /\nSitemap: {url}sitemap.xml\n", "utf-8")


SITEMAP = 10_000
"""Pages in a sitemap: 50,000 and 50 MB are allowed, and each page is there with all its translations."""

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _entries(address: Address, url: str) -> Iterator[str]:
    """An entry for each edition that has the page."""
    default = url if not address.path else f"{url}{address.locales[0]}/{address.path}"
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{locale}" href="{href}"/>'
        for locale, href in (
            *((locale, f"{url}{locale}/{address.path}") for locale in address.locales),
            ("x-default", default),
        )
    )
    changed = f"<lastmod>{address.changed}</lastmod>" if address.changed else ""
    for locale in address.locales:
        yield f"<url><loc>{url}{locale}/{address.path}</loc>{changed}{links}</url>\n"


def _write_xml(file: Path, name: str, attributes: str, lines: Iterable[str]) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} {attributes}>\n')
        out.writelines(lines)
        out.write(f"</{name}>\n")


def swap(new: Path, site: Path) -> None:
    """Put the finished folder in the place of the old site, and that in its: the next build brings it up to date.

    Whatever happens, one of them is whole there.
    """
    old = site.with_name(f"{site.name}.old")
    if old.exists():
        if not site.exists():  # an earlier swap was killed between its two renamings
            old.rename(site)
        else:
            shutil.rmtree(old)
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise
    if old.exists():
        old.rename(new)


_CHOOSER = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{name}</title>
<meta name="description" content="{description}">
<link rel="canonical" href="{canonical}">
{alternates}<link rel="alternate" hreflang="x-default" href="{canonical}">
<link rel="icon" href="assets/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="assets/dragoman.css">
<script>
// A visitor whose browser names one of our languages goes there; with ?choose, or without scripts, they choose.
if (!new URLSearchParams(location.search).has("choose")) {{
  const ours = {locales};
  const fits = (tag) => ours.find((one) => one === tag) ||
    (/^zh-(TW|HK|MO|Hant)/i.test(tag) ? ours.find((one) => one === "zh-Hant") : undefined) ||
    ours.find((one) => one.split("-")[0] === tag.split("-")[0]);
  const best = navigator.languages.map(fits).find(Boolean);
  if (best) location.replace(best + "/" + location.hash);
}}
</script>
</head>
<body class="kind-chooser">
<main id="content"><article>
<h1 class="display">{name}</h1>
<ul class="chooser">{items}</ul>
</article></main>
</body>
</html>
"""

_REDIRECT = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{canonical}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
<script>location.replace({script} + location.search + (location.hash || {fragment}))</script>
<meta http-equiv="refresh" content="0; url={target}">
<a href="{target}">{canonical}</a>
"""
