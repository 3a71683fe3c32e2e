"""The command that serves the site."""

from contextlib import nullcontext
from importlib.util import find_spec
from typing import Any, Protocol

from directory.cli import server
from directory.cli.console import DONE, Failure, tell
from directory.cli.metrics import metrics_beside
from directory.cli.working import kept_running
from directory.settings import Settings
from directory.store.listings.reader import Current, DamagedDirectory, NoDirectory
from directory.store.office.database import Office
from directory.store.tiles import read_tiles

NOTHING_TAKEN = (
    "This machine shows what is published elsewhere, and has taken nothing yet. First: python3 run.py follow ADDRESS "
    "--key KEY --once"
)


class ServeOptions(Protocol):
    """Where to serve, and with how many processes; no_worker: one runs elsewhere (run.py worker)."""

    host: str
    port: int
    workers: int
    no_worker: bool


def serve(options: ServeOptions, settings: Settings) -> int:
    """Serves the site and works for its desk until it is stopped, with the sample directory where nothing was ever
    imported; not on a reader, which has nothing made up to show."""
    if problem := server.address_problem(options.host, options.port):
        raise Failure(problem)
    if settings.office.exists():  # nothing is served where the office key is not right
        Office(settings.office, settings.key_file, settings.key).connection.close()
    if settings.tiles_file:
        read_tiles(settings.tiles_file)
    about = _about_directory(settings)
    made_up = ", all of them made up" if about["made_up"] else ""
    address = f"http://{options.host}:{options.port}/"
    tell(f"The directory is at {address} ({about['listings']:,} listings{made_up}). Stop it with Ctrl+C.")
    worker = nullcontext() if options.no_worker else kept_running("worker")
    with metrics_beside(settings), worker:
        server.serve(options.host, options.port, options.workers, settings.log_format)
    return DONE


def _about_directory(settings: Settings) -> dict[str, Any]:
    """What the published directory says of itself; it is published first where there is none."""
    try:
        return Current(settings.directory_db).get().about
    except DamagedDirectory:
        raise
    except NoDirectory:
        if settings.follows or not find_spec("sqlite_utils"):
            raise Failure(NOTHING_TAKEN) from None
        from directory.cli.sample import publish_first_directory  # the importer takes long to load

        publish_first_directory(settings)
        return Current(settings.directory_db).get().about
