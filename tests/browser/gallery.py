"""Every kind of page as a picture, in scripts, schemes and widths that differ, on one page to look through.

    python -m tests.browser.gallery [SITE] [FOLDER]

SITE is a built site (`site`), FOLDER where the pictures and their `index.html` go (`artefacts/gallery`).
"""

from __future__ import annotations

import functools
import html
import os
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.browser.places import ABOVE, KINDS, TRANSLATED, WIDTHS

STATES = (("en", "light"), ("en", "dark"), ("zh-Hans", "light"), ("ar", "light"), ("ar", "dark"), ("ru", "light"))
"""Edition and colour scheme of the pictures."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Requests are not printed."""


def pictures(site: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """Take the pictures of the site served at the address `site`; each as its caption and its file."""
    from playwright.sync_api import sync_playwright

    executable = os.environ.get("CHROMIUM") or ("/usr/bin/chromium" if Path("/usr/bin/chromium").exists() else None)
    places = [(f"{locale} {kind}", f"{locale}/{path}", scheme) for locale, scheme in STATES for kind, path in
              (KINDS if locale == "en" else KINDS | TRANSLATED).items()]  # fmt: skip
    places.append(("chooser", ABOVE["chooser"], "light"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for width, height in WIDTHS.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            for name, path, scheme in places:
                page.emulate_media(color_scheme=scheme)
                page.goto(site + path, wait_until="networkidle")
                file = folder / f"{name.replace(' ', '-')}-{scheme}-{width}.png"
                page.screenshot(path=file, full_page=True)
                yield f"{name}, {scheme}, {width} px", file
            page.close()
        browser.close()


def main(site: str = "site", folder: str = "artefacts/gallery") -> None:
    """Serve the site, take its pictures and write the page that shows them."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    items = []
    for caption, file in pictures(f"http://127.0.0.1:{server.server_port}/", target):
        items.append(
            f'<figure><a href="{html.escape(file.name)}"><img src="{html.escape(file.name)}" alt="" loading="lazy"></a>'
            f"<figcaption>{html.escape(caption)}</figcaption></figure>"
        )
    server.shutdown()
    page = target / "index.html"
    page.write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title><style>'
        "body{display:flex;flex-wrap:wrap;gap:1rem;font:14px system-ui}figure{margin:0}"
        "img{width:19rem;height:26rem;object-fit:cover;object-position:top;border:1px solid #999}</style>"
        + "\n".join(items),
        "utf-8",
    )
    print(page)


if __name__ == "__main__":
    main(*sys.argv[1:])
