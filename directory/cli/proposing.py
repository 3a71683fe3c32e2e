"""What the import command does about a table's map: without one, it proposes one and imports nothing."""

import json
import shlex
from pathlib import Path
from typing import Protocol

from directory.cli.console import JsonOption, tell
from directory.cli.downloading import command_downloads
from directory.importer import map_proposal
from directory.importer.fetching import local_file
from directory.importer.record import FileRefused
from directory.importer.sources import SOURCES
from directory.settings import Settings

CSV = "csv"  # the source whose files are read by a map


class TableOptions(JsonOption, Protocol):
    """The source of the files, their paths or https addresses.

    And the path of the map and the day of which the files speak, None where none is typed.
    """

    source: str
    files: list[str]
    map: str | None
    as_of: str | None


def require_map(options: TableOptions, settings: Settings) -> None:
    """Raises FileRefused where a table has no map, after proposing one, and where a map is given for another source."""
    if options.map and options.source != CSV:
        raise FileRefused(f"--map tells how to read a table: it goes with the source {CSV} only.")
    if options.map or options.source != CSV:
        return
    with command_downloads(settings) as downloads:
        proposal = map_proposal.propose(local_file(options.files[0], downloads), settings.data)
    for line in map_proposal.in_words(proposal):
        tell(line)
    if options.json:
        print(json.dumps(proposal))
    files, map_file = shlex.join(options.files), shlex.quote(proposal["map"])
    undated = not all(SOURCES[CSV].reader.day_in_name(Path(file).name) for file in options.files)
    day = " --as-of YYYY-MM-DD (the day the table was last kept)" if undated and not options.as_of else ""
    raise FileRefused(f"Look the map over, then: python3 run.py import {CSV} {files} --map {map_file}{day}")
