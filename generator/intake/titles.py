"""The title of a source without one in its metadata: a heading, a line that the page repeats, or its first line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.intake import dates, labels, lexicon
from generator.intake.cutting import SYMBOL
from generator.intake.furniture import kept_by_editor
from generator.intake.headlines import asks_somebody
from generator.intake.inline import bare
from generator.intake.labelling import label_of
from generator.intake.speakers import heads
from generator.intake.stretches import ends_asking, size
from generator.markup import escape, plain
from generator.model import Dropped, Utterance

_HEAD = 14
"""Paragraphs among which a title stands."""
_CLOSED = re.compile(r"(?:[。:：,，;]|(?<!\b\w)(?<!\b\w\w)\.)$")
"""The end of a sentence, not of an abbreviation: `29 апреля 2008 г.`"""


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
    if found := _above_dateline(head, dateline) or _below_kickers(head):
        return found.text
    counts = Counter(_folded(one) for one in head if not SYMBOL.match(one.text))  # a table of contents repeats headings
    for one in head:
        if counts[_folded(one)] > 1 and size(one.text) > 2 and _short(one):
            return one.text
        if counts[_folded(one)] == 1 and ends_asking(one.text) and one is not head[0]:
            break  # what comes back among questions and answers is the caption of a picture
    lines = [one for at, one in enumerate(head) if not asks_somebody(one, utterances[at + 1 : at + 3], utterances)]
    good = [one for one in lines if not one.number and _short(one) and not _chrome(one)]
    first = next(iter(_until_running_text(good, head)), None)
    while first is not None and (after := _under_kicker(first, good, head)):
        first = after
    return first.text if first is not None else ""


_TAG = re.compile(r"(?:【[^【】]{2,24}】|\\?\[[^\[\]]{2,24}\\?\])\s*(?=\S)")


def _tagged(one: Utterance) -> bool:
    """Whether a line is a headline of Eastern newspapers, `[Interview] The island, met at sea.`: these may end as
    sentences and questions do."""
    tag = _TAG.match(one.text)
    return bool(tag and labels.EASTERN.search(tag[0]) and 2 < size(one.text[tag.end() :]) <= 32)


_COLUMN = 3
"""Words of the name of a column of a paper."""


def _under_kicker(first: Utterance, good: Sequence[Utterance], head: Sequence[Utterance]) -> Utterance | None:
    """The line right below one that only says what kind of page it is: `Interview`, `Culture`, `記者会見`."""
    after = next((one for one in good if one.line > first.line), None)
    if after is None or head.index(after) != head.index(first) + 1:
        return None
    if lexicon.key(first.text) in lexicon.words("kickers"):
        return after
    kind = lexicon.pattern("interviews")
    if size(first.text) <= _COLUMN and kind.search(bare(after.text)) and not kind.search(bare(first.text)):
        return after
    word = " " not in first.text and len(first.text) <= 12
    return after if word and len(after.text) > 2 * len(first.text) else None


def _above_dateline(head: Sequence[Utterance], dateline: int) -> Utterance | None:
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
    fit = labels.EASTERN.search(line.text) and size(line.text) > 2 and _short(line) and not _chrome(line)
    return line if fit and lexicon.key(line.text) not in lexicon.words("kickers") else None


_DATELINE = 14
"""Words of a line with place and date of publication."""


def _below_kickers(head: Sequence[Utterance]) -> Utterance | None:
    """The line below `Name of the paper`, `Culture`, `Interview`: a short line, then words for kinds of pages."""
    short = [_short(one) and not _is_byline(one) for one in head]
    kickers = [lexicon.key(one.text) in lexicon.words("kickers") for one in head]
    last = next((at for at in range(min(5, len(head)) - 1, 0, -1) if kickers[at]), 0)
    if not last or last + 1 >= len(head) or not short[last + 1] or _chrome(head[last + 1]):
        return None
    above = [one for one, kicker in zip(head[:last], kickers, strict=False) if not kicker]
    brief = all(size(one.text) <= 4 for one in above)
    return head[last + 1] if brief and len(above) <= 1 else None


def _is_byline(one: Utterance) -> bool:
    """Whether a line says who wrote, asked or took the pictures."""
    return bool(lexicon.pattern("byline").match(bare(one.text).strip()))


def without_title(
    utterances: Sequence[Utterance], title: str, keep: Collection[int | str]
) -> tuple[list[Utterance], list[Dropped]]:
    """The utterances without the title at their head; where a page repeats it, the repetitions are dropped."""
    folded = _fold(bare(title))
    kept, dropped, seen = [], [], False
    for one in utterances[:_HEAD]:
        again = bool(folded) and not one.label and _folded(one) == folded
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
        if (not _short(one) and not _chrome(one)) or (
            at and ends_asking(head[at - 1].text) and head[at - 1] not in good
        ):
            return  # below a question stands its answer, however short
        if one in good:
            yield one


def _short(one: Utterance) -> bool:
    text = bare(one.text)
    return size(text) <= 32 and len(text) < 220 and not _CLOSED.search(text)


_CREDIT = re.compile(r"\s(?:photos?|pictures?|fotos?|фото|写真|撮影|摄影|攝影|图|사진|صورة)\s?[:：/]", re.IGNORECASE)
"""In the caption of a picture: who took it."""


def _chrome(one: Utterance) -> bool:
    """Whether a short line is an address, a number, a date or a lone mark of the page."""
    text = bare(one.text).strip()
    letters = sum(c.isalpha() for c in text)
    if _is_byline(one) or _CREDIT.search(text):
        return True
    if letters < 3 or letters < 0.4 * len(text.replace(" ", "")) or re.match(r"https?:|www\.|[©@(\[]", text):
        return True
    found = dates.find(text)
    return bool(found and len(re.sub(r"[\W\d_]", "", text[: found[1][0]] + text[found[1][1] :])) <= 8)


def _folded(one: Utterance) -> str:
    return _fold(bare(one.text))


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
