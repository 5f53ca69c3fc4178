"""YAML that remembers its lines, so that a mistake in a file an editor wrote can be shown where it stands."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import PurePath
from typing import Any

import yaml

from generator.errors import InputError


class Map(dict[str, Any]):
    """A YAML mapping; `line` is where it starts, `lines` where each of its keys stands (1-based)."""

    line: int
    lines: dict[str, int]


class Seq(list[Any]):
    """A YAML sequence; `lines` says where each item starts (1-based)."""

    lines: list[int]


_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same results, ten times as fast


class _Loader(_Base):  # type: ignore[misc]
    """PyYAML's safe loader, with lines kept; dates stay text and a key may stand only once."""


# YAML 1.1 makes dates of `2024-05-07` and booleans of `no` (the language); here both are what the editor typed.
_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, regexp)
        for tag, regexp in resolvers
        if not tag.endswith((":timestamp", ":bool", ":float", ":int", ":null"))
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"$"), [""])  # `null` is a word like another


def _map(loader: _Loader, node: yaml.MappingNode) -> Map:
    result = Map()
    result.line = node.start_mark.line + 1
    result.lines = {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in result:
            raise yaml.MarkedYAMLError(problem=f"the key {key!r} stands twice", problem_mark=key_node.start_mark)
        result[key] = loader.construct_object(value_node, deep=True)
        result.lines[key] = key_node.start_mark.line + 1
    return result


def _seq(loader: _Loader, node: yaml.SequenceNode) -> Seq:
    result = Seq(loader.construct_object(item, deep=True) for item in node.value)
    result.lines = [item.start_mark.line + 1 for item in node.value]
    return result


_Loader.add_constructor("tag:yaml.org,2002:map", _map)
_Loader.add_constructor("tag:yaml.org,2002:seq", _seq)


def load(text: str, file: str | PurePath, first_line: int = 1) -> Any:
    """Parse YAML; scalars are `str`, `bool` or None, mappings `Map`, sequences `Seq`.

    `first_line` is the line of `file` on which `text` begins. Raises `InputError` at the place of a syntax error.
    """
    try:
        return yaml.load("\n" * (first_line - 1) + text, _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise InputError(
            file, mark.line + 1 if mark else None, f"not YAML: {error.problem}", "see the file's other entries"
        ) from error
    except yaml.YAMLError as error:
        raise InputError(file, None, f"not YAML: {error}") from error


def expect(value: Any, kind: type, file: str | PurePath, line: int, name: str) -> Any:
    """Return `value` if it is of the kind (`Map`, `Seq` or `str`); an `InputError` otherwise."""
    if not isinstance(value, kind):
        words = {Map: "a mapping (key: value)", Seq: "a list (- item)", str: "text", bool: "true or false"}
        raise InputError(file, line, f"{name} is {_found(value)}", words[kind])
    return value


def check_keys(mapping: Map, allowed: Collection[str], file: str | PurePath, name: str) -> None:
    """Raise `InputError` at the first key nobody would read, naming the nearest one that is read."""
    for key in mapping:
        if key not in allowed:
            near = difflib.get_close_matches(key, allowed, 1)
            hint = f"did you mean {near[0]!r}? " if near else ""
            raise InputError(
                file, mapping.lines[key], f"unknown key {key!r} in {name}", f"{hint}known: {', '.join(allowed)}"
            )


def text(mapping: Map, key: str, file: str | PurePath, name: str, default: str = "") -> str:
    """The text under a key, or the default where the key is absent or empty."""
    value = mapping.get(key)
    if value is None:
        return default
    return str(expect(value, str, file, mapping.lines[key], f"{key} of {name}"))


def texts(mapping: Map, key: str, file: str | PurePath, name: str) -> Iterator[tuple[str, int]]:
    """The texts of the list under a key, each with its line; nothing where the key is absent."""
    value = mapping.get(key)
    if value is None:
        return
    sequence = expect(value, Seq, file, mapping.lines[key], f"{key} of {name}")
    for item, line in zip(sequence, sequence.lines, strict=True):
        yield expect(item, str, file, line, f"an item of {key} of {name}"), line


def iso_date(value: str, file: str | PurePath, line: int, name: str) -> str:
    """Return `value` if it is an ISO 8601 date of year, month or day precision, or empty."""
    if value:
        try:
            date.fromisoformat(value + "-01" * (2 - value.count("-")) if len(value) in (4, 7, 10) else "")
        except ValueError:
            raise InputError(file, line, f"{name} is {value!r}", "a date like 2024-05-07, 2024-05 or 2024") from None
    return value


def _found(value: Any) -> str:
    kinds: list[tuple[type, str]] = [
        (Map, "a mapping"),
        (Seq, "a list"),
        (bool, str(value).lower()),
        (str, repr(value)),
    ]
    return next((words for kind, words in kinds if isinstance(value, kind)), "empty")
