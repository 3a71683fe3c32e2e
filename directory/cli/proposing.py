"""What the import command does about a table's map: without one, it proposes one and imports nothing."""

import json
import shlex
from pathlib import Path
from typing import Protocol

from directory.cli.console import JsonOption, tell
from directory.cli.downloading import command_downloads
from directory.core.addresses import STATES
from directory.core.table_shapes import LICENCES, SHAPES, TABLE
from directory.importer import map_proposal, table_sample
from directory.importer.fetching import local_file
from directory.importer.record import FileRefused
from directory.importer.sources import SOURCES
from directory.settings import Settings


class TableOptions(JsonOption, Protocol):
    """The source of the files, their paths or https addresses.

    And the path of the map and the day of which the files speak, None where none is typed.
    """

    source: str
    files: list[str]
    states: list[str] | None
    map: str | None
    as_of: str | None


def require_map(options: TableOptions, settings: Settings) -> None:
    """Raises FileRefused where a table needs a map and has none, after proposing one, and where a map is given for
    another source.
    """
    if options.map and options.source not in SHAPES:
        raise FileRefused(f"--map tells how to read a table: it goes with {', '.join(SHAPES)} only.")
    if options.map or options.source not in SHAPES:
        return
    state = next(iter(options.states or []), "")
    with command_downloads(settings) as downloads:
        path = local_file(options.files[0], downloads)
        refusal = "" if options.source == TABLE.source else _refusal(path, options.source, state)
        if options.source != TABLE.source and not refusal:
            return
        proposal = map_proposal.propose(path, settings.data, options.source, state)
    for line in (*filter(None, [refusal]), *map_proposal.in_words(proposal)):
        tell(line)
    if options.json:
        print(json.dumps(proposal))
    files, map_file = shlex.join(options.files), shlex.quote(proposal["map"])
    undated = not all(SOURCES[options.source].reader.day_in_name(Path(file).name) for file in options.files)
    unsaid = " --as-of YYYY-MM-DD (the day the table was last kept)" if undated else ""
    day = f" --as-of {options.as_of}" if options.as_of else unsaid
    whose = f" --state {state}" if state else ""
    command = f"python3 run.py import {options.source} {files}{whose} --map {map_file}{day}"
    raise FileRefused(f"Look the map over, then: {command}")


def _refusal(path: Path, source: str, state: str) -> str:
    """Why a list needs a map, "" where it needs none; also of a file that is no table, of which the import says why."""
    if source == LICENCES.source and state not in STATES:
        return ""
    try:
        return table_sample.sample_table(path, source, state).refusal
    except FileRefused:
        return ""
