"""The site in the browser while somebody edits: builds on every change and reloads the page."""

from __future__ import annotations

import functools
import http.server
import json
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from generator import config, pipeline
from generator.config import Settings
from generator.errors import DragomanError
from generator.publication import LEDGER

RELOAD = "/.dragoman/reload"
"""Address of the stream of events that tells an open page of a new build."""

_SCRIPT = (
    f"<script>{{const news=new EventSource('{RELOAD}');news.onmessage=()=>location.reload();"
    "news.addEventListener('broken',event=>{const words=document.querySelector('[data-broken]')??"
    "document.body.insertBefore(document.createElement('pre'),document.body.firstChild);words.dataset.broken='';"
    "words.setAttribute('role','alert');words.dir='ltr';words.style.cssText="
    "'position:sticky;top:0;z-index:99;margin:0;padding:1rem;white-space:pre-wrap;background:#7a1f2b;color:#fff';"
    "words.textContent=JSON.parse(event.data)})}</script>"
).encode()


class Builds:
    """Counts builds, and keeps what was wrong with the last one; open pages wait for the next one."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._count = 0
        self.error = ""
        """Why the last build failed; empty where it did not."""

    def finished(self, error: str = "") -> None:
        """Tell everybody who waits."""
        with self._condition:
            self._count += 1
            self.error = error
            self._condition.notify_all()

    def next(self, seconds: float) -> bool:
        """Wait for the next build; False when none came in time."""
        with self._condition:
            seen = self._count
            return self._condition.wait_for(lambda: self._count > seen, seconds)


def serve(root: Path, port: int, *, rebuild: bool = True) -> None:
    """Serve `site/` at the path it will have on the web, until interrupted."""
    settings = config.read(root)
    if rebuild:
        pipeline.build(root)
    elif not settings.site.is_dir():
        raise DragomanError(f"{settings.site}: no such folder\n  expected: a built site (dragoman build makes it)")
    builds = Builds()
    prefix = urlsplit(settings.url).path
    try:
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", port), functools.partial(_Handler, site=settings.site, prefix=prefix, builds=builds)
        )
    except OSError as error:
        raise DragomanError(f"port {port}: {error.strerror}\n  expected: a free port (--port)") from None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"serving at http://127.0.0.1:{server.server_port}{prefix} (Ctrl+C ends)", flush=True)
    if rebuild:
        _watch(settings, builds)
    else:
        threading.Event().wait()


def _watch(settings: Settings, builds: Builds) -> None:
    from watchfiles import watch

    watched = [path for path in (settings.docs, settings.translations, settings.root / config.FILE) if path.exists()]
    for changes in watch(*watched, watch_filter=lambda change, path: _is_written_by_people(path), debounce=200):
        begun = time.monotonic()
        names = sorted({str(Path(path).name) for _, path in changes})
        if error := _error_of_build(settings.root):
            print(f"dragoman: {error}\n  the site is as it was before", file=sys.stderr, flush=True)
        else:
            print(f"built after a change of {', '.join(names[:3])} in {time.monotonic() - begun:.1f} s", flush=True)
        builds.finished(error)


def _error_of_build(root: Path) -> str:
    """Build; why that failed, or nothing. Whatever an edit breaks, the server goes on with the site that it has."""
    try:
        pipeline.build(root, quiet=True)
    except DragomanError as error:
        return str(error)
    except Exception as error:
        traceback.print_exc()
        return f"{type(error).__name__}: {error}\n  this is a fault of the program; the terminal has the details"
    return ""


def _is_written_by_people(path: str) -> bool:
    """Whether a change of the file asks for a build: what builds write themselves (`ids.json`) does not."""
    name = Path(path).name
    return not name.startswith(".") and name != LEDGER


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the site below the prefix, with the reload script in pages, and the site's own 404 page."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, site: Path, prefix: str, builds: Builds) -> None:
        self.site, self.prefix, self.builds = site, prefix, builds
        super().__init__(*arguments, directory=str(site))  # type: ignore[arg-type]

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for builds."""

    def do_GET(self) -> None:
        """A page, a file, or the stream of reloads."""
        path = urlsplit(self.path).path
        if path == RELOAD:
            self._stream()
        elif not path.startswith(self.prefix):
            self._redirect(self.prefix)
        else:
            self._file(path[len(self.prefix) :])

    def _file(self, path: str) -> None:
        file = (self.site / path).resolve()
        if not file.is_relative_to(self.site.resolve()):
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        if file.is_dir() and path and not path.endswith("/"):
            self._redirect(f"{self.prefix}{path}/")
            return
        if file.is_dir():
            file /= "index.html"
        status = HTTPStatus.OK if file.is_file() else HTTPStatus.NOT_FOUND
        if status is HTTPStatus.NOT_FOUND:
            file = self.site / "404.html"
        body = file.read_bytes() if file.is_file() else b""
        if file.suffix == ".html":
            body = body.replace(b"</body>", _SCRIPT + b"</body>")
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, target: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            for message in self._events():
                self.wfile.write(message)
                self.wfile.flush()
        except OSError:
            return  # the page was closed

    def _events(self) -> Iterator[bytes]:
        if self.builds.error:
            yield _broken(self.builds.error)
        while True:
            if not self.builds.next(15):
                yield b": still here\n\n"
            else:
                yield _broken(self.builds.error) if self.builds.error else b"data: built\n\n"


def _broken(error: str) -> bytes:
    return f"event: broken\ndata: {json.dumps(error)}\n\n".encode()
