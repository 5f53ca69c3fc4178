"""Stylesheets and scripts as readers load them."""

from pathlib import Path

from generator import assets, publish


def test_only_what_text_needs_is_kept_of_a_stylesheet() -> None:
    """Rules of the frame go, within media queries too; lists of selectors are cut down; variables stay."""
    css = (
        "/*! note */:root{--a:1}.md-header{color:red}.md-nav,.md-typeset a:is(:hover,:focus),.md-typeset b{color:blue}"
        "@media screen{.md-search{x:y}.md-typeset h1{margin:0}}@media print{.md-nav{x:y}}@font-face{src:url(x)}"
    )
    assert assets.typeset(css) == (
        ":root{--a:1}.md-typeset a:is(:hover,:focus),.md-typeset b{color:blue}@media screen{.md-typeset h1{margin:0}}"
    )


def test_minified_files_say_the_same() -> None:
    """Comments and white space go; strings and what is not code stay."""
    assert assets.minified("a.css", "/* c */ a { content: '/* x */' ; }") == "a{content:'/* x */'}"
    assert assets.minified("a.js", "// c\nconst a = '// x';\n") == "const a='// x';"
    assert assets.minified("a.svg", "<svg> <!-- c --> </svg>") == "<svg> <!-- c --> </svg>"


def test_a_publication_brings_its_own(tmp_path: Path) -> None:
    """Files and folders of the publication come last, over the program's."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "favicon.svg").write_text("<svg/>", "utf-8")
    publish.write_assets(tmp_path / "site", [own])
    assert (tmp_path / "site/favicon.svg").read_text("utf-8") == "<svg/>"
    assert ".md-search__form" not in (tmp_path / "site/material.css").read_text("utf-8")
