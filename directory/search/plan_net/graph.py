"""Reading resources of a directory: one by its name, or all that one listing has of a type."""

from collections.abc import Iterable, Iterator

from directory.core.index_terms import HASHED, place_id
from directory.core.insurers import InsurerDetails
from directory.core.practitioner import ListedLocation, Practitioner
from directory.search.plan_net import endpoints, people, places, services
from directory.search.plan_net.catalog import Catalog, catalog_of
from directory.search.plan_net.ids import AREA, role_parts
from directory.search.plan_net.places import Holder
from directory.search.plan_net.refusals import BadSearch
from directory.search.plan_net.values import Made
from directory.store.listings.reader import Directory
from directory.store.listings.terms import listing_number, under

MOST_HOLDERS = 400  # who practise in one building
MOST_KEPT = 2_000  # listings
BUDGET = 20_000  # resources that are made for one request
OF_LISTINGS = ("Practitioner", "Organization", "PractitionerRole", "OrganizationAffiliation", "HealthcareService")


class Graph:
    """The resources of a directory, for one request. Raises BadSearch where more are made than BUDGET."""

    def __init__(self, directory: Directory, details: dict[str, InsurerDetails], budget: int = BUDGET):
        self.directory, self.budget = directory, budget
        self.catalog: Catalog = catalog_of(directory, details)
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

    def read(self, name: str) -> Made | None:
        """The resource of a name such as Practitioner/2345678901; None where there is none."""
        kind, _, resource_id = name.partition("/")
        key = self.catalog.by_id.get(resource_id)
        if key:
            self.spend()
            made = key.make()
            return made if made.name == name else None
        if kind == "Location":
            found = self.holders(resource_id)
            return self._location([holder for _, holder in found]) if found else None
        number = self.number(role_parts(resource_id).listing)
        of_listing = () if number is None else self.of_listing(kind, number)
        return next((each for each in of_listing if each.resource["id"] == resource_id), None)

    def of_listing(self, kind: str, number: int) -> list[Made]:
        """The resources of a type that a listing has; a place is had by the first who practises there."""
        listing = self.listing(number)
        found = list(self._of_listing(kind, number, listing))
        self.spend(len(found))
        return found

    def _of_listing(self, kind: str, number: int, listing: Practitioner) -> Iterable[Made]:
        is_clinic = listing.kind == "clinic"
        match kind:
            case "Practitioner":
                return () if is_clinic else (people.practitioner(listing),)
            case "Organization":
                return (people.clinic(listing),) if is_clinic else ()
            case "PractitionerRole" | "OrganizationAffiliation":
                return services.roles(listing, self) if is_clinic == (kind == "OrganizationAffiliation") else ()
            case "HealthcareService":
                return services.services(listing, self)
            case "Endpoint":
                return (endpoints.direct_endpoint(listing, self),) if listing.direct_address else ()
            case "Location":
                return self._locations(number, listing)
        return ()

    def _locations(self, number: int, listing: Practitioner) -> Iterator[Made]:
        own = dict.fromkeys(place_id(place) for place in listing.locations if not place.on_file)
        for holders in (self.holders(place) for place in own):
            if holders and holders[0][0] == number:
                yield self._location([holder for _, holder in holders])

    def _location(self, holders: list[Holder]) -> Made:
        return places.location(holders, self.house_of(holders[0].place))
