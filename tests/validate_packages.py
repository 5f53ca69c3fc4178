"""Validate every data package of a built site with frictionless, which lives in an environment of its own.

    python tests/validate_packages.py SITE

Its pins contradict those of the program, so it is neither a dependency nor a part of the tests' environment: see the
Makefile. A package is validated with all it promises: descriptor, bytes, checksums, types, constraints and keys.
"""

from __future__ import annotations

import sys
from pathlib import Path

from frictionless import Package  # type: ignore[import-not-found]


def main(site: str) -> int:
    """Print what is wrong with each package; returns 1 when anything is, or when there is no package at all."""
    found = sorted(Path(site).rglob("datapackage.json"))
    faults = 0
    for path in found:
        report = Package(str(path)).validate()
        for row in report.flatten(["name", "title", "rowNumber", "fieldName", "message"]):
            faults += 1
            print(f"{path}: {' · '.join(str(cell) for cell in row if cell)}")
        faults += not report.valid and not report.flatten(["message"])
    print(f"{len(found)} data packages, {faults} errors")
    return 1 if faults or not found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
