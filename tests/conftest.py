"""What several tests use: the small publication of the fixtures, in a folder of the test's own."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from generator import config, publication
from generator.publication import Publication

SITES = Path(__file__).parent / "sites"

settings.register_profile("untimed", deadline=None)  # no test is timed: a busy machine is no failure
settings.load_profile("untimed")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small publication, to be changed at will."""
    return Path(shutil.copytree(SITES / "small", tmp_path / "small"))


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The small publication, read; not to be changed."""
    root = shutil.copytree(SITES / "small", tmp_path_factory.mktemp("sites") / "small")
    return publication.load(config.read(Path(root)))


@pytest.fixture(scope="session")
def three(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The publication of three interviews, read; not to be changed."""
    root = shutil.copytree(SITES / "three", tmp_path_factory.mktemp("sites") / "three")
    return publication.load(config.read(Path(root)))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--slow` runs what takes minutes, too."""
    parser.addoption("--slow", action="store_true", help="run the tests marked slow, too")


def pytest_configure(config: pytest.Config) -> None:
    """Say what the mark means."""
    config.addinivalue_line("markers", "slow: takes minutes; runs with --slow")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what is slow unless it was asked for."""
    if not config.getoption("--slow"):
        for item in items:
            if item.get_closest_marker("slow"):
                item.add_marker(pytest.mark.skip(reason="slow: --slow"))
