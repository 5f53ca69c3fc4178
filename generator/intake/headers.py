"""Fields at the head of a transcript (`INTERVIEWEE: …`, `Date: …`) and legends (`Q: reporter, Z: Zhang Hanhui`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from generator.intake import cast_lists, dates, labels, lexicon
from generator.intake.furniture import kept_by_editor
from generator.intake.inline import bare
from generator.intake.stretches import size
from generator.markup import plain
from generator.model import Dropped, Utterance

_LEGEND_ITEM = re.compile(
    r"[\"“«]?([^\W\d_]{1,4}\.?|[^\W\d_]\.[^\W\d_]\.)[\"”»]?\s*(?:[:：=]|[-–—])\s*([^,;；，:=]{2,60})"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a source says of it, and what is left of the source."""

    utterances: tuple[Utterance, ...]
    fields: dict[str, str] = field(default_factory=dict)
    """Our name of a field -> its value (plain text)."""
    legend: dict[str, str] = field(default_factory=dict)
    """Key of a label -> whom it stands for."""
    dropped: tuple[Dropped, ...] = ()
    dateline: int = 0
    """Line that says where and when the source appeared; 0 without one."""


def read(utterances: Sequence[Utterance], keep: Collection[int | str] = ()) -> Head:
    """Takes fields and legend from the head; a block of fields further down (a second session) becomes a note."""
    utterances = [piece for at, one in enumerate(cast_lists.joined(utterances)) for piece in _in_a_row(one, at)]
    topics = [Dropped(one.line, one.label, "mark of a section") for one in utterances if _is_topic(one)]
    utterances = [replace(one, label="", style="heading3") if _is_topic(one) else one for one in utterances]
    found = [_field(one) for one in utterances]
    if found and found[0] and found[0][0] == "interviewer" and lexicon.pattern("interviews").match(utterances[0].text):
        found[0] = None  # `Interview: Nils Berg, boat builder` at the top is a title
    counts = Counter(label.key for one in utterances if (label := labels.candidate(one.text)))
    fields: dict[str, str] = {}
    dropped: list[Dropped] = topics
    kept: list[Utterance] = []
    taken: list[tuple[Utterance, str, str]] = []
    at = 0
    started = False
    while at < len(utterances):
        end = at
        while end < len(utterances) and (found[end] or (end > at and _between(found, utterances, end))):
            end += 1
        block = [(utterances[n], found[n] or ("note", plain(utterances[n].text))) for n in range(at, end)]
        if block and _is_head(block, counts, early=at < 25 and not started):
            for one, (name, value) in block:
                drop = Dropped(one.line, plain(one.text), f"read as {name}")
                if started:
                    kept.append(replace(one, style="note"))
                elif kept_by_editor(drop, keep):
                    kept.append(one)
                else:
                    dropped.append(drop)
                    taken.append((one, name, value))
                    fields[name] = f"{fields[name]}; {value}" if name in fields else value
            at = end
            continue
        one = utterances[at]
        started = started or (bool(fields) and len(one.text) > 200) or bool(one.label)
        kept.append(one)
        at += 1
    legend, kept, more = _legend(kept, counts, keep)
    appeared = [(one.line, value) for one, name, value in taken if name in ("date", "publisher")]
    if "date" not in fields:  # `来源：Lake Weekly 2024年5月17日`
        fields.update(("date", value) for _, value in appeared[-1:] if dates.find(value))
    return Head(tuple(kept), fields, legend, tuple(dropped + more), appeared[0][0] if appeared else 0)


_IN_A_ROW = re.compile(r"(?:^|(?<=[\s|｜;；,，]))[^\W\d_][^\s:：|｜;；,，]{0,20}(?=\s?[:：])")
_EARLY, _SHORT = 25, 160
"""Paragraphs, and characters of one, in which fields stand in a row."""


def _in_a_row(one: Utterance, at: int) -> list[Utterance]:
    """The fields of a line that is nothing but fields, each by itself: `採訪: Ming 日期: 2016/11/29`."""
    if at >= _EARLY or len(one.text) > _SHORT or one.label or one.style.startswith("heading"):
        return [one]
    known = lexicon.header_fields()
    found = [match for match in _IN_A_ROW.finditer(one.text) if any(part in known for part in _words(match[0]))]
    if len(found) < 2 or found[0].start():
        return [one]
    ends = [match.start() for match in found[1:]] + [len(one.text)]
    pieces = (one.text[match.start() : end].rstrip(" |｜;；,，") for match, end in zip(found, ends, strict=True))
    return [replace(one, text=piece) for piece in pieces]


def _words(name: str) -> list[str]:
    """A name of a field, or the names of several that are one: `主持/撰稿人`."""
    return [lexicon.key(part) for part in name.split("/")]


_TOPIC = 20
"""Words of the longest title of a section that stands where speeches do."""


def _is_topic(one: Utterance) -> bool:
    """Whether it is the title of a section: markup has `topic` or `テーマ` in the place of a speaker."""
    return lexicon.key(one.label) in lexicon.words("topics") and size(one.text) <= _TOPIC


def _field(one: Utterance) -> tuple[str, str] | None:
    """Name and value when a paragraph is `Field: value` with a short value."""
    if one.label or one.style.startswith("heading") or (len(one.text) > 300 and one.style != cast_lists.STYLE):
        return None
    label = labels.candidate(one.text)
    known = lexicon.header_fields()
    if label and label.form in ("colon", "tab", "bold"):
        key, rest = label.text.casefold(), one.text[label.end :]
    elif match := re.match(r"\W{0,4}([^\W\d_][^:：]{1,30}?)\W{0,3}[:：]\W{0,3}\s*(.+)$", bare(one.text)):
        key, rest = match[1].strip().casefold(), match[2]
    else:
        return None
    name = known.get(lexicon.key(key)) or known.get(key) or next(filter(None, map(known.get, _words(key))), None)
    value = plain(rest).strip(" \t|｜") if name else ""
    if name and one.style == cast_lists.STYLE:
        return name, value
    if not name or len(value) > 160 or len(value.split()) > 16:
        return None
    if (
        name not in ("note", "title")
        and re.search(r"[?？؟!！。]|[.]\s*$", value)
        and not dates.iso(value)
        and not re.search(r"\b\w{1,3}\.$", value)
    ):
        return None
    return (name, value) if value or name in ("note",) else None


def _between(found: Sequence[tuple[str, str] | None], utterances: Sequence[Utterance], at: int) -> bool:
    """Whether a line with a field we do not know stands among fields we know."""
    one = utterances[at]
    if one.label or one.style.startswith("heading") or len(one.text) > 120 or one.text.endswith(("?", "？", ".", "!")):
        return False
    label = labels.candidate(one.text)
    shaped = bool(label and label.form == "colon") or bool(re.match(r"[\w ]{2,40}: \S", bare(one.text)))
    return shaped and any(found[at + 1 : at + 4])


def _is_head(block: list[tuple[Utterance, tuple[str, str]]], counts: Counter[str], *, early: bool) -> bool:
    names = {name for _, (name, _) in block}
    plainly = [name for name in names if name not in cast_lists.FIELDS]
    if len(names) > 1:
        return bool(plainly) or all(one.style == cast_lists.STYLE or _is_name(value) for one, (_, value) in block)
    label = labels.candidate(block[0][0].text)
    if not early:
        return False
    return bool(plainly) or (len(block) == 1 and _is_name(block[0][1][1]) and (not label or counts[label.key] <= 1))


def _is_name(value: str) -> bool:
    value = re.sub(r"[(（][^()（）]*[)）]", "", value).strip()
    words = re.findall(r"[^\W\d_][\w'’.-]*", value)
    if re.search(r"[\u3040-\u9fff\uac00-\ud7af]", value):
        return len(value) <= 32
    if len(words) == 1 and value == words[0]:
        return value[0].isupper() and not value.isupper()
    return 1 < len(words) <= 12 and (words[0][0].isupper() or not (words[0][0].islower()))


def _legend(
    utterances: Sequence[Utterance], counts: Counter[str], keep: Collection[int | str]
) -> tuple[dict[str, str], list[Utterance], list[Dropped]]:
    """Legends before the conversation: several labels on one line, or a label and a full name on a line each."""
    legend: dict[str, str] = {}
    dropped: list[Dropped] = []
    kept: list[Utterance] = []
    said: set[str] = set()
    for at, one in enumerate(utterances):
        found = _legend_of(one, counts) if at < 25 else {}
        found = {} if said & found.keys() else found  # who has spoken needs no introduction
        label = labels.candidate(one.text) if at < 25 else None
        said |= {label.key} if label and not found else set()
        drop = Dropped(one.line, plain(one.text) if found else "", "read as legend")
        if found and not kept_by_editor(drop, keep):
            legend.update(found)
            dropped.append(drop)
        else:
            kept.append(one)
    return legend, kept, dropped


def _legend_of(one: Utterance, counts: Counter[str]) -> dict[str, str]:
    text = bare(one.text[:400]).strip("()[]（）【】 ")
    if len(text) > 240 or one.label or text.endswith(("?", "？", "؟")):
        return {}
    items = _LEGEND_ITEM.findall(text)
    found = {lexicon.key(label): name.strip(" .()[]") for label, name in items}
    known = {key for key in found if counts[key] > 1}
    if (
        len(items) > 1
        and len(known) == len(found)
        and sum(len(label) + len(name) for label, name in items) > 0.6 * len(text)
    ):
        return found
    label = labels.candidate(one.text)
    if label and len(items) == 1 and len(label.text) <= 4 and counts[label.key] > 2 and label.form == "colon":
        value = plain(one.text[label.end :]).strip()
        words = value.split()
        if re.search(r"[。！？؟]", value):
            return {}
        named = 1 < len(words) <= 6 and all(word[:1].isupper() for word in words if len(word) > 3)
        return {label.key: value} if named and not value.endswith((".", "!", "?", "…")) else {}
    return {}
