"""`mkdocs.yml`: what it may say, and where a mistake in it stands."""

from pathlib import Path

import pytest

from generator import config
from generator.errors import InputError

GOOD = """site_name: Talks
site_description: Talks with people.
site_url: https://example.org/talks
extra:
  publication:
    locales: [en, zh-Hans]
"""


def read(tmp_path: Path, text: str) -> config.Settings:
    """The settings of a publication with this `mkdocs.yml`."""
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    return config.read(tmp_path)


def test_the_settings_of_a_publication(tmp_path: Path) -> None:
    """The address gets its slash; what is not said has a default."""
    settings = read(tmp_path, GOOD)
    assert settings.url == "https://example.org/talks/"
    assert settings.locales == ("en", "zh-Hans")
    assert settings.figures == "all"


def test_mkdocs_own_tags_are_left_to_mkdocs(tmp_path: Path) -> None:
    """A file with `!ENV` and Python names in MkDocs's own settings can be read."""
    settings = read(tmp_path, GOOD + "plugins:\n  - x: !ENV [A, b]\n    y: !!python/name:material.emoji.twemoji\n")
    assert settings.name == "Talks"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (("site_name: Talks", ""), "mkdocs.yml:1: no site_name"),
        (("https://example.org/talks", "example.org"), "mkdocs.yml:3: site_url is 'example.org'"),
        (("locales: [en, zh-Hans]", "locales: []"), "mkdocs.yml:6: no locales"),
        (("zh-Hans", "zh_CN"), "mkdocs.yml:6: the locale 'zh_CN'"),
        (("zh-Hans", "en"), "mkdocs.yml:6: the locale 'en' stands twice"),
        (("  publication:", "  publications:"), "mkdocs.yml:4: no extra.publication"),
        (("locales", "locale"), "mkdocs.yml:6: unknown key 'locale' in extra.publication\n  expected: did you mean 'l"),
        (("Hans]", "Hans]\n    accent: red"), "mkdocs.yml:7: accent is 'red'"),
        (("Hans]", "Hans]\n    figures: some"), "mkdocs.yml:7: figures is 'some'"),
        (("[en", "{en"), "mkdocs.yml:6: not YAML"),
    ],
)
def test_mistakes_are_shown_where_they_stand(tmp_path: Path, change: tuple[str, str], error: str) -> None:
    """File, line, what was found."""
    with pytest.raises(InputError) as caught:
        read(tmp_path, GOOD.replace(*change))
    assert str(caught.value).startswith(f"{tmp_path}/{error}")


def test_a_folder_without_settings(tmp_path: Path) -> None:
    """The remedy is named."""
    with pytest.raises(InputError, match="dragoman new"):
        config.read(tmp_path)
