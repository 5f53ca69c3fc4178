"""HTML in Markdown: what blank lines set apart is a paragraph there, whether it has a tag for that or not."""

from __future__ import annotations

import re

_BLOCK = re.compile(
    r"\s*</?(?:address|article|aside|blockquote|body|br|center|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]"
    r"|header|hr|html|iframe|li|main|nav|ol|p|pre|script|section|style|summary|svg|table|tbody|td|th|tr|ul|!--)\b",
    re.IGNORECASE,
)
_BLANK = re.compile(r"(\n[ \t]*(?:\n[ \t]*)+)")


def paragraphs(text: str) -> str:
    """The text with `<p>` around what only blank lines set apart, as `<b>Why?</b>`; lines stay where they are."""
    pieces = _BLANK.split(text)
    return "".join(
        f"<p>{piece}</p>" if not at % 2 and piece.strip() and not _BLOCK.match(piece) else piece
        for at, piece in enumerate(pieces)
    )
