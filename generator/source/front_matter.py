"""The front matter of `interview.md`, checked key by key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator import located
from generator.errors import InputError
from generator.located import Map
from generator.model import Correction, Participant, Provenance, Role

KEYS = [
    "title",
    "language",
    "date",
    "kind",
    "participants",
    "source",
    "status",
    "corrections",
    "sealed",
    "former_slugs",
]
PARTICIPANT_KEYS = ("id", "name", "role", "title", "kind")
SOURCE_KEYS = (
    *("publisher", "published", "url", "captured", "original", "sha256"),
    *("translated_from", "licence", "note", "dropped"),
)
CORRECTION_KEYS = ("date", "sentence", "before", "note")
STATUSES = ("draft", "published", "withdrawn")
KINDS = ("interview", "press-conference", "oral-history", "speech")
PARTICIPANT_KINDS = ("person", "organisation", "group")

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


class FrontMatter:
    """What the front matter says; raises `InputError` with file and line for anything that is not of the form."""

    def __init__(self, front: Map, file: str | Path) -> None:
        self.front, self.file = front, file
        located.check_keys(front, KEYS, file, "the front matter")
        self.language = self.required("language")
        if not _LANGUAGE.match(self.language):
            raise InputError(
                file, front.lines["language"], f"language is {self.language!r}", "a language tag like en or zh-Hans"
            )
        self.date = self._date(front, "date", "the front matter")
        self.participants = tuple(self._participants())
        self.source = self._source()
        self.corrections = tuple(self._corrections())

    def required(self, key: str) -> str:
        """A text that must be there."""
        value = located.text(self.front, key, self.file, "the front matter")
        if not value:
            raise InputError(
                self.file, self.front.lines.get(key, 2), f"no {key} in the front matter", f"a line {key}: …"
            )
        return value

    def choice(self, key: str, choices: tuple[str, ...], default: str, mapping: Map | None = None) -> str:
        """One of a few words."""
        mapping = self.front if mapping is None else mapping
        value = located.text(mapping, key, self.file, key, default)
        if value not in choices:
            raise InputError(self.file, mapping.lines[key], f"{key} is {value!r}", f"one of {', '.join(choices)}")
        return value

    def _date(self, mapping: Map, key: str, name: str) -> str:
        value = located.text(mapping, key, self.file, name)
        return located.iso_date(value, self.file, mapping.lines.get(key, mapping.line), f"{key} of {name}")

    def _maps(self, key: str, keys: tuple[str, ...]) -> Iterator[Map]:
        value = self.front.get(key)
        if value is None:
            return
        sequence = located.expect(value, located.Seq, self.file, self.front.lines[key], key)
        for item, line in zip(sequence, sequence.lines, strict=True):
            located.expect(item, Map, self.file, line, f"an item of {key}")
            located.check_keys(item, keys, self.file, key)
            yield item

    def _participants(self) -> Iterator[Participant]:
        seen: dict[str, str] = {}
        for item in self._maps("participants", PARTICIPANT_KEYS):
            values = {key: located.text(item, key, self.file, "a participant") for key in PARTICIPANT_KEYS}
            for key in ("id", "name"):
                if not values[key]:
                    raise InputError(self.file, item.line, f"a participant without {key}", "{id: …, name: …, role: …}")
                if values[key] in seen:
                    raise InputError(
                        self.file, item.line, f"two participants with {key} {values[key]!r}", "each one once"
                    )
            seen |= {values[key]: key for key in ("id", "name")}  # both may be the same word: `guest`
            if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", values["id"]):
                raise InputError(
                    self.file,
                    item.line,
                    f"the participant's id is {values['id']!r}",
                    "small letters, digits and hyphens",
                )
            role = Role(self.choice("role", tuple(Role), Role.RESPONDENT, item))
            kind = self.choice("kind", PARTICIPANT_KINDS, "person", item)
            yield Participant(values["id"], values["name"], role, values["title"], kind)

    def _source(self) -> Provenance:
        value = self.front.get("source")
        if value is None:
            return Provenance()
        source = located.expect(value, Map, self.file, self.front.lines["source"], "source")
        located.check_keys(source, SOURCE_KEYS, self.file, "source")
        dropped = tuple(text for text, _ in located.texts(source, "dropped", self.file, "source"))
        for key in ("published", "captured"):
            self._date(source, key, "source")
        texts = {key: located.text(source, key, self.file, "source") for key in SOURCE_KEYS if key != "dropped"}
        return Provenance(**texts, dropped=dropped)

    def _corrections(self) -> Iterator[Correction]:
        for item in self._maps("corrections", CORRECTION_KEYS):
            self._date(item, "date", "a correction")
            yield Correction(**{key: located.text(item, key, self.file, "a correction") for key in CORRECTION_KEYS})
