"""Building directory.db from all that the sources say now, as if from nothing: a listing that would come out as it was is taken over."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from directory.core.gazetteer import Gazetteer
from directory.core.gc_pause import garbage_collection_paused
from directory.core.hashing import content_hash
from directory.core.sources import SOURCES
from directory.geocoding import locate
from directory.resolve import merge
from directory.resolve.owners import belonging
from directory.store.imports.database import Imports, Said, Told
from directory.store.imports.decisions import note_doubts
from directory.store.imports.geocodes import Answer, answers
from directory.store.listings import writer
from directory.store.listings.reader import Current, NoDirectory

SOME = 200  # practitioners made at once
MOST_LOST = 0.2  # of the listings, in one publish: more is a mistake until an admin says that it is not


class TooManyLost(Exception):
    """The new directory would lack so many of the old one's listings that somebody should look first."""


@garbage_collection_paused()
def publish(imports: Imports, path: Path, gazetteer: Gazetteer, force: bool = False, anew: bool = False) -> int:
    """Builds the directory and puts it in the place of `path`; how many listings it has.

    anew: every listing is made again, also those that nothing has changed for. Raises TooManyLost, unless forced, where more than a fifth
    of the listings would go. Anything that goes wrong leaves the old file as it was.
    """
    with imports.transaction(), writer.replacement(path, anew) as builder:
        made_up = imports.made_up()
        owners, doubts = belonging(imports)
        known = answers(imports.connection)
        moved = locate.moved(imports, builder.old.published_at) if builder.old and known else set()
        note_doubts(imports.connection, doubts)
        sources = _Sources(imports.snapshots())
        make = _Making(imports, builder, gazetteer, known, sources)
        for told in imports.told(owners):
            made_from = _made_from(told, sources)
            stays = not moved or moved.isdisjoint(map(int, told.contents.split(",")))
            if stays and builder.keep(told.owner, made_from):
                sources.counts[told.snapshots] += 1
            else:
                make.add(told, made_from)
        make.all()
        if not (force or made_up):
            _refuse_great_loss(path, builder.count)
        published_at = datetime.now(UTC).isoformat(timespec="seconds")
        builder.finish({"made_up": made_up, "published_at": published_at, "sources": sources.shown()})
        return builder.count


class _Sources:
    """The sources and days of statements, by the snapshots they are of (Told.snapshots), and how many listings stand on them."""

    def __init__(self, snapshots: list[dict]):
        days = {str(each["id"]): (each["source"], each["as_of"]) for each in snapshots}
        self.said = cache(lambda snapshots: [days[each] for each in snapshots.split(",")])
        self.in_words = cache(lambda snapshots: str(self.said(snapshots)))
        self.counts: Counter[str] = Counter()

    def shown(self) -> list[dict]:
        """What is shown of each source."""
        days: dict[str, Counter[str]] = {}
        for snapshots, count in self.counts.items():
            for source, as_of in self.said(snapshots):
                days.setdefault(source, Counter())[as_of] += count
        return [
            {
                "source": source.name,
                "title": source.title,
                "said_by": source.said_by,
                "as_of": max(days[source.name]),
                "listings": days[source.name].total(),
            }
            for source in SOURCES
            if source.name in days
        ]


class _Making:
    """Makes listings anew, some at a time, since what is said of many is read in the time of one."""

    def __init__(
        self,
        imports: Imports,
        builder: writer.Builder,
        gazetteer: Gazetteer,
        known: dict[str, Answer],
        sources: _Sources,
    ):
        self.imports, self.builder, self.gazetteer, self.known, self.sources = (
            imports,
            builder,
            gazetteer,
            known,
            sources,
        )
        self.insurance = merge.Insurance(imports.plans)
        self.waiting: list[tuple[Told, bytes]] = []

    def add(self, told: Told, made_from: bytes) -> None:
        """Takes up what is told of one practitioner."""
        self.waiting.append((told, made_from))
        if len(self.waiting) == SOME:
            self.all()

    def all(self) -> None:
        """Makes the listings of those taken up."""
        statements = self.imports.read(said for told, _ in self.waiting for said in self._said(told))
        for (told, made_from), (_, group) in zip(
            self.waiting, groupby(statements, key=attrgetter("owner")), strict=True
        ):
            practitioner = merge.practitioner(told.owner, list(group), self.insurance)
            if practitioner:
                for location in practitioner["locations"]:
                    location |= locate.locate(location, self.gazetteer, self.known)
                self.builder.add(practitioner, made_from)
                self.sources.counts[told.snapshots] += 1
        self.waiting.clear()

    def _said(self, told: Told) -> Iterator[Said]:
        for (source, as_of), content in zip(self.sources.said(told.snapshots), told.contents.split(","), strict=True):
            yield Said(told.owner, source, as_of, int(content))


def _made_from(told: Told, sources: _Sources) -> bytes:
    """What tells whether a listing would come out otherwise: whose it is, who says what of them, as of which day."""
    return content_hash("\n".join((told.owner, sources.in_words(told.snapshots), told.digests)).encode())


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
