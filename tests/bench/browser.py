"""What the first answer of a search costs a reader, in a real browser: bytes as sent, and milliseconds."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from statistics import median

from tests.browser.conftest import PREFIX, Served, _Handler, _Server

QUERY = "office"
"""In every generated publication and in most real ones."""
REPEATED = 3


def first_result(site: Path) -> dict[str, float]:
    """From pressing the key that opens search to the first result, in the first edition; each time a new reader."""
    from playwright.sync_api import sync_playwright

    executable = os.environ.get("CHROMIUM") or ("/usr/bin/chromium" if Path("/usr/bin/chromium").exists() else None)
    server = _Server(("127.0.0.1", 0), _Handler)
    server.served = Served(site, f"http://127.0.0.1:{server.server_port}{PREFIX}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    times, sizes = [], []
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
            for _ in range(REPEATED):
                page = chromium.new_context().new_page()
                page.goto(f"{server.served.url}en/", wait_until="networkidle")
                sent, begun = server.served.sent, page.evaluate("performance.now()")
                page.keyboard.press("/")
                page.locator("dialog.search[open]").wait_for()
                page.locator(".search-form input").fill(QUERY)
                page.locator(".search-results a").first.wait_for()
                times.append(page.evaluate("performance.now()") - begun)
                sizes.append(server.served.sent - sent)
                page.context.close()
            chromium.close()
    finally:
        server.shutdown()
        server.server_close()
    return {"milliseconds": median(times), "bytes": median(sizes)}
