"""`python -m tests.bench [N …]`: publications of N interviews, built by moulds and by MkDocs alone, and built again.

Prints one table with the ratios and the exponents of growth, and writes it to `artefacts/bench.json`.
"""

from __future__ import annotations

import json
import math
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SITE = ROOT / "tests/sites/small"
MODEL = SITE / "docs/interviews/2023-06-01-harbour/interview.md"


def publication(folder: Path, count: int) -> None:
    """A publication of so many interviews, each with words and numbers of its own."""
    shutil.copytree(SITE, folder)
    shutil.rmtree(folder / "docs/interviews")
    text = MODEL.read_text("utf-8").replace("  original: original.txt\n", "")
    text = "\n".join(line for line in text.splitlines() if "sha256" not in line)
    head, _, questions = text.partition("## 1 ")
    block = "## 1 " + questions.partition("## 2")[0]
    for number in range(count):
        body = "".join(
            block.replace("## 1 Ferries", f"## {n} Ferries {n}").replace("1.2 million", f"{number + n}.2 million")
            for n in range(1, 12)
        )
        here = folder / "docs/interviews" / f"{2000 + number % 25}-06-01-harbour-{number}"
        here.mkdir(parents=True)
        (here / "interview.md").write_text(head + body, "utf-8")


def run(folder: Path, *options: str) -> dict[str, float]:
    """Wall and processor seconds of a build, and the peak memory of its largest process in MiB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    command = [sys.executable, "-m", "generator", "-C", str(folder), "build", "--quiet", *options]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": time.monotonic() - begun, "processor": processor, "memory": after.ru_maxrss / 1024}


def measure(count: int) -> dict[str, Any]:
    """All measures of a publication of one size; the kinds of build one after the other in one run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "publication"
        publication(folder, count)
        full = run(folder)
        text = next((folder / "docs/interviews").glob("*/interview.md"))
        text.write_text(text.read_text("utf-8").replace("The ferry leaves", "The last ferry leaves", 1), "utf-8")
        again = run(folder)
        pages = sum(1 for _ in (folder / "site").rglob("*.html"))
        size = sum(path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file())
        shutil.rmtree(folder / "build")
        plain = run(folder, "--plain")
    return {"interviews": count, "pages": pages, "bytes": size, "build": full, "edited": again, "mkdocs": plain}


def main() -> None:
    """Measure every size and print the table."""
    sizes = [int(one) for one in sys.argv[1:]] or [10, 100]
    rows = [measure(count) for count in sizes]
    print("interviews  pages    MB   build s  edited s  MkDocs s  build/MkDocs  edited/build  MiB")
    for row in rows:
        build, edited, mkdocs = (row[kind]["wall"] for kind in ("build", "edited", "mkdocs"))
        print(
            f"{row['interviews']:10}  {row['pages']:5}  {row['bytes'] / 1e6:4.0f}  {build:8.1f}  {edited:8.1f}  "
            f"{mkdocs:8.1f}  {build / mkdocs:12.2f}  {edited / build:12.2f}  {row['build']['memory']:4.0f}"
        )
    exponents = [
        math.log(b["build"]["processor"] / a["build"]["processor"]) / math.log(b["pages"] / a["pages"])
        for a, b in pairwise(rows)
    ]
    print("growth of processor time with pages:", ", ".join(f"{one:.2f}" for one in exponents) or "one size only")
    folder = ROOT / "artefacts"
    folder.mkdir(exist_ok=True)
    (folder / "bench.json").write_text(json.dumps({"rows": rows, "exponents": exponents}, indent=1) + "\n", "utf-8")


main()
