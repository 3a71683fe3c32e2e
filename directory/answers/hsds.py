"""Listings in the words of the Human Services Data Specification 3.0, as 211s and other directories of help read them.

Of each listing: an organization (the practice), one service (acupuncture), its places, and the service at each place.
https://docs.openreferral.org. Only what a source states: no eligibility, no areas served, no hours as schedules.
"""

import hashlib
from typing import Any
from uuid import UUID

import numpy as np

from directory.core.facts import BY_NAME, entry_key
from directory.core.practitioner import ListedLocation, Practitioner
from directory.core.taxonomy import kind_in_words
from directory.store.listings.names import ids_in_order
from directory.store.listings.reader import Directory, once_a_version

ORGANIZATION, SERVICE, PLACE, AT_PLACE, PHONE, ADDRESS, IDENTIFIER, LANGUAGE, ACCESS = range(9)
OF_LISTING = 8  # bytes of an id that tell the listing
NAME = "Acupuncture"
ON_FILE = "The address on file with a register: nobody states that patients are seen there. Ask before you go."
Record = dict[str, Any]


def record_id(practitioner_id: str, kind: int, entry: str = "") -> str:
    """The id of a record of a listing, the same in every edition: a UUID of version 8 (RFC 9562)."""
    listing = hashlib.blake2b(practitioner_id.encode(), digest_size=OF_LISTING).digest()
    rest = hashlib.blake2b(f"{practitioner_id} {kind} {entry}".encode(), digest_size=16 - OF_LISTING).digest()
    made = bytearray(listing + rest)
    made[6], made[8] = made[6] & 0x0F | 0x80, made[8] & 0x3F | 0x80
    return str(UUID(bytes=bytes(made)))


def listing_of(text: str, directory: Directory) -> Practitioner | None:
    """The listing that a record's id is of; None where there is none. Whether the record is one is not looked at."""
    try:
        wanted = _key(UUID(text).bytes)
    except ValueError:
        return None
    keys, numbers = _index(directory)
    place = int(keys.searchsorted(wanted))
    found = place < len(keys) and int(keys[place]) == wanted
    return directory.listings([int(numbers[place])])[0] if found else None


def _key(made: bytes) -> int:
    return int.from_bytes(made[:OF_LISTING])


@once_a_version
def _index(directory: Directory) -> tuple[np.ndarray, np.ndarray]:
    """The first bytes of every listing's ids, sorted, and the listings' numbers: made once for each edition."""
    ids = (UUID(record_id(each, ORGANIZATION)).bytes for each in ids_in_order(directory))
    keys = np.fromiter(map(_key, ids), "u8", len(directory))
    order = keys.argsort()
    return keys[order], order


def organization(listing: Practitioner, full: bool = True) -> Record:
    """The practice of a listing."""
    own = record_id(listing.id, ORGANIZATION)
    made: Record = {"id": own, "name": listing.name, "description": _description(listing)}
    made |= {"website": listing.website} if listing.website else {}
    made |= {"email": listing.email} if listing.email else {}
    if listing.other_names:
        made["alternate_name"] = listing.other_names[0]
    if not full:
        return made
    if listing.npi:
        scheme = {"identifier_scheme": "US-NPI", "identifier_type": "NPI", "identifier": listing.npi}
        made["organization_identifiers"] = [{"id": record_id(listing.id, IDENTIFIER), "organization_id": own} | scheme]
    made["locations"] = [location(listing, each) for each in listing.locations]
    return made


def _description(listing: Practitioner) -> str:
    letters = f" ({listing.credentials})" if listing.credentials else ""
    kind = kind_in_words(listing.kind, bool(listing.licences))
    return f"{kind}{letters}. From public sources; call before you go."


def service(listing: Practitioner, page: str, full: bool = True) -> Record:
    """What a practice offers. page: the address of the listing's page."""
    own = record_id(listing.id, SERVICE)
    made: Record = {"id": own, "organization_id": record_id(listing.id, ORGANIZATION), "name": NAME}
    made |= {"description": _description(listing), "url": page, "status": "active"}
    if listing.licences:
        made["licenses"] = "; ".join(f"{each.state} {each.number} ({each.status})" for each in listing.licences)
    if listing.verified_on:
        made["assured_date"] = listing.verified_on
    if not full:
        return made
    made["organization"] = organization(listing, full=False)
    made["languages"] = [
        {"id": record_id(listing.id, LANGUAGE, name), "service_id": own, "name": name} for name in listing.languages
    ]
    made["service_at_locations"] = [service_at_location(listing, each) for each in listing.locations]
    return made


def service_at_location(listing: Practitioner, place: ListedLocation, page: str = "") -> Record:
    """A service at one of its places. page: see `service`; with it, the service and the practice are within."""
    made: Record = {
        "id": record_id(listing.id, AT_PLACE, _entry(place)),
        "service_id": record_id(listing.id, SERVICE),
        "location_id": record_id(listing.id, PLACE, _entry(place)),
        "location": location(listing, place),
    }
    if place.hours:
        made["description"] = f"Office hours: {place.hours}"
    return made | ({"service": service(listing, page, full=False)} if page else {})


def location(listing: Practitioner, place: ListedLocation) -> Record:
    """A place, with its address, telephone number and point."""
    key = _entry(place)
    own, kind = record_id(listing.id, PLACE, key), "postal" if place.on_file else "physical"
    made: Record = {"id": own, "location_type": kind, "organization_id": record_id(listing.id, ORGANIZATION)}
    made |= {"description": ON_FILE} if place.on_file else {}
    if place.latitude is not None:
        made |= {"latitude": place.latitude, "longitude": place.longitude}
    made["addresses"] = [
        {
            "id": record_id(listing.id, ADDRESS, key),
            "location_id": own,
            "address_1": place.address,
            "city": place.city,
            "state_province": place.state,
            "postal_code": place.postal_code or "",
            "country": "US",
            "address_type": kind,
        }
    ]
    numbered = {"id": record_id(listing.id, PHONE, key), "location_id": own, "number": place.phone, "type": "voice"}
    made["phones"] = [numbered] if place.phone else []
    if listing.wheelchair_access is not None:
        words = "Wheelchair access" if listing.wheelchair_access else "No wheelchair access"
        made["accessibility"] = [{"id": record_id(listing.id, ACCESS, key), "location_id": own, "description": words}]
    return made


def _entry(place: ListedLocation) -> str:
    return entry_key(BY_NAME["locations"], place)
