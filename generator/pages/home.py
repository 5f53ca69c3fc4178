"""The home page: what this publication is, its latest interviews, its topics."""

from collections.abc import Iterator

from markupsafe import Markup

from generator.pages import written
from generator.pages.accounts import account
from generator.pages.page import Page
from generator.pages.passages import shorten
from generator.pages.render import render
from generator.pages.rows import Row, rows
from generator.pages.view import View

LATEST = 12
"""So many interviews are on the home page; the list of interviews has them all."""

NUMERALS = 6
"""So many figures are on the home page."""


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
        asked=sum(1 for interview in view.interviews for exchange in interview.exchanges if exchange.number),
        figures=sum(account(view, interview).said for interview in view.interviews),
        numerals=_numerals(view),
    )
    yield Page("", "home", view.name, shorten(view.description), body, edit=written.edit(view, "index.md"))


def _numerals(view: View) -> list[Row]:
    """A few amounts of the newest interviews, one of each thing measured, those an editor has confirmed first."""
    found: dict[str, Row] = {}
    for interview in view.interviews[:LATEST]:
        amounts = [row for row in rows(view, interview) if row.figure.kind == "amount" and row.measure]
        for row in sorted(amounts, key=lambda row: row.figure.status != "confirmed"):
            found.setdefault(row.measure, row)
        if len(found) >= NUMERALS:
            break
    return list(found.values())[:NUMERALS]
