"""Publications of any size to measure with: every interview has a subject, names and figures of its own.

What costs time in a real publication grows here as it does there: the vocabulary (each interview brings words that no
other has), passages of a topic, figures, questions that are asked again. The same arguments write the same files.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).with_name("words.yml")
EXCHANGES = 11
NAMES = 12
"""Names that occur in one interview only."""

ONSETS = [
    "b",
    "br",
    "c",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "w",
    "z",
]
VOWELS = ["a", "ai", "e", "ei", "i", "o", "ou", "u"]
ENDINGS = ["l", "n", "r", "s", "rk", "nd", "th", "m", "ck", "st"]


def publication(folder: Path, count: int, locales: tuple[str, ...] = ("en",)) -> None:
    """Write a publication of so many interviews, of `EXCHANGES` questions each, into a new folder."""
    words = yaml.safe_load(WORDS.read_text("utf-8"))
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_settings(locales), "utf-8")
    (docs / "index.md").write_text("# Measured\n\nInterviews that were written to be measured.\n", "utf-8")
    (docs / "about.md").write_text("# About\n\nNobody said any of this.\n", "utf-8")
    (docs / "topics.yml").write_text(_yaml(dict(_topics(words))), "utf-8")
    (docs / "people.yml").write_text(_yaml(dict(_people(words))), "utf-8")
    for number in range(count):
        slug, text = interview(words, number)
        here = docs / "interviews" / slug
        here.mkdir(parents=True)
        (here / "interview.md").write_text(text, "utf-8")


def interview(words: Mapping[str, Any], number: int) -> tuple[str, str]:
    """Slug and text of the interview of this number."""
    chance = random.Random(number)
    subject = words["subjects"][number % len(words["subjects"])]
    other = chance.choice(words["subjects"])
    say = Voice(words, chance, subject, other)
    asker, office = chance.choice(words["askers"]), subject["office"]
    date = f"{1999 + number % 26}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    title = f"{subject['label']} and {other['label'].lower()} in {say.names[0]}"
    blocks = [
        (
            f"---\ntitle: {title}\nlanguage: en\ndate: {date}\nparticipants:\n"
            f"- {{id: {_id(asker)}, name: {asker}, role: interviewer, kind: organisation}}\n"
            f"- {{id: {_id(office)}, name: {office}, role: respondent, kind: organisation}}\n"
            f"source: {{publisher: {asker}, published: {date}}}\nstatus: published\n---"
        ),
        f"{asker} spoke with the {office}.",
    ]
    for at in range(1, EXCHANGES + 1):
        heading = f"## {at} The {chance.choice(subject['nouns'])} of {chance.choice(say.names)}"
        answer = "\n\n".join("\n".join(say.sentence() for _ in range(4)) for _ in range(2))
        blocks += [heading, f"**{asker}:**\n{say.question()}", f"**{office}:**\n{answer}"]
    return f"{date}-{subject['id']}-{number}", "\n\n".join(blocks) + "\n"


class Voice:
    """Says sentences of an interview."""

    def __init__(
        self, words: Mapping[str, Any], chance: random.Random, subject: Mapping[str, Any], other: Mapping[str, Any]
    ) -> None:
        self._words, self._chance, self._subject = words, chance, subject
        self._nouns = [*subject["nouns"], *other["nouns"][:4]]
        self.names = ["".join(_syllables(chance)).capitalize() for _ in range(NAMES)]

    def question(self) -> str:
        """A question; some are asked in many interviews."""
        return self._fill(self._words["questions"])

    def sentence(self) -> str:
        """A sentence of an answer, a third of them with figures."""
        return self._fill(self._words["sentences"])

    def _fill(self, kinds: list[str]) -> str:
        choose, subject, words = self._chance.choice, self._subject, self._words
        year = self._chance.randint(1995, 2024)
        return choose(kinds).format(
            noun=choose(self._nouns),
            noun2=choose(self._nouns),
            verb=choose(words["verbs"]),
            verb2=choose(words["verbs"]),
            adverb=choose(words["adverbs"]),
            adjective=choose(words["adjectives"]),
            adjective2=choose(words["adjectives"]),
            place=choose(words["places"]),
            name=choose(self.names),
            subject=subject["label"].lower(),
            Subject=subject["label"],
            alias=subject["alias"],
            office=subject["office"],
            unit=subject["unit"],
            year=year,
            before=year - 1,
            later=year + self._chance.randint(2, 9),
            number=f"{self._chance.randint(1000, 999_999):,}",
            million=f"{self._chance.randint(11, 990) / 10}",
            percent=self._chance.randint(2, 60),
            small=self._chance.randint(12, 90),
        )


def _syllables(chance: random.Random) -> Iterator[str]:
    for _ in range(chance.randint(2, 3)):
        yield chance.choice(ONSETS) + chance.choice(VOWELS)
    yield chance.choice(ENDINGS)


def _topics(words: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for one in words["subjects"]:
        yield one["id"], {"labels": {"en": one["label"]}, "aliases": {"en": [one["alias"]]}}


def _people(words: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for one in words["subjects"]:
        yield _id(one["office"]), {"kind": "organisation", "labels": {"en": one["office"]}}
    for name in words["places"]:
        yield _id(name), {"kind": "place", "labels": {"en": name}}


def _settings(locales: tuple[str, ...]) -> str:
    return (
        "site_name: Measured\nsite_description: Interviews that were written to be measured.\n"
        "site_url: https://example.org/measured/\n"
        f"extra: {{publication: {{locales: [{', '.join(locales)}]}}}}\n"
    )


def _id(name: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in name.lower())


def _yaml(values: object) -> str:
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
