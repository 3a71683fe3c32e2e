"""Where records can be sent: the Direct address that somebody gave NPPES, and who says what (Provenance)."""

from directory.core.fhir_values import TERMINOLOGY, Resource, without_blanks
from directory.core.index_terms import public_id
from directory.core.practitioner import Practitioner
from directory.core.sources import BY_NAME as SOURCES
from directory.search.plan_net.ids import direct_id, provenance_id
from directory.search.plan_net.people import changed_on, telecoms
from directory.search.plan_net.services import Neighbours
from directory.search.plan_net.values import Made, code, extension, made, own_identifier, to, within

CONNECTIONS = f"{TERMINOLOGY}/endpoint-connection-type"
PARTICIPANTS = f"{TERMINOLOGY}/provenance-participant-type"
STANDARD = "urn:ietf:rfc:5322"


def direct_endpoint(listing: Practitioner, near: Neighbours) -> Made:
    """Somebody's Direct address, for messages about treatment. It is a clinic's where that is at one of their places
    and has the same address.
    """
    origin = listing.facts.get("direct_address")
    reason = code(f"{TERMINOLOGY}/v3-ActReason", "TREAT", "treatment")
    use = within("type", valueCodeableConcept=reason), within("standard", valueUri=STANDARD)
    clinics = (listing, *(near.clinic_at(place) for place in listing.locations if not place.on_file))
    own = next((each for each in clinics if each and is_clinics(each, listing.direct_address)), None)
    return made(
        "Endpoint",
        direct_id(listing),
        changed_on(listing),
        [(origin.source, origin.as_of)] if origin else [],
        extension=[extension("endpoint-usecase", *use)],
        identifier=own_identifier(direct_id(listing)),
        status="active",
        connectionType={"system": CONNECTIONS, "code": "direct-project", "display": "Direct Project"},
        name=f"Direct messages to {listing.name}",
        managingOrganization=to("Organization", public_id(own.id), own.name) if own else None,
        contact=[without_blanks(**{**each, "extension": None}) for each in telecoms(listing.locations[:1])],
        payloadType=[code("EndpointPayloadTypeCS", "NA", "Not Applicable")],
        payloadMimeType=["multipart/mixed"],
        address=f"mailto:{listing.direct_address}",
    )


def is_clinics(listing: Practitioner, address: str | None) -> bool:
    """Whether a listing is a clinic's with this Direct address."""
    return listing.kind == "clinic" and listing.direct_address == address


def provenance(about: Made, recorded: str, titles: dict[str, str]) -> Resource:
    """Who states what a resource says, and as of when. recorded: the instant of publishing; titles: of sources.

    What this directory works out by itself (states, networks) is stated by itself.
    """
    agents = [_agent(source, titles) for source in dict.fromkeys(source for source, _ in about.stated)]
    entities = [_entity(source, day, titles) for source, day in about.stated]
    return without_blanks(
        resourceType="Provenance",
        id=provenance_id(about.name),
        meta={"lastUpdated": about.resource["meta"]["lastUpdated"]},
        target=[{"reference": about.name}],
        recorded=recorded,
        agent=agents or [_agent("", titles)],
        entity=entities,
    )


def _agent(source: str, titles: dict[str, str]) -> Resource:
    kind = "author" if source else "assembler"
    who = titles.get(source) or (SOURCES[source].title if source in SOURCES else source) or "This directory"
    return {"type": code(PARTICIPANTS, kind, kind.capitalize()), "who": {"display": str(who)}}


def _entity(source: str, day: str, titles: dict[str, str]) -> Resource:
    title = titles.get(source) or (str(SOURCES[source].title) if source in SOURCES else source)
    return {"role": "source", "what": {"display": f"{title}, as of {day}", "identifier": {"value": f"{source} {day}"}}}
