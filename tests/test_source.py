"""The canonical text: nothing is lost on the way in and out, and a mistake is shown where it stands."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import markup, source
from generator.errors import InputError
from generator.model import Exchange, Interview, Paragraph, Participant, Provenance, Role, Sentence, Text, Turn, closed

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases" / "source"

words = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=40)
sentences = words.map(lambda text: " ".join(text.split())).filter(bool).map(markup.escape)
names = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=12)


@st.composite
def interviews(draw: st.DrawFn) -> Interview:
    """Any interview whose ids are those of its positions."""
    language = draw(st.sampled_from(["en", "zh-Hans", "ar"]))
    who = draw(st.lists(names, min_size=1, max_size=3, unique_by=str))
    people = tuple(
        Participant(f"p{n}", name, draw(st.sampled_from(Role)), draw(st.sampled_from(["", "Editor: of X, “Y”"])))
        for n, name in enumerate(who)
    )

    def paragraph(identifier: str) -> Paragraph:
        texts = draw(st.lists(sentences, min_size=1, max_size=3))
        kind = draw(st.sampled_from(["speech", "speech", "speech", "note", "stage"]))
        if kind == "stage":
            texts = [f"\\[{texts[0]}\\]"]
        return Paragraph(
            identifier,
            tuple(Sentence(f"{identifier}.s{n}", text) for n, text in enumerate(texts, 1)),
            language,
            kind,
        )

    def exchange(number: int) -> Exchange:
        turns, count = [], 0
        for _ in range(draw(st.integers(1, 3))):
            speaker = draw(st.sampled_from(people))
            size = draw(st.integers(1, 2))
            paragraphs = tuple(paragraph(f"q{number}.p{count + n}") for n in range(1, size + 1))
            count += size
            turns.append(Turn(speaker.id, speaker.role, paragraphs, draw(st.sampled_from(["", "0:01:31"]))))
        title = draw(st.one_of(st.just(""), sentences))
        return Exchange(f"q{number}", number, Text(title, language), tuple(turns))

    introduction = tuple(paragraph(f"intro.p{n}") for n in range(1, draw(st.integers(0, 2)) + 1))
    return Interview(
        slug="slug",
        title=Text(draw(sentences), language),
        language=language,
        date=draw(st.sampled_from(["", "2024", "2024-05-07"])),
        participants=people,
        introduction=introduction,
        exchanges=closed(tuple(exchange(n) for n in range(1, draw(st.integers(1, 3)) + 1))),
        source=draw(st.sampled_from([Provenance(), Provenance(publisher="A: b # c", dropped=("1: x (y)",))])),
    )


@given(interviews())
def test_what_is_composed_is_read_back(interview: Interview) -> None:
    """Composing an interview and reading it gives the same interview, and composing that the same bytes."""
    text = source.compose(interview)
    again = source.parse(text, "slug")
    assert again == interview
    assert source.compose(again) == text


@given(
    st.text(st.sampled_from("#*>-:[]! \n\r\tabc。1“”\u2028") | st.characters(exclude_categories=["Cs"]), max_size=200)
)
def test_every_byte_is_kept(body: str) -> None:
    """Whatever stands in the file, cutting it in blocks and joining them gives the file."""
    text = f"---\ntitle: x\n---\n\n{body}"
    assert source.write(source.document(text)) == text


def test_the_interviews_of_this_publication_are_canonical() -> None:
    """Every `interview.md` here is byte for byte what the program would write."""
    for path in sorted(ROOT.glob("docs/interviews/*/interview.md")):
        text = path.read_text("utf-8")
        assert source.write(source.document(text)) == text
        assert source.compose(source.read(path)) == text


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_mistakes_are_shown_where_they_stand(case: Path) -> None:
    """Each case ends with a comment that says what the error must say, with file and line."""
    text, _, expected = case.read_text("utf-8").rpartition("<!-- error: ")
    with pytest.raises(InputError) as caught:
        source.parse(text, "slug", "interview.md")
    assert str(caught.value).startswith(expected.removesuffix(" -->\n"))


def test_a_file_that_is_not_utf8_says_where(tmp_path: Path) -> None:
    """The line of the first wrong byte is named."""
    path = tmp_path / "interview.md"
    path.write_bytes(b"---\ntitle: caf\xe9\n---\n")
    with pytest.raises(InputError, match=r"interview\.md:2: byte 0xe9 is not UTF-8"):
        source.read(path)
