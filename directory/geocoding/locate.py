"""Where a practice is: what a geocoding service said of its address, else the center of its ZIP code or its city."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import asdict

from directory.core.gazetteer import Gazetteer
from directory.core.names import folded
from directory.core.practitioner import Location, Statement
from directory.store.imports.database import Imports
from directory.store.imports.geocodes import Answer, answered_since, answers, keep, note_addresses, unanswered

if TYPE_CHECKING:  # loading all of geopy's services takes a tenth of a second, and most directories ask none
    from directory.geocoding.services import GeocodingService

NOT_KEPT = "failed"  # no answer came: the next import asks again


class Point(NamedTuple):
    """Where a location is: degrees, and precision "rooftop", "street", "zip" or "city".

    All None where it cannot be placed.
    """

    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None


def locate(location: Location, gazetteer: Gazetteer, known: dict[str, Answer] | None = None) -> Point:
    """The point of a location.

    known: what services have answered. A ZIP code in another state than the address is a slip of the pen: then the city
    decides.
    """
    answer = known.get(key(location)) if known else None
    if answer and answer.latitude is not None:
        return Point(answer.latitude, answer.longitude, answer.precision)
    zip_code = gazetteer.zip((location.postal_code or "")[:5])
    placed = zip_code if zip_code and zip_code.latitude is not None else None
    if placed and placed.state == location.state:
        return Point(placed.latitude, placed.longitude, "zip")
    if city := gazetteer.city(location.city, location.state):
        return Point(city.latitude, city.longitude, "city")
    return Point(placed.latitude, placed.longitude, "zip") if placed else Point()


def key(location: Location) -> str:
    """An address as it is looked up: however it is capitalized and punctuated, it is asked for once."""
    return folded(f"{location.address} {location.city} {location.state} {(location.postal_code or '')[:5]}")


def ask(imports: Imports, service: "GeocodingService", gazetteer: Gazetteer) -> dict[str, Any]:
    """Asks a service for every address that it was not asked for yet: {"asked", "placed", "far": [reasons],
    "given_up"}.

    Each answer is kept as it comes, outside any transaction, so that a stopped import goes on where it was.
    """
    from directory.geocoding.points import points_of

    with imports.transaction():
        note_addresses(imports.connection, _addresses)
    known = answers(imports.connection)
    places = {key(place): place for each in unanswered(imports.connection) for place in each.locations if place.address}
    new = {address: place for address, place in places.items() if address not in known}
    points = {address: _zip_point(place, gazetteer) for address, place in new.items()}
    counts: Counter[str] = Counter()
    far: list[str] = []
    found = points_of({address: asdict(place) for address, place in new.items()}, service, points)
    keep(imports.connection, _answered(found, service.name, counts, far))
    return {
        "asked": len(new),
        "placed": counts["placed"],
        "far": far,
        "given_up": service.given_up,
        "stopped": service.stopped,
    }


def moved(imports: Imports, since: str) -> set[int]:
    """The contents of imports.db whose points may be others than at a moment (ISO, UTC), for what a service has
    answered.
    """
    note_addresses(imports.connection, _addresses)
    return answered_since(imports.connection, since)


def _addresses(statement: Statement) -> set[str]:
    return {key(place) for place in statement.locations if place.address}


def _zip_point(place: Location, gazetteer: Gazetteer) -> tuple[float, float] | None:
    found = locate(place, gazetteer)
    return (found.latitude, found.longitude) if found.latitude is not None and found.longitude is not None else None


def _answered(
    found: Iterator[tuple[str, Any]], name: str, counts: Counter[str], far: list[str]
) -> Iterator[tuple[str, Answer]]:
    for address, told in found:
        if isinstance(told, dict):
            counts["placed"] += 1
            yield address, Answer(told["latitude"], told["longitude"], told["precision"], name, None)
        elif told.kind != NOT_KEPT:
            if told.kind == "far":
                far.append(f"{address}: {told.reason}")
            yield address, Answer(None, None, None, name, told.reason)
