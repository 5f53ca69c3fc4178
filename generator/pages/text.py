"""Paragraphs of an interview as HTML: every paragraph and sentence with its id, figures and names marked."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from markupsafe import Markup

from generator import markup
from generator.enrich import figures
from generator.l10n import alignment, formats
from generator.model import Exchange, Figure, Interview, Paragraph, Sentence, State
from generator.pages import addresses
from generator.pages.page import relative
from generator.pages.rows import anchor
from generator.pages.view import View

Span = tuple[int, int, str, str]


class InterviewText:
    """Turns paragraphs of one interview into HTML, as one page shows them.

    Names are linked where they stand first on the page; a figure leads to its record in the data appendix; a
    paragraph has a link to itself, for readers without scripts. Not `annotated`: just the words and their ids. With
    `beside`, each translated paragraph is followed by what was published, folded up.
    """

    def __init__(
        self, view: View, interview: Interview, page: str, *, annotated: bool = True, beside: bool = False
    ) -> None:
        self.view, self.interview, self.page = view, interview, page
        self.annotated, self.beside = annotated, beside
        self._linked: set[str] = set()
        self._marks = view.marks(interview.slug)
        self._published = {} if interview is view.source(interview) else view.published(interview.slug)

    def paragraph(self, paragraph: Paragraph) -> Markup:
        """`<p>` with the paragraph's id, a `<span>` with its id around each sentence."""
        between = formats.joiner(paragraph.language)
        inner = between.join(self._sentence(sentence, paragraph) for sentence in paragraph.sentences)
        attributes = self.language(paragraph.language)
        if paragraph.kind != "speech":
            attributes += f' class="{paragraph.kind}"'
        elif paragraph.state not in (State.SOURCE, State.TRANSLATED):
            attributes += f' class="untranslated" data-state="{paragraph.state}"'
        label = self._note_label() if paragraph.kind == "note" else ""
        link = self._corrected(paragraph) + self._pilcrow(paragraph) if self.annotated else ""
        anchors = self.anchors(paragraph.id) + self._unplaced(paragraph)
        return Markup(f'<p id="{paragraph.id}"{attributes}>{anchors}{label}{inner}{link}</p>')

    def bare(self, paragraph: Paragraph, *, twins: bool = False) -> Markup:
        """`<p>` without ids, for words that stand on the page a second time, in another language.

        With `twins` each sentence says in `data-s` which id it has.
        """
        words = [markup.html(s.text) if s.text else self._withheld() for s in paragraph.sentences]
        if twins:
            ids = [sentence.id for sentence in paragraph.sentences]
            words = [f'<span data-s="{one}">{said}</span>' for one, said in zip(ids, words, strict=True)]
        inner = formats.joiner(paragraph.language).join(words)
        kind = "" if paragraph.kind == "speech" else f' class="{paragraph.kind}"'
        return Markup(f"<p{self.language(paragraph.language)}{kind}>{inner}</p>")

    def paragraphs(self, paragraphs: Iterable[Paragraph]) -> Markup:
        """The paragraphs, one below the other; a note before each run that is not in the edition's language."""
        out: list[str] = []
        before = State.SOURCE
        for paragraph in paragraphs:
            if paragraph.state is not before and paragraph.state not in (State.SOURCE, State.TRANSLATED):
                out.append(f'<p class="state">{self.state_words(paragraph)}</p>')
            before = paragraph.state
            out.append(self.paragraph(paragraph))
            if self.beside and paragraph.state is State.TRANSLATED:
                out.append(self._as_published(paragraph))
        return Markup("\n".join(out))

    def language(self, language: str) -> str:
        """` lang="…" dir="…"` where the language is not the page's."""
        if language == self.view.locale:
            return ""
        return f' lang="{language}" dir="{formats.direction(language)}"'

    def state_words(self, paragraph: Paragraph) -> str:
        """Why a paragraph is not in the reader's language."""
        gettext = self.view.edition.ui.gettext
        return {
            State.OUTDATED: gettext("The published text changed after it was translated. It is shown as published:"),
            State.PROPOSED: gettext(
                "A machine has proposed a translation that nobody has checked. Shown as published:"
            ),
        }.get(paragraph.state, gettext("Not translated yet. Shown as published:"))

    def _as_published(self, paragraph: Paragraph) -> str:
        """The published words of a translated paragraph, folded up: no script is needed to read them."""
        words = self.view.edition.ui.gettext("As published")
        published = self.bare(self._published[paragraph.id])
        return f'<details class="published"><summary>{words}</summary>{published}</details>'

    def _withheld(self) -> str:
        return self.view.edition.ui.gettext("[Withheld]")

    def _note_label(self) -> str:
        words = self.view.edition.ui.gettext("Editor’s note:")
        return f'<strong class="note-label">{words}</strong> '

    def _corrected(self, paragraph: Paragraph) -> str:
        """A mark on a paragraph in which published words were changed, that leads to what they were."""
        changes = self.view.changes.get(self.interview.slug, ())
        if not {sentence.id for sentence in paragraph.sentences} & {change.sentence for change in changes}:
            return ""
        href = relative(self.page, addresses.history(self.interview.slug))
        words = self.view.edition.ui.gettext("Corrected")
        return f' <a class="corrected" href="{href}">{words}</a>'

    def _pilcrow(self, paragraph: Paragraph) -> str:
        words = self.view.edition.ui.gettext("Link to this paragraph")
        return f'<a class="pilcrow" href="#{paragraph.id}" aria-label="{markup.attribute(words)}"></a>'

    def anchors(self, identifier: str) -> Markup:
        """The ids of passages that are gone, where the passage stands they lead to, each with a notice of its own.

        The empty id is the page as a whole.
        """
        return Markup("".join(self._anchor(old) for old in self._marks.retired.get(identifier, ())))

    def departed(self, exchange: Exchange) -> Markup:
        """On the page of an exchange: ids it once had that are elsewhere now, with a notice that leads there."""
        gettext = self.view.edition.ui.gettext
        words = gettext("The passage you were sent to stands on another page now.")
        go = gettext("Go to the passage")
        out = []
        for old, new in self.view.departed(self.interview.slug, exchange.id):
            whole = relative(self.page, f"interviews/{self.interview.slug}/", new)
            link = f'<a href="{whole}">{go}</a>'
            out.append(f'<span class="retired" id="{old}"><span>{words} {link}</span></span>')
        return Markup("".join(out))

    def _anchor(self, old: str) -> str:
        notice = self.view.edition.ui.gettext(
            "The passage you were sent to is no longer part of the text. This is what stands nearest to it now."
        )
        return f'<span class="retired" id="{old}"><span>{notice}</span></span>'

    def _unplaced(self, paragraph: Paragraph) -> str:
        """Ids of sentences that a translation does not tell apart: they lead to the paragraph."""
        source = self._published.get(paragraph.id)
        missing = alignment.unplaced(source, paragraph) if source else ()
        return "".join(f'<span id="{identifier}">{self.anchors(identifier)}</span>' for identifier in missing)

    def _sentence(self, sentence: Sentence, paragraph: Paragraph) -> str:
        if not sentence.text:
            withheld = self._withheld()
            return f'{self.anchors(sentence.id)}<span class="s sealed" id="{sentence.id}">{withheld}</span>'
        spans = self._spans(sentence, paragraph)
        inner = markup.annotate(sentence.text, spans) if spans else markup.html(sentence.text)
        return f'{self.anchors(sentence.id)}<span class="s" id="{sentence.id}">{inner}</span>'

    def _spans(self, sentence: Sentence, paragraph: Paragraph) -> list[Span]:
        linked = "](" in sentence.text  # a link inside a link is not HTML
        if not self.annotated or linked or paragraph.kind != "speech":
            return []
        spans = list(self._figure_spans(sentence, paragraph))
        for mention in self._marks.mentions.get(sentence.id, ()):
            start, end, identifier = mention.start, mention.end, mention.term
            term = self.view.terms.get(identifier)
            free = all(end <= s or start >= e for s, e, *_ in spans)
            if term and term.kind != "topic" and identifier not in self._linked and free:
                self._linked.add(identifier)
                href = relative(self.page, f"people/{identifier}/")
                spans.append((start, end, f'<a class="term" href="{href}" data-term="{identifier}">', "</a>"))
        return spans

    def glosses(self) -> Markup:
        """What the names that have been linked stand for, hidden: a script shows each beside its name."""
        view = self.view
        gettext, ngettext = view.edition.ui.gettext, view.edition.ui.ngettext
        out = []
        for identifier in sorted(self._linked):
            term = view.terms[identifier]
            count = view.passage_count(identifier)
            number = formats.number(Decimal(count), view.locale)
            lines = [
                f"<strong>{markup.attribute(view.label(term))}</strong>",
                *map(markup.attribute, filter(None, (term.titles.get(view.locale), term.notes.get(view.locale)))),
                ngettext("Named in %(n)s passage", "Named in %(n)s passages", count) % {"n": number},
            ]
            words = "".join(f"<p>{line}</p>" for line in lines)
            out.append(f'<div id="gloss-{identifier}">{words}</div>')
        go = markup.attribute(gettext("All that is said of it"))
        return Markup(f'<div class="glosses" data-go="{go}" hidden>{"".join(out)}</div>') if out else Markup("")

    def _figure_spans(self, sentence: Sentence, paragraph: Paragraph) -> Iterable[Span]:
        """Where the sentence's figures stand; in a translation that does not tell sentences apart, the paragraph's."""
        source = self._published.get(paragraph.id) if len(paragraph.sentences) == 1 else None
        ids = [sentence.id, *(alignment.unplaced(source, paragraph) if source else ())]
        taken: set[int] = set()
        for figure in (figure for identifier in ids for figure in self._marks.figures.get(identifier, ())):
            place = locate(figure, markup.plain(sentence.text), paragraph.language, taken)
            if place:
                taken.add(place[0])
                record = figure.duplicate_of or figure.id
                href = relative(self.page, addresses.data(self.interview.slug), anchor(record))
                yield (*place, f'<a class="figure" href="{href}">', "</a>")


def locate(figure: Figure, text: str, language: str, taken: set[int] = frozenset()) -> tuple[int, int] | None:  # type: ignore[assignment]
    """Where a figure stands in a sentence: by its quote in the source, by its value in a translation."""
    start = text.find(figure.quote)
    while start in taken and start >= 0:
        start = text.find(figure.quote, start + 1)
    if start >= 0:
        return start, start + len(figure.quote)
    for value in figures.values(text, language):
        if value.value == figure.value and figure.value is not None and value.start not in taken:
            return value.start, value.end
    return None
