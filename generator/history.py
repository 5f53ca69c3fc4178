"""Git history of `interview.md` -> the corrections of the published words, beside those the editor declared.

Needs the whole history: in a shallow clone (the default of many CI services) older corrections cannot be seen, and
`findings` says so. Without Git there are none.
"""

from __future__ import annotations

import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from generator import markup
from generator.model import Finding, Interview, Sentence, Severity

FILE = "interview.md"

_STATUS = re.compile(r"^status:\s*[\"']?(\w+)", re.MULTILINE)
_NOT_SAID = re.compile(r"\s*(?:#|>|$)")
"""Headings, notes and empty lines."""
_LABEL = re.compile(r"\*\*[^*]+[:：]\*\*(?:\s*\(\d+:\d\d:\d\d\))?\s*")
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
"""A word, or a character where words are not spaced (Thai to Khmer, kana, Han)."""
_SIMILAR = 0.4
"""Share of words in common from which a sentence in place of another is that one, corrected."""
_EVERY_PAIR = 10_000
"""Up to so many pairs of sentences are compared; beyond that (a text replaced as a whole) they are paired in order."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of published words."""

    date: str
    """ISO 8601 date."""
    before: str
    """The sentence as it was, inline Markdown; empty when it was added."""
    after: str
    """The sentence as it became; empty when it was taken out, or when only the editor's declaration tells of it."""
    sentence: str = ""
    """Id of the sentence that it is today; empty when there is none."""
    note: str = ""
    """The reason that the editor gave."""
    commit: str = ""
    """Full hash of the Git commit; empty when it was only declared."""


def corrections(path: Path, root: Path) -> tuple[Change, ...]:
    """The changes of one `interview.md` that Git knows of, oldest first; none outside of Git."""
    return changes(root, path.parent.parent).get(path.resolve(), ())


def changes(root: Path, folder: Path) -> Mapping[Path, tuple[Change, ...]]:
    """The changes of every `interview.md` below the folder, by absolute path, through all renamings.

    `root` is the publication. Counted from the first revision that was published, so work on a draft is none.
    """
    revisions = {path: found for path, found in _revisions(root, folder).items() if len(found) > 1}
    blobs = _blobs(root, [revision.blob for found in revisions.values() for revision in found])
    return {(root / path).resolve(): tuple(_changes(found, blobs)) for path, found in revisions.items()}


def public(changes: Sequence[Change], interview: Interview) -> tuple[Change, ...]:
    """The changes that readers are told of, oldest first, with the ids of the sentences, and with those declared.

    `interview` is what came through the gate. A declared correction takes the place of the change in Git that it tells
    of. Where anything is sealed, only what is declared is told: an older wording may hold words that are sealed now.
    """
    told = changes if interview.status == "published" and not interview.sealed else ()
    today = {markup.plain(sentence.text): sentence.id for sentence in _sentences(interview)}
    found: list[Change] = []
    for change in reversed(told):
        id = today.get(markup.plain(change.after), "") if change.after else ""
        if id and change.before:
            today.setdefault(markup.plain(change.before), id)
        found.insert(0, replace(change, sentence=id))
    for correction in interview.corrections:
        declared = Change(correction.date, correction.before, "", correction.sentence, correction.note)
        same = next((at for at, change in enumerate(found) if _tells_of(declared, change)), None)
        if same is None:
            found.append(declared)
        else:
            found[same] = replace(found[same], date=declared.date, sentence=declared.sentence, note=declared.note)
    return tuple(sorted(found, key=lambda change: change.date))


def findings(root: Path) -> Iterator[Finding]:
    """A warning in a shallow clone: the site would keep silent about corrections made before it."""
    if _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
        yield Finding(
            Severity.WARNING,
            "the clone is shallow: corrections from before it are not shown",
            check="history",
            remedy="git fetch --unshallow; in a GitHub workflow, actions/checkout with fetch-depth: 0",
        )


def _tells_of(declared: Change, change: Change) -> bool:
    same = markup.plain(declared.before) == markup.plain(change.before)
    return same and bool(change.before) and change.sentence in (declared.sentence, "")


def _sentences(interview: Interview) -> Iterator[Sentence]:
    for paragraph in interview.introduction:
        yield from paragraph.sentences
    for exchange in interview.exchanges:
        for turn in exchange.turns:
            for paragraph in turn.paragraphs:
                yield from paragraph.sentences


# --- what Git says ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Revision:
    commit: str
    date: str
    blob: str


def _revisions(root: Path, folder: Path) -> Mapping[str, list[_Revision]]:
    """Path relative to the root -> its revisions on the published branch (first parents), oldest first."""
    log = _git(
        root,
        *("-c", "core.quotePath=off", "log", "--first-parent", "-m", "--relative", "--raw", "--no-abbrev", "-M40%"),
        *("--format=%x01%H %cs", "--", str(folder.resolve())),
    )
    today: dict[str, str] = {}  # path at the time -> path today; empty for what was deleted since
    found: defaultdict[str, list[_Revision]] = defaultdict(list)
    commit = date = ""
    for line in log.decode("utf-8", "replace").splitlines():  # newest first
        if line.startswith("\x01"):
            commit, date = line[1:].split(" ")
        elif line.startswith(":") and line.endswith(f"/{FILE}"):
            fields, *paths = line.split("\t")
            *_, blob, status = fields.split(" ")
            if status == "D":
                today[paths[0]] = ""
                continue
            path = today.setdefault(paths[-1], paths[-1])
            if path:
                found[path].append(_Revision(commit, date, blob))
            if status.startswith(("A", "R")):
                del today[paths[-1]]
            if status.startswith("R"):
                today[paths[0]] = path
    return {path: revisions[::-1] for path, revisions in found.items()}


def _blobs(root: Path, names: Sequence[str]) -> Mapping[str, str]:
    """Hash -> text of the files."""
    if not names:
        return {}
    output = _git(root, "cat-file", "--batch", words="".join(f"{name}\n" for name in dict.fromkeys(names)))
    texts: dict[str, str] = {}
    at = 0
    while at < len(output):
        end = output.index(b"\n", at)
        name, _, size = output[at:end].decode().split(" ")
        start = end + 1
        texts[name] = output[start : start + int(size)].decode("utf-8", "replace")
        at = start + int(size) + 1
    return texts


def _git(root: Path, *arguments: str, words: str = "") -> bytes:
    """What Git prints; nothing where there is no Git, no repository or no commit."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], input=words.encode(), capture_output=True, check=False
        )
    except OSError:
        return b""
    return done.stdout if done.returncode == 0 else b""


# --- what changed -------------------------------------------------------------------------------------------------


def _changes(revisions: Sequence[_Revision], texts: Mapping[str, str]) -> Iterator[Change]:
    """The changes from each published revision to the next."""
    before: list[str] | None = None
    for revision in revisions:
        text = texts.get(revision.blob, "")
        status = _STATUS.search(text.partition("\n---")[0])
        if status and status[1] != "published":
            continue
        after = _said(text)
        if before is not None:
            for old, new in _differences(before, after):
                yield Change(revision.date, old, new, commit=revision.commit)
        before = after


def _said(text: str) -> list[str]:
    """The sentences of an `interview.md`, one a line, without front matter, headings, labels and editors' notes."""
    body = text.partition("\n---")[2] if text.removeprefix("\ufeff").startswith("---") else text
    lines = (_LABEL.sub("", line.strip(), count=1) for line in body.splitlines()[1:] if not _NOT_SAID.match(line))
    return [line for line in lines if line]


def _differences(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Sentences before and after; a sentence that was only moved, or cut in two, has not changed."""
    hunks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    pairs = [
        pair
        for operation, start, end, new_start, new_end in hunks
        if operation != "equal"
        for pair in _paired(before[start:end], after[new_start:new_end])
    ]
    moved = {old for old, new in pairs if not new} & {new for old, new in pairs if not old}
    for old, new in pairs:
        if (old or new) not in moved and _words(old) != _words(new):
            yield old, new


def _paired(olds: Sequence[str], news: Sequence[str]) -> list[tuple[str, str]]:
    """Which sentence became which, in order, so that the most words stay the same; empty for what has no partner."""
    if _words("".join(olds)) == _words("".join(news)):
        return []
    if len(olds) * len(news) > _EVERY_PAIR:
        return list(zip_longest(olds, news, fillvalue=""))
    alike = {
        (i, j): ratio
        for i, old in enumerate(map(_tokens, olds))
        for j, new in enumerate(map(_tokens, news))
        if (ratio := SequenceMatcher(None, old, new, autojunk=False).ratio()) >= _SIMILAR
    }
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]  # of the sentences from i and from j on
    for i in reversed(range(len(olds))):
        for j in reversed(range(len(news))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + alike.get((i, j), -1))
    pairs = []
    i = j = 0
    while i < len(olds) and j < len(news):
        if (i, j) in alike and best[i][j] == best[i + 1][j + 1] + alike[i, j]:
            pairs.append((olds[i], news[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((olds[i], ""))
            i += 1
        else:
            pairs.append(("", news[j]))
            j += 1
    return pairs + [(old, "") for old in olds[i:]] + [("", new) for new in news[j:]]


def _tokens(sentence: str) -> list[str]:
    return _TOKEN.findall(markup.plain(sentence))


def _words(sentence: str) -> str:
    """The characters a reader sees, without white space."""
    return "".join(markup.plain(sentence).split())
