"""The fields at the head of a Markdown file, in YAML or TOML."""

from __future__ import annotations

import datetime
import html
import re
from typing import Any

from generator.intake import lexicon
from generator.model import Finding, Severity


def front_matter(name: str, lines: list[str]) -> tuple[dict[str, str], int, list[Finding]]:
    """Fields of YAML (or TOML) front matter, of lines without a fence or of Nikola's comment, lists joined with `; `;
    index of the first line behind; findings."""
    if not lines or lines[0].strip() not in ("---", "+++"):
        return *(_commented(lines) if lines and lines[0].strip() == "<!--" else _unfenced(lines)), []
    fence = lines[0].strip()
    end = next((at for at, line in enumerate(lines[1:400], 1) if line.strip() in (fence, "...")), 0)
    if not end:
        return {}, 0, []
    text = "\n".join(lines[1:end])
    try:
        data = _parsed(text, toml=fence == "+++")
    except ValueError as error:
        finding = Finding(
            Severity.WARNING, f"front matter not understood: {error}", name, 1, "intake.markdown", "correct it"
        )
        return _by_line(lines[1:end]), end + 1, [finding]
    return {str(key).casefold(): _flat(value) for key, value in data.items() if _flat(value)}, end + 1, []


_FIELD = re.compile(r"[^\W\d_][\w -]{0,30}:(?!//).*")


def _unfenced(lines: list[str]) -> tuple[dict[str, str], int]:
    """Fields at the top without a fence around them, the title among them, and the first line behind; or nothing."""
    end = next((at for at, line in enumerate(lines[:40]) if not line.strip()), 0)
    if not end or not all(_FIELD.fullmatch(line) for line in lines[:end]):
        return {}, 0
    fields = _by_line(lines[:end])
    known = {lexicon.header_fields().get(name, "") for name in fields} - {""}
    return (fields, end) if "title" in known and len(known) > 1 else ({}, 0)


def _commented(lines: list[str]) -> tuple[dict[str, str], int]:
    """Fields in a comment, `.. title: …` in each line, as Nikola writes them; or nothing."""
    end = next((at for at, line in enumerate(lines[:60]) if line.strip() == "-->"), 0)
    written = [line for line in lines[1:end] if line.strip()]
    if not written or not all(line.startswith(".. ") for line in written):
        return {}, 0
    return _by_line([line.removeprefix(".. ") for line in written]), end + 1


def _by_line(lines: list[str]) -> dict[str, str]:
    """The plain fields of front matter that no parser takes, as of `title: 'What's new'`."""
    found = [re.fullmatch(r"(\w[\w -]{0,30}?)\s*[:=]\s*(['\"]?)(.+?)\2\s*", line) for line in lines]
    return {match[1].casefold(): match[3] for match in found if match}


def _parsed(text: str, *, toml: bool) -> dict[str, Any]:
    if toml:
        import tomllib

        return tomllib.loads(text)
    import yaml

    if re.search(r"(?<![\w/])[&*]\w+", text) and len(re.findall(r"\*\w+", text)) > 20:
        raise ValueError("too many YAML aliases")
    try:
        data = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        raise ValueError(f"line {mark.line + 2 if mark else 1}: {getattr(error, 'problem', error)}") from error
    return data if isinstance(data, dict) else {}


def _flat(value: object) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, (str, int, datetime.date)) and not isinstance(value, bool):
        return html.unescape(str(value)).strip()  # blogs that were moved keep `&#038;` in their titles
    if isinstance(value, list):
        return "; ".join(filter(None, (_flat(one.get("name") if isinstance(one, dict) else one) for one in value[:50])))
    if isinstance(value, dict):
        return _flat(value.get("name", ""))
    return ""
