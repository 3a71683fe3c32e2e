"""Publishers that are killed, and two that send at once; a reader whose disk fills, and one that is a week behind."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta

import pytest
from conftest import ROOT
from followed_editions import publish_part, send
from server import serving

from directory.publish.sent import taking
from directory.publish.sent.current import NotTaken, public_text, verified
from directory.publish.sent.shelves import ABANDONED, ShelfFolder

VERSION = "2026.11.29"


class SlowShelf(ShelfFolder):
    """A folder that takes an edition's file only when it may, and then what is said of it."""

    def __init__(self, folder):
        super().__init__(folder)
        self.asked, self.may = threading.Event(), threading.Event()

    def put(self, name, file):
        """See Shelf."""
        if name.startswith("directory-"):
            self.asked.set()
            assert self.may.wait(60)
        super().put(name, file)


def current(world):
    """What is said to be the newest."""
    return verified((world.files / "current.json").read_bytes(), [world.key.public_key()])


def directories(world, *days):
    """A directory of each of these days, in a data folder of its own, as other machines have them."""
    made = []
    for share, day in enumerate(days, 3):
        folder = world.folder / f"machine {share}"
        folder.mkdir()
        publish_part(world.sample, folder / "directory.db", share, published_at=f"{day}T00:00:00+00:00")
        made.append(folder / "directory.db")
    return made


@pytest.fixture
def world(world, sample_data):
    """The world, with the sample."""
    world.sample = sample_data
    return world


@pytest.mark.parametrize("is_later", [True, False])
def test_of_two_that_send_from_two_machines_at_once_the_later_edition_is_taken(world, is_later):
    slow, quick = directories(world, *(("2026-12-09", "2026-12-08")[:: 1 if is_later else -1]))
    shelf, ended = SlowShelf(world.files), []

    def send_slowly():
        try:
            ended.append(send(slow, shelf, world.key, VERSION))
        except NotTaken as error:
            ended.append(str(error))

    sending = threading.Thread(target=send_slowly)
    sending.start()
    assert shelf.asked.wait(60)
    first = send(quick, ShelfFolder(world.files), world.key, VERSION)
    assert world.reader().look() == first
    shelf.may.set()
    sending.join()
    if is_later:
        assert ended == [world.reader().look()] and ended[0].number > first.number and first.file in ended[0].older
    else:
        assert "later edition" in ended[0] and world.reader().look() is None and current(world) == first


def test_of_two_that_send_from_one_machine_one_waits_for_the_other(world):
    (path,) = directories(world, "2026-12-09")
    command = [sys.executable, ROOT / "run.py", "publish", "--only-send", "--to", world.files]
    known = os.environ | {"DIRECTORY_DATA": str(path.parent), "PUBLISHER_KEY_FILE": str(world.folder / "publisher.key")}
    both = [subprocess.Popen(command, env=known, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = [each.communicate(timeout=120)[1] for each in both]
    assert [each.returncode for each in both] == [0, 0]
    assert sorted("there already" in each for each in told) == [False, True]
    assert world.reader().look() == current(world) and os.listdir(path.parent) == ["directory.db"]


def test_killed_at_whatever_moment_a_publisher_leaves_the_old_or_the_new_and_nothing_behind(world):
    (path,) = directories(world, "2026-12-09")
    command = [sys.executable, ROOT / "run.py", "publish", "--only-send", "--to", world.files]
    known = os.environ | {"DIRECTORY_DATA": str(path.parent), "PUBLISHER_KEY_FILE": str(world.folder / "publisher.key")}
    before, left = current(world), set()
    for _ in range(6):
        running = subprocess.Popen(command, env=known, stderr=subprocess.DEVNULL)
        while running.poll() is None and not list(path.parent.glob(".sending.*/*")):
            time.sleep(0.001)
        time.sleep(len(left) / 50)
        running.send_signal(signal.SIGKILL)
        running.wait()
        left |= {each.name for each in path.parent.glob(".sending.*")}
        world.reader().look()
        assert world.shown() in (world.first, current(world).version)
    assert left, "none was killed while it packed"
    assert current(world) == before or current(world).number > before.number
    send(path, ShelfFolder(world.files), world.key, VERSION)
    assert os.listdir(path.parent) == ["directory.db"]
    world.reader().look()
    assert world.shown() == current(world).version != world.first


def test_what_a_killed_publisher_put_and_told_nobody_of_goes_with_a_later_edition(world):
    place, day_ago = ShelfFolder(world.files), time.time() - ABANDONED - 60
    for name in ("directory-old.db.zst", ".directory-half.db.zst.new"):
        (world.files / name).write_bytes(b"x")
        os.utime(world.files / name, (day_ago, day_ago))
    (world.files / "directory-fresh.db.zst").write_bytes(b"somebody else sends it now")
    (world.files / "notes.txt").write_text("not ours")
    os.utime(world.files / "notes.txt", (day_ago, day_ago))
    for each in world.files.glob("directory-*"):  # those that are told of stay, however old
        os.utime(each, (day_ago, day_ago)) if "fresh" not in each.name else None
    sent = send(world.editions[1], place, world.key, VERSION)
    there = {each.name for each in world.files.iterdir()}
    assert there == {sent.file, *sent.older, "current.json", "notes.txt", "directory-fresh.db.zst"} and sent.older


def test_a_disk_that_fills_while_an_edition_comes_is_not_left_full(world, monkeypatch):
    world.send(1)

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(taking, "_check", lambda new, newest: full(new))
        with pytest.raises(OSError, match="No space"):
            world.reader().look()
    folder = world.folder / "reader" / taking.FOLDER
    assert [each.name for each in folder.iterdir()] == [f"directory-{current_of_reader(world)}.db"]
    assert world.shown() == world.first
    assert world.reader().look() and world.shown() != world.first


def current_of_reader(world):
    """The digest of the edition that the reader has."""
    return taking.read_followed(world.folder / "reader").sha256


def test_a_reader_that_is_a_week_behind_is_left_out_by_the_web_server_in_front(world):
    day = datetime.now(UTC) - timedelta(days=7)
    (old,) = directories(world, day.date())
    shelf, data = world.folder / "old shelf", world.folder / "behind"
    send(old, ShelfFolder(shelf), world.key, VERSION)
    key = public_text(world.key)

    def ready(hours):
        words = ["follow", shelf, "--once", "--key", key, "--max-age", str(hours)]
        known = os.environ | {"DIRECTORY_DATA": str(data)}
        subprocess.run([sys.executable, ROOT / "run.py", *words], env=known, check=True, capture_output=True)
        try:
            with urllib.request.urlopen(f"{site}/readyz") as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            with error:
                assert "older than" in error.read().decode()
                return error.code

    data.mkdir()
    shutil.copy(old, data / "directory.db")
    with serving(data, world.folder / "log", "--workers", "1", "--no-worker") as site:
        assert [ready(24 * 8), ready(24 * 6)] == [200, 503]
        with urllib.request.urlopen(f"{site}/search?near=97214") as answer:
            assert answer.status == 200
