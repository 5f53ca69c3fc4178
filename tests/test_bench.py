"""What `make bench` makes and counts with. Nothing is timed here."""

from pathlib import Path

import pytest

from generator import config, pipeline, publication
from tests.bench import lighthouse, making, measuring, poured, rivals, table, trees


def test_a_generated_publication_is_read_whole(tmp_path: Path) -> None:
    """Every interview has its questions, figures and a topic, and the same number makes the same text."""
    making.publication(tmp_path / "made", 3)
    loaded = publication.load(config.read(tmp_path / "made"))
    assert [len(one.exchanges) for one in loaded.corpus.interviews] == [making.EXCHANGES] * 3
    assert all(loaded.corpus.figures[one.slug] and loaded.corpus.mentions[one.slug] for one in loaded.corpus.interviews)
    making.publication(tmp_path / "again", 3)
    texts = [sorted((tmp_path / name).rglob("interview.md")) for name in ("made", "again")]
    assert [one.read_text("utf-8") for one in texts[0]] == [one.read_text("utf-8") for one in texts[1]]


def test_ratios_are_those_of_a_round() -> None:
    """The median of the ratios, not the ratio of the medians."""
    runs = {"a": [{"wall": 1.0}, {"wall": 10.0}, {"wall": 9.0}], "b": [{"wall": 2.0}, {"wall": 20.0}, {"wall": 3.0}]}
    assert table.ratio(runs, "a", "b", "wall") == 0.5


def test_exponent_of_growth() -> None:
    """Four times the pages and sixteen times the time: the square."""
    small, large = (
        {"pages": pages, "runs": {table.BUILD: [{"processor": seconds}]}} for pages, seconds in ((10, 2.0), (40, 32.0))
    )
    assert table.exponent(small, large) == pytest.approx(2.0)


def test_a_command_that_fails_is_no_measure(tmp_path: Path) -> None:
    """It says how it ended."""
    with pytest.raises(measuring.CommandError, match="ended with 3"):
        measuring.run(["sh", "-c", "exit 3"], tmp_path)


def test_every_page_reaches_hugo(tmp_path: Path) -> None:
    """A page that has pages below it, one that has none, and one called index."""
    for path in ("", "a", "a/b", "index"):
        (tmp_path / "tree" / path).mkdir(parents=True, exist_ok=True)
        (tmp_path / "tree" / path / "index.md").write_text("words", "utf-8")
    rivals._hugo(tmp_path / "tree", tmp_path / "to")
    content = tmp_path / "to/content"
    found = sorted(str(path.relative_to(content)) for path in content.rglob("*.md"))
    assert found == ["_index.md", "a/_index.md", "a/b/index.md", "index/index.md"]


def test_lighthouse_counts_the_median_and_names_what_costs_points() -> None:
    """The middle run of each category; an audit without weight costs nothing, one that does not apply neither."""

    def run(performance: float, contrast: float | None) -> dict[str, object]:
        parts = {"performance": performance, "accessibility": 1, "best-practices": 1, "seo": 1}
        listed = [{"id": "color-contrast", "weight": 7}, {"id": "bf-cache", "weight": 0}]
        return {
            "categories": {name: {"score": score, "auditRefs": listed} for name, score in parts.items()},
            "audits": {"color-contrast": {"score": contrast}, "bf-cache": {"score": 0}},
        }

    runs = [run(0.98, 1), run(0.5, None), run(1, 0.4)]
    assert lighthouse.scores(runs) == [98, 100, 100, 100]
    assert lighthouse.lost(runs) == ["color-contrast"]
    assert lighthouse.lost(runs[:2]) == []


def test_what_is_poured_for_the_comparison_is_the_site(tmp_path: Path) -> None:
    """Every page of it, byte for byte: so the time of pouring is that of the pages of the product."""
    making.publication(tmp_path / "made", 2)
    site = pipeline.build(tmp_path / "made", quiet=True, jobs=1).site / "en"
    (tmp_path / "trees").mkdir()
    count = trees.write(tmp_path / "made", tmp_path / "trees")
    assert poured.build(tmp_path / "trees/ours", tmp_path / "poured", jobs=1) == count
    pages = {str(page.relative_to(site)): page.read_bytes() for page in site.rglob("index.html")}
    assert len(pages) >= count
    made = {str(page.relative_to(tmp_path / "poured")): page for page in (tmp_path / "poured").rglob("index.html")}
    assert [path for path, page in made.items() if page.read_bytes() != pages[path]] == []
    assert len(made) == count
