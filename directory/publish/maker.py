"""Making listings of what the sources say."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import Any, Protocol

from msgspec.structs import replace

from directory.core.gazetteer import Gazetteer
from directory.core.hashing import content_hash
from directory.core.practitioner import ListedLocation, Practitioner, SourcedStatement
from directory.core.sources import CLAIMS, INSURERS, SOURCES
from directory.geocoding import locate
from directory.resolve import merge
from directory.resolve.bare import bare_entry
from directory.resolve.owners import Resolved
from directory.resolve.unlisted import is_held_back, unlisted
from directory.store.imports.database import Imports
from directory.store.imports.geocodes import Answer, answers
from directory.store.imports.shared_phones import call_centers
from directory.store.imports.statements import StatementRef
from directory.store.imports.unlisted import HeldBack
from directory.store.listings.writer import StandingDirectory

LISTINGS_AT_ONCE = 200  # made: their statements are read together


class Taker(Protocol):
    """What takes listings: an Edition, or what stands for one."""

    @property
    def standing(self) -> StandingDirectory | None:
        """See Edition."""

    def copy(self, practitioner_id: str, input_hash: bytes) -> bool:
        """Takes one over; False where none there was made of the same."""

    def add(self, listing: Practitioner, plans: bytes, input_hash: bytes) -> None:
        """Takes one that was made."""


class ListingMaker:
    """Makes listings of statements, or has the edition copy them where they would come out as they were.

    Some are made at a time, since what is said of many is read in the time of one.
    """

    def __init__(
        self,
        imports: Imports,
        edition: "Taker",
        gazetteer: Gazetteer,
        resolved: Resolved,
        keeps_bare: bool = False,
        centers: frozenset[tuple[str, str]] | None = None,
    ):
        """centers: see call_centers, where they are known."""
        self.imports, self.edition, self.gazetteer, self.keeps_bare = imports, edition, gazetteer, keeps_bare
        self.unproved = _by_owner(resolved)
        self.call_centers = call_centers(imports.connection, INSURERS) if centers is None else centers
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
