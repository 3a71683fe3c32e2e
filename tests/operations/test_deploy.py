"""The files of docs/deploy: started or checked with the programs that read them, where these are installed."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from importlib.util import find_spec

import pytest
from conftest import ROOT
from server import free_port, stopped, wait_for

DEPLOY = ROOT / "docs" / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
HADOLINT = shutil.which("hadolint", path=f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}")
LOOKED_FOR = "Zzyzx97214"


def needs(program):
    """Skips a test, aloud, where a program is not installed."""
    return pytest.mark.skipif(not shutil.which(program), reason=f"{program} is not installed (Debian has it)")


@contextlib.contextmanager
def site(data, port, log):
    """The site on a port, in one process."""
    command = [sys.executable, ROOT / "run.py", "serve", "--port", str(port), "--workers", "1", "--no-worker"]
    with log.open("ab") as output:
        running = subprocess.Popen(
            command, env=os.environ | {"DIRECTORY_DATA": str(data)}, stdout=output, stderr=output
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz")
        yield
    finally:
        stopped(running)


@contextlib.contextmanager
def proxied(command, address, log, **environment):
    """A web server in front, once it answers at an address; ended after the block."""
    with log.open("wb") as output:
        running = subprocess.Popen(command, env=os.environ | environment, stdout=output, stderr=output)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError):
                asked(address)
                break
            time.sleep(0.1)
        yield
    finally:
        stopped(running)


def asked(address):
    """The status of an answer."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


@pytest.fixture
def data(tmp_path, sample_data):
    """The sample directory alone, as a reader has it."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(sample_data.directory_db, folder / "directory.db")
    return folder


@needs("caddy")
def test_behind_caddy_an_upgrade_of_two_fails_no_request_and_no_query_is_logged(data, tmp_path):
    front, one, two = free_port(), free_port(), free_port()
    address, log = f"http://127.0.0.1:{front}", tmp_path / "caddy.log"
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile"]
    settings = {"SITE": address, "UPSTREAMS": f"127.0.0.1:{one} 127.0.0.1:{two}", "HOME": str(tmp_path)}
    search, statuses, done = f"{address}/search?near=97214&name={LOOKED_FOR}", [], threading.Event()

    def visit():
        while not done.is_set():
            statuses.append(asked(search))

    with contextlib.ExitStack() as running:
        first = running.enter_context(contextlib.ExitStack())
        first.enter_context(site(data, one, tmp_path / "one"))
        running.enter_context(site(data, two, tmp_path / "two"))
        running.enter_context(proxied(command, f"{address}/healthz", log, **settings))
        visitor = threading.Thread(target=visit, daemon=True)
        visitor.start()
        first.close()  # the first is stopped, and comes back as the newer version would
        running.enter_context(site(data, one, tmp_path / "one"))
        done.set()
        visitor.join()
        assert set(statuses) == {200} and len(statuses) > 5
    assert LOOKED_FOR not in log.read_text()


@needs("caddy")
def test_what_caddy_logs_of_a_fault_holds_no_query(tmp_path):
    front, log = free_port(), tmp_path / "caddy.log"
    text = (DEPLOY / "Caddyfile").read_text().replace("lb_try_duration 20s", "lb_try_duration 0s")
    (tmp_path / "Caddyfile").write_text(text.replace("health_uri /readyz\n", ""))
    settings = {"SITE": f"http://127.0.0.1:{front}", "UPSTREAMS": f"127.0.0.1:{free_port()}", "HOME": str(tmp_path)}
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", tmp_path / "Caddyfile"]
    with proxied(command, f"http://127.0.0.1:{front}/", log, **settings):
        assert asked(f"http://127.0.0.1:{front}/search?near={LOOKED_FOR}") in (502, 503)
    assert "http.log.error" in log.read_text() and LOOKED_FOR not in log.read_text()


@needs("nginx")
def test_behind_nginx_the_other_one_answers_and_no_query_is_logged(data, tmp_path):
    front, one, two = free_port(), free_port(), free_port()
    text = (DEPLOY / "nginx.conf").read_text()
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{one}").replace("127.0.0.1:8001", f"127.0.0.1:{two}")
    text = re.sub(r"\t\tssl_.*\n", "", text).replace("listen 443 ssl http2", f"listen 127.0.0.1:{front}")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{free_port()};").replace("/run/", f"{tmp_path}/")
    (tmp_path / "nginx.conf").write_text("daemon off;\n" + text)
    command, log = ["nginx", "-p", tmp_path, "-c", tmp_path / "nginx.conf", "-e", "stderr"], tmp_path / "nginx.log"
    address = f"http://127.0.0.1:{front}/search?near=97214&name={LOOKED_FOR}"
    with proxied(command, f"http://127.0.0.1:{front}/", log):
        with site(data, two, tmp_path / "two"):
            assert [asked(address) for _ in range(4)] == [200] * 4
        assert asked(address) in (502, 504)
    assert LOOKED_FOR not in log.read_text()


@needs("systemd-analyze")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_leave_little_open(unit):
    subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--threshold=20", unit], check=True, stdout=subprocess.DEVNULL
    )


@needs("systemd-analyze")
def test_units_are_such_as_systemd_reads(tmp_path):
    for unit in DEPLOY.glob("systemd/*"):
        text = unit.read_text().replace("/usr/bin/python3", sys.executable)
        (tmp_path / unit.name.replace("@.", "@8000.")).write_text(text)
    subprocess.run(["systemd-analyze", "verify", *sorted(tmp_path.iterdir())], check=True)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_that_ends_at_once_is_started_for_as_long_as_it_takes(unit):
    told = dict(line.split("=", 1) for line in unit.read_text().splitlines() if re.match(r"Restart(Sec)?=", line))
    if told.get("Restart") == "always":  # systemd gives up after five starts in ten seconds
        assert 5 * float(told["RestartSec"]) >= 10
    else:
        assert "Type=oneshot" in unit.read_text()


def test_units_and_containers_type_commands_that_there_are(run):
    typed = [
        re.search(r"run\.py (.*)", line)[1]
        for unit in UNITS
        for line in unit.read_text().splitlines()
        if "run.py" in line
    ]
    assert len(typed) == len(UNITS)
    for line in typed:
        words = [word for word in line.split() if "$" not in word and "%" not in word]
        code, told, _ = run(words[0], "--help")
        assert code == 0 and all(word in told for word in words if word.startswith("--")), line
    assert "--no-worker" in run("serve", "--help")[1]


def test_the_container_runs_as_nobody_in_particular_and_says_whether_it_lives():
    lines = (DEPLOY / "Dockerfile").read_text().replace("\\\n", "").splitlines()
    steps = [line.split(" ", 1) for line in lines if line and not line.startswith("#")]
    names = [name for name, _ in steps]
    assert names.index("USER") < names.index("ENTRYPOINT") and dict(steps)["USER"] == "10001:10001"
    assert "/healthz" in dict(steps)["HEALTHCHECK"] and ":latest" not in dict(steps)["FROM"]
    for name, what in steps:
        if name == "COPY":
            assert all((ROOT / each).exists() for each in what.split()[:-1]), what
    kept = [line[1:] for line in (DEPLOY / "Dockerfile.dockerignore").read_text().split() if line.startswith("!")]
    copied = [each.removeprefix("./") for name, what in steps if name == "COPY" for each in what.split()[:-1]]
    assert kept == copied


@pytest.mark.skipif(not HADOLINT, reason="hadolint is not installed (requirements-dev.lock, on Linux of x86_64)")
def test_the_container_is_such_as_hadolint_likes():
    subprocess.run([HADOLINT, DEPLOY / "Dockerfile"], check=True)


@pytest.mark.skipif(not find_spec("yaml"), reason="PyYAML is not installed: compose.yml was not read")
def test_compose_mounts_nothing_that_can_be_written_but_data_and_keys():
    import yaml

    told = yaml.safe_load((DEPLOY / "compose.yml").read_text())
    services, (network,) = told["services"], told["networks"]["default"]["ipam"]["config"]
    assert services["site"]["environment"]["TRUSTED_PROXY"] == network["subnet"]
    assert set(services) == {"site", "worker", "caddy"} and all(each["read_only"] for each in services.values())
    assert services["site"]["cap_drop"] == ["ALL"] and "no-new-privileges:true" in services["site"]["security_opt"]
    assert json.dumps(services["worker"]["command"]) == '["worker"]'
