"""One entry of a vocabulary file as a term."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePath
from typing import Any

from generator import located
from generator.errors import InputError
from generator.located import Map, Seq
from generator.model import Term

KINDS = ("person", "organisation", "place", "work")
"""What an entry of `people.yml` can be."""

_FIELDS = ("labels", "aliases", "notes", "not_in", "broader", "related", "links")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
"""The BCP 47 tags a publication uses: language, script, region."""
_LINKS = {
    "wikidata": re.compile(r"Q[1-9]\d*"),
    "viaf": re.compile(r"\d+"),
    "gnd": re.compile(r"[\dX-]+"),
    "isni": re.compile(r"\d{15}[\dX]"),
    "geonames": re.compile(r"\d+"),
    "ror": re.compile(r"0[a-z0-9]{8}"),
    "url": re.compile(r"https?://\S+"),
}
"""Authority -> the form of its identifiers."""


def entry(id_: str, value: Any, line: int, file: PurePath, kinds: Collection[str]) -> Term:
    """The entry `id_` of a file whose entries are of these kinds; raises `InputError` when it is not well formed."""
    if not _ID.fullmatch(id_):
        raise InputError(file, line, f"{id_!r} is not an id", "small letters, digits and hyphens, as in crude-oil")
    fields = located.expect(value, Map, file, line, id_)
    named = "topic" not in kinds
    located.check_keys(fields, ("kind", "titles", *_FIELDS) if named else _FIELDS, file, id_)
    labels = _by_language(fields, "labels", file, id_)
    if not labels:
        raise InputError(file, line, f"{id_} has no labels", "one at least, as in labels: {en: Crude oil}")
    return Term(
        id=id_,
        kind=_kind(fields, line, kinds, file, id_) if named else "topic",
        labels={tag: _text(words, at, file, f"label of {id_}") for tag, (words, at) in labels.items()},
        aliases=_lists(fields, "aliases", file, id_),
        notes=_texts(fields, "notes", file, id_),
        titles=_texts(fields, "titles", file, id_),
        not_in=_lists(fields, "not_in", file, id_),
        broader=located.text(fields, "broader", file, id_),
        related=tuple(other for other, _ in located.texts(fields, "related", file, id_)),
        links=_links(fields, file, id_),
        line=line,
    )


def _kind(fields: Map, line: int, kinds: Collection[str], file: PurePath, id_: str) -> str:
    kind = located.text(fields, "kind", file, id_)
    if kind not in kinds:
        found = f"{kind!r} is not a kind" if kind else f"{id_} has no kind"
        raise InputError(file, fields.lines.get("kind", line), found, "kind: one of " + ", ".join(kinds))
    return kind


def _by_language(fields: Map, key: str, file: PurePath, id_: str) -> dict[str, tuple[Any, int]]:
    """Language tag -> value and line."""
    value = fields.get(key)
    if value is None:
        return {}
    mapping = located.expect(value, Map, file, fields.lines[key], f"{key} of {id_}")
    for tag in mapping:
        if not _TAG.fullmatch(tag):
            raise InputError(
                file, mapping.lines[tag], f"{tag!r} in {key} of {id_}", "a BCP 47 language tag such as en, zh-Hans"
            )
    return {tag: (words, mapping.lines[tag]) for tag, words in mapping.items()}


def _text(value: Any, line: int, file: PurePath, name: str) -> str:
    words = located.expect(value, str, file, line, name)
    if not words.strip():
        raise InputError(file, line, f"{name} is empty", "words, or leave the line out")
    return str(words).strip()


def _texts(fields: Map, key: str, file: PurePath, id_: str) -> dict[str, str]:
    return {
        tag: _text(words, line, file, f"{key} of {id_} ({tag})")
        for tag, (words, line) in _by_language(fields, key, file, id_).items()
    }


def _lists(fields: Map, key: str, file: PurePath, id_: str) -> dict[str, tuple[str, ...]]:
    lists = {}
    for tag, (value, line) in _by_language(fields, key, file, id_).items():
        name = f"{key} of {id_} ({tag})"
        items = located.expect(value, Seq, file, line, name)
        lists[tag] = tuple(_text(item, at, file, name) for item, at in zip(items, items.lines, strict=True))
    return lists


def _links(fields: Map, file: PurePath, id_: str) -> dict[str, str]:
    if fields.get("links") is None:
        return {}
    links = located.expect(fields["links"], Map, file, fields.lines["links"], f"links of {id_}")
    located.check_keys(links, tuple(_LINKS), file, f"links of {id_}")
    for authority in links:
        identifier = located.text(links, authority, file, f"links of {id_}")
        if not _LINKS[authority].fullmatch(identifier):
            raise InputError(
                file, links.lines[authority], f"{identifier!r} is not an identifier of {authority}", "a verified one"
            )
    return {authority: str(identifier) for authority, identifier in links.items()}
