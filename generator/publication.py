"""The files of a publication -> everything that is known of it, in the languages it was published in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator import gate, identity, review, source, vocabulary
from generator.config import Settings
from generator.enrich import figures, mentions
from generator.errors import InputError
from generator.identity import Ledger
from generator.model import Corpus, Interview, Term
from generator.review import Review
from generator.vocabulary import decisions
from generator.vocabulary.decisions import Decisions

LEDGER = "ids.json"
REVIEW = "review.yml"


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication as its editors wrote it, identified and enriched."""

    settings: Settings
    corpus: Corpus
    """What may be published: drafts left out, sealed words taken out."""
    complete: tuple[Interview, ...]
    """All interviews with all their words, drafts too: for checks and catalogs, not for pages."""
    ledgers: Mapping[str, Ledger]
    """Slug -> minted ids, as the present text has them."""
    reviews: Mapping[str, Review]
    """Slug -> the editor's decisions, merged with what the program proposes now."""
    decisions: Decisions
    """What the editor decided on questions: which are the same, and what answers them."""
    written: Mapping[str, str]
    """File name of a hand-written page -> its Markdown; `mkdocs.yml` -> the publication's name and description."""


def load(settings: Settings) -> Publication:
    """Read and enrich everything. Raises `InputError` for the first file that cannot be understood."""
    terms = vocabulary.read(settings.docs / "topics.yml", settings.docs / "people.yml")
    complete: list[Interview] = []
    ledgers: dict[str, Ledger] = {}
    reviews: dict[str, Review] = {}
    names = [folder.name for folder in folders(settings)]
    for folder in folders(settings):
        interview, ledger = identified(folder, names)
        complete.append(interview)
        ledgers[interview.slug] = ledger
        reviews[interview.slug] = reviewed(folder, interview)
    complete.sort(key=lambda interview: (interview.date, interview.slug), reverse=True)
    _check_slugs(settings, complete)
    corpus = _corpus(complete, terms, reviews)
    renamed = {old: interview.slug for interview in complete for old in interview.former_slugs}
    asked = decisions.renamed(decisions.read(settings.docs / "questions.yml"), renamed)
    return Publication(settings, corpus, tuple(complete), ledgers, reviews, asked, _written(settings))


def folders(settings: Settings) -> list[Path]:
    """The folders of the publication's interviews, by name."""
    if not settings.interviews.is_dir():
        return []
    return sorted(path.parent for path in settings.interviews.glob(f"*/{source.FILE}"))


def identified(folder: Path, names: Collection[str] = ()) -> tuple[Interview, Ledger]:
    """The interview in a folder with its minted ids, and the ledger that now holds them.

    `names` are those of all folders. That this one had another when it was published is remembered in the ledger.
    """
    interview, ledger = identity.match(source.read(folder / source.FILE), identity.read(folder / LEDGER))
    if interview.status == "draft":
        return interview, ledger
    ledger = identity.named(ledger, interview.slug, names)
    declared = [slug for slug in interview.former_slugs if slug not in ledger.slugs]
    return replace(interview, former_slugs=(*declared, *ledger.slugs[:-1])), ledger


def reviewed(folder: Path, interview: Interview) -> Review:
    """The editor's decisions on an interview, merged with what the program proposes."""
    path = folder / REVIEW
    decided = review.read(path) if path.is_file() else Review()
    return review.merge(decided, figures.propose(interview), interview)


def save_ids(publication: Publication) -> list[Path]:
    """Write the ledgers that have changed; returns their paths."""
    changed = []
    for slug, ledger in publication.ledgers.items():
        path = publication.settings.interviews / slug / LEDGER
        text = identity.text(ledger)
        if not path.is_file() or path.read_text("utf-8") != text:
            write_whole(path, text)
            changed.append(path)
    return changed


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is either all there or as it was before."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, "utf-8", newline="")
    beside.replace(path)


def _corpus(complete: list[Interview], terms: tuple[Term, ...], reviews: Mapping[str, Review]) -> Corpus:
    published = tuple(filter(None, map(gate.publishable, complete)))
    found = {}
    for interview in published:
        chosen = reviews[interview.slug]
        found[interview.slug] = mentions.reviewed(
            interview, mentions.find(interview, terms), chosen.topics_added, chosen.topics_removed
        )
    visible = {interview.slug: set(_sentences(interview)) for interview in published}
    said = {
        slug: tuple(figure for figure in reviews[slug].figures if figure.sentence in sentences)
        for slug, sentences in visible.items()
    }
    return Corpus(published, terms, said, found)


def _sentences(interview: Interview) -> Iterator[str]:
    """Ids of the sentences whose words may be published."""
    paragraphs = [*interview.introduction]
    paragraphs += [p for exchange in interview.exchanges for turn in exchange.turns for p in turn.paragraphs]
    return (sentence.id for paragraph in paragraphs for sentence in paragraph.sentences if sentence.text)


def _check_slugs(settings: Settings, interviews: list[Interview]) -> None:
    taken = {interview.slug: interview.slug for interview in interviews}
    for interview in interviews:
        for old in interview.former_slugs:
            if old in taken:
                file = settings.interviews / interview.slug / source.FILE
                found = f"the former slug {old!r} is the address of {taken[old]}"
                expected = f"an address that no other interview has or had (former_slugs, or slugs in {LEDGER})"
                raise InputError(file, None, found, expected)
            taken[old] = interview.slug


def _written(settings: Settings) -> dict[str, str]:
    written = {path.name: path.read_text("utf-8") for path in sorted(settings.docs.glob("*.md"))}
    return {**written, "mkdocs.yml": f"{settings.name}\n\n{settings.description}\n"}
