"""The production server: granian, several worker processes, no access log (searches are nobody's business)."""

import errno
import gc
import socket
from functools import cache
from multiprocessing import cpu_count, get_start_method
from threading import Thread
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

BACKLOG = 1024  # connections that may wait
MISSPELLED = "Portlnd, OR"
THREADS = max(5, 2 * cpu_count() + 1)  # of a worker: who waits keeps nobody waiting; granian warns of more
KILL_TIMEOUT = 3  # seconds for a worker to end; one told so while it starts does not hear it, and has nothing to lose


def address_problem(host: str, port: int) -> str | None:
    """Why nothing can be served at this address, in words for an admin; None when it can."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            if getattr(error, "errno", 0) == errno.EADDRINUSE:
                return f"Port {port} is in use. Choose another: python3 run.py serve --port {port + 1}"
            return f"Cannot serve at {host}, port {port}: {getattr(error, 'strerror', None) or error}."
    return None


@cache
def application() -> Any:
    """The Flask application, made once in this process."""
    from directory import create_app

    return create_app()


def of_worker() -> Any:
    """The application in a worker process, which starts the compiler of letters while pages are served already."""
    if _makes_letters():
        Thread(target=_start_compiler, name="letters", daemon=True).start()
    return application()


def serve(host: str, port: int, workers: int, log_format: str) -> None:
    """Serves until it is stopped. log_format: see logs.configure."""
    if get_start_method() == "fork":  # as on Linux: workers begin as copies of this process, and find it ready
        _make_beforehand()
    Granian(
        "directory:create_app",
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        log_level=LogLevels.warning,
        log_access=False,
        log_dictconfig=_log_config(log_format),
        websockets=False,
        blocking_threads=THREADS,
        backpressure=BACKLOG // workers,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_TIMEOUT,
    ).serve(target_loader=of_worker, wrap_loader=False)


def _log_config(log_format: str) -> dict[str, Any]:
    """Granian's own messages, such as a worker that ended, written as ours are."""
    handler = {"()": "directory.logs.ServerOutput", "log_format": log_format}
    return {"handlers": {"console": handler, "access": handler}}


def _make_beforehand() -> None:
    from directory.referral import pdf
    from directory.search.places import resolve_place

    gc.disable()  # nothing is thrown away meanwhile
    # The gazetteer puts its places together, by name and by spelling, when the first misspelled one is asked for.
    gazetteer = application().extensions["site"].gazetteer
    resolve_place(MISSPELLED, gazetteer)
    gazetteer.nearest(0, 0)  # and makes its ZIP codes of their lines when the first visitor gives a position
    if _makes_letters():
        pdf.make_ready()
    gc.freeze()  # the collector writes to whatever it looks at, which would give each worker a copy of its own
    gc.enable()


def _makes_letters() -> bool:
    from directory.referral import render

    return "pdf" in [each.name for each in render.MADE_HERE]


def _start_compiler() -> None:
    from directory.referral import pdf
    from directory.store.reference.files import letter_words

    pdf.set_one(letter_words())
