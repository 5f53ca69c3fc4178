"""`docs/questions.yml` <-> what an editor has decided about the questions asked.

    merges:        # the same question in other words
      - [2024-05-07-zhang-hanhui/q3.p1.s3, 2025-02-11-novak/q2.p1.s1]
    not_merges:    # alike, but not the same
      - [2024-05-07-zhang-hanhui/q2.p1.s3, 2025-02-11-novak/q4.p1.s2]
    answers:       # the sentences that answer a question; none: it was not answered
      2024-05-07-zhang-hanhui/q1.p1.s3: [q1.p2.s1, q1.p2.s2]
      2024-05-07-zhang-hanhui/q1.p1.s4: []

A question is named by the slug of its interview and the id of the sentence that asks it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator import located
from generator.errors import InputError
from generator.located import Map, Seq
from generator.model import Finding, Severity

_KEYS = ("merges", "not_merges", "answers")
_QUESTION = re.compile(r"[\w-]+/\w+(\.\w+)*")


@dataclass(frozen=True, slots=True)
class Decisions:
    """What is decided; everything else about the questions is proposed by the program."""

    merges: tuple[frozenset[str], ...] = ()
    """Questions that are the same, two or more each."""
    not_merges: tuple[frozenset[str], ...] = ()
    """Questions of which no two are the same."""
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Question -> ids of the sentences that answer it; none where it was not answered."""


def read(file: Path) -> Decisions:
    """The decisions in a file; none where there is no file. Raises `InputError` for the first mistake."""
    try:
        root = located.load(file.read_text("utf-8") if file.exists() else "", file)
    except UnicodeDecodeError as error:
        raise InputError(file, None, f"byte {error.start} is not UTF-8", "a file in UTF-8") from error
    if root is None:
        return Decisions()
    fields = located.expect(root, Map, file, 1, file.name)
    located.check_keys(fields, _KEYS, file, file.name)
    decisions = Decisions(_groups(fields, "merges", file), _groups(fields, "not_merges", file), _answers(fields, file))
    for merge in decisions.merges:
        if any(len(merge & apart) > 1 for apart in decisions.not_merges):
            names = ", ".join(sorted(merge))
            raise InputError(file, fields.lines["not_merges"], f"{names} are merged above", "one or the other")
    return decisions


def renamed(decisions: Decisions, slugs: Mapping[str, str]) -> Decisions:
    """The decisions with today's slugs of interviews that were renamed (former slug -> slug)."""
    if not slugs:
        return decisions

    def name(question: str) -> str:
        slug, _, sentence = question.partition("/")
        return f"{slugs.get(slug, slug)}/{sentence}"

    return replace(
        decisions,
        merges=tuple(frozenset(map(name, group)) for group in decisions.merges),
        not_merges=tuple(frozenset(map(name, group)) for group in decisions.not_merges),
        answers={name(question): sentences for question, sentences in decisions.answers.items()},
    )


def write(decisions: Decisions) -> str:
    """The text of the file; reading it gives the same decisions."""
    lines: list[str] = []
    for key, groups in (("merges", decisions.merges), ("not_merges", decisions.not_merges)):
        if groups:
            lines += [f"{key}:", *(f"  - [{', '.join(sorted(group))}]" for group in groups)]
    if decisions.answers:
        lines += ["answers:", *(f"  {question}: [{', '.join(ids)}]" for question, ids in decisions.answers.items())]
    return "".join(f"{line}\n" for line in lines)


def findings(decisions: Decisions, sentences: Collection[str], file: str = "docs/questions.yml") -> Iterator[Finding]:
    """Decisions about sentences that are not there (`slug/id`).

    A warning, not an error: a sentence may have been deleted long after somebody decided about it.
    """
    named = [question for group in (*decisions.merges, *decisions.not_merges) for question in sorted(group)]
    for question, answers in decisions.answers.items():
        named += [question, *(f"{question.partition('/')[0]}/{id_}" for id_ in answers)]
    for name in dict.fromkeys(named):
        if name not in sentences:
            yield Finding(Severity.WARNING, f"{name} is not there", file, check="questions", remedy="take it out")


def _groups(fields: Map, key: str, file: Path) -> tuple[frozenset[str], ...]:
    if fields.get(key) is None:
        return ()
    groups = located.expect(fields[key], Seq, file, fields.lines[key], key)
    return tuple(_group(group, line, key, file) for group, line in zip(groups, groups.lines, strict=True))


def _group(group: object, line: int, key: str, file: Path) -> frozenset[str]:
    items = located.expect(group, Seq, file, line, f"an item of {key}")
    questions = [_question(item, at, file) for item, at in zip(items, items.lines, strict=True)]
    if len(set(questions)) < 2:
        raise InputError(file, line, f"an item of {key} with {len(questions)} questions", "two at least, each once")
    return frozenset(questions)


def _answers(fields: Map, file: Path) -> dict[str, tuple[str, ...]]:
    if fields.get("answers") is None:
        return {}
    answers = located.expect(fields["answers"], Map, file, fields.lines["answers"], "answers")
    found = {}
    for question in answers:
        line = answers.lines[question]
        located.expect(answers[question], Seq, file, line, f"answers to {question}")
        found[_question(question, line, file)] = tuple(
            id_ for id_, _ in located.texts(answers, question, file, "answers")
        )
    return found


def _question(value: object, line: int, file: Path) -> str:
    name = located.expect(value, str, file, line, "a question")
    if not _QUESTION.fullmatch(name):
        raise InputError(
            file, line, f"{name!r} is not a question", "interview/sentence, as in 2024-05-07-name/q3.p1.s2"
        )
    return str(name)
