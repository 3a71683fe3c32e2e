"""The doctor says what is well, what to know and what has to be mended; each fault is found, and nothing is changed."""

import json
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from directory.cli import doctor_of_data, doctor_of_machine
from directory.store.office import audit
from directory.store.office.database import Office
from directory.store.office.migrations import MIGRATIONS
from directory.worker import process


@pytest.fixture
def founded(run, data, full):
    """A data folder with a directory of a file, an office, and a backup of today."""
    assert run("import", "nppes", full)[0] == 0
    run("user", "add", "boss@example.org", "--role", "admin")
    run("backup", data.parent / "copy")
    return data


@pytest.fixture
def examined(run):
    """What the doctor finds: (exit code, {check: its state, the worst of several}, every word)."""

    def told():
        code, out, _ = run("doctor", "--json")
        rows = json.loads(out)["checks"]
        worst = ("good", "notice", "bad")
        states = {}
        for row in rows:
            states[row["check"]] = max(states.get(row["check"], "good"), row["state"], key=worst.index)
        assert code == int("bad" in states.values()) and json.loads(out)["well"] == (code == 0)
        return code, states, " ".join(row["words"] for row in rows)

    return told


def test_before_the_first_start_nothing_is_wrong_and_nothing_is_made(examined, data):
    code, states, _ = examined()
    assert code == 0 and "bad" not in states.values() and not data.exists()


def test_it_tells_in_lines_what_to_do(run, founded):
    code, out, _ = run("doctor")
    assert code == 1 and "MEND  sources:" in out and "python3 run.py import nppes" in out, "a file of 2024"
    assert "well  copies:" in out and "know  mail:" in out


def test_an_office_on_a_server_is_examined_there(examined, run, founded, office_server, monkeypatch):
    assert run("office", "move", "--to", office_server.address)[0] == 0
    monkeypatch.setenv("OFFICE_DATABASE", office_server.address)
    _, states, words = examined()
    assert states["office.db"] == states["key"] == states["copies"] == "good", states
    assert "on a server, PostgreSQL 1" in words and f"version {len(MIGRATIONS)}" in words


def test_a_damaged_database_and_one_of_an_earlier_version(examined, founded):
    with closing(sqlite3.connect(founded / "office.db")) as office:
        office.execute(f"PRAGMA user_version = {len(MIGRATIONS) - 1}")
    (founded / "imports.db").write_bytes(b"no database at all, whatever its name says" * 99)
    _, states, words = examined()
    assert states["imports.db"] == "bad" and states["office.db"] == "notice" and "earlier version" in words
    assert not list(founded.glob("*.before-*")), "nothing was brought up to date"


def test_one_of_a_newer_version(examined, founded):
    with closing(sqlite3.connect(founded / "office.db")) as office:
        office.execute("PRAGMA user_version = 99")
    assert examined()[1]["office.db"] == "bad"


def test_a_key_that_is_gone_or_that_others_read(examined, founded):
    key = founded.with_name(f"{founded.name}.key")
    key.chmod(0o644)
    assert examined()[1]["key"] == "bad"
    key.unlink()
    assert examined()[1]["key"] == "bad" and not key.exists()


def test_an_office_that_others_read(examined, founded):
    (founded / "office.db").chmod(0o644)
    assert examined()[1]["data folder"] == "bad"


def test_a_folder_that_everybody_can_change(run, examined, founded):
    founded.chmod(0o777)
    assert examined()[1]["data folder"] == "bad" and f"chmod o-w '{founded}'" in run("doctor")[1]


@pytest.mark.parametrize("kept, state", [(True, "good"), (False, "notice")])
def test_a_clock_that_nobody_keeps_right_may_be_days_ahead(examined, founded, monkeypatch, kept, state):
    assert doctor_of_machine.is_clock_kept() in (True, False)
    monkeypatch.setattr(doctor_of_machine, "is_clock_kept", lambda: kept)
    assert examined()[1]["clock"] == state


def test_a_clock_that_is_behind_what_was_written(examined, founded):
    ahead = datetime.now(UTC).timestamp() + 3600
    os.utime(founded / "imports.db", (ahead, ahead))
    assert examined()[1]["clock"] == "bad"


def test_a_full_disk(examined, founded, monkeypatch):
    monkeypatch.setattr(doctor_of_machine, "LEAST_FREE", 1 << 60)
    assert examined()[1]["disk"] == "bad"


@pytest.mark.parametrize("limit, state", [(8, "good"), (-1, "bad")])
def test_a_backup_grows_old(examined, founded, monkeypatch, limit, state):
    monkeypatch.setattr(doctor_of_data, "COPY_LIMIT", timedelta(days=limit))
    assert examined()[1]["copies"] == state


def test_a_worker_that_is_missing_where_something_is_planned(run, examined, founded):
    assert examined()[1]["worker"] == "notice"
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT%H")
    assert run("schedules", "add", "nppes-weeks", "--next", tomorrow)[0] == 0
    assert examined()[1]["worker"] == "bad"
    with process._only_worker(founded / process.LOCK):
        assert examined()[1]["worker"] == "good"


def test_a_proxy_that_does_not_say_where_visitors_come_from(examined, founded, monkeypatch):
    monkeypatch.setenv("SITE_ADDRESS", "https://127.0.0.1:9")
    key = founded.with_name(f"{founded.name}.key")
    with Office(founded / "office.db", key) as office, office.transaction():
        for network in ("127.0.0.1",) * 4:
            entry = (office.now().isoformat(), None, "sign-in refused", "nobody", network)
            audit.append_entry(office.connection, office.vault, entry)
    _, states, words = examined()
    assert states["proxy headers"] == "bad" and states["address and TLS"] == "bad" and "does not answer" in words


def test_a_certificate_that_ran_out(examined, founded, monkeypatch, expired):
    from insurer_server import serving

    with serving({"/healthz": b'{"alive": true}'}, expired) as server:
        monkeypatch.setenv("SITE_ADDRESS", server.url.replace("http:", "https:"))
        _, states, words = examined()
    assert states["address and TLS"] == "bad" and ("certificate" in words or "expired" in words)


def test_a_mail_server_that_does_not_answer(examined, founded, monkeypatch):
    for name, value in {"MAIL_HOST": "127.0.0.1", "MAIL_PORT": "9", "MAIL_FROM": "desk@example.org"}.items():
        monkeypatch.setenv(name, value)
    assert examined()[1]["mail"] == "bad"
