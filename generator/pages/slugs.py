"""Words -> the part of an address that stands for them, the same in every edition."""

import hashlib
import re
import unicodedata


def slug(text: str) -> str:
    """Small ASCII letters, digits and hyphens; a short digest where the words have no other letters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].rstrip("-")
    return name or hashlib.sha256(text.encode()).hexdigest()[:12]
