"""The commands of docs/deploy's Dockerfile, compose.yml and units, taken out of these files and run as they are there.

As user 10001, without a capability, with the files' own variables and no others, on a file system of which nothing can
be written but the state's folder and /tmp.
"""

import contextlib
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import ROOT
from server import free_port, stopped, wait_for

from directory.publish.sent.current import public_text
from directory.store.office.copies import copy_state

DEPLOY, STATE = ROOT / "docs" / "deploy", "/media/state"
LITESTREAM = Path(sys.executable).with_name("litestream").exists() or shutil.which("litestream")
PATHS = dict.fromkeys(str(Path(each).resolve()) for each in (ROOT, sys.prefix, sys.base_prefix))
CONFINED = ["unshare", "--mount", "sh", Path(__file__).with_name("confined.sh")]


@pytest.fixture
def state(tmp_path):
    """The folder that is writable."""
    folder = tmp_path / "state"
    for name in ("data", "keys"):
        (folder / name).mkdir(parents=True)
    for each in (folder, *folder.iterdir()):
        shutil.chown(each, 10001, 10001)
    return folder


def can_confine(folder):
    """Whether this machine lets a test have a file system of its own, as root."""
    command = [*CONFINED, folder, ":".join(PATHS), "true"]
    return os.getuid() == 0 and not subprocess.run(command, capture_output=True, check=False).returncode


@pytest.fixture(autouse=True)
def _may(state):
    if not can_confine(state):
        pytest.skip("only root can give a command a file system of its own (unshare, mount, setpriv)")


def begun(state, words, variables, log):
    """A command, begun with these variables and no others."""
    settings = [f"{name}={value}" for name, value in (variables | {"PATH": os.environ["PATH"]}).items()]
    command = [*CONFINED, state, ":".join(PATHS), "env", "-i", *settings, *words]
    return subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)


def ended(state, words, variables, log):
    """The exit code of a command that ends by itself."""
    return begun(state, words, variables, log).wait(120)


@contextlib.contextmanager
def going_on(*how):
    """A command that goes on, ended after the block."""
    running = begun(*how)
    try:
        yield running
    finally:
        stopped(running)


@pytest.fixture
def log(tmp_path):
    """What is told, in a file."""
    with (tmp_path / "log").open("wb") as output:
        yield output


@pytest.mark.parametrize("place", [ROOT, "/etc", "/root", "/media", "/var/tmp"])
def test_nothing_else_can_be_written(state, log, place):
    assert ended(state, ["touch", f"{STATE}/here"], {}, log) == 0
    assert ended(state, ["touch", f"{place}/here"], {}, log) != 0 and not (Path(place) / "here").exists()


class Container:
    """What the Dockerfile says of its container."""

    def __init__(self, port):
        lines = (DEPLOY / "Dockerfile").read_text().splitlines()
        steps = dict(line.split(" ", 1) for line in lines if re.match("[A-Z]", line))
        self.user = steps["USER"]
        here = {"/data": f"{STATE}/data", "/keys": f"{STATE}/keys"}
        given = dict(each.split("=", 1) for each in shlex.split(steps["ENV"]))
        self.variables = {name: re.sub("^/(data|keys)", lambda at: here[at[0]], value) for name, value in given.items()}
        self.entry, self.command = self._words(steps["ENTRYPOINT"]), json.loads(steps["CMD"])
        self.health = self._words(steps["HEALTHCHECK"].split("CMD ")[1].replace(":8000/", f":{port}/"))

    @staticmethod
    def _words(text):
        return [sys.executable if word == ".venv/bin/python" else word for word in json.loads(text)]


def test_the_container_serves_and_its_healthcheck_tells_whether_it_does(state, log):
    port = free_port()
    container = Container(port)
    assert container.user == "10001:10001"
    serve = [*container.entry, *container.command, "--port", str(port), "--workers", "1"]
    with going_on(state, serve, container.variables, log):
        wait_for(f"http://127.0.0.1:{port}/readyz", 120)
        assert ended(state, container.health, container.variables, log) == 0
        add = [*container.entry, "user", "add", "root@example.org", "--role", "admin"]
        assert ended(state, add, container.variables, log) == 0
    assert ended(state, container.health, container.variables, log) == 1
    assert {each.stat().st_uid for each in state.rglob("*")} == {10001}
    assert (state / "keys" / "office.key").exists() and not list(state.glob("data.*"))


@pytest.mark.skipif(not find_spec("yaml"), reason="PyYAML is not installed: compose.yml was not read")
def test_the_worker_of_compose_works_until_it_is_told_to_stop(state, log):
    import yaml

    service, container = yaml.safe_load((DEPLOY / "compose.yml").read_text())["services"]["worker"], Container(0)
    variables = container.variables | {"LOG_FORMAT": service["environment"]["LOG_FORMAT"]}
    worker = begun(state, [*container.entry, *service["command"]], variables, log)
    for _ in range(600):
        if (state / "data" / "worker.lock").exists() or worker.poll() is not None:
            break
        time.sleep(0.1)
    time.sleep(1)
    assert worker.poll() is None, Path(log.name).read_text()
    worker.terminate()
    assert worker.wait(30) == 0


class Unit:
    """What a unit of systemd starts: its words and its variables. known: what /etc/directory.env says besides."""

    def __init__(self, name, instance="", **known):
        lines = [line.partition("=") for line in (DEPLOY / "systemd" / name).read_text().splitlines()]
        told = [(key, value.replace("/var/lib/directory", STATE)) for key, _, value in lines if value]
        values = dict(told)
        assert values["StateDirectory"] == "directory" and values["ProtectSystem"] == "strict"
        given = [each for key, value in told if key == "Environment" for each in shlex.split(value)]
        self.variables = dict(each.split("=", 1) for each in given) | known
        words = shlex.split(values["ExecStart"].replace("%i", instance))
        assert words.pop(0) == "/usr/bin/python3"
        variables = self.variables
        self.words = [sys.executable, *(re.sub(r"\$\{(\w+)\}", lambda at: variables[at[1]], word) for word in words)]


def test_the_unit_of_the_site_serves(state, log):
    port = free_port()
    unit = Unit("directory@.service", str(port))
    with going_on(state, unit.words, unit.variables, log):
        wait_for(f"http://127.0.0.1:{port}/readyz", 120)
    assert {each.stat().st_uid for each in state.rglob("*")} == {10001}


def test_the_unit_of_the_site_serves_where_its_variable_says_and_nothing_made_up_on_a_reader(state, log, world):
    port, address = free_port(), "127.0.0.2"
    unit = Unit("directory@.service", str(port), SERVE_HOST=address, FOLLOW=world.address)
    assert ended(state, unit.words, unit.variables, log) == 2
    assert "taken nothing yet" in Path(log.name).read_text() and not (state / "data" / "directory.db").exists()
    shutil.copy(world.folder / "reader" / "directory.db", state / "data")
    with going_on(state, unit.words, unit.variables, log):
        wait_for(f"http://{address}:{port}/readyz", 120)
    with pytest.raises(OSError, match="refused"), socket.create_connection(("127.0.0.1", port)):
        pass


def test_the_unit_of_a_reader_takes_what_is_sent(state, log, world):
    unit = Unit("directory-follow.service", FOLLOW=world.address, FOLLOW_KEY=public_text(world.key))
    with going_on(state, unit.words, unit.variables, log):
        for _ in range(600):
            if (state / "data" / "directory.db").exists():
                break
            time.sleep(0.1)
    assert (state / "data" / "directory.db").exists(), Path(log.name).read_text()


def test_the_unit_that_sends_sends_what_stands_for_readers(state, log, world):
    unit = Unit("directory-send.service", PUBLISH_TO=f"{STATE}/sent")
    shutil.copy(world.folder / "reader" / "directory.db", state / "data")
    shutil.chown(state / "data" / "directory.db", 10001, 10001)
    for _ in range(2):  # the second finds it there
        assert ended(state, unit.words, unit.variables, log) == 0, Path(log.name).read_text()
    assert (state / "sent" / "current.json").exists() and len(list((state / "sent").glob("*.zst"))) == 1
    assert "there already" in Path(log.name).read_text()


@pytest.mark.skipif(not LITESTREAM, reason="Litestream is an extra (requirements-litestream.txt)")
def test_the_units_of_copies_copy_and_try_a_copy(state, log, tmp_path):
    for name in ("backups", "copies"):
        (state / name).mkdir()
        shutil.chown(state / name, 10001, 10001)
    site = Unit("directory@.service")
    for words in (("user", "add", "root@example.org", "--role", "admin"), ("backup", f"{STATE}/backups/1.zip")):
        assert ended(state, [*site.words[:2], *words], site.variables, log) == 0, Path(log.name).read_text()
    copies = Unit("directory-copies.service", COPIES=f"{STATE}/copies")
    with going_on(state, copies.words, copies.variables, log):
        for _ in range(300):
            if list((state / "copies").rglob("*.ltx")):
                break
            time.sleep(0.1)
    for place in (f"{STATE}/copies", f"{STATE}/backups"):
        check = Unit("directory-restore-check.service", COPIES=place)
        assert ended(state, check.words, check.variables, log) == 0, Path(log.name).read_text()
    assert copy_state(state / "data" / "office.db").is_sound
