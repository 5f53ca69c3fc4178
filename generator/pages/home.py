"""The home page: what this publication is, its latest interviews, its topics."""

from collections.abc import Iterator

from markupsafe import Markup

from generator import markup
from generator.pages import written
from generator.pages.page import Page
from generator.pages.render import render
from generator.pages.view import View, shorten

LATEST = 12
"""So many interviews are on the home page; the list of interviews has them all."""


def pages(view: View) -> Iterator[Page]:
    """The one page at the edition's root."""
    title, *opening = written.blocks(view, "index.md")
    topics = sorted(view.of_kind("topic"), key=lambda term: (-len(view.passages(term.id)), term.id))
    body = render(
        view,
        "home",
        "",
        title=title.words.removeprefix("# "),
        opening=Markup("\n").join(written.block_html(view, block) for block in opening),
        interviews=view.interviews[:LATEST],
        more=len(view.interviews) > LATEST,
        topics=topics[:24],
        figures=sum(len(view.figures(interview.slug)) for interview in view.interviews),
    )
    yield Page("", "home", view.name, shorten(view.description), body, edit=written.edit(view, "index.md"))


def plain_title(words: str) -> str:
    """A Markdown heading without its marks."""
    return markup.plain(words.lstrip("# "))
