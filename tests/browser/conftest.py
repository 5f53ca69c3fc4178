"""A real browser on a site that is served as GitHub Pages serves it: under a path, with one 404.html."""

from __future__ import annotations

import gzip
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

PREFIX = "/repo/"
"""GitHub Pages serves a project below its name."""

TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
    ".svg": "image/svg+xml", ".png": "image/png", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8",
}  # fmt: skip
COMPRESSED = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt"})


@dataclass
class Served:
    """A folder on 127.0.0.1, and what was asked of it."""

    folder: Path
    url: str
    """Address of the site's root, with a slash at the end."""
    requests: list[tuple[str, int, int]] = field(default_factory=list)
    """Path below the root, status, bytes of the body as sent, in order."""

    @property
    def sent(self) -> int:
        """Bytes of all bodies so far."""
        return sum(size for _, _, size in self.requests)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        served = self.server.served
        path = unquote(urlsplit(self.path).path)
        file = self._file(path.removeprefix(PREFIX)) if path.startswith(PREFIX) else None
        if file and file.is_dir():
            self._send(301, b"", Location=urlsplit(self.path).path + "/")
            return
        status = 200 if file else 404
        file = file or served.folder / "404.html"
        body = file.read_bytes() if file.is_file() else b"404"
        headers = {"Content-Type": TYPES.get(file.suffix, "application/octet-stream"), "Cache-Control": "no-store"}
        if file.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 6, mtime=0)
            headers["Content-Encoding"] = "gzip"
        served.requests.append((path.removeprefix(PREFIX), status, len(body)))
        self._send(status, body, **headers)

    def _file(self, path: str) -> Path | None:
        """The file for a path, a folder where the path lacks its slash; None for what is not there."""
        root = self.server.served.folder.resolve()
        file = (root / path).resolve()
        if path == "" or path.endswith("/"):
            file = file / "index.html"
        return file if file.is_relative_to(root) and file.exists() else None

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are counted, not printed."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    served: Served

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves a page drops its connections."""


@contextmanager
def serving() -> Iterator[Callable[[Path], Served]]:
    """Serve folders until the end."""
    servers: list[_Server] = []

    def start(folder: Path) -> Served:
        server = _Server(("127.0.0.1", 0), _Handler)
        server.served = Served(folder, f"http://127.0.0.1:{server.server_port}{PREFIX}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return server.served

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Any]:
    """Chromium: `CHROMIUM`, or Debian's, or Playwright's own."""
    from playwright.sync_api import sync_playwright

    executable = os.environ.get("CHROMIUM") or ("/usr/bin/chromium" if Path("/usr/bin/chromium").exists() else None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


def built_site() -> Path:
    """The built site: `DRAGOMAN_SITE`, or `site/` of this repository."""
    return Path(os.environ.get("DRAGOMAN_SITE") or Path(__file__).parents[2] / "site")


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], Served]]:
    """Serve folders for as long as the session lasts."""
    with serving() as start:
        yield start


@pytest.fixture(scope="session")
def site(serve: Callable[[Path], Served]) -> Served:
    """The built site."""
    folder = built_site()
    if not folder.is_dir():
        reason = f"{folder}: no built site; make it with: dragoman build (or set DRAGOMAN_SITE)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return serve(folder)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, for as long as the session lasts."""
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of a fresh browser profile, 1280 by 800; the test fails if a script of the page does."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    errors: list[str] = []
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert errors == []
