"""Links of Markdown that name their target elsewhere: `[the pier][3]`, and below `[3]: https://…`."""

from __future__ import annotations

import re

_DEFINITION = re.compile(r"^ {0,3}\[([^\]^\n][^\]\n]*)\]:\s*<?(\S+?)>?(?:\s+[\"'(].*)?$", re.MULTILINE)
_LINK = re.compile(r"(?<![\\\]])\[(?P<words>[^\[\]]{1,200})\](?:\s?\[(?P<name>[^\[\]\n]*)\])?(?![\[(:])")


def resolved(text: str) -> str:
    """Markdown, its links and pictures with their targets beside the words; lines stay where they are."""
    targets = {_key(name): target for name, target in _DEFINITION.findall(text)}
    if not targets:
        return text

    def linked(match: re.Match[str]) -> str:
        target = targets.get(_key(match["name"] or match["words"]))
        return f"[{match['words']}]({target})" if target and "\n\n" not in match["words"] else match[0]

    return _LINK.sub(linked, text)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
