"""The command that fetches what is known where to find, as the desk's cards do, and imports it."""

import json
from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from directory.cli.console import DONE, Failure, JsonOption, tell
from directory.cli.downloading import command_downloads
from directory.cli.imports import import_files
from directory.core.known_fetches import FETCH_BY_NAME
from directory.core.portals import Portal
from directory.core.sources import STATE_LISTS
from directory.settings import Settings
from directory.store.imports.database import Imports
from directory.store.imports.last_read import LastRead
from directory.store.imports.published import exists, unpublished_at
from directory.store.listings.about import about_at
from directory.store.reference import files
from directory.worker.known import NothingNew, PortalList, fetch_known, portal_list
from directory.worker.orders import JobOrder

# Options of an import that a list from a portal does not want.
ONLY_FOR_FILES = ("whole", "payer", "society", "plans", "map", "as_of", "registry")


class FetchOptions(JsonOption, Protocol):
    """What can be typed after `fetch`. what: a name in core/known_fetches.py."""

    what: str
    state: str


def fetch(options: FetchOptions, settings: Settings) -> int:
    """Imports the newest of what was asked for, where it is not here already."""
    if options.what == STATE_LISTS:
        return _fetch_list(options, settings)
    if options.state:
        raise Failure(f"--state says whose list of licenses: it goes with {STATE_LISTS} only.")
    folder = settings.data / "downloads"
    try:
        with command_downloads(settings) as downloads, Imports(settings.imports_db) as imports:
            order = fetch_known(JobOrder(known=options.what), imports, folder, downloads)
    except NothingNew as found:
        about = {"source": FETCH_BY_NAME[options.what].source, "nothing_new": True}
        print(json.dumps(about) if options.json else f"Nothing new: {found}")
        return DONE
    return import_files(_import_options(options, order.source, order.files, None), settings)


def _fetch_list(options: FetchOptions, settings: Settings) -> int:
    """Imports the acupuncturists of a state's list as its portal gives them, where it is newer than what is imported.

    The day of the list is that on which its rows last changed; the version is part of the file's name.
    """
    portal = _portal(options.state)
    found = _as_it_is(options.state, portal, settings)
    if found.imported and not found.is_newer:
        return _tell_nothing_new(options, settings, found.day, found.imported)
    tell(f"{portal.address} changed its list on {found.day}: fetching its acupuncturists.")
    with TemporaryDirectory(prefix="fetched-") as folder:
        path = str(found.download(Path(folder)))
        return import_files(_import_options(options, STATE_LISTS, [path], [options.state]), settings)


def _as_it_is(state: str, portal: Portal, settings: Settings) -> PortalList:
    if not exists(settings.imports_db):
        return portal_list(state, portal, None)
    with Imports(settings.imports_db) as imports:
        return portal_list(state, portal, imports)


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


def _tell_nothing_new(options: FetchOptions, settings: Settings, day: str, imported: LastRead) -> int:
    """Says which snapshot is as new as the portal's list, and whether it is published."""
    snapshot = imported.snapshot
    waits = snapshot in unpublished_at(settings.imports_db, about_at(settings.directory_db))
    if options.json:
        about = {"source": STATE_LISTS, "state": options.state, "as_of": day, "nothing_new": True}
        print(json.dumps(about | {"snapshot": snapshot, "published": not waits}))
        return DONE
    held = f"{imported.file}, imported and not published: python3 run.py publish" if waits else imported.file
    print(f"Nothing new: the list of {options.state} last changed on {day}.")
    print(f"Import {snapshot} ({held}) is of {imported.as_of}. To read it again, first: rollback {snapshot}")
    return DONE


def _import_options(options: FetchOptions, source: str, files: list[str], states: list[str] | None) -> Any:
    """What `import SOURCE FILE...` would have been told."""
    typed = dict.fromkeys(ONLY_FOR_FILES) | vars(options)
    return Namespace(**typed | {"source": source, "files": files, "states": states})
