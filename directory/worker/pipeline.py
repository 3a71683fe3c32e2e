"""An import from its files to what is published, as the commands and the worker do it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import UNSET

from directory.core import dates
from directory.geocoding import locate
from directory.importer import run
from directory.importer.fetching import Downloads, LocalFile, fetcher, local_files
from directory.importer.report import Geocoded, Report
from directory.importer.report_files import write_without_point
from directory.publish import build
from directory.resolve.doubts import TOO_MANY
from directory.settings import Settings
from directory.store.imports.database import Imports
from directory.store.imports.decisions import waiting
from directory.store.listings.gaps import gaps
from directory.store.listings.reader import Current
from directory.store.reference.files import gazetteer

if TYPE_CHECKING:  # loading all of geopy's services takes a tenth of a second, and most directories ask none
    from directory.geocoding.services import GeocodingService


Read = Callable[[run.Reading], None]  # told how far a file is read


class ImportOrder(Protocol):
    """What is to be imported. files: paths or https addresses; whole: None where the file's name tells; plans: what
    chooses from a table of contents (tic); map: the path of a table's map (csv).
    """

    source: str
    files: list[str]
    whole: bool | None
    as_of: str | None
    states: list[str] | None
    payer: str | None
    society: str | None
    plans: list[str] | None
    map: str | None


def gather(order: ImportOrder, downloads: Downloads) -> list[LocalFile]:
    """The files of an order on this machine, those that they name themselves too. Raises FileRefused, OSError."""
    return [each for file in order.files for each in local_files(file, order.source, order.plans, downloads)]


def read_files(
    imports: Imports,
    order: ImportOrder,
    files: list[LocalFile],
    downloads: Downloads,
    report_folder: Path | None,
    progress: Read,
) -> Report:
    """Reads files into imports.db, inside the caller's transaction; see importer.run.import_files."""
    editions = {file.path: file.edition for file in files if file.edition}
    options = run.ImportOptions(
        whole=order.whole,
        as_of=order.as_of,
        state=next(iter(order.states or []), ""),
        map_file=Path(order.map) if order.map else None,
        payer=order.payer or "",
        society=order.society or "",
        plans={file.path: file.plans for file in files if file.plans},
        editions=editions,
        fetched_on=dates.today() if editions and all("://" in file for file in order.files) else None,
        fetch=fetcher(order.files, downloads.folder, downloads.of_named(*order.files).public),
        report_folder=report_folder,
        progress=progress,
    )
    return run.import_files(imports, order.source, [file.path for file in files], gazetteer(), options)


def configured_geocoder(settings: Settings) -> "GeocodingService | None":
    """The geocoding service that the settings name, None where they name none."""
    if not settings.geocoder:
        return None
    from directory.geocoding.services import configured

    return configured(settings.geocoder, settings.geocoder_settings)


def ask_for_points(imports: Imports, geocoder: "GeocodingService | None", settings: Settings) -> dict[str, Any]:
    """Asks a geocoding service where new addresses are; the fields of the report that tell it."""
    if not geocoder:
        return {}
    answered = locate.ask(imports, geocoder, gazetteer())
    return {"geocoded": Geocoded(**answered, report=write_without_point(imports, settings.data) or UNSET)}


def publish(imports: Imports, settings: Settings, force: bool = False) -> None:
    """Publishes all that stands, inside the caller's transaction. Raises TooManyLost where the guard refuses it."""
    build.publish(imports, settings.directory_db, gazetteer(), force)


def about_published(imports: Imports, settings: Settings) -> dict[str, Any]:
    """The fields of a report that tell of the directory that was published with it."""
    directory = Current(settings.directory_db).get()
    lacking = [gap._asdict() | {"line": gap.in_words()} for gap in gaps(directory)]
    return _in_doubt(imports) | {"held_back": directory.about["held_back"], "cannot_answer": lacking}


def _in_doubt(imports: Imports) -> dict[str, Any]:
    """How many pairs of statements wait for an admin's decision, and a line for each group too large to be compared."""
    pairs = waiting(imports.connection)
    too_many = [pair for pair in pairs if TOO_MANY in pair["reason"]]
    lines = [f"{pair['one']} and {pair['other']}: {pair['reason']}" for pair in too_many]
    return {"waiting": len(pairs), "not_compared": lines}
