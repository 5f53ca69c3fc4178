"""Topics: how they hang together, and for each one what was said of it and asked about it, in time order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from generator.exports import feeds
from generator.model import Term
from generator.pages import addresses, map, terms
from generator.pages.page import Download, Page, SearchRecord
from generator.pages.passages import shorten
from generator.pages.render import render
from generator.pages.timeline import timeline
from generator.pages.view import View

FEED = 20
"""So many interviews are in the feed of a topic, the newest."""


@dataclass(frozen=True, slots=True)
class Part(terms.OfTerm):
    """`topics/<id>/`."""

    @property
    def name(self) -> str:
        """Under which it is kept."""
        return f"topics/{self.term}"

    def pages(self, view: View) -> Iterator[Page]:
        """The page."""
        yield _topic(view, view.terms[self.term])

    def downloads(self, view: View) -> Iterator[Download]:
        """Its feed."""
        yield _feed(view, view.terms[self.term])


def pages(view: View) -> Iterator[Page]:
    """`topics/`, and `topics/<id>/` for each topic that is mentioned."""
    yield from overview(view)
    for part in parts(view):
        yield from part.pages(view)


def parts(view: View) -> Iterator[Part]:
    """The topics that are mentioned."""
    return (Part(*found) for found in terms.sources(view, view.of_kind("topic")))


def overview(view: View) -> Iterator[Page]:
    """`topics/`."""
    gettext = view.edition.ui.gettext
    topics = view.of_kind("topic")
    title = gettext("Topics")
    description = gettext("What is spoken of in %(publication)s, subject by subject.") % {"publication": view.name}
    links = map.links(view, topics)
    body = render(
        view,
        "topics",
        "topics/",
        title=title,
        topics=topics,
        map=map.drawing(view, topics, links, "topics/"),
        together={id_: [view.terms[link.other] for link in found[: map.LISTED]] for id_, found in links.items()},
    )
    yield Page("topics/", "topics", title, description, body)


def _topic(view: View, term: Term) -> Page:
    path = f"topics/{term.id}/"
    label = view.label(term)
    note = term.notes.get(view.locale, "")
    passages = view.passages(term.id)
    figures = list(islice(terms.figures_in(view, passages), terms.ASKED + 1))
    asked = view.asked_about(term.id)
    body = render(
        view,
        "topic",
        path,
        term=term,
        title=label,
        note=note,
        passages=passages,
        spoken=list(dict.fromkeys(passage.interview.slug for passage in passages)),
        quotes=terms.quotes(view, term, passages),
        timeline=timeline(view, passages),
        figures=figures[: terms.ASKED],
        more_figures=len(figures) > terms.ASKED,
        asked=terms.by_interview(asked[-terms.ASKED :]),
        kin=terms.kin(view, term),
        links=terms.links(term),
        other_labels={tag: words for tag, words in term.labels.items() if tag != view.locale},
    )
    ngettext = view.edition.ui.ngettext
    count = ngettext("%(n)s passage", "%(n)s passages", len(passages)) % {"n": len(passages)}
    return Page(
        path,
        "topic",
        label,
        shorten(" · ".join(part for part in (label, note.rstrip(".。"), count) if part)),
        body,
        head=f'<link rel="alternate" type="application/atom+xml" href="{_url(view, term)}feed.xml">',
        search=SearchRecord(
            f"<p>{note}</p><p hidden>{' '.join(term.aliases.get(view.locale, ()))}</p>", "topic", weight=9
        ),
    )


def _feed(view: View, term: Term) -> Download:
    """`topics/<id>/feed.xml`: an Atom feed of a topic, an entry for each interview with what it says of it."""
    url = f"{_url(view, term)}feed.xml"
    title = f"{view.label(term)} · {view.name}"
    entries = list(_entries(view, term))[-FEED:][::-1]
    text = feeds.atom(title, entries, url=url, home=_url(view, term), language=view.locale, publication=view.name)
    return Download(f"topics/{term.id}/feed.xml", text.encode())


def _entries(view: View, term: Term) -> Iterator[feeds.Entry]:
    """The interviews that speak of a topic, oldest first, with their passages on it in place of their text."""
    found: dict[str, list[terms.Quote]] = {}
    for quote in terms.quotes(view, term, view.passages(term.id)):
        found.setdefault(quote.passage.interview.slug, []).append(quote)
    for slug, quotes in found.items():
        home = f"{view.settings.url}{view.locale}/"
        whole = feeds.entry(view.by_slug[slug], url=f"{home}{addresses.interview(slug)}")
        if whole:
            yield feeds.about(whole, term.id, "".join(_quoted(quote, home) for quote in quotes))


def _quoted(quote: terms.Quote, home: str) -> str:
    passage = quote.passage
    slug = passage.interview.slug
    page = addresses.exchange(slug, passage.exchange.id) if passage.exchange else addresses.interview(slug)
    words = Markup('<blockquote lang="{}"><p>{} <a href="{}">¶</a></p></blockquote>')
    return str(words.format(passage.paragraph.language, quote.words, f"{home}{page}#{passage.anchor}"))


def _url(view: View, term: Term) -> str:
    return f"{view.settings.url}{view.locale}/topics/{term.id}/"
