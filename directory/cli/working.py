"""The command that works for admins, and the worker that `serve` starts beside the site."""

import subprocess
import sys
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from directory.cli.console import DONE, tell
from directory.cli.errors import in_words
from directory.settings import ROOT, Settings
from directory.worker import process

PAUSE = 1.0  # second before a worker that ended is started again
PATIENCE = 5.0  # seconds for a worker to stop; then it is ended, which loses nothing


def work(_options: Namespace, settings: Settings) -> int:
    """Does the jobs that admins ask for on the site, until it is stopped."""
    if not process.is_piped():
        tell("Working for the desk. Stop it with Ctrl+C.")
    process.work(settings, in_words)
    return DONE


@contextmanager
def worker_beside() -> Iterator[None]:
    """Keeps one worker running, in a process of its own, until the block ends."""
    keeper = _Keeper()
    keeper.thread.start()
    try:
        yield
    finally:
        keeper.stop()


class _Keeper:
    """Starts a worker, and another one whenever it ended by itself."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.lock = threading.Lock()
        self.running: subprocess.Popen[bytes] | None = None
        self.thread = threading.Thread(target=self._keep, daemon=True)

    def _keep(self) -> None:
        while not self.stopping.is_set():
            with self.lock:
                if self.stopping.is_set():
                    return
                command = [sys.executable, str(ROOT / "run.py"), "worker"]
                self.running = subprocess.Popen(command, stdin=subprocess.PIPE)
            self.running.wait()
            self.stopping.wait(PAUSE)

    def stop(self) -> None:
        """Stops the worker."""
        with self.lock:
            self.stopping.set()
        if not self.running:
            return
        self.running.terminate()
        try:
            self.running.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                self.running.kill()
