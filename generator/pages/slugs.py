"""Words -> the part of an address that stands for them, the same in every edition."""

import hashlib
import re
import unicodedata

LENGTH = 60
"""Most characters of an address that words become, the digest left out."""


def slug(text: str) -> str:
    """Small ASCII letters, digits and hyphens, and a short digest where that does not tell all of the words.

    Words that differ in capitals and spaces only have the same slug.
    """
    text = " ".join(text.casefold().split())
    letters = [one for one in unicodedata.normalize("NFKD", text) if one.isalnum()]
    name = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()).strip("-")
    if name and len(name) <= LENGTH and all(one.isascii() for one in letters):
        return name
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return f"{name[:LENGTH].rstrip('-')}-{digest}".lstrip("-")
