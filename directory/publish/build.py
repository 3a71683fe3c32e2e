"""Building directory.db from all that the sources say now."""

import logging
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import chain, groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from directory.core.gazetteer import Gazetteer
from directory.core.gc_pause import garbage_collection_paused
from directory.core.hashing import content_hash
from directory.core.practitioner import ListedLocation, Practitioner, SourcedStatement
from directory.core.sources import CLAIMS, INSURERS, SOURCES
from directory.coverage.medicare_prices import medicare_prices
from directory.geocoding import locate
from directory.publish.doubts import keep_doubts
from directory.publish.edition import Edition, new_edition
from directory.publish.guard import refuse_great_loss
from directory.publish.insurer_lists import insurer_lists
from directory.publish.network_history import NetworkHistory
from directory.resolve import merge
from directory.resolve.bare import bare_entry
from directory.resolve.doubts import OF_THE_NAME, Doubt
from directory.resolve.owners import Resolved, explain
from directory.resolve.unlisted import is_held_back, unlisted
from directory.settings import keeps_register_minimum
from directory.store.connection import is_sound
from directory.store.imports import published
from directory.store.imports.accuracy import measured_accuracy
from directory.store.imports.database import Imports
from directory.store.imports.geocodes import Answer, answers
from directory.store.imports.last_read import last_read, problems_by_file
from directory.store.imports.orderers import standing_orderers
from directory.store.imports.photographs import forget_photographs_besides, named_photographs
from directory.store.imports.reviews import newest_reviews
from directory.store.imports.shared_phones import call_centers
from directory.store.imports.stated import note_owners, statements_of
from directory.store.imports.statements import StatementRef
from directory.store.imports.unlisted import HeldBack, note_held_back
from directory.store.listings.about import about_at

log = logging.getLogger(__name__)

LISTINGS_AT_ONCE = 200  # made: their statements are read together


@garbage_collection_paused()
def publish(
    imports: Imports,
    path: Path,
    gazetteer: Gazetteer,
    force: bool = False,
    anew: bool = False,
    trial: Path | None = None,
) -> int:
    """Builds the directory and puts it in the place of `path`, inside the caller's transaction; how many listings it
    has.

    anew: every listing is made again, also those that nothing has changed for. trial: where the directory is put
    instead, for somebody to look at. Raises TooManyLost, unless forced, where
    too much of the old directory would go (guard.py). Anything that goes wrong leaves the old file as it was.
    """
    try:
        return _publish(imports, path, gazetteer, force, anew, trial)
    except sqlite3.DatabaseError:
        if anew or not path.exists() or is_sound(path):
            raise
        return _publish(imports, path, gazetteer, force, True, trial)  # nothing can be copied from a damaged file


def _publish(imports: Imports, path: Path, gazetteer: Gazetteer, force: bool, anew: bool, trial: Path | None) -> int:
    began = time.monotonic()
    log.info("publish started")
    with new_edition(path, anew, trial) as edition:
        resolved, withheld = explain(imports)
        keep_doubts(imports, resolved.doubts)
        note_owners(imports.connection, resolved.owners.items())
        maker = ListingMaker(imports, edition, gazetteer, resolved, keeps_register_minimum())
        for practitioner_id, refs in groupby(imports.current(resolved.owners), key=attrgetter("practitioner_id")):
            maker.take(practitioner_id, list(refs))
        maker.make_waiting()
        note_held_back(imports.connection, chain(maker.unlisted, withheld_statements(imports, withheld)))
        standing = about_at(path)
        made_of = _made_of(imports, standing) | take_orderers(imports, edition)
        take_photographs(imports, edition, maker.own_words)
        edition.file.write_out_of_use(_out_of_use(maker.unlisted))
        shown = made_of | {"sources": maker.sources_shown(), "held_back": maker.held_back}
        about = edition.finish(shown, NetworkHistory(imports, resolved.owners))
        if not force:
            refuse_great_loss(standing, about, published.unpublished(imports.connection, standing))
    log.info("publish finished", extra={"listings": edition.count, "seconds": round(time.monotonic() - began, 1)})
    return edition.count


def _made_of(imports: Imports, standing: dict[str, Any]) -> dict[str, Any]:
    """What a directory says of the files that it is made of. standing: what the one that stands says of itself."""
    return {
        "made_up": imports.made_up(),
        "published_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "read": [(each.source, each.part, each.as_of) for each in last_read(imports.connection)],
        "snapshots": published.standing(imports.connection),
        "insurer_lists": insurer_lists(imports, standing.get("insurer_lists", {})),
        "medicare_prices": medicare_prices(imports.of_source("part-b")),
        "reviews": {name: asdict(review) for name, review in newest_reviews(imports.connection).items()},
        "accuracy": measured_accuracy(imports.connection),
        "quality": {"problems": problems_by_file(imports.connection)},
    }


def take_orderers(imports: Imports, edition: Edition) -> dict[str, Any]:
    """Takes the list of who may order and refer into the edition; what the directory says of it, {} without one."""
    if not (stands := standing_orderers(imports.connection)):
        return {}
    edition.file.write_orderers(stands.orderers)
    count = len(stands.orderers.npis)
    return {"orderers": {"as_of": stands.as_of, "count": count, "unread": stands.unread}}


def take_photographs(imports: Imports, edition: Edition, own_words: list[StatementRef]) -> None:
    """Takes the photographs that practices state now into the edition; all others are forgotten."""
    named = named_photographs(imports.connection, own_words)
    forget_photographs_besides(imports.connection, {digest for _, digest, _ in named})
    edition.photographs = named


class ListingMaker:
    """Makes listings of statements, or has the edition copy them where they would come out as they were.

    Some are made at a time, since what is said of many is read in the time of one.
    """

    def __init__(
        self, imports: Imports, edition: Edition, gazetteer: Gazetteer, resolved: Resolved, keeps_bare: bool = False
    ):
        self.imports, self.edition, self.gazetteer, self.keeps_bare = imports, edition, gazetteer, keeps_bare
        self.unproved = _by_owner(resolved)
        self.call_centers = call_centers(imports.connection, INSURERS)
        self.payers_numbers = tuple(map(str, sorted(self.call_centers)))  # for input_hash
        self.answers: dict[str, Answer] = answers(imports.connection)
        standing = edition.standing
        self.moved = locate.moved(imports, standing.published_at) if standing and self.answers else set()
        self.plans = merge.PlanMerger(imports.plan_list)
        self.waiting: list[tuple[list[StatementRef], bytes]] = []
        self.stated: Counter[tuple[str, str]] = Counter()  # listings by the source and day of their statements
        self.held_back: list[str] = []  # the ids of those who are not shown because they are excluded
        self.own_words: list[StatementRef] = []  # what practices say of themselves
        self.unlisted: list[HeldBack] = []  # whom a source lists and nobody is shown

    def take(self, practitioner_id: str, refs: list[StatementRef]) -> None:
        """Takes all that is said of one practitioner; what only adds to what others say makes nobody."""
        self.own_words += (ref for ref in refs if ref.source == CLAIMS)
        if not any(ref.lists for ref in refs):
            return
        numbers = self.payers_numbers if any(ref.source in INSURERS for ref in refs) else ()
        numbers += ("bare",) if self.keeps_bare else ()
        hashed = input_hash(practitioner_id, refs, (*self.unproved.get(practitioner_id, ()), *numbers))
        has_moved = self.moved and not self.moved.isdisjoint(ref.content for ref in refs)
        if not has_moved and self.edition.copy(practitioner_id, hashed):
            self._count(refs)
            return
        self.waiting.append((refs, hashed))
        if len(self.waiting) == LISTINGS_AT_ONCE:
            self.make_waiting()

    def make_waiting(self) -> None:
        """Makes the listings of those taken and not copied."""
        statements = self.imports.read(ref for refs, _ in self.waiting for ref in refs)
        by_practitioner = groupby(statements, key=attrgetter("practitioner_id"))
        for (refs, hashed), (practitioner_id, group) in zip(self.waiting, by_practitioner, strict=True):
            stated = merge.without_call_centers(list(group), self.call_centers)
            unproved = self.unproved.get(practitioner_id, ())
            listing = merge.merge(practitioner_id, stated, unproved)
            if not listing and self.keeps_bare:
                listing = bare_entry(practitioner_id, stated, unproved)
            if listing:
                plans = self.plans.merged(() if listing.bare else stated)
                self.edition.add(self._placed(plans.taken_by(listing)), plans.plans, hashed)
                self._count(refs)
            else:
                self._note_unlisted(practitioner_id, stated)
        self.waiting.clear()

    def _note_unlisted(self, practitioner_id: str, stated: list[SourcedStatement]) -> None:
        if is_held_back(stated):
            self.held_back.append(practitioner_id)
        if reason := unlisted(stated):
            name = next((each.statement.name for each in stated if each.statement.name), "")
            self.unlisted.append(
                HeldBack(practitioner_id, name, reason.why, reason.since, reason.by.source, reason.by.as_of)
            )

    def _placed(self, listing: Practitioner) -> Practitioner:
        return replace(listing, locations=tuple([self._with_point(each) for each in listing.locations]))

    def _with_point(self, location: ListedLocation) -> ListedLocation:
        point = locate.locate(location, self.gazetteer, self.answers)
        return replace(location, latitude=point.latitude, longitude=point.longitude, precision=point.precision)

    def _count(self, refs: Iterable[StatementRef]) -> None:
        self.stated.update([(ref.source, ref.as_of) for ref in refs])

    def sources_shown(self) -> list[dict[str, Any]]:
        """What pages show of each source: its newest day, how many statements stand."""
        days: dict[str, Counter[str]] = {}
        for (source, as_of), count in self.stated.items():
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


def _out_of_use(unlisted: Iterable[HeldBack]) -> Iterator[tuple[str, str, str, str]]:
    """Those whose NPI was deactivated, the only ones of whom the site says why they are not listed: of the excluded,
    the dead and those who asked it says nothing.
    """
    for each in unlisted:
        if each.why == "deactivated":
            yield each.ref, each.detail, each.source, each.as_of


def _by_owner(resolved: Resolved) -> dict[str, list[str]]:
    """{practitioner's id: the statements that are theirs on less proof than a bad standing wants}, in order."""
    found: dict[str, list[str]] = {}
    for ref in sorted(resolved.unproved):
        found.setdefault(resolved.practitioner(ref), []).append(ref)
    return found


def input_hash(practitioner_id: str, refs: Iterable[StatementRef], besides: Iterable[str] = ()) -> bytes:
    """16 bytes that tell what a listing is made of: whose it is, who says what of them, and as of which day.

    besides: what else it depends on: which of it is theirs on less proof than a bad standing wants, and which numbers
    are payers' call centers.
    """
    stated = [f"{ref.source} {ref.as_of} {ref.digest.hex()}" for ref in refs]
    return content_hash("\n".join((practitioner_id, *stated, *besides)).encode())


def withheld_statements(imports: Imports, doubts: list[Doubt]) -> Iterator[HeldBack]:
    """The statements that wait for an admin and are not shown meanwhile, with whom they may be about."""
    stated = statements_of(imports.connection, {doubt.one for doubt in doubts})
    for doubt in doubts:
        why = "name" if doubt.reason in OF_THE_NAME else "standing"
        for each in stated[doubt.one]:
            yield HeldBack(doubt.one, each.statement.name, why, doubt.other, each.source, each.as_of)
