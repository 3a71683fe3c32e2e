"""What visits cost nearby: what practitioners in a state billed Medicare for acupuncture, and what Medicare approved.

Each practitioner's averages in CMS's yearly file count once, whoever else lists them. The figures are made at a publish
and stand in what the directory says about itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from statistics import median
from typing import Any, NamedTuple

from directory.core.cpt import FIRST_QUARTER, FURTHER_QUARTER
from directory.core.guide import VisitUnits
from directory.core.medicare_service import MedicareService
from directory.core.practitioner import SourcedStatement
from directory.coverage.costs import Range, to_cents

FEWEST = 3  # practitioners whose prices are a state's; of fewer it is their own price
QUARTERS = {FIRST_QUARTER: "first", FURTHER_QUARTER: "further"}
KINDS = ("charge", "allowed")


class NearbyPrices(NamedTuple):
    """What was asked, or approved, in a state and a year, by how many: in cents, for the first quarter of an hour, for
    each further one, and for a usual visit. source, as_of: who says so.
    """

    state: str
    year: int
    practitioners: int
    first: Range
    further: Range
    visit: Range
    source: str
    as_of: str


def medicare_prices(statements: Iterable[SourcedStatement]) -> dict[str, Any]:
    """By state what was billed in offices: {"CO": {"year", "practitioners", "source", "as_of", "charge": {"first":
    [low, middle, high], "further": [...]}, "allowed": the same}}, in cents.

    Of states in which FEWEST or more billed both quarters; the state is that of the statement itself.
    """
    by_state: dict[str, list[SourcedStatement]] = defaultdict(list)
    for each in statements:
        for state in {place.state for place in each.statement.locations}:
            by_state[state].append(each)
    found = {state: _of_state(stated) for state, stated in by_state.items()}
    return {state: prices for state, prices in sorted(found.items()) if prices}


def _of_state(stated: list[SourcedStatement]) -> dict[str, Any]:
    by_quarter: dict[str, list[MedicareService]] = defaultdict(list)
    for each in stated:
        for service in each.statement.medicare_services:
            if service.place == "office" and service.code in QUARTERS:
                by_quarter[QUARTERS[service.code]].append(service)
    if any(len(by_quarter[quarter]) < FEWEST for quarter in QUARTERS.values()):
        return {}
    return {
        "year": by_quarter["first"][0].year,
        "practitioners": len(by_quarter["first"]),
        "source": stated[0].source,
        "as_of": stated[0].as_of,
    } | {
        kind: {quarter: _spread(getattr(each, kind) for each in services) for quarter, services in by_quarter.items()}
        for kind in KINDS
    }


def _spread(dollars: Iterable[float]) -> list[int]:
    cents = sorted(map(to_cents, dollars))
    return [cents[0], round(median(cents)), cents[-1]]


def nearby_prices(known: Mapping[str, Any], state: str, medicare: bool, units: VisitUnits) -> NearbyPrices | None:
    """What a visit costs in a state: what Medicare approved where it is to pay, else what was asked. None where nothing
    is known. known: as `medicare_prices` gives it.
    """
    prices = known.get(state)
    if not prices:
        return None
    first, further = (Range(*prices["allowed" if medicare else "charge"][quarter]) for quarter in QUARTERS.values())
    quarters = (units.shortest - 1, (units.shortest + units.longest) / 2 - 1, units.longest - 1)
    visit = Range(*(round(one + more * times) for one, more, times in zip(first, further, quarters, strict=True)))
    return NearbyPrices(
        state, prices["year"], prices["practitioners"], first, further, visit, prices["source"], prices["as_of"]
    )
