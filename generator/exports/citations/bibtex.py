"""A citation as a BibTeX entry, in UTF-8, for BibTeX's styles as well as for biblatex."""

from __future__ import annotations

import re

from generator.exports.citations.citation import Citation
from generator.exports.citations.plain import title, translation
from generator.l10n.ui import Interface

_SPECIAL = {
    **{character: f"\\{character}" for character in "#$%&_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(citation: Citation, ui: Interface) -> str:
    """One `@misc` entry. Names and title are braced whole: no style may take them apart or lower their case."""
    year, month, _ = [*citation.date.split("-"), "", ""][:3]
    here = f"{citation.publication}"
    quote = f"“{citation.quote}”" if citation.quote else ""
    fields = {
        "author": " and ".join(_whole(name) for name in citation.speakers),
        "title": _whole(title(citation, ui)),
        "publisher": _text(citation.publisher),
        "howpublished": _text(here),
        "year": _text(year),
        "date": _text(citation.date),
        "url": _address(citation.url),
        "urldate": _text(citation.accessed),
        "language": _text(citation.language),
        "note": _text(" ".join(part for part in (quote, _sentence(translation(citation, ui))) if part)),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    if month in {f"{number:02}" for number in range(1, 13)}:
        lines.insert(-1, f"  month = {_MONTHS[int(month) - 1]}")
    key = re.sub(r"[^\w.:-]", "-", citation.key, flags=re.ASCII)
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _text(words: str) -> str:
    """Words in which BibTeX and LaTeX see nothing but words."""
    return "".join(_SPECIAL.get(character, character) for character in " ".join(words.split()))


def _whole(words: str) -> str:
    return f"{{{_text(words)}}}" if words else ""


def _address(url: str) -> str:
    """An address, verbatim as `url` fields are, but never with a brace or a backslash of its own."""
    return re.sub(r"[{}\\\s]", lambda match: f"%{ord(match.group()):02X}", url)


def _sentence(words: str) -> str:
    return f"{words}." if words else ""
