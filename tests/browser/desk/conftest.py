"""A directory of each test's own, in which two pairs wait, in place of the sample's: these tests change it."""

import pytest
from desk_world import publish_two_pairs
from server import serving

from directory.settings import Settings


@pytest.fixture
def sample_data(tmp_path, gazetteer):
    """Its data folder."""
    settings = Settings(tmp_path / "local")
    publish_two_pairs(settings, gazetteer)
    return settings


@pytest.fixture
def site(sample_data, tmp_path):
    """The address of a server with it, and its worker."""
    with serving(sample_data.data, tmp_path / "log") as address:
        yield address
