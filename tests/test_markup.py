"""Inline Markdown: what is escaped reads as it was, what is dangerous is text, marks stand where they should."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import markup

LINES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=60).map(str.strip)


@given(LINES)
def test_escaped_text_means_itself(text: str) -> None:
    """Escaping plain text and reading it as Markdown gives the text back."""
    assert markup.plain(markup.escape(text)) == text


@pytest.mark.parametrize(
    ("source", "rendered"),
    [
        ("a *b* c", "a <em>b</em> c"),
        ("**a** `b`", "<strong>a</strong> <code>b</code>"),
        ("1986\\. A year", "1986. A year"),
        ("[a](https://example.org/?b=c&d=e)", '<a href="https://example.org/?b=c&amp;d=e">a</a>'),
        ("[a](javascript:alert(1))", "<a>a</a>"),
        ("[a](data:text/html,x)", "<a>a</a>"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('<img src=x onerror="alert(1)">', '&lt;img src=x onerror="alert(1)"&gt;'),
        ("![a](https://example.org/b.png)", "<span>a</span>"),
        ("# no heading", "# no heading"),
        ("- no list", "- no list"),
        ("R&D", "R&amp;D"),
    ],
)
def test_rendering(source: str, rendered: str) -> None:
    """Markup is rendered, raw HTML is text, links go only where a reader may be sent."""
    assert markup.html(source) == rendered


def test_marks_are_put_around_stretches_of_the_plain_text() -> None:
    """A stretch is counted in plain characters and closed and opened again where markup crosses it."""
    spans = [(0, 2, "<a>", "</a>"), (5, 12, "<b>", "</b>")]
    assert markup.annotate("In *the R&D* year", spans) == "<a>In</a> <em>th<b>e R&amp;D</b></em><b> y</b>ear"


@given(LINES, st.integers(0, 30), st.integers(1, 30))
def test_a_mark_changes_no_word(text: str, start: int, length: int) -> None:
    """What a reader sees is the same with and without a mark."""
    source = markup.escape(text)
    end = min(start + length, len(text))
    spans = [(start, end, "<mark>", "</mark>")] if start < end else []
    marked = markup.annotate(source, spans)
    assert marked.replace("<mark>", "").replace("</mark>", "") == markup.html(source)
