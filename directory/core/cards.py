"""The part of a listing that a result of a search shows."""

from msgspec.structs import replace

from directory.core.facts import FACTS
from directory.core.practitioner import ListedLocation, Practitioner, Turn

FACTS_ON_CARD = tuple(fact.name for fact in FACTS if fact.on_card)
ON_CARD = ("id", "payers", "payer_periods", "verified_on", "has_turns", *FACTS_ON_CARD)


def card(listing: Practitioner) -> Practitioner:
    """The part of a listing that a search result shows: a tenth of its size, and read twenty times a page. No fax: that
    is for letters.
    """
    turns = [Turn(each.fact, each.from_day, each.value) for each in listing.turns if each.fact in FACTS_ON_CARD]
    shown = {name: getattr(listing, name) for name in ON_CARD} | {"turns": tuple(turns)}
    shown["locations"] = tuple([_without_fax(each) for each in listing.locations])
    return Practitioner(**shown)


def _without_fax(place: ListedLocation) -> ListedLocation:
    return replace(place, fax=None, fax_by=None, fax_as_of=None) if place.fax else place
