"""Hand-written pages: every Markdown file directly in `docs/`, block by block in the edition's language."""

from __future__ import annotations

from collections.abc import Iterator

from markdown import Markdown
from markupsafe import Markup

from generator import markup
from generator.l10n import formats
from generator.model import State, Text
from generator.pages.page import Page, SearchRecord
from generator.pages.passages import shorten
from generator.pages.view import View

EXTENSIONS = ["attr_list", "md_in_html", "tables", "footnotes", "admonition", "def_list"]
"""What Markdown of hand-written pages may use; the same extensions as the generated `mkdocs.yml`."""


def pages(view: View) -> Iterator[Page]:
    """A page for each file but `index.md`, which is the home page."""
    for name in sorted(view.edition.pages):
        if name not in ("index.md", "mkdocs.yml"):
            yield _page(view, name)


def _page(view: View, name: str) -> Page:
    parts = blocks(view, name)
    title = markup.plain(parts[0].words.lstrip("# "))
    text = next((block.words for block in parts[1:] if not block.words.startswith(("#", "<"))), title)
    body = "\n\n".join(_in_language(view, block) for block in parts)
    path = name.removesuffix(".md") + "/"
    html = "".join(block_html(view, block) for block in parts[1:])
    record = SearchRecord(str(html), "page", weight=3)
    return Page(path, "written", title, shorten(markup.plain(text)), body, edit=edit(view, name), search=record)


def blocks(view: View, name: str) -> tuple[Text, ...]:
    """The blocks of a hand-written page in this edition; the publication’s name as a heading where it is missing."""
    return view.edition.pages.get(name) or (Text(f"# {view.name}", view.locale),)


def block_html(view: View, block: Text) -> Markup:
    """A block rendered on its own, marked where it is not in the edition's language."""
    rendered = Markdown(extensions=EXTENSIONS).convert(block.words)
    return Markup(f"<div{_language(view, block)}>{rendered}</div>" if _foreign(view, block) else rendered)


def edit(view: View, name: str) -> str:
    """Where the file, or in a translation its catalog, is edited."""
    if not view.settings.repository:
        return ""
    root = f"{view.settings.repository}/blob/{view.settings.branch}"
    translated = all(block.state is State.SOURCE for block in view.edition.pages.get(name, ()))
    catalog = f"translations/{view.locale}/LC_MESSAGES/pages.po"
    return f"{root}/docs/{name}?plain=1" if translated else f"{root}/{catalog}?plain=1"


def _foreign(view: View, block: Text) -> bool:
    return block.language != view.locale


def _language(view: View, block: Text) -> str:
    return f' lang="{block.language}" dir="{formats.direction(block.language)}"'


def _in_language(view: View, block: Text) -> str:
    if not _foreign(view, block):
        return block.words
    return f'<div{_language(view, block)} markdown="1">\n\n{block.words}\n\n</div>'
