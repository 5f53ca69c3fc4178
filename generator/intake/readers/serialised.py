"""The text of a file of data -> its value: JSON, JSON lines, YAML, or YAML front matter with nothing behind it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from generator.errors import InputError
from generator.intake.decoding import Source
from generator.model import Dropped

YAML = (".yml", ".yaml")
"""Extensions of YAML."""
MATTER = re.compile(r"---[ \t]*\n(?P<fields>.*?)(?:^(?:---|\.\.\.)[ \t]*$(?P<rest>.*)|\Z)", re.DOTALL | re.MULTILINE)
"""Front matter, which may be all there is in a file."""


def loaded(source: Source) -> Any:
    """The value of a file: JSON, an object on each line, YAML, or YAML front matter."""
    if source.suffix in YAML:
        return from_yaml(source.text, source.name)
    if match := MATTER.match(source.text):
        return from_yaml(match["fields"], source.name, above=1)
    try:
        return json.loads(source.text)
    except RecursionError as error:
        raise InputError(source.name, None, "nested too deeply", "a transcript in JSON") from error
    except json.JSONDecodeError as error:
        lines = [line for line in source.text.split("\n") if line.strip()]
        if len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines[:5]):
            try:
                return [json.loads(line) for line in lines]
            except json.JSONDecodeError:
                pass
        raise InputError(source.name, error.lineno, f"not JSON: {error.msg}", "a transcript in JSON") from error


def behind(source: Source) -> Iterator[Dropped]:
    """The lines behind front matter that was read as the transcript."""
    match = MATTER.match(source.text) if source.suffix not in YAML else None
    if match and match["rest"]:
        first = source.text.count("\n", 0, match.start("rest")) + 1
        for line, text in enumerate(match["rest"].split("\n"), first):
            if text.strip():
                yield Dropped(line, text.strip(), "behind the transcript")


def from_yaml(text: str, name: str, above: int = 0) -> Any:
    """A YAML document with so many lines above it; anchors are refused, for what they repeat may be huge."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # texts, lists and objects, nothing else
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, loader)):
            raise InputError(name, None, "YAML with aliases", "a transcript without `*` references")
        return yaml.load(text, loader)
    except (yaml.YAMLError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        at = None if line is None else line + 1 + above
        raise InputError(name, at, "not YAML", "a transcript in YAML") from error
