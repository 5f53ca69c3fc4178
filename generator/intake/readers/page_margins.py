"""Lines of plain text that belong to the page and not to the words: menus at either end, headers of printed pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from generator.intake import furniture
from generator.model import Dropped, Utterance

_MARGIN = 40
"""Lines at either end of a text among which those of the page around it are looked for."""


def lines_of_the_page(lines: Sequence[tuple[int, str]]) -> set[int]:
    """Numbers of the lines at either end that are a menu, a button or a counter by themselves: in no paragraph."""
    ends = (*lines[:_MARGIN], *lines[-_MARGIN:])
    return {number for number, line in ends if line.strip() and furniture.reason_of(Utterance(line, 0))}


_COUNTED = re.compile(r"\s{0,4}(\d{1,2})(?:\s+|$)")
_FEWEST = 8
"""Lines in a row that must be numbered before the numbers are those of a printed page."""


def without_line_numbers(lines: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], list[Dropped]]:
    """Lines without the numbers that courts print down the margin of each page; list items do not stand so close."""
    written = [(number, _COUNTED.match(line)) for number, line in lines if line.strip()]
    values = [int(match[1]) if match else 0 for _, match in written]
    steps = sum(1 for one, two in pairwise(values) if two and two in (one + 1, 1))
    if len(values) < _FEWEST or steps < 0.9 * (len(values) - 1) or max(values) > 60:
        return lines, []
    spans = {number: match for number, match in written if match}
    dropped = [Dropped(number, match[1], "line number") for number, match in spans.items()]
    return [
        (number, " " * match.end() + line[match.end() :] if (match := spans.get(number)) else line)
        for number, line in lines
    ], dropped


def without_page_headers(lines: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], list[Dropped]]:
    """Lines without those that stand at the top or foot of every page: same words, other page number; and those that
    stand above or below these every time."""
    written = [(number, line, shape(line)) for number, line in lines if line.strip()]
    shapes = Counter(text for _, _, text in written if 3 <= len(text) <= 100)
    counted = {text for text, count in shapes.items() if count >= 3 and re.search(r"\d", text) and _PAGE.search(text)}
    if not counted:
        return lines, []
    near: Counter[str] = Counter()
    heads = set()
    for at, (number, _, text) in enumerate(written):
        beside = {written[other][2] for other in (at - 1, at + 1) if 0 <= other < len(written)}
        if text not in counted and beside & counted:
            near[text] += 1
            heads.add(number)
    always = {text for text, count in near.items() if count >= 3 and count >= shapes[text] - 1}  # once it is the title
    dropped = [
        Dropped(number, line.strip(), "page header")
        for number, line, text in written
        if text in counted or (text in always and number in heads)
    ]
    gone = {one.line for one in dropped}
    return [(number, "" if number in gone else line) for number, line in lines], dropped


_PAGE = re.compile(
    r"^(?:[-–— ]*0[-–— ]*|.*\b(?:page|p\.|стр\.?|seite|página|pagina|صفحة).*0.*|\D{4,}\s+0|0\s+\D{4,}|.*第0[页頁].*)$",
    re.IGNORECASE,
)


def shape(line: str) -> str:
    """A line with each figure as `0`: what headers of different pages have in common."""
    return re.sub(r"\d+", "0", " ".join(line.split()))
