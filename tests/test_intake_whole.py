"""Kept and dropped are the whole input: no reader loses a word, wherever in its format the word stands."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import intake
from generator.errors import DragomanError
from generator.markup import plain

Block = tuple[str, str]
"""Where words stand (`said`, `heading`, `aside`, …) and the words, each of them unlike any other."""

PLACES = (
    "asked", "asked", "answered", "answered", "said", "heading", "stage", "item", "quote", "bold", "table", "aside",
    "note", "code", "comment", "time",
)  # fmt: skip


def blocks(seeds: Sequence[tuple[str, int]]) -> list[Block]:
    """Blocks whose words can be told apart: `wqaab`, `wqaac`, …"""
    made, count = [], 0
    for place, length in seeds:
        words = []
        for _ in range(length):
            words.append("wq" + "".join(chr(97 + count // base % 26) for base in (676, 26, 1)))
            count += 1
        made.append((place, " ".join(words)))
    return made


def as_text(given_blocks: Sequence[Block]) -> str:
    """Plain text, as pasted."""
    forms = {
        "asked": "Q: {}?", "answered": "A: {}.", "heading": "{}", "stage": "[{}]", "item": "- {}", "time": "[00:01] {}",
        "aside": "Share on {}", "note": "1. {}", "code": "    {}", "comment": "© {}", "bold": "*{}*", "table": "{}\t{}",
    }  # fmt: skip
    return "\n\n".join(forms.get(place, "{}.").format(words, words) for place, words in given_blocks)


def as_markdown(given_blocks: Sequence[Block]) -> str:
    """Markdown with front matter."""
    forms = {
        "asked": "**Asker:** {}?", "answered": "**Teller:** {}.", "heading": "## {}", "stage": "*[{}]*", "item": "- {}",
        "quote": "> {}", "bold": "**{}**", "table": "| {} | b |\n|---|---|", "aside": "<aside>{}</aside>",
        "note": "[^1]: {}", "code": "```\n{}\n```", "comment": "<!-- {} -->", "time": "00:12 {}",
    }  # fmt: skip
    body = "\n\n".join(forms.get(place, "{}.").format(words) for place, words in given_blocks)
    return f"---\ntitle: Talk\n---\n\n{body}\n"


def as_html(given_blocks: Sequence[Block]) -> str:
    """A page."""
    forms = {
        "asked": "<p><b>Asker:</b> {}?</p>", "answered": "<p><b>Teller:</b> {}.</p>", "heading": "<h2>{}</h2>",
        "stage": "<p><i>[{}]</i></p>", "item": "<ul><li>{}</li></ul>", "quote": "<blockquote>{}</blockquote>",
        "bold": "<p><b>{}</b></p>", "table": "<table><tr><td>{}</td><td>b</td></tr></table>", "aside": "<nav>{}</nav>",
        "note": "<footer>{}</footer>", "code": "<pre>{}</pre>", "comment": "<!-- {} -->",
        "time": "<time>00:12</time>{}",
    }  # fmt: skip
    body = "\n".join(forms.get(place, "<p>{}.</p>").format(escape(words)) for place, words in given_blocks)
    return f"<!doctype html><html><head><title>Talk</title></head><body>{body}</body></html>"


def as_captions(given_blocks: Sequence[Block]) -> str:
    """WebVTT."""
    cues = []
    for at, (place, words) in enumerate(given_blocks):
        voice = {"asked": "<v Asker>", "answered": "<v Teller>", "stage": "[laughs] "}.get(place, "")
        cue = f"00:{at // 60:02}:{at % 60:02}.000 --> 00:{at // 60:02}:{at % 60:02}.900\n{voice}{words}"
        cues.append(f"NOTE {words}" if place in ("note", "comment", "aside") else cue)
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def as_table(given_blocks: Sequence[Block]) -> str:
    """CSV with a column nobody asked for."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["speaker", "words", "tags"])
    for place, words in given_blocks:
        aside = place in ("aside", "note", "comment")
        writer.writerow([{"asked": "Asker"}.get(place, "Teller"), "" if aside else words, words if aside else ""])
    return out.getvalue()


def as_json(given_blocks: Sequence[Block]) -> str:
    """JSON with keys nobody asked for."""
    items = [
        {
            "speaker": {"asked": "Asker"}.get(place, "Teller"),
            ("comment" if place in ("aside", "note") else "text"): words,
        }
        for place, words in given_blocks
    ]
    return json.dumps({"title": "Talk", "transcript": items})


def as_tei(given_blocks: Sequence[Block]) -> str:
    """TEI, with a header, notes and stage directions."""
    forms = {
        "asked": '<u who="#asker">{}?</u>', "answered": '<u who="#teller"><seg>{}.</seg></u>',
        "heading": "<head>{}</head>", "stage": "<stage>{}</stage>",
        "note": '<u who="#teller">so <note>{}</note> it is</u>',
        "aside": "<note>{}</note>",
        "comment": "<!-- {} -->", "item": "<list><item>{}</item></list>", "table": "<fw>{}</fw>",
    }  # fmt: skip
    body = "\n".join(forms.get(place, "<p>{}.</p>").format(words) for place, words in given_blocks)
    return f'<?xml version="1.0"?><TEI><text><body><u who="#asker">Well?</u>{body}</body></text></TEI>'


def as_ohms(given_blocks: Sequence[Block]) -> str:
    """An OHMS record with an index."""
    said = "\n\n".join(
        f"{'ASKER' if p == 'asked' else 'TELLER'}: {w}." for p, w in given_blocks if p not in ("aside", "note")
    )
    other = "".join(f"<synopsis>{w}</synopsis>" for p, w in given_blocks if p in ("aside", "note"))
    record = f"<title>Talk</title><index>{other}</index><transcript>ASKER: Well?\n\n{said}</transcript>"
    return f"<ROOT><record>{record}</record></ROOT>"


FORMATS: dict[str, Callable[[Sequence[Block]], str]] = {
    "a.txt": as_text,
    "a.md": as_markdown,
    "a.html": as_html,
    "a.vtt": as_captions,
    "a.csv": as_table,
    "a.json": as_json,
    "a.xml": as_tei,
    "b.xml": as_ohms,
}


def everything(found: intake.Intake) -> Iterator[str]:
    """All that an intake kept, dropped or turned into something else."""
    one = found.interview
    yield from (one.title.words, one.date, *found.labels, *(f"{who.name} {who.title}" for who in one.participants))
    yield from (one.source.publisher, one.source.url) if one.source else ()
    yield from (s.text for p in one.introduction for s in p.sentences)
    for exchange in one.exchanges:
        yield exchange.section.words if exchange.section else ""
        for turn in exchange.turns:
            yield from (s.text for p in turn.paragraphs for s in p.sentences)
    yield from (dropped.text for dropped in found.dropped)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(seeds=st.lists(st.tuples(st.sampled_from(PLACES), st.integers(1, 9)), min_size=1, max_size=14))
def test_no_word_is_lost(name: str, seeds: list[tuple[str, int]]) -> None:
    """Every word of the source is in the interview or among what was dropped, and nothing is there that was not."""
    source = FORMATS[name](blocks(seeds))
    try:
        found = intake.parse(name, source.encode())
    except DragomanError:
        return
    have = {word for text in everything(found) for word in re.findall(r"wq[a-z]+", f"{text} {plain(text)}")}
    assert have == set(re.findall(r"wq[a-z]+", source))
