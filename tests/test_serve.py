"""The site while somebody edits: a broken edit is told in the browser, and the server goes on."""

import functools
import http.client
import http.server
import json
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import config, pipeline, serve
from generator.errors import DragomanError


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[serve.Builds, http.client.HTTPConnection]]:
    """A server of a site of one page, and a connection to it."""
    (tmp_path / "index.html").write_text("<body>Words</body>", "utf-8")
    builds = serve.Builds()
    handler = functools.partial(serve._Handler, site=tmp_path, prefix="/talks/", builds=builds)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    yield builds, connection
    connection.close()
    server.shutdown()
    server.server_close()


def test_an_open_page_is_told_of_a_broken_build(served: tuple[serve.Builds, http.client.HTTPConnection]) -> None:
    """The words of the error, on one line of the stream, also to a page that is opened after it."""
    builds, connection = served
    builds.finished("interview.md:3: found: a\n  expected: b")
    connection.request("GET", serve.RELOAD)
    answer = connection.getresponse()
    assert answer.readline() == b"event: broken\n"
    assert json.loads(answer.readline().removeprefix(b"data: ")) == "interview.md:3: found: a\n  expected: b"


def test_pages_listen(served: tuple[serve.Builds, http.client.HTTPConnection]) -> None:
    """The script that reloads is in every page."""
    _, connection = served
    connection.request("GET", "/talks/")
    assert serve.RELOAD.encode() in connection.getresponse().read()


@pytest.mark.parametrize(
    ("error", "words"), [(DragomanError("said by us"), "said by us"), (KeyError("q1"), "KeyError: 'q1'")]
)
def test_no_error_ends_the_server(
    error: Exception, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither what is wrong with the publication nor what is wrong with the program."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(pipeline, "build", fail)
    built, said = serve._built(tmp_path, threading.Lock())
    assert built is None
    assert said.startswith(words)
    assert capsys.readouterr().err.startswith("Traceback") is isinstance(error, KeyError)


def test_a_real_broken_edit_names_its_file(small: Path) -> None:
    """What the browser shows is what the terminal shows."""
    shutil.rmtree(small / "docs/interviews/2024-06-03-harbour-again")
    text = small / "docs/interviews/2023-06-01-harbour/interview.md"
    text.write_text(text.read_text("utf-8").replace("language: en", "language: 7"), "utf-8")
    assert "interview.md" in serve._built(small, threading.Lock())[1]


FIRST = "2023-06-01-harbour"


@pytest.fixture
def desk(small: Path) -> tuple[serve.Desk, serve.Builds, Path]:
    """What is done with edits of the small publication, which has been built."""
    settings = config.read(small)
    builds, exchange = serve.Builds(), threading.Lock()
    preview = pipeline.build(small, quiet=True, exchange=exchange).preview
    return serve.Desk(settings, builds, exchange, preview), builds, small


def files(site: Path) -> dict[str, bytes]:
    """Path -> content of every file."""
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_an_edit_is_shown_before_it_is_built(desk: tuple[serve.Desk, serve.Builds, Path]) -> None:
    """On the pages of its interview, in every edition, as the build that follows writes them; nothing else changes."""
    at, builds, root = desk
    before = files(root / "site")
    text = root / f"docs/interviews/{FIRST}/interview.md"
    text.write_text(text.read_text("utf-8").replace("1.2 million passengers", "1.2 million seafarers"), "utf-8")
    at.changed([text])
    shown = files(root / "site")
    changed = sorted(path for path, content in shown.items() if before[path] != content)
    assert shown.keys() == before.keys()
    assert {f"{locale}/interviews/{FIRST}/q1/index.html" for locale in ("en", "fr", "ar")} <= set(changed)
    assert all(f"/interviews/{FIRST}/" in path for path in changed)
    assert b"1.2 million seafarers" in shown[f"en/interviews/{FIRST}/q1/index.html"]
    at.build([text])
    built = files(root / "site")
    assert {path: built[path] for path in changed} == {path: shown[path] for path in changed}
    assert b"seafarers" in built["en/data/index.html"]
    assert builds.error == ""


def test_an_edit_is_shown_wherever_the_server_was_started(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the publication itself, whose settings have paths without a beginning then."""
    monkeypatch.chdir(small)
    settings = config.read(Path())
    preview = pipeline.build(Path(), quiet=True).preview
    desk = serve.Desk(settings, serve.Builds(), threading.Lock(), preview)
    text = small / f"docs/interviews/{FIRST}/interview.md"
    text.write_text(text.read_text("utf-8").replace("1.2 million passengers", "1.2 million seafarers"), "utf-8")
    desk.changed([text.resolve(), text.with_name("sedXq1")])
    assert "seafarers" in (small / f"site/en/interviews/{FIRST}/q1/index.html").read_text("utf-8")


def test_a_translation_is_shown(desk: tuple[serve.Desk, serve.Builds, Path]) -> None:
    """What a translator saves, once there is a page to show it on: the first one waits for the build."""
    at, _, root = desk
    pipeline.translate(root)
    catalog = root / f"translations/fr/LC_MESSAGES/{FIRST}.po"
    page = root / f"site/fr/interviews/{FIRST}/q1/index.html"
    message = re.compile(r'(msgctxt "q1\.p1"\n(?:msgid .*\n(?:".*"\n)*))msgstr ".*"$', re.MULTILINE)
    for words in ("Combien ?", "Combien, et quand ?"):
        catalog.write_text(message.sub(rf'\1msgstr "{words}"', catalog.read_text("utf-8")), "utf-8")
        at.changed([catalog])
        shown = page.read_text("utf-8")
        at.build([catalog])
        assert words in page.read_text("utf-8")
    assert page.read_text("utf-8") == shown


def test_what_is_shown_stays_out_of_the_cache(desk: tuple[serve.Desk, serve.Builds, Path]) -> None:
    """An edit that is shown and taken back before any build leaves the site of a build from nothing."""
    at, _, root = desk
    before = files(root / "site")
    text = root / f"docs/interviews/{FIRST}/interview.md"
    words = text.read_text("utf-8")
    text.write_text(words.replace("1.2 million", "1.3 million"), "utf-8")
    at.changed([text])
    assert files(root / "site") != before
    text.write_text(words, "utf-8")
    at.build([text])
    assert files(root / "site") == before


def test_a_broken_edit_is_told_at_once(desk: tuple[serve.Desk, serve.Builds, Path]) -> None:
    """Before any build; the pages stay as they were."""
    at, builds, root = desk
    before = files(root / "site")
    text = root / f"docs/interviews/{FIRST}/interview.md"
    text.write_text(text.read_text("utf-8").replace("language: en", "language: 7"), "utf-8")
    at.changed([text])
    assert "interview.md" in builds.error
    assert files(root / "site") == before


def test_a_new_interview_waits_for_the_build(desk: tuple[serve.Desk, serve.Builds, Path]) -> None:
    """There is no page of it yet that could be shown; a withdrawn or deleted one is not shown either."""
    at, builds, root = desk
    before = files(root / "site")
    shutil.copytree(root / f"docs/interviews/{FIRST}", root / "docs/interviews/2025-01-01-new")
    at.changed([root / "docs/interviews/2025-01-01-new/interview.md", root / "docs/topics.yml"])
    shutil.rmtree(root / f"docs/interviews/{FIRST}")
    at.changed([root / f"docs/interviews/{FIRST}/interview.md"])
    assert files(root / "site") == before
    assert builds.error == ""
