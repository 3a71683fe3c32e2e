"""The production server: granian, several worker processes, no access log (searches are nobody's business)."""

import errno
import gc
import socket
from collections.abc import Callable
from functools import cache
from multiprocessing import get_start_method

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

BACKLOG = 1024  # connections that may wait
PATIENCE = 3  # seconds for a worker to end; one told so while it starts does not hear it, and has nothing to lose


def trouble(host: str, port: int) -> str | None:
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
def made() -> Callable:
    """The application, made once in this process."""
    from directory import create_app

    return create_app()


def serve(host: str, port: int, workers: int) -> None:
    """Serves until it is stopped."""
    if (
        get_start_method() == "fork"
    ):  # as on Linux: the workers begin as copies of this process, and find the application ready
        _make_beforehand()
    Granian(
        "directory:create_app",
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        log_level=LogLevels.warning,
        log_access=False,
        websockets=False,
        blocking_threads=1,
        backpressure=BACKLOG // workers,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
    ).serve(target_loader=made, wrap_loader=False)


def _make_beforehand() -> None:
    gc.disable()  # nothing is thrown away meanwhile
    made().extensions["site"].gazetteer.named("")  # its cities by name are put together when the first is asked for
    gc.freeze()  # the collector writes to whatever it looks at, which would give each worker a copy of its own
    gc.enable()
