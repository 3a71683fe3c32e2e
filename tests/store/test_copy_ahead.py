"""The copy of the directory that is made ahead is what stands, and is never taken for another edition."""

import os
import shutil
from collections import namedtuple

import pytest

from directory.store.listings.copy_ahead import copy_ahead, take_copy


@pytest.fixture
def standing(sample_data, tmp_path):
    """A directory of its own."""
    return shutil.copy(sample_data.directory_db, tmp_path / "directory.db")


def copies(standing):
    return [path for path in standing.parent.iterdir() if path != standing]


def test_the_copy_is_taken_once(standing, tmp_path):
    copy_ahead(standing)
    assert take_copy(standing, tmp_path / "one") and not take_copy(standing, tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes() == standing.read_bytes()


def test_the_copy_of_an_edition_that_was_replaced_is_not_taken_and_goes(standing, tmp_path):
    copy_ahead(standing)
    (left,) = copies(standing)
    other = shutil.copy(standing, tmp_path / "other")
    os.replace(other, standing)
    assert not take_copy(standing, tmp_path / "new")
    (tmp_path / "new").unlink()
    copy_ahead(standing)
    assert len(copies(standing)) == 1 and not left.exists()


@pytest.mark.parametrize("name", ("directory.db.copy", "directory.db.copy-2026-11-30", "directory.db.copying"))
def test_a_copy_that_somebody_made_themselves_stays(standing, name):
    own = shutil.copy(standing, standing.with_name(name))
    copy_ahead(standing)
    assert own.exists()


def test_one_that_was_broken_off_is_made_again(standing, tmp_path):
    standing.with_name(".directory.db.ahead-new").write_bytes(b"half")
    copy_ahead(standing)
    assert take_copy(standing, tmp_path / "new") and (tmp_path / "new").read_bytes() == standing.read_bytes()


def test_no_copy_is_made_of_damage(standing):
    with standing.open("r+b") as file:
        file.seek(-16384, 2)
        file.write(b"\xff" * 64)
    copy_ahead(standing)
    assert not copies(standing)


def test_no_copy_is_made_where_the_disk_has_little_room(standing, monkeypatch):
    size = standing.stat().st_size
    usage = namedtuple("usage", "total used free")(9 * size, 7 * size, 2 * size)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    copy_ahead(standing)
    assert not copies(standing)


def test_without_a_directory_there_is_nothing_to_copy(tmp_path):
    copy_ahead(tmp_path / "directory.db")
    assert not list(tmp_path.iterdir())
