"""A catalog is brought up to date with the text: nothing a translator wrote is lost, and nothing moves needlessly."""

import random
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.l10n.catalogs import Catalog, read
from generator.l10n.merging import sync
from generator.l10n.messages import Message
from generator.l10n.similarity import pair
from generator.l10n.writing import empty

CASES = Path(__file__).parent / "cases/l10n"
HEADER = empty("fr", "a").preamble + "\n\n"


def parsed(text: str, folder: Path) -> Catalog:
    """The catalog that a file with this text is."""
    path = folder / "a.po"
    path.write_text(text, "utf-8", newline="\n")
    return read(path)


def message(fields: dict[str, Any]) -> Message:
    """A message as a case writes it."""
    place = (("docs/interviews/a/interview.md", fields["line"]),) if "line" in fields else ()
    return Message(
        fields.get("id", fields.get("context", "")),
        fields["text"],
        fields.get("plural", ""),
        tuple(fields.get("notes", ())),
        place,
        tuple(fields.get("flags", ())),
        minted="id" in fields,
    )


@pytest.mark.parametrize("path", sorted((CASES / "merging").glob("*.yml")), ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path) -> None:
    """What the case is about stands in its first line; doing it again changes no byte."""
    case = yaml.safe_load(path.read_text("utf-8"))
    messages = [message(fields) for fields in case["messages"]]
    text = sync(parsed(HEADER + case["old"], tmp_path), messages)
    assert text.removeprefix(HEADER) == case["new"]
    assert sync(parsed(text, tmp_path), messages) == text


def test_an_entry_that_does_not_change_keeps_its_bytes(tmp_path: Path) -> None:
    """Also when another program broke its lines: only the entry of the changed paragraph differs."""
    old = read(CASES / "catalogs/poedit.po")
    messages = [
        Message(e.context, e.text, "", (e.notes,), tuple((f, int(n or 0)) for f, n in e.references), (), True)
        for e in old.entries
        if not e.obsolete
    ]
    assert sync(old, messages) == (CASES / "catalogs/poedit.po").read_text("utf-8")
    messages[1] = replace(messages[1], text="It has two.")
    before = set((CASES / "catalogs/poedit.po").read_text("utf-8").split("\n"))
    after = sync(old, messages).split("\n")
    new = [line for line in after if line not in before and line]
    assert new[:3] == ["#, fuzzy, no-wrap", '#| msgid ""', '#| "The bridge has a pier in the river.\\n"']
    assert new[4:6] == ['#| "We did."', 'msgid "It has two."']
    assert len(new) == 7


def test_a_new_language_has_every_message_empty(tmp_path: Path) -> None:
    """And a header that says what it has to."""
    text = sync(empty("zh-Hans", "a"), [Message("q1.p1", "One.", minted=True)])
    catalog = parsed(text, tmp_path)
    assert catalog.header["Language"] == "zh_Hans"
    assert catalog.header["Plural-Forms"] == "nplurals=1; plural=0;"
    assert [(entry.context, entry.translation) for entry in catalog.entries] == [("q1.p1", "")]


IDS = st.lists(st.integers(1, 12), unique=True, max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories=st.lists(st.tuples(IDS, st.integers(0, 3)), min_size=2, max_size=5))
def test_no_translation_is_ever_lost(histories: list[tuple[list[int], int]], tmp_path: Path) -> None:
    """However a text is cut, reordered, changed and restored; and every step is stable."""
    catalog = empty("fr", "a")
    translated: dict[str, str] = {}
    for ids, version in histories:
        messages = [Message(f"q1.p{n}", f"Text {n} in version {version if n % 2 else 0}.", minted=True) for n in ids]
        text = sync(catalog, messages)
        catalog = parsed(text, tmp_path)
        assert sync(catalog, messages) == text
        assert [e.context for e in catalog.entries if not e.obsolete] == [m.context for m in messages]
        for n in ids:
            text = text.replace(f'{n} in version 0."\nmsgstr ""', f'{n} in version 0."\nmsgstr "Texte {n}."')
        catalog = parsed(text, tmp_path)
        translated |= {e.context: e.translation for e in catalog.entries if e.translation}
        assert {e.context: e.translation for e in catalog.entries if e.translation} == translated
        published = {e.text for e in catalog.entries if e.translation and not e.fuzzy and not e.obsolete}
        assert all(text.endswith("version 0.") for text in published)


def test_three_thousand_messages_take_less_than_two_seconds(tmp_path: Path) -> None:
    """One in ten of them changed; in processor time, so that a busy machine does not matter."""
    chance = random.Random(1)
    words = [f"word{n}" for n in range(3000)]
    texts = ["\n".join(" ".join(chance.choices(words, k=12)) + "." for _ in range(4)) for _ in range(3000)]
    messages = [Message(f"q{n}.p1", text, notes=("speaker: Ada",), minted=True) for n, text in enumerate(texts)]
    text = sync(empty("fr", "a"), messages).replace('msgstr ""\n\n', 'msgstr "x"\n\n')
    changed = [
        Message(m.context, m.text + " More." * (n % 10 == 0), notes=m.notes, minted=True)
        for n, m in enumerate(messages)
    ]
    start = time.process_time()
    result = sync(parsed(text, tmp_path), changed)
    assert time.process_time() - start < 2
    assert result.count("#, fuzzy") == 300


def test_pages_of_three_thousand_blocks_are_compared_quickly(tmp_path: Path) -> None:
    """Texts without ids are compared by words, and only with those that share some."""
    chance = random.Random(2)
    words = [f"word{n}" for n in range(3000)] + ["the"] * 300
    old = [" ".join(chance.choices(words, k=40)) for _ in range(3000)]
    new = [text + " and more" for text in old[::10]]
    start = time.process_time()
    pairs = pair(new, old)
    assert time.process_time() - start < 2
    assert pairs == {n: n * 10 for n in range(300)}
