"""A citation in the RIS format of reference managers (Zotero, EndNote, Mendeley)."""

from __future__ import annotations

from generator.exports.citations.citation import Citation
from generator.exports.citations.plain import title, translation
from generator.l10n.ui import Interface


def ris(citation: Citation, ui: Interface) -> str:
    """One record, lines ended by CR LF as the format wants them.

    RIS has no type for interviews; `ELEC` (web page) is what readers of it agree on.
    """
    lines = [
        ("TY", "DATA" if citation.kind == "dataset" else "ELEC"),
        ("ID", citation.key),
        *(("AU", name) for name in citation.speakers),
        *(("A2", name) for name in citation.interviewers),
        *(("A4", name) for name in citation.translators),  # as Zotero and EndNote read it
        ("TI", title(citation, ui)),
        ("T2", citation.publication),
        ("PB", citation.publisher),
        ("PY", citation.date[:4]),
        ("DA", _date(citation.date)),
        ("AB", citation.quote),
        ("N1", translation(citation, ui)),
        ("LA", citation.language),
        ("UR", citation.url),
        ("L2", citation.source_url),
        ("Y2", _date(citation.accessed)),
    ]
    # A line break in a value would start a line of its own, and be read as a field.
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def _date(iso: str) -> str:
    """`2024-05` -> `2024/05//`: year, month, day, other; the slashes are always three."""
    parts = iso.split("-")
    return "/".join([*parts, "", "", ""][:4]) if iso and all(part.isdigit() for part in parts) else iso
