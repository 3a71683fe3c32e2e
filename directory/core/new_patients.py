"""Whether new patients are taken, at a place of a listing."""

from directory.core.practitioner import ListedLocation, Practitioner


def accepts_at(listing: Practitioner, place: ListedLocation | None) -> bool | None:
    """The practice's answer for this very place where it gave one, else what is known of the listing; None: nothing."""
    if place and place.accepting is not None:
        return place.accepting
    return listing.accepting_new_patients
