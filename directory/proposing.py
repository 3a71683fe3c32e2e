"""What the import command does about a table's map: without one, it proposes one and imports nothing."""

import json
import shlex
import sys
from argparse import Namespace
from contextlib import ExitStack

from directory.fetching import at_hand
from directory.importer import proposal
from directory.importer.record import Refused
from directory.importer.sources import table
from directory.settings import Settings


def see_to_the_map(options: Namespace, settings: Settings) -> None:
    """Raises Refused unless a table has a map and no other source has one."""
    if options.map and options.source != table.NAME:
        raise Refused(f"--map tells how to read a table: it goes with the source {table.NAME} only.")
    if options.map or options.source != table.NAME:
        return
    with ExitStack() as fetches:
        told = proposal.propose(at_hand(options.files[0], fetches, settings), settings.data)
    for line in proposal.in_words(told):
        print(line, file=sys.stderr)
    if options.json:
        print(json.dumps(told))
    raise Refused(f"Look the map over, then: python3 run.py import {table.NAME} {shlex.join(options.files)} --map {shlex.quote(told['map'])}")
