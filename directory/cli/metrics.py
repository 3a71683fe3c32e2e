"""The command that tells figures to whoever watches the site, in Prometheus' format, on this machine only."""

import os
import signal
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from directory.cli.console import DONE, Failure, tell
from directory.cli.server import address_problem
from directory.cli.working import kept_running
from directory.settings import Settings
from directory.worker.process import stop_when_told

HOST = "127.0.0.1"  # figures are for this machine: whoever collects them from elsewhere comes through a way of its own
FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def tell_figures(_options: Namespace, settings: Settings) -> int:
    """Answers on METRICS_PORT until it is stopped."""
    from prometheus_client import CollectorRegistry, start_http_server
    from prometheus_client.multiprocess import MultiProcessCollector

    from directory.cli.metrics_of_data import DataCollector

    if not settings.metrics_port:
        raise Failure("METRICS_PORT is not set: it is the port of this machine where figures are told, such as 9464.")
    if problem := address_problem(HOST, settings.metrics_port):
        raise Failure(problem)
    registry = CollectorRegistry()
    registry.register(DataCollector(settings))
    if os.environ.get(FOLDER):
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        tell("Only the data's figures: those of the site are told where serve starts this.")
    start_http_server(settings.metrics_port, HOST, registry)
    stop_when_told()
    signal.pause()
    return DONE


@contextmanager
def metrics_beside(settings: Settings) -> Iterator[None]:
    """Tells figures in a process of its own, where METRICS_PORT is set, until the block ends; the server's processes
    leave theirs in a folder that goes with it.
    """
    if not settings.metrics_port:
        yield
        return
    if problem := address_problem(HOST, settings.metrics_port):
        raise Failure(problem.partition(".")[0] + ". METRICS_PORT says where figures are told.")
    with TemporaryDirectory(prefix="directory-figures-") as folder:
        os.environ[FOLDER] = folder
        with kept_running("metrics"):
            yield
