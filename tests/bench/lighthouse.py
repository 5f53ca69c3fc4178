"""Lighthouse on the built site: `python -m tests.bench.lighthouse [--runs 3] [--pages home,data] [--locales en,ar]`.

Builds nothing: it serves `DRAGOMAN_SITE` or `site/` as GitHub Pages does, below a path and compressed, and prints the
median of the runs of each page as one table, with the audits that cost points. Lighthouse is installed by npm, once,
beside the rivals; it starts `CHROMIUM` or Debian's. Performance is that of a quiet machine or of none.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median_low
from typing import Any

from tests.browser.conftest import Served, built_site, serving
from tests.browser.places import KINDS

VERSION = "13.5.0"
FOLDER = Path(__file__).parents[2] / ".venv" / "rivals" / "lighthouse"
PROGRAM = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FORMS = {"mobile": (), "desktop": ("--preset=desktop",)}
"""What Lighthouse pretends to be -> its arguments."""

Run = dict[str, Any]
"""A report as Lighthouse writes it."""


def install() -> None:
    """Install Lighthouse, unless it is there."""
    if not PROGRAM.is_file():
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = [
            "npm",
            "install",
            "--prefix",
            str(FOLDER),
            "--loglevel=error",
            "--no-audit",
            "--no-fund",
            f"lighthouse@{VERSION}",
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def report(address: str, form: str) -> Run:
    """One run. Raises `CalledProcessError` where Lighthouse fails."""
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
    command = ["node", str(PROGRAM), address, "--quiet", "--output=json", flags, *FORMS[form]]
    chromium = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
    environment = {**os.environ, "CHROME_PATH": chromium}
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, env=environment).stdout))


def scores(runs: Sequence[Run]) -> list[int]:
    """The median of each category, of 100."""
    return [median_low(round(100 * run["categories"][one]["score"]) for run in runs) for one in CATEGORIES]


def lost(runs: Sequence[Run]) -> list[str]:
    """The audits that cost points in any run: those with a weight and less than nine tenths of it."""
    found = set()
    for run in runs:
        for category in run["categories"].values():
            for reference in category["auditRefs"]:
                score = run["audits"][reference["id"]]["score"]
                if reference["weight"] and score is not None and score < 0.9:
                    found.add(str(reference["id"]))
    return sorted(found)


def lines(
    served: Served, pages: Sequence[str], locales: Sequence[str], forms: Sequence[str], count: int
) -> Iterator[str]:
    """The table, a line as soon as it is measured."""
    yield f"| page | locale | as | {' | '.join(CATEGORIES)} | loses points |\n|{'---|' * (4 + len(CATEGORIES))}"
    for page in pages:
        for locale in locales:
            for form in forms:
                runs = [report(f"{served.url}{locale}/{KINDS[page]}", form) for _ in range(count)]
                numbers = " | ".join(str(score) for score in scores(runs))
                yield f"| {page} | {locale} | {form} | {numbers} | {', '.join(lost(runs))} |"


def main() -> None:
    """Measure what the command line says."""
    parser = argparse.ArgumentParser(description="Lighthouse on the built site")
    parser.add_argument("--runs", type=int, default=3, help="of each page; the median counts")
    parser.add_argument("--pages", default="home,interview,exchange,topic,data", help=f"of {', '.join(KINDS)}")
    parser.add_argument("--locales", default="en,zh-Hans,ar")
    parser.add_argument("--forms", default=",".join(FORMS))
    asked = parser.parse_args()
    install()
    with serving() as serve:
        served = serve(built_site())
        listed = [one.split(",") for one in (asked.pages, asked.locales, asked.forms)]
        for line in lines(served, *listed, asked.runs):
            print(line, flush=True)


if __name__ == "__main__":
    main()
