"""Opening a file: what is let through of it, and exactly where its limits are.

Damaged ZIPs, bombs and strange encodings are in importer/test_hostile.py, for every source.
"""

import gzip
import io
import zipfile

import pytest
from source_files import zipped

from directory.importer.formats import archive
from directory.importer.formats.archive import Opened
from directory.importer.record import FileRefused

TEXT = b"name,city\n" + b"Ana Lopez,Denver\n" * 50


@pytest.fixture
def opened(tmp_path):
    """Opens bytes as a file."""
    files = []

    def do(content, name="a.csv"):
        path = tmp_path / name
        path.write_bytes(content)
        files.append(Opened(path, lambda member: member.endswith(".csv")))
        return files[-1]

    yield do
    for file in files:
        file.file.close()


PACKINGS = {
    "plain": lambda text: text,
    "gzip": gzip.compress,
    "two of gzip": lambda text: gzip.compress(text[:100]) + gzip.compress(text[100:]),
    "ZIP": lambda text: zipped({"folder/a.csv": text}),
}


@pytest.mark.parametrize("block", [7, 100, 1 << 20])
@pytest.mark.parametrize("packing", PACKINGS)
def test_the_text_is_the_same_however_it_is_packed_and_cut(opened, packing, block, monkeypatch):
    monkeypatch.setattr(archive, "BLOCK_SIZE", block)
    monkeypatch.setattr(archive, "READ_SIZE", 10)
    file = opened(PACKINGS[packing](TEXT))
    assert b"".join(file.blocks()) == TEXT
    assert (file.name, file.done) == ("a.csv", file.size)


def test_a_stored_member_is_read_too(opened):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("a.csv", TEXT)
    assert b"".join(opened(content.getvalue()).blocks()) == TEXT


@pytest.mark.parametrize("packing", ["plain", "ZIP"])
@pytest.mark.parametrize("block", [7, 100, len(TEXT), 1 << 20])
def test_a_file_for_random_reading_may_have_as_many_bytes_as_the_limit_and_no_more(opened, packing, block, monkeypatch):
    monkeypatch.setattr(archive, "BLOCK_SIZE", block)
    content = PACKINGS[packing](TEXT)
    with opened(content).seekable(len(TEXT)) as file:
        file.seek(0)
        assert file.read() == TEXT
    with pytest.raises(FileRefused, match="larger than any of its kind"):
        opened(content).seekable(len(TEXT) - 1)


def test_a_file_that_is_too_large_is_not_read_on(opened, monkeypatch):
    monkeypatch.setattr(archive, "BLOCK_SIZE", 10)
    file = opened(TEXT)
    with pytest.raises(FileRefused):
        file.seekable(25)
    assert file.done == 30


def test_of_a_member_that_swells_only_a_block_is_held(opened):
    content = zipped({"a.csv": bytes(64 << 20)})
    sizes = [len(block) for block in opened(content).blocks()]
    assert sum(sizes) == 64 << 20 and max(sizes) <= archive.BLOCK_SIZE


def test_watching_sees_every_block(opened, monkeypatch):
    monkeypatch.setattr(archive, "BLOCK_SIZE", 100)
    file, seen = opened(TEXT), []
    file.watch = lambda watched: seen.append(watched.done)
    assert len(list(file.blocks())) == len(seen) == -(-len(TEXT) // 100)
    assert seen[-1] == len(TEXT)


def test_only_rows_of_files_that_are_read_together_name_their_file(opened):
    file = opened(TEXT)
    assert not hasattr(file.row(3), "where")
    file.together = True
    assert (file.row(3), file.row(3).where) == (3, "in a.csv")
