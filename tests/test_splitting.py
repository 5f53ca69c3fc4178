"""A site divided among several hosts is the same site."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator import config, linking, pipeline, reports, splitting
from generator.assemble import Address, write_sitemap
from generator.errors import DragomanError
from generator.site import Built
from generator.splitting import Piece


def files(folder: Path, below: str = "") -> dict[str, bytes]:
    """Path -> content of every file, the folder mounted at a path."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != ".nojekyll")
    return {f"{below}{path.relative_to(folder).as_posix()}": path.read_bytes() for path in found}


def test_the_pieces_are_the_site(small: Path, tmp_path: Path) -> None:
    """Served below their names they have every file at its address, and nothing else."""
    pipeline.build(small, url="https://example.org/", quiet=True)
    settings = config.read(small, "https://example.org/")
    pieces = splitting.split(settings, tmp_path / "pieces")
    assert [piece.address for piece in pieces] == [f"https://example.org/{at}" for at in ("", "en/", "fr/", "ar/")]
    served: dict[str, bytes] = {}
    for piece in pieces:
        mounted = files(piece.folder, piece.address.removeprefix("https://example.org/"))
        assert not mounted.keys() & served.keys()
        assert (piece.folder / ".nojekyll").is_file()
        assert piece.size == sum(map(len, mounted.values()))
        served |= mounted
    assert served == files(small / "site")


def test_addresses_are_never_changed(small: Path, tmp_path: Path) -> None:
    """A site below a path cannot be divided this way; nor is anything written over, or made of nothing."""
    with pytest.raises(DragomanError, match="no such site"):
        splitting.split(config.read(small), tmp_path / "pieces")
    pipeline.build(small, quiet=True)
    with pytest.raises(DragomanError, match="other addresses"):
        splitting.split(config.read(small), tmp_path / "pieces")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine", "utf-8")
    with pytest.raises(DragomanError, match="something already"):
        splitting.split(config.read(small, "https://example.org/"), tmp_path / "full")
    assert not (tmp_path / "pieces").exists()


def test_what_is_too_large_is_said() -> None:
    """By the folder."""
    pieces = [
        Piece(Path("x/root"), "https://e.org/", 5_300_000),
        Piece(Path("x/en"), "https://e.org/en/", 1_200_000_000),
    ]
    assert list(reports.of_split(pieces)) == [
        "x/root/ -> https://e.org/ (5.3 MB)",
        "x/en/ -> https://e.org/en/ (1.20 GB, more than GitHub Pages takes)",
    ]


def test_a_site_that_is_too_large_is_said(small: Path) -> None:
    """After the build, which knows what it wrote; what it kept counts as well."""
    built = Built(Path("site"), 20_000, 1_500, ("en",), 1_050_000_000)
    assert list(reports.of_build(built))[1].startswith("  1.05 GB: GitHub Pages takes 1 GB")
    assert len(list(reports.of_build(replace(built, size=900_000_000)))) == 1
    first, again = (pipeline.build(small, quiet=True, jobs=1) for _ in range(2))
    assert first.size == again.size
    assert 0.8 * linking.size(first.site) < first.size <= linking.size(first.site)


def test_a_large_sitemap_is_an_index_of_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page is in one of them; a small one is one file."""
    addresses = [Address(f"p{n}/", ("en", "fr")) for n in range(5)]
    write_sitemap(tmp_path, addresses, "https://example.org/")
    (whole,) = [path.read_text("utf-8") for path in tmp_path.glob("*.xml")]
    monkeypatch.setattr("generator.assemble.SITEMAP", 4)
    write_sitemap(tmp_path, addresses, "https://example.org/")
    index = (tmp_path / "sitemap.xml").read_text("utf-8")
    names = [f"sitemap-{n}.xml" for n in (1, 2, 3)]
    assert all(f"<loc>https://example.org/{name}</loc>" in index for name in names)
    entries = "".join((tmp_path / name).read_text("utf-8") for name in names)
    assert entries.count("<url>") == whole.count("<url>") == 10
    assert all(line in whole for line in entries.splitlines() if line.startswith("<url>"))
