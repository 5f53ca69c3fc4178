"""Headings of Markdown that are underlined (`Title`, and `=====` on the next line), as those with marks before them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model import Dropped

_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})\s*$")
_LONGEST = 160
"""Characters of a heading."""


def marked(lines: Sequence[tuple[int, str]], dropped: list[Dropped]) -> list[tuple[int, str]]:
    """Numbered lines with `#` before what is underlined; into `dropped` go the lines under it."""
    found = list(lines)
    for at in range(1, len(found)):
        number, line = found[at]
        match = _UNDERLINE.match(line)
        above = found[at - 1][1]
        alone = at < 2 or not found[at - 2][1].strip()
        text = re.match(r" {0,3}[^\s#>|*+-]", above) or re.match(r" {0,3}\*\*", above)
        if match and alone and text and len(above) <= _LONGEST:
            found[at - 1] = (found[at - 1][0], f"{'#' if match[1][0] == '=' else '##'} {above.strip()}")
            found[at] = (number, "")
            dropped.append(Dropped(number, line.strip(), "line under a heading"))
    return found
