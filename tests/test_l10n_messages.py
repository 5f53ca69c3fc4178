"""What translators get: every text once, with what they have to know about it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import source
from generator.l10n.blocks import blocks, translatable
from generator.l10n.extraction import ui_messages
from generator.l10n.merging import empty, sync
from generator.l10n.messages import interview_messages
from generator.model import Figure, Interview, Term

CASES = Path(__file__).parent / "cases/l10n"
SLUG = "2024-01-01-ada"
BRIDGE = Term("bridge", "topic", {"en": "Bridge", "fr": "Pont", "de": "Brücke"}, {"en": ("bridges",)})


@pytest.fixture
def interview() -> Interview:
    """Two turns, three paragraphs of speech."""
    return source.parse((CASES / "interview.md").read_text("utf-8"), SLUG)


@pytest.mark.parametrize("case", yaml.safe_load((CASES / "blocks.yml").read_text("utf-8")))
def test_a_page_is_cut_into_blocks(case: dict[str, Any]) -> None:
    """Joined again they are the page."""
    found = blocks(case["page"])
    assert found == case["blocks"]
    assert [n for n, block in enumerate(found) if not translatable(block)] == case.get("kept", [])
    assert blocks("\n\n".join(found)) == found


def test_translators_are_told_who_speaks_what_is_asked_and_which_words_to_use(interview: Interview) -> None:
    """Comments of a message."""
    figure = Figure("f1", "q1.p2.s1", "two years", "duration", None)
    page = "https://example.org/en/interviews/2024-01-01-ada/"
    messages = {m.context: m for m in interview_messages(interview, (figure,), (BRIDGE,), "fr", page)}
    assert messages["title"].notes == ("title of the interview", "glossary: Bridge = Pont", page)
    assert messages["q1.p2"].notes == (
        "speaker: Ada Lovelace (respondent)",
        "answers question 1: Building it",
        "figures: two years",
        f"{page}#q1.p2",
    )
    assert messages["q1.section"].text == "The bridge"
    assert messages["q1.p2"].references == ((f"docs/interviews/{SLUG}/interview.md", 22),)
    assert list(messages) == ["title", "intro.p1", "q1.section", "q1.title", "q1.p1", "q1.p2", "q1.p3"]


def test_sealed_words_are_not_sent_to_translators(interview: Interview) -> None:
    """Neither a sealed paragraph nor anything of a sealed exchange."""
    contexts = [m.context for m in interview_messages(replace(interview, sealed=("q1.p2",)))]
    assert "q1.p2" not in contexts
    assert "q1.p3" in contexts
    assert [m.context for m in interview_messages(replace(interview, sealed=("q1",)))] == ["title", "intro.p1"]


def test_strings_of_templates_and_code_are_found(tmp_path: Path) -> None:
    """With contexts, plurals, notes, and references that do not move with the lines."""
    (tmp_path / "a.html").write_text(
        '<p>{{ gettext("Hello") }}{% trans %}World{% endtrans %}{{ pgettext("verb", "Open") }}</p>', "utf-8"
    )
    (tmp_path / "b.py").write_text(
        '# NOTE: of a page\nui.gettext("Page %(n)s")\nui.ngettext("%(n)s day", "%(n)s days", n)\nui.gettext("Hello")\n',
        "utf-8",
    )
    messages = ui_messages(tmp_path)
    assert [(m.context, m.text, m.plural, m.notes, m.flags) for m in messages] == [
        ("", "Hello", "", (), ()),
        ("", "World", "", (), ()),
        ("verb", "Open", "", (), ()),
        ("", "Page %(n)s", "", ("of a page",), ("python-format",)),
        ("", "%(n)s day", "%(n)s days", (), ("python-format",)),
        ("", "Hello", "", (), ()),
    ]
    assert messages[0].references == ((f"{tmp_path.name}/a.html", 0),)
    assert sync(empty("fr", "ui"), messages).count('msgid "Hello"') == 1
