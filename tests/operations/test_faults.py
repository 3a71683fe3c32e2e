"""A real server whose office is locked, and whose disk is full to the last byte: public pages are answered as ever."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from conftest import ROOT
from server import free_port, wait_for

MOUNT = ["unshare", "--mount", "--map-root-user"]  # a disk of its own, that only the server sees
AT_MOST = 5  # seconds for all of them, while four wait for the office: half a second each, on a machine that is slow
PUBLIC = ("/", "/search?near=97214", "/api/v1/search?near=97214")


def can_mount(folder):
    """Whether this machine lets a test have a disk of its own."""
    command = [*MOUNT, "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    return bool(shutil.which("unshare")) and not subprocess.run(command, capture_output=True, check=False).returncode


@contextmanager
def locked_office(server, path):
    """Has another process, which sees the server's disk, hold the office for writing."""
    code = f"""import sqlite3
opened = sqlite3.connect({str(path)!r}, isolation_level=None)
opened.execute("BEGIN IMMEDIATE")
print("held", flush=True)
input()"""
    command = ["nsenter", "--user", "--mount", "--target", str(server), sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"held\n"
        yield
        holder.communicate(b"\n")


@pytest.fixture
def site(tmp_path, sample_data):
    """A server on a disk of 60 MB: its address, and a function that fills the disk."""
    if not can_mount(tmp_path):
        pytest.skip("no disk of one's own can be mounted here (unshare)")
    disk, port = tmp_path / "disk", free_port()
    disk.mkdir()
    script = f"""mount -t tmpfs -o size=60m tmpfs '{disk}' && mkdir '{disk}/data'
        cp '{sample_data.directory_db}' '{disk}/data/'
        exec '{sys.executable}' '{ROOT}/run.py' serve --port {port} --workers 2"""
    settings = {"DIRECTORY_DATA": str(disk / "data"), "DIRECTORY_KEY_FILE": str(disk / "key")}
    with (tmp_path / "log").open("wb") as log:
        running = subprocess.Popen([*MOUNT, "sh", "-c", script], env=os.environ | settings, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/healthz")
        yield (
            address,
            f"/proc/{running.pid}/root{disk}",
            lambda: locked_office(running.pid, disk / "data" / "office.db"),
        )
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(20)


def asked(address, typed=None):
    """The status of an answer, and its text."""
    try:
        with urllib.request.urlopen(address, typed, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_public_pages_are_answered_while_the_office_is_locked_and_when_no_byte_is_left(site):
    address, disk, locked = site
    signing_in = f"{address}/account/sign-in", b"email=ann@example.org&password=violet&code=1"
    assert asked(*signing_in)[0] != 503  # it founds the office
    with ThreadPoolExecutor(4) as many, locked():
        waiting, began = [many.submit(asked, *signing_in) for _ in range(4)], time.monotonic()
        assert [asked(address + page)[0] for page in PUBLIC] == [200] * 3
        assert time.monotonic() - began < AT_MOST
        refused = [each.result() for each in waiting]
        assert all((status, "office is busy" in text) == (503, True) for status, text in refused)
    with open(f"{disk}/filling", "wb", buffering=0) as filling, pytest.raises(OSError, match="No space"):
        while True:
            filling.write(bytes(4096))
    assert [asked(address + page)[0] for page in PUBLIC] == [200] * 3
    status, text = asked(*signing_in)
    assert status == 507 and "disk is full" in text and "violet" not in text
    assert "Less than 1 GB" in asked(f"{address}/readyz")[1]
    os.remove(f"{disk}/filling")
    assert asked(*signing_in)[0] not in (503, 507)
