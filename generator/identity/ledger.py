"""`ids.json` <-> Ledger: which ids there are, what they stood for, and where the retired ones lead."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from types import MappingProxyType

from generator.errors import InputError
from generator.model import Finding, Severity

VERSION = 1
ID = re.compile(r"(?:q\d+|intro(?=\.))(?:\.p\d+(?:\.s\d+)?)?", re.ASCII)
"""`q3`, `q3.p2`, `q3.p2.s1`, `intro.p1`, `intro.p1.s1`."""

_FINGERPRINT = re.compile(r"[\w-]{11} (?:[\w-]{2})*", re.ASCII)
_NOTHING = re.compile(r"")
_LANDING = re.compile(rf"(?P<landing>(?:{ID.pattern})?)(?: (?P<digest>[\w-]{{11}}))?", re.ASCII)
_ENTRY = re.compile(rf'"(?P<id>{ID.pattern})"\s*:\s*"(?P<value>[^"]*)"', re.ASCII)
_SLUG = re.compile(r"[^/\\\s\"]+")
_MARKER = re.compile(r"<{7}|={7}|>{7}|\|{7}")
_EXPECTED = "the file as dragoman wrote it (git checkout -- the file, or delete the line)"


@dataclass(frozen=True, slots=True)
class Retired:
    """An id whose passage is gone."""

    landing: str
    """Id of the passage that was nearest when it went; that may be retired since. Empty: the page as a whole."""
    digest: str = ""
    """Of a sentence's words, so that words that come back get their id back."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every id ever minted for one interview."""

    live: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Id -> fingerprint (`digest sketch`; empty for exchanges and paragraphs), in the order of the text.

    A passage belongs to the last larger one before it, whatever its id begins with: `q3.p2.s1` moves and keeps it.
    """
    retired: Mapping[str, Retired] = field(default_factory=lambda: MappingProxyType({}))
    guests: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Exchange -> ids of others that had their place on its page at some time, in the order in which they came."""
    slugs: tuple[str, ...] = ()
    """Names under which it was published, oldest first: the last is today's, the others are addresses to keep."""


def depth(id: str) -> int:
    """0 for an exchange, 1 for a paragraph, 2 for a sentence."""
    return id.count(".")


def order(id: str) -> tuple[int, ...]:
    """Sort key that counts: `q2` before `q10`."""
    return tuple(int(number) for number in re.findall(r"\d+", id.replace("intro", "-1")))


def text(ledger: Ledger) -> str:
    """`ids.json`: one id per line in a stable order, so that a diff shows the passages that changed."""
    live = {id: json.dumps(fingerprint) for id, fingerprint in ledger.live.items()}
    retired = {
        id: json.dumps(f"{entry.landing} {entry.digest}".rstrip() if entry.digest else entry.landing)
        for id, entry in sorted(ledger.retired.items(), key=lambda item: (order(item[0]), item[0]))
    }
    guests = {exchange: json.dumps(" ".join(ids)) for exchange, ids in ledger.guests.items()}
    sections = [f'"live": {_lines(live)}', f'"retired": {_lines(retired)}']
    sections += [f'"guests": {_lines(guests)}'] if guests else []
    sections[:0] = [f'"slugs": {json.dumps(ledger.slugs)}'] if ledger.slugs else []
    body = ",\n".join(sections)
    return f'{{\n"version": {VERSION},\n{body}\n}}\n'


def _lines(entries: Mapping[str, str]) -> str:
    return "{\n" + ",\n".join(f'  "{id}": {value}' for id, value in entries.items()) + "\n}" if entries else "{}"


def read(path: Path) -> Ledger:
    """The ledger of a file; an empty one when there is no file yet.

    Raises InputError, with the line, for anything that would give an id to the wrong words.
    """
    try:
        source = path.read_text("utf-8")
    except FileNotFoundError:
        return Ledger()
    except UnicodeDecodeError as error:
        raise InputError(path, None, "not UTF-8", _EXPECTED) from error
    for finding in conflicts(source):
        raise InputError(path, finding.line, finding.message, finding.remedy)
    try:
        data = json.loads(source)
    except json.JSONDecodeError as error:
        raise InputError(path, error.lineno, f"not JSON: {error.msg}", _EXPECTED) from error
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise InputError(path, 1, "not a ledger of ids that this dragoman can read", f'"version": {VERSION}')
    live, retired, guests = data.get("live"), data.get("retired"), data.get("guests", {})
    if not isinstance(live, dict) or not isinstance(retired, dict) or not isinstance(guests, dict):
        raise InputError(path, 1, 'no "live" or no "retired" ids', _EXPECTED)
    _verify(live, retired, guests, source, path)
    slugs = data.get("slugs", [])
    if not isinstance(slugs, list) or not all(isinstance(slug, str) and _SLUG.fullmatch(slug) for slug in slugs):
        raise InputError(path, 1, '"slugs" that are no names of folders', _EXPECTED)
    entries = {id: value.partition(" ") for id, value in retired.items()}
    return Ledger(
        live,
        {id: Retired(landing, digest) for id, (landing, _, digest) in entries.items()},
        {exchange: tuple(ids.split()) for exchange, ids in guests.items()},
        tuple(slugs),
    )


def _verify(
    live: dict[str, object], retired: dict[str, object], guests: dict[str, object], source: str, path: PurePath
) -> None:
    """Every entry is one that `text` could have written, and every retired id leads to a living one."""

    def corrupt(id: str, found: str, expected: str) -> InputError:
        return InputError(path, 1 + source[: source.index(json.dumps(id))].count("\n"), found, expected)

    for id, fingerprint in live.items():
        shape = _FINGERPRINT if depth(id) == 2 else _NOTHING
        if not ID.fullmatch(id) or not isinstance(fingerprint, str) or not shape.fullmatch(fingerprint):
            raise corrupt(id, f"{id!r} with {fingerprint!r} is no id with its fingerprint", _EXPECTED)
    if (first := next((id for id in live if depth(id)), "")) and depth(first) == 2:
        raise corrupt(first, f"{first} stands in no paragraph", "a line of its paragraph before it")
    for id, landing in retired.items():
        if not ID.fullmatch(id) or not isinstance(landing, str) or not _LANDING.fullmatch(landing):
            raise corrupt(id, f"{id!r} leading to {landing!r} is no retired id", _EXPECTED)
        seen = {id}
        to = landing.partition(" ")[0]
        while to in retired and to not in seen:
            seen.add(to)
            to = str(retired[to]).partition(" ")[0]
        if to and to not in live:
            raise corrupt(id, f"the retired id {id} leads to {to}, which is not there", "the id of a living passage")
    for exchange, ids in guests.items():
        if not isinstance(ids, str) or not {exchange, *ids.split()} <= live.keys() | retired.keys():
            raise corrupt(exchange, f"{exchange!r} with the guests {ids!r}: not all of them are ids here", _EXPECTED)


def conflicts(source: str, file: str = "ids.json") -> Iterator[Finding]:
    """Traces of two branches that both minted ids and were merged in Git.

    Errors, because building on would give somebody's published link to other words.
    """
    name = PurePath(file).name
    remedy = (
        f"take the file as readers know it, from the branch that is published (git checkout main -- {name}; where the "
        f"merge is committed there already, git checkout main~1 -- {name}), run dragoman build, and commit: "
        "passages that only the other side knew get new ids"
    )
    first: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(source.splitlines(), 1):
        if line.startswith('"guests"'):
            first.clear()
        if _MARKER.match(line):
            yield Finding(Severity.ERROR, "an unresolved merge of two branches", file, number, "identity", remedy)
        for entry in _ENTRY.finditer(line):
            id = entry["id"]
            if id in first:
                where, value = first[id]
                again = "twice" if value == entry["value"] else "for two different passages"
                message = f"{id} stands here {again} (first in line {where}): two branches minted it"
                yield Finding(Severity.ERROR, message, file, number, "identity", remedy)
            first.setdefault(id, (number, entry["value"]))


def named(ledger: Ledger, slug: str, others: Collection[str]) -> Ledger:
    """The ledger of an interview that is published under this name now; `others` are names of other interviews.

    A folder that was copied brings along the name of the one it was copied from, which is not given up.
    """
    before = tuple(name for name in ledger.slugs if name != slug and name not in others)
    return ledger if ledger.slugs == (*before, slug) else replace(ledger, slugs=(*before, slug))


def resolve(retired: Mapping[str, Retired]) -> dict[str, str]:
    """Retired id -> the living id it leads to (empty: the page as a whole), through any that were retired since."""
    resolved: dict[str, str] = {}
    for id in retired:
        to = retired[id].landing
        while to in retired:
            to = retired[to].landing
        resolved[id] = to
    return resolved
