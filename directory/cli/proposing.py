"""What the import command does about a table's map: without one, it proposes one and imports nothing."""

import json
import shlex
import sys
from argparse import Namespace
from contextlib import ExitStack

from directory.cli.fetching import at_hand
from directory.importer import map_proposal
from directory.importer.record import FileRefused
from directory.settings import Settings

CSV = "csv"  # the source whose files are read by a map


def see_to_the_map(options: Namespace, settings: Settings) -> None:
    """Raises FileRefused unless a table has a map and no other source has one."""
    if options.map and options.source != CSV:
        raise FileRefused(f"--map tells how to read a table: it goes with the source {CSV} only.")
    if options.map or options.source != CSV:
        return
    with ExitStack() as fetches:
        told = map_proposal.propose(at_hand(options.files[0], fetches, settings), settings.data)
    for line in map_proposal.in_words(told):
        print(line, file=sys.stderr)
    if options.json:
        print(json.dumps(told))
    raise FileRefused(
        f"Look the map over, then: python3 run.py import {CSV} {shlex.join(options.files)} --map {shlex.quote(told['map'])}"
    )
