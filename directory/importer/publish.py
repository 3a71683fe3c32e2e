"""Building directory.db from all that the sources say now."""

from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from directory.core.gazetteer import Gazetteer
from directory.importer import geocode, merge
from directory.importer.belonging import belonging
from directory.importer.sources import SOURCES
from directory.store import publishing
from directory.store.decisions import note_doubts
from directory.store.geocodes import Answer, answers
from directory.store.imports import Imports
from directory.store.listings import Current, NoDirectory

MOST_LOST = 0.2  # of the listings, in one publish: more is a mistake until an admin says that it is not


class TooManyLost(Exception):
    """The new directory would lack so many of the old one's listings that somebody should look first."""


def publish(imports: Imports, path: Path, gazetteer: Gazetteer, force: bool = False) -> int:
    """Builds the directory and puts it in the place of `path`; how many listings it has.

    Raises TooManyLost, unless forced, where more than a fifth of the listings would go. Anything that goes wrong leaves
    the old file as it was.
    """
    with imports.transaction(), publishing.replacement(path) as builder:
        made_up = imports.made_up()
        owners, doubts = belonging(imports)
        known = answers(imports.connection)
        note_doubts(imports.connection, doubts)
        sources: dict[str, dict] = {}
        for owner, statements in groupby(imports.statements(owners=owners), key=lambda statement: statement.owner):
            said = list(statements)
            practitioner = merge.practitioner(owner, said)
            if not practitioner:
                continue
            for statement in said:
                counted = sources.setdefault(statement.source, _described(statement.source))
                counted["as_of"] = max(counted["as_of"], statement.as_of)
                counted["listings"] += 1
            builder.add(_placed(practitioner, gazetteer, known))
        if not (force or made_up):
            _refuse_great_loss(path, builder.count)
        published_at = datetime.now(UTC).isoformat(timespec="seconds")
        builder.finish({"made_up": made_up, "published_at": published_at, "sources": list(sources.values())})
        return builder.count


def _described(source: str) -> dict:
    said = SOURCES[source]
    return {"source": source, "title": said.TITLE, "said_by": said.SAID_BY, "as_of": "", "listings": 0}


def _placed(practitioner: dict, gazetteer: Gazetteer, known: dict[str, Answer]) -> dict:
    for location in practitioner["locations"]:
        location |= geocode.locate(location, gazetteer, known)
    return practitioner


def _refuse_great_loss(path: Path, count: int) -> None:
    try:
        old = Current(path).get().about
    except NoDirectory:
        return
    if not old["made_up"] and count < old["listings"] * (1 - MOST_LOST):
        raise TooManyLost(
            f"The directory would go from {old['listings']:,} listings to {count:,}, so it stays as it was. "
            "If that is right, run: python3 run.py publish --force"
        )
