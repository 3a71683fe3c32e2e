"""Reading resources of a directory: one by its name, or all that one listing has of a type."""

from collections.abc import Iterable, Iterator

from directory.core.index_terms import parent_id, place_id
from directory.core.insurers import InsurerDetails
from directory.core.practitioner import Practitioner
from directory.search.plan_net import endpoints, people, places, services
from directory.search.plan_net.catalog import Catalog, catalog_of
from directory.search.plan_net.ids import PARENT, role_parts
from directory.search.plan_net.neighbourhood import BUDGET, Neighbourhood
from directory.search.plan_net.places import Holder
from directory.search.plan_net.values import Made
from directory.store.listings.reader import Directory
from directory.store.listings.terms import under


class Graph(Neighbourhood):
    """The resources of a directory, for one request."""

    def __init__(self, directory: Directory, details: dict[str, InsurerDetails], budget: int = BUDGET):
        super().__init__(directory, budget)
        self.catalog: Catalog = catalog_of(directory, details)

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
        number = self._number_of(resource_id)
        of_listing = () if number is None else self.of_listing(kind, number)
        return next((each for each in of_listing if each.resource["id"] == resource_id), None)

    def _number_of(self, resource_id: str) -> int | None:
        """The number of the listing that has a resource of an id."""
        if resource_id.startswith(PARENT):
            members = under(self.directory, f"parent {resource_id.removeprefix(PARENT)}")
            return int(members[0]) if len(members) else None
        return self.number(role_parts(resource_id).listing)

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
                return self._organizations(number, listing) if is_clinic else ()
            case "PractitionerRole" | "OrganizationAffiliation":
                return services.roles(listing, self) if is_clinic == (kind == "OrganizationAffiliation") else ()
            case "HealthcareService":
                return services.services(listing, self)
            case "Endpoint":
                return (endpoints.direct_endpoint(listing, self),) if listing.direct_address else ()
            case "Location":
                return self._locations(number, listing)
        return ()

    def _organizations(self, number: int, listing: Practitioner) -> Iterator[Made]:
        """A clinic, and what it is part of, where it is the first that is."""
        places = [place for place in listing.locations if not place.on_file]
        others = (self.clinic_at(place, with_phone=True) for place in places)
        yield people.clinic(listing, next((each for each in others if each and each.id != listing.id), None))
        if name := listing.parent_organization:
            members = under(self.directory, f"parent {parent_id(name)}")
            if int(members[0]) == number:
                yield people.parent(listing)

    def _locations(self, number: int, listing: Practitioner) -> Iterator[Made]:
        own = dict.fromkeys(place_id(place) for place in listing.locations if not place.on_file)
        for holders in (self.holders(place) for place in own):
            if holders and holders[0][0] == number:
                yield self._location([holder for _, holder in holders])

    def _location(self, holders: list[Holder]) -> Made:
        return places.location(holders, self.house_of(holders[0].place))
