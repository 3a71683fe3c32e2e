"""The command that works for admins, and what `serve` keeps running beside the site."""

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
def kept_running(command: str) -> Iterator[None]:
    """Keeps a command running, such as "worker", in a process of its own, until the block ends."""
    keeper = _Keeper(command)
    keeper.thread.start()
    try:
        yield
    finally:
        keeper.stop()


class _Keeper:
    """Starts a command, and once more whenever it ended by itself."""

    def __init__(self, command: str) -> None:
        self.command = [sys.executable, str(ROOT / "run.py"), command]
        self.stopping = threading.Event()
        self.lock = threading.Lock()
        self.running: subprocess.Popen[bytes] | None = None
        self.thread = threading.Thread(target=self._keep, daemon=True)

    def _keep(self) -> None:
        while not self.stopping.is_set():
            with self.lock:
                if self.stopping.is_set():
                    return
                self.running = subprocess.Popen(self.command, stdin=subprocess.PIPE)
            self.running.wait()
            self.stopping.wait(PAUSE)

    def stop(self) -> None:
        """Stops it."""
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
