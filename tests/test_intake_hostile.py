"""Whatever a file holds, intake ends soon, in bounded memory, with an interview or an error a person can act on."""

import io
import json
import re
import time
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import intake
from generator.errors import DragomanError, InputError
from generator.intake.decoding import decode
from generator.markup import plain


def archive(files: dict[str, bytes]) -> bytes:
    """A ZIP of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def nested(root: bytes, element: bytes, leaf: bytes) -> bytes:
    """XML with elements 5,000 deep."""
    deep = 5_000
    closing = b"></".join(reversed(element.split(b"><")))
    words = b"<" + leaf + b">Why?</" + leaf + b">"
    name = root.split()[0]
    inside = (b"<" + element + b">") * deep + words + (b"</" + closing + b">") * deep
    return b"<" + root + b">" + inside + b"</" + name + b">"


ODT_TYPE = b"application/vnd.oasis.opendocument.text"
OFFICE = (
    b'office:text xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    b' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
WORD = b'w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
REFUSED = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 50,
    "huge.txt": b"a" * 50_000_000,
    "line.txt": b"word " * 600_000,
    "lines.txt": b"a\n" * 400_000,
    "bomb.docx": archive({"word/document.xml": b"\0" * 150_000_000}),
    "bomb.odt": archive({"mimetype": ODT_TYPE, "content.xml": b"\0" * 150_000_000}),
    "nested.odt": archive(
        {"mimetype": ODT_TYPE, "content.xml": nested(OFFICE, b"text:list><text:list-item", b"text:p")}
    ),
    "nested.docx": archive(
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": nested(WORD, b"w:tbl><w:tr><w:tc", b"w:p")}
    ),
    "nested.xml": b'<?xml version="1.0"?>' + nested(b"TEI", b"list><item", b"u"),
    "entity.xml": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "'
    + b"x" * 100_000
    + b'">]><TEI>'
    + b"&a;" * 5_000
    + b"</TEI>",
    "damaged.docx": b"PK\x03\x04 and nothing more",
    "table.xlsx": archive({"xl/workbook.xml": b"<a/>"}),
    "laughs.xml": b'<?xml version="1.0"?>' + LAUGHS + b'<TEI><u who="x">&b;</u></TEI>',
    "laughs.docx": archive({"word/document.xml": LAUGHS + b"<w>&b;</w>", "[Content_Types].xml": b"<Types/>"}),
    "laughs.odt": archive({"content.xml": LAUGHS + b"<w>&b;</w>"}),
    "broken.xml": b'<?xml version="1.0"?><TEI><u who="x">never closed',
    "deep.html": b"<div>" * 100_000 + b"hello",
    "deep.json": b"[" * 500_000,
    "wide.json": json.dumps([{"speaker": "a", "text": "b?"}] * 50_000).encode(),
    "nested.json": b"[" * 400 + b"]" * 400,
    "stars.md": b"*" * 100_000,
    "words.pdf": b"%PDF-1.4\n%%EOF",
    "empty.vtt": b"WEBVTT\n\n",
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
    "rich.rtf": b"{\\rtf1 hello}",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_a_transcript_is_refused_soon(name: str) -> None:
    """The error names the file, within seconds."""
    started = time.perf_counter()
    with pytest.raises(InputError, match=name.replace(".", r"\.")):
        intake.parse(name, REFUSED[name])
    assert time.perf_counter() - started < 10


LONG = {
    "lists.html": b"<html><body>" + b"<ul><li>Why?" * 30_000,
    "lists.md": b"\n".join(b"  " * depth + b"- Why?" for depth in range(1_000)),
    "quotes.md": b"\n\n".join(b"> " * depth + b"Q: Why?" for depth in range(1, 500)),
    "definitions.md": b"Ann\n: Why?\n\nBob\n: So.\n\n" * 5_000,
    "open.md": b"Q: Why?\n\nA: So.\n\nQ: Why?\n\n**" + b"word\n" * 20_000,
    "short.txt": b"\n\n".join(
        b"%c%c%c: Why is it?" % (65 + at // 676, 65 + at // 26 % 26, 65 + at % 26) for at in range(5_000)
    ),
    "labels.txt": b"\n\n".join(b"Name%d: Why is it?" % at for at in range(5_000)),
    "dashes.txt": ("Да. — Нет. " * 100_000).encode(),
    "parentheses.txt": b"Q: a (" * 100_000,
    "han.txt": ("中文" * 100_000).encode(),
    "capitals.txt": b"Aaa " * 100_000,
    "entity.html": b'<!DOCTYPE l [<!ENTITY a "' + b"x" * 100_000 + b'">]><html><body><p>Q: ' + b"&a;" * 5_000,
}


@pytest.mark.parametrize("name", LONG)
def test_what_is_long_or_deep_is_read_soon(name: str) -> None:
    """What could be a transcript is read, however deep its lists or long its lines, within seconds."""
    started = time.process_time()
    assert intake.parse(name, LONG[name]).interview.exchanges
    assert time.process_time() - started < 10


def test_a_pdf_without_text_says_so() -> None:
    """Scanned pages need OCR, and the error tells."""
    import pypdf

    out = io.BytesIO()
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(out)
    with pytest.raises(InputError, match="without text"):
        intake.parse("scan.pdf", out.getvalue())


def test_nothing_outside_the_file_is_read() -> None:
    """An external DTD is not fetched."""
    doctype = b'<?xml version="1.0"?><!DOCTYPE l SYSTEM "file:///etc/passwd">'
    raw = doctype + b'<TEI><text><u who="a">Hello there.</u></text></TEI>'
    found = intake.parse("outside.xml", raw)
    assert found.interview.exchanges[0].turns[0].paragraphs[0].sentences[0].text == "Hello there."


def test_scripts_do_not_come_through() -> None:
    """Scripts, handlers and javascript: links of a page leave no trace in the words."""
    page = b"""<html><body><script>alert(1)</script><p>Q: What?</p>
    <p>A: <img src=x onerror=alert(1)>Yes, <a href="javascript:alert(1)">really</a>.</p></body></html>"""
    assert "alert" not in json.dumps(intake.as_json(intake.parse("page.html", page))["exchanges"])


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("Q: Größe?\n\nA: Süß.\n".encode("latin-1"), "Größe?"),
        ("В: Как вы?\n\nО: Хорошо, спасибо.\n".encode("cp1251"), "Как вы?"),
        (b"Q: What?\r\rA: Yes.\r", "What?"),
        ("\ufeffQ: What?\n\nA: Yes.\n".encode("utf-16"), "What?"),
        ("   \ufeffQ\u200b: What?\n\nA\u2236 Yes.\n".encode(), "What?"),
        ("\u200fس: كيف الحال؟\n\n\u200fج: بخير.\n".encode(), "كيف الحال؟"),
        ("Q: A cafÃ© in ZÃ¼rich?\n\nA: Yes, itâ€™s there.\n".encode(), "A café in Zürich?"),
    ],
)
def test_encodings_and_invisible_characters(raw: bytes, said: str) -> None:
    """The words come out right, and what was done is reported."""
    found = intake.parse("a.txt", raw)
    assert found.interview.exchanges[0].turns[0].paragraphs[0].sentences[0].text == said
    assert [one for one in found.findings if one.check == "intake.decoding"]


def test_garbled_text_that_is_uncertain_stays() -> None:
    """Mojibake that cannot all be undone is left alone and reported."""
    found = intake.parse("a.txt", "Q: cafÃ© Ã© Ã\u00a0x Ã?\n\nA: Yes.\n".encode())
    assert "Ã" in found.interview.exchanges[0].turns[0].paragraphs[0].sentences[0].text
    assert any("garbled" in one.message for one in found.findings)


def tokens(text: str) -> list[str]:
    """Words, folded."""
    return [word.casefold() for word in re.findall(r"[^\W_]+", text)]


PIECES = st.sampled_from(
    [
        *("Q: ", "A: ", "What is it? ", "It is a door. ", "\n", "\n\n", "1. ", "2) ", "**Why?**", "# Head", "- item "),
        *(
            "BROCK: ",
            "Date: 3 May 2020",
            "share",
            "[laughs]",
            "00:01:02 ",
            "问：",
            "答：",
            "是。",
            "—",
            "<p>x</p>",
            "_y_ ",
        ),
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES | st.text(max_size=12), min_size=1, max_size=40))
def test_kept_and_dropped_are_the_whole(pieces: list[str]) -> None:
    """Every word of any text is kept or reported as dropped; nothing else is raised than an error for people."""
    try:
        source = decode("a.txt", "".join(pieces).encode("utf-8", "replace"))
        found = intake.understand(intake.reader("plain").read(source))
    except DragomanError:
        return
    have = list(everything(found))
    for word in tokens(source.text):
        assert word in have or word.isdigit(), word


def everything(found: intake.Intake) -> Iterator[str]:
    """Folded words of all that an intake has."""
    one = found.interview
    pieces = [one.title.words, *found.labels, *(f"{who.name} {who.title}" for who in one.participants)]
    pieces += [s.text for p in one.introduction for s in p.sentences]
    for exchange in one.exchanges:
        pieces.append(exchange.section.words if exchange.section else "")
        for turn in exchange.turns:
            pieces += [turn.start, *(s.text for p in turn.paragraphs for s in p.sentences)]
    pieces += [d.text for d in found.dropped]
    for piece in pieces:
        yield from tokens(plain(piece))
        yield from tokens(piece)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=400), st.sampled_from(sorted(intake.SUFFIXES)))
def test_any_bytes_end_in_an_interview_or_an_error(raw: bytes, suffix: str) -> None:
    """No other exception leaves intake."""
    try:
        intake.parse(f"a{suffix}", raw)
    except DragomanError:
        return
