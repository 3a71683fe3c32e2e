"""Which listings can have a resource that a condition holds of: told from terms, names and who takes what.

Perhaps more than do, never fewer: whether it holds is told from the resource itself (finding.py). None: any may.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from directory.core.index_terms import DIRECT, city_spellings, place_id, street_spellings
from directory.core.names import folded
from directory.search.plan_net.graph import Graph
from directory.search.plan_net.ids import AREA, PARENT, role_parts
from directory.search.plan_net.near import Circle
from directory.store.listings.columns import ascending
from directory.store.listings.reader import LAST_LETTER
from directory.store.listings.terms import under

Numbers = NDArray[Any]
NOBODY: Numbers = np.empty(0, "<i4")
ALL_DAYS = ("day 0", "day 9999")
Narrow = Callable[[Graph, str], Numbers | None]


def union(found: list[Numbers]) -> Numbers:
    """All numbers of some lists, each once and ascending."""
    return ascending(np.concatenate([NOBODY, *found]))


def beginning(graph: Graph, term: str) -> Numbers:
    """Those under a term, or one that begins so."""
    return under(graph.directory, term, term + LAST_LETTER)


def called(graph: Graph, text: str) -> Numbers | None:
    """Those in whose names the first word of a text is, or one that begins so."""
    words = folded(text).split()
    return union([graph.directory.named(words[0], is_whole=False)]) if words else NOBODY


def called_service(graph: Graph, text: str) -> Numbers | None:
    """Those whose service is called so: "Acupuncture by " and a name."""
    beginning_of, *rest = folded(text).split(" by ", 1)
    return called(graph, rest[0]) if beginning_of == "acupuncture" and rest else None


def city(graph: Graph, text: str) -> Numbers | None:
    """Those who practise in a city whose name begins so."""
    return union([beginning(graph, f"city {each}") for each in city_spellings(text)]) if folded(text) else NOBODY


def state(graph: Graph, text: str) -> Numbers | None:
    """Those who practise in a state whose code begins so."""
    return beginning(graph, f"state {folded(text)}")


def zip_code(graph: Graph, text: str) -> Numbers | None:
    """Those who practise at a ZIP code that begins so; what is folded is compared, as in the resource."""
    digits, _, more = text.strip().partition("-")
    return beginning(graph, f"zip {digits.strip()}" + (f"-{more.strip()}" if more else ""))


def address(graph: Graph, text: str) -> Numbers | None:
    """Those of whose address a part begins so. The whole address, and the country, begin with every part of them."""
    if not folded(text) or "us".startswith(folded(text)):
        return None if folded(text) else NOBODY
    first = folded(text).split()[0]
    streets = union([beginning(graph, f"street {each}") for each in {*street_spellings(text), first} if each])
    found = (streets, city(graph, text), state(graph, text), zip_code(graph, text))
    return union([each for each in found if each is not None])


def own(graph: Graph, name: str) -> Numbers | None:
    """The listing whose resource, or a part of whose resource, a name is."""
    number = graph.number(role_parts(name.rpartition("/")[2].rpartition("|")[2]).listing)
    return NOBODY if number is None else np.array([number], "<i4")


def identified(graph: Graph, text: str) -> Numbers | None:
    """Those of an identifier: an NPI, or a number of ours."""
    value = text.rpartition("|")[2]
    found, number = graph.directory.named(value.lower(), is_whole=True), own(graph, value)
    return union([found, *([] if number is None else [number])])


def at_place(graph: Graph, name: str) -> Numbers | None:
    """Those who practise at a place."""
    place = name.rpartition("/")[2]
    return NOBODY if place.startswith(AREA) else under(graph.directory, f"place {place}")


def part_of(graph: Graph, name: str) -> Numbers | None:
    """Those who practise in a state, or in a suite of a building."""
    place = name.rpartition("/")[2]
    if place.startswith(AREA):
        return under(graph.directory, f"state {place.removeprefix(AREA).lower()}")
    return under(graph.directory, f"house {place}")


def served(graph: Graph, name: str) -> Numbers | None:
    """Those who serve a state."""
    return under(graph.directory, f"area {name.rpartition('/')[2].removeprefix(AREA)}")


def with_clinic(graph: Graph, name: str) -> Numbers | None:
    """A clinic, and all who practise where it is."""
    number = graph.number(name.rpartition("/")[2])
    if number is None:
        return NOBODY
    places = [place_id(place) for place in graph.listing(number).locations]
    return union([np.array([number], "<i4"), *(under(graph.directory, f"place {place}") for place in places)])


def in_network(graph: Graph, name: str) -> Numbers | None:
    """Those who take the plan of a network."""
    plan = graph.catalog.plan_of_network.get(name.rpartition("/")[2])
    return graph.directory.takers(plan.payer, plan.name) if plan else NOBODY


def of_payer(graph: Graph, name: str) -> Numbers | None:
    """Those who take a plan of a payer."""
    payer = graph.catalog.payer_names.get(name.rpartition("/")[2])
    return graph.directory.takers(payer, "") if payer else NOBODY


def changed(graph: Graph, text: str) -> Numbers | None:
    """Those of whom something is stated on such a day."""
    prefix, day = (text[:2], text[2:]) if text[:1].isalpha() else ("eq", text)
    day = day.partition("T")[0]
    if prefix in ("gt", "ge", "sa"):
        return under(graph.directory, f"day {day}", ALL_DAYS[1])
    if prefix in ("lt", "le", "eb"):
        return under(graph.directory, ALL_DAYS[0], f"day {day}{LAST_LETTER}")
    return beginning(graph, f"day {day}") if prefix == "eq" else None


def near(graph: Graph, text: str) -> Numbers | None:
    """Those who practise in a circle."""
    return ascending(Circle.of(text).practitioners(graph.directory))


def has_direct(graph: Graph, name: str) -> Numbers | None:
    """Whose endpoint it is, and who practises where they do: a place has the endpoints of all who practise there."""
    found = own(graph, name)
    if found is None or not len(found):
        return found
    return union(
        [*(under(graph.directory, f"place {place_id(each)}") for each in graph.listing(int(found[0])).locations)]
    )


def with_direct(graph: Graph, name: str) -> Numbers | None:
    """A clinic, and who practises where it is, if they have a Direct address."""
    found = with_clinic(graph, name)
    return None if found is None else np.intersect1d(found, under(graph.directory, DIRECT))


def members(graph: Graph, name: str) -> Numbers | None:
    """Those who are part of an organization."""
    return under(graph.directory, f"parent {name.rpartition('/')[2].removeprefix(PARENT)}")


def organization(graph: Graph, resource_id: str) -> Numbers | None:
    """The clinic of an id; of an organization that clinics are part of these."""
    return members(graph, resource_id) if resource_id.startswith(PARENT) else own(graph, resource_id)


def organization_called(graph: Graph, text: str) -> Numbers | None:
    """Clinics that are called so, and those that are part of what is called so."""
    called_so = called(graph, text)
    above = beginning(graph, f"above {folded(text)}")
    return above if called_so is None else union([called_so, above])


def nobody(graph: Graph, name: str) -> Numbers | None:
    """No listing: payers alone have it."""
    return NOBODY


ADDRESSES = {"address": address, "address-city": city, "address-state": state, "address-postalcode": zip_code}
BY_PARAMETER: dict[str, dict[str, Narrow]] = {
    "Practitioner": {"_id": own, "name": called, "family": called, "given": called, "identifier": identified},
    "PractitionerRole": {
        **{"_id": own, "practitioner": own, "organization": with_clinic, "location": at_place, "service": own},
        **{"network": in_network, "endpoint": own, "identifier": own},
    },
    "Location": {
        **{"_id": at_place, "partof": part_of, "organization": with_clinic, "endpoint": has_direct, "near": near},
        **{"identifier": at_place},
        **ADDRESSES,
    },
    "Organization": {
        "coverage-area": nobody,
        "partof": members,
        "_id": organization,
        "endpoint": own,
        "name": organization_called,
        "identifier": identified,
        **ADDRESSES,
    },
    "OrganizationAffiliation": {
        **{"_id": own, "primary-organization": of_payer, "participating-organization": own, "location": at_place},
        **{"service": own, "network": in_network, "endpoint": own, "identifier": own},
    },
    "HealthcareService": {
        **{"_id": own, "location": at_place, "coverage-area": served, "organization": with_clinic},
        **{"endpoint": own, "name": called_service, "identifier": own},
    },
    "Endpoint": {"_id": own, "organization": with_direct, "identifier": own},
}
# References that lead to a resource of the same listing.
SAME_LISTING = {
    *(("PractitionerRole", name) for name in ("practitioner", "service", "endpoint")),
    *(("OrganizationAffiliation", name) for name in ("participating-organization", "service", "endpoint")),
    *((kind, "location") for kind in ("PractitionerRole", "OrganizationAffiliation", "HealthcareService")),
    *((kind, "endpoint") for kind in ("HealthcareService", "Organization")),
}


def narrow(graph: Graph, kind: str, parameter: str, wanted: str) -> Numbers | None:
    """Those who can have a resource with a parameter's value."""
    if parameter == "_lastUpdated":
        return changed(graph, wanted)
    found = BY_PARAMETER.get(kind, {}).get(parameter)
    return found(graph, wanted) if found else None
