"""Building directory.db from all that the sources say now, as if from nothing: a listing that would come out as it was is taken over."""

import hashlib
from collections import Counter
from datetime import UTC, datetime
from itertools import groupby, islice
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

SOME = 200  # practitioners made at once
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
        make = _Making(imports, builder, gazetteer, known, counts)
        for owner, group in groupby(imports.said(owners=owners), key=attrgetter("owner")):
            said = list(group)
            made_from = _made_from(said)
            if moved.isdisjoint(each.content for each in said) and builder.keep(owner, made_from):
                counts.update((each.source, each.as_of) for each in said)
            else:
                make.add(said, made_from)
        make.all()
        if not (force or made_up):
            _refuse_great_loss(path, builder.count)
        published_at = datetime.now(UTC).isoformat(timespec="seconds")
        builder.finish({"made_up": made_up, "published_at": published_at, "sources": _sources(counts)})
        return builder.count


class _Making:
    """Makes listings anew, some at a time, since what is said of many is read in the time of one. counts: how many listings stand on a source and day."""

    def __init__(self, imports: Imports, builder: publishing.Builder, gazetteer: Gazetteer, known: dict[str, Answer], counts: Counter[tuple[str, str]]):
        self.imports, self.builder, self.gazetteer, self.known, self.counts = imports, builder, gazetteer, known, counts
        self.insurance = merge.Insurance(imports.plans)
        self.waiting: list[tuple[list[Said], bytes]] = []

    def add(self, said: list[Said], made_from: bytes) -> None:
        """Takes up what is said of one practitioner."""
        self.waiting.append((said, made_from))
        if len(self.waiting) == SOME:
            self.all()

    def all(self) -> None:
        """Makes the listings of those taken up."""
        read = self.imports.read([each for said, _ in self.waiting for each in said])
        for said, made_from in self.waiting:
            practitioner = merge.practitioner(said[0].owner, list(islice(read, len(said))), self.insurance)
            if practitioner:
                for location in practitioner["locations"]:
                    location |= geocode.locate(location, self.gazetteer, self.known)
                self.builder.add(practitioner, made_from)
                self.counts.update((each.source, each.as_of) for each in said)
        self.waiting.clear()


def _made_from(said: list[Said]) -> bytes:
    """What tells whether a listing would come out otherwise: whose it is, who says what of them, as of which day."""
    told = "\n".join((said[0].owner, *(f"{each.source} {each.as_of} {each.digest.hex()}" for each in said)))
    return hashlib.blake2b(told.encode(), digest_size=16).digest()


def _sources(counts: Counter[tuple[str, str]]) -> list[dict]:
    """What is shown of each source. counts: how many listings stand on it, by (source, as of which day)."""
    return [{"source": name, "title": SOURCES[name].TITLE, "said_by": SOURCES[name].SAID_BY, "as_of": max(days), "listings": sum(days.values())}
            for name in SOURCES if (days := {day: count for (source, day), count in counts.items() if source == name})]


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
