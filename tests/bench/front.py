"""What the web server in front costs: the same visitors in turns, straight to the site and through Caddy with TLS.

    python3 tests/bench/front.py [--practitioners 100000] [--seconds 15]

Caddy runs with docs/deploy/Caddyfile and a certificate of its own making. It, the site's two workers and the visitors
use the same machine. Linux only; Debian has caddy.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import load
import measuring
from made_directory import settings

sys.path.append(str(measuring.ROOT / "tests"))

from server import free_port, stopped

from directory.settings import Settings
from directory.store.listings.reader import Current

TURNS = 3
CADDYFILE = measuring.ROOT / "docs" / "deploy" / "Caddyfile"


@contextmanager
def caddy(site: int, folder: Path) -> Iterator[int]:
    """Runs Caddy in front of the site's port: its own port, with TLS."""
    port, file = free_port(), folder / "Caddyfile"
    file.write_text(CADDYFILE.read_text().replace("admin off", "admin off\n\tauto_https disable_redirects"))
    running = subprocess.Popen(
        ["caddy", "run", "--adapter", "caddyfile", "--config", file],
        env=os.environ
        | {"SITE": f"https://localhost:{port}", "UPSTREAMS": f"127.0.0.1:{site}", "HOME": str(folder)}
        | {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        time.sleep(10)  # for its certificate, and until it has found the site well
        yield port
    finally:
        stopped(running)


def measure(practitioners: int, seconds: int) -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory(prefix="directory-front-") as name:
        where = Settings(Path(name) / "served")
        where.data.mkdir()
        shutil.copy(settings(practitioners).directory_db, where.directory_db)
        asked = load.visits(Current(where.directory_db).get())
        plan = {"addresses": asked, "editions": None, "connections": load.CONNECTIONS, "rate": None, "requests": None}
        with load.Server(where.data) as server, caddy(server.port, Path(name)) as front:
            ways = {"straight": {"port": server.port}, "Caddy, TLS": {"port": front, "tls": True}}
            load.ask(plan | ways["straight"], lambda: time.sleep(seconds / 3))
            print("| turn | way | requests a second | p50 ms | p95 | p99 | faults | load |")
            print("|---|---|---|---|---|---|---|---|")
            for turn in range(1, TURNS + 1):
                for way, how in ways.items():
                    outcome = load.ask(plan | how, lambda: time.sleep(seconds))
                    rate = len(outcome["milliseconds"]) / outcome["seconds"]
                    times = " | ".join(f"{each:.0f}" for each in measuring.spread(outcome["milliseconds"]))
                    faults, busy = sum(outcome["faults"].values()), os.getloadavg()[0]
                    print(f"| {turn} | {way} | {rate:.0f} | {times} | {faults} | {busy:.0f} |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measures the site behind Caddy with TLS.")
    parser.add_argument("--practitioners", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=15, help="of each turn")
    options = parser.parse_args()
    measure(options.practitioners, options.seconds)
