"""What this server says of itself: its CapabilityStatement, and the definitions of its own extensions."""

from typing import NamedTuple

from directory.core.fhir_values import Resource, without_blanks
from directory.search.plan_net.parameters import BY_NAME, PARAMETERS, SearchParameter
from directory.search.plan_net.values import GUIDE, OURS

VERSION = "4.0.1"
PROFILES = {kind: [f"{GUIDE}/StructureDefinition/plannet-{kind}"] for kind in PARAMETERS if kind != "Provenance"}
PROFILES["Organization"].append(f"{GUIDE}/StructureDefinition/plannet-Network")
REVINCLUDES = [("Provenance", "target")]
Part = tuple[str, str, str]  # the name of a part of an extension, its type, what it says


class OwnExtension(NamedTuple):
    """An extension of this directory's own. value: its type, "" where it has parts."""

    name: str
    contexts: tuple[str, ...]
    says: str
    value: str = ""
    parts: tuple[Part, ...] = ()


OWN = (
    OwnExtension(
        "confirmed-on",
        ("Practitioner", "PractitionerRole", "Organization", "OrganizationAffiliation", "Location"),
        "The newest day on which a board, a payer or the practice itself said that an address or a license is right.",
        "date",
    ),
    OwnExtension(
        "point-precision",
        ("Location",),
        "How exact position is: rooftop, street, zip (the middle of the ZIP code) or city.",
        "code",
    ),
    OwnExtension(
        "address-on-file", ("Address",), "The licensee’s address with the board: no place of practice.", "boolean"
    ),
    OwnExtension(
        "license-standing",
        ("Practitioner.qualification",),
        "What is said of a license, in the word of whoever says it.",
        parts=(
            ("status", "string", "active, probation, expired, suspended, surrendered, revoked, retired or unknown"),
            ("source", "string", "who says so"),
            ("asOf", "date", "the day of which they speak"),
            ("confirmedOn", "date", "when a board last called it active"),
            ("confirmedBy", "string", "which source says that"),
        ),
    ),
    OwnExtension(
        "plan-stated",
        ("PractitionerRole", "OrganizationAffiliation"),
        "A plan that somebody names, and in whose network nobody states that the practitioner is.",
        parts=(
            ("payer", "string", "the company"),
            ("plan", "string", "the plan; without it any of the company’s"),
            ("planId", "string", "its number"),
            ("networkStatus", "code", "out or unknown"),
            ("source", "string", "who says so"),
            ("asOf", "date", "the day of which they speak"),
        ),
    ),
)


def structure_definition(name: str, day: str) -> Resource | None:
    """The definition of an extension of ours; None where there is none of this name. day: ISO."""
    own = next((each for each in OWN if each.name == name), None)
    if not own:
        return None
    address = f"{OURS}/StructureDefinition/{name}"
    return {
        "resourceType": "StructureDefinition",
        "id": name,
        "url": address,
        "version": "1.0.0",
        "name": "".join(part.capitalize() for part in name.split("-")),
        "title": name.replace("-", " ").capitalize(),
        "status": "active",
        "date": day,
        "description": own.says,
        "fhirVersion": VERSION,
        "kind": "complex-type",
        "abstract": False,
        "context": [{"type": "element", "expression": each} for each in own.contexts],
        "type": "Extension",
        "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension",
        "derivation": "constraint",
        "differential": {"element": [*_elements(own, address)]},
    }


def _elements(own: OwnExtension, address: str) -> list[Resource]:
    first: Resource = {"id": "Extension", "path": "Extension", "short": own.name, "definition": own.says}
    url = {"id": "Extension.url", "path": "Extension.url", "fixedUri": address}
    if own.value:
        value = {"id": "Extension.value[x]", "path": "Extension.value[x]", "min": 1, "type": [{"code": own.value}]}
        return [first, {"id": "Extension.extension", "path": "Extension.extension", "max": "0"}, url, value]
    parts = [element for part in own.parts for element in _part(*part)]
    return [first, *parts, url, {"id": "Extension.value[x]", "path": "Extension.value[x]", "max": "0"}]


def _part(name: str, kind: str, says: str) -> list[Resource]:
    head, path = f"Extension.extension:{name}", "Extension.extension"
    value = {"id": f"{head}.value[x]", "path": f"{path}.value[x]", "min": 1, "type": [{"code": kind}]}
    return [
        {"id": head, "path": path, "sliceName": name, "short": says, "min": 0, "max": "1"},
        {"id": f"{head}.url", "path": f"{path}.url", "fixedUri": name},
        value,
    ]


def capability_statement(base: str, day: str, version: str) -> Resource:
    """What can be asked. base: our own address; day: on which this was published; version: of the program."""
    return {
        "resourceType": "CapabilityStatement",
        "id": "plan-net",
        "status": "active",
        "date": day,
        "kind": "instance",
        "instantiates": [f"{GUIDE}/CapabilityStatement/plan-net"],
        "software": {"name": "Acupuncture directory", "version": version},
        "implementation": {"description": "A directory of acupuncture practitioners in the United States", "url": base},
        "fhirVersion": VERSION,
        "format": ["json", "application/fhir+json"],
        "implementationGuide": [f"{GUIDE}/ImplementationGuide/hl7.fhir.us.davinci-pdex-plan-net|1.1.0"],
        "rest": [
            {
                "mode": "server",
                "documentation": "Read only, and JSON only. Not supported: XML, _sort, _elements, _filter, GraphQL. "
                "No key is needed, and nothing of what is asked is kept.",
                "security": {"cors": True, "description": "None: what is here is public."},
                "resource": [_resource(kind) for kind in PARAMETERS],
            }
        ],
    }


def _resource(kind: str) -> Resource:
    own = [f"{kind}:{each.name}" for each in PARAMETERS[kind] if each.kind == "reference"]
    return without_blanks(
        type=kind,
        supportedProfile=PROFILES.get(kind),
        interaction=[{"code": each} for each in ("read", "vread", "search-type")],
        versioning="versioned",
        readHistory=False,
        conditionalRead="full-support",
        referencePolicy=["literal", "local"],
        searchInclude=own,
        searchRevInclude=_referring(kind),
        searchParam=[_search_parameter(kind, each) for each in PARAMETERS[kind]],
    )


def _referring(kind: str) -> list[str]:
    named = [
        f"{other}:{each.name}"
        for other, parameters in PARAMETERS.items()
        for each in parameters
        if each.kind == "reference" and kind in each.targets
    ]
    return named + (["Provenance:target"] if kind != "Provenance" else [])


def _search_parameter(kind: str, parameter: SearchParameter) -> Resource:
    head = {"name": parameter.name, "type": parameter.kind}
    if parameter.name in OF_THE_GUIDE.get(kind, ()):
        head["definition"] = f"{GUIDE}/SearchParameter/{kind.lower()}-{FILE_NAMES.get(parameter.name, parameter.name)}"
    return head


OF_THE_GUIDE = {  # the guide's own SearchParameters; the others are FHIR's
    kind: {name for name in BY_NAME[kind] if name not in ("_id", "_lastUpdated", "active", "status", "gender", "date")}
    - {"near", "communication", "target", "connection-type"}
    - (set() if kind == "InsurancePlan" else {"identifier"})
    - ({"name"} if kind in ("Location", "Endpoint") else {"network"} if kind == "InsurancePlan" else set())
    for kind in PARAMETERS
}
OF_THE_GUIDE["Organization"] -= {"address-city", "address-state", "address-postalcode"}
FILE_NAMES = {"family": "family-name", "given": "given-name"}
