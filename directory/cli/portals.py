"""The command that fetches a state's list from its open-data portal and imports it."""

import json
from argparse import Namespace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from directory.cli.console import DONE, Failure, JsonOption, tell
from directory.cli.imports import import_files
from directory.core.portals import Portal
from directory.core.sources import STATE_LISTS
from directory.importer.formats.socrata import download_rows, rows_updated_at
from directory.settings import Settings
from directory.store.imports.database import Imports
from directory.store.imports.last_read import LastRead, last_read
from directory.store.imports.published import exists, unpublished_at
from directory.store.listings.reader import about_at
from directory.store.reference import files

# Options of an import that a list from a portal does not want.
ONLY_FOR_FILES = ("whole", "payer", "plans", "map", "as_of", "registry")


class FetchOptions(JsonOption, Protocol):
    """What can be typed after `fetch`."""

    state: str


def fetch(options: FetchOptions, settings: Settings) -> int:
    """Imports the acupuncturists of a state's list as its portal gives them, where it is newer than what is imported.

    The day of the list is that on which its rows last changed; the version is part of the file's name.
    """
    portal = _portal(options.state)
    version = rows_updated_at(portal)
    name = f"{options.state}_{portal.dataset}_{version:%Y%m%dT%H%M%SZ}.csv"
    imported = _imported(options.state, settings)
    if imported and not _is_newer(name, version, imported):
        return _tell_nothing_new(options, settings, version, imported)
    tell(f"{portal.address} changed its list on {version:%Y-%m-%d}: fetching its acupuncturists.")
    with TemporaryDirectory(prefix="fetched-") as folder:
        path = Path(folder) / name
        download_rows(portal, version, path)
        return import_files(_import_options(options, path), settings)


def _portal(state: str) -> Portal:
    """A state's portal. Raises Failure where none is known, or the state's layout is wrong."""
    try:
        portal = files.licence_layout(state).portal if state in files.licence_states() else None
    except ValueError as error:
        raise Failure(str(error)) from None
    if not portal:
        known = ", ".join(layout.state for layout in files.licence_layouts() if layout.portal)
        raise Failure(
            f"No open-data portal is known for “{state}”, only for {known}. Other lists are downloaded with a browser, "
            f"then: python3 run.py import {STATE_LISTS} FILE --state XX"
        )
    return portal


def _imported(state: str, settings: Settings) -> LastRead | None:
    """The newest list of a state that stands. An update of some rows is none: it stands beside whatever list."""
    if not exists(settings.imports_db):
        return None
    with Imports(settings.imports_db) as imports:
        newest = last_read(imports.connection, whole=True)
    return next((each for each in newest if (each.source, each.part) == (STATE_LISTS, state)), None)


def _is_newer(name: str, version: datetime, imported: LastRead) -> bool:
    """Whether a portal's list is newer: of a later day, or the same list's later version of the same day.

    Of the same day nothing else is: its mended rows, or the list as somebody downloaded it, would be lost.
    """
    day, same_list = f"{version:%Y-%m-%d}", name.rpartition("_")[0] == imported.file.rpartition("_")[0]
    return day > imported.as_of or (day == imported.as_of and same_list and name > imported.file)


def _tell_nothing_new(options: FetchOptions, settings: Settings, version: datetime, imported: LastRead) -> int:
    """Says which snapshot is as new as the portal's list, and whether it is published."""
    snapshot, day = imported.snapshot, f"{version:%Y-%m-%d}"
    waits = snapshot in unpublished_at(settings.imports_db, about_at(settings.directory_db))
    if options.json:
        about = {"source": STATE_LISTS, "state": options.state, "as_of": day, "nothing_new": True}
        print(json.dumps(about | {"snapshot": snapshot, "published": not waits}))
        return DONE
    held = f"{imported.file}, imported and not published: python3 run.py publish" if waits else imported.file
    print(f"Nothing new: the list of {options.state} last changed on {day}.")
    print(f"Snapshot {snapshot} ({held}) is of {imported.as_of}. To read it again, first: rollback {snapshot}")
    return DONE


def _import_options(options: FetchOptions, path: Path) -> Any:
    """What `import licences PATH` would have been told."""
    return Namespace(**(dict.fromkeys(ONLY_FOR_FILES) | vars(options)), files=[str(path)], states=[options.state])
