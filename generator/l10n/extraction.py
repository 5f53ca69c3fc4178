"""The program's templates and code -> the messages of `ui.po`, through Babel's extractors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from generator.l10n.messages import Message

COMMENT_TAGS = ("NOTE:",)
"""A comment in the code that begins so is for the translator."""

_NOUN = {"_noun": (1, 2)}
"""Marks of ours beside those Babel knows: gettext, ngettext, pgettext, npgettext, _."""


@lru_cache(maxsize=1)
def ui_messages(package: Path) -> tuple[Message, ...]:
    """Every string of the interface below `package`, file by file, in the order of the text.

    References name the file without a line: a catalog need not change because code above a string did.
    """
    return tuple(
        message
        for path in sorted(package.rglob("*"))
        if path.suffix in _EXTRACTORS
        for message in _extract(path, f"{package.name}/{path.relative_to(package).as_posix()}")
    )


def _extract(path: Path, name: str) -> Iterator[Message]:
    from babel.messages.catalog import Message as Translatable
    from babel.messages.extract import DEFAULT_KEYWORDS, extract

    method, options = _EXTRACTORS[path.suffix]
    with path.open("rb") as file:
        for _, text, comments, context in extract(method, file, DEFAULT_KEYWORDS | _NOUN, COMMENT_TAGS, options):
            singular, plural = (text, "") if isinstance(text, str) else (text[0], text[1])
            flags = ("python-format",) if Translatable(text).python_format else ()
            notes = tuple(comment.removeprefix("NOTE:").strip() for comment in comments)
            yield Message(context or "", singular, plural, notes, ((name, 0),), flags)


def _template(file: BinaryIO, keywords: Any, tags: Any, options: Any) -> Iterator[Any]:
    from jinja2.ext import babel_extract

    return babel_extract(file, keywords, tags, options)


_EXTRACTORS: dict[str, tuple[str | Callable[..., Any], dict[str, str]]] = {
    ".py": ("python", {}),
    ".html": (_template, {"silent": "false"}),
    ".xml": (_template, {"silent": "false"}),
}
