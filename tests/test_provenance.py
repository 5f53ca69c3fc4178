"""Every silent change of the original's words is found, with its line; what is declared or only typography is not."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import checks, config, pipeline, provenance, publication
from generator.checks import words
from generator.model import (
    Corpus,
    Correction,
    Exchange,
    Finding,
    Interview,
    Paragraph,
    Participant,
    Provenance,
    Role,
    Sentence,
    Severity,
    Text,
    Turn,
)
from generator.vocabulary.decisions import Decisions

ORIGINAL = """\
top of page
Q. When did the ship "Aurora" arrive, and who was on the quay?
Kim (harbour master): It arrived on Monday, 28.53 minutes late. I do not know
who was there. Forty peo\u00adple came, about 24% of the town. [laughs]
page 7
Kim: Well-known people too. Yes. 石油贸易增长了百分之二十四。
bottom of page
"""

TEXT = [
    ("q1.p1", "When did the ship “Aurora” arrive, and who was on the quay?"),
    ("q1.p2", "It arrived on Monday, 28.53 minutes late.", "I do *not* know who was there."),
    ("q1.p3", "Forty people came – about 24% of the town."),
    ("q1.p4", "[laughs]"),
    ("q1.p5", "Well-known people too.", "Yes.", "石油贸易增长了百分之二十四。"),
]


def interview(*text: tuple[str, ...]) -> Interview:
    """An interview of one exchange; lines count from 11, one a sentence."""
    line = 10
    paragraphs = []
    for id, *lines in text or TEXT:
        sentences = tuple(Sentence(f"{id}.s{n}", each, line + n) for n, each in enumerate(lines, 1))
        line += len(lines)
        paragraphs.append(Paragraph(id, sentences, "en"))
    turn = Turn("kim", Role.RESPONDENT, tuple(paragraphs))
    kim = Participant("kim", "Kim", Role.RESPONDENT, "harbour master")
    return Interview("x", Text("A title", "en"), "en", "", (kim,), (), (Exchange("q1", 1, Text("", "en"), (turn,)),))


def edited(old: str, new: str) -> Interview:
    """The interview with one silent change."""
    assert any(old in sentence for _, *sentences in TEXT for sentence in sentences)
    return interview(*[(id, *(sentence.replace(old, new) for sentence in words)) for id, *words in TEXT])


def found(value: Interview, original: str = ORIGINAL) -> list[Finding]:
    """The findings about words."""
    findings = list(provenance.verify(Path("docs/interviews/x"), value, original))
    return [finding for finding in findings if finding.severity is not Severity.NOTICE]


def test_faithful_text_has_no_findings() -> None:
    """Quotes, dashes, emphasis, line ends, soft hyphens, labels and furniture between sentences make no difference."""
    assert found(interview()) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "named"),
    [
        ("28.53", "25.83", 12, "“25.83” where the original says “28.53”"),
        ("*not* ", "", 13, "“not” is left out of"),
        ("24%", "24", 14, "“%” is left out of"),
        ("Forty", "Fifty", 14, "“Fifty” where the original says"),
        ("the town", "the old town", 14, "“old” is not in"),
        ("Yes.", "Yes, indeed.", 17, "“indeed”"),
        ("增长", "下降", 18, "“下降” where the original says “增长”"),
        ("[laughs]", "[smiles]", 15, "“smiles”"),
        ("It arrived", "it arrived", 12, "“it”"),
    ],
)
def test_silent_change(old: str, new: str, line: int, named: str) -> None:
    """The finding has the line, the words, and what the original says."""
    (finding,) = found(edited(old, new))
    assert (finding.severity, finding.file, finding.line) == (Severity.ERROR, "docs/interviews/x/interview.md", line)
    assert named in finding.message
    assert "corrections" in finding.remedy


def test_declared_change_is_none() -> None:
    """A correction stands for what it corrected, the first one if there are more; a note is the editor's."""
    value = edited("28.53", "25.83")
    correction = Correction("2024-02-01", "q1.p2.s1", "It arrived on Monday, 28.53 minutes late.")
    later = Correction("2024-03-01", "q1.p2.s1", "It arrived on Monday, 20 minutes late.")
    assert found(replace(value, corrections=(later, correction))) == []
    assert found(replace(value, corrections=(later,)))
    exchange = value.exchanges[0]
    note = Paragraph("q1.p9", (Sentence("q1.p9.s1", "The log says otherwise."),), "en", "note")
    turn = replace(exchange.turns[0], paragraphs=(note, *interview().exchanges[0].turns[0].paragraphs))
    assert found(replace(value, exchanges=(replace(exchange, turns=(turn,)),))) == []


def test_order_and_omission() -> None:
    """A sentence in another place is an error; one left out is a warning, unless it is listed as dropped."""
    swapped = interview(TEXT[0], TEXT[2], TEXT[1], *TEXT[3:])
    assert any("does not stand here" in finding.message for finding in found(swapped))
    without = interview(*TEXT[:2], *TEXT[3:])
    (finding,) = found(without)
    assert (finding.severity, finding.line) == (Severity.WARNING, 14)
    assert "about 24 % of the town" in finding.message
    dropped = ("4: Forty people came, about 24% of the town. (a joke)",)
    assert found(replace(without, source=Provenance(dropped=dropped))) == []


def test_furniture_inside_a_sentence() -> None:
    """A page number in the middle of a sentence is one of the original's words, unless it is listed as dropped."""
    broken = ORIGINAL.replace("minutes late", "minutes\nHarbour talks 12\nlate")
    (finding,) = found(interview(), broken)
    assert "“Harbour talks 12” is left out" in finding.message
    assert found(replace(interview(), source=Provenance(dropped=("4: Harbour talks 12 (page header)",))), broken) == []


@pytest.mark.parametrize(
    ("content", "sha256", "severity"),
    [
        (b"as captured", hashlib.sha256(b"as captured").hexdigest(), None),
        (b"as captured", hashlib.sha256(b"as captured").hexdigest().upper(), None),
        (b"as captured\r\n", hashlib.sha256(b"as captured").hexdigest(), Severity.ERROR),
        (b"as captured", "", Severity.WARNING),
        (None, "00", Severity.ERROR),
    ],
)
def test_capture(content: bytes | None, sha256: str, severity: Severity | None, tmp_path: Path) -> None:
    """The original is there, byte for byte."""
    if content is not None:
        (tmp_path / "original.txt").write_bytes(content)
    value = replace(interview(), source=Provenance(original="original.txt", sha256=sha256))
    findings = list(provenance.verify(tmp_path, value, ""))
    assert [finding.severity for finding in findings] == ([severity] if severity else [])


def test_interview_without_an_original() -> None:
    """Is allowed, and said."""
    (finding,) = provenance.verify(Path("x"), interview(), "")
    assert finding.severity is Severity.NOTICE


WORDS = st.sampled_from(["oil", "the", "not", "we", "7.5", "bank", "of", "and", "Yes", "trade", "石", "油", "ships"])
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=8), min_size=1, max_size=12)


@settings(max_examples=300, deadline=None)
@given(SENTENCES, st.data())
def test_any_text_and_any_change(sentences: list[list[str]], data: st.DataObject) -> None:
    """An unchanged text is silent however often it repeats itself; a foreign word in it is always found."""
    original = "\n".join(f"Kim: {' '.join(words)}." for words in sentences)
    text = [(f"q1.p{n}", " ".join(words) + ".") for n, words in enumerate(sentences, 1)]
    assert found(interview(*text), original) == []
    at = data.draw(st.integers(0, len(sentences) - 1))
    words = list(sentences[at])
    words[data.draw(st.integers(0, len(words) - 1))] = "otherwise"
    text[at] = (text[at][0], " ".join(words) + ".")
    errors = [finding for finding in found(interview(*text), original) if finding.severity is Severity.ERROR]
    assert any("otherwise" in finding.message and finding.line == 11 + at for finding in errors)


# --- as `dragoman check` sees it ----------------------------------------------------------------------------------

IMPORTED = sorted(path for path in (Path(__file__).parent / "cases/intake").iterdir() if path.suffix != ".outline")


def checked(root: Path) -> list[Finding]:
    """What the check of words finds in all interviews of a publication."""
    settings = config.read(root)
    complete = tuple(publication.identified(folder)[0] for folder in publication.folders(settings))
    empty = publication.Publication(settings, Corpus(()), complete, {}, {}, Decisions(), {})
    return list(words.check(checks.Site(empty, ())))


def test_what_was_just_imported_is_the_originals_in_every_format(tmp_path: Path) -> None:
    """Nothing is found in it; and after one letter of one word was changed in each text, that is found in each."""
    root = tmp_path / "publication"
    pipeline.new(root, ["en"])
    taken = pipeline.import_files(root, IMPORTED, jobs=1)
    assert {path.suffix for path, _ in taken} >= {".txt", ".md", ".html", ".docx", ".odt", ".pdf", ".vtt", ".csv"}
    assert [finding.message for finding in checked(root)] == []
    changed = {}
    for folder in publication.folders(config.read(root)):
        text = (folder / "interview.md").read_text("utf-8").split("\n")
        start = text.index("---", 1) + 1
        said = [at for at, line in enumerate(text) if at > start and re.match(r"\w", line) and len(line) > 5]
        line = said[len(said) // 2]
        text[line] = re.sub(r"\w(?=\W*$)", lambda letter: "x" if letter[0] != "x" else "y", text[line])
        (folder / "interview.md").write_text("\n".join(text), "utf-8")
        changed[f"docs/interviews/{folder.name}/interview.md"] = line + 1
    found = {(one.file, one.line) for one in checked(root) if one.severity is Severity.ERROR}
    assert found == set(changed.items())
