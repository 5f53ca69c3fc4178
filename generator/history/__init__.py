"""Git history of `interview.md` -> the corrections of the published words, beside those the editor declared.

Needs the whole history: in a shallow clone (the default of many CI services) older corrections cannot be seen, and
`findings` says so. Without Git there are none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator import markup
from generator.history.differences import differences, said
from generator.history.revisions import FILE, Revision, gone, revisions, shallow, texts, uncommitted
from generator.model import Finding, Interview, Sentence, Severity

_STATUS = re.compile(r"^status:\s*[\"']?(\w+)", re.MULTILINE)


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
    edited = {path: found for path, found in revisions(root, folder).items() if len(found) > 1}
    blobs = texts(root, [revision.blob for found in edited.values() for revision in found])
    return {(root / path).resolve(): tuple(_changes(found, blobs)) for path, found in edited.items()}


def public(changes: Sequence[Change], interview: Interview) -> tuple[Change, ...]:
    """The changes that readers are told of, oldest first, with the ids of the sentences, and with those declared.

    `interview` is what came through the gate. A declared correction takes the place of the change in Git that it tells
    of. Where anything is sealed, only what is declared is told: an older wording may hold words that are sealed now.
    """
    told = changes if interview.status == "published" and not interview.sealed else ()
    if not told and not interview.corrections:
        return ()
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


def findings(root: Path, folder: Path, known: Collection[str]) -> Iterator[Finding]:
    """Published interviews that are gone, by Git, and a shallow clone, in which that and corrections cannot be seen.

    `folder` holds those that there are, `known` their slugs, former ones too.
    """
    lost = {Path(path): revision for path, revision in gone(root, folder).items()}
    said = texts(root, [revision.blob for revision in lost.values()])
    for path, revision in lost.items():
        if path.parent.name not in known and _status(said.get(revision.blob, "")) != "draft":
            restore = (
                f"git checkout {revision.commit}~1 -- {path.parent}" if revision.commit else f"git checkout -- {path}"
            )
            yield Finding(
                Severity.WARNING,
                f"the interview {path.parent.name} is no longer there: links to it lead nowhere",
                str(path.parent),
                remedy=f"where it was renamed, former_slugs: [{path.parent.name}] in the new one; where it was taken "
                f"back, restore it ({restore}) with status: withdrawn",
            )
    if shallow(root):
        yield Finding(
            Severity.WARNING,
            "the clone is shallow: corrections from before it are not shown",
            remedy="git fetch --unshallow; in a GitHub workflow, actions/checkout with fetch-depth: 0",
        )


def unsaved(root: Path, folder: Path, ledger: str) -> Iterator[Finding]:
    """Interviews whose text is committed, and the ids of its new passages are not; `ledger` is the file's name."""
    waiting = uncommitted(root, folder)
    for path in sorted(waiting):
        text = str(Path(path).with_name(FILE))
        if Path(path).name == ledger and text not in waiting:
            yield Finding(
                Severity.WARNING,
                "is not committed, and the text is: its new passages have no lasting address yet",
                path,
                remedy="commit it with the text; dragoman build writes it",
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


def _changes(edited: Sequence[Revision], blobs: Mapping[str, str]) -> Iterator[Change]:
    """The changes from each published revision to the next."""
    before: list[str] | None = None
    for revision in edited:
        text = blobs.get(revision.blob, "")
        if _status(text) != "published":
            continue
        after = said(text)
        if before is not None:
            for old, new in differences(before, after):
                yield Change(revision.date, old, new, commit=revision.commit)
        before = after


def _status(text: str) -> str:
    """The status that an `interview.md` has; `published` where it says nothing."""
    status = _STATUS.search(text.partition("\n---")[0])
    return status[1] if status else "published"
