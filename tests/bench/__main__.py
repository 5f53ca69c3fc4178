"""`python -m tests.bench [N …]`: publications of N interviews, built, built again, and built by other generators.

The commands of a round are run one after the other, round after round (A B C A B C …), and compared within the round.
Prints one table and writes it to `artefacts/bench.json`. README.md beside this file says what the numbers mean.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.bench import making, measuring, rivals, table
from tests.bench.measuring import CommandError, Cost

ROOT = Path(__file__).parents[2]


class Bench:
    """All measures of one publication."""

    def __init__(self, folder: Path, bodies: str, skipped: dict[str, str]) -> None:
        self.folder, self.bodies, self.skipped = folder, bodies, skipped
        self.publication = folder / "publication"
        self.row: dict[str, Any] = {"runs": {}, "sites": {}}

    def measure(self, interviews: int, rounds: int, others: list[rivals.Rival]) -> dict[str, Any]:
        """Everything, `rounds` times."""
        (self.folder / "trees").mkdir()
        python = [sys.executable, "-m"]
        build = [*python, "generator", "-C", str(self.publication), "build", "--quiet"]

        def built() -> Cost:
            return measuring.run(build, ROOT)

        for _ in range(rounds):
            self._put_away(self.publication / "build")
            self._put_away(self.publication / "site")
            self._run(table.BUILD, built, self.publication / "site")
            self._run("nothing changed", built)
            self._edit()
            self._run("one sentence edited", built)
            if not any((self.folder / "trees").iterdir()):
                trees = [*python, "tests.bench.trees", str(self.publication), str(self.folder / "trees")]
                measuring.run(trees, ROOT)
            self._poured()
            for rival in others:
                self._rival(rival)
        pages = self.row["sites"][table.BUILD]["pages"]
        shown = subprocess.run(
            [*python, "tests.bench.shown", str(self.publication)], cwd=ROOT, check=True, capture_output=True, text=True
        )
        return {
            "interviews": interviews,
            "pages": pages,
            "search": self._search(),
            "shown": json.loads(shown.stdout),
            **self.row,
        }

    def _run(self, name: str, command: Callable[[], Cost], site: Path | None = None) -> None:
        print(f"  {name} …", file=sys.stderr, flush=True)
        cost = command()
        self.row["runs"].setdefault(name, []).append(asdict(cost))
        if site:
            self.row["sites"][name] = size(site)

    def _edit(self) -> None:
        """Another word in one sentence of the newest interview."""
        text = max((self.publication / "docs/interviews").glob("*/interview.md"))
        lines = text.read_text("utf-8").splitlines()
        lines[-1] = lines[-1].removesuffix(".") + " indeed."
        text.write_text("\n".join(lines) + "\n", "utf-8")

    def _poured(self) -> None:
        """Dragoman's own part of what the rivals do."""
        folder = self.folder / "poured"
        folder.mkdir()
        tree, site = self.folder / "trees" / "ours", folder / "site"
        command = [sys.executable, "-m", "tests.bench.poured", str(tree), str(site)]
        self._run(table.POURED, lambda: measuring.run(command, ROOT), site)
        self._put_away(folder)

    def _rival(self, rival: rivals.Rival) -> None:
        executable = rival.executable
        if not executable or rival.name in self.skipped:
            self.skipped.setdefault(rival.name, f"{rival.program} is not installed (make bench installs it)")
            return
        folder = self.folder / "rival"
        folder.mkdir()
        rival.prepare(self.folder / "trees" / self.bodies, folder)
        command = [executable, *rival.arguments]
        try:
            self._run(
                rival.name,
                lambda: measuring.run(command, folder, {"NO_MKDOCS_2_WARNING": "1"}),
                folder / "site",
            )
        except CommandError as error:
            self.skipped[rival.name] = str(error)
        self._put_away(folder)

    def _put_away(self, folder: Path) -> None:
        """Have a folder gone, deleting nothing before the end: ext4 makes files slowly where many were deleted."""
        if folder.exists():
            away = self.folder / "away"
            away.mkdir(exist_ok=True)
            folder.rename(away / f"{len(list(away.iterdir()))}")

    def _search(self) -> dict[str, dict[str, float]]:
        try:
            from tests.bench import browser

            return {table.BUILD: browser.first_result(self.publication / "site")}
        except Exception as error:  # whatever is wrong with the browser, the other measures stand
            self.skipped["search in the browser"] = f"{type(error).__name__}: {str(error).splitlines()[0]}"
            return {}


def size(site: Path) -> dict[str, int]:
    """Pages, files and bytes of a site."""
    files = [path for path in site.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return {"pages": pages, "files": len(files), "bytes": sum(path.stat().st_size for path in files)}


def _import(folder: Path, root: Path) -> dict[str, float]:
    """A publication of the transcripts in a folder: `files` that could be read, and what it cost in one process."""
    making.publication(root, 0)
    command = [sys.executable, "-m", "generator", "-C", str(root), "import", "--jobs", "1", str(folder)]
    cost = measuring.run(command, ROOT, allowed=(0, 1))  # 1: some could not be read
    return {"files": len(list((root / "docs/interviews").glob("*/interview.md"))), **asdict(cost)}


def main() -> None:
    """Measure every size and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("sizes", type=int, nargs="*", help="numbers of interviews (default: 10 100 1000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which medians are taken (default: 3)")
    parser.add_argument("--real", type=Path, metavar="FOLDER", help="measure the transcripts in a folder, too")
    parser.add_argument("--bodies", choices=("same", "words"), default="same", help="what rivals are given; see README")
    parser.add_argument("--rivals", default="mkdocs,hugo,zensical", help="which, by program, with commas between")
    options = parser.parse_args()
    skipped: dict[str, str] = {}
    others = [one for one in rivals.RIVALS if one.program in options.rivals.split(",")]
    rows = []
    for count in options.sizes or ([] if options.real else [10, 100, 1000]):
        print(f"{count} interviews", file=sys.stderr)
        with tempfile.TemporaryDirectory() as name:
            bench = Bench(Path(name), options.bodies, skipped)
            making.publication(bench.publication, count)
            rows.append(bench.measure(count, options.rounds, others))
    if options.real:
        with tempfile.TemporaryDirectory() as name:
            bench = Bench(Path(name), options.bodies, skipped)
            bench.row["import"] = _import(options.real.resolve(), bench.publication)
            if not bench.row["import"]["files"]:
                parser.error(f"{options.real}: no transcript in this folder could be read")
            rows.append(bench.measure(bench.row["import"]["files"], options.rounds, others))
    else:
        skipped["real transcripts"] = "no --real FOLDER"
    print("\n".join(table.lines(rows, skipped)))
    exponents = [table.exponent(small, large) for small, large in pairwise(rows)]
    folder = ROOT / "artefacts"
    folder.mkdir(exist_ok=True)
    result = {
        "date": date.today().isoformat(), "machine": measuring.describe(), "bodies": options.bodies,
        "rows": rows, "exponents": exponents, "skipped": skipped,
    }  # fmt: skip
    (folder / "bench.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
