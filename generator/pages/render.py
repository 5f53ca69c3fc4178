"""Jinja for the page templates: one environment per edition, words escaped unless they are HTML already."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

import jinja2
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from generator import markup
from generator.config import Settings
from generator.l10n import formats
from generator.model import Exchange, Interview
from generator.pages.page import relative
from generator.pages.passages import asked, shorten, words
from generator.pages.view import View


class _Context(Context):
    """What a template runs in: the functions that templates call by the ten thousand get their arguments and no more.

    `Context.call` looks each of them up in three ways before it calls it.
    """

    def call(self, called: Callable[..., Any], /, *args: Any, **named: Any) -> Any:
        """What a template's call gives."""
        kind = type(called)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind not in _PLAIN or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, **named)
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return called(*args, **named)


_PLAIN = (FunctionType, MethodType)


class _Environment(jinja2.Environment):
    context_class = _Context


@lru_cache(maxsize=4)
def _environment(overrides: Path | None) -> jinja2.Environment:
    """Templates of the folder `overrides` first; there, ours can still be had as `dragoman/<template>.html`."""
    ours = jinja2.PackageLoader("generator", "pages/templates")
    theirs = [jinja2.FileSystemLoader(overrides)] if overrides else []
    environment = _Environment(
        loader=jinja2.ChoiceLoader([*theirs, ours, jinja2.PrefixLoader({"dragoman": ours})]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    environment.filters["inline"] = lambda text: Markup(markup.html(text))
    environment.filters["plain"] = markup.plain
    return environment


def ready(settings: Settings) -> None:
    """Compile the templates, which processes that are started afterwards then have, too."""
    environment = _environment(_overrides(settings))
    for name in jinja2.PackageLoader("generator", "pages/templates").list_templates():
        environment.get_template(name)


def _overrides(settings: Settings) -> Path | None:
    return settings.root / settings.overrides / "pages" if settings.overrides else None


def render(view: View, template: str, path: str, **values: Any) -> str:
    """Render `templates/<template>.html` as the body of the page at `path`.

    A publication's own `pages/<template>.html` in its folder of overrides takes its place. Templates see the view,
    the gettext functions and the functions of `_functions`.
    """
    ui = view.edition.ui
    words = {"_": ui.gettext, "gettext": ui.gettext, "ngettext": ui.ngettext, "pgettext": ui.pgettext}
    context = {"view": view, "path": path, **words, **_functions(view, path), **values}
    environment = _environment(_overrides(view.settings))
    return _tidy(environment.get_template(f"{template}.html").render(context))


def _tidy(body: str) -> str:
    """One blank line around Markdown headings and none within HTML: what follows is a matter of a split."""
    lines = [line.rstrip() for line in body.splitlines() if line.strip()]
    out: list[str] = []
    for line in lines:
        out.append(f"\n{line}\n" if line.startswith("#") else line)
    return "\n".join(out).replace("\n\n\n", "\n\n").strip() + "\n"


def _functions(view: View, path: str) -> dict[str, Callable[..., Any]]:
    """What every template may call."""

    def link(target: str, anchor: str = "") -> str:
        """To another page or file of the edition."""
        return relative(path, target, anchor)

    def other(locale: str, target: str | None = None) -> str:
        """To this page, or to `target`, in another edition."""
        return relative(f"{view.locale}/{path}", f"{locale}/{path if target is None else target}")

    def lang(tag: str) -> str:
        """Attributes of words in another language than the page's."""
        return "" if tag == view.locale else Markup(f' lang="{tag}" dir="{formats.direction(tag)}"')

    def at(interview: Interview, sentence: str) -> str:
        """To a sentence on the page of its exchange, or of the interview where it is of the introduction."""
        part = sentence.split(".")[0]
        inside = any(exchange.id == part for exchange in interview.exchanges)
        return link(f"interviews/{interview.slug}/{part}/" if inside else f"interviews/{interview.slug}/", sentence)

    def percent(part: int, whole: int) -> str:
        """A share in whole per cent, rounded down: 100 % is said only of what is complete."""
        return formats.percent(Decimal(100 * part // whole if whole else 100), view.locale)

    def name(interview: Interview, participant: str) -> str:
        """A participant's name in the edition."""
        return next((p.name for p in interview.participants if p.id == participant), "")

    def exchange_of(interview: Interview, identifier: str) -> Exchange:
        """An exchange by its id."""
        return next(exchange for exchange in interview.exchanges if exchange.id == identifier)

    def catalog(locale: str, slug: str) -> str:
        """Where the translation of an interview is edited, at the publication's repository; empty without one."""
        settings = view.settings
        file = f"translations/{locale}/LC_MESSAGES/{slug}.po"
        return f"{settings.repository}/blob/{settings.branch}/{file}?plain=1" if settings.repository else ""

    def readable_in(interview: Interview) -> list[tuple[str, int]]:
        """Locales in which some of an interview can be read, with the share in per cent; the published one first."""
        shares = [(locale, view.statuses.get(locale, {}).get(interview.slug)) for locale in view.settings.locales]
        found = [(locale, status.percent, status.original) for locale, status in shares if status and status.translated]
        return [(locale, share) for locale, share, original in sorted(found, key=lambda one: not one[2])]

    def called(exchange: Exchange) -> tuple[str, str]:
        """An exchange in a list, as HTML, and the language of that: its title, or how its question begins."""
        question = [paragraph for turn in asked(exchange) for paragraph in turn.paragraphs]
        if exchange.title.words or not words(question):
            language = exchange.title.language if exchange.title.words else view.locale
            return Markup(markup.html(view.exchange_title(exchange))), language
        return Markup(markup.attribute(shorten(words(question), 110))), question[0].language

    return {
        "autonym": formats.autonym,
        "catalog": catalog,
        "readable_in": readable_in,
        "link": link,
        "at": at,
        "other": other,
        "lang": lang,
        "percent": percent,
        "name": name,
        "exchange_of": exchange_of,
        "called": called,
        "date": view.date,
        "joiner": formats.joiner,
        "number": lambda value: formats.number(Decimal(value), view.locale),
        "items": lambda words: formats.items(list(words), view.locale),
        "language_name": lambda tag: formats.language_name(tag, view.locale),
        "labels": lambda ids: [view.label(view.terms[identifier]) for identifier in ids if identifier in view.terms],
        "questions": lambda interview: sum(1 for exchange in interview.exchanges if exchange.number),
        "lead": lambda interview: shorten(words(interview.introduction), 200),
    }
