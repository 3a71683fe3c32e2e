"""What tests of editions sent to readers begin with."""

import shutil

import pytest
from edition_server import serving_files
from followed_editions import World, publish_part


@pytest.fixture(scope="module")
def editions(sample_data, tmp_path_factory):
    """Two directories that differ."""
    folder = tmp_path_factory.mktemp("two")
    shutil.copy(sample_data.directory_db, folder / "first.db")
    publish_part(sample_data, folder / "second.db", 12)
    return folder / "first.db", folder / "second.db"


@pytest.fixture
def world(tmp_path, editions):
    """A world in which the first edition is sent, and one reader has it."""
    (tmp_path / "files").mkdir()
    with serving_files(tmp_path / "files") as (address, asked, changes):
        world = World(tmp_path, editions, address, asked, changes)
        world.send(0)
        world.reader().look()
        world.first = world.shown()
        yield world
