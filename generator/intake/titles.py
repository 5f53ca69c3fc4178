"""The title of a source without one in its metadata: a heading, a line that the page repeats, or its first line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.intake import kickers, label_shapes
from generator.intake.cutting import SYMBOL
from generator.intake.furniture import kept_by_editor
from generator.intake.head_lines import chrome, fold, folded, short, trail
from generator.intake.headlines import asks_somebody
from generator.intake.inline import bare
from generator.intake.labelling import label_of
from generator.intake.speakers import heads
from generator.intake.stretches import ends_asking, size
from generator.markup import escape, plain
from generator.model import Dropped, Utterance

_HEAD = 14
"""Paragraphs among which a title stands."""


_ABOVE = 6
"""Lines among which a site says where in it the page stands: no title is above."""


def title_of(
    utterances: Sequence[Utterance], fields: Mapping[str, str], speakers: frozenset[str], dateline: int = 0
) -> str:
    """The title as inline Markdown, or nothing; `speakers` are the marks of the document's labels, `dateline` the line
    of a field that says where and when it appeared."""
    if given := fields.get("title", ""):
        return escape(" ".join(given.split()))
    head = list(_head(utterances, speakers))
    if heading := next((one for one in head if one.style == "heading1"), None):
        return heading.text
    if head and _tagged(head[0]):
        return head[0].text
    if utterances and not head and heads(utterances[0], utterances):
        return utterances[0].text
    if found := kickers.above_dateline(head, dateline) or kickers.below_kickers(head):
        return found.text
    counts = Counter(folded(one) for one in head if not SYMBOL.match(one.text))  # a table of contents repeats headings
    for one in head:
        if counts[folded(one)] > 1 and size(one.text) > 2 and short(one) and not one.number:
            return one.text
        if counts[folded(one)] == 1 and ends_asking(one.text) and one is not head[0]:
            break  # what comes back among questions and answers is the caption of a picture
    lines = [one for at, one in enumerate(head) if not asks_somebody(one, utterances[at + 1 : at + 3], utterances)]
    crumbs = max((one.line for one in head[:_ABOVE] if trail(one)), default=0)
    good = [one for one in lines if not one.number and short(one) and not chrome(one) and one.line > crumbs]
    first = next(iter(_until_running_text(good, head)), None)
    while first is not None and (after := kickers.under_kicker(first, good, head)):
        first = after
    if first is None:
        return ""
    if title := kickers.before_site(first, utterances):
        return title
    return (kickers.without_site(first, good) or kickers.quoted_below(first, good, head) or first).text


_TAG = re.compile(r"(?:【[^【】]{2,24}】|\\?\[[^\[\]]{2,24}\\?\])\s*(?=\S)")


def _tagged(one: Utterance) -> bool:
    """Whether a line is a headline of Eastern newspapers, `[Interview] The island, met at sea.`: these may end as
    sentences and questions do."""
    tag = _TAG.match(one.text)
    return bool(tag and label_shapes.EASTERN.search(tag[0]) and 2 < size(one.text[tag.end() :]) <= 32)


def without_title(
    utterances: Sequence[Utterance], title: str, keep: Collection[int | str]
) -> tuple[list[Utterance], list[Dropped]]:
    """The utterances without the title at their head; where a page repeats it, the repetitions are dropped."""
    words = fold(bare(title))
    kept, dropped, seen = [], [], False
    for one in utterances[:_HEAD]:
        again = bool(words) and not one.label and folded(one) == words
        drop = Dropped(one.line, plain(one.text), "title again") if again and seen else None
        if drop and not kept_by_editor(drop, keep):
            dropped.append(drop)
        elif not again or seen:
            kept.append(one)
        seen = seen or again
    return [*kept, *utterances[_HEAD:]], dropped


def _head(utterances: Sequence[Utterance], speakers: frozenset[str]) -> Iterator[Utterance]:
    """What stands before anybody speaks."""
    for one in utterances[:_HEAD]:
        label = label_of(one, speakers)
        if one.label or label:
            return
        if one.style not in ("time", "stage", "link"):
            yield one


def _until_running_text(good: Sequence[Utterance], head: Sequence[Utterance]) -> Iterator[Utterance]:
    """The good lines above the first paragraph of running text."""
    for at, one in enumerate(head):
        above = head[at - 1] if at else None
        asked = above is not None and ends_asking(above.text) and above not in good and not chrome(above)
        if asked or (not short(one) and not chrome(one)):
            return  # below a question stands its answer, however short
        if one in good:
            yield one
