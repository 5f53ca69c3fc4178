"""Machines that translate: LibreTranslate, anything with OpenAI's interface, Argos Translate on this computer.

Addresses and keys come from the environment and from nowhere else, so that no key is ever committed.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.errors import DragomanError
from generator.l10n.languages import closest, language_name

_TIMEOUT = 120
"""Seconds to wait for one answer: a paragraph may be long and the computer at the other end slow."""


class ProviderError(DragomanError):
    """A machine translation service is not set up, cannot be reached, or answers with something else."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A service that translates sentences."""

    name: str
    """How catalogs call it."""
    translate: Callable[[Sequence[str], str, str, Mapping[str, str]], list[str]]
    """(sentences, BCP 47 tag of their language, tag to translate into, glossary) -> a translation of each."""
    instructed: bool = False
    """Whether it heeds the glossary; where it does not, terms are kept out of its reach."""


def provider(name: str, environment: Mapping[str, str]) -> Provider:
    """The provider of a name, set up from the environment. Raises ProviderError for what is missing there."""
    if name not in PROVIDERS:
        raise ProviderError(f"no provider “{name}”\n  expected: one of {', '.join(PROVIDERS)}")
    return PROVIDERS[name](environment)


def libretranslate(environment: Mapping[str, str]) -> Provider:
    """LibreTranslate: `LIBRETRANSLATE_URL`, and `LIBRETRANSLATE_API_KEY` where the server asks for one."""
    url = _required(environment, "LIBRETRANSLATE_URL").rstrip("/")
    key = environment.get("LIBRETRANSLATE_API_KEY", "")

    def translate(sentences: Sequence[str], source: str, target: str, glossary: Mapping[str, str]) -> list[str]:
        codes = [entry["code"] for entry in _ask(f"{url}/languages")]
        body = {"q": list(sentences), "source": _code(source, codes), "target": _code(target, codes), "format": "text"}
        answer = _ask(f"{url}/translate", body | ({"api_key": key} if key else {}))
        return _strings(answer.get("translatedText") if isinstance(answer, dict) else None)

    return Provider("LibreTranslate", translate)


def openai(environment: Mapping[str, str]) -> Provider:
    """A chat completions endpoint: `OPENAI_BASE_URL` (with `/v1`), `OPENAI_MODEL`, and `OPENAI_API_KEY` if it asks."""
    url = _required(environment, "OPENAI_BASE_URL").rstrip("/")
    model = _required(environment, "OPENAI_MODEL")
    key = environment.get("OPENAI_API_KEY", "")
    headers = {"Authorization": f"Bearer {key}"} if key else {}

    def translate(sentences: Sequence[str], source: str, target: str, glossary: Mapping[str, str]) -> list[str]:
        task = _TASK.format(source=language_name(source, "en"), target=language_name(target, "en"))
        question = json.dumps({"sentences": list(sentences), "glossary": dict(glossary)}, ensure_ascii=False)
        messages = [{"role": "system", "content": task}, {"role": "user", "content": question}]
        answer = _ask(f"{url}/chat/completions", {"model": model, "messages": messages, "temperature": 0}, headers)
        try:
            content = str(answer["choices"][0]["message"]["content"])
            return _strings(json.loads(content[content.index("[") : content.rindex("]") + 1]))
        except (KeyError, IndexError, TypeError, ValueError):
            return []  # not what was asked for: no proposal is better than a wrong one

    return Provider(model, translate, instructed=True)


_TASK = """\
You translate sentences of an interview from {source} into {target} for publication: complete, nothing added, nothing
left out, in the register of the original. Keep inline Markdown. Keep marks like ⟦0⟧ exactly as they are. Use the
glossary's translations, inflected as the sentence needs. Answer with a JSON array of strings and nothing else: one
translation per sentence, in order."""


def argos(environment: Mapping[str, str]) -> Provider:
    """Argos Translate, where it and its language packages are installed on this computer; needs no key."""
    try:
        from argostranslate import translate as installed  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        raise ProviderError("Argos Translate is not installed\n  install it with: pip install argostranslate") from None

    def translate(sentences: Sequence[str], source: str, target: str, glossary: Mapping[str, str]) -> list[str]:
        codes = [language.code for language in installed.get_installed_languages()]
        here, there = _code(source, codes), _code(target, codes)
        return [str(installed.translate(sentence, here, there)) for sentence in sentences]

    return Provider("Argos Translate", translate)


PROVIDERS: dict[str, Callable[[Mapping[str, str]], Provider]] = {
    "libretranslate": libretranslate,
    "openai": openai,
    "argos": argos,
}
"""Name on the command line -> what sets the provider up from the environment."""


def _required(environment: Mapping[str, str], variable: str) -> str:
    if not environment.get(variable):
        raise ProviderError(f"{variable} is not set\n  expected: in the environment, never in a file that is committed")
    return environment[variable]


def _code(tag: str, codes: Sequence[str]) -> str:
    """A server's own code for a language: older ones say `zh` for zh-Hans and `zt` for zh-Hant."""
    if tag == "zh-Hant" and tag not in codes and "zt" in codes:
        return "zt"
    code = closest(tag, codes)
    if not code:
        raise ProviderError(f"the service does not know “{tag}”\n  expected: one of {', '.join(codes)}")
    return code


def _ask(url: str, body: object = None, headers: Mapping[str, str] | None = None) -> Any:
    """The JSON that a service answers with; `body` makes it a POST. Keys are never part of an error's text."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json", **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        with error:
            reason = error.read(300).decode("utf-8", "replace")
        raise ProviderError(f"{url} answered {error.code}: {reason}") from None
    except (OSError, ValueError) as error:
        raise ProviderError(f"{url}: {error}") from None


def _strings(value: object) -> list[str]:
    """A list of strings, or nothing if it is anything else."""
    return value if isinstance(value, list) and all(isinstance(item, str) for item in value) else []
