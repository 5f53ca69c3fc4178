"""`mkdocs.yml` -> `Settings`: the only configuration file of a publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator import located
from generator.errors import InputError
from generator.located import Map

FILE = "mkdocs.yml"

PUBLICATION_KEYS = ("locales", "accent", "accent_dark", "logo", "licence", "figures", "overrides", "branch")
"""What `extra.publication` may say; everything else in `mkdocs.yml` is MkDocs's own."""

FIGURES = ("all", "confirmed")

LOCALE = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?"
"""Pattern of a locale: a BCP 47 tag of language, script and region."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a publication says of itself."""

    root: Path
    """Folder that holds `mkdocs.yml`."""
    name: str
    description: str
    url: str
    """Absolute address of the site's root, with a slash at the end (`https://user.github.io/repo/`)."""
    locales: tuple[str, ...]
    """BCP 47 tags of the editions, in the order of the language menu; the first is the one for strangers."""
    repository: str = ""
    """Address of the Git repository on the web, without a slash at the end."""
    branch: str = "main"
    accent: str = "#7a1f2b"
    """Colour of links and marks on light paper; at least 4.5:1 against it."""
    accent_dark: str = "#f0a3ab"
    logo: str = ""
    """Image in `docs/`, or empty."""
    licence: str = ""
    """Licence of the publication's own texts, one line."""
    figures: str = "all"
    """`all`: publish proposed figures, marked as proposed; `confirmed`: publish confirmed ones only."""
    overrides: str = ""
    """Folder with templates that replace the theme's, relative to the root; empty for none."""

    @property
    def docs(self) -> Path:
        """What editors write."""
        return self.root / "docs"

    @property
    def interviews(self) -> Path:
        """One folder per interview."""
        return self.docs / "interviews"

    @property
    def translations(self) -> Path:
        """One folder per locale."""
        return self.root / "translations"

    @property
    def build(self) -> Path:
        """What the program makes on the way."""
        return self.root / "build"

    @property
    def site(self) -> Path:
        """The finished site."""
        return self.root / "site"


def read(root: Path, url: str = "") -> Settings:
    """Read the settings of the publication in `root`; `url` overrides its `site_url`.

    Raises `InputError` with file and line for a missing file, a missing or unknown key, or a value of the wrong form.
    """
    path = root / FILE
    if not path.is_file():
        raise InputError(path, None, "no such file", "the folder of a publication (dragoman new DIR makes one)")
    top = located.load(_without_python_tags(path.read_text("utf-8")), path)
    top = located.expect(top if top is not None else "", Map, path, 1, "the file")
    extra = top.get("extra") or Map()
    publication = extra.get("publication") if isinstance(extra, Map) else None
    if not isinstance(publication, Map):
        line = top.lines.get("extra", 1)
        raise InputError(path, line, "no extra.publication", "extra: {publication: {locales: [en, …]}}")
    located.check_keys(publication, PUBLICATION_KEYS, path, "extra.publication")
    values = {key: located.text(publication, key, path, "extra.publication") for key in PUBLICATION_KEYS[1:]}
    if values["figures"] not in ("", *FIGURES):
        raise InputError(path, publication.lines["figures"], f"figures is {values['figures']!r}", " or ".join(FIGURES))
    for key in ("accent", "accent_dark"):
        if values[key] and not re.fullmatch(r"#[0-9a-fA-F]{6}", values[key]):
            raise InputError(path, publication.lines[key], f"{key} is {values[key]!r}", "a colour like '#7a1f2b'")
    return Settings(
        root=root,
        name=_required(top, "site_name", path),
        description=_required(top, "site_description", path),
        url=_address(url or _required(top, "site_url", path), path, top.lines.get("site_url", 1)),
        locales=_locales(publication, path),
        repository=located.text(top, "repo_url", path, "the file").rstrip("/"),
        **{key: value for key, value in values.items() if value},
    )


def line_with(settings: Settings, locale: str) -> tuple[int, str]:
    """Number and text of the line of `mkdocs.yml` that makes a locale one of the publication's.

    The file is the editor's: the line is for showing. It takes the place of the line of that number; where each locale
    has a line of its own, it is a new one of that number.
    """
    text = (settings.root / FILE).read_text("utf-8")
    number = located.load(_without_python_tags(text), FILE)["extra"]["publication"]["locales"].lines[-1]
    line = text.splitlines()[number - 1]
    if line.lstrip().startswith("- "):
        return number + 1, f"{line[: line.index('-')]}- {locale}"
    before, bracket, rest = line.partition("]")
    return int(number), f"{before.rstrip()}, {locale}{bracket}{rest}"


def _required(top: Map, key: str, path: Path) -> str:
    if value := located.text(top, key, path, "the file"):
        return value
    raise InputError(path, top.lines.get(key, 1), f"no {key}", f"a line {key}: …")


def _address(url: str, path: Path, line: int) -> str:
    if not re.match(r"https?://[^/\s]+(/\S*)?$", url):
        raise InputError(path, line, f"site_url is {url!r}", "an address like https://user.github.io/repository/")
    return url.rstrip("/") + "/"


def _locales(publication: Map, path: Path) -> tuple[str, ...]:
    locales = list(located.texts(publication, "locales", path, "extra.publication"))
    if not locales:
        raise InputError(path, publication.line, "no locales", "locales: [en, …], the one for strangers first")
    for tag, line in locales:
        if not re.fullmatch(LOCALE, tag):
            raise InputError(path, line, f"the locale {tag!r}", "a language tag like en, zh-Hans or pt-BR")
        if [other for other, _ in locales].count(tag) > 1:
            raise InputError(path, line, f"the locale {tag!r} stands twice", "each locale once")
    return tuple(tag for tag, _ in locales)


def _without_python_tags(text: str) -> str:
    """MkDocs allows `!ENV NAME` and `!!python/name:…` as values; none of them is ours to read."""
    return re.sub(r"(?<=[:\-\s])!{1,2}(?:ENV|relative|python/\S+)", "", text)
