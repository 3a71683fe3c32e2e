"""Finding resources: first those of payers and states, then those of listings in the directory's order.

That order is one for all types, so a page continues where the last one ended. Listings that cannot have what is asked
for are not read (narrowing.py).
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from directory.core.names import folded
from directory.search.plan_net.catalog import CatalogKey
from directory.search.plan_net.conditions import Asked, Condition, Referred
from directory.search.plan_net.graph import Graph
from directory.search.plan_net.ids import NETWORK, PAYER
from directory.search.plan_net.matching import matcher
from directory.search.plan_net.narrowing import SAME_LISTING, Numbers, narrow, union
from directory.search.plan_net.near import Circle
from directory.search.plan_net.parameters import BY_NAME
from directory.search.plan_net.values import Made

MOST_TARGETS = 500  # of a chain that are kept; of more, each candidate's own reference is followed
FIRST_READ, READ_AT_ONCE = 4, 64  # listings
NOT_OF_LISTINGS = -1


class Position(NamedTuple):
    """Where a resource is in the order: the number of its listing, or NOT_OF_LISTINGS, and its place among its own."""

    listing: int
    place: int


START = Position(NOT_OF_LISTINGS, -1)
LAST_PLACE = 1 << 30  # more than any listing has resources


class Pause:
    """How far a search has come that stops where much has been looked at. reached: None where it came to the end."""

    def __init__(self, until: int):
        """until: what may be left of the budget."""
        self.until = until
        self.reached: Position | None = None


class Finder:
    """Finds resources of one directory. targets: of conditions in chains, the names of all that they hold of; None
    where these are many.
    """

    def __init__(self, graph: Graph):
        self.graph = graph
        self.targets: dict[Asked, frozenset[str] | None] = {}

    def find(
        self, kind: str, asked: Sequence[Asked], after: Position = START, progress: Pause | None = None
    ) -> Iterator[tuple[Position, Made]]:
        """All resources of a type of which all conditions hold, in order. Raises BadSearch where that costs too much;
        with `progress` it stops before, as soon as something has been looked at.
        """
        for place, key in self._keys(kind, asked, after):
            if self._pauses(progress, Position(NOT_OF_LISTINGS, place - 1), after):
                return
            self.graph.spend()
            made = key.make()
            if all(self.holds(each, made) for each in asked):
                yield Position(NOT_OF_LISTINGS, place), made
        if kind != "InsurancePlan":
            yield from self._of_listings(kind, asked, after, progress)

    def _pauses(self, progress: Pause | None, reached: Position, after: Position) -> bool:
        if progress and self.graph.budget < progress.until and reached > after:
            progress.reached = reached
            return True
        return False

    def _keys(self, kind: str, asked: Sequence[Asked], after: Position) -> Iterator[tuple[int, CatalogKey]]:
        """The payers' and states' resources that may be meant, with their places."""
        keys = self.graph.catalog.keys.get(kind, []) if after.listing == NOT_OF_LISTINGS else []
        for place, key in enumerate(keys):
            if place > after.place and all(_key_may(self, key, each) for each in asked):
                yield place, key

    def _of_listings(
        self, kind: str, asked: Sequence[Asked], after: Position, progress: Pause | None
    ) -> Iterator[tuple[Position, Made]]:
        numbers = _candidates(self, asked)
        first = max(after.listing, 0)
        numbers = numbers[numbers >= first]
        for some in (part.tolist() for part in _parts(numbers)):
            if self._pauses(progress, Position(some[0] - 1, LAST_PLACE), after):
                return
            self.graph.forget()
            self.graph.load(some)
            for number in some:
                for place, made in enumerate(self.graph.of_listing(kind, number)):
                    position = Position(number, place)
                    if position > after and all(self.holds(each, made) for each in asked):
                        yield position, made

    def all_of(self, asked: Asked) -> frozenset[str] | None:
        """The names of all resources of which a condition holds; None where they are more than MOST_TARGETS."""
        if asked not in self.targets:
            names: set[str] = set()
            for name in self._names(asked):
                names.add(name)
                if len(names) > MOST_TARGETS:
                    break
            self.targets[asked] = frozenset(names) if len(names) <= MOST_TARGETS else None
        return self.targets[asked]

    def _names(self, asked: Asked) -> Iterator[str]:
        if isinstance(asked, Condition):
            yield from (made.name for _, made in self.find(asked.kind, [asked]))
            return
        for _, made in self.find(asked.inner.kind, [asked.inner]):
            for reference in asked.parameter.values(made.resource):
                if reference["reference"].startswith(f"{asked.kind}/"):
                    yield reference["reference"]

    def holds(self, asked: Asked, made: Made) -> bool:
        """Whether a condition holds of a resource."""
        if isinstance(asked, Referred):
            return self._is_referred(asked, made)
        values = list(asked.parameter.values(made.resource))
        if asked.modifier == "missing":
            return (not values) == (asked.wanted[0] == "true")
        if asked.parameter.kind == "special":
            return any(Circle.of(each).holds(made.resource) for each in asked.wanted)
        if asked.chain:
            names = [value["reference"] for value in values if "reference" in value]
            return any(self._target_holds(asked, asked.chain, name) for name in names)
        if asked.parameter.kind == "reference":
            return any(value.get("reference") in asked.wanted for value in values)
        tests = [matcher(asked.parameter, asked.modifier, each) for each in asked.wanted]
        return any(test(value) for test in tests for value in values) != (asked.modifier == "not")

    def _target_holds(self, outer: Condition, asked: Condition, name: str) -> bool:
        """Whether a condition holds of what is referred to: read by itself where few listings are looked at."""
        if not name.startswith(f"{asked.kind}/"):
            return False
        is_own = (outer.kind, outer.parameter.name) in SAME_LISTING
        known = self.targets.get(asked) if is_own else self.all_of(asked)
        if known is not None:
            return name in known
        target = self.graph.read(name)
        return target is not None and self.holds(asked, target)

    def _is_referred(self, asked: Referred, made: Made) -> bool:
        known = self.all_of(asked)
        if known is not None:
            return made.name in known
        inner = self.referring(asked.inner.kind, asked.parameter.name, made.name, asked.inner)
        return next(inner, None) is not None

    def referring(self, kind: str, parameter: str, name: str, *asked: Asked) -> Iterator[Made]:
        """The resources of a type that refer to one, by its name."""
        refers = Condition(kind, BY_NAME[kind][parameter], "", (name,))
        return (made for _, made in self.find(kind, [refers, *asked]))


def _parts(numbers: Numbers) -> Iterator[Numbers]:
    """Numbers in parts: small ones first, for a page is soon full."""
    start, size = 0, FIRST_READ
    while start < len(numbers):
        yield numbers[start : start + size]
        start, size = start + size, min(2 * size, READ_AT_ONCE)


def _candidates(finder: Finder, asked: Sequence[Asked]) -> Numbers:
    """The numbers of the listings that can have what is asked for; ascending."""
    found = [numbers for each in asked if (numbers := candidates_of(finder, each)) is not None]
    return reduce(np.intersect1d, found) if found else np.arange(len(finder.graph.directory))


def candidates_of(finder: Finder, asked: Asked) -> Numbers | None:
    """Those who can have a resource of which a condition holds; None: anybody."""
    if isinstance(asked, Referred):
        return _referred_numbers(finder, asked)
    kind, name = asked.kind, asked.parameter.name
    if asked.modifier not in ("", "exact"):
        return None
    wanted = asked.wanted
    if asked.chain:
        if (kind, name) in SAME_LISTING and (numbers := candidates_of(finder, asked.chain)) is not None:
            return numbers
        targets = finder.all_of(asked.chain)
        if targets is None:
            return None
        wanted = tuple(targets)
    found = [narrow(finder.graph, kind, name, each) for each in wanted]
    return None if any(each is None for each in found) else union([each for each in found if each is not None])


def _referred_numbers(finder: Finder, asked: Referred) -> Numbers | None:
    if (asked.inner.kind, asked.parameter.name) in SAME_LISTING:
        return candidates_of(finder, asked.inner)
    names = finder.all_of(asked)
    if names is None:
        return None
    found = [narrow(finder.graph, asked.kind, "_id", name.partition("/")[2]) for name in names]
    return None if any(each is None for each in found) else union([each for each in found if each is not None])


def _key_may(finder: Finder, key: CatalogKey, asked: Asked) -> bool:
    """Whether a condition can hold of a payer's or a state's resource, told without making it."""
    if isinstance(asked, Referred):
        known = finder.all_of(asked)
        return known is None or f"{asked.kind}/{key.resource_id}" in known
    if asked.modifier or asked.chain:
        return True
    match asked.parameter.name:
        case "_id":
            return key.resource_id in asked.wanted
        case "name":
            return any(folded(word).startswith(folded(each)) for word in key.words for each in asked.wanted)
        case "network":
            return any(each.removeprefix("Organization/" + NETWORK) in key.resource_id for each in asked.wanted)
        case "owned-by" | "administered-by":
            return f"Organization/{PAYER}{key.payer}" in asked.wanted
    return True
