"""The command that lists what was imported."""

import json

from directory.cli.console import DONE, JsonOption, tell
from directory.importer.report import ReportedSnapshot
from directory.importer.report_words import snapshots_in_words
from directory.settings import Settings
from directory.store.imports.database import Imports
from directory.store.imports.published import exists, unpublished
from directory.store.listings.about import about_at


def list_imports(options: JsonOption, settings: Settings) -> int:
    """Lists the snapshots, newest first."""
    snapshots = []
    if exists(settings.imports_db):
        with Imports(settings.imports_db) as imports:
            waiting = unpublished(imports.connection, about_at(settings.directory_db))
            snapshots = [ReportedSnapshot.of(row, waiting) for row in imports.snapshots()]
    if options.json:
        print(json.dumps([each.as_json() for each in snapshots]))
        return DONE
    if not snapshots:
        tell("Nothing was imported here yet.")
    for line in snapshots_in_words(snapshots):
        print(line)
    return DONE
