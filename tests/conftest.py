"""What several tests use: the small publication of the fixtures, in a folder of the test's own."""

import shutil
from pathlib import Path

import pytest

from generator import config, publication
from generator.publication import Publication

SITES = Path(__file__).parent / "sites"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small publication, to be changed at will."""
    return Path(shutil.copytree(SITES / "small", tmp_path / "small"))


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The small publication, read; not to be changed."""
    root = shutil.copytree(SITES / "small", tmp_path_factory.mktemp("sites") / "small")
    return publication.load(config.read(Path(root)))
