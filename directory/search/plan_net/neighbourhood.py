"""Listings that are read for one request, and who practises where: how much may be read is limited."""

from collections.abc import Iterable

from directory.core.index_terms import HASHED, place_id
from directory.core.practitioner import ListedLocation, Practitioner
from directory.search.plan_net.ids import AREA
from directory.search.plan_net.places import Holder
from directory.search.plan_net.refusals import BadSearch
from directory.store.listings.reader import Directory
from directory.store.listings.terms import listing_number, under

MOST_HOLDERS = 400  # who practise in one building
MOST_KEPT = 2_000  # listings
BUDGET = 12_000  # listings that are read and resources that are made for one request


class Neighbourhood:
    """The listings of a directory, for one request. Raises BadSearch where more is read and made than `budget`."""

    def __init__(self, directory: Directory, budget: int):
        self.directory, self.budget = directory, budget
        self.listings: dict[int, Practitioner] = {}
        self.held: dict[str, list[tuple[int, Holder]]] = {}
        self.houses: dict[str, bool] = {}

    def spend(self, resources: int = 1) -> None:
        """Counts what is made."""
        self.budget -= resources
        if self.budget < 0:
            raise BadSearch("too-costly", "this asks for too much at once: ask for less, or take $bulk-publish")

    def forget(self) -> None:
        """Lets go of listings read before, where these are many."""
        if len(self.listings) > MOST_KEPT:
            self.listings.clear()
            self.held.clear()

    def load(self, numbers: Iterable[int]) -> None:
        """Reads listings that will be asked for."""
        wanted = [number for number in numbers if number not in self.listings]
        self.spend(len(wanted))
        self.listings.update(zip(wanted, self.directory.listings(wanted), strict=True))

    def listing(self, number: int) -> Practitioner:
        """The listing with a number."""
        self.load([number])
        return self.listings[number]

    def number(self, public_id: str) -> int | None:
        """The number of the listing with an id as it stands in resources."""
        if public_id.startswith(HASHED):
            found = under(self.directory, f"id {public_id}")
            return int(found[0]) if len(found) else None
        return listing_number(self.directory, public_id)

    def holders(self, place: str) -> list[tuple[int, Holder]]:
        """Who practises at a place today, with their numbers, in the directory's order."""
        if place not in self.held:
            numbers = under(self.directory, f"place {place}")[:MOST_HOLDERS].tolist()
            self.load(numbers)
            self.held[place] = [
                (number, Holder(self.listings[number], each))
                for number in numbers
                for each in self.listings[number].locations
                if not each.on_file and place_id(each) == place
            ]
        return self.held[place]

    def clinic_at(self, place: ListedLocation, with_phone: bool = False) -> Practitioner | None:
        """The first clinic at a place; with_phone: that has the place's telephone number."""
        for _, holder in self.holders(place_id(place)):
            same = place.phone is not None and holder.place.phone == place.phone
            if holder.listing.kind == "clinic" and (same or not with_phone):
                return holder.listing
        return None

    def house_of(self, place: ListedLocation) -> str:
        """The id of the Location that a place is a part of: the building of a suite, where somebody has it as their
        address, else the state.
        """
        house = place_id(place, with_suite=False)
        if house != place_id(place):
            if house not in self.houses:
                self.houses[house] = bool(self.holders(house))
            if self.houses[house]:
                return house
        return AREA + place.state
