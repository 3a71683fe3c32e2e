"""The search parameters of each type of resource: what they look at, and what references lead to.

Those of the guide (its CapabilityStatement, 1.1.0), and of the same kind: identifier, date, near, telecom's phone.
"""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from directory.core.fhir_values import Resource
from directory.search.plan_net.values import GUIDE

Kind = Literal["string", "token", "reference", "date", "special"]
NETWORK_OF = f"{GUIDE}/StructureDefinition/network-reference"
AREA_OF = f"{GUIDE}/StructureDefinition/location-reference"


class SearchParameter(NamedTuple):
    """A search parameter. paths: where its values are, as names with dots; extension: or the address of one that holds
    them; targets: the types that references lead to.
    """

    name: str
    kind: Kind
    paths: tuple[str, ...]
    targets: tuple[str, ...] = ()
    extension: str = ""

    def values(self, resource: Resource) -> Iterator[Any]:
        """Its values in a resource."""
        if self.extension:
            for each in resource.get("extension", ()):
                if each["url"] == self.extension:
                    yield each["valueReference"]
        for path in self.paths:
            yield from at_path(resource, path.split("."))


def at_path(node: Any, names: list[str]) -> Iterator[Any]:
    """Every value under a path of names, whether or not there are several on the way."""
    if isinstance(node, list):
        for each in node:
            yield from at_path(each, names)
    elif not names:
        yield node
    elif isinstance(node, dict) and names[0] in node:
        yield from at_path(node[names[0]], names[1:])


def _strings(**paths: str) -> tuple[SearchParameter, ...]:
    return tuple(SearchParameter(_dashed(name), "string", tuple(each.split())) for name, each in paths.items())


def _tokens(**paths: str) -> tuple[SearchParameter, ...]:
    return tuple(SearchParameter(_dashed(name), "token", tuple(each.split())) for name, each in paths.items())


def _references(**paths: tuple[str, str]) -> tuple[SearchParameter, ...]:
    return tuple(
        SearchParameter(_dashed(name), "reference", (path,), (target,)) for name, (path, target) in paths.items()
    )


def _dashed(name: str) -> str:
    return name.replace("_", "-")


COMMON = (SearchParameter("_id", "token", ("id",)), SearchParameter("_lastUpdated", "date", ("meta.lastUpdated",)))
PLACED = _strings(address="address", address_city="address.city", address_state="address.state") + _strings(
    address_postalcode="address.postalCode"
)
NETWORK = SearchParameter("network", "reference", (), ("Organization",), NETWORK_OF)
PERIOD = SearchParameter("date", "date", ("period",))
WHO_AND_WHERE = _references(
    location=("location", "Location"),
    service=("healthcareService", "HealthcareService"),
    endpoint=("endpoint", "Endpoint"),
)
ORGANIZATION_OF_PLACE = _references(organization=("managingOrganization", "Organization"))
PARAMETERS: dict[str, tuple[SearchParameter, ...]] = {
    "Practitioner": (
        *COMMON,
        *_strings(name="name", family="name.family", given="name.given"),
        *_tokens(identifier="identifier", active="active", gender="gender", communication="communication"),
    ),
    "PractitionerRole": (
        *COMMON,
        *_references(practitioner=("practitioner", "Practitioner"), organization=("organization", "Organization")),
        *WHO_AND_WHERE,
        NETWORK,
        *_tokens(role="code", specialty="specialty", active="active", identifier="identifier"),
        PERIOD,
    ),
    "Location": (
        *COMMON,
        *_references(partof=("partOf", "Location"), endpoint=("endpoint", "Endpoint")),
        *ORGANIZATION_OF_PLACE,
        *PLACED,
        *_strings(name="name alias"),
        *_tokens(type="type", status="status", identifier="identifier"),
        SearchParameter("near", "special", ()),
    ),
    "Organization": (
        *COMMON,
        *_references(partof=("partOf", "Organization"), endpoint=("endpoint", "Endpoint")),
        *PLACED,
        *_strings(name="name alias"),
        *_tokens(type="type", identifier="identifier", active="active"),
        SearchParameter("coverage-area", "reference", (), ("Location",), AREA_OF),
    ),
    "OrganizationAffiliation": (
        *COMMON,
        *_references(
            primary_organization=("organization", "Organization"),
            participating_organization=("participatingOrganization", "Organization"),
            network=("network", "Organization"),
        ),
        *WHO_AND_WHERE,
        *_tokens(role="code", specialty="specialty", active="active", identifier="identifier"),
        PERIOD,
    ),
    "HealthcareService": (
        *COMMON,
        *_references(
            location=("location", "Location"),
            coverage_area=("coverageArea", "Location"),
            organization=("providedBy", "Organization"),
            endpoint=("endpoint", "Endpoint"),
        ),
        *_strings(name="name"),
        *_tokens(service_category="category", service_type="type", specialty="specialty", active="active"),
        *_tokens(identifier="identifier"),
    ),
    "InsurancePlan": (
        *COMMON,
        *_references(
            administered_by=("administeredBy", "Organization"),
            owned_by=("ownedBy", "Organization"),
            coverage_area=("coverageArea", "Location"),
            network=("network", "Organization"),
        ),
        *_strings(name="name alias"),
        *_tokens(plan_type="plan.type", identifier="identifier", type="type", status="status"),
    ),
    "Endpoint": (
        *COMMON,
        *_references(organization=("managingOrganization", "Organization")),
        *_strings(name="name"),
        *_tokens(connection_type="connectionType", status="status", identifier="identifier"),
    ),
    "Provenance": (
        *COMMON,
        SearchParameter("target", "reference", ("target",), ()),
    ),
}
BY_NAME = {kind: {each.name: each for each in parameters} for kind, parameters in PARAMETERS.items()}
TYPES = tuple(PARAMETERS)
