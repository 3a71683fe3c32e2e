"""Files that are read together: in order, several at once, and all ended where one fails or nobody waits any more."""

import gzip
import threading

import pytest

from directory.importer.formats import archive
from directory.importer.formats.file_set import FileSet
from directory.importer.record import FileRefused

TEXTS = [f"{number} ".encode() * 3000 for number in range(7)]


@pytest.fixture
def paths(tmp_path, monkeypatch):
    """Seven packed files, of many blocks each."""
    monkeypatch.setattr(archive, "BLOCK_SIZE", 1000)
    found = [tmp_path / f"{number}.json.gz" for number in range(7)]
    for path, text in zip(found, TEXTS, strict=True):
        path.write_bytes(gzip.compress(text))
    return found


@pytest.fixture(autouse=True)
def no_thread_is_left():
    """Whatever became of the files."""
    before = threading.active_count()
    yield
    assert threading.active_count() == before


def whole(opened):
    """The file's text."""
    return b"".join(opened.blocks())


def files_of(paths):
    """The files behind the paths."""
    return FileSet(paths, lambda name: name.endswith(".json"))


@pytest.mark.parametrize("count", [1, 2, 7])
def test_files_are_given_in_order_each_with_what_was_made_of_it(paths, count):
    files = files_of(paths[:count])
    found = [(opened.name, text) for opened, text in files.each(whole)]
    assert found == [(path.name, text) for path, text in zip(paths[:count], TEXTS, strict=False)]
    assert files.done == files.size


def test_two_files_are_read_at_once_and_no_more(paths):
    together, reading, most = threading.Barrier(2, timeout=20), set(), []

    def both(opened):
        reading.add(opened.name)
        most.append(len(reading))
        if opened.name < "6":
            together.wait()  # goes on only when another file is being read as well
        reading.discard(opened.name)

    assert len(list(files_of(paths).each(both))) == 7 and max(most) == 2


@pytest.mark.parametrize("at", range(7))
def test_a_file_that_is_damaged_anywhere_ends_all_with_its_reason(paths, at):
    paths[at].write_bytes(paths[at].read_bytes()[:-9])
    with pytest.raises(FileRefused, match=f"{at}.json.gz: the file is cut off or damaged"):
        list(files_of(paths).each(whole))


def test_a_reader_that_dies_of_anything_ends_all(paths):
    def dies(opened):
        raise MemoryError(opened.name)

    with pytest.raises(MemoryError, match=r"0\.json\.gz"):
        list(files_of(paths).each(dies))


@pytest.mark.parametrize("taken", [1, 3])
def test_where_nobody_waits_any_more_what_is_being_read_is_stopped(paths, taken):
    files = files_of(paths).each(whole)
    for _ in range(taken):
        next(files)
    files.close()


def test_who_watches_is_told_in_the_thread_that_waits_and_may_stop_it(paths, monkeypatch):
    monkeypatch.setattr("directory.importer.formats.file_set.PATIENCE", 0)
    told, release = [], threading.Event()

    def waits(opened):
        release.wait(20)
        return whole(opened)

    def watch(files):
        told.append(threading.current_thread())
        if len(told) == 3:
            release.set()
            raise KeyboardInterrupt

    files = files_of(paths)
    files.watch = watch
    with pytest.raises(KeyboardInterrupt):
        list(files.each(waits))
    assert set(told) == {threading.current_thread()}


def test_a_file_may_be_read_again_when_it_is_its_turn(paths):
    assert [b"".join(opened.blocks()) for opened, _ in files_of(paths).each(whole)] == TEXTS
