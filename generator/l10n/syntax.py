"""The text of a PO file -> the lines of its entries, with every mistake of syntax found and placed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.errors import InputError

_LINE = re.compile(
    r"""(?P<obsolete>\#~\s*)? (?:
        (?P<comment>\#(?!~).* | \|.* )
      | (?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)? \s* (?P<string>"(?:[^"\\]|\\.)*")
    )?\s*""",
    re.VERBOSE,
)
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one entry."""

    raw: str
    """Exactly as they stand in the file, without blank lines."""
    line: int
    """1-based line of its msgstr."""
    header: bool
    """Whether it is the header: the entry with an empty msgid."""


def blocks(text: str, name: str) -> Iterator[Block]:
    """The entries' lines; raises InputError where polib would guess, or lose an entry without a word."""
    lines: list[str] = []
    keywords: dict[str, int] = {}
    empty_id = False
    for number, whole in enumerate(text.split("\n"), 1):
        line = whole.strip()
        if _CONFLICT.match(line):
            raise InputError(name, number, "a conflict between two branches", "one of the two versions, without marks")
        match = _LINE.fullmatch(line)
        if not match:
            raise InputError(name, number, f"“{line[:60]}”", 'a comment (# …) or msgid, msgstr, … "a quoted string"')
        keyword, string = match["keyword"], match["string"]
        begins = keyword in ("msgctxt", "msgid") or (line and not string)
        if begins and any(key.startswith("msgstr") for key in keywords):
            yield Block("\n".join(lines), _line_of_translation(keywords), empty_id)
            lines, keywords, empty_id = [], {}, False
        if not line:
            continue
        lines.append(whole)
        if keyword:
            if keyword in keywords:
                raise InputError(name, number, f"a second {keyword} in one entry", "msgctxt, msgid, msgstr, once each")
            if keyword.startswith("msgstr") and "msgid" not in keywords:
                raise InputError(name, number, f"{keyword} without a msgid", "msgid before msgstr")
            keywords[keyword] = number
            if keyword == "msgid":
                empty_id = string == '""' and "msgctxt" not in keywords and not match["obsolete"]
        elif string:
            if not keywords:
                raise InputError(name, number, "a string that belongs to nothing", "msgid or msgstr before it")
            empty_id = empty_id and any(key.startswith("msgstr") for key in keywords)
    if any(key.startswith("msgstr") for key in keywords):
        yield Block("\n".join(lines), _line_of_translation(keywords), empty_id)
    elif keywords:
        raise InputError(name, min(keywords.values()), "an entry without a msgstr", 'msgstr "" where there is none yet')


def _line_of_translation(keywords: Mapping[str, int]) -> int:
    return next(line for key, line in keywords.items() if key.startswith("msgstr"))
