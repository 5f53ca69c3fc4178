"""Spooled values come back as they were, to several readers at once, and leave nothing behind."""

from __future__ import annotations

from pathlib import Path

from generator.spool import Spool


def test_values_come_back(tmp_path: Path) -> None:
    """As often as wanted, by turns too; the values are taken once."""
    made = (({"n": n}, "x" * n) for n in range(50))
    spool = Spool(made, tmp_path / "new")
    assert next(made, None) is None
    pairs = list(zip(spool, spool, strict=True))
    assert pairs == [(({"n": n}, "x" * n),) * 2 for n in range(50)]
    assert not list((tmp_path / "new").iterdir())


def test_nothing_is_nothing(tmp_path: Path) -> None:
    """A spool of no values has none."""
    assert list(Spool((), tmp_path)) == []
