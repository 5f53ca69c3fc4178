"""Proposals for what is not translated: marked, never published, and with nothing lost on the way."""

import json
import re
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from generator.l10n.catalogs import Catalog, read
from generator.l10n.interviews import state
from generator.l10n.merging import sync
from generator.l10n.messages import Message
from generator.l10n.prefill import PROVIDERS, Provider, ProviderError, memory, prefill, provider
from generator.l10n.prefill.protection import protect, restore
from generator.l10n.writing import empty
from generator.model import Figure, State, Term

ADA = Term("ada", "person", {"en": "Ada Lovelace", "ru": "Ада Пример"}, {"en": ("Example",)})
OIL = Term("oil", "topic", {"en": "Oil", "ru": "Нефть"})
TONS = Figure("f1", "q1.p1.s1", "107 million tons", "amount", Decimal(107000000), "t")


def catalog(folder: Path, *texts: str, **translations: str) -> Catalog:
    """A Russian catalog with paragraphs `q1.p1`, `q1.p2`, … of which some are translated."""
    messages = [Message(f"q1.p{n}", text, minted=True) for n, text in enumerate(texts, 1)]
    text = sync(empty("ru", "a"), messages)
    for context, translation in translations.items():
        context = context.replace("_", ".")
        text = re.sub(rf'(msgctxt "{context}"\nmsgid .*\nmsgstr )""', rf'\1"{translation}"', text)
    path = folder / f"{len(list(folder.iterdir()))}.po"
    path.write_text(text, "utf-8")
    return read(path)


def reread(text: str, folder: Path) -> Catalog:
    """The catalog that has this text."""
    path = folder / "new.po"
    path.write_text(text, "utf-8")
    return read(path)


def machine(answer: Callable[[str], str], instructed: bool = False) -> Provider:
    """A provider that translates each sentence by a function."""

    def translate(sentences: Sequence[str], source: str, target: str, glossary: Mapping[str, str]) -> list[str]:
        return [answer(sentence) for sentence in sentences]

    return Provider("a machine", translate, instructed)


def test_the_translation_memory_comes_first_and_says_where_from(tmp_path: Path) -> None:
    """A whole paragraph, or all of its sentences from different places."""
    known = memory([catalog(tmp_path, "One.", "Two.", q1_p1="Раз.", q1_p2="Два.")])
    new = reread(prefill(catalog(tmp_path, "One.", "One.\nTwo.", "Three."), "en", "ru", known), tmp_path)
    first, second, third = new.entries
    assert (first.translation, first.flags, first.comments) == (
        "Раз.",
        ("fuzzy",),
        f"translation memory: {tmp_path}/0.po",
    )
    assert second.translation == "Раз.\nДва."
    assert not third.translation


def test_only_reviewed_translations_are_remembered(tmp_path: Path) -> None:
    """A proposal does not breed proposals."""
    proposed = reread(prefill(catalog(tmp_path, "One."), "en", "ru", {}, machine(str.upper)), tmp_path)
    assert memory([proposed]) == {}


def test_proposals_are_fuzzy_marked_and_not_published(tmp_path: Path) -> None:
    """What was translated before is not touched by a single byte."""
    old = catalog(tmp_path, "One.", "Two.\nThree.", q1_p1="Раз.")
    text = prefill(old, "en", "ru", {}, machine(lambda sentence: f"<{sentence}>"))
    new = reread(text, tmp_path)
    assert new.entries[0] == old.entries[0]
    assert new.entries[1].translation == "<Two.>\n<Three.>"
    assert new.entries[1].comments == "machine translation: a machine"
    assert state(new.entries[1], "Two.\nThree.") is State.PROPOSED
    assert prefill(new, "en", "ru", {}, machine(str.upper)) == text


def test_names_figures_links_and_placeholders_come_through(tmp_path: Path) -> None:
    """In the form that the publication gives them in the language."""
    sentence = "Ada Lovelace sold 107 million tons of oil, see [here](https://example.org/Example) and %(name)s."
    seen: list[str] = []
    old = catalog(tmp_path, sentence)
    answer = machine(lambda text: seen.append(text) or text.replace("sold", "продала"))  # type: ignore[func-returns-value]
    new = reread(prefill(old, "en", "ru", {}, answer, (ADA, OIL), (TONS,)), tmp_path)
    assert seen == ["⟦0⟧ sold ⟦1⟧ of oil, see [here⟦2⟧ and ⟦3⟧."]
    assert new.entries[0].translation == (
        "Ада Пример продала 107 миллионов тонн of oil, see [here](https://example.org/Example) and %(name)s."
    )


@pytest.mark.parametrize("lost", ["", "⟦0⟧", "⟦0⟧ ⟦1⟧ ⟦1⟧", "⟦0⟧ ⟦7⟧"])
def test_an_answer_that_lost_something_is_no_proposal(lost: str, tmp_path: Path) -> None:
    """A mark gone, doubled or made up."""
    old = catalog(tmp_path, "Ada Lovelace and `code`.")
    assert not reread(prefill(old, "en", "ru", {}, machine(lambda _: lost), (ADA,)), tmp_path).entries[0].translation


@pytest.mark.parametrize("answer", ["[0] сказала.", "⟦ 0 ⟧ сказала.", "[[0]] сказала."])
def test_marks_are_recognised_as_machines_write_them(answer: str) -> None:
    """With other brackets, or with spaces."""
    assert restore(answer, protect("Ada Lovelace said.", "en", "ru", (ADA,))) == "Ада Пример сказала."


class Server(ThreadingHTTPServer):
    """A stand-in for a translation service that remembers what it was asked."""

    daemon_threads = True

    def __init__(self, answer: Callable[[str, Any], tuple[int, Any]]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        self.asked: list[tuple[str, Any, str]] = []

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """Answers every request with what the server's function says."""

    server: Server

    def do_GET(self) -> None:
        """Ask without a body."""
        self._answer(None)

    def do_POST(self) -> None:
        """Ask with JSON."""
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _answer(self, body: Any) -> None:
        self.server.asked.append((self.path, body, self.headers.get("Authorization", "")))
        code, answer = self.server.answer(self.path, body)
        data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[str, Any], tuple[int, Any]]], Server]]:
    """Starts a stand-in with an answer; it ends with the test."""
    started: list[Server] = []

    def start(answer: Callable[[str, Any], tuple[int, Any]]) -> Server:
        server = Server(answer)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        started.append(server)
        return server

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


def libretranslate(path: str, body: Any) -> tuple[int, Any]:
    """What LibreTranslate answers."""
    if path == "/languages":
        return 200, [{"code": code} for code in ("en", "ru", "zh", "zt")]
    return 200, {"translatedText": [f"{body['target']}:{text}" for text in body["q"]]}


@pytest.mark.parametrize(("tag", "code"), [("ru", "ru"), ("zh-Hans", "zh"), ("zh-Hant", "zt")])
def test_libretranslate(tag: str, code: str, serve: Any) -> None:
    """With its own codes for languages, and the key only in the body of the request."""
    server = serve(libretranslate)
    service = provider("libretranslate", {"LIBRETRANSLATE_URL": server.url + "/", "LIBRETRANSLATE_API_KEY": "secret"})
    assert service.translate(["One.", "Two."], "en", tag, {}) == [f"{code}:One.", f"{code}:Two."]
    assert server.asked[-1][1]["api_key"] == "secret"
    with pytest.raises(ProviderError, match="does not know “fr”"):
        service.translate(["One."], "en", "fr", {})


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('["Раз."]', ["Раз."]),
        ('```json\n["Раз."]\n```', ["Раз."]),
        ("I cannot.", []),
        ('["Раз.", 2]', []),
        ("[", []),
    ],
)
def test_openai(content: str, expected: list[str], serve: Any) -> None:
    """The glossary goes along; an answer that is not a list of strings is no answer."""
    server = serve(lambda path, body: (200, {"choices": [{"message": {"content": content}}]}))
    environment = {"OPENAI_BASE_URL": f"{server.url}/v1", "OPENAI_MODEL": "m", "OPENAI_API_KEY": "secret"}
    service = provider("openai", environment)
    assert service.translate(["One."], "en", "ru", {"Oil": "Нефть"}) == expected
    path, body, authorization = server.asked[0]
    assert (path, authorization) == ("/v1/chat/completions", "Bearer secret")
    assert "from English into Russian" in body["messages"][0]["content"]
    assert json.loads(body["messages"][1]["content"]) == {"sentences": ["One."], "glossary": {"Oil": "Нефть"}}


def test_a_service_that_refuses_is_reported_without_its_key(serve: Any) -> None:
    """So are one that answers nonsense and one that is not there."""
    environment = {
        "LIBRETRANSLATE_URL": serve(lambda *_: (403, {"error": "no"})).url,
        "LIBRETRANSLATE_API_KEY": "secret",
    }
    with pytest.raises(ProviderError, match="answered 403") as refused:
        provider("libretranslate", environment).translate(["One."], "en", "ru", {})
    assert "secret" not in str(refused.value)
    nonsense = serve(lambda *_: (200, b"<html>")).url
    with pytest.raises(ProviderError, match=nonsense):
        provider("libretranslate", {"LIBRETRANSLATE_URL": nonsense}).translate(["One."], "en", "ru", {})
    with pytest.raises(ProviderError, match=r"127\.0\.0\.1:9"):
        provider("libretranslate", {"LIBRETRANSLATE_URL": "http://127.0.0.1:9"}).translate(["One."], "en", "ru", {})


def test_argos_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """And an error that says how to install it where it is not."""
    monkeypatch.setitem(sys.modules, "argostranslate", None)
    with pytest.raises(ProviderError, match="pip install argostranslate"):
        provider("argos", {})
    installed = SimpleNamespace(
        get_installed_languages=lambda: [SimpleNamespace(code="en"), SimpleNamespace(code="ru")],
        translate=lambda text, source, target: f"{source}>{target}:{text}",
    )
    monkeypatch.setitem(sys.modules, "argostranslate", SimpleNamespace(translate=installed))
    assert provider("argos", {}).translate(["One."], "en", "ru", {}) == ["en>ru:One."]


def test_a_provider_that_is_not_set_up_says_what_is_missing() -> None:
    """The name of the variable, and where it belongs."""
    for name, variable in (("libretranslate", "LIBRETRANSLATE_URL"), ("openai", "OPENAI_BASE_URL")):
        with pytest.raises(ProviderError, match=f"{variable} is not set"):
            provider(name, {})
    with pytest.raises(ProviderError, match=f"one of {', '.join(PROVIDERS)}"):
        provider("nobody", {})
