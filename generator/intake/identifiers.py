"""ASCII ids for names and titles: Cyrillic transliterated, accents off."""

from __future__ import annotations

import re
import unicodedata

from generator.model import Role


def slug(name: str, role: Role, taken: dict[str, int]) -> str:
    """An ASCII id for a name (for the role, when the name has no ASCII form), unique among those taken.

    `taken` maps an id to how often it was asked for; the new id is entered.
    """
    base = text = ascii_words(name) if len(ascii_words(name)) > 1 else str(role)
    while text in taken:
        taken[base] += 1
        text = f"{base}-{taken[base]}"
    taken[text] = 1
    return text


_CYRILLIC = {
    pair[0]: pair[1:]
    for pair in re.findall(
        r"\S+",
        "аa бb вv гg дd еe ёe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya "
        "іi їyi єye ґg ђdj јj љlj њnj ћc џdz",
    )
}
_LATIN = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"})


def ascii_words(text: str) -> str:
    """Lower-case ASCII words joined with hyphens, Cyrillic transliterated; empty for scripts that cannot be."""
    text = "".join(_CYRILLIC.get(c, c) for c in text.casefold()).translate(_LATIN)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")
