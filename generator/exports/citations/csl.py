"""A citation as CSL-JSON, what citation processors (citeproc) read."""

from __future__ import annotations

import json

from generator.exports.citations.citation import Citation
from generator.exports.citations.plain import quotation, title, translation
from generator.l10n.ui import Interface


def csl_json(citation: Citation, ui: Interface) -> str:
    """A list of one item, a field a line. Names are `literal`: a processor must not guess which is the family name."""
    note = " ".join(part for part in (quotation(citation, ui), translation(citation, ui)) if part)
    item = {
        "id": citation.key,
        "type": "dataset" if citation.kind == "dataset" else "interview",
        "title": title(citation, ui),
        "author": [{"literal": name} for name in citation.speakers],
        "interviewer": [{"literal": name} for name in citation.interviewers],
        "translator": [{"literal": name} for name in citation.translators],
        "publisher": citation.publisher,
        "container-title": citation.publication,
        "issued": _date(citation.date),
        "accessed": _date(citation.accessed),
        "language": citation.language,
        "URL": citation.url,
        "note": note,
    }
    fields = (f'    "{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in item.items() if value)
    return "[\n  {\n" + ",\n".join(fields) + "\n  }\n]\n"


def _date(iso: str) -> dict[str, object] | None:
    """`2024-05` -> `{"date-parts": [[2024, 5]]}`; a page's placeholder as `raw`."""
    parts = iso.split("-")
    if not iso or not all(part.isdigit() for part in parts):
        return {"raw": iso} if iso else None
    return {"date-parts": [[int(part) for part in parts]]}
