"""Corpus and vocabulary -> what the vocabulary may be missing, with evidence, as lines an editor can paste.

Nothing is taken into the vocabulary by itself. Capitals, the words inside a name and the CLDR's countries tell names
and their kinds; what is said again and again in the same words may be a topic; no model is needed.
"""

from __future__ import annotations

import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator import markup
from generator.enrich import collocations, cues, names
from generator.enrich.folding import bare, fold
from generator.enrich.lists import territories, words_of
from generator.enrich.matching import Matcher
from generator.enrich.substrings import UNSEGMENTED
from generator.enrich.trie import tokens
from generator.model import Corpus, Term

KINDS = ("person", "organisation", "place", "topic", "alias")
"""In the order in which they are listed."""

_EVIDENCE = 3
_CYRILLIC = dict(zip("абвгдезийклмнопрстуфыэіїєґў", "abvgdeziiklmnoprstufyeiiegu", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "iu", "я": "ia",
}  # fmt: skip

Passage = tuple[str, str]
"""`slug/sentence id` and the plain text of the sentence."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry, or an alias of one, that the vocabulary may be missing."""

    kind: str
    """`person`, `organisation`, `place`, `topic` or `alias`."""
    language: str
    label: str
    count: int
    """In how many sentences it stands."""
    evidence: tuple[Passage, ...]
    """The first of them, up to three."""
    aliases: tuple[str, ...] = ()
    """Shorter forms of the same name."""
    term: str = ""
    """Of an alias: id of the term it may belong to."""

    def yaml(self) -> str:
        """The lines to paste into `topics.yml` or `people.yml`, with the evidence as a comment."""
        where, sentence = self.evidence[0]
        lines = [f"# {self.count} × as in {where}: {_around(sentence, self.label)}"]
        if self.kind == "alias":
            lines += [f"# to the entry {self.term}:", f"  aliases: {{{self.language}: [{_quoted(self.label)}]}}"]
            return "\n".join(lines)
        lines.append(f"{identifier(self.label, self.language)}:")
        if self.kind != "topic":
            lines.append(f"  kind: {self.kind}")
        lines.append(f"  labels: {{{self.language}: {_quoted(self.label)}}}")
        if self.aliases:
            lines.append(f"  aliases: {{{self.language}: [{', '.join(map(_quoted, self.aliases))}]}}")
        return "\n".join(lines)


def suggest(corpus: Corpus, terms: Sequence[Term], limit: int = 20) -> tuple[Suggestion, ...]:
    """For each language of the corpus and each kind, the `limit` most frequent names and most telling phrases.

    An interview counts in the language it is in: give the interviews of an edition to get suggestions for it.
    """
    passages: dict[str, list[Passage]] = defaultdict(list)
    for interview in corpus.interviews:
        paragraphs = [p for e in interview.exchanges for turn in e.turns for p in turn.paragraphs]
        for paragraph in (*interview.introduction, *paragraphs):
            for sentence in paragraph.sentences:
                passages[paragraph.language].append((f"{interview.slug}/{sentence.id}", markup.plain(sentence.text)))
    return tuple(
        suggestion
        for language in sorted(passages)
        for suggestion in _limited(_suggestions(passages[language], terms, language), limit)
    )


def identifier(label: str, language: str) -> str:
    """A readable id where the script allows one, and in any case one that is well formed."""
    if language.partition("-")[0] == "zh":
        from pypinyin import lazy_pinyin

        label = "-".join(lazy_pinyin(label))
    plain = "".join(_CYRILLIC.get(letter, letter) for letter in fold(label))
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or f"new-{zlib.crc32(label.encode()):08x}"


def _suggestions(passages: list[Passage], terms: Sequence[Term], language: str) -> Iterator[Suggestion]:
    known = Matcher(terms, language)
    texts = [text for _, text in passages]
    sample = "".join(texts[:200])
    found = (names if 2 * sum(map(str.islower, sample)) > len(sample) else cues).find(passages, language)
    unknown = {name: entry for name, entry in found.items() if not _covered(name, known)}
    short = _short_forms(unknown)
    shorter = {form for forms in short.values() for form in forms}
    term_of = _owners(terms, language)
    for name, (kind, where) in unknown.items():
        evidence = tuple(where[:_EVIDENCE])
        if term := term_of.get(name if name.isupper() else fold(name.split()[-1])):
            yield Suggestion("alias", language, name, len(where), evidence, term=term)
        elif name not in shorter:
            yield Suggestion(kind, language, name, len(where), evidence, tuple(short.get(name, ())))
    if language.partition("-")[0] in UNSEGMENTED:
        phrases = [phrase for phrase in collocations.runs(texts, language) if len(phrase.text) > 2]
    else:
        phrases = collocations.phrases(texts, language)
    titles = words_of("person") | words_of("titles")
    people = {fold(word) for name, (kind, _) in found.items() if kind == "person" for word in name.split()}
    people -= territories(language)
    for phrase in phrases:
        words = {fold(bare(word)) for word in tokens().findall(phrase.text)}
        if phrase.text not in found and words.isdisjoint(titles | people) and not _covered(phrase.text, known):
            where = [passages[number] for number in phrase.texts]
            yield Suggestion("topic", language, phrase.text, len(where), tuple(where[:_EVIDENCE]))


def _limited(suggestions: Iterable[Suggestion], limit: int) -> Iterator[Suggestion]:
    """The most frequent names; topics are in order already, the most telling first."""
    kinds: dict[str, list[Suggestion]] = {kind: [] for kind in KINDS}
    for suggestion in suggestions:
        kinds[suggestion.kind].append(suggestion)
    for kind, found in kinds.items():
        yield from (found if kind == "topic" else sorted(found, key=lambda one: (-one.count, one.label)))[:limit]


def _short_forms(names: dict[str, tuple[str, list[Passage]]]) -> dict[str, list[str]]:
    """A person's full name -> the surname alone, where no other person has it."""
    full: dict[str, list[str]] = defaultdict(list)
    for name, (kind, _) in names.items():
        if kind == "person" and " " in name:
            full[name.split()[-1]].append(name)
    return {people[0]: [surname] for surname, people in full.items() if len(people) == 1 and surname in names}


def _owners(terms: Sequence[Term], language: str) -> dict[str, str]:
    """Surnames (folded) of people, and initials of what has several words, that are in the vocabulary -> their term."""
    owners: dict[str, str] = {}
    for term in terms:
        words = re.findall(r"\w+", term.labels.get(language, ""))
        if term.kind == "person" and words:
            owners[fold(words[-1])] = term.id
        elif len(words) > 2:
            owners["".join(word[0] for word in words if word[0].isupper())] = term.id
    return owners


def _covered(label: str, known: Matcher) -> bool:
    """Whether the vocabulary finds all of a label."""
    return any(span.start == 0 and span.end == len(label) for span in known.spans(label))


def _around(sentence: str, label: str) -> str:
    """The sentence on one line, cut to what stands around the label."""
    at = max(sentence.find(label), 0)
    start, end = max(at - 60, 0), at + len(label) + 60
    return f"{'…' if start else ''}{sentence[start:end]}{'…' if end < len(sentence) else ''}"


def _quoted(text: str) -> str:
    """A YAML scalar that is read as this text, also inside a flow collection."""
    return text if re.fullmatch(r"[^\W\d]\w*( \w+)*", text) else json.dumps(text, ensure_ascii=False)
