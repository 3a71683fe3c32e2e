"""What tells whether a listing says something else than it did, whoever says it and however lately."""

import msgspec

from directory.core.facts import SINGLE_FACTS
from directory.core.hashing import content_hash
from directory.core.practitioner import ListedLocation, Practitioner

NO_CHANGE = ("updated_on",)  # facts that are of the record, not of the practitioner
SINGLE = tuple(fact.name for fact in SINGLE_FACTS if fact.name not in NO_CHANGE)
LISTS = ("credentials", "other_names", "languages", "payers")
OF_PLACES = ("address", "city", "state", "postal_code", "phone", "hours", "starts_on", "ends_on", "on_file")
OF_LICENCES = ("state", "number", "status", "expires_on")


def _of_place(place: ListedLocation) -> list[object]:
    """What is told of a place; of new patients only where that is, so that all others stay as they were."""
    told = [getattr(place, name) for name in OF_PLACES]
    return told if place.accepting is None else [*told, place.accepting]


def shown_digest(listing: Practitioner) -> bytes:
    """16 bytes that change with what people are told: names, letters, places, phones, hours, licences, insurers, what
    is offered; not with a newer day, another source of the same, or the plans of an insurer.
    """
    values = (
        [getattr(listing, name) for name in (*SINGLE, *LISTS)],
        [_of_place(each) for each in listing.locations],
        [[getattr(each, name) for name in OF_LICENCES] for each in listing.licences],
    )
    return content_hash(msgspec.json.encode(values))
