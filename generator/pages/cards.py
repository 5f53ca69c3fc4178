"""Pictures for social cards: a title on the publication's paper, 1200 by 630 pixels, as PNG.

They are drawn with Pillow in the system's fonts, which fontconfig finds. Where Pillow or fontconfig is missing, or no
font has all letters of a title, there is no picture, and no page names one.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator import markup
from generator.l10n import formats
from generator.model import Exchange, Interview, Role
from generator.pages.page import Download, Page
from generator.pages.passages import participants
from generator.pages.view import View

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT, EDGE = 1200, 630, 84
PAPER, INK, QUIET = "#fffdf9", "#1c1a17", "#5f594f"
TITLE_SIZES = range(80, 43, -4)
TITLE_HEIGHT = 340
SMALL = 32
TONES = 5
"""Shades between the paper and the colour of the letters: with three colours and the paper, 16 in all, half a byte."""
VERSION = 3
"""Goes up when the drawing changes, so that pictures kept from before are drawn again."""

_FAMILIES = {"ar": "Noto Naskh Arabic,Amiri", "fa": "Noto Naskh Arabic,Vazirmatn", "he": "Noto Serif Hebrew"}
"""Language -> families asked for before `serif`, which has no letters of some scripts."""
_NOT_FIRST = "、。，．：；！？」』）》】”’…—·"
"""What does not start a line of Chinese or Japanese."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a picture says."""

    title: str
    about: str
    """Second line: who and when, or what the publication is."""
    publication: str
    locale: str
    accent: str


def of(view: View, path: str) -> tuple[str, Card]:
    """The address of the picture for the page at `path`, and what is on it."""
    parts = path.strip("/").split("/")
    interview = view.by_slug.get(parts[1]) if parts[0] == "interviews" and len(parts) > 1 else None
    if not interview:
        return "card.png", _card(view, view.name, view.description)
    folder = f"interviews/{interview.slug}/"
    exchange = next((one for one in interview.exchanges if parts[2:] == [one.id]), None)
    if exchange and view.pictures:
        return f"{folder}{exchange.id}/card.png", _card(view, _title(view, exchange), _about(view, interview))
    return f"{folder}card.png", _card(view, markup.plain(interview.title.words), _about(view, interview))


def tools(locale: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """What pictures are drawn with here: Pillow's version, or nothing, and the fonts."""
    try:
        from PIL import __version__ as version
    except ImportError:
        return "", ()
    return version, _candidates(locale)


def of_site(view: View) -> Iterator[Download]:
    """The picture of the edition, if it can be drawn here."""
    yield from _drawn(view, [""])


def of_interview(view: View, interview: Interview) -> Iterator[Download]:
    """The pictures of an interview."""
    paths = [f"interviews/{interview.slug}/"]
    if view.pictures:
        paths += [f"interviews/{interview.slug}/{exchange.id}/" for exchange in interview.exchanges]
    yield from _drawn(view, paths)


def _drawn(view: View, paths: Iterable[str]) -> Iterator[Download]:
    for path in paths:
        address, card = of(view, path)
        if content := kept(card, view.settings.build / "cards"):
            yield Download(address, content)


def head(view: View, page: Page) -> dict[str, str]:
    """Open Graph's properties of the picture for a page; empty where there is none."""
    address, card = of(view, page.path)
    if not kept(card, view.settings.build / "cards"):
        return {}
    return {
        "og:image": f"{view.settings.url}{view.locale}/{address}",
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": f"{card.title}. {card.about}",
    }


@lru_cache(maxsize=256)
def kept(card: Card, folder: Path) -> bytes | None:
    """The picture, from `folder` where it was drawn before; None where it cannot be drawn."""
    key = hashlib.sha256(repr((VERSION, astuple(card), _candidates(card.locale)[:1])).encode()).hexdigest()
    file = folder / f"{key[:32]}.png"
    if file.is_file():
        return file.read_bytes()
    content = draw(card)
    if content:
        folder.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(".new")
        beside.write_bytes(content)
        beside.replace(file)
    return content


def draw(card: Card) -> bytes | None:
    """The picture as PNG; None where a letter has no font, or its script needs a library that is missing."""
    try:
        from PIL import Image, ImageDraw, features
    except ImportError:
        return None
    rtl = formats.direction(card.locale) == "rtl"
    if rtl and not (features.check("raqm") and features.check("fribidi")):
        return None  # letters that are not joined are worse than no picture
    title_font, small_font = _font(card.title, card.locale), _font(card.about, card.locale)
    name_font = _font(card.publication, card.locale)
    if not title_font or not small_font or not name_font:
        return None
    colours = (card.accent, INK, QUIET)
    image = Image.new("P", (WIDTH, HEIGHT))
    image.putpalette([part for tone in _tones(colours) for part in tone])
    image.paste(TONES, (0, 0, WIDTH, 15))
    side, anchor, direction = (WIDTH - EDGE, "r", "rtl") if rtl else (EDGE, "l", None)

    def write(words: str, font: FreeTypeFont, y: float, colour: str) -> None:
        room = 2 * int(font.size)  # above the line that letters stand on, and below it
        strip = Image.new("L", (WIDTH, 2 * room))
        ImageDraw.Draw(strip).text((side, room + y % 1), words, 255, font, f"{anchor}s", direction=direction)
        image.paste(strip.point(_shades(colours.index(colour))), (0, int(y) - room), strip.point(_INKED))

    write(card.publication, name_font.font_variant(size=SMALL), EDGE + 30, card.accent)
    font, leading, lines = _fit(card.title, title_font, card.locale)
    y = (HEIGHT - leading * len(lines)) / 2 + font.size
    for line in lines:
        write(line, font, y, INK)
        y += leading
    small = small_font.font_variant(size=SMALL)
    write(_wrap(card.about, small, card.locale)[0], small, HEIGHT - EDGE + 10, QUIET)
    out = io.BytesIO()
    image.save(out, "PNG", bits=4)
    return out.getvalue()


def _shades(colour: int) -> list[int]:
    """Darkness of a letter's pixel, 0 to 255 -> place in the palette."""
    return [0] + [TONES * colour - (-TONES * shade // 255) for shade in range(1, 256)]


_INKED = [0] + [255] * 255
"""Darkness of a pixel -> whether it is part of a letter."""


def _tones(colours: Iterable[str]) -> Iterator[tuple[int, ...]]:
    """The palette: the paper, then the shades of each colour, the palest first."""
    from PIL import ImageColor

    paper = ImageColor.getrgb(PAPER)
    yield paper
    for colour in map(ImageColor.getrgb, colours):
        for tone in range(1, TONES + 1):
            yield tuple(below + (above - below) * tone // TONES for below, above in zip(paper, colour, strict=True))


def _card(view: View, title: str, about: str) -> Card:
    return Card(title, about, view.name, view.locale, view.settings.accent)


def _title(view: View, exchange: Exchange) -> str:
    return markup.plain(view.exchange_title(exchange))


def _about(view: View, interview: Interview) -> str:
    people = [person.name for person in participants(interview, Role.RESPONDENT)][:2]
    return " · ".join(part for part in (*people, view.date(interview.date)) if part)


def _fit(title: str, font: FreeTypeFont, locale: str) -> tuple[FreeTypeFont, float, list[str]]:
    """The largest size at which the title fits, its line height and lines; at the smallest, the rest is cut off."""
    for size in TITLE_SIZES:
        font = font.font_variant(size=size)
        leading = size * (1.45 if formats.direction(locale) == "rtl" else 1.24)
        lines = _wrap(title, font, locale)
        most = int(TITLE_HEIGHT / leading)
        if len(lines) <= most:
            return font, leading, lines
    return font, leading, [*lines[: most - 1], lines[most - 1].rstrip(" ,;:.，。、") + "…"]


def _wrap(words: str, font: FreeTypeFont, locale: str) -> list[str]:
    """Lines no wider than the picture's text, broken at spaces, or between characters where there are none."""
    spaced = formats.joiner(locale) == " "
    lines = [""]
    for piece in words.split() if spaced else words:
        longer = f"{lines[-1]} {piece}" if spaced and lines[-1] else lines[-1] + piece
        if not lines[-1] or font.getlength(longer) <= WIDTH - 2 * EDGE or piece in _NOT_FIRST:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _font(words: str, locale: str) -> FreeTypeFont | None:
    """The first font of the language that has every character."""
    letters = {character for character in words if not character.isspace()}
    for file, index in _candidates(locale):
        font = _opened(file, index)
        if font and all(_has(file, index, letter) for letter in letters):
            return font
    return None


@lru_cache(maxsize=64)
def _opened(file: str, index: int) -> FreeTypeFont | None:
    from PIL import ImageFont

    try:
        return ImageFont.truetype(file, 40, index=index)
    except OSError:  # a bitmap font, or one that was removed since
        return None


@lru_cache(maxsize=20_000)
def _has(file: str, index: int, letter: str) -> bool:
    """Whether a font has a character: draws anything else than what stands for a missing one."""
    font = _opened(file, index)
    return font is not None and bytes(font.getmask(letter)) != _missing(file, index)


@lru_cache(maxsize=64)
def _missing(file: str, index: int) -> bytes:
    font = _opened(file, index)
    return bytes(font.getmask("\U0010ffff")) if font else b""


@lru_cache(maxsize=64)
def _candidates(locale: str) -> tuple[tuple[str, int], ...]:
    """Files and face numbers of bold fonts for a language, the best first; none without fontconfig."""
    program = shutil.which("fc-match")
    if not program:
        return ()
    language = {"zh-Hans": "zh-cn", "zh-Hant": "zh-tw"}.get(locale, locale.split("-")[0])
    families = ",".join(filter(None, (_FAMILIES.get(language, ""), "serif", "sans")))
    pattern = f"{families}:bold:lang={language}"
    command = [program, "-s", "-f", "%{file}\t%{index}\n", pattern]
    found = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    rows = [line.split("\t") for line in found.splitlines()]
    return tuple((file, int(index or 0) & 0xFFFF) for file, index in rows)[:24]
