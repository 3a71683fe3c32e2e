"""A large file sent to the desk in pieces and broken twice on the way, by two clients that nobody here wrote.

tuspy is killed in the middle of a piece, and goes on with a server that was killed and started again; tus-js-client, in
Chromium on the desk's own page, loses its tab, and goes on by itself when the server is killed. The memory is that of
the processes that serve; the bytes that came are compared with those sent.
"""

import argparse
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import measuring

sys.path[:0] = [str(measuring.ROOT / "tests")]

from server import free_port, stopped, wait_for

from directory.accounts import signing_in
from directory.settings import Settings
from directory.store.office import people
from directory.store.office.database import Office
from directory.web.shell import session

MARKED = 1 << 20  # bytes from one mark of the file to the next: a piece in the wrong place is seen
PATIENCE = 600  # seconds for all of the file to come
CLIENT = """
import json, sys
from tusclient.client import TusClient
endpoint, file, url, headers = json.loads(sys.argv[1])
how = {"chunk_size": 8 << 20, "metadata": {"filename": "large.csv"}, "url": url or None}
TusClient(endpoint, headers=headers).uploader(file, **how).upload()
"""


class Site:
    """The production server over a data folder, which can be killed and started again at its address."""

    def __init__(self, data: Path):
        self.data, self.port = data, free_port()
        self.highest = 0
        self.start()
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        environment = os.environ | {"DIRECTORY_DATA": str(self.data)}
        command = [sys.executable, measuring.ROOT / "run.py", "serve", "--port", str(self.port), "--workers", "2"]
        self.running = subprocess.Popen(command, env=environment, start_new_session=True, stderr=subprocess.DEVNULL)
        wait_for(self.address)

    def kill(self) -> None:
        """Ends all of its processes at once, as when the machine loses its power."""
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()

    def _watch(self) -> None:
        while True:
            self.highest = max([self.highest, *map(_memory, _group(self.running.pid))])
            time.sleep(0.1)

    def content(self) -> Path | None:
        """What has come of the upload."""
        return next((self.data / "uploads").glob("*/content"), None)

    def wait_until(self, size: int) -> None:
        """Waits until so many bytes are here. Raises TimeoutError."""
        for _ in range(PATIENCE * 20):
            path = self.content()
            if path and path.stat().st_size >= size:
                return
            time.sleep(0.05)
        raise TimeoutError(f"{size} bytes have not come")


def _group(group: int) -> list[int]:
    """The processes of a process group."""
    found = subprocess.run(["ps", "-o", "pid=", "-g", str(group)], capture_output=True, text=True)
    return [int(line) for line in found.stdout.split()]


def _memory(process: int) -> int:
    """The resident memory of a process in bytes, 0 of one that has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS")), 0)


def make(path: Path, size: int) -> None:
    """A file of a size, sparse but for a mark in every megabyte that no other has."""
    with path.open("wb") as file:
        for place in range(0, size, MARKED):
            file.seek(place)
            file.write(hashlib.sha256(str(place).encode()).digest())
        file.truncate(size)


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def begun(folder: Path) -> Iterator[tuple[Site, str, str]]:
    """A site with an admin who is signed in: the site, the session's token and the token of their forms."""
    settings = Settings(folder / "local")
    site = Site(settings.data)
    try:
        with Office(settings.office, settings.key_file) as office:
            with office.transaction():
                admin = people.add_person(office, "admin@example.org", "admin")
                opened = signing_in.begin_session(office, admin, "bench")
            token = office.vault.sign(f"{admin.id} {admin.password}".encode(), "forms").hex()
        yield site, opened.session, token
    finally:
        stopped(site.running)


def by_tuspy(site: Site, file: Path, cookie: str, token: str) -> None:
    """Sends it with tuspy: killed at a third; at two thirds the server is killed, and both are started again."""
    import json

    headers = {"X-Form-Token": token, "Cookie": f"{session.SESSION_COOKIE}={cookie}"}

    def client() -> subprocess.Popen[bytes]:
        """The client, which goes on where an earlier one was."""
        content, endpoint = site.content(), f"{site.address}/admin/uploads/"
        url = f"{endpoint}{content.parent.name}" if content else ""
        told = json.dumps([endpoint, str(file), url, headers])
        return subprocess.Popen([sys.executable, "-c", CLIENT, told], stderr=subprocess.DEVNULL)

    third = file.stat().st_size // 3
    sending = client()
    site.wait_until(third)
    sending.kill()
    sending.wait()
    sending = client()
    site.wait_until(2 * third)
    site.kill()
    sending.wait()
    site.start()
    if client().wait(PATIENCE):
        raise SystemExit("tuspy could not go on")


def by_chromium(site: Site, file: Path, cookie: str, _token: str) -> None:
    """Sends it on the desk's page: the tab is closed at a third, the server killed at two thirds."""
    from playwright.sync_api import sync_playwright

    third = file.stat().st_size // 3
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = browser.new_context()
        context.add_cookies([{"name": session.SESSION_COOKIE, "value": cookie, "url": site.address}])
        for ends in (third, 2 * third):
            page = context.new_page()
            page.goto(f"{site.address}/admin/imports/new")
            page.locator("#file").set_input_files(file)
            page.get_by_role("button", name="Send").click()
            site.wait_until(ends)
            if ends == third:
                page.close()
        site.kill()
        site.start()
        page.wait_for_url("**upload=*", timeout=PATIENCE * 1000)
        browser.close()


def measure(name: str, size: int) -> None:
    """Prints a row of the table: what a client was like."""
    send = {"tuspy": by_tuspy, "Chromium": by_chromium}[name]
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        file = Path(folder) / "large.csv"
        make(file, size)
        with begun(Path(folder)) as (site, cookie, token):
            time.sleep(1)
            idle, began = site.highest, time.monotonic()
            send(site, file, cookie, token)
            seconds = time.monotonic() - began
            content = site.content()
            equal = content is not None and digest(content) == digest(file)
        most = site.highest
    print(
        f"| {name} | {size / 1e9:.1f} | {seconds:.0f} | {idle / 1e6:.0f} | {most / 1e6:.0f} | "
        f"{'yes' if equal else 'NO'} |",
        flush=True,
    )


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gigabytes", type=float, default=3.0)
    parser.add_argument("clients", nargs="*", default=["tuspy", "Chromium"])
    options = parser.parse_args()
    print(measuring.machine())
    print("| client | GB | seconds | MB of a process, idle | MB, at most | bytes equal |\n|---|---|---|---|---|---|")
    for name in options.clients:
        measure(name, int(options.gigabytes * 1e9))


if __name__ == "__main__":
    main()
