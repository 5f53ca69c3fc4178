"""The files of a publication -> everything that is known of it, in the languages it was published in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from secrets import token_hex

from generator import gate, identity, review, source, vocabulary
from generator.cache import Cache, digest, of_files, of_texts
from generator.config import Settings
from generator.enrich import figures, mentions, questions, related, repeated
from generator.enrich.questions import Part
from generator.errors import InputError
from generator.identity import Ledger
from generator.l10n import status
from generator.model import Corpus, Figure, Interview, Mention, Term
from generator.review import Review
from generator.vocabulary import decisions
from generator.vocabulary.decisions import Decisions
from generator.work import Workers, chunks

LEDGER = "ids.json"
REVIEW = "review.yml"

CHUNK = 4
"""So many interviews are understood in one task."""


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
    parts: Mapping[str, Mapping[str, tuple[Part, ...]]] = field(default_factory=dict)
    """Slug -> exchange -> what was asked in it, and what answers that."""
    own: Mapping[str, Understood] = field(default_factory=dict, compare=False)
    """Slug -> what is known of the interview without looking at any other."""
    keys: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Slug -> digest of everything from which what is known of the interview alone was made."""


@dataclass(frozen=True, slots=True)
class Understood:
    """All that is known of an interview without looking at any other: a value of its files and the vocabulary."""

    interview: Interview
    ledger: Ledger
    review: Review
    published: Interview | None
    """What may be published of it; None of a draft."""
    found: tuple[Mention, ...]
    """Where terms are mentioned in what may be published."""
    mentions: tuple[Mention, ...]
    """The same, decided by the editor where they did."""
    figures: tuple[Figure, ...]
    """Those of sentences that may be published."""
    parts: Mapping[str, tuple[Part, ...]]
    """Exchange -> what was asked in it, as proposed."""
    words: Mapping[str, related.Words]
    """Exchange -> the words that carry its meaning."""
    size: int
    """Words of what may be published."""
    asked: str
    """Digest of the questions."""
    prints: Mapping[str, str]
    """Exchange -> digest of it as it may be published."""
    settled: bool
    """Whether the ledger, once it is written, gives the very same value again."""


def load(settings: Settings, workers: Workers | None = None, cache: Cache | None = None) -> Publication:
    """Read and enrich everything. Raises `InputError` for the first file that cannot be understood.

    With a cache, what is known of an interview is taken from there unless one of its files changed.
    """
    terms = vocabulary.read(settings.docs / "topics.yml", settings.docs / "people.yml")
    found, keys = _understood(folders(settings), terms, workers or Workers(1), cache)
    ledgers: dict[str, Ledger] = {}
    complete: dict[str, Interview] = {}
    for slug, one in found.items():
        complete[slug], ledgers[slug] = _named(one.interview, one.ledger, found)
    newest = sorted(complete.values(), key=lambda interview: (interview.date, interview.slug), reverse=True)
    _check_slugs(settings, newest)
    corpus = Corpus(
        tuple(
            replace(published, former_slugs=interview.former_slugs)
            for interview in newest
            if (published := found[interview.slug].published)
        ),
        terms,
        {slug: one.figures for slug, one in found.items() if one.published},
        {slug: one.mentions for slug, one in found.items() if one.published},
    )
    renamed = {old: interview.slug for interview in newest for old in interview.former_slugs}
    asked = decisions.renamed(decisions.read(settings.docs / "questions.yml"), renamed)
    return Publication(
        settings,
        corpus,
        tuple(newest),
        ledgers,
        {slug: one.review for slug, one in found.items()},
        asked,
        _written(settings),
        {slug: questions.decided(one.parts, asked.answers) for slug, one in found.items()},
        found,
        keys,
    )


def _understood(
    places: Sequence[Path], terms: tuple[Term, ...], workers: Workers, cache: Cache | None
) -> tuple[dict[str, Understood], dict[str, str]]:
    """What is known of each interview, by its slug, and the key of that; what is not in the cache is made, in parallel.

    The key is that of the files as they are once the ledger is written: it is made anew after the files were read, so
    that what somebody saved in the meantime is never kept under the key of what stood there before.
    """
    vocabulary_ = digest(terms)
    keys = {place.name: _key(place, vocabulary_) for place in places}
    found: dict[str, Understood | None] = dict.fromkeys(keys)
    if cache:
        found = {slug: cache.get(f"interviews/{slug}", key) for slug, key in keys.items()}
    missing = [place for place in places if found[place.name] is None]
    tasks = [(chunk, terms) for chunk in chunks(missing, CHUNK)]
    made = chain.from_iterable(workers.spread(understand, tasks, len(tasks)))
    for place, one in zip(missing, made, strict=True):
        slug = place.name
        _, ledger = _named(one.interview, one.ledger, found)
        found[slug] = one = replace(one, ledger=ledger)
        if _key(place, vocabulary_) != keys[slug]:
            keys[slug] = token_hex()
        elif one.settled:
            keys[slug] = _key(place, vocabulary_, identity.text(ledger))
            if cache:
                cache.put(f"interviews/{slug}", keys[slug], one)
    return {slug: one for slug, one in found.items() if one}, keys


def _key(folder: Path, vocabulary_: str, ledger: str | None = None) -> str:
    """Digest of what an interview is understood from: its files and the vocabulary."""
    ids = of_files([folder / LEDGER]) if ledger is None else of_texts([ledger])
    return digest(str(folder), vocabulary_, of_files([folder / source.FILE, folder / REVIEW]), ids)


def understand(task: tuple[Sequence[Path], tuple[Term, ...]]) -> list[Understood]:
    """What is known of the interviews in some folders."""
    places, terms = task
    return [understood(folder, terms) for folder in places]


def understood(folder: Path, terms: tuple[Term, ...]) -> Understood:
    """What is known of the interview in a folder."""
    raw = source.read(folder / source.FILE)
    known = identity.read(folder / LEDGER)
    interview, ledger = identity.match(raw, known)
    chosen = reviewed(folder, interview)
    published = gate.publishable(interview)
    settled = ledger == known or identity.match(raw, ledger) == (interview, ledger)
    if published is None:
        return Understood(interview, ledger, chosen, None, (), (), (), {}, {}, 0, "", {}, settled)
    found = mentions.find(published, terms)
    visible = set(_sentences(published))
    return Understood(
        interview,
        ledger,
        chosen,
        published,
        found,
        mentions.reviewed(published, found, chosen.topics_added, chosen.topics_removed),
        tuple(figure for figure in chosen.figures if figure.sentence in visible),
        questions.parts(published),
        {exchange.id: related.words(exchange) for exchange in published.exchanges},
        status.size(published),
        digest(list(repeated.asked(published))),
        {exchange.id: digest(exchange) for exchange in published.exchanges},
        settled,
    )


def folders(settings: Settings) -> list[Path]:
    """The folders of the publication's interviews, by name."""
    if not settings.interviews.is_dir():
        return []
    return sorted(path.parent for path in settings.interviews.glob(f"*/{source.FILE}"))


def identified(folder: Path, names: Collection[str] = ()) -> tuple[Interview, Ledger]:
    """The interview in a folder with its minted ids, and the ledger that now holds them.

    `names` are those of all folders. That this one had another when it was published is remembered in the ledger.
    """
    return _named(*identity.match(source.read(folder / source.FILE), identity.read(folder / LEDGER)), names)


def _named(interview: Interview, ledger: Ledger, names: Collection[str]) -> tuple[Interview, Ledger]:
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
