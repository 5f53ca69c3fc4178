"""A publication -> the view of each edition: everything that its pages are made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator import history, identity, source
from generator.enrich import mentions, references, related, repeated
from generator.l10n import editions
from generator.l10n.editions import Edition
from generator.model import Interview, Mention, Paragraph, State, Text
from generator.pages.view import View, paragraphs
from generator.publication import Publication


def edition(loaded: Publication, locale: str) -> Edition:
    """The edition of the publication in a locale."""
    settings = loaded.settings
    return editions.make(loaded.corpus, locale, settings.translations, loaded.written, settings.locales[0])


def of(loaded: Publication, made: Sequence[Edition]) -> list[View]:
    """The editions with what their pages need to know of each other."""
    corpus = loaded.corpus
    statuses = {edition.locale: edition.status for edition in made}
    own = loaded.own
    similar = related.related(corpus, known={slug: one.words for slug, one in own.items()})
    prints = {slug: one.prints for slug, one in own.items()}
    taken_up = references.references(corpus)
    decided = loaded.decisions
    groups = repeated.groups(corpus, decided.merges, decided.not_merges)
    changes = _changes(loaded)
    readable = _readable(made)
    retired = {slug: identity.resolve(ledger.retired) for slug, ledger in loaded.ledgers.items()}
    return [
        View(
            settings=loaded.settings,
            edition=_presentable(edition),
            corpus=corpus,
            mentions={one.slug: _mentions(loaded, one) for one in edition.interviews},
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


def _mentions(loaded: Publication, interview: Interview) -> tuple[Mention, ...]:
    """Where terms are mentioned in the words of an edition; known where these are the published ones."""
    known = loaded.own.get(interview.slug)
    if known and all(paragraph.state is not State.TRANSLATED for _, _, paragraph in paragraphs(interview)):
        return known.found
    return mentions.find(interview, loaded.corpus.terms)


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
