"""Topics: an index, and for each topic every passage on it, quoted, in time order."""

from collections.abc import Iterator

from generator.model import Term
from generator.pages.page import Page, SearchRecord
from generator.pages.render import render
from generator.pages.terms import same_exchange_terms
from generator.pages.text import InterviewText
from generator.pages.view import View, shorten


def pages(view: View) -> Iterator[Page]:
    """`topics/`, and `topics/<id>/` for each topic that is mentioned."""
    gettext = view.edition.ui.gettext
    topics = view.of_kind("topic")
    title = gettext("Topics")
    description = gettext("What is spoken of in %(publication)s, subject by subject.") % {"publication": view.name}
    yield Page("topics/", "topics", title, description, render(view, "topics", "topics/", title=title, topics=topics))
    for term in topics:
        yield _topic(view, term)


def _topic(view: View, term: Term) -> Page:
    path = f"topics/{term.id}/"
    label = view.label(term)
    note = term.notes.get(view.locale, "")
    passages = view.passages(term.id)
    body = render(
        view,
        "topic",
        path,
        term=term,
        title=label,
        note=note,
        passages=passages,
        texts={i.slug: InterviewText(view, i, path, annotated=False) for i in view.interviews},
        related=same_exchange_terms(view, term, "topic"),
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
        search=SearchRecord(
            f"<p>{note}</p><p hidden>{' '.join(term.aliases.get(view.locale, ()))}</p>", "topic", weight=9
        ),
    )
