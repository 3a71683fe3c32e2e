"""A made-up payer's directory in FHIR's own form. NPIs begin with 2, so that nobody has them; phones are 555-01xx."""

import json

import nppes_files as files

ANA, KEN = files.npi(1), files.npi(2)
GUIDE = "http://hl7.org/fhir/us/davinci-pdex-plan-net"
NUCC, OID = "http://nucc.org/provider-taxonomy", "oid:2.16.840.1.114222.4.11.1066"


def concept(code, system=NUCC, **values):
    """A CodeableConcept of one coding."""
    return {"coding": [{"system": system, "code": code}], **values}


def extension(name, *within, **value):
    """An extension of the guide's, with others within it or with a value."""
    return {"url": f"{GUIDE}/StructureDefinition/{name}"} | ({"extension": list(within)} if within else {}) | value


def sub(name, **value):
    """An extension within another, known by its bare name."""
    return {"url": name, **value}


def to(name, **values):
    """A reference."""
    return {"reference": name, **values}


def accepting(code):
    """The extension that says whether new patients are taken."""
    return extension("newpatients", sub("acceptingPatients", valueCodeableConcept=concept(code)))


def qualification(code="171100000X", number="AC9001", state="OR", end="2027-06-30"):
    """A licence, as a payer states it."""
    return {
        "code": concept(code),
        "identifier": [{"value": number}],
        "period": {"end": end},
        "extension": [
            extension(
                "practitioner-qualification",
                sub("status", valueCode="active"),
                sub("whereValid", valueCodeableConcept=concept(state)),
            )
        ],
    }


def practitioner(resource_id="p1", npi=ANA, **values):
    """Ana Lopez, an acupuncturist of Oregon who speaks Spanish."""
    return {
        "resourceType": "Practitioner",
        "id": resource_id,
        "meta": {"lastUpdated": "2026-01-05T08:00:00Z"},
        "active": True,
        "gender": "female",
        "identifier": [{"system": "http://hl7.org/fhir/sid/us-npi", "value": npi}] if npi else [],
        "name": [{"family": "Lopez", "given": ["Ana", "Q"], "suffix": ["L.Ac."]}],
        "qualification": [qualification()],
        "communication": [concept("en", "urn:ietf:bcp:47"), concept("es", "urn:ietf:bcp:47")],
    } | values


def role(resource_id="r1", who="Practitioner/p1", networks=("Organization/n1",), **values):
    """What she does at one place, in one network."""
    return {
        "resourceType": "PractitionerRole",
        "id": resource_id,
        "active": True,
        "practitioner": to(who),
        "specialty": [concept("171100000X")],
        "extension": [extension("network-reference", valueReference=to(each)) for each in networks],
        "location": [to("Location/l1")],
        "telecom": [{"system": "fax", "value": "503-555-0199"}, {"system": "phone", "value": "503-555-0123"}],
    } | values


def location(resource_id="l1", **values):
    """A place in Portland."""
    address = {"line": ["12 ELM ST", "STE 3"], "city": "PORTLAND", "state": "OR", "postalCode": "972140000"}
    return {
        "resourceType": "Location",
        "id": resource_id,
        "status": "active",
        "address": address,
        "telecom": [{"system": "phone", "value": "503-555-0100"}],
    } | values


def organisation(resource_id="pay", name="Acme Health", kind="payer", part_of=None, **values):
    """A payer, a network of it or a clinic."""
    return (
        {"resourceType": "Organization", "id": resource_id, "active": True, "name": name, "type": [concept(kind)]}
        | ({"partOf": to(part_of)} if part_of else {})
        | values
    )


def network(resource_id="n1", name="Acme Choice Network", part_of="Organization/pay", **values):
    """A network of the payer."""
    return organisation(resource_id, name, "ntwk", part_of, **values)


def plan(resource_id="i1", name="Acme Gold", number="12345OR0010001", networks=("Organization/n1",), **values):
    """A plan whose members may use the network."""
    return {
        "resourceType": "InsurancePlan",
        "id": resource_id,
        "status": "active",
        "name": name,
        "identifier": [{"value": number}],
        "ownedBy": to("Organization/pay"),
        "network": [to(each) for each in networks],
    } | values


def everything():
    """A directory of one practitioner, whole."""
    return [practitioner(), role(), location(), organisation(), network(), plan()]


def lines(*resources):
    """NDJSON."""
    return "".join(json.dumps(each) + "\n" for each in resources)


def bundle(*resources, **values):
    """A Bundle, each entry with its address on the payer's server."""
    entries = [
        {"fullUrl": f"https://payer.example/fhir/{each['resourceType']}/{each['id']}", "resource": each}
        for each in resources
    ]
    return {"resourceType": "Bundle", "type": "searchset", "entry": entries} | values
