"""What the page put around an interview: menus, counters, share buttons, related links; dropped and reported."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from generator.intake import labels, lexicon
from generator.intake.inline import bare
from generator.intake.pull_quotes import pull_quotes
from generator.markup import plain
from generator.model import Dropped, Utterance

FORMATS = frozenset({"text", "markdown", "html", "docx", "odt", "pdf"})
"""Readers whose sources are pages or pasted from pages; captions, tables and archives have no furniture."""
_SHORT = 160
_STAMP = re.compile(r"\\?#\d{1,2}:\d\d:\d\d(?:\\?-\d{1,3})?\\?#")
"""The time codes of transcription software (`#00:01:20-3#`), at the end of a turn or anywhere in it."""
_MENU = re.compile(r"(?:[^|.!?。！？:：]{1,24}\|\s*){4,}[^|.!?。！？:：]{0,24}")
"""Five or more short pieces between bars: the menu of a site."""
_COUNT = re.compile(r"[\d.,]{1,6}k?")
"""A number by itself: that of the comments, when what comes next speaks of comments or shares."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def kept_by_editor(one: Dropped, keep: Collection[int | str]) -> bool:
    """Whether the editor asked to keep this: by its line, its words or the reason it was dropped for."""
    return one.line in keep or one.text in keep or one.reason in keep


def sweep(utterances: Sequence[Utterance], keep: Collection[int | str] = ()) -> tuple[list[Utterance], list[Dropped]]:
    """The utterances without those of the page, and what was taken out with the reason."""
    kept: list[Utterance] = []
    dropped: list[Dropped] = []
    total = sum(len(one.text) for one in utterances) or 1
    last = next((at for at in range(len(utterances) - 1, -1, -1) if _spoken(utterances[at])), -1)
    seen = 0
    ended = False
    repeated = pull_quotes(utterances)
    for at, one in enumerate(utterances):
        seen += len(one.text)
        ended = ended or (seen > 0.4 * total and at >= last and _ends_page(one))
        one, stamps = _without_stamps(one, keep)
        dropped += stamps
        reason = "after the end of the interview" if ended else "pull quote" if at in repeated else reason_of(one)
        if not reason and _COUNT.fullmatch(one.text) and at + 1 < len(utterances) and _counted(utterances[at + 1]):
            reason = "counters and comments"
        drop = Dropped(one.line, plain(one.text), reason) if reason else None
        if drop and not kept_by_editor(drop, keep):
            dropped.append(drop)
        else:
            kept.append(one)
    return kept, dropped


def _counted(one: Utterance) -> bool:
    return _ends_page(one) or reason_of(one) in ("counters and comments", "sharing buttons")


def _without_stamps(one: Utterance, keep: Collection[int | str]) -> tuple[Utterance, list[Dropped]]:
    stamps = _STAMP.findall(one.text) if "#" in one.text else []
    drop = Dropped(one.line, " ".join(plain(stamp) for stamp in stamps), "time code")
    if not stamps or kept_by_editor(drop, keep):
        return one, []
    return replace(one, text=" ".join(_STAMP.sub(" ", one.text).split())), [drop]


def reason_of(one: Utterance) -> str:
    """Why an utterance is furniture, or nothing."""
    if one.label or len(one.text) > 4 * _SHORT:
        return ""
    text = " ".join(bare(one.text).split())
    if one.style == "link" and len(text) < _SHORT:
        return "link"
    if not text.strip(" |/·•-–—>»«*"):
        return "no words"
    if len(text) > _SHORT or text.endswith(("?", "？", "؟")):
        return ""
    if _MENU.fullmatch(text):
        return "navigation"
    words = text.strip(" |/·•-–—>»«*↑▲")
    if _MAIL.search(text) and len(_MAIL.sub("", text)) <= 40 and not _spoken(one):
        return "contact"
    return lexicon.group_of("furniture", words)


def _ends_page(one: Utterance) -> bool:
    text = bare(one.text[:200]).strip(" :：-–—*#")
    return len(text) < 60 and not one.label and bool(lexicon.pattern("page_end").fullmatch(text))


def _spoken(one: Utterance) -> bool:
    """Whether a label for a question or an answer shows that the interview goes on."""
    label = labels.candidate(one.text)
    plainly = label is not None and label.form in ("colon", "bold")
    return bool(
        one.label or (label and plainly and lexicon.speaks_as(label.text) in ("question", "answer", "interviewer"))
    )
