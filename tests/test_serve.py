"""The site while somebody edits: a broken edit is told in the browser, and the server goes on."""

import functools
import http.client
import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import pipeline, serve
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
    assert serve._error_of_build(tmp_path).startswith(words)
    assert capsys.readouterr().err.startswith("Traceback") is isinstance(error, KeyError)


def test_a_real_broken_edit_names_its_file(small: Path) -> None:
    """What the browser shows is what the terminal shows."""
    shutil.rmtree(small / "docs/interviews/2024-06-03-harbour-again")
    text = small / "docs/interviews/2023-06-01-harbour/interview.md"
    text.write_text(text.read_text("utf-8").replace("language: en", "language: 7"), "utf-8")
    assert "interview.md" in serve._error_of_build(small)
