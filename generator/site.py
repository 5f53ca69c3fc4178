"""A publication -> its site: every edition in a process of its own, then what stands above them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from generator import assemble, history, identity, pages, publish, search, source
from generator.config import Settings
from generator.enrich import mentions, questions, references, related
from generator.l10n import editions, formats
from generator.l10n.editions import Edition
from generator.model import Interview, Paragraph, State, Text
from generator.pages import shell
from generator.pages.page import Page
from generator.pages.view import View, paragraphs
from generator.progress import progress
from generator.publication import Publication


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    site: Path
    pages: int
    interviews: int
    locales: tuple[str, ...]


def build(loaded: Publication, *, jobs: int = 0, quiet: bool = False, plain: bool = False) -> Built:
    """Build the site; the old one stays until the new one is finished.

    With `plain` MkDocs builds every page; without, most are poured into moulds it made. The site is the same.
    """
    settings = loaded.settings
    made = [edition(loaded, locale) for locale in settings.locales]
    views = views_of(loaded, made)
    new = settings.build / "site"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    overrides = settings.root / settings.overrides if settings.overrides else None
    publish.write_theme(settings.build / "theme", overrides)
    logo = [settings.docs / settings.logo] if settings.logo else []
    publish.write_assets(new / "assets", [*logo, *([overrides / "assets"] if overrides else [])])
    everywhere = [shell.not_found(view) for view in views]
    addresses: dict[str, assemble.Address] = {}
    moved: list[tuple[str, str, str]] = []
    count = 0
    with (
        ProcessPoolExecutor(min(jobs or os.cpu_count() or 1, len(views))) as pool,
        progress("editions", len(views), quiet=quiet) as advance,
    ):
        for view, found in zip(
            views, pool.map(_build_edition, [(v, everywhere, new, plain) for v in views]), strict=True
        ):
            count += len(found)
            addresses.update({address.path: address for address in found if address.locales})
            moved += pages.redirects(view, [address.path for address in found])
            advance(view.locale)
    _write_root(settings, views, new, addresses)
    assemble.write_redirects(new, moved, settings.url)
    assemble.swap(new, settings.site)
    return Built(settings.site, count, len(loaded.corpus.interviews), settings.locales)


def edition(loaded: Publication, locale: str) -> Edition:
    """The edition of the publication in a locale."""
    settings = loaded.settings
    return editions.make(loaded.corpus, locale, settings.translations, loaded.written, settings.locales[0])


def views_of(loaded: Publication, made: Sequence[Edition]) -> list[View]:
    """The editions with what their pages need to know of each other."""
    corpus = loaded.corpus
    statuses = {edition.locale: edition.status for edition in made}
    similar = related.related(corpus)
    taken_up = references.references(corpus)
    decided = loaded.decisions
    groups = questions.groups(corpus, decided.merges, decided.not_merges)
    changes = _changes(loaded)
    readable = _readable(made)
    retired = {slug: identity.resolve(ledger.retired) for slug, ledger in loaded.ledgers.items()}
    return [
        View(
            settings=loaded.settings,
            edition=_presentable(edition),
            corpus=corpus,
            mentions={one.slug: mentions.find(one, corpus.terms) for one in edition.interviews},
            related=similar,
            references=taken_up,
            parts=loaded.parts,
            groups=groups,
            changes=changes,
            statuses=statuses,
            retired=retired,
            guests={slug: ledger.guests for slug, ledger in loaded.ledgers.items()},
            readable=readable,
        )
        for edition in made
    ]


def _presentable(edition: Edition) -> Edition:
    """The edition with a title for interviews whose own is withheld, and the publishers' names in its language."""
    untitled = Text(edition.ui.gettext("Withdrawn interview"), edition.locale)
    interviews = tuple(
        replace(
            one,
            title=one.title if one.title.words else untitled,
            source=replace(one.source, publisher=edition.word("publisher", one.source.publisher)),
        )
        for one in edition.interviews
    )
    return replace(edition, interviews=interviews)


def _changes(loaded: Publication) -> dict[str, tuple[history.Change, ...]]:
    """Slug -> the changes of its published words that readers are told of."""
    settings = loaded.settings
    recorded = history.changes(settings.root, settings.interviews)
    return {
        one.slug: history.public(recorded.get((settings.interviews / one.slug / source.FILE).resolve(), ()), one)
        for one in loaded.corpus.interviews
    }


def _readable(made: Sequence[Edition]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Slug -> exchange, or empty for the whole -> locales in which some of its words can be read."""
    found: dict[str, dict[str, list[str]]] = {}
    for edition in made:
        for interview in edition.interviews:
            places = found.setdefault(interview.slug, {})
            for exchange, _, paragraph in paragraphs(interview):
                if _is_readable(interview, paragraph, edition.locale):
                    for key in {"", exchange.id if exchange else ""}:
                        if edition.locale not in places.setdefault(key, []):
                            places[key].append(edition.locale)
    return {slug: {key: tuple(value) for key, value in places.items()} for slug, places in found.items()}


def _is_readable(interview: Interview, paragraph: Paragraph, locale: str) -> bool:
    return paragraph.state is State.TRANSLATED or interview.language == locale


def _build_edition(task: tuple[View, Sequence[dict[str, str]], Path, bool]) -> list[assemble.Address]:
    """One edition, in a process of its own: pages, MkDocs, search, downloads."""
    view, everywhere, new, plain = task
    settings = view.settings
    made = list(chain(pages.of_site(view), *(pages.of_interview(view, one) for one in view.interviews)))
    rendered = [(page.path, shell.front_matter(view, page), page.body) for page in made]
    built, poured, moulded = (rendered, [], {}) if plain else publish.divide(rendered)
    folder = settings.build / view.locale
    publish.write_tree(
        folder,
        built,
        locale=view.locale,
        name=view.name,
        description=view.description,
        url=f"{settings.url}{view.locale}/",
        extra={**shell.edition_strings(view), "everywhere": list(everywhere)},
        theme=settings.build / "theme",
    )
    finished = publish.build(folder)
    publish.pour(finished, poured, moulded)
    target = new / view.locale
    finished.rename(target)
    for download in pages.of_downloads(view):
        file = target / download.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(download.content)
    search.index(
        ((page.path, page.title, page.search) for page in made if page.search),
        view.locale,
        target / "pagefind",
        cache=settings.build / "search" / view.locale,
    )
    return [assemble.Address(page.path, _locales(view, page), page.changed) for page in made if not page.hidden]


def _locales(view: View, page: Page) -> tuple[str, ...]:
    return view.settings.locales if page.locales is None else page.locales


def _write_root(settings: Settings, views: Sequence[View], new: Path, addresses: dict[str, assemble.Address]) -> None:
    """Everything above the editions: choice of language, 404, sitemap."""
    languages = [
        {
            "locale": view.locale,
            "dir": formats.direction(view.locale),
            "autonym": formats.autonym(view.locale),
            "text": view.description,
            "url": f"{settings.url}{view.locale}/",
            "root": settings.url,
        }
        for view in views
    ]
    assemble.write_root(new, name=settings.name, languages=languages)
    (new / settings.locales[0] / "404.html").rename(new / "404.html")
    for locale in settings.locales[1:]:
        (new / locale / "404.html").unlink()
    assemble.write_sitemap(new, addresses.values(), settings.url)
