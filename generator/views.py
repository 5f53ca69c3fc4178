"""A publication -> the view of each edition: everything that its pages are made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator import history, identity, source
from generator.cache import Cache, digest, small
from generator.enrich import mentions, references, related, repeated
from generator.enrich.questions import Part
from generator.enrich.related import Related
from generator.enrich.repeated import Group
from generator.l10n import editions
from generator.l10n.editions import Edition
from generator.l10n.status import Status
from generator.model import Corpus, Interview, Mention, State, Term, Text
from generator.pages import alone
from generator.pages.passages import paragraphs
from generator.pages.view import View
from generator.publication import Publication, Understood


def edition(loaded: Publication, locale: str) -> Edition:
    """The edition of the publication in a locale."""
    settings = loaded.settings
    sizes = {slug: one.size for slug, one in loaded.own.items()}
    return editions.make(loaded.corpus, locale, settings.translations, loaded.written, settings.locales[0], sizes)


def of(loaded: Publication, made: Sequence[Edition], cache: Cache | None = None) -> list[View]:
    """The editions with what their pages need to know of each other."""
    corpus = loaded.corpus
    statuses = {edition.locale: edition.status for edition in made}
    own = loaded.own
    similar = related.related(corpus, known={slug: one.words for slug, one in own.items()})
    prints = {slug: one.prints for slug, one in own.items()}
    taken_up = references.references(corpus)
    groups = _groups(loaded, cache)
    changes = _changes(loaded)
    readable = _readable(made)
    retired = {slug: identity.resolve(ledger.retired) for slug, ledger in loaded.ledgers.items()}
    return [
        View(
            settings=loaded.settings,
            edition=_presentable(edition),
            corpus=corpus,
            mentions={one.slug: _mentions(own.get(one.slug), one, corpus.terms) for one in edition.interviews},
            related=similar,
            references=taken_up,
            parts=loaded.parts,
            groups=groups,
            changes=changes,
            statuses=statuses,
            retired=retired,
            guests={slug: ledger.guests for slug, ledger in loaded.ledgers.items()},
            readable=readable,
            prints=prints,
        )
        for edition in made
    ]


def _groups(loaded: Publication, cache: Cache | None) -> tuple[Group, ...]:
    """Questions that are the same, as they were kept from a build in which all questions were what they are."""
    corpus, decided = loaded.corpus, loaded.decisions
    pairs = [sorted(map(sorted, found)) for found in (decided.merges, decided.not_merges)]
    key = digest([(one.slug, one.date, loaded.own[one.slug].asked) for one in corpus.interviews], pairs)
    kept: tuple[Group, ...] | None = cache.get(_GROUPS, key) if cache else None
    found = repeated.groups(corpus, decided.merges, decided.not_merges) if kept is None else kept
    if cache and kept is None:
        cache.put(_GROUPS, key, found)
    return found


small(Group, Part, Related, Status)  # in the key of every interview

_GROUPS = "questions"


def again(before: View, now: Understood) -> View | None:
    """The view of an interview alone, of an edition that was seen before, with what is known of the interview now.

    What it has to do with others, and what they say of it, stays as it was. None where the edition did not have it, or
    may not have it any more.
    """
    slug = now.interview.slug
    if now.published is None or slug not in before.edition.sources:
        return None
    settings, edition, seen = before.settings, before.edition, alone.alone(before, slug)
    published = replace(now.published, former_slugs=before.by_slug[slug].former_slugs)
    terms = before.corpus.terms
    ((localised, status),) = editions.each(
        [published], terms, before.locale, settings.translations, edition.vocabulary, {}
    )
    return replace(
        seen,
        edition=_presentable(
            replace(edition, interviews=(localised,), sources={slug: published}, status={slug: status})
        ),
        corpus=Corpus((published,), terms, {slug: now.figures}, {slug: now.mentions}),
        mentions={slug: _mentions(now, localised, terms)},
        parts={**seen.parts, slug: now.parts},
        retired={slug: identity.resolve(now.ledger.retired)},
        guests={slug: now.ledger.guests},
        statuses={**seen.statuses, before.locale: {slug: status}},
        readable={slug: _readable_again(before, localised)},
    )


def _readable_again(before: View, localised: Interview) -> dict[str, tuple[str, ...]]:
    """Where what is readable, with what is now in this edition."""
    known = before.readable.get(localised.slug, {})
    here = set(_readable_in(localised, before.locale))
    found = {}
    for key in dict.fromkeys([*known, *sorted(here)]):
        locales = {*known.get(key, ())} - {before.locale} | ({before.locale} if key in here else set())
        found[key] = tuple(locale for locale in before.settings.locales if locale in locales)
    return {key: locales for key, locales in found.items() if locales}


def _mentions(known: Understood | None, interview: Interview, terms: tuple[Term, ...]) -> tuple[Mention, ...]:
    """Where terms are mentioned in the words of an edition; known where these are the published ones."""
    if known and all(paragraph.state is not State.TRANSLATED for _, _, paragraph in paragraphs(interview)):
        return known.found
    return mentions.find(interview, terms)


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
            for key in _readable_in(interview, edition.locale):
                places.setdefault(key, []).append(edition.locale)
    return {slug: {key: tuple(value) for key, value in places.items()} for slug, places in found.items()}


def _readable_in(interview: Interview, locale: str) -> dict[str, None]:
    """The exchanges of which some words can be read in a locale, and empty for the whole."""
    found: dict[str, None] = {}
    for exchange, _, paragraph in paragraphs(interview):
        if paragraph.state is State.TRANSLATED or interview.language == locale:
            found |= {"": None, exchange.id if exchange else "": None}
    return found
