"""Entries -> the text of a PO file, as GNU gettext writes it with `--no-wrap`; what has not changed keeps its bytes."""

from __future__ import annotations

from collections.abc import Mapping

from generator.l10n.catalogs import Catalog, Entry, catalog
from generator.l10n.languages import gettext_name, plural_forms

_HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: {project}\\n"
"Report-Msgid-Bugs-To: \\n"
"PO-Revision-Date: \\n"
"Last-Translator: \\n"
"Language-Team: {language}\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"
"X-Official: no\\n"
"""


def empty(locale: str, project: str, file: str = "") -> Catalog:
    """A catalog with a header and nothing else."""
    forms = plural_forms(locale)
    preamble = _HEADER.format(project=project, language=gettext_name(locale), plural_forms=forms).rstrip("\n")
    return catalog(file, {"Language": gettext_name(locale), "Plural-Forms": forms}, (), preamble)


def with_field(preamble: str, name: str, value: str) -> str:
    """The lines of a header with a field set, in its place or at the end."""
    line = f'"{name}: {value}\\n"'
    lines = preamble.split("\n")
    known = [at for at, old in enumerate(lines) if old.startswith(f'"{name}:')]
    if known:
        lines[known[0]] = line
    else:
        lines.append(line)
    return "\n".join(lines)


def rewritten(old: Catalog, changes: Mapping[int, Entry]) -> str:
    """The text of a catalog with entries replaced, by the `id()` of the old one; all other lines keep their bytes."""
    blocks = [written(changes.get(id(entry), entry), entry) for entry in old.entries]
    return "\n\n".join([old.preamble, *blocks] if old.preamble else blocks) + "\n"


def written(entry: Entry, before: Entry | None) -> str:
    """The lines of an entry; those of the file where nothing about it has changed."""
    return before.raw if before and before == entry else render(entry)


def render(entry: Entry) -> str:
    """The lines of an entry, all text on one line except at line feeds."""
    import polib

    item = polib.POEntry(
        msgctxt=entry.context or None,
        msgid=entry.text,
        msgid_plural=entry.plural,
        msgstr="" if entry.translations else entry.translation,
        msgstr_plural=dict(enumerate(entry.translations)),
        tcomment=entry.comments,
        comment=entry.notes,
        occurrences=list(entry.references),
        flags=list(entry.flags),
        previous_msgid=entry.previous or None,
    )
    text = item.__unicode__(wrapwidth=0).rstrip("\n")
    if not entry.obsolete:
        return text
    lines = text.split("\n")
    return "\n".join(
        "#~" + line[1:] if line.startswith("#|") else line if line[0] == "#" else f"#~ {line}" for line in lines
    )
