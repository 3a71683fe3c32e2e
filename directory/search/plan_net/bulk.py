"""Everything at once: the resources of an edition in files, each of so many at most.

A file is named by its type and the listings that it is of, so it is made when it is asked for, always the same in one
edition on one day. No listing is read to tell which files there are: their sizes are bounds.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from directory.core.index_terms import DIRECT
from directory.core.insurers import InsurerDetails
from directory.core.taxonomy import KINDS
from directory.search.plan_net.catalog import catalog_of
from directory.search.plan_net.graph import Graph
from directory.search.plan_net.parameters import TYPES
from directory.search.plan_net.values import Made
from directory.store.listings.reader import Directory, Numbers
from directory.store.listings.sizes import listing_sizes
from directory.store.listings.terms import under

SHORTEST_PLAN = 64  # bytes of one as JSON
READ_AT_ONCE = 50
UNBOUND = 1 << 40  # the file bounds what is made
KINDS_OF_RESOURCES = tuple(kind for kind in TYPES if kind != "Provenance")
NAME = re.compile(r"([A-Za-z]{1,40})-(\d{1,9})-(\d{1,9})(?:-(\d{1,4}))?", re.ASCII)
CLINIC = tuple(KINDS).index("clinic")


class BulkFile(NamedTuple):
    """A file. first, stop: of the listings by number, 0 and 0 for what is no listing's; piece: which one of those of a
    single listing that has more than a file holds, 0 for the first.
    """

    kind: str
    first: int
    stop: int
    piece: int = 0

    @property
    def name(self) -> str:
        """Its name, without what tells its format."""
        return f"{self.kind}-{self.first}-{self.stop}" + (f"-{self.piece}" if self.piece else "")

    @classmethod
    def of(cls, name: str) -> "BulkFile | None":
        """The file of a name; None where it is no such name."""
        match = NAME.fullmatch(name)
        if not match or match[1] not in KINDS_OF_RESOURCES:
            return None
        return cls(match[1], int(match[2]), int(match[3]), int(match[4] or 0))


_KEPT: WeakKeyDictionary[Directory, dict[int, tuple[BulkFile, ...]]] = WeakKeyDictionary()


def bulk_files(directory: Directory, details: dict[str, InsurerDetails], most: int) -> list[BulkFile]:
    """All files of a directory, with at most so many resources each."""
    kept = _KEPT.setdefault(directory, {})  # once for each edition and day
    if most not in kept:
        kept[most] = tuple(_of_all_listings(directory, most))
    keys = catalog_of(directory, details).keys
    pieces = [(kind, -(-len(all_of) // most)) for kind, all_of in keys.items()]
    of_payers = [BulkFile(kind, 0, 0, piece) for kind, count in pieces for piece in range(count)]
    return [*of_payers, *kept[most]]


def _of_all_listings(directory: Directory, most: int) -> Iterator[BulkFile]:
    places, plans = listing_sizes(directory)
    places = np.maximum(places, 1)
    is_clinic = directory.columns["kind"] == CLINIC
    has_direct = np.zeros(len(directory), bool)
    has_direct[under(directory, DIRECT)] = True
    roles = places * (1 + plans // SHORTEST_PLAN)
    bounds = {
        "Practitioner": ~is_clinic * 1,
        "PractitionerRole": ~is_clinic * roles,
        "Location": places,
        "Organization": is_clinic * 2,  # and what it is part of
        "OrganizationAffiliation": is_clinic * roles,
        "HealthcareService": places,
        "Endpoint": has_direct * 1,
    }
    for kind, bound in bounds.items():
        yield from _of_listings(kind, bound, most)


def _of_listings(kind: str, bounds: Numbers, most: int) -> Iterator[BulkFile]:
    first, held = 0, 0
    for number, size in enumerate(bounds.tolist()):
        if held and held + size > most:
            yield BulkFile(kind, first, number)
            held = 0
        if size and not held:
            first = number
        held += size
        if held > most:  # of one listing alone
            yield from (BulkFile(kind, number, number + 1, piece) for piece in range(-(-held // most)))
            held = 0
    if held:
        yield BulkFile(kind, first, len(bounds))


def contents(file: BulkFile, directory: Directory, details: dict[str, InsurerDetails], most: int) -> Iterator[Made]:
    """The resources of a file, in the directory's order."""
    found = _contents(file, directory, details)
    for place, made in enumerate(found):
        if file.piece * most <= place < (file.piece + 1) * most:
            yield made


def _contents(file: BulkFile, directory: Directory, details: dict[str, InsurerDetails]) -> Iterator[Made]:
    if file.stop == 0:
        for key in Graph(directory, details).catalog.keys.get(file.kind, ()):
            yield key.make()
    for start in range(file.first, file.stop, READ_AT_ONCE):
        graph = Graph(directory, details, UNBOUND)
        numbers = range(start, min(start + READ_AT_ONCE, file.stop))
        graph.load(numbers)
        for number in numbers:
            yield from graph.of_listing(file.kind, number)
