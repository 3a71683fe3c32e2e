"""The office moves to a database server and back by a command, and a backup of it there is a backup like any other."""

import re

import pytest
from office_commands import CANARY, read
from postgresql_server import PASSWORD

from directory.settings import Settings
from directory.store.vault import load_keys


@pytest.fixture
def on_server(run, letter, office_server, monkeypatch):
    """Moves an office with a letter to the server; what the command printed."""
    code, out, err = run("office", "move", "--to", office_server.address)
    assert code == 0 and "set OFFICE_DATABASE" in err
    monkeypatch.setenv("OFFICE_DATABASE", office_server.address)
    return out


class TestMove:
    def test_there_and_back_everything_is_as_it_was(self, run, letter, on_server, data, monkeypatch):
        assert "1 people" in on_server and "1 referrals" in on_server
        assert read(letter) == CANARY and "ann@example.org" in run("user", "list")[1]
        head = re.search(r"Audit head: (\S+)", on_server)[1]
        assert run("audit", "verify", "--noted", head)[0] == 0
        code, _, err = run("office", "move", "--to", "sqlite")
        assert code == 2 and "an office already" in err, "the one that it was moved from"
        (data / "office.db").unlink()
        assert run("office", "move", "--to", "sqlite")[0] == 0
        code, _, err = run("user", "list")
        assert code == 2 and "moved from here" in err
        monkeypatch.delenv("OFFICE_DATABASE")
        assert read(letter) == CANARY and run("audit", "verify", "--noted", head)[0] == 0
        assert (data / "office.db").stat().st_mode & 0o777 == 0o600

    def test_where_it_was_no_command_goes_on(self, run, on_server, monkeypatch):
        monkeypatch.delenv("OFFICE_DATABASE")
        code, out, err = run("user", "list")
        assert (code, out) == (2, "") and "moved from here to another database" in err

    @pytest.mark.parametrize(
        ("where", "words"),
        [
            ("postgresql://office:secret-word@db.example.org/office", "put no password there"),
            ("mysql://secret-word@db/office", "--to is sqlite, or: it is an address"),
            ("sqlite", "there already"),
        ],
    )
    def test_what_is_no_place_for_it_is_told_without_a_password(self, run, letter, where, words):
        code, out, err = run("office", "move", "--to", where)
        assert code == 2 and words in err and "secret-word" not in out + err

    def test_where_there_is_no_office_there_is_nothing_to_move(self, run, office_server):
        code, _, err = run("office", "move", "--to", office_server.address)
        assert code == 2 and "no office here yet" in err and not Settings().key_file.exists()

    def test_a_server_that_cannot_be_used_is_told_and_nothing_is_moved(self, run, letter, postgresql):
        address = f"postgresql://office@/nowhere?host={postgresql.folder}"
        code, _, err = run("office", "move", "--to", address)
        assert code == 2 and "make it there first" in err and read(letter) == CANARY


class TestBackup:
    def test_one_of_an_office_on_a_server_is_restored_into_a_file(self, run, letter, on_server, tmp_path, monkeypatch):
        code, out, _ = run("backup", tmp_path / "b.zip")
        assert code == 0 and "office.db" in out and CANARY not in (tmp_path / "b.zip").read_bytes()
        key = load_keys(Settings().key_file, None, make=False)[0].hex()
        monkeypatch.setenv("DIRECTORY_DATA", str(tmp_path / "another machine"))
        monkeypatch.setenv("DIRECTORY_KEY", key)
        code, _, err = run("restore", tmp_path / "b.zip")
        assert code == 2 and "unset OFFICE_DATABASE" in err and not (tmp_path / "another machine").exists()
        monkeypatch.delenv("OFFICE_DATABASE")
        assert run("restore", tmp_path / "b.zip")[0] == 0 and read(letter) == CANARY
        head = re.search(r"Audit head: (\S+)", out)[1]
        assert run("audit", "verify", "--noted", head)[0] == 0


class TestSetting:
    def test_it_may_hold_a_password_that_is_never_shown(self, run, letter, on_server, postgresql, monkeypatch):
        address = f"postgresql://office:{PASSWORD.replace(' ', '%20')}@/office?host={postgresql.folder}"
        monkeypatch.setenv("OFFICE_DATABASE", address)
        assert read(letter) == CANARY and PASSWORD not in repr(Settings())

    def test_without_what_speaks_to_a_server_it_says_what_to_install(self, run, monkeypatch):
        monkeypatch.setenv("OFFICE_DATABASE", "postgresql://office@/office")
        monkeypatch.setattr("directory.store.office.server.find_spec", lambda _: None)
        code, _, err = run("user", "list")
        assert code == 2 and "requirements-postgres.txt" in err
