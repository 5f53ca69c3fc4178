"""A day in a translator's life: nothing is lost, nothing fuzzy is published, and every diff is small."""

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from generator import identity, source
from generator.l10n.catalogs import Entry, read
from generator.l10n.editions import Edition, make
from generator.l10n.merging import empty, sync
from generator.l10n.messages import interview_messages
from generator.l10n.status import paragraphs
from generator.model import Corpus, Interview, State

SLUG, OTHER = "2024-01-01-ada", "2024-02-02-bob"
HEAD = """\
---
title: A talk about bridges
language: en
date: 2024-01-01
participants:
- {id: the-paper, name: The Paper, role: interviewer, kind: organisation}
- {id: ada, name: Ada Lovelace, role: respondent, kind: person}
status: published
---

"""
TRANSLATIONS = {
    "title": "Une conversation sur les ponts",
    "q1.p1": "Combien de temps cela a-t-il pris\u202f?",
    "q1.p2": "Cela a pris deux ans.\nPuis il a ouvert.",
    "q2.p1": "Et qui l’a payé\u202f?",
    "q2.p2": "La ville.",
    "q3.p1": "Êtes-vous fière\u202f?",
    "q3.p2": "Oui.\nC’est le plus long.",
}


def text(*exchanges: tuple[str, list[str]]) -> str:
    """An interview of questions and answers of some paragraphs."""
    parts = [
        f"## {number}\n\n**The Paper:**\n{question}\n\n**Ada Lovelace:**\n" + "\n\n".join(answers)
        for number, (question, answers) in enumerate(exchanges, 1)
    ]
    return HEAD + "\n\n".join(parts) + "\n"


MORNING = text(
    ("How long did it take?", ["It took two years.\nThen it opened."]),
    ("And who paid for it?", ["The city."]),
    ("Are you proud?", ["Yes.\nIt is the longest."]),
)
CORRECTED = text(
    ("How long did it take?", ["It took three years.\nThen it opened."]),
    ("And who paid for it?", ["A new first paragraph, about the money.", "The city."]),
    ("Are you proud of it?", ["Yes."]),
)


@dataclass
class Desk:
    """A publication in French, in a Git repository of its own, and how much the last step changed."""

    folder: Path
    texts: dict[str, str] = field(default_factory=dict)
    ledgers: dict[str, identity.Ledger] = field(default_factory=dict)

    def git(self, *arguments: str) -> str:
        """Run Git in the folder."""
        name = ("-c", "user.name=desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false")
        command = ("git", *name, *arguments)
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=True).stdout

    def path(self, slug: str = SLUG) -> Path:
        """The catalog of an interview."""
        return self.folder / "fr/LC_MESSAGES" / f"{slug}.po"

    def interviews(self) -> list[Interview]:
        """The interviews as they stand, with ids that last."""
        found = []
        for slug, words in self.texts.items():
            interview = source.parse(words, slug)
            if slug in self.ledgers:
                interview, self.ledgers[slug] = identity.match(interview, self.ledgers[slug])
            else:
                self.ledgers[slug] = identity.mint(interview)
            found.append(interview)
        return found

    def sync(self) -> None:
        """`dragoman translate`; once more it changes nothing."""
        for interview in self.interviews():
            path = self.path(interview.slug)
            path.parent.mkdir(parents=True, exist_ok=True)
            messages = interview_messages(interview)
            before = read(path) if path.exists() else empty("fr", interview.slug)
            path.write_text(sync(before, messages), "utf-8")
            assert sync(read(path), messages) == path.read_text("utf-8")

    def translate(self, *contexts: str, **others: str) -> None:
        """Type the translations, or others (by id, `_` for its dot), and take `fuzzy` and its `#|` lines away."""
        words = TRANSLATIONS | {context.replace("_", "."): text for context, text in others.items()}
        for context in (*contexts, *(context.replace("_", ".") for context in others)):
            entry = read(self.path()).by_context[context]
            lines = [line for line in entry.raw.split("\n") if not line.startswith(("#,", "#|"))]
            at = next(n for n, line in enumerate(lines) if line.startswith("msgstr"))
            typed = words[context].replace("\n", '\\n"\n"')
            raw = "\n".join([*lines[:at], f'msgstr ""\n"{typed}"' if "\n" in typed else f'msgstr "{typed}"'])
            whole = self.path().read_text("utf-8")
            assert entry.raw in whole
            self.path().write_text(whole.replace(entry.raw, raw), "utf-8")

    def commit(self) -> tuple[int, int]:
        """Lines added and removed since the last commit."""
        self.git("add", "-A")
        rows = [row.split("\t") for row in self.git("diff", "--cached", "--numstat").splitlines()]
        self.git("commit", "-q", "-m", "step")
        return sum(int(row[0]) for row in rows), sum(int(row[1]) for row in rows)

    def edition(self) -> Edition:
        """What a reader gets."""
        return make(Corpus(tuple(self.interviews())), "fr", self.folder, {})

    def states(self) -> dict[str, State]:
        """State of each paragraph of the first interview; what is fuzzy must not be published."""
        interview = self.edition().interviews[0]
        fuzzy = {entry.translation for entry in read(self.path()).entries if entry.fuzzy}
        assert not fuzzy & {"\n".join(s.text for s in p.sentences) for p in paragraphs(interview)}
        return {paragraph.id: paragraph.state for paragraph in paragraphs(interview)}


def remembered(path: Path) -> set[str]:
    """Every translation in a catalog, in use or not."""
    return {translation for entry in read(path).entries for translation in (entry.translation, entry.comments)}


def test_a_day(tmp_path: Path) -> None:
    """New language, half translated, four corrections, a new interview, a merged branch, a reviewer's pass."""
    desk = Desk(tmp_path, {SLUG: MORNING})
    desk.git("init", "-q", "-b", "main")

    desk.sync()
    assert set(desk.states().values()) == {State.MISSING}
    desk.commit()

    desk.translate("title", "q1.p1", "q1.p2", "q2.p2", "q3.p1", "q3.p2")
    assert desk.commit()[0] <= 12
    status = desk.edition().status[SLUG]
    assert (desk.states()["q2.p1"], desk.states()["q1.p2"]) == (State.MISSING, State.TRANSLATED)
    assert 0 < status.translated < status.total

    before = remembered(desk.path())
    desk.texts[SLUG] = CORRECTED
    assert desk.states()["q1.p2"] is State.OUTDATED  # already before the catalogs are brought up to date
    desk.sync()
    added, removed = desk.commit()
    assert added < 32
    assert removed <= 8
    assert remembered(desk.path()) >= before
    states = desk.states()
    assert {p: states[p] for p in ("q1.p2", "q2.p2", "q3.p1", "q3.p2")} == {
        "q1.p2": State.OUTDATED,
        "q2.p2": State.TRANSLATED,
        "q3.p1": State.OUTDATED,
        "q3.p2": State.OUTDATED,
    }
    assert states["q2.p3"] is State.MISSING

    desk.texts[OTHER] = MORNING
    desk.sync()
    assert desk.commit()[1] == 0
    assert desk.edition().status[OTHER].missing == desk.edition().status[OTHER].total

    desk.git("checkout", "-q", "-b", "colleague")
    desk.translate("q2.p1")
    desk.commit()
    desk.git("checkout", "-q", "main")
    desk.translate("q3.p1")
    desk.commit()
    desk.git("merge", "-q", "--no-edit", "colleague")
    desk.sync()
    assert not desk.git("status", "--porcelain")
    assert desk.states()["q2.p1"] is desk.states()["q3.p1"] is State.TRANSLATED

    desk.translate("q1.p2")
    entry: Entry = read(desk.path()).by_context["q3.p2"]
    assert entry.fuzzy
    desk.translate(q3_p2="Oui.")
    desk.sync()
    assert set(desk.states().values()) == {State.TRANSLATED, State.MISSING}
    assert [p for p, state in desk.states().items() if state is State.MISSING] == ["q2.p3"]
