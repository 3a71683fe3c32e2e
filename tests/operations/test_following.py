"""Editions sent to readers: whatever happens on the way, a reader shows the old one or the new one, whole."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import urllib.request
from contextlib import suppress

import pytest
from conftest import ROOT
from followed_editions import send
from server import free_port, serving

from directory.publish.sent import taking
from directory.publish.sent.current import NotTaken, public_text, publisher_key
from directory.publish.sent.shelves import ShelfFolder, shelf_at
from directory.publish.sent.taking import Reader
from directory.store.listings.followed import read_followed


def test_two_readers_take_what_is_new_and_download_nothing_else(world):
    other = world.reader("other")
    assert other.look() and world.shown("other") == world.first
    world.asked.clear()
    assert other.look() is None and world.asked == ["current.json"]
    sent = world.send(1)
    assert world.reader().look() == other.look() == sent
    assert world.shown() == world.shown("other") == sent.version != world.first
    assert world.send(1) is None


def refused(world, words, **how):
    """That the reader does not take what is offered, and shows what it showed, and that it is noted."""
    with pytest.raises((NotTaken, OSError), match=words):
        world.reader(**how).look()
    assert world.shown() == world.first and read_followed(world.folder / "reader").problem
    world.changes.clear()


@pytest.mark.parametrize("share", [0, 0.001, 0.5, 0.999])
def test_a_file_that_is_cut_off_is_not_taken_and_is_taken_when_it_is_whole(world, share):
    world.send(1)
    world.changes[".zst"] = lambda content: content[: int(len(content) * share)]
    refused(world, "cut off")
    assert world.reader().look() and world.shown() != world.first


def test_a_store_that_falls_silent_in_the_middle_is_left_and_asked_again(world, monkeypatch):
    monkeypatch.setattr("directory.publish.sent.shelves.PATIENCE", 0.3)
    go_on = threading.Event()
    world.send(1)

    def stalls(content):
        go_on.wait(60)
        return content

    world.changes[".zst"] = stalls
    refused(world, "timed out")
    go_on.set()
    assert world.reader().look() and world.shown() != world.first


@pytest.mark.parametrize("place", [0, 100, -1])
def test_a_file_of_which_one_byte_was_changed_is_not_taken(world, place):
    world.send(1)

    def changed(content):
        content = bytearray(content)
        content[place] ^= 1
        return bytes(content)

    world.changes[".zst"] = changed
    refused(world, "changed")


def test_a_file_that_goes_on_for_ever_is_not_read_for_ever(world):
    world.send(1)
    world.changes[".zst"] = lambda content: content * 50
    refused(world, "changed")


def test_what_is_said_of_an_edition_cannot_be_changed(world):
    world.send(1)
    for name, value in (("number", 2**40), ("sha256", "0" * 64), ("size", 1), ("format", 15), ("older", ["x"])):
        world.changes[".json"] = lambda content, name=name, value=value: json.dumps(
            json.loads(content) | {name: value}
        ).encode()
        refused(world, "not signed")
    for nothing in (b"", b"[]", b"{}", b"\xff", b'{"signature": 5}', b"[" * 5000):
        world.changes[".json"] = lambda _, nothing=nothing: nothing
        refused(world, "damaged")
    world.changes[".json"] = lambda content: content * 100
    refused(world, "too large")


def test_another_key_is_no_key(world, tmp_path):
    other = publisher_key(tmp_path / "other.key")
    world.send(1)
    refused(world, "not signed", keys=[other.public_key()])
    with pytest.raises(NotTaken, match="not signed"):
        send(world.editions[1], ShelfFolder(world.files), other, "2026.11.29")


def test_an_older_edition_is_refused_however_it_comes_back(world):
    old = (world.files / "current.json").read_bytes()
    world.send(1)
    world.reader().look()
    world.first = world.shown()
    (world.files / "current.json").write_bytes(old)
    refused(world, "older")


def test_a_publisher_whose_clock_was_a_day_ahead_is_followed_on(world, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 4e9)
    world.send(1)
    world.reader().look()
    monkeypatch.undo()
    world.send(0)
    assert world.reader().look() and world.shown() == world.first


def test_an_edition_of_another_version_is_not_downloaded(world, monkeypatch):
    world.send(1)
    monkeypatch.setattr(taking, "FORMAT", 15)
    world.asked.clear()
    refused(world, "another version")
    assert world.asked == ["current.json"]


def test_a_file_that_is_signed_and_no_directory_is_not_taken(world, monkeypatch):
    monkeypatch.setattr("directory.publish.sent.sending.write_readers_copy", shutil.copyfile)
    broken = world.folder / "broken.db"
    shutil.copy(world.editions[1], broken)
    with broken.open("r+b") as file:
        file.seek(broken.stat().st_size // 8192 * 4096)  # in the middle: a table, not the head
        file.write(b"\xff" * 4096 * 8)
    send(broken, ShelfFolder(world.files), world.key, "2026.11.29")
    refused(world, "damaged")


def test_without_room_what_stands_stays(world, monkeypatch):
    world.send(1)
    monkeypatch.setattr(taking, "ROOM_LEFT", 1 << 60)
    refused(world, "no room")


def test_a_place_without_an_edition_or_that_is_gone_is_said_in_words(world):
    (world.files / "current.json").unlink()
    refused(world, "no current")
    with pytest.raises(NotTaken, match="cannot be reached"):
        Reader(world.folder / "reader", shelf_at(f"http://127.0.0.1:{free_port()}"), []).look()
    with pytest.raises(NotTaken, match="is no place"):
        shelf_at("ftp://example.org/editions")


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("step", ["os.replace", "os.link", "hashlib.sha256", "os.fsync"])
def test_ended_at_any_step_a_reader_shows_the_old_or_the_new_and_goes_on(world, monkeypatch, step):
    sent, calls = world.send(1), 0
    module, name = step.split(".")
    real = getattr(sys.modules[module], name)
    for ending in range(1, 9):

        def until(*how, ending=ending, **more):
            nonlocal calls
            calls += 1
            if calls == ending:
                raise Killed
            return real(*how, **more)

        calls = 0
        with monkeypatch.context() as patched:
            patched.setattr(step, until)
            with suppress(Killed):
                world.reader().look()
        assert world.shown() in (world.first, sent.version)
    world.reader().look()
    assert world.shown() == sent.version


def test_killed_while_it_downloads_the_next_look_takes_it(world):
    sent, slow = world.send(1), threading.Event()

    def waiting(content):
        slow.set()
        world.go_on.wait(60)
        return content

    world.go_on, world.changes[".zst"] = threading.Event(), waiting
    command = [sys.executable, ROOT / "run.py", "follow", world.address, "--once", "--key", public_text(world.key)]
    running = subprocess.Popen(command, env=os.environ | {"DIRECTORY_DATA": str(world.folder / "reader")})
    assert slow.wait(60)
    running.send_signal(signal.SIGKILL)
    running.wait()
    world.go_on.set()
    world.changes.clear()
    assert world.shown() == world.first
    assert world.reader().look() == sent and world.shown() == sent.version


def test_ready_says_that_what_is_shown_is_too_old(world, monkeypatch):
    from directory import create_app
    from directory.settings import Settings

    app = create_app(Settings(world.folder / "reader"))
    assert app.test_client().get("/readyz").status_code == 200
    world.reader(max_age=1).look()
    told = app.test_client().get("/readyz")
    assert (told.status_code, "older than" in told.json["problems"]["directory"]) == (503, True)
    assert app.test_client().get("/").status_code == 200
    world.reader(max_age=1e9).look()
    assert app.test_client().get("/readyz").status_code == 200


def test_while_editions_are_swapped_no_request_fails_and_none_mixes_two(world):
    addresses = ("/search?near=97214&within=500", "/api/v1/search?near=97214&within=500")
    wanted = {address: set() for address in addresses}
    data = world.folder / "reader"
    with serving(data, world.folder / "log") as site:

        def answer(address):
            with urllib.request.urlopen(site + address) as opened:
                return opened.read()

        for number in (1, 0):
            for address in addresses:
                wanted[address].add(answer(address))
            world.send(number)
            world.reader().look()
        assert all(len(answers) == 2 for answers in wanted.values())
        wrong, done = [], threading.Event()

        def visit(address):
            while not done.is_set():
                try:
                    if answer(address) not in wanted[address]:
                        wrong.append(address)
                except OSError as error:
                    wrong.append(error)

        visitors = [threading.Thread(target=visit, args=[address]) for address in addresses]
        for visitor in visitors:
            visitor.start()
        for number in (1, 0, 1, 0, 1):
            world.send(number)
            assert world.reader().look()
        done.set()
        for visitor in visitors:
            visitor.join()
        assert wrong == []
