"""A citation as a BibTeX entry, in UTF-8, for BibTeX's styles as well as for biblatex."""

from __future__ import annotations

import re

from generator.exports.citations.citation import Citation
from generator.exports.citations.plain import quotation, title, translation
from generator.l10n.ui import Interface

_SPECIAL = {
    **{character: f"\\{character}" for character in "#$%&_"},
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_ESCAPES = str.maketrans(_SPECIAL)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {f"{number:02}": name for number, name in enumerate(_NAMES, 1)}
"""Month of an ISO 8601 date -> BibTeX's macro."""


def bibtex(citation: Citation, ui: Interface) -> str:
    """One `@misc` entry. Names and title are braced whole: no style may take them apart
    or lower their case."""
    year, _, rest = citation.date.partition("-")
    note = [quotation(citation, ui), translation(citation, ui)]
    fields = {
        "author": _braced(" and ".join(_whole(name) for name in citation.speakers)),
        "translator": _braced(" and ".join(_whole(name) for name in citation.translators)),
        "title": _braced(_whole(title(citation, ui))),
        "publisher": _braced(_text(citation.publisher)),
        "howpublished": _braced("; ".join(_text(name) for name in (citation.publisher, citation.publication) if name)),
        "year": _braced(_text(year)),
        "month": _MONTHS.get(rest[:2], ""),
        "date": _braced(_text(citation.date)),
        "url": _braced(_address(citation.url)),
        "urldate": _braced(_text(citation.accessed)),
        "language": _braced(_text(citation.language)),
        "note": _braced(_text(" ".join(part for part in note if part))),
    }
    key = re.sub(r"[^\w.:-]", "-", citation.key, flags=re.ASCII)
    return f"@misc{{{key},\n" + ",\n".join(f"  {name} = {value}" for name, value in fields.items() if value) + "\n}\n"


def _text(words: str) -> str:
    """Words in which BibTeX and LaTeX see nothing but words."""
    return " ".join(words.split()).translate(_ESCAPES)


def _whole(words: str) -> str:
    return f"{{{_text(words)}}}" if words else ""


def _address(url: str) -> str:
    """An address, verbatim as `url` fields are, but never with a brace or a backslash of its own."""
    return re.sub(r"[{}\\\s]", lambda match: f"%{ord(match.group()):02X}", url)


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""
