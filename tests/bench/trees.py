"""`python -m tests.bench.trees PUBLICATION TO`: the pages of its first edition, as other generators take them.

Each rival gets the very pages that Dragoman makes, under the same addresses, as Markdown with front matter: in
`TO/same` with the bodies as they are (blocks of HTML), in `TO/words` with their words alone as plain paragraphs, which
is less than anybody would publish and the most favourable case for a rival. What is in the `<head>` of our pages, the
downloads and the search index are left out for all of them.

In `TO/ours` is the tree that MkDocs would build in our theme, with the `<head>`, for `tests.bench.poured`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from html import unescape
from itertools import chain
from pathlib import Path

from generator import config, pages, publication, publish, sheets, views
from generator.pages import shell
from generator.pages.page import Page

SILENT = re.compile(r"<(script|style|svg|template)\b.*?</\1>", re.DOTALL)
BLOCK = re.compile(
    r"</?(?:p|div|h\d|li|ul|ol|dl|dt|dd|table|tr|section|article|blockquote|figure|nav|header|footer)\b[^>]*>"
)
TAG = re.compile(r"<[^>]*>")
ATTRIBUTES = re.compile(r"\s*\{:[^}]*\}\s*$", re.MULTILINE)
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+!|&~^$]|^\s*[-=]|^\s*\d+[.)])", re.MULTILINE)


def write(root: Path, to: Path) -> int:
    """Write both trees of a publication; returns the number of pages in each."""
    loaded = publication.load(config.read(root))
    (view,) = views.of(loaded, [views.edition(loaded, loaded.settings.locales[0])])

    def made() -> Iterator[Page]:
        return chain(pages.of_site(view), *(pages.of_interview(view, one) for one in view.interviews))

    publish.write_tree(
        to / "ours",
        sheets.rendered(view, made()),
        locale=view.locale,
        name=view.name,
        description=view.description,
        url=f"{view.settings.url}{view.locale}/",
        extra={**shell.edition_strings(view), "everywhere": [shell.not_found(view)]},
        theme=to / "ours" / "theme",
    )
    count = 0
    for page in made():
        head = f"---\ntitle: {_quoted(page.title)}\ndescription: {_quoted(page.description)}\n---\n\n"
        for kind, body in (("same", page.body.strip()), ("words", "\n\n".join(paragraphs(page)))):
            file = to / kind / page.path / "index.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"{head}{body}\n", "utf-8")
        count += 1
    return count


def _quoted(words: str) -> str:
    """A string of YAML that every generator reads: an escaped pair of surrogates is none to some."""
    return json.dumps(words, ensure_ascii=False)


def paragraphs(page: Page) -> Iterator[str]:
    """The words of a page as paragraphs of Markdown without any markup."""
    for block in BLOCK.split(ATTRIBUTES.sub("\n", SILENT.sub("", page.body))):
        if words := " ".join(unescape(TAG.sub("", block)).split()):
            yield SPECIAL.sub(r"\\\1", words)


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), Path(sys.argv[2])))
