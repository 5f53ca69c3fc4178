"""Wiki markup -> Transcript: its bold, italics and headings are those of Markdown in other signs."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.intake.decoding import Source
from generator.intake.readers import CERTAIN, LIKELY, NO, markdown
from generator.model import Transcript

_HEADING = re.compile(r"(={1,6})\s*([^=].*?)\s*\1\s*$")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}")

SUFFIXES = (".wiki", ".mediawiki")
BINARY = False


def claim(source: Source) -> int:
    """By the name, or by several lines with its bold."""
    if source.suffix in SUFFIXES:
        return CERTAIN
    return LIKELY if len(re.findall(r"^[:;*#]*\s*'''[^'\n]+'''", source.text[:200_000], re.MULTILINE)) >= 3 else NO


def read(source: Source) -> Transcript:
    """The page, line by line in Markdown's signs."""
    return markdown.read(replace(source, text="\n".join(map(_line, source.text.split("\n")))))


def _line(line: str) -> str:
    if heading := _HEADING.fullmatch(line.strip()):
        return f"{'#' * len(heading[1])} {heading[2]}"
    line = _LINK.sub(r"\1", _TEMPLATE.sub("", line))
    line = re.sub(r"^[:;]+\s*", "", line)
    return line.replace("'''''", "***").replace("'''", "**").replace("''", "*")
