"""What became of the published words of an interview: each correction, before and after."""

from __future__ import annotations

from collections.abc import Iterator

from generator import markup
from generator.history import Change
from generator.model import Interview, Paragraph, State
from generator.pages import addresses
from generator.pages.page import Page
from generator.pages.passages import paragraphs
from generator.pages.render import render
from generator.pages.view import View


def pages(view: View, interview: Interview) -> Iterator[Page]:
    """The one page at `interviews/<slug>/history/`, of interviews whose words have been changed."""
    changes = view.changes.get(interview.slug, ())
    if not changes:
        return
    path = addresses.history(interview.slug)
    gettext = view.edition.ui.gettext
    title = gettext("Corrections: %(title)s") % {"title": markup.plain(interview.title.words)}
    description = gettext("What was changed in the published words of this interview, and when.")
    stands = {sentence.id: paragraph for _, _, paragraph in paragraphs(interview) for sentence in paragraph.sentences}
    for _, _, paragraph in paragraphs(view.source(interview)):  # a translation need not tell all sentences apart
        translated = stands.get(paragraph.sentences[0].id)
        stands |= {sentence.id: translated for sentence in paragraph.sentences if translated}
    body = render(
        view,
        "history",
        path,
        interview=interview,
        source=view.source(interview),
        changes=[(change, _followed(view, change, stands.get(change.sentence))) for change in reversed(changes)],
    )
    yield Page(path, "history", title, f"{description} {markup.plain(interview.title.words)}", body)


def _followed(view: View, change: Change, paragraph: Paragraph | None) -> str:
    """In a translation, whether it says by now what the source was corrected to; nothing where there is no telling."""
    gettext = view.edition.ui.gettext
    if paragraph is None or paragraph.state is State.SOURCE:
        return ""
    if paragraph.state is State.TRANSLATED:
        return gettext("The translation has followed.")
    if paragraph.state is State.OUTDATED:
        return gettext("The translation has not followed yet. The passage is shown as published.")
    return gettext("The passage is not translated yet. It is shown as published.")
