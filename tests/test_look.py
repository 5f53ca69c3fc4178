"""What a publication can change of its look: name, accent, logo, licence, templates."""

from pathlib import Path

import pytest

from generator import config, publication, site

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'


def configure(root: Path, settings: str) -> None:
    """Add lines to `extra.publication`."""
    path = root / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace('    licence: "CC0"\n', settings), "utf-8")


def build(root: Path) -> dict[str, str]:
    """Path -> HTML of some pages of the built site."""
    built = site.build(publication.load(config.read(root)), quiet=True, jobs=1)
    names = ("en/index.html", "fr/index.html", "en/about/index.html", "en/topics/index.html", "404.html")
    return {name: (built.site / name).read_text("utf-8") for name in names}


@pytest.fixture
def dressed(small: Path) -> Path:
    """A publication with a look of its own."""
    configure(
        small,
        '    licence: "Everything here: CC BY 4.0."\n'
        '    accent: "#004455"\n'
        '    accent_dark: "#aaddee"\n'
        "    logo: logo.svg\n"
        "    overrides: ours\n",
    )
    (small / "docs" / "logo.svg").write_text(LOGO, "utf-8")
    (small / "ours" / "partials").mkdir(parents=True)
    (small / "ours" / "pages").mkdir()
    (small / "ours" / "main.html").write_text(
        '{% extends "base.html" %}{% block extrahead %}<meta name="colophon" content="set by hand">{% endblock %}',
        "utf-8",
    )
    (small / "ours" / "partials" / "footer.html").write_text("<footer>our own foot</footer>", "utf-8")
    (small / "ours" / "pages" / "topics.html").write_text(
        '<h1>{{ title }}</h1>\n<p class="ours">{{ _("Topics") }}: {{ topics | length }}</p>', "utf-8"
    )
    (small / "ours" / "pages" / "home.html").write_text(
        '{% include "dragoman/home.html" %}\n<p class="ours">At the harbour since 1899.</p>', "utf-8"
    )
    return small


def test_a_publication_sets_its_look(dressed: Path) -> None:
    """Its colours, logo and templates are on every page, generated, hand-written or missing."""
    pages = build(dressed)
    for name, html in pages.items():
        assert "--accent-light:#004455;--accent-dark:#aaddee" in html, name
        assert "assets/logo.svg" in html, name
        assert '<meta name="colophon" content="set by hand">' in html, name
        assert "our own foot" in html, name
        assert "Harbour Talks" in html, name
    assert (dressed / "site" / "assets" / "logo.svg").read_text("utf-8") == LOGO
    assert '<p class="ours">Topics: ' in pages["en/topics/index.html"]
    assert "At the harbour since 1899." in pages["fr/index.html"]
    assert 'class="questions short' in pages["en/index.html"], "an override can take ours in"


def test_the_licence_is_at_the_foot(small: Path) -> None:
    """With the name and the standing of the translations; the default look needs no settings."""
    pages = build(small)
    lines = ("Harbour Talks", "Translations are unofficial; the published text holds.", "CC0")
    foot = "\n".join(f"<p>{line}</p>" for line in lines)
    assert all(foot in pages[name] for name in ("en/index.html", "en/about/index.html"))
