"""The whole program on one screen: each command is a few stages, each stage a function of values.

What only one command needs is imported by it: a build does not wait for the rules of intake.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import config, publication, site, views
from generator.cache import Cache
from generator.errors import DragomanError
from generator.model import Finding
from generator.pages.render import ready
from generator.plain import plain_data
from generator.publication import Publication
from generator.site import Built
from generator.work import Workers

if TYPE_CHECKING:
    from generator.accession import Accession
    from generator.splitting import Piece
    from generator.translating import Proposed


def new(folder: Path, locales: Sequence[str]) -> list[Path]:
    """Start a publication in an empty folder; returns what was written."""
    from generator import starting

    return starting.start(folder, locales)


def parse(file: Path, keep: Collection[int | str] = ()) -> dict[str, Any]:
    """The structure of a raw source, as `parse.schema.json` describes it."""
    from generator import accession, intake

    return intake.as_json(intake.parse(file.name, accession.read(file), keep))


def import_files(
    root: Path, files: Sequence[Path], *, keep: Collection[int | str] = (), slug: str = "", jobs: int = 0
) -> list[tuple[Path, Accession | DragomanError]]:
    """Take files, and everything in folders that looks like a transcript, into the publication.

    One bad file does not stop the rest: its error stands in its place.
    """
    from generator import accession

    return accession.take(config.read(root), files, keep=keep, slug=slug, jobs=jobs)


def translate(root: Path, *, new: str = "", write: bool = True) -> list[Path]:
    """Bring the catalogs up to date, of one new locale too; returns those that changed."""
    from generator import translating

    settings = config.read(root)
    if new and not re.fullmatch(config.LOCALE, new):
        raise DragomanError(f"{new!r} is not a locale\n  expected: a language tag like pt, zh-Hans or pt-BR")
    loaded = publication.load(settings)
    if write:
        publication.save_ids(loaded)
    locales = [*settings.locales, *([new] if new and new not in settings.locales else [])]
    return translating.sync(loaded, locales, write=write)


def announced(root: Path, locale: str) -> tuple[int, str] | None:
    """The line of `mkdocs.yml` that a new locale asks for, with its number; None where it has what it needs."""
    settings = config.read(root)
    return None if locale in settings.locales else config.line_with(settings, locale)


def translation_status(root: Path) -> Iterator[str]:
    """A line for each edition and interview: how much is translated."""
    loaded = publication.load(config.read(root))
    for locale in loaded.settings.locales:
        for slug, status in views.edition(loaded, locale).status.items():
            yield f"{locale:8} {slug:50} " + (
                "as published"
                if status.original
                else (
                    f"{status.percent:3} % translated, {status.outdated} words out of date, "
                    f"{status.proposed} proposed, {status.missing} missing"
                )
            )


def prefill(root: Path, locale: str, machine: str = "") -> Iterator[Proposed]:
    """Propose translations for what has none, from the publication's own catalogs and then from a machine."""
    from generator import translating

    return translating.propose(publication.load(config.read(root)), locale, machine)


def export(root: Path, locale: str, form: str, folder: Path) -> list[Path]:
    """Write the catalogs of a locale for other people's translation tools."""
    from generator import translating

    return translating.export(publication.load(config.read(root)), locale, form, folder)


def review(root: Path, slug: str, ask: Callable[[str], str], say: Callable[[str], None]) -> int:
    """Walk through the proposed figures with an editor; returns how many were decided."""
    from generator import reviewing

    return reviewing.walk(publication.load(config.read(root)), ask, say, slug)


def suggest(root: Path, language: str = "", limit: int = 20) -> Iterator[str]:
    """Entries that the vocabulary may be missing, as lines to paste into it."""
    from generator.enrich import suggest as vocabulary_gaps

    loaded = publication.load(config.read(root))
    for locale in [language] if language else loaded.settings.locales:
        edition = views.edition(loaded, locale)
        corpus = replace(loaded.corpus, interviews=edition.interviews)
        for one in vocabulary_gaps.suggest(corpus, loaded.corpus.terms, limit):
            if one.language == locale:
                yield one.yaml()


def check(root: Path, only: Sequence[str] | None = None) -> Iterator[Finding]:
    """What is wrong with the publication, and with its site if there is one."""
    from generator import checks

    settings = config.read(root)
    loaded = publication.load(settings)
    yield from checks.run(
        checks.Site(loaded, tuple(views.edition(loaded, locale) for locale in settings.locales)), only
    )


def show(root: Path, stage: str) -> Any:
    """An intermediate value as plain data: what `STAGES` names."""
    if stage not in STAGES:
        raise DragomanError(f"there is no stage {stage!r}\n  expected: one of {', '.join(STAGES)}")
    loaded = publication.load(config.read(root))
    return plain_data(STAGES[stage](loaded))


def build(
    root: Path,
    *,
    url: str = "",
    jobs: int = 0,
    scheduler: str = "",
    quiet: bool = False,
    plain: bool = False,
    cache: Cache | None = None,
    exchange: AbstractContextManager[object] | None = None,
) -> Built:
    """Build the site of the publication in `root`; the old site stays until the new one is finished.

    While they are exchanged, `exchange` is held.

    What was made before and is made from the same is taken from the cache in `build/`. The work is done in `jobs`
    processes, or by the workers of a Dask scheduler that see the same files under the same paths.
    """
    settings = config.read(root.resolve() if scheduler else root, url)
    cache = cache or Cache(settings.build / "cache")
    with Workers(jobs, scheduler, partial(ready, settings)) as workers:
        loaded = publication.load(settings, workers, cache)
        publication.save_ids(loaded)
        return site.build(loaded, quiet=quiet, plain=plain, workers=workers, cache=cache, exchange=exchange)


def split(root: Path, folder: Path) -> list[Piece]:
    """Divide the built site among several repositories or buckets; returns what was written."""
    from generator import splitting

    return splitting.split(config.read(root), folder)


STAGES: Mapping[str, Callable[[Publication], Any]] = {
    "interviews": lambda loaded: loaded.complete,
    "published": lambda loaded: loaded.corpus.interviews,
    "ids": lambda loaded: loaded.ledgers,
    "figures": lambda loaded: loaded.corpus.figures,
    "mentions": lambda loaded: loaded.corpus.mentions,
    "terms": lambda loaded: loaded.corpus.terms,
    "editions": lambda loaded: [views.edition(loaded, locale) for locale in loaded.settings.locales],
}
"""What `dragoman show` can show: the values that stand between the stages."""
