"""The office's commands as an admin types them: people, keys, the audit trail, backups."""

import json
import re
import sqlite3
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.cli.sample import publish_first_directory
from directory.settings import Settings
from directory.store import backup
from directory.store.office import audit, people, referrals
from directory.store.office.database import Office
from directory.store.vault import Vault, keys_of

CANARY = b"Canary Jones"


def office():
    """This test's office."""
    found = Settings()
    return Office(found.office_db, found.key_file)


@pytest.fixture
def letter(run):
    """An office with a physician and a letter of theirs."""
    run("user", "add", "ann@example.org", "--role", "physician")
    with office() as opened, opened.transaction():
        return referrals.get(opened, referrals.keep(opened, 1, "2000000011", "draft", CANARY), 1)


def read(letter):
    """What the letter says now."""
    with office() as opened, opened.transaction():
        return referrals.content(opened, letter)


class TestUsers:
    def test_adding_somebody_prints_their_link_and_says_where_the_key_is(self, run, data, monkeypatch):
        code, out, err = run("user", "add", "Ann@example.org", "--role", "physician")
        assert code == 0 and re.fullmatch(r"http://127.0.0.1:8000/account/invitation/[\w-]{43}\n", out)
        assert "SITE_ADDRESS" in err and str(Settings().key_file) in err
        monkeypatch.setenv("SITE_ADDRESS", "https://directory.example/")
        assert run("user", "reset", "ann@example.org")[1].startswith("https://directory.example/account/invitation/")

    def test_what_cannot_be_done_ends_with_2_and_one_line(self, run):
        run("user", "add", "ann@example.org", "--role", "admin")
        for words in (
            ("add", "ann@example.org", "--role", "admin"),
            ("add", "x", "--role", "admin"),
            ("add", "b@example.org", "--role", "king"),
            ("add", "b@example.org"),
            ("reset", "nobody@example.org"),
            ("disable", "nobody@example.org"),
            (),
        ):
            code, out, err = run("user", *words)
            assert (code, out, err.count("\n")) == (2, "", 1), words

    def test_the_list_says_who_can_sign_in(self, run):
        run("user", "add", "ann@example.org", "--role", "physician")
        run("user", "add", "bob@example.org", "--role", "admin")
        run("user", "disable", "bob@example.org")
        assert [(each["email"], each["state"]) for each in json.loads(run("user", "list", "--json")[1])] == [
            ("ann@example.org", "invited"),
            ("bob@example.org", "disabled"),
        ]
        run("user", "enable", "bob@example.org")
        assert "disabled" not in run("user", "list")[1]


class TestKeys:
    def test_without_the_right_key_everything_is_refused_in_one_line(self, run, letter):
        file = Settings().key_file
        for break_it in (
            lambda: file.rename(file.with_name("away")),
            lambda: keys_of(file, None, make=True),
            lambda: file.write_text("x"),
            lambda: file.chmod(0o644),
        ):
            break_it()
            for words in (
                ("serve", "--port", "0"),
                ("user", "list"),
                ("keys", "rotate"),
                ("audit", "verify"),
                ("audit", "show"),
                ("backup", "x.zip"),
            ):
                code, out, err = run(*words)
                assert (code, out, err.strip().count("\n")) == (2, "", 0), (words, err)
                assert "key" in err

    def test_a_rotated_key_opens_what_the_old_one_sealed(self, run, letter):
        code, out, err = run("keys", "rotate")
        assert code == 0 and out.startswith("2 sealed again") and "older" in err
        assert read(letter) == CANARY and run("audit", "verify")[0] == 0

    def test_a_key_of_the_environment_is_rotated_by_putting_a_new_one_first(self, run, data, monkeypatch):
        monkeypatch.setenv("DIRECTORY_KEY", "0" * 64)
        run("user", "add", "ann@example.org", "--role", "physician")
        assert not Settings().key_file.exists()
        monkeypatch.setenv("DIRECTORY_KEY", f"{'1' * 64} {'0' * 64}")
        assert run("keys", "rotate")[1].startswith("1 sealed again")
        monkeypatch.setenv("DIRECTORY_KEY", "1" * 64)
        assert run("user", "list")[0] == 0

    def test_no_command_prints_a_key(self, run, letter, tmp_path):
        said = "".join(
            "".join(map(str, run(*words)))
            for words in (("user", "list"), ("keys", "rotate"), ("audit", "show"), ("backup", tmp_path / "b.zip"))
        )
        assert not any(key.hex() in said for key in keys_of(Settings().key_file, None, make=False))


class TestAudit:
    def test_verify_says_how_far_the_trail_goes_and_holds_it_against_a_head_noted_before(self, run, letter):
        head = re.search(r"Head: (\S+)", run("audit", "verify")[1])[1]
        run("user", "disable", "ann@example.org")
        assert run("audit", "verify", "--noted", head)[0] == 0
        assert run("audit", "verify", "--noted", "99:00")[0] == 2
        assert run("audit", "verify", "--noted", "nonsense")[0] == 2

    def test_a_changed_row_ends_with_2_and_is_named(self, run, letter):
        with sqlite3.connect(Settings().office_db) as other:
            other.executescript("DROP TRIGGER audit_is_not_changed; UPDATE audit SET who = 7 WHERE id = 3")
        code, _, err = run("audit", "verify")
        assert code == 2 and "row 3" in err

    def test_show_names_people_and_deeds(self, run, letter):
        assert "letter kept" in run("audit", "show", "--last", "1")[1]
        assert json.loads(run("audit", "show", "--last", "2", "--json")[1])[0]["what"] == "letter kept"

    def test_without_an_office_there_is_nothing_to_show_and_none_is_founded(self, run, data):
        for words in (("audit", "verify"), ("audit", "show"), ("keys", "rotate")):
            assert run(*words)[0] == 2
        assert not Settings().office_db.exists() and not Settings().key_file.exists()


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
                        referrals.keep(opened, 1, "2000000011", "draft", CANARY * 1000)

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
            assert all(referrals.content(opened, each) for each in referrals.of(opened, 1))

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
        keys_of(Settings().key_file, None, make=True)
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
        assert run("restore", tmp_path / "none.zip")[0] == 2

    def test_a_stranger_cannot_add_a_file_or_swap_a_database(self, run, letter, moved, tmp_path):
        import zipfile

        run("backup", tmp_path / "b.zip")
        data = moved()
        for change in ({"more.db": b"x"}, {"office.db": b"x"}, {"../out.db": b"x"}):
            with zipfile.ZipFile(tmp_path / "b.zip") as old, zipfile.ZipFile(tmp_path / "c.zip", "w") as new:
                for name in old.namelist():
                    if name not in change:
                        new.writestr(name, old.read(name))
                for name, content in change.items():
                    new.writestr(name, content)
            assert run("restore", tmp_path / "c.zip")[0] == 2 and not list(data.iterdir())
        assert not (tmp_path / "out.db").exists()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A backup, its key, and the bytes of the database in it."""
    folder = tmp_path_factory.mktemp("made")
    with Office(folder / "data" / "office.db", folder / "key") as opened:
        with opened.transaction():
            people.add(opened, "ann@example.org", "physician")
        backup.make(opened, folder / "data", folder / "b.zip")
        return (
            (folder / "b.zip").read_bytes(),
            Vault(keys_of(folder / "key", None, make=False)),
            audit.head(opened.connection),
            folder,
        )


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(where=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255), number=st.integers())
def test_one_changed_byte_is_refused_or_makes_no_difference(made, tmp_path_factory, where, flip, number):
    whole, keys, head, folder = made
    changed = bytearray(whole)
    changed[int(where * len(whole))] ^= flip
    target = tmp_path_factory.mktemp("restored")
    (target / "b.zip").write_bytes(changed)
    try:
        backup.restore(target / "b.zip", target / "data", keys)
    except backup.NotRestored:
        assert not list((target / "data").iterdir())
    else:
        with Office(target / "data" / "office.db", folder / "key") as opened:
            assert opened.verify() == head
