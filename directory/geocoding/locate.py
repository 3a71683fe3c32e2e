"""Where a practice is: what a geocoding service said of its address, else the center of its ZIP code, else of its city."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from directory.core.gazetteer import Gazetteer
from directory.core.names import folded
from directory.store.imports.database import Imports
from directory.store.imports.geocodes import Answer, answered_since, answers, keep, note_addresses, unanswered

if TYPE_CHECKING:  # loading all of geopy's services takes a tenth of a second, and most directories ask none
    from directory.geocoding.services import GeocodingService

NOT_KEPT = "failed"  # no answer came: the next import asks again


def locate(location: dict, gazetteer: Gazetteer, known: dict[str, Answer] | None = None) -> dict:
    """latitude, longitude (degrees) and precision ("rooftop", "street", "zip", "city" or None) of a location.

    known: what services have answered. A ZIP code in another state than the address is a slip of the pen: then the city decides.
    """
    answer = known.get(key(location)) if known else None
    if answer and answer.latitude is not None:
        return {"latitude": answer.latitude, "longitude": answer.longitude, "precision": answer.precision}
    zip_code = gazetteer.zip((location["postal_code"] or "")[:5])
    has_point = zip_code and zip_code.latitude is not None
    sure = has_point and zip_code.state == location["state"]
    city = None if sure else gazetteer.city(location["city"], location["state"])
    if city:
        return {"latitude": city.latitude, "longitude": city.longitude, "precision": "city"}
    if has_point:
        return {"latitude": zip_code.latitude, "longitude": zip_code.longitude, "precision": "zip"}
    return {"latitude": None, "longitude": None, "precision": None}


def key(location: dict) -> str:
    """An address as it is looked up: however it is capitalized and punctuated, it is asked for once."""
    return folded(
        " ".join((location["address"], location["city"], location["state"], (location["postal_code"] or "")[:5]))
    )


def ask(imports: Imports, service: "GeocodingService", gazetteer: Gazetteer) -> dict:
    """Asks a service for every address that it was not asked for yet: {"asked", "placed", "far": [reasons], "given_up"}.

    Each answer is kept as it comes, outside any transaction, so that a stopped import goes on where it was.
    """
    from directory.geocoding.points import points_of

    with imports.transaction():
        note_addresses(imports.connection, _addresses)
    known = answers(imports.connection)
    places = {
        key(place): place for each in unanswered(imports.connection) for place in each["locations"] if place["address"]
    }
    new = {address: place for address, place in places.items() if address not in known}
    points = {address: _zip_point(place, gazetteer) for address, place in new.items()}
    counts: Counter[str] = Counter()
    far: list[str] = []
    keep(imports.connection, _answered(points_of(new, service, points), service.name, counts, far))
    return {
        "asked": len(new),
        "placed": counts["placed"],
        "far": far,
        "given_up": service.given_up,
        "stopped": service.stopped,
    }


def moved(imports: Imports, since: str) -> set[int]:
    """The contents of imports.db whose points may be others than at a moment (ISO, UTC), for what a service has answered."""
    note_addresses(imports.connection, _addresses)
    return answered_since(imports.connection, since)


def _addresses(listing: dict) -> set[str]:
    return {key(place) for place in listing["locations"] if place["address"]}


def _zip_point(place: dict, gazetteer: Gazetteer) -> tuple[float, float] | None:
    found = locate(place, gazetteer)
    return (found["latitude"], found["longitude"]) if found["precision"] else None


def _answered(found: Iterator, name: str, counts: Counter, far: list[str]) -> Iterator[tuple[str, Answer]]:
    for address, told in found:
        if isinstance(told, dict):
            counts["placed"] += 1
            yield address, Answer(told["latitude"], told["longitude"], told["precision"], name, None)
        elif told.kind != NOT_KEPT:
            if told.kind == "far":
                far.append(f"{address}: {told.reason}")
            yield address, Answer(None, None, None, name, told.reason)
