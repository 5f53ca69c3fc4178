"""The site in the browser while somebody edits: builds on every change and reloads the page."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import sys
import threading
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from generator import config, pipeline, source
from generator.config import Settings
from generator.errors import DragomanError
from generator.preview import Preview
from generator.publication import LEDGER, REVIEW
from generator.site import Built

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
    exchange = threading.Lock()
    preview = None
    if rebuild:
        preview = pipeline.build(root, exchange=exchange).preview
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
        desk = Desk(settings, builds, exchange, preview)
        threading.Thread(target=desk.work, daemon=True).start()
        _watch(settings, desk)
    else:
        threading.Event().wait()


def _watch(settings: Settings, desk: Desk) -> None:
    from watchfiles import watch

    watched = [path for path in (settings.docs, settings.translations, settings.root / config.FILE) if path.exists()]
    for changes in watch(*watched, watch_filter=lambda change, path: _is_written_by_people(path), debounce=200):
        desk.changed([Path(path) for _, path in changes])


class Desk:
    """What is done with an edit: pages of its interview are shown at once, and a build follows."""

    def __init__(
        self, settings: Settings, builds: Builds, exchange: AbstractContextManager[object], preview: Preview | None
    ) -> None:
        self._settings, self._builds, self._exchange, self._preview = settings, builds, exchange, preview
        self._condition = threading.Condition()
        self._waiting: list[Path] = []
        """Changed files that no build has read."""

    def changed(self, paths: Sequence[Path]) -> None:
        """Files were changed: show what can be shown now, and have all of it built."""
        begun = time.monotonic()
        try:
            shown = self._show(paths)
        except DragomanError as error:
            self._broken(str(error))  # as a build would say
            return
        if shown:
            print(f"showing {', '.join(shown)} after {time.monotonic() - begun:.1f} s, building", flush=True)
            self._builds.finished()
        with self._condition:
            self._waiting += paths
            self._condition.notify()

    def work(self) -> None:
        """Build after every change, for ever; what is changed during a build is built by the next one."""
        while True:
            with self._condition:
                self._condition.wait_for(lambda: bool(self._waiting))
                paths, self._waiting = self._waiting, []
            self.build(paths)

    def build(self, paths: Sequence[Path]) -> None:
        """Build after a change of some files, and tell of it."""
        begun = time.monotonic()
        built, error = _built(self._settings.root, self._exchange)
        if built:
            self._preview = built.preview
            names = sorted({path.name for path in paths if path.exists()} or {path.name for path in paths})
            print(f"built after a change of {', '.join(names[:3])} in {time.monotonic() - begun:.1f} s", flush=True)
            with self._condition:
                later = list(self._waiting)
            with contextlib.suppress(DragomanError):  # the build that follows says what is wrong
                self._show(later)
            self._builds.finished()
        else:
            self._broken(error)

    def _show(self, paths: Sequence[Path]) -> list[str]:
        """Show the interviews that the files are of; those that could be shown."""
        slugs = dict.fromkeys(filter(None, (_slug(self._settings, path) for path in paths)))
        return [slug for slug in slugs if self._preview and self._preview.show(slug, self._exchange)]

    def _broken(self, error: str) -> None:
        print(f"dragoman: {error}\n  the site is as it was before", file=sys.stderr, flush=True)
        self._builds.finished(error)


def _slug(settings: Settings, path: Path) -> str:
    """The interview that a file is of: its text, its review or a catalog; empty where it is of none, or is gone."""
    path = path.resolve()
    if path.parent.parent == settings.interviews.resolve() and path.name in (source.FILE, REVIEW):
        slug = path.parent.name
    elif path.is_relative_to(settings.translations.resolve()) and path.suffix == ".po":
        slug = path.stem
    else:
        return ""
    return slug if (settings.interviews / slug / source.FILE).is_file() else ""


def _built(root: Path, exchange: AbstractContextManager[object]) -> tuple[Built | None, str]:
    """Build; what was built, or why that failed. Whatever an edit breaks, the server goes on with the site it has."""
    try:
        return pipeline.build(root, quiet=True, exchange=exchange), ""
    except DragomanError as error:
        return None, str(error)
    except Exception as error:
        traceback.print_exc()
        return None, f"{type(error).__name__}: {error}\n  this is a fault of the program; the terminal has the details"


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
