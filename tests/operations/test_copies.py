"""Copies that survive the machine: tried by restoring them, and what came of that is shown at the desk."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bucket_server import needs_bucket, serving_bucket
from conftest import ROOT

from directory.settings import Settings
from directory.store.backup import NotRestored
from directory.store.office.copies import copy_state
from directory.store.office.database import Office
from directory.worker import restoring

LITESTREAM = Path(sys.executable).with_name("litestream").exists() or shutil.which("litestream")


@pytest.fixture
def office(run, data):
    """An office with an account."""
    assert run("user", "add", "root@example.org", "--role", "admin")[0] == 0
    key = data.with_name(f"{data.name}.key")
    return lambda folder=data: Office(folder / "office.db", key)


def test_a_restore_is_tried_beside_the_data_and_leaves_nothing(run, data, office, tmp_path):
    assert run("backup", tmp_path / "b.zip")[0] == 0
    before = sorted(tmp_path.iterdir())
    code, told, _ = run("restore", "--check", tmp_path / "b.zip")
    assert code == 0 and told.startswith("It can be restored: office.db") and sorted(tmp_path.iterdir()) == before
    assert copy_state(data / "office.db").is_sound
    assert "that it can be restored was tried" in run("doctor")[1]


@pytest.mark.parametrize("at", [0.3, 0.9])
def test_one_that_is_damaged_is_told_and_noted(run, data, office, tmp_path, at):
    run("backup", tmp_path / "b.zip")
    content = bytearray((tmp_path / "b.zip").read_bytes())
    place = int(len(content) * at)  # several bytes: of a file that is mostly zeros one may say the same otherwise
    content[place : place + 40] = bytes(each ^ 0xFF for each in content[place : place + 40])
    (tmp_path / "b.zip").write_bytes(content)
    assert run("restore", "--check", tmp_path / "b.zip")[0] == 2
    state = copy_state(data / "office.db")
    assert state.in_vain and not state.is_sound
    assert "tried in vain" in run("doctor")[1]


def test_of_a_folder_of_copies_the_newest_is_tried(run, data, office, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "0.zip").write_bytes(b"no backup")
    run("backup", folder / "1.zip")
    (folder / "notes.txt").write_text("no backup")
    restoring.try_copy(Settings(data, copies=str(folder)))
    assert copy_state(data / "office.db").is_sound and "was tried on" in run("doctor")[1]


@pytest.mark.parametrize("place", ["", "none"])
def test_of_a_place_without_a_copy_or_that_nobody_told_of_the_trial_is_in_vain(run, data, office, tmp_path, place):
    (tmp_path / "none").mkdir()
    run("backup", tmp_path / "b.zip")
    with pytest.raises(NotRestored):
        restoring.try_copy(Settings(data, copies=place and str(tmp_path / place)))
    assert not copy_state(data / "office.db").is_sound


def test_another_key_opens_no_copy(run, data, office, tmp_path):
    run("backup", tmp_path / "b.zip")
    key = data.with_name(f"{data.name}.key")
    shutil.move(key, tmp_path / "away")
    assert "key is missing" in run("restore", "--check", tmp_path / "b.zip")[2]


def test_one_file_or_on_and_on_is_asked_for_and_what_is_missing_is_said(run, office, tmp_path, monkeypatch):
    assert run("backup")[0] == 2 and run("backup", "x", "--continuous", tmp_path)[0] == 2
    monkeypatch.setattr("directory.cli.litestream.program", lambda: "/bin/false")
    assert "Litestream ended" in run("backup", "--continuous", tmp_path)[2]
    monkeypatch.undo()
    monkeypatch.setattr("directory.cli.litestream.shutil.which", lambda name: None)
    monkeypatch.setattr("directory.cli.litestream.sys.executable", str(tmp_path / "python"))
    assert "requirements-litestream" in run("backup", "--continuous", tmp_path)[2]


def test_a_bucket_is_named_without_its_keys(monkeypatch, tmp_path):
    from directory.cli import litestream

    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret and made up")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "https://files.example.org")
    (tmp_path / "office.db").touch()
    with litestream.configured(tmp_path, "s3://bucket/some/prefix") as file:
        text = file.read_text()
    assert "secret" not in text and '"bucket": "bucket"' in text and '"path": "some/prefix/office.db"' in text
    assert not file.exists()


@contextmanager
def copying(place, log):
    """Copies go on and on to a place; then the machine is gone from one moment to the next."""
    command = [sys.executable, ROOT / "run.py", "backup", "--continuous", place]
    with log.open("wb") as output:
        running = subprocess.Popen(command, start_new_session=True, stdout=output, stderr=output)
    try:
        yield
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def test_with_the_command_litestream_ends_too(data, office, tmp_path, monkeypatch):
    """Else the next one begun would write to the same place as it."""
    started = tmp_path / "started"
    program = tmp_path / "litestream"
    program.write_text(f"#!/bin/sh\necho $$ >{started}.new; mv {started}.new {started}; exec sleep 600\n")
    program.chmod(0o755)
    code = "import sys; from pathlib import Path; from directory.cli import litestream, main\n"
    code += f"litestream.sys.executable = {str(tmp_path / 'python')!r}\n"
    code += f"sys.exit(main.main(['backup', '--continuous', {str(tmp_path)!r}]))"
    running = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.DEVNULL)
    while not started.exists():
        time.sleep(0.02)
    running.terminate()
    assert running.wait(60) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)


def comes_to_the_copy(run, place, tmp_path, word):
    """That what was noted last is in the office restored from a copy, before long; and that trying it is noted."""
    for _ in range(150):
        if run("restore", "--check", place)[0] == 0 and word in restored_trail(run, place, tmp_path):
            return
        time.sleep(0.2)
    raise AssertionError("what was written last never came to the copy")


@pytest.mark.skipif(not LITESTREAM, reason="Litestream is an extra (requirements-litestream.txt)")
def test_what_was_written_a_second_before_the_machine_was_lost_is_restored(run, data, office, tmp_path):
    (tmp_path / "copies").mkdir()
    with copying(tmp_path / "copies", tmp_path / "log"):
        with office() as opened, opened.transaction():
            opened.note("written last")
        comes_to_the_copy(run, tmp_path / "copies", tmp_path, "written last")
    assert copy_state(data / "office.db").is_sound


@needs_bucket
@pytest.mark.skipif(not LITESTREAM, reason="Litestream is an extra (requirements-litestream.txt)")
def test_from_a_bucket_too_the_office_is_restored_to_the_second(run, data, office, tmp_path, monkeypatch):
    monkeypatch.delenv("AWS_CA_BUNDLE", raising=False)  # of this machine: it is no concern of a server without TLS
    with serving_bucket(monkeypatch, "made-up-copies"):
        place = "s3://made-up-copies/of-here"
        with copying(place, tmp_path / "log"):
            with office() as opened, opened.transaction():
                opened.note("written first")
            comes_to_the_copy(run, place, tmp_path, "written first")
            time.sleep(2)
            between = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            time.sleep(2)
            with office() as opened, opened.transaction():
                opened.note("written last")
            comes_to_the_copy(run, place, tmp_path, "written last")
        gone = restored_trail(run, place, tmp_path)
        as_of_then = restored_trail(run, place, tmp_path, "--at", between)
    assert "written last" in gone and "written first" in as_of_then and "written last" not in as_of_then
    assert copy_state(data / "office.db").is_sound


def restored_trail(run, copies, tmp_path, *when):
    """What the trail of a restored office says, newest last."""
    folder = tmp_path / "restored"
    shutil.rmtree(folder, ignore_errors=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DIRECTORY_KEY_FILE", str(tmp_path / "data of this test.key"))
        patched.setenv("DIRECTORY_DATA", str(folder))
        code, _, told = run("restore", copies, *when)
        assert code == 0, told
        return run("audit", "show")[1]
