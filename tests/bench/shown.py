"""`python -m tests.bench.shown PUBLICATION`: how long `dragoman serve` takes to show an edit, after a build.

Prints the median of the seconds from the news that a file changed to the moment when its pages are in the site, and the
seconds that the watch waits for more changes, which come on top.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import median
from time import monotonic

from generator import pipeline

EDITS = 5

WAIT = 0.05
"""Seconds without a change after which `watchfiles` tells of those before."""


def main() -> None:
    """Build, edit, show."""
    root = Path(sys.argv[1])
    preview = pipeline.build(root, quiet=True).preview
    assert preview
    texts = sorted((root / "docs/interviews").glob("*/interview.md"))
    seconds = []
    for number in range(EDITS):
        text = texts[number * len(texts) // EDITS]
        before = text.read_text("utf-8")
        text.write_text(before.rstrip("\n") + f"\nShown {number} times.\n", "utf-8")
        begun = monotonic()
        shown = preview.show(text.parent.name)
        seconds.append(monotonic() - begun)
        text.write_text(before, "utf-8")
        assert shown == list(preview.settings.locales)
    print(json.dumps({"seconds": median(seconds), "wait": WAIT}))


if __name__ == "__main__":
    main()
