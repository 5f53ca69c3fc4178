"""What stands above a title and is none: names of sites and columns, kinds of pages, names above a quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.intake import dates, label_shapes, lexicon
from generator.intake.head_lines import chrome, fold, folded, is_byline, short
from generator.intake.inline import bare
from generator.intake.stretches import size
from generator.model import Utterance

_SITE = re.compile(r"\s+[|–—»·]\s+|\s*[|｜]\s*|\s-\s")
"""What stands between a title and the name of the site."""


def without_site(first: Utterance, good: Sequence[Utterance]) -> Utterance | None:
    """The line below `The last ferry | Harbour Weekly` that says the same without the name of the site."""
    pieces = _SITE.split(bare(first.text))
    parts = {fold(part) for part in pieces if size(part) > 2 and not any(map(dates.find, pieces))}
    return next((one for one in good if one is not first and folded(one) in parts), None)


def before_site(first: Utterance, utterances: Sequence[Utterance]) -> str:
    """The title without ` | Harbour Weekly` or ` - Harbour Weekly`, where another line names the site; else nothing."""
    match = _LAST.fullmatch(first.text)
    if not match or dates.find(match["site"]) or size(match["title"]) < 3 or label_shapes.EASTERN.search(first.text):
        return ""
    site = fold(bare(match["site"]))
    others = [*utterances[:_NEAR], *utterances[-_NEAR:]]
    named = any(one is not first and size(one.text) <= 16 and site in folded(one) for one in others)
    return match["title"].strip() if site and named else ""


_LAST = re.compile(r"(?P<title>.+)\s(?:\\?[|–—-])\s(?P<site>[^|–—]{3,40})")
_NEAR = 12
"""Lines at both ends of a source that may name its site."""
_NAME = 5
"""Words of a name above a title, perhaps given twice."""
_QUOTATION = re.compile(r"[«“„\"「『](?:[^»”\"」』]{12,})[»”“\"」』]")


def quoted_below(first: Utterance, good: Sequence[Utterance], head: Sequence[Utterance]) -> Utterance | None:
    """The line right below that is nothing but a quotation, where the first is no more than a name."""
    after = next((one for one in good if one.line > first.line), None)
    if after is None or head.index(after) != head.index(first) + 1 or size(first.text) > _NAME:
        return None
    named = label_shapes.name_like(bare(first.text)) and not lexicon.pattern("interviews").search(bare(first.text))
    return after if named and _QUOTATION.fullmatch(bare(after.text).strip()) else None


_COLUMN = 3
"""Words of the name of a column of a paper."""


def under_kicker(first: Utterance, good: Sequence[Utterance], head: Sequence[Utterance]) -> Utterance | None:
    """The line right below one that only says what kind of page it is: `Interview`, `Culture`, `記者会見`."""
    after = next((one for one in good if one.line > first.line), None)
    if after is None or after.text[:1].islower():
        return None
    if not all(map(chrome, head[head.index(first) + 1 : head.index(after)])):
        return None
    if lexicon.key(first.text) in lexicon.words("kickers"):
        return after
    kind = lexicon.pattern("interviews")
    if size(first.text) <= _COLUMN and kind.search(bare(after.text)) and not kind.search(bare(first.text)):
        return after
    word = " " not in first.text and len(first.text) <= 12
    return after if word and len(after.text) >= 2 * len(first.text) else None


def above_dateline(head: Sequence[Utterance], dateline: int) -> Utterance | None:
    """In Chinese, Japanese and Korean the line right above the place and date of publication, below the names of site
    and column: the deck stands elsewhere there."""
    dated = [
        at
        for at, one in enumerate(head)
        if size(one.text) <= _DATELINE and (found := dates.find(bare(one.text))) and len(found[0]) == len("2024-05-17")
    ]
    below = [at for at, one in enumerate(head) if one.line > dateline][:1] or [len(head)] if dateline else []
    at = min([*below, *dated], default=0) - 1
    if at < 1:
        return None
    line = head[at]
    fit = label_shapes.EASTERN.search(line.text) and size(line.text) > 2 and short(line) and not chrome(line)
    return line if fit and lexicon.key(line.text) not in lexicon.words("kickers") else None


_DATELINE = 14
"""Words of a line with place and date of publication."""


def below_kickers(head: Sequence[Utterance]) -> Utterance | None:
    """The line below `Name of the paper`, `Culture`, `Interview`: a short line, then words for kinds of pages."""
    brief = [short(one) and not is_byline(one) for one in head]
    kickers = [lexicon.key(one.text) in lexicon.words("kickers") for one in head]
    last = next((at for at in range(min(5, len(head)) - 1, 0, -1) if kickers[at]), 0)
    if not last or last + 1 >= len(head) or not brief[last + 1] or chrome(head[last + 1]):
        return None
    above = [one for one, kicker in zip(head[:last], kickers, strict=False) if not kicker]
    named = len(above) <= 1 and all(size(one.text) <= 4 for one in above)
    return head[last + 1] if named else None
