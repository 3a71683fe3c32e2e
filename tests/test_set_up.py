"""The README's two commands, as a stranger types them: a clean clone, an empty environment, a path with spaces."""

import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile

import pytest
from conftest import ROOT

from directory.publish.sent.current import public_text, publisher_key
from directory.publish.sent.sending import Sender
from directory.publish.sent.shelves import ShelfFolder

pytestmark = pytest.mark.set_up
PAGES = (
    "/",
    "/search?near=97214",
    "/status",
    "/coverage",
    "/guide",
    "/about",
    "/api/v1/insurance?like=a",
    "/fhir/metadata",
    "/search.csv?near=97214",
)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(address):
    with urllib.request.urlopen(address, timeout=5) as answer:
        return answer.read().decode()


def bare_python():
    """A Python outside any environment."""
    return os.path.realpath(os.path.join(sys.base_prefix, "bin", "python3"))


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A clean clone of what is committed, in a folder with spaces in its name."""
    if not shutil.which("git"):
        pytest.skip("git is not installed, so that nothing can be cloned: the set-up of a clean clone is not tested")
    if not (ROOT / ".git").exists():
        pytest.skip("this is not a git checkout, so there is nothing to clone")
    folder = tmp_path_factory.mktemp("a stranger's folder") / "the directory"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    return folder


@pytest.fixture(scope="module")
def environment():
    """The environment without whatever this test suite runs in."""
    return {
        name: value
        for name, value in os.environ.items()
        if name not in ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "DIRECTORY_DATA")
    }


class Site:
    """`run.py serve` in a process of its own, started from another folder."""

    def __init__(self, clone, environment, patience):
        self.port = free_port()
        self.process = subprocess.Popen(
            [bare_python(), str(clone / "run.py"), "serve", "--port", str(self.port)],
            cwd="/",
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.address = f"http://127.0.0.1:{self.port}"
        until = time.monotonic() + patience
        while time.monotonic() < until and self.process.poll() is None:
            try:
                self.first_page = fetch(self.address)
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        self.stop()
        pytest.fail(f"the site did not start:\n{self.output}")

    def stop(self):
        self.process.terminate()
        self.output = self.process.communicate(timeout=20)[0]


def test_one_command_sets_up_loads_the_sample_and_serves(clone, environment):
    site = Site(clone, environment, patience=300)
    try:
        assert "made up" in site.first_page
        assert re.search(r"\d+ within 25 miles", fetch(f"{site.address}/search?near=97214"))
    finally:
        site.stop()
    assert "Setting up" in site.output and f"http://127.0.0.1:{site.port}/" in site.output


def test_a_second_start_sets_nothing_up_again(clone, environment):
    site = Site(clone, environment, patience=60)
    site.stop()
    assert "Setting up" not in site.output and "Loading" not in site.output


def test_nothing_is_left_behind_in_the_working_tree(clone):
    assert (
        subprocess.run(["git", "status", "--porcelain"], cwd=clone, capture_output=True, text=True, check=True).stdout
        == ""
    )


def test_a_port_in_use_is_one_clear_line(clone, environment):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ended = subprocess.run(
            [bare_python(), str(clone / "run.py"), "serve", "--port", str(port)],
            env=environment,
            capture_output=True,
            text=True,
        )
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1) and f"Port {port} is in use" in ended.stderr


def test_a_reader_takes_an_edition_and_shows_every_page_with_less_than_half_to_carry(
    clone, environment, sample_data, tmp_path
):
    reader, data, sent = tmp_path / "a reader", tmp_path / "its data", tmp_path / "sent"
    subprocess.run(["git", "clone", "--quiet", str(clone), str(reader)], check=True)
    key = publisher_key(tmp_path / "key")
    Sender(ShelfFolder(sent), key, "2026.11.29", 2, print).send(sample_data.directory_db)
    command = [bare_python(), reader / "run.py", "follow", sent, "--once", "--key", public_text(key)]
    there = environment | {"DIRECTORY_DATA": str(data)}
    taken = subprocess.run(command, env=there, capture_output=True, text=True, check=True)
    assert "Setting up" in taken.stderr and "Took the edition" in taken.stderr
    assert not [name for name in ("typst", "docx", "PIL", "lxml", "sqlite_utils") if list(reader.rglob(name))]
    site = Site(reader, there, patience=60)
    try:
        practitioner = json.loads(fetch(f"{site.address}/api/v1/search?near=97214"))["results"][0]["id"]
        for page in (*PAGES, f"/practitioners/{practitioner}"):
            assert fetch(site.address + page), page
        letter = fetch(f"{site.address}/referrals/new?practitioner={practitioner}")
        assert "Not made on this machine" in letter and 'value="pdf"' not in letter and 'value="txt"' in letter
    finally:
        site.stop()
    assert "Setting up" not in site.output and "Traceback" not in site.output


@pytest.fixture
def bare(tmp_path):
    """A copy of what set-up needs, with nothing installed, and with one small package to install."""
    shutil.copy(ROOT / "run.py", tmp_path)
    write_lock(tmp_path, "0" * 64)
    return tmp_path


def write_lock(folder, sha256):
    for lock in ("requirements-reader.lock", "requirements.lock"):
        (folder / lock).write_text(f"tiny==1.0 \\\n    --hash=sha256:{sha256}\n    # via -r requirements.txt\n")


def ended(bare, environment, command="rollback", **more):
    """A command of `run.py` there, with pip as it is without settings, but for those given."""
    alone = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1"}
    return subprocess.run(
        [bare_python(), str(bare / "run.py"), command], env=environment | alone | more, capture_output=True, text=True
    )


def test_without_a_network_it_says_so_in_the_end(bare, environment):
    result = ended(bare, environment, PIP_INDEX_URL="http://127.0.0.1:9/simple")
    assert result.returncode == 2
    assert "no network" in result.stderr.splitlines()[-1] and "Traceback" not in result.stderr
    assert not (bare / ".venv/ready").exists()


def test_a_server_of_packages_that_is_not_trusted_is_no_missing_network(bare):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import run; print(run.reason(sys.argv[2], 'requirements.lock'))"
    )
    said = "Max retries exceeded … SSLError(… [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed …"
    told = subprocess.run([bare_python(), "-c", code, str(bare), said], capture_output=True, text=True, check=True)
    assert "not trust" in told.stdout and "PIP_CERT" in told.stdout and "no network" not in told.stdout


@pytest.fixture
def shelf(bare):
    """A folder with the one package that `bare` wants."""
    (bare / "shelf").mkdir()
    with zipfile.ZipFile(bare / "shelf" / "tiny-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("tiny.py", "")
        wheel.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        wheel.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr("tiny-1.0.dist-info/RECORD", "")
    return bare / "shelf"


def test_a_package_with_another_hash_is_refused_and_named(bare, shelf, environment):
    result = ended(bare, environment, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(shelf))
    assert result.returncode == 2 and "Traceback" not in result.stderr
    assert "the hash of tiny==1.0 does not match requirements.lock" in result.stderr.splitlines()[-1]
    assert not (bare / ".venv/ready").exists() and not list((bare / ".venv").rglob("tiny.py"))


def test_a_package_with_its_hash_is_installed_once_for_each_lock(bare, shelf, environment):
    (wheel,) = shelf.iterdir()
    write_lock(bare, hashlib.sha256(wheel.read_bytes()).hexdigest())
    (bare / "directory" / "cli").mkdir(parents=True)
    (bare / "directory" / "cli" / "main.py").write_text("def main(words): import tiny; print(tiny.__file__, words)")
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(shelf)}
    first, second = (ended(bare, environment, **offline) for _ in range(2))
    assert str(bare / ".venv") in first.stdout and "['rollback']" in first.stdout and second.stdout == first.stdout
    assert "Setting up" in first.stderr and second.stderr == ""
    (bare / "requirements.lock").write_text((bare / "requirements.lock").read_text().replace("1.0", "2.0"))
    inside = subprocess.run([bare / ".venv/bin/python", bare / "run.py", "rollback"], capture_output=True, text=True)
    assert (inside.returncode, inside.stderr.count("\n")) == (2, 1) and "Leave it" in inside.stderr
    assert "Setting up" in ended(bare, environment, **offline).stderr


def test_a_reader_begins_with_less_and_what_needs_more_gets_it(bare, shelf, environment):
    (wheel,) = shelf.iterdir()
    write_lock(bare, hashlib.sha256(wheel.read_bytes()).hexdigest())
    (bare / "requirements.lock").rename(bare / "requirements-reader.lock")
    (bare / "requirements.lock").write_text((bare / "requirements-reader.lock").read_text().replace("1.0", "3.0"))
    (bare / "directory" / "cli").mkdir(parents=True)
    (bare / "directory" / "cli" / "main.py").write_text("def main(words): import tiny; print(words)")
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(shelf)}
    begun = ended(bare, environment, "follow", **offline)
    assert "['follow']" in begun.stdout and "Setting up" in begun.stderr
    assert ended(bare, environment, "serve", **offline).stderr == ""
    assert "Setting up" in ended(bare, environment, "import", **offline).stderr  # which wants all: here there is none


def test_without_venv_it_says_what_python_says(bare, environment, tmp_path):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "venv.py").write_text("raise SystemExit('Error: no venv here')")
    result = ended(bare, environment, PYTHONPATH=str(tmp_path / "broken"))
    assert result.returncode == 2 and "virtual environment" in result.stderr.splitlines()[-1]


def test_an_old_python_is_told_which_one_is_needed(bare):
    code = "import sys; sys.version_info = (3, 8, 0); sys.path.insert(0, sys.argv[1]); import run; run.main([])"
    result = subprocess.run([bare_python(), "-c", code, str(bare)], capture_output=True, text=True)
    assert (result.returncode, result.stderr.count("\n")) == (2, 1) and "3.11" in result.stderr
