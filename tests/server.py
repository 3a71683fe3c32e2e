"""Starting servers in a test: the production one, and small ones of this process."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from conftest import ROOT


def free_port():
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, patience=30):
    """Waits until something answers there. patience: seconds, and more on a machine that is busy."""
    for _ in range(10 * patience):
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:  # nobody listens, or nobody has time yet: a machine may be busy
            time.sleep(0.1)
    raise TimeoutError(f"nothing answers at {address}")


def run_apart(coroutine):
    """What a coroutine gives, in a loop and a thread of its own: here a browser's loop may run, of tests before."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


@contextmanager
def answering(server):
    """Has a server of socketserver's kind answer in a thread while the block runs."""
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def serving(data, log, *options, **environment):
    """Runs the production server over a data folder, its output in a file: the address."""
    port = free_port()
    with log.open("wb") as output:
        command = [sys.executable, ROOT / "run.py", "serve", "--port", str(port), *options]
        running = subprocess.Popen(
            command, env=os.environ | {"DIRECTORY_DATA": str(data)} | environment, stdout=output, stderr=output
        )
        try:
            wait_for(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            stopped(running)


def stopped(running):
    """Ends a server: asked to, and after 20 seconds made to."""
    running.terminate()
    try:
        running.wait(20)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait(20)
        raise
