"""Building directory.db from all that the sources say now, as if from nothing: a listing that would come out as it was is taken over."""

import hashlib
from collections import Counter
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from directory.core.gazetteer import Gazetteer
from directory.importer import geocode, merge
from directory.importer.belonging import belonging
from directory.importer.sources import SOURCES
from directory.importer.uncollected import uncollected
from directory.store import publishing
from directory.store.decisions import note_doubts
from directory.store.geocodes import Answer, answers
from directory.store.imports import Imports, Said
from directory.store.listings import Current, NoDirectory

MOST_LOST = 0.2  # of the listings, in one publish: more is a mistake until an admin says that it is not


class TooManyLost(Exception):
    """The new directory would lack so many of the old one's listings that somebody should look first."""


@uncollected()
def publish(imports: Imports, path: Path, gazetteer: Gazetteer, force: bool = False, anew: bool = False) -> int:
    """Builds the directory and puts it in the place of `path`; how many listings it has.

    anew: every listing is made again, also those that nothing has changed for. Raises TooManyLost, unless forced, where more than a fifth
    of the listings would go. Anything that goes wrong leaves the old file as it was.
    """
    with imports.transaction(), publishing.replacement(path, anew) as builder:
        made_up = imports.made_up()
        owners, doubts = belonging(imports)
        known = answers(imports.connection)
        moved = geocode.moved(imports, builder.old.published_at) if builder.old and known else set()
        note_doubts(imports.connection, doubts)
        counts: Counter[tuple[str, str]] = Counter()
        for owner, group in groupby(imports.said(owners=owners), key=attrgetter("owner")):
            said = list(group)
            made_from = _made_from(said)
            kept = moved.isdisjoint(each.content for each in said) and builder.keep(owner, made_from)
            practitioner = None if kept else merge.practitioner(owner, list(map(imports.statement, said)))
            if practitioner:
                builder.add(_placed(practitioner, gazetteer, known), made_from)
            if kept or practitioner:
                counts.update((each.source, each.as_of) for each in said)
        if not (force or made_up):
            _refuse_great_loss(path, builder.count)
        published_at = datetime.now(UTC).isoformat(timespec="seconds")
        builder.finish({"made_up": made_up, "published_at": published_at, "sources": _sources(counts)})
        return builder.count


def _made_from(said: list[Said]) -> bytes:
    """What tells whether a listing would come out otherwise: whose it is, who says what of them, as of which day."""
    told = "\n".join((said[0].owner, *(f"{each.source} {each.as_of} {each.digest.hex()}" for each in said)))
    return hashlib.blake2b(told.encode(), digest_size=16).digest()


def _sources(counts: Counter[tuple[str, str]]) -> list[dict]:
    """What is shown of each source. counts: how many listings stand on it, by (source, as of which day)."""
    return [{"source": name, "title": SOURCES[name].TITLE, "said_by": SOURCES[name].SAID_BY, "as_of": max(days), "listings": sum(days.values())}
            for name in SOURCES if (days := {day: count for (source, day), count in counts.items() if source == name})]


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
