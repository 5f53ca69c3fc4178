"""PO catalogs, read: the text of a file -> frozen entries that remember their lines (GNU gettext's PO format)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import InputError
from generator.l10n.syntax import Block, blocks

if TYPE_CHECKING:
    import polib

MACHINE, MEMORY = "machine translation", "translation memory"
"""How the translator comment begins when a program filled the entry in."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a catalog."""

    context: str
    """msgctxt: the minted id in the catalog of an interview; empty when there is none."""
    text: str
    """msgid."""
    translation: str = ""
    """msgstr, or msgstr[0] where there are plural forms."""
    plural: str = ""
    """msgid_plural."""
    translations: tuple[str, ...] = ()
    """msgstr[0], msgstr[1], …; empty without msgid_plural."""
    flags: tuple[str, ...] = ()
    """What follows `#,`."""
    previous: str = ""
    """What follows `#| msgid`: the source that was translated before the source changed."""
    comments: str = ""
    """What translators wrote (`# `), lines joined by a line feed."""
    notes: str = ""
    """What the program tells translators (`#.`), lines joined by a line feed."""
    references: tuple[tuple[str, str], ...] = ()
    """File and line (or an empty string) of each place the text comes from."""
    obsolete: bool = False
    """Whether it is kept only for its translation (`#~`)."""
    line: int = field(default=0, compare=False)
    """1-based line of the catalog where its msgctxt, or its msgid, stands."""
    raw: str = field(default="", compare=False, repr=False)
    """Its lines exactly as they stand in the file."""

    @property
    def fuzzy(self) -> bool:
        """Whether somebody has to look at the translation before it may be published."""
        return "fuzzy" in self.flags

    @property
    def translated(self) -> bool:
        """Whether every form has words, reviewed or not."""
        return all(form.strip() for form in self.translations or (self.translation,))

    @property
    def proposed(self) -> bool:
        """Whether a program filled it in and nobody has confirmed it."""
        return self.fuzzy and self.comments.startswith((MACHINE, MEMORY))


@dataclass(frozen=True, slots=True)
class Catalog:
    """A PO file."""

    file: str
    """Path, for messages about it."""
    header: Mapping[str, str]
    """The fields of the header (`Language`, `Last-Translator`, …)."""
    entries: tuple[Entry, ...]
    """In the order of the file, obsolete ones included."""
    preamble: str = field(default="", repr=False)
    """The header's lines exactly as they stand in the file."""
    current: Mapping[tuple[str, str], Entry] = field(default_factory=dict, compare=False, repr=False)
    """(msgctxt, msgid) -> entry that is not obsolete; of several the best translated."""
    by_context: Mapping[str, Entry] = field(default_factory=dict, compare=False, repr=False)
    """msgctxt -> entry that is not obsolete, for catalogs in which the context is a minted id."""

    def get(self, context: str, text: str) -> Entry | None:
        """The entry of a text."""
        return self.current.get((context, text))


def read(path: Path, name: str = "") -> Catalog:
    """Read a PO file; `name` is what errors call it (its path, unless told otherwise).

    Raises InputError with the line for what is not a PO file in UTF-8, and for what a merge left half done.
    """
    import polib

    name = name or str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(name, None, f"byte {error.start} is not UTF-8", "a PO file in UTF-8") from None
    found = list(blocks(text.replace("\r\n", "\n").replace("\r", "\n"), name))
    try:
        file = polib.pofile(str(path))  # the path, not the text: of a text polib takes U+2028 for the end of a line
    except OSError as error:
        where = re.search(r"line (\d+)", str(error))
        raise InputError(name, int(where[1]) if where else None, "not the syntax of a PO file") from None
    headers = [block for block in found if block.header]
    bodies = [block for block in found if not block.header]
    if len(headers) > 1 or len(file) != len(bodies):
        line = headers[1].line if len(headers) > 1 else None
        raise InputError(name, line, "a second entry with an empty msgid", "one, the header, at the beginning")
    entries = tuple(_entry(item, block) for item, block in zip(file, bodies, strict=True))
    return catalog(name, file.metadata, entries, headers[0].raw if headers else "")


def catalog(name: str, header: Mapping[str, str], entries: tuple[Entry, ...], preamble: str) -> Catalog:
    """A catalog with its indexes."""
    current: dict[tuple[str, str], Entry] = {}
    by_context: dict[str, Entry] = {}
    for entry in entries:
        if entry.obsolete:
            continue
        current[entry.context, entry.text] = _better(current.get((entry.context, entry.text)), entry)
        if entry.context:
            by_context[entry.context] = _better(by_context.get(entry.context), entry)
    return Catalog(name, dict(header), entries, preamble, current, by_context)


def _better(one: Entry | None, other: Entry) -> Entry:
    """Of two entries for one text, as a merge of branches may leave them: the reviewed one, then the first."""
    if one is None or (other.translated, not other.fuzzy) > (one.translated, not one.fuzzy):
        return other
    return one


def _entry(item: polib.POEntry, block: Block) -> Entry:
    previous = item.previous_msgid
    if item.obsolete and "#~|" in block.raw:
        previous = _previous_of_obsolete(block.raw)
    plurals = item.msgstr_plural
    forms = tuple(plurals[index] for index in sorted(plurals))
    return Entry(
        context=item.msgctxt or "",
        text=item.msgid,
        translation=forms[0] if forms else item.msgstr,
        plural=item.msgid_plural,
        translations=forms,
        flags=tuple(item.flags),
        previous=previous or "",
        comments=item.tcomment,
        notes=item.comment,
        references=tuple((file, line) for file, line in item.occurrences),
        obsolete=bool(item.obsolete),
        line=block.line,
        raw=block.raw,
    )


def _previous_of_obsolete(raw: str) -> str:
    """The previous msgid of an obsolete entry, which polib does not read."""
    import polib

    found, keyword = "", ""
    for key, string in re.findall(r'(?m)^#~\| *(\w*) *"(.*)"', raw):
        keyword = key or keyword
        if keyword == "msgid":
            found += polib.unescape(string)
    return found
