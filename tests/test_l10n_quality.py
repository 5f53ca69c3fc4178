"""The checks of translations find planted mistakes, and are silent about careful work."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import vocabulary
from generator.l10n.catalogs import read
from generator.l10n.glossary import mentions
from generator.l10n.quality import CHECKS, check, plural_findings
from generator.l10n.writing import empty
from generator.model import Severity, Term

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases/l10n/quality"
SPACES = str.maketrans({"␣": "\u00a0", "⎵": "\u202f", "¶": "\n"})
TERMS = (
    Term(
        "ada",
        "person",
        {"en": "Ada Lovelace", "zh-Hans": "埃达·伊格赞普尔", "ru": "Ада Пример", "ar": "إيدا إكزامبل"},
    ),
    Term(
        "bridge",
        "topic",
        {"en": "Bridge", "zh-Hans": "桥", "ru": "мост", "ar": "جسر", "fr": "pont"},
        {"en": ("bridges",)},
    ),
)


def cases(name: str) -> Any:
    """A file of cases, its visible no-break spaces made real."""
    return _real(yaml.safe_load((CASES / name).read_text("utf-8")))


def _real(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _real(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_real(item) for item in value]
    return value.translate(SPACES) if isinstance(value, str) else value


PARAGRAPHS = cases("paragraphs.yml")
VOCABULARY = vocabulary.read(CASES / "topics.yml", CASES / "people.yml")
PAIRS = [(locale, case) for locale, given in cases("pairs.yml").items() for case in given]


@pytest.mark.parametrize(("locale", "case"), PAIRS, ids=lambda value: value if isinstance(value, str) else "")
def test_pair(locale: str, case: dict[str, Any]) -> None:
    """What each check has to find, and what it must let pass."""
    language = case.get("from", "en")
    findings = check(case["source"], case["translation"], language=language, locale=locale, terms=TERMS)
    assert sorted({finding.check for finding in findings}) == case["finds"]


def test_every_check_has_a_case_it_finds_and_one_it_passes() -> None:
    """In at least one language."""
    found = {name for _, case in PAIRS for name in case["finds"]} | {case["finds"] for case in cases("planted.yml")}
    assert found >= set(CHECKS)


CATALOGS = sorted((ROOT / "translations").glob("*/LC_MESSAGES/2024-05-07-zhang-hanhui.po"))


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parts[-3])
def test_careful_translations_pass(path: Path) -> None:
    """The interview in this repository, in all its languages, with its own vocabulary."""
    terms = vocabulary.read(ROOT / "docs/topics.yml", ROOT / "docs/people.yml")
    for entry in read(path).entries:
        found = check(entry.text, entry.translation, language="en", locale=path.parts[-3], terms=terms)
        assert [(entry.context, finding.message) for finding in found] == []


def test_there_are_sixty_planted_mistakes() -> None:
    """In five languages and of every kind."""
    planted = cases("planted.yml")
    assert len(planted) >= 60
    assert len({case["locale"] for case in planted}) == 5


@pytest.mark.parametrize("case", cases("planted.yml"), ids=lambda case: f"{case['locale']}-{case['finds']}")
def test_a_planted_mistake_is_found(case: dict[str, Any]) -> None:
    """A mistake in an otherwise careful translation, which has none without it."""
    source, careful = PARAGRAPHS["sources"][case["id"]], PARAGRAPHS[case["locale"]][case["id"]]
    assert not list(check(source, careful, language="en", locale=case["locale"], terms=VOCABULARY))
    assert case["from"] in careful
    translation = careful.replace(case["from"], case["to"], 1)
    translation = translation.replace(case.get("also", "\0"), case.get("with", ""))
    findings = list(check(source, translation, language="en", locale=case["locale"], terms=VOCABULARY))
    assert case["finds"] in {finding.check for finding in findings}
    assert all(finding.remedy and finding.severity in (Severity.ERROR, Severity.WARNING) for finding in findings)


@pytest.mark.parametrize(
    ("text", "name", "language", "expected"),
    [
        ("Встреча с Путиным прошла", "Путин", "ru", True),
        ("Встреча с Пушиным прошла", "Путин", "ru", False),
        ("Они говорили о России", "Россия", "ru", True),
        ("китайско-российская торговля", "китайский", "ru", True),
        ("وبالصين", "الصين", "ar", True),
        ("للصين", "الصين", "ar", True),
        ("l’Ukraine", "Ukraine", "fr", True),
        ("les sanctions américaines", "sanction", "fr", True),
        ("Lavrof", "Lavrov", "es", False),
        ("the United Nations", "United States", "en", False),
        ("中俄关系", "中俄", "zh-Hans", True),
        ("anything", "", "en", False),
    ],
)
def test_a_name_is_recognised_in_its_inflections(text: str, name: str, language: str, expected: bool) -> None:
    """And a misspelt one is not."""
    assert mentions(text, name, language) is expected


@pytest.mark.parametrize(
    ("locale", "forms", "says"),
    [
        ("fr", '"%(n)s jour"\nmsgstr[1] "%(n)s de jours"\nmsgstr[2] "%(n)s jours"', []),
        ("fr", '"un jour"\nmsgstr[1] "%(n)s de jours"\nmsgstr[2] "%(n)s jours"', []),
        ("fr", '"%(n)s jour"\nmsgstr[1] "%(n)s jours"', ["2 plural forms for “%(n)s day”"]),
        ("fr", '"%(n)s jour"\nmsgstr[1] ""\nmsgstr[2] "jours"', ["is empty", "other placeholders"]),
        ("fr", '"%(m)s jour"\nmsgstr[1] "%(n)s"\nmsgstr[2] "%(n)s jours"', ["not in msgid"]),
        ("zh-Hans", '"%(n)s天"', []),
    ],
)
def test_plural_forms_are_those_of_the_language(locale: str, forms: str, says: list[str], tmp_path: Path) -> None:
    """As many as the header says, none empty, with the placeholders of the source."""
    path = tmp_path / "a.po"
    entry = f'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] {forms}\n'
    path.write_text(f"{empty(locale, 'a').preamble}\n\n{entry}", "utf-8")
    found = [finding.message for _, finding in plural_findings(read(path), locale)]
    assert len(found) == len(says)
    assert all(part in message for part, message in zip(says, found, strict=True))


def test_a_header_with_too_few_plural_forms_is_reported(tmp_path: Path) -> None:
    """Poedit writes two forms for French, where a million takes a third."""
    path = tmp_path / "a.po"
    path.write_text(
        'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
        'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s jour"\nmsgstr[1] "%(n)s jours"\n',
        "utf-8",
    )
    assert [finding.severity for _, finding in plural_findings(read(path), "fr")] == [Severity.WARNING]
