"""Backups of the office: made, restored, and refused when they are damaged."""

import errno
import json
import re
import shutil
import sqlite3
import threading
import zipfile
from contextlib import closing

import pytest
from database_versions import load
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from office_commands import CANARY, office, read

from directory.cli.sample import publish_first_directory
from directory.settings import Settings
from directory.store import backup
from directory.store.imports.database import Imports
from directory.store.office import audit, people, referrals
from directory.store.office.database import Office
from directory.store.office.migrations import MIGRATIONS
from directory.store.vault import Vault, load_keys


@pytest.fixture
def moved(tmp_path, monkeypatch):
    """Moves to another machine: an empty data folder, to which only the key came along."""

    def move(folder="another machine"):
        key = Settings().key_file.read_bytes()
        monkeypatch.setenv("DIRECTORY_DATA", str(tmp_path / folder / "data"))
        (tmp_path / folder).mkdir()
        Settings().key_file.write_bytes(key)
        Settings().key_file.chmod(0o600)
        return Settings().data

    return move


class TestBackup:
    def test_what_was_backed_up_is_there_again_on_another_machine(self, run, letter, moved, tmp_path, data):
        publish_first_directory(Settings())
        file = tmp_path / "b.zip"
        code, out, _ = run("backup", file)
        head = re.search(r"Audit head: (\S+)", out)[1]
        assert code == 0 and file.stat().st_mode & 0o777 == 0o600 and CANARY not in file.read_bytes()
        listings = run("status", "--json")[1]
        moved()
        assert run("restore", file)[0] == 0
        assert read(letter) == CANARY and run("status", "--json")[1] == listings
        assert run("audit", "verify", "--noted", head)[0] == 0
        assert json.loads(run("imports", "--json")[1])
        assert {path.name for path in Settings().data.iterdir()} <= {
            "imports.db",
            "directory.db",
            "office.db",
            "office.db-wal",
            "office.db-shm",
        }

    def test_it_can_be_made_while_others_write_and_is_of_one_moment(self, run, letter, moved, tmp_path):
        done = threading.Event()

        def write():
            with office() as opened:
                while not done.wait(0.005):
                    with opened.transaction():
                        referrals.save_referral(opened, 1, 1, "2000000011", "draft", CANARY * 1000)

        writer = threading.Thread(target=write)
        writer.start()
        try:
            codes = [run("backup", tmp_path / f"{n}.zip")[0] for n in range(3)]
        finally:
            done.set()
            writer.join()
        assert codes == [0, 0, 0]
        moved()
        assert run("restore", tmp_path / "2.zip")[0] == 0
        with office() as opened, opened.transaction():
            assert all(referrals.referral_content(opened, each) for each in referrals.saved_referrals(opened, [1]))

    def test_nothing_is_overwritten_neither_a_file_nor_a_folder_in_use(self, run, letter, tmp_path):
        file = tmp_path / "b.zip"
        run("backup", file)
        before = file.read_bytes()
        assert run("backup", file)[0] == 2 and file.read_bytes() == before
        code, _, err = run("restore", file)
        assert code == 2 and "empty folder" in err and read(letter) == CANARY

    def test_without_the_key_or_with_another_it_is_refused(self, run, letter, moved, tmp_path):
        run("backup", tmp_path / "b.zip")
        moved()
        Settings().key_file.unlink()
        assert "key is missing" in run("restore", tmp_path / "b.zip")[2]
        load_keys(Settings().key_file, None, make=True)
        code, _, err = run("restore", tmp_path / "b.zip")
        assert code == 2 and "another office key" in err and not list(Settings().data.iterdir())

    def test_one_from_before_a_rotation_is_restored_with_the_older_key(self, run, letter, moved, tmp_path):
        run("backup", tmp_path / "b.zip")
        run("keys", "rotate")
        moved()
        assert run("restore", tmp_path / "b.zip")[0] == 0 and read(letter) == CANARY

    def test_cut_off_anywhere_it_is_refused_and_leaves_nothing(self, run, letter, moved, tmp_path):
        file = tmp_path / "b.zip"
        run("backup", file)
        whole, data = file.read_bytes(), moved()
        for length in (0, 1, len(whole) // 3, len(whole) // 2, len(whole) - 300, len(whole) - 1):
            file.write_bytes(whole[:length])
            code, _, err = run("restore", file)
            assert (code, err.count("\n")) == (2, 1) and not list(data.iterdir()), length

    def test_files_that_are_not_there_or_cannot_be_made_are_one_line(self, run, letter, moved, tmp_path):
        assert run("backup", tmp_path / "nowhere" / "b.zip")[0] == 2
        moved()
        for name, said in (("none.zip", "there is no such file"), ("", "Is a directory")):
            code, _, err = run("restore", tmp_path / name)
            assert (code, err.count("\n")) == (2, 1) and said in err and "damaged" not in err

    def test_a_full_disk_is_told_as_such_and_leaves_nothing(self, run, letter, moved, tmp_path, monkeypatch):
        def full(*_):
            raise OSError(errno.ENOSPC, "No space left on device")

        run("backup", tmp_path / "b.zip")
        data = moved()
        monkeypatch.setattr(shutil, "copyfileobj", full)
        code, _, err = run("restore", tmp_path / "b.zip")
        assert code == 2 and "No space left" in err and "damaged" not in err and not list(data.iterdir())

    def test_a_stranger_cannot_add_a_file_or_swap_a_database(self, run, letter, moved, tmp_path):
        run("backup", tmp_path / "b.zip")
        data = moved()
        for change in ({"more.db": b"x"}, {"office.db": b"x"}, {"../out.db": b"x"}):
            repack(tmp_path / "b.zip", tmp_path / "c.zip", change)
            assert run("restore", tmp_path / "c.zip")[0] == 2 and not list(data.iterdir())
        assert not (tmp_path / "out.db").exists()

    def test_a_stranger_cannot_swap_a_database_for_a_sound_one_of_the_same_size(self, run, letter, moved, tmp_path):
        run("backup", tmp_path / "b.zip")
        data, forged = moved(), tmp_path / "office.db"
        with zipfile.ZipFile(tmp_path / "b.zip") as archive:
            whole = archive.read("office.db")
        forged.write_bytes(whole)
        with closing(sqlite3.connect(forged)) as opened, opened:
            opened.execute("UPDATE people SET role = 'admin'")
        assert len(forged.read_bytes()) == len(whole) and forged.read_bytes() != whole
        repack(tmp_path / "b.zip", tmp_path / "c.zip", {"office.db": forged.read_bytes()})
        code, _, err = run("restore", tmp_path / "c.zip")
        assert code == 2 and "office.db in this backup is not what was backed up" in err and not list(data.iterdir())

    def test_one_of_a_newer_version_is_refused_before_anything_is_there(self, run, letter, moved, tmp_path, data):
        Imports(data / "imports.db").connection.close()
        with closing(sqlite3.connect(data / "imports.db")) as newer:
            newer.execute("PRAGMA user_version = 999")
        assert run("backup", tmp_path / "b.zip")[0] == 0
        empty = moved()
        code, _, err = run("restore", tmp_path / "b.zip")
        assert code == 2 and "imports.db was written by a newer version" in err and not list(empty.iterdir())

    def test_one_of_an_older_version_is_brought_up_to_date(self, run, tmp_path, data, moved, monkeypatch):
        monkeypatch.setenv("DIRECTORY_KEY", "ab" * 32)
        with monkeypatch.context() as of_then:
            of_then.setattr("directory.store.office.opening.MIGRATIONS", MIGRATIONS[:1])
            with Office(load("office-c96b14a", data / "office.db"), data / "none", "ab" * 32) as opened:
                backup.write_backup(opened, data, tmp_path / "b.zip")
        monkeypatch.setenv("DIRECTORY_DATA", str(tmp_path / "elsewhere"))
        assert run("restore", tmp_path / "b.zip")[0] == 0
        assert "ann@example.org" in run("user", "list")[1] and run("audit", "verify")[0] == 0


def repack(old, new, change):
    """Writes a backup anew with other files in it: {name: content}."""
    with zipfile.ZipFile(old) as before, zipfile.ZipFile(new, "w") as after:
        for name in before.namelist():
            if name not in change:
                after.writestr(name, before.read(name))
        for name, content in change.items():
            after.writestr(name, content)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A backup, its key, and the bytes of the database in it."""
    folder = tmp_path_factory.mktemp("made")
    with Office(folder / "data" / "office.db", folder / "key") as opened:
        with opened.transaction():
            people.add_person(opened, "ann@example.org", "physician")
        backup.write_backup(opened, folder / "data", folder / "b.zip")
        return (
            (folder / "b.zip").read_bytes(),
            Vault(load_keys(folder / "key", None, make=False)),
            audit.trail_head(opened.connection),
            folder,
        )


def restored(made, folder, changed):
    """What becomes of a backup with these bytes: "refused" and nothing is there, or "restored" and all is as it was."""
    _, keys, head, home = made
    (folder / "b.zip").write_bytes(changed)
    try:
        backup.restore_backup(folder / "b.zip", folder / "data", keys)
    except backup.NotRestored:
        assert not list((folder / "data").iterdir())
        return "refused"
    with Office(folder / "data" / "office.db", home / "key") as opened:
        assert opened.verify() == head
    return "restored"


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(where=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
@example(where=0.9993, flip=1)
def test_one_changed_byte_is_refused_or_makes_no_difference(made, tmp_path_factory, where, flip):
    changed = bytearray(made[0])
    changed[int(where * len(changed))] ^= flip
    assert restored(made, tmp_path_factory.mktemp("restored"), changed)


END, ENTRY, FILE = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"  # what the parts of a ZIP begin with (APPNOTE.TXT, 4.3)


@pytest.mark.parametrize(
    ("part", "offset", "change"),
    [
        (END, 12, b"\xff\xff\xff\x7f"),  # the directory is longer than the file: a seek to before its beginning
        (END, 16, b"\xff\xff\xff\x7f"),  # it begins after the file's end
        (END, 16, b"\x00\x00\x00\x00"),
        (ENTRY, 6, b"\xff\xff"),  # a version of ZIP that nobody reads
        (ENTRY, 8, b"\x01\x00"),  # encrypted
        (ENTRY, 10, b"\x0c\x00"),  # bzip2, which it is not
        (ENTRY, 10, b"\x0e\x00"),  # LZMA, which it is not
        (ENTRY, 10, b"\x63\x00"),  # a way of compression that nobody knows
        (ENTRY, 20, b"\x01\x00\x00\x00"),  # one byte of it
        (ENTRY, 42, b"\xff\xff\xff\x7f"),  # the file begins after the end
        (ENTRY, 46, b"\xff"),  # another name
        (FILE, 26, b"\xff\xff"),
        (FILE, 30, b"\xff"),
        (FILE, 39, b"\xff" * 40),  # what was compressed
    ],
)
@pytest.mark.parametrize("which", [0, -1])
def test_damage_is_refused_however_the_library_tells_of_it(made, tmp_path, part, offset, change, which):
    whole = made[0]
    starts = [found.start() for found in re.finditer(re.escape(part), whole)]
    start = starts[which] + offset
    changed = whole[:start] + change + whole[start + len(change) :]
    assert restored(made, tmp_path, changed) == "refused"
