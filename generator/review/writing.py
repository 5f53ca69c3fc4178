"""`Review` -> `review.yml`: what a person wrote stays as it is, comments included; what changed is written anew."""

from __future__ import annotations

import json
import re
from decimal import Decimal

from generator.model import Figure
from generator.review.decisions import FIELDS, Block, Review

_QUOTED = r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\''
_PLAIN = re.compile(r"[^\W_][^:#\n\t\"\\]*[^\s:#\n\t\"\\]|[^\W_]")
_HEADER = """\
# The figures said in this interview, and decisions on its topics.
#
# The program proposes; you decide. For each figure, change `status: proposed` to
#   confirmed   the value, unit, measure and period are right (correct them first if they are not), or
#   rejected    it is no figure worth listing; it will not be proposed again.
# `stale` is set by the program when the quote is no longer in its sentence: correct the quote, then confirm again.
# `value` is the full number (107000000), `period` is ISO 8601: 2023, 2024-01/2024-03, 2023/.. (since 2023).
# Comments are kept.
"""
_TOPICS = """\
# Topics the program missed or got wrong:
# - passage: q3.p2          # a sentence, a paragraph or an exchange
#   add: [crude-oil]        # ids in docs/topics.yml or docs/people.yml
#   remove: [energy]
"""


def text(review: Review) -> str:
    """The file: what was read of it as it was, new and changed records in the order of the text."""
    head = review.pieces.head or _HEADER
    if not re.search(r"(?m)^figures:", head):
        head = f"{head.rstrip()}\n\nfigures:" + ("\n" if review.figures else " []\n")
    elif review.figures:
        head = re.sub(r"(?m)^(figures:)\s*\[\s*\]", r"\1", head)
    records = [_record(figure, review.pieces.blocks.get(figure.id)) for figure in review.figures]
    return head + "".join(records) + (review.pieces.tail or _topics_text(review))


def _record(figure: Figure, block: Block | None) -> str:
    """A record: as the file has it but for what has changed, or written anew."""
    if block is None:
        written = [f"{key}: {_scalar(value)}\n" for key in FIELDS if (value := _written(figure, key))]
        return "\n- " + "  ".join(written)
    lines = block.text
    for key in FIELDS:
        new = _written(figure, key)
        if new != _written(block.figure, key):
            lines = _with(lines, key, _scalar(new))
    return lines


def _with(record: str, key: str, scalar: str) -> str:
    """The lines of a record with another value for a key; a comment behind the old value stays."""
    line = re.compile(rf"(?m)^(?P<lead>\s*(?:- +)?{key}:) *(?:{_QUOTED}|[^#\n]*?)(?P<comment> +#.*)?$")
    match = line.search(record)
    if match:
        return f"{record[: match.start()]}{match['lead']} {scalar}{match['comment'] or ''}{record[match.end() :]}"
    dash = re.search(r"(?m)^ *- +", record)
    indent = " " * len(dash.group()) if dash else "  "
    return f"{record.rstrip()}\n{indent}{key}: {scalar}\n"


def _written(figure: Figure, key: str) -> str:
    value = getattr(figure, key)
    return format(value, "f") if isinstance(value, Decimal) else (value or "")


def _scalar(value: str) -> str:
    """A string as a YAML scalar: plain where that is safe, else in JSON's quotes."""
    plain = _PLAIN.fullmatch(value) and value not in ("true", "false", "null")
    return value if plain else json.dumps(value, ensure_ascii=False)


def _topics_text(review: Review) -> str:
    passages: dict[str, dict[str, list[str]]] = {}
    for key, pairs in (("add", review.topics_added), ("remove", review.topics_removed)):
        for passage, term in pairs:
            passages.setdefault(passage, {}).setdefault(key, []).append(term)
    written = [
        f"- passage: {passage}\n" + "".join(f"  {key}: [{', '.join(terms)}]\n" for key, terms in decided.items())
        for passage, decided in passages.items()
    ]
    return f"\n{_TOPICS}topics:" + ("\n" + "".join(written) if written else " []\n")
