"""The point that a geocoding service gives an address, believed only as far as the service can know it.

An answer coarser than a street is no point, and neither is one far from the center of the address's ZIP code.
"""

import re
from collections.abc import Hashable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple, TypedDict, TypeVar

from directory.core.geo import miles_between
from directory.geocoding.census import LARGEST_BATCH, BatchAddress, BatchMatch
from directory.geocoding.precision import precision_of
from directory.geocoding.services import GeocodingService

FAR_MILES = 50  # from the center of its ZIP code: a point at this distance is taken for a mistake

# With a suite's number Nominatim finds nothing (https://github.com/osm-search/Nominatim/issues/80); a pin is the
# building's anyway.
UNIT_WORDS = "STE|SUITE|UNIT|APT|APARTMENT|FL|FLOOR|RM|ROOM|BLDG|BUILDING|OFC|OFFICE|DEPT|SPC|LOT"
UNIT = re.compile(rf"(#|\b({UNIT_WORDS})\b\.?\s*#?\s*([A-Z]?\d|[A-Z]\b)).*", re.IGNORECASE)
POST_BOX = re.compile(r"\s*P\.?\s*O\.?\s*BOX\b", re.IGNORECASE)

Coordinates = tuple[float, float]  # latitude and longitude, in degrees
Address = Mapping[str, str | None]  # address, city, state, postal_code
Key = TypeVar("Key", bound=Hashable)


class AddressPoint(TypedDict):
    """Where an address is. precision: "rooftop" or "street"; geocoder: the name of the service that says so."""

    latitude: float
    longitude: float
    precision: str
    geocoder: str


class NotLocated(NamedTuple):
    """Why an address has no pin, in words for the admin.

    kind: "unknown" and "coarse" are answers to keep; "far" is a Problem to report; "failed" is no answer: to be asked
    again.
    """

    kind: str
    reason: str


NO_HOUSE = NotLocated("unknown", "the address has no house number to look for")


def street_of(address: str) -> str:
    """House number and street, without the suite; "" where there is no house to look for.

    That is where the address has no number, or is a post office box.
    """
    parts = (" ".join(UNIT.sub("", part).split()) for part in address.split(",") if not POST_BOX.match(part))
    return next((part for part in parts if re.search(r"\d", part)), "")


def point_of(address: Address, service: GeocodingService, zip_point: Coordinates | None) -> AddressPoint | NotLocated:
    """The point of an address, or why it has none.

    zip_point: the center of its ZIP code; without one no point can be told to be too far away.
    """
    street = street_of(address["address"] or "")
    if not street:
        return NO_HOUSE
    location = service.geocode(f"{street}, {address['city']}, {address['state']} {_zip(address)}".strip())
    if location is None:
        return NotLocated("failed", service.failure) if service.failure else _not_known(service)
    return _believed((location.latitude, location.longitude), precision_of(location), service.name, zip_point)


def points_of(
    addresses: Mapping[Key, Address], service: GeocodingService, zip_points: Mapping[Key, Coordinates | None]
) -> Iterator[tuple[Key, AddressPoint | NotLocated]]:
    """Each key of addresses with its point, or why it has none, as soon as it is known: many at once where possible.

    zip_points: key → the center of its ZIP code, where known.
    """
    if not service.has_batches:
        yield from ((key, point_of(address, service, zip_points.get(key))) for key, address in addresses.items())
        return
    waiting = iter(addresses.items())
    while batch := dict(islice(waiting, LARGEST_BATCH)):
        yield from _batch(batch, service, zip_points)


def _batch(
    addresses: Mapping[Key, Address], service: GeocodingService, zip_points: Mapping[Key, Coordinates | None]
) -> Iterator[tuple[Key, AddressPoint | NotLocated]]:
    rows = [_batch_row(place, address) for place, address in enumerate(addresses.values())]
    matches = service.geocode_batch([row for row in rows if row.street])
    for row, key in zip(rows, addresses, strict=True):
        yield key, _batch_answer(row, matches, service, zip_points.get(key))


def _batch_row(place: int, address: Address) -> BatchAddress:
    street = street_of(address["address"] or "")
    return BatchAddress(place, street, address["city"] or "", address["state"] or "", _zip(address))


def _batch_answer(
    row: BatchAddress,
    matches: dict[object, BatchMatch | None],
    service: GeocodingService,
    zip_point: Coordinates | None,
) -> AddressPoint | NotLocated:
    if match := matches.get(row.id):
        return _believed((match.latitude, match.longitude), "street", service.name, zip_point)
    if not row.street:
        return NO_HOUSE
    if row.id in matches:
        return _not_known(service)
    return NotLocated("failed", service.failure or f"{service.name} left the address out of its answer")


def _zip(address: Address) -> str:
    return (address["postal_code"] or "")[:5]


def _not_known(service: GeocodingService) -> NotLocated:
    return NotLocated("unknown", f"{service.name} does not know the address")


def _believed(
    point: Coordinates, precision: str | None, name: str, zip_point: Coordinates | None
) -> AddressPoint | NotLocated:
    if precision is None:
        return NotLocated("coarse", f"{name} knows the town or ZIP code of the address, not its street")
    if zip_point and (miles := miles_between(point, zip_point)) > FAR_MILES:
        return NotLocated("far", f"{name} puts the address {miles:,.0f} miles from the center of its ZIP code")
    return AddressPoint(latitude=point[0], longitude=point[1], precision=precision, geocoder=name)
